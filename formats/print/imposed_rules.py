"""Whether sheets, once folded and cut, are the booklet: each half of a side shows the page that belongs there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Pdf

from publish.errors import UnreadableEdition
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind

_TOLERANCE = 0.1  # points


def sides_in(path: Path) -> int:
    """How many sides of sheets a file has. Raises `UnreadableEdition`."""
    try:
        with Pdf.open(path) as file:
            return len(file.pages)
    except (pikepdf.PdfError, OSError) as error:
        raise UnreadableEdition(f"{path} is damaged or not a PDF: {error}") from error


def imposed_findings(sheets: Path, booklet: Path) -> list[Finding]:
    """Where the sheets are not the booklet, a file with its pages one after the other.

    Raises:
        UnreadableEdition: the sheets are no PDF.

    """
    try:
        return list(_findings(pypdfium2.PdfDocument(sheets), pypdfium2.PdfDocument(booklet)))
    except pypdfium2.PdfiumError as error:
        raise UnreadableEdition(f"{sheets} is damaged or not a PDF: {error}") from error


def _findings(sheets: pypdfium2.PdfDocument, booklet: pypdfium2.PdfDocument) -> Iterator[Finding]:
    pages = len(booklet)
    if 2 * len(sheets) != pages:
        yield _finding(f"{pages // 2} sides for {pages} pages", f"{len(sheets)} sides", "")
        return
    left, bottom, right, top = booklet[0].get_trimbox()
    width, height = right - left, top - bottom
    for number in range(1, pages + 1):
        # In a folded pile the cover's sheet lies outside: page 1 is on the front of the first, at the right.
        from_outside = min(number, pages + 1 - number)
        side = sheets[from_outside - 1]
        edge, foot, end, head = side.get_trimbox()
        if abs(end - edge - 2 * width) > _TOLERANCE or abs(head - foot - height) > _TOLERANCE:
            found = f"{end - edge:.0f} by {head - foot:.0f} points"
            yield _finding("a TrimBox of two pages", found, f"side {from_outside}")
            continue
        at_right = number % 2 == 1
        start = edge + width if at_right else edge
        shown = _words(side, start, foot, start + width, head)
        wanted = _words(booklet[number - 1], left, bottom, right, top)
        # Where a file has no space the reader guesses one, and guesses otherwise beside another page.
        if shown.replace(" ", "") != wanted.replace(" ", ""):
            where = f"{'right' if at_right else 'left'} of side {from_outside}"
            yield _finding(f"page {number}: {wanted[:60]}", shown[:60] or "no text", where)


def _words(page: pypdfium2.PdfPage, *box: float) -> str:
    """What a part of a page says; where its lines end is no matter."""
    return " ".join(page.get_textpage().get_text_bounded(*box).split())


def _finding(expected: str, found: str, where: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found, where)
