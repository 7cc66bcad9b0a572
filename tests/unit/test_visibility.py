"""What a person cannot see on a page is found, though the file holds all its words, on pages made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name

from publish.model.colours import contrast
from publish.readers.pdf import open_tagged_pdf
from publish.readers.pdf.drawn_letters import IN_ITS_FACE
from publish.readers.pdf.visibility import hidden
from tests.unit.test_tagged_pdf import Maker, shown

NUMBER = "/Artifact BMC BT /F1 12 Tf 1 0 0 1 72 30 Tm (Page 1) Tj ET EMC\n"
WORDS = shown(0, "two tablets")


def faults(tmp_path: Path, content: str) -> list[str]:
    maker = Maker(content)
    maker.page.Resources.ExtGState = Dictionary(Faint=Dictionary(ca=0.2))
    path = maker.save(tmp_path / "page.pdf", ("P", [0]))
    return found_in(path)


def found_in(path: Path) -> list[str]:
    """What is found, but that the pages made here have no face of ours."""
    faults = hidden(open_tagged_pdf(path), margin=50, foot=60)
    return [fault.expected for fault in faults if fault.expected != IN_ITS_FACE]


def artifact(drawing: str) -> str:
    return f"/Artifact BMC q {drawing} Q EMC\n"


@pytest.mark.parametrize(
    "drawing",
    [
        WORDS,
        artifact("1 g 60 690 200 30 re f") + WORDS,
        artifact("0 G 60 690 200 30 re S") + WORDS,
        WORDS + artifact("0 G 1 w 72 704 m 130 704 l S"),  # struck through
        f"q 60 690 200 30 re W n {WORDS} Q\n",
    ],
)
def test_words_in_plain_sight_are_no_fault(tmp_path: Path, drawing: str) -> None:
    assert faults(tmp_path, drawing + NUMBER) == []


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (shown(0, "two tablets", x=560), "text within the page"),
        (shown(0, "two tablets", y=-20), "text within the page"),
        (shown(0, "two tablets", y=45), "text within the margins"),
        (shown(0, "two tablets", y=800), "text within the margins"),
        (WORDS + artifact("0.9 g 60 690 200 30 re f"), "nothing covers the text"),
        (WORDS + artifact("0.9 g 110 690 200 30 re f"), "nothing covers the text"),
        (artifact("0.3 g 60 690 200 30 re f") + WORDS, "a contrast of 7 to 1 or more"),
        (WORDS.replace("BT", "1 g BT"), "a contrast of 7 to 1 or more"),
        (WORDS.replace("BT", "BT 3 Tr"), "text that can be seen"),
        (WORDS.replace("BT", "/Faint gs BT"), "text that can be seen"),
        (WORDS.replace("1 0 0 1 72", "-1 0 0 1 172"), "text that can be seen"),
        (f"q 60 690 30 30 re W n {WORDS} Q\n", "text that can be seen"),
        (f"q 60 690 m 260 690 l 60 720 l h W n {WORDS} Q\n", "text that can be seen"),
        (WORDS + artifact("0 G 1 w 90 690 m 90 720 l S"), "no line runs through the text"),
    ],
)
def test_words_out_of_sight_are_found(tmp_path: Path, drawing: str, expected: str) -> None:
    assert expected in faults(tmp_path, drawing + NUMBER)


def test_a_page_shows_its_number_and_nothing_stands_over_it(tmp_path: Path) -> None:
    assert faults(tmp_path, WORDS) == ["the page shows its number"]
    over = NUMBER.replace("72 30", "80 31").replace("Page 1", "of many")
    assert faults(tmp_path, WORDS + NUMBER + over) == ["the page shows its number", "no text stands over other text"]


def test_an_annotation_that_may_draw_over_the_page_is_found(tmp_path: Path) -> None:
    maker = Maker(WORDS + NUMBER)
    maker.page.obj.Annots = maker.pdf.make_indirect(Array([Dictionary(Type=Name.Annot, Subtype=Name.Square)]))
    path = maker.save(tmp_path / "page.pdf", ("P", [0]))
    assert set(found_in(path)) == {"nothing is laid over a page"}  # it is no link, and no link of the text


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
