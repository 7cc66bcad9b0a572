"""Print: complete on every page and for the press; what a printer would send back is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from formats.print import Print
from formats.print.leaflet import LeafletOptions
from publish.contracts.format import Job, Settings
from publish.contracts.printed import Binding, FileRole
from publish.errors import SourceError, UsageError
from publish.model.nodes import Asset, Cell, Table
from publish.model.publication import Look, Publication
from publish.proof.verdict import Finding
from publish.readers.pdf import open_tagged_pdf
from publish.source.companions import publisher
from publish.source.edition_imprint import of_edition
from publish.source.load import load
from tests.formats.large_print_files import with_blocks
from tests.specimen import words

FACTSHEET = Path(__file__).parents[2] / "sources" / "b-cell-all.md"
ADDRESS = "https://www.example.org/{id}"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><circle cx="10" cy="10" r="9"/></svg>'
SHEETS = LeafletOptions(paper="a5", role=FileRole.PRESS, imposed=True)
ALL = [LeafletOptions(paper=paper, role=role) for paper in ("a4", "a5") for role in FileRole]
PRESS = LeafletOptions(paper="a5", role=FileRole.PRESS)


@pytest.fixture
def leaflet(tmp_path: Path) -> Print:
    return Print(Settings(tmp_path / "cache", requested={"print": {"web-address": ADDRESS}}))


def job(publication: Publication, options: LeafletOptions) -> Job[LeafletOptions]:
    """The specimen with a logo and a version, as a build hands it on."""
    look = Look(logo=Asset("logo.svg", "image/svg+xml", LOGO), logo_alt="Testing charity: a red drop")
    about = replace(publication.document.metadata, version="1.0")
    whole = replace(
        publication,
        publisher=replace(publication.publisher, look=look),
        document=replace(publication.document, metadata=about),
    )
    return Job(of_edition(whole, "print", options.ordered_as), options)


def written(leaflet: Print, publication: Publication, options: LeafletOptions, folder: Path) -> Path:
    target = folder / f"specimen-print-{options.variant}.pdf"
    leaflet.write(job(publication, options), target)
    return target


@pytest.mark.parametrize("options", ALL, ids=lambda options: options.variant)
def test_the_specimen_comes_back_complete(
    leaflet: Print, publication: Publication, tmp_path: Path, options: LeafletOptions
) -> None:
    target = written(leaflet, publication, options, tmp_path)
    verdict = leaflet.check(job(publication, options), target)
    assert verdict.findings == ()
    assert verdict.found == verdict.units
    assert page.validate_pdf_bytes(target.read_bytes(), profile="ua1").failures == []


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_file_for_reading_is_one_for_the_archive(
    leaflet: Print, publication: Publication, tmp_path: Path, paper: str
) -> None:
    target = written(leaflet, publication, LeafletOptions.model_validate({"paper": paper}), tmp_path)
    assert page.validate_pdf_bytes(target.read_bytes(), profile="2a").failures == []


def test_the_same_leaflet_is_the_same_bytes(leaflet: Print, publication: Publication, tmp_path: Path) -> None:
    first = written(leaflet, publication, PRESS, tmp_path).read_bytes()
    assert written(leaflet, publication, PRESS, tmp_path).read_bytes() == first


def test_the_cover_has_title_and_logo_and_the_back_what_to_do_next(
    leaflet: Print, publication: Publication, tmp_path: Path
) -> None:
    passages = leaflet.read(written(leaflet, publication, PRESS, tmp_path)).passages
    cover = [passage.text for passage in passages if passage.where == "page 1"]
    assert cover[0] == publication.document.metadata.title
    assert "Testing charity: a red drop" in cover
    back = [passage.text for passage in passages if passage.where == passages[-1].where]
    assert any("Stock code: SPECIMEN.PRINT.A5" in text for text in back)
    telephone = next(number for number, text in enumerate(back) if text.startswith("To ask for this in large print"))
    online = next(number for number, text in enumerate(back) if text.startswith("Read it online: www.example.org/"))
    assert telephone < online
    assert back[-1].startswith("QR code that opens www.example.org/")


def test_for_the_press_pages_come_in_whole_sheets_with_trim_and_bleed(
    leaflet: Print, publication: Publication, tmp_path: Path
) -> None:
    with pikepdf.open(written(leaflet, publication, PRESS, tmp_path)) as pdf:
        assert len(pdf.pages) % 4 == 0
        for each in pdf.pages:
            trim = [float(value) * 25.4 / 72 for value in each.obj.TrimBox]
            bleed = [float(value) * 25.4 / 72 for value in each.obj.BleedBox]
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((148, 210), abs=0.1)
            assert (bleed[2] - bleed[0], bleed[3] - bleed[1]) == pytest.approx((154, 216), abs=0.1)


def test_pages_to_write_on_say_what_they_are_for(leaflet: Print, tmp_path: Path) -> None:
    target = tmp_path / "written.pdf"
    leaflet.write(Job(load(FACTSHEET), PRESS), target)
    pages = open_tagged_pdf(target).page_runs
    blank = [runs for runs in pages if not any(run.mark is not None for run in runs)]
    assert blank
    assert all("Your notes" in "".join(run.text for run in runs) for runs in blank)


def damaged(leaflet: Print, publication: Publication, folder: Path, content: bytes = b"", box: str = "") -> set[str]:
    """What is found in a press file after a page's box was taken away, or something drawn on its third page."""
    target = written(leaflet, publication, PRESS, folder)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        if box:
            del pdf.pages[2].obj[box]
        if content:
            each = pdf.pages[2]
            each.Contents = pdf.make_stream(each.Contents.read_bytes().replace(b"BT", content + b" BT", 1))
        pdf.save(target)
    return expected(leaflet.check(job(publication, PRESS), target).findings)


