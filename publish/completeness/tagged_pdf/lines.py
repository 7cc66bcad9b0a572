"""Rules for the lines of a page: margins, distances, nothing torn apart at a line's end, nothing over anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from publish.completeness.tagged_pdf.file import TaggedPdf
from publish.completeness.tagged_pdf.runs import Run
from publish.completeness.tagged_pdf.structure import Content, Element, Target
from publish.completeness.tagged_pdf.wholes import OBJECT, Span, wholes
from publish.completeness.text import plain

_TOLERANCE = 0.05  # points
_BLOCKS = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Lbl", "TH", "TD", "Caption", "BlockQuote"))
_APART = _BLOCKS | {"L", "Table", "TOCI"}  # what stands in a block without being part of its lines
_OBJECTS = frozenset(("Formula", "Figure"))
_SAME_LINE = 0.75  # of the type size
_FILLED = 0.75  # of the space from a block's left edge to the margin: frames may take the rest from a line
_OVER = 0.5  # of the type size: a letter's overhang and the marks on it may reach into its neighbour
_TELEPHONE = 7  # digits or more
_MEANT = "\u00a0"  # white space at which no line ends but on purpose


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule asks for, what it met, and the page."""

    expected: str
    found: str
    page: int


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    run: Run | None
    shifted: bool = False


def faults(file: TaggedPdf, *, size: float, margin: float, distance: float) -> Iterator[Fault]:
    """All that is wrong with the lines of a file.

    Args:
        file: what to measure.
        size: of the body type, in points.
        margin: what stays free at the left and the right, in points.
        distance: from line to line, in type sizes.

    """
    yield from _margins(file, margin)
    yield from _overprints(file)
    marked = file.marked()
    for element in (one for one in file.root.descend() if one.tag in (*_BLOCKS, "TOCI")):
        pieces = list(_pieces(element.kids, marked))
        yield from _distances(pieces, size, distance)
        if element.tag != "TOCI":
            yield from _breaks(_lines(pieces), lambda page: file.sizes[page - 1][0] - margin)


def shown(file: TaggedPdf) -> Iterator[Run]:
    """The runs of all pages without those of pictures and those that show nothing."""
    return (run for runs in file.page_runs for run in runs if not run.in_drawing and run.text.strip())


def _margins(file: TaggedPdf, margin: float) -> Iterator[Fault]:
    for run in shown(file):
        if run.left < margin - 1 or run.right > file.sizes[run.page - 1][0] - margin + 1:
            yield Fault("text within the margins", run.text, run.page)


def _overprints(file: TaggedPdf) -> Iterator[Fault]:
    lines: dict[tuple[int, float], list[Run]] = {}
    for run in shown(file):
        lines.setdefault((run.page, round(run.y, 1)), []).append(run)
    for (page, _), runs in lines.items():
        for one, other in pairwise(sorted(runs, key=lambda run: run.left)):
            if one.right - other.left > _OVER * max(one.size, other.size):
                yield Fault("no text stands over other text", f"{one.text} | {other.text}", page)


def _distances(pieces: list[_Piece], wanted: float, distance: float) -> Iterator[Fault]:
    level = [piece for piece in pieces if not piece.shifted and piece.text.strip() and piece.text != OBJECT]
    for above, below in pairwise(_lines(level)):
        upper, lower = _runs(above), _runs(below)
        if upper[0].page != lower[0].page:
            continue
        apart = _baseline(upper) - _baseline(lower)
        size = min(run.size for run in (*upper, *lower))
        # Headings, set larger, may be closer.
        if size <= wanted + _TOLERANCE and 0 < apart < distance * size - _TOLERANCE:
            said = f"{apart / size:.2f}: {plain(_text(below))}"
            yield Fault(f"lines {distance:g} type sizes apart or more", said, lower[0].page)


def _breaks(lines: list[list[_Piece]], right: Callable[[int], float]) -> Iterator[Fault]:
    """Pieces broken over two lines though they would fit into one. `right` is the right edge of a page's lines."""
    texts = [_text(line) for line in lines]
    # Where a line ends on purpose nothing is torn apart.
    text = "".join(one[:-1] + "\n" if one.endswith(_MEANT) else one for one in texts)
    ends = list(accumulate(map(len, texts)))
    for span in wholes(text):
        torn = [number for number, end in enumerate(ends) if span[0] < end < span[1]]
        if not torn:
            continue
        page = _runs(lines[torn[0]])[0].page
        edges = [run.left for line in lines for run in _runs(line) if run.text.strip()]
        if _width(lines, span) < _FILLED * (right(page) - min(edges)):
            before, after = text[span[0] : ends[torn[0]]], text[ends[torn[0]] : span[1]]
            yield Fault(_rule(before, after), f"{before.strip()} | {after.strip()}", page)


def _rule(before: str, after: str) -> str:
    if not before[-1].isspace() and not after[0].isspace():
        return "no word is broken over two lines"
    if sum(map(str.isdigit, before + after)) >= _TELEPHONE:
        return "no telephone number is broken over two lines"
    return "no number is parted from its unit or sign"


def _width(lines: list[list[_Piece]], span: Span) -> float:
    """How long a piece of a block's text would be in one line, in points."""
    width, at = 0.0, 0
    for piece in (piece for line in lines for piece in line):
        inside = min(span[1], at + len(piece.text)) - max(span[0], at)
        at += len(piece.text)
        if piece.run is not None and inside > 0:
            width += (piece.run.right - piece.run.left) * inside / len(piece.text)
    return width


def _pieces(
    kids: Iterable[Element | Content | Target], marked: dict[tuple[int, int], list[Run]], *, shifted: bool = False
) -> Iterator[_Piece]:
    """What stands in the lines of a block itself; a picture or formula as one sign."""
    for kid in kids:
        if isinstance(kid, Content):
            for run in marked.get((kid.page, kid.mark), ()):
                if not run.in_drawing:
                    yield _Piece(run.text, run, shifted)
        elif not isinstance(kid, Element) or kid.tag in _APART or kid.attributes.get("Placement") == "Block":
            continue
        elif kid.tag in _OBJECTS:
            runs = (run for one in kid.content() for run in marked.get((one.page, one.mark), ()))
            yield _Piece(OBJECT, next((run for run in runs if not run.in_drawing), None), shifted)
        else:
            yield from _pieces(kid.kids, marked, shifted=shifted or bool(kid.attributes.get("BaselineShift")))


def _lines(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = []
    last: Run | None = None
    for piece in pieces:
        run = piece.run
        if lines and (run is None or last is None or _together(last, run)):
            lines[-1].append(piece)
        else:
            lines.append([piece])
        last = run or last
    return [line for line in lines if _runs(line)]


def _together(one: Run, other: Run) -> bool:
    return one.page == other.page and abs(one.y - other.y) < _SAME_LINE * max(one.size, other.size)


def _runs(line: list[_Piece]) -> list[Run]:
    return [piece.run for piece in line if piece.run is not None]


def _text(line: list[_Piece]) -> str:
    return "".join(piece.text for piece in line)


def _baseline(runs: list[Run]) -> float:
    """Where most of a line's characters stand."""
    heights: dict[float, int] = {}
    for run in runs:
        heights[round(run.y, 1)] = heights.get(round(run.y, 1), 0) + len(run.text)
    return max(heights, key=lambda height: heights[height])
