"""Rules for the lines of a page: margins, distances, nothing torn apart at a line's end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise

from publish.model.text import plain
from publish.proof.wholes import Span, wholes
from publish.readers.pdf.bidi import language_level
from publish.readers.pdf.line_content import BLOCKS, MEANT, Piece, lines_of, pieces_of
from publish.readers.pdf.tagged_file import TaggedPdf
from publish.readers.pdf.text_runs import Run

_TOLERANCE = 0.05  # points
_FILLED = 0.75  # of the space from a block's left edge to the margin: frames may take the rest from a line
_OVERHANG = 0.08  # of the type size: what a letter may show beyond its own width
_LEFTWARDS = 0.15  # the same for letters that run from right to left: the arm of kaf
_TELEPHONE = 7  # digits or more
_PART = re.compile(r"[^\W_]+")  # of a long word or address: it may break at the signs between


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule asks for, what it met, and the page; with the mark of what stands in a wrong place."""

    expected: str
    found: str
    page: int
    mark: int | None = None


def faults(file: TaggedPdf, *, size: float, margin: float, distance: float) -> Iterator[Fault]:
    """All that is wrong with the lines of a file.

    Args:
        file: what to measure.
        size: of the body type, in points.
        margin: what stays free at the left and the right, in points.
        distance: from line to line, in type sizes.

    """
    yield from _margins(file, margin)
    marked = file.marked()
    for element in (candidate for candidate in file.root.descend() if candidate.tag in (*BLOCKS, "TOCI")):
        # A line of a contents list says all within a reference, which is set apart from the line itself.
        inner = [kid for kid in element.elements() if kid.tag == "Reference"] if element.tag == "TOCI" else []
        pieces = [piece for part in (inner or [element]) for piece in pieces_of(part, marked)]
        yield from _distances(pieces, size, distance)
        yield from _breaks(lines_of(pieces), partial(_room, file, margin))


def shown(file: TaggedPdf) -> Iterator[Run]:
    """The runs of all pages without those of pictures and those that show nothing."""
    return (run for runs in file.page_runs for run in runs if not run.in_drawing and run.text.strip())


def _margins(file: TaggedPdf, margin: float) -> Iterator[Fault]:
    for run in shown(file):
        page = file.boxes[run.page - 1]
        right = page.right - margin
        # Measured by the origin at the left, where a letter such as j hangs over it; at the right q does.
        if run.x < page.left + margin - 1 or run.right > right + max(
            1, (_LEFTWARDS if run.leftwards else _OVERHANG) * run.size
        ):
            yield Fault("text within the margins", run.text, run.page, run.mark)


def _distances(pieces: list[Piece], wanted: float, distance: float) -> Iterator[Fault]:
    level = [piece for piece in pieces if piece.run and not piece.shifted and piece.text.strip()]
    for above, below in pairwise(lines_of(level)):
        upper, lower = _runs(above), _runs(below)
        if upper[0].page != lower[0].page:
            continue
        apart = _baseline(upper) - _baseline(lower)
        size = min(run.size for run in (*upper, *lower))
        # Headings, set larger, may be closer.
        if size <= wanted + _TOLERANCE and 0 < apart < distance * size - _TOLERANCE:
            shown = f"{apart / size:.2f}: {plain(_text(below))}"
            yield Fault(f"lines {distance:g} type sizes apart or more", shown, lower[0].page)


def _room(file: TaggedPdf, margin: float, lines: list[list[Piece]], page: int) -> float:
    """How wide a block's lines can be on a page, in points: from where they start to the other margin."""
    runs = [run for line in lines for run in _runs(line) if run.text.strip()]
    if language_level(file.language):
        return max(run.right for run in runs) - file.boxes[page - 1].left - margin
    return file.boxes[page - 1].right - margin - min(run.left for run in runs)


def _breaks(lines: list[list[Piece]], room: Callable[[list[list[Piece]], int], float]) -> Iterator[Fault]:
    """Pieces broken over two lines though they would fit into one; `room` is how wide lines can be on a page."""
    texts = [_text(line) for line in lines]
    # Where a line ends on purpose nothing is torn apart.
    text = "".join(text[:-1] + "\n" if text.endswith(MEANT) else text for text in texts)
    ends = list(accumulate(map(len, texts)))
    for span in wholes(text, _links(lines)):
        torn = [number for number, end in enumerate(ends) if span[0] < end < span[1]]
        if not torn:
            continue
        page = next(piece.place.page for piece in lines[torn[0]] if piece.place)
        wide = _FILLED * room(lines, page)
        if _width(lines, span) >= wide:
            cut = ((part, end) for part in _parts(text, span) for end in ends if part[0] < end < part[1])
            span, end = next(((part, end) for part, end in cut if _width(lines, part) < wide), (span, 0))
        else:
            end = ends[torn[0]]
        if end:
            before, after = text[span[0] : end], text[end : span[1]]
            yield Fault(_rule(before, after), f"{before.strip()} | {after.strip()}", page)


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The parts of a piece between the signs at which it may break where it is longer than a line."""
    return (part.span() for part in _PART.finditer(text, *span))


def _links(lines: list[list[Piece]]) -> Iterator[int]:
    at = 0
    for piece in (piece for line in lines for piece in line):
        if piece.link:
            yield at
        at += len(piece.text)


def _rule(before: str, after: str) -> str:
    if not before[-1].isspace() and not after[0].isspace():
        return "no word is broken over two lines"
    if sum(map(str.isdigit, before + after)) >= _TELEPHONE:
        return "no telephone number is broken over two lines"
    return "no number is parted from its unit or sign"


def _width(lines: list[list[Piece]], span: Span) -> float:
    """How long a piece of a block's text would be in one line, in points."""
    width, at = 0.0, 0
    for piece in (piece for line in lines for piece in line):
        inside = min(span[1], at + len(piece.text)) - max(span[0], at)
        at += len(piece.text)
        if inside > 0:
            width += piece.width * inside / len(piece.text)
    return width


def _runs(line: list[Piece]) -> list[Run]:
    return [piece.run for piece in line if piece.run is not None]


def _text(line: list[Piece]) -> str:
    return "".join(piece.text for piece in line)


def _baseline(runs: list[Run]) -> float:
    """Where most of a line's characters stand."""
    heights: dict[float, int] = {}
    for run in runs:
        heights[round(run.y, 1)] = heights.get(round(run.y, 1), 0) + len(run.text)
    return max(heights, key=lambda height: heights[height])