def expected(findings: tuple[Finding, ...]) -> set[str]:
    return {str(finding.expected) for finding in findings}


@pytest.mark.parametrize("box", ["/TrimBox", "/BleedBox"])
def test_a_page_without_its_boxes_is_found(leaflet: Print, publication: Publication, tmp_path: Path, box: str) -> None:
    assert "a TrimBox and a BleedBox" in damaged(leaflet, publication, tmp_path, box=box)


@pytest.mark.parametrize("ink", [b"0 0 0 rg", b"0.6 0.5 0.5 1 k"])
def test_text_in_more_than_black_is_found(leaflet: Print, publication: Publication, tmp_path: Path, ink: bytes) -> None:
    assert "text in black ink alone" in damaged(leaflet, publication, tmp_path, content=ink)


def test_a_page_too_few_is_found(leaflet: Print, publication: Publication, tmp_path: Path) -> None:
    target = written(leaflet, publication, PRESS, tmp_path)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        del pdf.pages[-2]
        pdf.save(target)
    assert "pages in whole sheets, a multiple of 4" in expected(leaflet.check(job(publication, PRESS), target).findings)


def test_both_files_of_a_leaflet_are_one_thing_to_order(leaflet: Print) -> None:
    reading, press = leaflet.printed(LeafletOptions(paper="a5")), leaflet.printed(PRESS)
    assert (reading.beside, press.beside) == (None, "a5")
    assert press.binding is Binding.SADDLE


def test_who_asks_for_a_leaflet_by_variant_is_told_its_options(publication: Publication, tmp_path: Path) -> None:
    asked = Print(Settings(tmp_path, requested={"print": {"variants": ["a4"]}}))
    with pytest.raises(UsageError, match=r"Use --set with one of its options: print\.papers"):
        asked.variants(publication)


def test_pages_and_sheets_for_the_press_are_told_apart(leaflet: Print) -> None:
    sheets = LeafletOptions(paper="a5", role=FileRole.PRESS, imposed=True)
    assert (leaflet.printed(PRESS).layout, leaflet.printed(sheets).layout) == ("pages", "sheets")


