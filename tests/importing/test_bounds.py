"""What a file may hold so that its import never ends: each takes its time by its length, and no more."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from publish.importing.odt.letter_styles import Looks
from publish.importing.pdf.additions import additions_of
from publish.importing.run import import_document
from tests.importing.conftest import Run
from tests.importing.test_word_parts import paragraph, word

BOOK = Path(__file__).parent.parent / "cases" / "import" / "style-sheets-of-epub" / "input.epub"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
LONGEST = 20  # seconds of the processor; as they were, these took minutes


def with_sheet(sheet: str, target: Path) -> Path:
    with zipfile.ZipFile(BOOK) as book, zipfile.ZipFile(target, "w") as written:
        for name in book.namelist():
            written.writestr(name, sheet if name.endswith(".css") else book.read(name))
    return target


@pytest.mark.parametrize(
    "sheet",
    ["/*" * 300_000, "".join(f'p::before{{content:"word {number}"}}' for number in range(5_000)), ".a{" * 200_000],
    ids=["comments that are not closed", "words before every paragraph", "rules that are not closed"],
)
def test_a_style_sheet_cannot_hold_an_import_up(sheet: str, tmp_path: Path) -> None:
    before = time.process_time()
    import_document(with_sheet(sheet, tmp_path / "a.epub"), tmp_path / "x.md")
    assert time.process_time() - before < LONGEST


def test_a_table_of_many_rows_is_read_in_time_by_their_number(run: Run) -> None:
    before = time.process_time()
    imported = run("Doses\n\nBy age\n\nThese are the doses.\n\n" + "Age  Dose\n" * 3_000, "a.txt")
    assert imported.text.count("| Age | Dose |") == 3_000
    assert time.process_time() - before < LONGEST


def test_a_field_that_is_in_itself_is_told_once() -> None:
    with pikepdf.new() as document:
        field = document.make_indirect(pikepdf.Dictionary(T="Dose", V="5 mg"))
        field.Kids = pikepdf.Array([field, field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field, field]))
        assert list(additions_of(document)) == [
            "the field “Dose” of the form holds “5 mg”, which is no text of the page"
        ]


def test_notes_that_name_each_other_come_to_an_end(run: Run) -> None:
    notes = "".join(
        f'<aside role="doc-footnote" id="n{number}"><p>Note {number}, see <a href="#n{other}">it</a>.</p></aside>'
        for number, other in ((0, 1), (1, 0))
    )
    page = f'<html lang="en-GB"><body><h1>Iron</h1><h2>Use</h2><p>Take it.<a href="#n0">1</a></p>{notes}</body></html>'
    assert "Note 0, see" in run(page, "a.html").text


def test_styles_that_are_based_on_each_other_come_to_an_end() -> None:
    style = '<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="{}" {}/>'
    parts = (style.format(name, f'style:parent-style-name="{parent}"') for name, parent in ("AB", "BA", "CC", "DA"))
    root = etree.fromstring(f"<styles>{''.join(parts)}</styles>")
    Looks(root).without_loops()
    kept = [element.get(f"{STYLE}parent-style-name") for element in root]
    assert kept == ["B", None, None, "A"]


def test_a_sign_without_a_number_is_no_sign(run: Run) -> None:
    signs = '<w:r><w:t>Iron</w:t><w:sym w:font="Symbol" w:char="zz"/><w:sym w:font="Wingdings" w:char="-1"/></w:r>'
    assert "Iron" in run(word(paragraph(signs)), "a.docx").text
