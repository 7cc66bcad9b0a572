"""Rules for files that go to the press: boxes (ISO 32000-1, 14.11.2), whole sheets, text in black ink alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Object, Page, Pdf

from publish.errors import UnreadableEdition
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind

_TOLERANCE = 0.1  # points
_PAGES_OF_A_SHEET = 4
_SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_GRAY, _FOUR_INKS = 1, 4  # components of a colour


def press_findings(path: Path, bleed: float, width: float, height: float) -> list[Finding]:
    """What a printer would send a file back for.

    Args:
        path: the file.
        bleed: how far it must go on beyond the finished page, in points.
        width: of the finished page, in points.
        height: of the finished page, in points.

    Raises:
        UnreadableEdition: it is no PDF.

    """
    try:
        with Pdf.open(path) as file:
            return [*_sheets(file), *_boxes(file, bleed, width, height), *_inks(file)]
    except (pikepdf.PdfError, OSError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableEdition(f"{path} is damaged or not a PDF: {error}") from error


def _finding(expected: str, found: str, page: int = 0) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found, f"page {page}" if page else "")


def _sheets(file: Pdf) -> Iterator[Finding]:
    number = len(file.pages)
    if number % _PAGES_OF_A_SHEET:
        yield _finding(f"pages in whole sheets, a multiple of {_PAGES_OF_A_SHEET}", f"{number} pages")


def _boxes(file: Pdf, bleed: float, width: float, height: float) -> Iterator[Finding]:
    for number, page in enumerate(file.pages, 1):
        trim, beyond = _box(page, "/TrimBox"), _box(page, "/BleedBox")
        if trim is None or beyond is None:
            yield _finding("a TrimBox and a BleedBox", "one of the two is not there", number)
            continue
        size = (trim[2] - trim[0], trim[3] - trim[1])
        if not _alike(size, (width, height)):
            yield _finding(
                f"a finished page of {width:.0f} x {height:.0f} points", f"{size[0]:.0f} x {size[1]:.0f}", number
            )
        wanted = (trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed)
        if not _alike(beyond, wanted):
            yield _finding(f"a bleed of {bleed:.1f} points", f"a BleedBox of {_shown(beyond)}", number)
        for name in ("/MediaBox", "/CropBox"):
            around = _box(page, name)
            if around is None and name == "/CropBox":
                continue  # then it is the MediaBox
            if around is None or not _holds(around, beyond):
                yield _finding("paper for the bleed", f"the {name[1:]} does not hold the BleedBox", number)


def _box(page: Page, name: str) -> tuple[float, ...] | None:
    box = page.obj.get(name)
    return tuple(float(value) for value in box) if isinstance(box, Array) and len(box) == 4 else None


def _holds(around: tuple[float, ...], box: tuple[float, ...]) -> bool:
    """Whether a box lies within another."""
    low = all(outer <= inner + _TOLERANCE for outer, inner in zip(around[:2], box[:2], strict=True))
    return low and all(outer >= inner - _TOLERANCE for outer, inner in zip(around[2:], box[2:], strict=True))


def _alike(first: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= _TOLERANCE for a, b in zip(first, other, strict=True))


def _shown(box: tuple[float, ...]) -> str:
    return " ".join(f"{value:.1f}" for value in box)


def _inks(file: Pdf) -> Iterator[Finding]:
    """Pages on which text is printed with more than the black ink: its edges blur where inks do not meet exactly."""
    for number, page in enumerate(file.pages, 1):
        for space, values in _text_colours(page):
            coloured = len(values) > _GRAY and not (len(values) == _FOUR_INKS and not any(values[:3]))
            if coloured:
                inks = " ".join(f"{value:g}" for value in values)
                yield _finding("text in black ink alone", f"text in {space} {inks}", number)
                break


def _text_colours(page: Page) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The fill colour of each piece of text that a page shows, with the operator or colour space that set it."""
    current: tuple[str, tuple[float, ...]] = ("g", (0.0,))
    saved: list[tuple[str, tuple[float, ...]]] = []
    space = "g"
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        numbers = tuple(float(value) for value in instruction.operands if _is_number(value))
        match operator:
            case "q":
                saved.append(current)
            case "Q":
                current = saved.pop() if saved else current
            case "g" | "rg" | "k":
                current = (operator, numbers)
            case "cs":
                space = str(instruction.operands[0])
                current = (space, (0.0,))
            case "sc" | "scn":
                current = (space, numbers)
            case _ if operator in _SHOWS_TEXT:
                yield current


def _is_number(value: Object | object) -> bool:
    return isinstance(value, int | float) or type(value).__name__ == "Decimal"