@pytest.mark.parametrize(
    ("look", "wrong"),
    [
        ("colour: '#ff8800'", "a contrast of 2.4 to 1, and text needs 7 to 1"),
        ("colour: red", "is no colour"),
        ("logo: logo.svg", "go together"),
        ("{logo: logo.svg, logo-alt: A drop}", "logo.svg"),
        ("{logo: none.svg, logo-alt: A drop}", "there is no image none.svg"),
        ("{logo: words.svg, logo-alt: A drop}", "words.svg has letters as live text .*Change the text to outlines"),
    ],
)
def test_a_look_that_cannot_be_used_is_refused_with_its_line(tmp_path: Path, look: str, wrong: str) -> None:
    (tmp_path / "logo.svg").write_bytes(LOGO.replace(b"</svg>", b"<script>alert(1)</script></svg>"))
    (tmp_path / "words.svg").write_bytes(LOGO.replace(b"</svg>", b"<g><text>Drop</text></g></svg>"))
    text = f"name: House\nhelpline:\n  label: Helpline\n  value: '1'\nlook:\n  {look}\n"
    (tmp_path / "publisher.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=wrong) as refused:
        publisher(tmp_path)
    assert refused.value.line in (5, 6)


# --- sheets -----------------------------------------------------------------------------------------------------------


def test_sheets_are_made_where_the_publisher_wants_them(publication: Publication, tmp_path: Path) -> None:
    wanting = Print(Settings(tmp_path, requested={"print": {"imposed": True}}))
    plain = [options.variant for options in Print(Settings(tmp_path)).variants(publication).options]
    assert [options.variant for options in wanting.variants(publication).options] == [*plain, "a5-press-imposed"]


def test_folded_sheets_are_the_booklet(leaflet: Print, publication: Publication, tmp_path: Path) -> None:
    target = written(leaflet, publication, SHEETS, tmp_path)
    pages = leaflet.read(written(leaflet, publication, PRESS, tmp_path)).pages or 0
    assert leaflet.check(job(publication, SHEETS), target).findings == ()
    assert leaflet.read(target).pages == pages // 2
    sides = pypdfium2.PdfDocument(target)
    # Outside is the cover, at the right; beside it the back; inside, on the last side, two pages that follow.
    halves = [halves_of(sides[number]) for number in (0, len(sides) - 1)]
    assert publication.document.metadata.title.split()[0] in halves[0][1]
    assert "In other formats" in halves[0][0]
    assert [f"Page {pages // 2 + shift}" in half for shift, half in enumerate(halves[1])] == [True, True]


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_booklet_from_right_to_left_has_its_spine_at_the_right(
    leaflet: Print, publication: Publication, tmp_path: Path, language: str
) -> None:
    about = replace(publication.document.metadata, language=language)
    turned = replace(publication, document=replace(publication.document, metadata=about))
    target = written(leaflet, turned, SHEETS, tmp_path)
    assert leaflet.check(job(turned, SHEETS), target).findings == ()
    cover, _ = halves_of(pypdfium2.PdfDocument(target)[0])
    assert turned.document.metadata.title.split()[0] in cover
    # Bound at the left, its back page would be its cover; and a letter that is elsewhere is found, too.
    for damage in (sheets_of_the_other_side, last_words_gone):
        damaged = written(leaflet, turned, SHEETS, tmp_path)
        damage(damaged)
        found = expected(leaflet.check(job(turned, SHEETS), damaged).findings)
        assert any(each.startswith("page 1: ") for each in found)


def sheets_of_the_other_side(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for each in pdf.pages:
            forms = each.obj.Resources.XObject
            forms["/Left"], forms["/Right"] = forms["/Right"], forms["/Left"]
        pdf.save(path)


def last_words_gone(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        cover = pdf.pages[0].obj.Resources.XObject["/Left"]
        drawn = cover.read_bytes()
        cover.write(drawn[: drawn.rfind(b"BT")])
        pdf.save(path)


def halves_of(side: pypdfium2.PdfPage) -> list[str]:
    """The words on the left and on the right of a side."""
    left, bottom, right, top = side.get_trimbox()
    middle = (left + right) / 2
    text = side.get_textpage()
    return [text.get_text_bounded(left, bottom, middle, top), text.get_text_bounded(middle, bottom, right, top)]


def test_sheets_have_the_size_of_two_pages_and_bleed(leaflet: Print, publication: Publication, tmp_path: Path) -> None:
    with pikepdf.open(written(leaflet, publication, SHEETS, tmp_path)) as pdf:
        for each in pdf.pages:
            trim, bleed = ([float(value) * 25.4 / 72 for value in box] for box in (each.obj.TrimBox, each.obj.BleedBox))
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((296, 210), abs=0.1)
            assert (bleed[2] - bleed[0], bleed[3] - bleed[1]) == pytest.approx((302, 216), abs=0.1)


def test_sheets_in_another_order_are_found(leaflet: Print, publication: Publication, tmp_path: Path) -> None:
    target = written(leaflet, publication, SHEETS, tmp_path)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        first, second = pdf.pages[0].obj.Resources, pdf.pages[1].obj.Resources
        pdf.pages[0].obj.Resources, pdf.pages[1].obj.Resources = second, first
        pdf.save(target)
    found = expected(leaflet.check(job(publication, SHEETS), target).findings)
    assert any(each.startswith("page 1: ") for each in found)


def test_a_table_of_forty_columns_is_no_false_finding_on_sheets(
    leaflet: Print, publication: Publication, tmp_path: Path
) -> None:
    """The reader guessed a space in “Drug 21:” on the page alone, and none on the sheet."""
    heads = tuple(Cell(words(f"Drug {number}")) for number in range(1, 41))
    rows = tuple(tuple(Cell(words(f"5 mg {row}.{number}")) for number in range(1, 41)) for row in range(1, 11))
    wide = with_blocks(publication, Table(words("All of it"), (heads,), rows))
    target = written(leaflet, wide, SHEETS, tmp_path)
    assert leaflet.check(job(wide, SHEETS), target).findings == ()


def test_a_sheet_too_few_is_found(leaflet: Print, publication: Publication, tmp_path: Path) -> None:
    target = written(leaflet, publication, SHEETS, tmp_path)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        del pdf.pages[-1]
        pdf.save(target)
    assert any("sides for" in each for each in expected(leaflet.check(job(publication, SHEETS), target).findings))
