"""The catalogue for the book trade: ONIX 3.1 in its order of fields, with the figures of the catalogue alone."""

from __future__ import annotations

import json

from lxml import etree

from publish.ordering.items import Catalogue
from publish.ordering.onix import onix
from publish.source.days import judged_on
from tests.ordering.shelf import ADDRESS, TODAY, build, catalogue, items, refused, release
from tests.releasing import Desk

NAMES = {"o": "http://ns.editeur.org/onix/3.1/reference"}

# The order of the fields of DescriptiveDetail that ONIX for Books 3.1 lays down, of those that we use.
DESCRIPTIVE = (
    *("ProductComposition", "ProductForm", "ProductFormDetail", "ProductFormFeature", "ProductFormDescription"),
    *(
        "Measure",
        "TitleDetail",
        "Contributor",
        "EditionType",
        "EditionNumber",
        "EditionVersionNumber",
        "EditionStatement",
    ),
    *("Language", "Extent", "Subject", "Audience", "AudienceDescription"),
)
PRODUCT = (
    *("RecordReference", "NotificationType", "DeletionText", "ProductIdentifier", "DescriptiveDetail"),
    *("CollateralDetail", "PublishingDetail", "ProductSupply"),
)


def message(at: Desk) -> etree._Element:
    code, output = at.ask("catalogue", "--onix")
    assert code == 0, output
    return etree.parse(at.outputs / "catalogue.onix.xml").getroot()


def deleted(root: etree._Element) -> dict[str, str]:
    """The stock codes of records that delete, each with the reason."""
    return {
        str(product.findtext("o:RecordReference", None, NAMES)): str(product.findtext("o:DeletionText", None, NAMES))
        for product in root.findall("o:Product", NAMES)
        if product.findtext("o:NotificationType", None, NAMES) == "05"
    }


def test_onix_has_its_fields_in_order_and_the_figures_of_the_catalogue(at: Desk) -> None:
    code, output = at.ask("catalogue", "--onix")
    assert code == 0, output
    message = etree.parse(at.outputs / "catalogue.onix.xml").getroot()
    names = {"o": "http://ns.editeur.org/onix/3.1/reference"}
    assert message.get("release") == "3.1"
    found = items(catalogue(at))
    products = message.findall("o:Product", names)
    assert {product.findtext("o:ProductIdentifier/o:IDValue", None, names) for product in products} == set(found)
    for product in products:
        assert in_order(product, PRODUCT)
        described = product.find("o:DescriptiveDetail", names)
        assert described is not None
        assert in_order(described, DESCRIPTIVE)
        item = found[str(product.findtext("o:RecordReference", None, names))]
        extents = {each.findtext("o:ExtentType", None, names): each for each in described.findall("o:Extent", names)}
        if item["printed"]:
            # 06 is the production page count; 07, the absolute one, is by its note for digital publications only.
            assert list(extents) == ["06"]
            assert extents["06"].findtext("o:ExtentValue", None, names) == str(item["printed"]["pages"])
            bound = "B310" if item["printed"]["binding"] == "saddle-stitched" else None
            assert described.findtext("o:ProductFormDetail", None, names) == bound
            weights = [each.findtext("o:Measurement", None, names) for each in described.findall("o:Measure", names)]
            assert weights[2] == f"{item['printed']['weight_g']:g}"
        else:
            assert extents["22"].findtext("o:ExtentValue", None, names) == str(item["files"][0]["bytes"])


def in_order(element: etree._Element, order: tuple[str, ...]) -> bool:
    """Whether an element has only children of these names, in this order."""
    places = [order.index(etree.QName(child).localname) for child in element]
    return places == sorted(places)


def test_a_version_is_an_edition_with_a_number_only_where_there_is_a_first(at: Desk) -> None:
    described = message(at).find("o:Product/o:DescriptiveDetail", NAMES)
    assert described is not None
    assert described.findtext("o:EditionNumber", None, NAMES) == "1"
    assert described.findtext("o:EditionVersionNumber", None, NAMES) == "0"
    assert described.findtext("o:EditionStatement", None, NAMES) == "Version 1.0"
    assert [each.text for each in described.iterfind("o:Subject/o:SubjectHeadingText", NAMES)] == ["iron; blood"]


