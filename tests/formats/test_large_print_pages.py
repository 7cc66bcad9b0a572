"""The pages of large print: what its cover says, what stands around the text, where printed pages start."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import page
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Edition, Job, Page, Settings
from publish.model.nodes import (
    Cell,
    Definition,
    DefinitionList,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Table,
    Text,
)
from publish.model.publication import Publication
from publish.proof.reading import Role
from publish.readers.pdf import open_tagged_pdf
from publish.readers.pdf.text_runs import Run
from publish.source.load import load
from tests.formats.large_print_files import box_of, findings_of, with_blocks, with_section
from tests.specimen import paragraph, words

FACTSHEET = Path(__file__).parents[2] / "sources" / "b-cell-all.md"
SIZES = (16, 18, 20, 24, 28, 36)
POINTS = 72 / 25.4  # in a millimetre


def written(large_print: LargePrint, publication: Publication, folder: Path, size: int = 18) -> Path:
    """An edition that was found complete."""
    target, job = folder / f"written-{size}pt.pdf", Job(publication, LargePrintOptions(size=size))
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    return target


def decoration(path: Path) -> list[list[Run]]:
    """For each page the runs that are no part of the text."""
    return [[run for run in runs if run.mark is None and run.text.strip()] for runs in open_tagged_pdf(path).page_runs]


@pytest.fixture(scope="module", params=SIZES)
def factsheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """A size, and the factsheet in it."""
    folder = tmp_path_factory.mktemp("pages")
    return request.param, written(LargePrint(Settings(folder)), load(FACTSHEET), folder, request.param)


# --- every size -------------------------------------------------------------------------------------------------------


def test_the_factsheet_keeps_both_standards(factsheet: tuple[int, Path]) -> None:
    data = factsheet[1].read_bytes()
    assert page.validate_pdf_bytes(data, profile="ua1").failures == []
    assert page.validate_pdf_bytes(data, profile="2a").failures == []


def test_the_first_page_says_how_large_it_is_and_whom_to_ring(
    large_print: LargePrint, factsheet: tuple[int, Path]
) -> None:
    size, path = factsheet
    first = [passage.text for passage in large_print.read(path).passages if passage.where == "page 1"]
    assert first[1:3] == [f"Large print, {size} point", "Helpline: 08088 010 444"]


def test_references_come_last(large_print: LargePrint, factsheet: tuple[int, Path]) -> None:
    texts = [passage.text for passage in large_print.read(factsheet[1]).passages]
    about, sources = texts.index("About this publication"), texts.index("Sources we used to develop this information")
    assert texts.index("Contents") < about < sources


def test_the_number_stands_in_the_same_place_at_body_size_and_off_the_edge(factsheet: tuple[int, Path]) -> None:
    size, path = factsheet
    numbers = [[run for run in runs if run.y < 421] for runs in decoration(path)]
    assert ["".join(run.text for run in runs).strip() for runs in numbers] == [
        f"Page {number}" for number in range(1, len(numbers) + 1)
    ]
    assert {(round(runs[0].x), round(runs[0].y)) for runs in numbers} == {(round(20 * POINTS), round(numbers[0][0].y))}
    assert min(run.size for runs in numbers for run in runs) == pytest.approx(size)
    assert min(run.bottom for runs in numbers for run in runs) > 10 * POINTS


def test_the_running_head_is_the_title_in_whole_words(factsheet: tuple[int, Path]) -> None:
    size, path = factsheet
    first, *others = [[run for run in runs if run.y > 421] for runs in decoration(path)]
    heads = {"".join("".join(run.text for run in runs).split()) for runs in others}
    assert (first, heads) == ([], {load(FACTSHEET).document.metadata.title.replace(" ", "")})
    assert len({round(run.y) for run in others[0]}) == (2 if size >= 24 else 1)
    assert {round(runs[0].size) for runs in others} == {size}
    assert max(run.top for runs in others for run in runs) < (297 - 10) * POINTS
    texts = [run for page in open_tagged_pdf(path).page_runs[1:] for run in page if run.mark is not None]
    assert max(run.top for run in texts) < min(run.bottom for runs in others for run in runs)


def test_no_heading_stands_alone_at_the_end_of_a_page(large_print: LargePrint, factsheet: tuple[int, Path]) -> None:
    passages = [passage for passage in large_print.read(factsheet[1]).passages if passage.where]
    last = [before for before, after in pairwise(passages) if before.where != after.where]
    # What follows the heading of the contents is no passage, but a list of links.
    assert [passage.text for passage in last if passage.role is Role.HEADING] == ["Contents"]


def test_text_follows_contents_that_end_on_a_second_page(large_print: LargePrint, factsheet: tuple[int, Path]) -> None:
    """A page of its own for the last lines of the contents is a page turned for nothing."""
    size, path = factsheet
    listed = [each for each in open_tagged_pdf(path).root.descend() if each.tag == "TOCI"]
    lines = [line for each in listed for line in each.content()]
    passages = large_print.read(path).passages
    after = next(passage.where for passage in passages if passage.text == "Download our ALL factsheet")
    if size <= 18:
        assert (max(line.page for line in lines), after) == (3, "page 3")


def test_a_picture_takes_less_than_half_of_a_page(factsheet: tuple[int, Path]) -> None:
    """Where a larger one does not fit, half of the page before it stays empty."""
    figures = [each for each in open_tagged_pdf(factsheet[1]).root.descend() if each.tag == "Figure"]
    boxes = [box_of(each) for each in figures]
    assert boxes
    assert all(top - bottom < 0.4 * 297 * POINTS for _, bottom, _, top in boxes)


def test_a_nought_is_no_eight(factsheet: tuple[int, Path]) -> None:
    """It is drawn in a face whose nought is plain: the text face slashes it."""
    assert {face.partition("-")[0] for face in faces_of(factsheet[1], "0")} == {"PlainNought"}
    assert {face[:8] for face in faces_of(factsheet[1], "8")} == {"Atkinson"}


def faces_of(path: Path, character: str) -> set[str]:
    """The faces in which the first page draws a character."""
    text = pypdfium2.PdfDocument(path)[0].get_textpage()
    found = set()
    for place in range(text.count_chars()):
        if pdfium.FPDFText_GetUnicode(text.raw, place) == ord(character):
            name = ctypes.create_string_buffer(200)
            pdfium.FPDFText_GetFontInfo(text.raw, place, name, 200, ctypes.c_int())
            found.add(name.value.decode().split("+")[-1])
    return found


# --- lines ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("date", ["30 June 2023", "June 2023", "1 May"])
def test_a_date_is_not_broken_over_lines(
    large_print: LargePrint, publication: Publication, tmp_path: Path, date: str
) -> None:
    many = with_blocks(publication, *(paragraph("so " * number + f"that was on {date}") for number in range(1, 16)))
    path = written(large_print, many, tmp_path)
    lines = "\n".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(path))
    assert lines.count(date) >= 15
    assert not re.search(rf"{date.split()[0]}\s*[\r\n]+{date.split()[1]}", lines)


# --- what no page can hold as it is -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [18, 36])
def test_forty_columns_a_long_word_and_a_long_title_come_back_complete(
    large_print: LargePrint, publication: Publication, tmp_path: Path, size: int
) -> None:
    heads = tuple(Cell(words(f"Column {number}")) for number in range(40))
    rows = tuple(tuple(Cell(words(f"Value {row}, {number}")) for number in range(40)) for row in range(3))
    long = "pneumonoultramicroscopicsilicovolcanoconiosis"
    hard = with_blocks(publication, Table(words("Forty columns"), (heads,), rows, 1), paragraph(f"It is {long * 4}."))
    for title in (f"{long.capitalize()} and me", "Immunohistochemistry of what goes on and on " * 4):
        about = replace(hard.document.metadata, title=title.strip())
        written(large_print, replace(hard, document=replace(hard.document, metadata=about)), tmp_path, size)


# --- volumes ----------------------------------------------------------------------------------------------------------


def with_print(publication: Publication, pages: dict[str, Page]) -> Job[LargePrintOptions]:
    edition = Edition("print", "a4", Path("x.pdf"), "", 9, None, pages)
    return Job(publication, LargePrintOptions(), {"print": (edition,)})


def three_sections(publication: Publication) -> Publication:
    sections = tuple(
        Section(name, 1, words(name.title()), (Paragraph(words(f"Text of {name}."), id=f"{name}/1"),))
        for name in ("one", "two", "three")
    )
    return replace(publication, document=replace(publication.document, sections=sections, opening=()))


def test_the_pages_of_the_standard_edition_are_named_where_they_start(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    pages = {"one": Page(3), "one/1": Page(3), "two": Page(3), "two/1": Page(4), "three": Page(6), "three/1": Page(6)}
    job, target = with_print(three_sections(publication), pages), tmp_path / "x-18pt.pdf"
    locations = large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    texts = [passage.text for passage in large_print.read(target).passages]
    start = texts.index("One", texts.index("Contents"))
    assert texts[start : start + 9] == [
        *("One", "print page 3", "Text of one.", "Two", "print page 4", "Text of two.", "Three", "print page 6"),
        "Text of three.",
    ]
    assert set(locations) & set(pages) == set(pages)
    assert not any(name.startswith("print-page") for name in locations)


def test_a_wrong_page_of_the_standard_edition_is_found(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    source, target = three_sections(publication), tmp_path / "x-18pt.pdf"
    large_print.write(with_print(source, {"one": Page(3), "two": Page(4)}), target)
    found = large_print.check(with_print(source, {"one": Page(3), "two": Page(5)}), target).findings
    assert [finding.expected for finding in found] == ["print page 5"]


def test_an_edition_made_before_there_was_a_standard_one_stays_complete(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    source = three_sections(publication)
    path = written(large_print, source, tmp_path)
    assert large_print.check(with_print(source, {"one": Page(3)}), path).findings == ()


def test_a_file_from_elsewhere_is_checked_without_its_standard_edition(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    source, target = three_sections(publication), tmp_path / "x-18pt.pdf"
    large_print.write(with_print(source, {"one": Page(3), "two": Page(4)}), target)
    assert large_print.check(Job(source, LargePrintOptions()), target).findings == ()


def test_a_list_follows_its_lead_in(large_print: LargePrint, publication: Publication, tmp_path: Path) -> None:
    items = List(tuple(ListItem((Paragraph(words(f"Item {number}")),)) for number in range(3)))
    link = Link(words("the first"), "#only")
    for before in range(8, 22):
        lines = [paragraph("A line.") for _ in range(before)]
        source = with_section(
            publication,
            Section("only", 1, words("Only"), (*lines, Paragraph((Text("See "), link, Text(" and these:"))), items)),
        )
        assert findings_of(large_print, source, tmp_path) == ()
        passages = large_print.read(tmp_path / "whole-18pt.pdf").passages
        lead = next(number for number, passage in enumerate(passages) if passage.text.endswith("and these:"))
        assert passages[lead].where == passages[lead + 1].where


def test_a_term_stands_with_its_meaning(large_print: LargePrint, publication: Publication, tmp_path: Path) -> None:
    meaning = "It is explained in words enough to fill two lines of a page of large print, so that it goes on."
    terms = DefinitionList(
        tuple(Definition(words(f"Term {number}"), ((paragraph(f"{number}: {meaning}"),),)) for number in range(14))
    )
    path = written(large_print, with_blocks(publication, terms), tmp_path)
    where = {passage.text.partition(":")[0]: passage.where for passage in large_print.read(path).passages}
    assert [where[f"Term {number}"] for number in range(14)] == [where[str(number)] for number in range(14)]


def test_the_doses_of_a_medicine_stand_on_one_page_with_its_name(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    times = ("Morning", "Noon", "Evening")
    doses = [List(tuple(ListItem((paragraph(f"{time} {number}"),)) for time in times)) for number in range(12)]
    terms = DefinitionList(
        tuple(Definition(words(f"Name {number}"), ((list_,),)) for number, list_ in enumerate(doses))
    )
    path = written(large_print, with_blocks(publication, terms), tmp_path)
    places: dict[str, set[str]] = {}
    for passage in large_print.read(path).passages:
        if passage.text.startswith(("Name ", *times)):
            places.setdefault(passage.text.split()[1], set()).add(passage.where)
    assert [len(pages) for pages in places.values()] == [1] * 12


def test_the_lines_of_an_address_stand_on_one_page(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    def address(number: int) -> Paragraph:
        lines = (f"Ward {number}", "The hospital", "Its town", f"Ring 0800 000 {number:04d}")
        parts: list[Inline] = []
        for line in lines:
            parts += [*words(line), LineBreak()]
        return Paragraph(tuple(parts[:-1]))

    source = with_blocks(publication, *(address(number) for number in range(20)))
    with pypdfium2.PdfDocument(written(large_print, source, tmp_path)) as pdf:
        pages = [each.get_textpage().get_text_range() for each in pdf]
    for number in range(20):
        (place,) = (text for text in pages if f"0800 000 {number:04d}" in text)
        assert f"Ward {number}" in place
