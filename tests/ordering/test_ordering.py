"""Ordering: what may be given out and nothing else, with what it takes to make it; tickets that a printer can read."""

from __future__ import annotations

import importlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from publish.contracts.printed import Binding, Printed
from publish.model.publication import OrderingTerms
from publish.ordering.paper import printed_item
from publish.outputs.journal import hash_of
from publish.source.day_words import day_in_words, when
from tests.conftest import REPOSITORY
from tests.ordering.shelf import ADDRESS, TODAY, TOMORROW, build, catalogue, items, refused, release, validate
from tests.releasing import Desk
from tests.schemas import FOLDER, MODELS, schema

# --- the catalogue ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(MODELS))
def test_the_schema_in_the_package_is_that_of_the_model(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == schema(MODELS[name]), "run python -m tests.schemas"


def test_the_catalogue_has_every_released_edition_and_says_what_it_is(at: Desk) -> None:
    (product,) = catalogue(at)["products"]
    assert (product["id"], product["version"], product["replaces"]) == ("iron", "1.0", None)
    assert product["summary"] == "What iron does for your blood."
    assert (product["subject"], product["audience"]) == (["iron", "blood"], "adults")
    assert product["review"]["next_review_due"] == "2099-03"
    codes = {item["sku"] for item in product["items"]}
    leaflets = {"IRON.PRINT.A4", "IRON.PRINT.A5"}
    assert codes == {"IRON.LARGE-PRINT.18PT", "IRON.EASY-READ", "IRON.EPUB", "IRON.WORD", *leaflets}
    assert {item["completeness"]["state"] for item in product["items"]} == {"complete"}


def test_pages_bytes_and_hashes_are_those_of_the_files(at: Desk) -> None:
    found = items(catalogue(at))
    for item in found.values():
        for file in item["files"]:
            path = at.outputs / file["path"]
            assert (path.stat().st_size, hash_of(path)) == (file["bytes"], file["sha256"])
            if item["printed"]:
                with pikepdf.open(path) as pdf:
                    printed = file["role"] == "press" or len(item["files"]) == 1
                    sides = 2 * item["printed"]["sheets"] if file["layout"] == "sheets" else item["printed"]["pages"]
                    assert not printed or len(pdf.pages) == sides
    assert found["IRON.EPUB"]["printed"] is None
    assert [file["role"] for file in found["IRON.PRINT.A5"]["files"]] == ["reading", "press", "press"]


@pytest.mark.parametrize(
    ("binding", "width", "height", "pages", "sheets", "weight"),
    [
        (Binding.CORNER, 210, 297, 27, 14, 87.3),  # 14 x 0.06237 m2 x 100 g/m2
        (Binding.CORNER, 210, 297, 1, 1, 6.2),
        (Binding.SADDLE, 148, 210, 24, 6, 37.3),  # 6 sheets of twice 0.148 x 0.210 m
    ],
)
def test_sheets_and_weight_are_right_by_hand(
    binding: Binding, width: float, height: float, pages: int, sheets: int, weight: float
) -> None:
    made = printed_item(Printed(binding=binding, width_mm=width, height_mm=height), pages, OrderingTerms(), "en")
    assert (made.sheets, made.weight_g, made.volumes) == (sheets, weight, 1)


@pytest.mark.parametrize(
    ("binding", "pages", "one"),
    [
        (Binding.SADDLE, 4, "folded"),
        (Binding.SADDLE, 8, "saddle-stitched"),
        (Binding.CORNER, 2, "none"),
        (Binding.CORNER, 3, "corner-stapled"),
    ],
)
def test_one_sheet_has_no_staple(binding: Binding, pages: int, one: str) -> None:
    assert printed_item(Printed(binding=binding), pages, OrderingTerms(), "en").binding == one


@pytest.mark.parametrize(("language", "side"), [("en-GB", "left"), ("ar", "right"), ("ur-PK", "right")])
def test_what_is_read_from_right_to_left_is_bound_at_the_right(language: str, side: str) -> None:
    assert printed_item(Printed(), 4, OrderingTerms(), language).bound_at == side


def test_no_two_items_of_a_document_are_called_the_same(at: Desk) -> None:
    titles = sorted(item["title"] for item in items(catalogue(at)).values())
    assert titles == ["EPUB", "Easy read", "Large print, 18 point", "Print, A4", "Print, A5", "Word document"]


def test_what_is_thicker_than_a_volume_becomes_several() -> None:
    assert printed_item(Printed(), 241, OrderingTerms(most_sheets=60), "en").volumes == 3


def test_a_pdf_claims_what_was_proved_of_it(at: Desk) -> None:
    claims = items(catalogue(at))["IRON.LARGE-PRINT.18PT"]["accessibility"]
    assert "largePrint" in claims["schema_org"]["accessibilityFeature"]
    assert "05" in claims["onix_196"]
    assert claims["conforms_to"] == "ISO 14289-1 (PDF/UA-1)"
    assert "36" not in claims["onix_196"]  # nobody changes how a PDF looks


# --- what leaves it ---------------------------------------------------------------------------------------------------


def gone(found: dict[str, Any]) -> tuple[str, str]:
    """The reason why the only version is not given out, and the explanation."""
    assert not found["products"]
    (each,) = found["unavailable"]
    assert "IRON.LARGE-PRINT.18PT" in each["skus"]
    return each["reason"], each["explanation"]


def test_a_withdrawn_version_leaves_at_once(at: Desk) -> None:
    assert at.withdraw("1.0", reason="A dose was wrong")[0] == 0
    assert gone(catalogue(at)) == ("withdrawn", "A dose was wrong")
    assert "A dose was wrong (withdrawn)" in refused(at, "IRON.LARGE-PRINT.18PT", "--to", ADDRESS)


def test_a_changed_source_voids_its_release(at: Desk) -> None:
    at.change("2 to 3 years", "2 to 8 years")
    reason, explanation = gone(catalogue(at))
    assert reason == "voided"
    assert explanation == "iron.md does not say any more what was approved and released", "and not where it lies"


def test_an_approval_that_was_taken_back_voids_its_release(at: Desk) -> None:
    path = at.source.with_name("iron.approvals.yaml")
    entries = path.read_text(encoding="utf-8").replace("health information lead", "somebody else")
    path.write_text(entries, encoding="utf-8")
    assert gone(catalogue(at))[0] == "voided"


def test_easy_read_whose_agreement_was_taken_back_leaves_alone(at: Desk) -> None:
    path = at.source.with_name("iron.approvals.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("easy read lead", "somebody else"), encoding="utf-8")
    found = items(catalogue(at))
    assert "IRON.EASY-READ" not in found
    assert "IRON.LARGE-PRINT.18PT" in found


def test_an_overdue_version_leaves_where_the_publisher_blocks(at: Desk) -> None:
    assert [product["overdue"] for product in catalogue(at, "2099-04-01")["products"]] == [True]
    with (at.source.parent / "publisher.yaml").open("a", encoding="utf-8") as publisher:
        publisher.write("\noverdue: block\n")
    assert [product["overdue"] for product in catalogue(at, "2099-03-31")["products"]] == [False]
    assert gone(catalogue(at, "2099-04-01")) == ("overdue", "its review was due in March 2099")


def test_a_look_ahead_is_shown_and_never_written_over_the_catalogue_of_today(at: Desk) -> None:
    assert at.ask("catalogue", "--onix")[0] == 0
    before = {name: (at.outputs / name).read_bytes() for name in ("catalogue.json", "catalogue.onix.xml")}
    with (at.source.parent / "publisher.yaml").open("a", encoding="utf-8") as publisher:
        publisher.write("\noverdue: block\n")
    said = at.ask("catalogue", "--onix", "--today", "2099-04-01")[1]
    assert "– iron 1.0 overdue: its review was due in March 2099" in said
    assert "Nothing is written: this is how it will be on 1 April 2099" in said
    assert {name: (at.outputs / name).read_bytes() for name in before} == before


def test_a_message_of_onix_never_lies_beside_another_state_of_the_catalogue(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = at.outputs / "catalogue.onix.xml"
    assert at.ask("catalogue")[0] == 0
    assert not message.exists()
    assert at.ask("catalogue", "--onix")[0] == 0
    message.write_bytes(b"of last year")
    assert "catalogue.onix.xml" in at.ask("catalogue")[1], "an old one would go on offering what was withdrawn"
    assert b"of last year" not in message.read_bytes()
    with monkeypatch.context() as killed:
        killed.setattr("publish.ordering.onix.put_whole", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        at.ask("catalogue", "--onix")
    assert not message.exists()


@pytest.mark.parametrize("name", ["iron-large-print-18pt.pdf", "release.json", "release.sig"])
def test_a_release_with_a_changed_byte_leaves(at: Desk, name: str) -> None:
    path = at.released / "1.0" / name
    first, *others = path.read_bytes()
    path.write_bytes(bytes((first ^ 1, *others)))
    found = catalogue(at)
    assert not found["products"]
    assert [each["reason"] for each in found["unavailable"]] == ["unverified"]


def test_a_document_whose_source_is_gone_leaves(at: Desk) -> None:
    at.source.unlink()
    assert gone(catalogue(at))[0] == "voided"


def test_what_changed_since_a_day_is_told(at: Desk) -> None:
    assert f"+ iron 1.0, released {when(TODAY)}" in at.ask("catalogue", "--since", TODAY)[1]
    assert f"Nothing changed since {day_in_words(TOMORROW)}." in at.ask("catalogue", "--since", TOMORROW)[1]


# --- tickets ----------------------------------------------------------------------------------------------------------


def test_a_ticket_says_what_to_print_how_often_and_where_it_goes(at: Desk) -> None:
    code, output = at.ask("ticket", "iron.large-print.18pt", "--copies", "3", "--to", ADDRESS)
    assert code == 0, output
    (folder,) = (at.outputs / "tickets").iterdir()
    ticket = json.loads((folder / "ticket.json").read_text(encoding="utf-8"))
    validate("ticket-1.json", ticket)
    assert (ticket["copies"], ticket["sheets"], ticket["weight_g"]) == (3, 6, 37.4)
    assert (ticket["title"], ticket["edition"]) == ("Iron and blood", "Large print, 18 point")
    assert ticket["folded"] is None
    assert ticket["deliver_to"] == ["Ward 3", "Leeds General Infirmary", "Leeds LS1 3EX"]
    printed = (folder / ticket["file"]["name"]).read_bytes()
    assert printed == (at.released / "1.0" / "iron-large-print-18pt.pdf").read_bytes()


def test_a_booklet_comes_page_by_page_and_as_sheets_to_fold(at: Desk) -> None:
    code, output = at.ask("ticket", "IRON.PRINT.A5", "--copies", "3", "--to", ADDRESS)
    assert code == 0, output
    (folder,) = (at.outputs / "tickets").iterdir()
    ticket = json.loads((folder / "ticket.json").read_text(encoding="utf-8"))
    assert (ticket["file"]["name"], ticket["folded"]["name"]) == (
        "iron-print-a5-press.pdf",
        "iron-print-a5-press-imposed.pdf",
    )
    for file in (ticket["file"], ticket["folded"]):
        assert hash_of(folder / file["name"]) == file["sha256"]


def test_a_ticket_as_xjdf_says_the_same(at: Desk) -> None:
    at.ask("ticket", "IRON.LARGE-PRINT.18PT", "--copies", "3", "--to", ADDRESS)
    (path,) = (at.outputs / "tickets").glob("*/ticket.xjdf")
    ticket = json.loads((path.parent / "ticket.json").read_text(encoding="utf-8"))
    root = etree.parse(path).getroot()
    names = {"x": "http://www.CIP4.org/JDFSchema_2_0"}

    def attribute(element: str, name: str) -> str:
        (found,) = root.findall(f".//x:{element}", names)
        return str(found.get(name))

    assert root.get("JobID") == ticket["order"]
    assert attribute("Product", "Amount") == "3"
    assert attribute("Product", "DescriptiveName") == "Iron and blood: Large print, 18 point"
    assert (attribute("BindingIntent", "BindingSide"), ticket["each"]["bound_at"]) == ("Left", "left")
    assert attribute("LayoutIntent", "Pages") == str(ticket["each"]["pages"])
    assert attribute("LayoutIntent", "FinishedDimensions") == "595.28 841.89 0"
    assert attribute("MediaIntent", "Weight") == "100"
    assert attribute("DropItem", "TotalWeight") == "37.4"
    assert [line.text for line in root.iterfind(".//x:AddressLine", names)] == ticket["deliver_to"][1:]


def test_a_size_that_no_release_has_is_made_for_the_order_and_proved(at: Desk) -> None:
    code, output = at.ask("ticket", "IRON.LARGE-PRINT.24PT-CREAM", "--to", ADDRESS)
    assert code == 0, output
    (folder,) = (at.outputs / "tickets").iterdir()
    ticket = json.loads((folder / "ticket.json").read_text(encoding="utf-8"))
    assert (ticket["each"]["type_size_pt"], ticket["each"]["paper"]["colour"]) == (24, "cream")
    assert ticket["edition"] == "Large print, 24 point, cream paper"
    # Who reads it finds the pages that the others in the room have.
    said = pypdfium2.PdfDocument(folder / ticket["file"]["name"])
    assert "print page 3" in "".join(page.get_textpage().get_text_bounded() for page in said)
    asked = ("--source", str(at.source), "--set", "large-print.variants=24pt-cream")
    code, output = at.run("check", str(folder / ticket["file"]["name"]), *asked)
    assert code == 0, output


def test_the_catalogue_says_what_is_made_to_order(at: Desk) -> None:
    found = catalogue(at)
    made = {each["sku_end"]: each for each in found["on_request"]}
    cream = made["LARGE-PRINT.24PT-CREAM"]
    assert (cream["format"], cream["type_size_pt"], cream["paper"]) == ("large-print", 24, "cream")
    assert sorted({each["type_size_pt"] for each in made.values()}) == list(range(16, 37))
    assert {each["paper"] for each in made.values()} == {"white", "cream", "yellow"}
    assert f"IRON.{cream['sku_end']}" not in items(found)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("IRON.BRAILLE", "--to", ADDRESS), "there is no such edition to order"),
        (("COPPER.LARGE-PRINT.18PT", "--to", ADDRESS), "there is no such edition to order"),
        (("IRON.EPUB", "--to", ADDRESS), "it is downloaded"),
        (("IRON.LARGE-PRINT.18PT", "--copies", "0", "--to", ADDRESS), "0 copies cannot be ordered, only 1 to 100"),
        (("IRON.LARGE-PRINT.18PT", "--copies", "101", "--to", ADDRESS), "only 1 to 100"),
        (("IRON.LARGE-PRINT.80PT", "--to", ADDRESS), "there is no large print “80pt”"),
        (("IRON.LARGE-PRINT.18PT", "--to", " ; "), "say where the copies go"),
        (("IRON.LARGE-PRINT.18PT", "--to", "Ward\x07 3"), "characters that cannot be printed"),
    ],
)
def test_what_cannot_be_ordered_is_refused_in_a_sentence(at: Desk, words: tuple[str, ...], reason: str) -> None:
    assert reason in refused(at, *words)


def test_a_stock_code_never_changes_its_meaning(at: Desk) -> None:
    before = items(catalogue(at))
    at.change("version: 1.0", "version: 1.1")
    build(at)
    release(at)
    after = items(catalogue(at))
    assert {sku: (item["format"], item["variant"]) for sku, item in before.items()} == {
        sku: (item["format"], item["variant"]) for sku, item in after.items()
    }
    assert {(item["version"], item["replaces"]) for item in after.values()} == {("1.1", "1.0")}


def test_the_service_of_the_documents_works(at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (REPOSITORY / "docs" / "ordering.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(program.splitlines()) <= 70
    (tmp_path / "ordering_service.py").write_text(program, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    service = importlib.import_module("ordering_service")
    taken, unknown, too_many = service.main(at.outputs, at.folder / "orders")
    assert datetime.now(UTC).strftime("IRON.LARGE-PRINT.24PT-CREAM-%Y%m%d") in taken.words
    assert (taken.folder / "ticket.xjdf").exists()
    assert "there is no such edition" in unknown.words
    assert "only 1 to 100" in too_many.words
    assert len(service.Shop(at.outputs, at.folder / "orders").shelf()) == 4