def test_what_was_withdrawn_is_deleted_with_the_reason(at: Desk) -> None:
    assert deleted(message(at)) == {}
    assert at.withdraw("1.0", reason="A dose was wrong")[0] == 0
    found = deleted(message(at))
    assert "IRON.LARGE-PRINT.18PT" in found
    assert set(found.values()) == {"withdrawn: A dose was wrong"}


def test_a_code_that_a_later_version_has_is_not_deleted(at: Desk) -> None:
    at.change("version: 1.0", "version: 1.1")
    build(at)
    release(at)
    assert at.withdraw("1.0")[0] == 0
    for answer in (
        at.agree_easy_read("--despite-withdrawn", "1.0"),
        at.approve("health information lead", "--despite-withdrawn", "1.0"),
    ):  # 1.1 says the same: until a role has looked at it again, nobody is given it either
        assert answer[0] == 0, answer
    assert deleted(message(at)) == {}


def test_an_edition_whose_agreement_was_taken_back_is_told_with_the_reason(at: Desk) -> None:
    path = at.source.with_name("iron.approvals.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("easy read lead", "somebody else"), encoding="utf-8")
    (gone,) = catalogue(at)["unavailable"]
    assert (gone["reason"], gone["skus"]) == ("voided", ["IRON.EASY-READ"])
    assert deleted(message(at)) == {"IRON.EASY-READ": "voided"}
    assert "the approval of its Easy read was taken back (voided)" in refused(at, "IRON.EASY-READ", "--to", ADDRESS)
    assert "there is no such edition" in refused(at, "IRON.BRAILLE", "--to", ADDRESS)


def test_a_message_without_products_says_so() -> None:
    root = etree.fromstring(onix(Catalogue(day=judged_on(), products=(), unavailable=(), on_request=())))
    assert [etree.QName(child).localname for child in root] == ["Header", "NoProduct"]


def test_an_epub_that_conforms_says_so_by_standard_version_and_level(at: Desk) -> None:
    claims = items(catalogue(at))["IRON.EPUB"]["accessibility"]
    assert claims["conforms_to"] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert {"04", "82", "85"} <= set(claims["onix_196"])
    assert "19" in claims["onix_196"]  # the pages of the print edition


def test_an_edition_that_a_version_dropped_is_deleted_and_told_since_that_day(at: Desk) -> None:
    at.change("version: 1.0", "version: 1.1")
    build(at)
    assert at.release(without=("audio", "print", "large-print"))[0] == 0
    dropped = {"IRON.LARGE-PRINT.18PT", "IRON.PRINT.A4", "IRON.PRINT.A5"}
    (gone,) = catalogue(at)["unavailable"]
    assert (gone["id"], gone["version"], gone["reason"], gone["since"]) == ("iron", "1.0", "dropped", TODAY)
    names = "Print A4, Print A5 and Large print 18 point"
    assert (set(gone["skus"]), gone["explanation"]) == (dropped, f"version 1.1 was released without {names}")
    assert deleted(message(at)) == dict.fromkeys(dropped, "dropped")
    told = json.loads(at.ask("catalogue", "--since", TODAY, "--json")[1])
    assert set(told["unavailable"][0]["skus"]) == dropped
    assert f"version 1.1 was released without {names} (dropped)" in refused(at, "IRON.PRINT.A4", "--to", ADDRESS)


def test_an_edition_that_came_back_is_not_deleted(at: Desk) -> None:
    for version, without in (("1.1", ("audio", "print", "large-print", "word")), ("1.2", ("audio", "word"))):
        at.change(f"version: 1.{int(version[-1]) - 1}", f"version: {version}")
        build(at)
        assert at.release(without=without)[0] == 0
    assert deleted(message(at)) == {"IRON.WORD": "dropped"}
