"""Inputs without end, and inputs of which each program reads other words: refused in a sentence, and soon."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from publish.errors import SourceError
from publish.limits import CELLS_REPEATED
from tests.importing.conftest import Run

LONGEST = 15.0  # seconds of processor time; what is mended here took minutes
TEXTS = "urn:oasis:names:tc:opendocument:xmlns"


@pytest.mark.parametrize(
    "text",
    ["# Iron\n\nIt helps.[^1]\n\n[^1]: Note.[^1]\n", "# Iron\n\nIt helps.[^a]\n\n[^a]: x[^b]\n\n> [^b]: y[^A]\n"],
)
def test_footnotes_that_lead_back_to_themselves_are_refused_with_their_line(text: str, run: Run) -> None:
    before = time.monotonic()
    with pytest.raises(SourceError, match=r"a\.md:5: the footnote \[\^[1a]\] leads back to itself"):
        run(text, "a.md")
    assert time.monotonic() - before < 4 * LONGEST  # pandoc, which unfolded them for ever, is a process of its own


def test_a_footnote_that_stands_before_its_mark_is_read(run: Run) -> None:
    text = run("# Iron\n\nIt helps.[^1]\n\n[^1]: Note.\n\nSee above.[^1]\n", "a.md").text
    assert "Note." in text


def test_a_text_without_footnotes_is_read(run: Run) -> None:
    assert "It helps." in run("# Iron\n\nIt helps.\n", "a.md").text


def test_a_text_of_one_long_word_is_refused_soon(run: Run) -> None:
    before = time.process_time()
    with pytest.raises(SourceError, match=r"no text here|no source may hold"):
        run("Iron\n\n" + "a" * 300_000 + "\n", "a.txt")
    assert time.process_time() - before < LONGEST


def repeated(rows: int, cells: int, tables: int) -> bytes:
    cell = f'<b:table-cell b:number-columns-repeated="{cells}"><t:p>word</t:p></b:table-cell>'
    table = f'<b:table><b:table-row b:number-rows-repeated="{rows}">{cell}</b:table-row></b:table>'
    names = f'xmlns:o="{TEXTS}:office:1.0" xmlns:t="{TEXTS}:text:1.0" xmlns:b="{TEXTS}:table:1.0"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        inner = f'<t:h t:outline-level="1">Iron</t:h>{table * tables}'
        archive.writestr(
            "content.xml", f"<o:document-content {names}><o:body><o:text>{inner}</o:text></o:body></o:document-content>"
        )
    return file.getvalue()


def test_cells_that_are_repeated_without_end_are_refused_before_they_are_written_out(run: Run) -> None:
    with pytest.raises(SourceError, match=f"repeat cells more than {CELLS_REPEATED:,} times"):
        run(repeated(100, 100, 3), "a.odt")


def test_cells_that_are_repeated_are_read(run: Run) -> None:
    assert run(repeated(2, 3, 1), "a.odt").text.count("word") == 6


@pytest.mark.parametrize("name", ["undefined", "punycode", "idna", "unicode_escape", "utf-7"])
def test_an_encoding_that_no_browser_reads_is_none_of_a_page(name: str, run: Run) -> None:
    page = f'<html lang="en"><meta charset="{name}"><body><h1>Iron</h1><p>It helps \\x35 of you.</p></body></html>'
    with pytest.raises(SourceError, match="which is no encoding"):
        run(page, "a.html")


def book(package: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            f'<container xmlns="{TEXTS}:container"><rootfile full-path="{package}"/></container>',
        )
        archive.writestr(
            "the book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
            '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>',
        )
        page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Iron</h1><p>It helps.</p></body></html>'
        archive.writestr("a.xhtml", page)
    return file.getvalue()


@pytest.mark.parametrize("package", ["the book.opf", "the%20book.opf"])
def test_a_book_whose_package_is_named_as_an_address_is_read(package: str, run: Run) -> None:
    assert "It helps." in run(book(package), "a.epub").text
