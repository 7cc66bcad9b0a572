"""Whether sheets, once folded and cut, are the booklet: each half of a side shows the page that belongs there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Pdf

from publish.errors import UnreadableEdition
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind

_TOLERANCE = 0.1  # points
_NEAR = (0.0, -_TOLERANCE, _TOLERANCE)

# The reader turns a bracket round by what else stands on its line.
_TURNED = str.maketrans(")]}>»›≥", "([{<«‹≤")

_Letter = tuple[str, float, float]


def sides_in(path: Path) -> int:
    """How many sides of sheets a file has. Raises `UnreadableEdition`."""
    try:
        with Pdf.open(path) as file:
            return len(file.pages)
    except (pikepdf.PdfError, OSError) as error:
        raise UnreadableEdition(f"{path} is damaged or not a PDF: {error}") from error


def imposed_findings(sheets: Path, booklet: Path, *, right_to_left: bool) -> list[Finding]:
    """Where the sheets are not the booklet, a file with its pages one after the other.

    `right_to_left` is whether its lines run so: whoever reads it has the spine at the right.

    Raises:
        UnreadableEdition: the sheets are no PDF.

    """
    try:
        return list(
            _findings(pypdfium2.PdfDocument(sheets), pypdfium2.PdfDocument(booklet), right_to_left=right_to_left)
        )
    except pypdfium2.PdfiumError as error:
        raise UnreadableEdition(f"{sheets} is damaged or not a PDF: {error}") from error


def _findings(
    sheets: pypdfium2.PdfDocument, booklet: pypdfium2.PdfDocument, *, right_to_left: bool
) -> Iterator[Finding]:
    pages = len(booklet)
    if 2 * len(sheets) != pages:
        yield _finding(f"{pages // 2} sides for {pages} pages", f"{len(sheets)} sides", "")
        return
    left, bottom, right, top = booklet[0].get_trimbox()
    width, height = right - left, top - bottom
    for number in range(1, pages + 1):
        # In a folded pile the cover's sheet lies outside: page 1 is on the front of the first, and has the spine
        # where its lines start.
        from_outside = min(number, pages + 1 - number)
        side = sheets[from_outside - 1]
        edge, foot, end, head = side.get_trimbox()
        if abs(end - edge - 2 * width) > _TOLERANCE or abs(head - foot - height) > _TOLERANCE:
            found = f"{end - edge:.0f} by {head - foot:.0f} points"
            yield _finding("a TrimBox of two pages", found, f"side {from_outside}")
            continue
        at_right = (number % 2 == 1) is not right_to_left
        start = edge + width if at_right else edge
        there, own = (start, foot, start + width, head), (left, bottom, right, top)
        shown, wanted = _words(side, *there), _words(booklet[number - 1], *own)
        if right_to_left:
            alike = _stand_alike(_letters(side, *there), _letters(booklet[number - 1], *own))
        else:
            # Where a file has no space the reader guesses one, and guesses otherwise beside another page.
            alike = shown.replace(" ", "") == wanted.replace(" ", "")
        if not alike:
            where = f"{'right' if at_right else 'left'} of side {from_outside}"
            yield _finding(f"page {number}: {wanted[:60]}", shown[:60] or "no text", where)


def _letters(page: pypdfium2.PdfPage, left: float, bottom: float, right: float, top: float) -> Iterator[_Letter]:
    """What is drawn in a part of a page, and where from its lower left corner.

    Letter by letter, because the reader puts the words of a line from right to left into another order beside another
    page.
    """
    text = page.get_textpage()
    matrix = pdfium.FS_MATRIX()
    for index in range(pdfium.FPDFText_CountChars(text)):
        # Of characters that a file gives in place of its glyphs the reader knows no other place on a sheet than this.
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or not pdfium.FPDFText_GetMatrix(text, index, matrix):
            continue
        sign, x, y = chr(pdfium.FPDFText_GetUnicode(text, index)), matrix.e, matrix.f
        if left <= x < right and bottom <= y < top and not sign.isspace():
            yield sign.translate(_TURNED), x - left, y - bottom


def _stand_alike(shown: Iterable[_Letter], wanted: Iterable[_Letter]) -> bool:
    """Whether the same letters stand in the same places."""
    missing = Counter((sign, round(x), round(y)) for sign, x, y in wanted)
    for sign, x, y in shown:
        near = ((sign, round(x + right), round(y + up)) for right in _NEAR for up in _NEAR)
        place = next((each for each in near if missing[each]), None)
        if place is None:
            return False
        missing[place] -= 1
    return not missing.total()


def _words(page: pypdfium2.PdfPage, *box: float) -> str:
    """What a part of a page says; where its lines end is no matter."""
    return " ".join(page.get_textpage().get_text_bounded(*box).split())


def _finding(expected: str, found: str, where: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found, where)
