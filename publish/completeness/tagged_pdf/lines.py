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
_FLOWS = frozenset(("LBody", "BlockQuote"))  # what may hold blocks, in which every picture counts as one
_SAME_LINE = 0.75  # of the type size
_FILLED = 0.75  # of the space from a block's left edge to the margin: frames may take the rest from a line
_OVERHANG = 0.08  # of the type size: what a letter may show beyond its own width
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
class _Place:
    """Where something stands: its page, the height of its baseline and its type size, in points."""

    page: int
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    run: Run | None = None
    place: _Place | None = None
    width: float = 0.0  # in points
    shifted: bool = False
    link: bool = False  # whether a link starts or stops here


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
        pieces = list(_pieces(element, marked))
        yield from _distances(pieces, size, distance)
        if element.tag != "TOCI":
            yield from _breaks(_lines(pieces), lambda page: file.sizes[page - 1][0] - margin)


def shown(file: TaggedPdf) -> Iterator[Run]:
    """The runs of all pages without those of pictures and those that show nothing."""
    return (run for runs in file.page_runs for run in runs if not run.in_drawing and run.text.strip())


def _margins(file: TaggedPdf, margin: float) -> Iterator[Fault]:
    for run in shown(file):
        right = file.sizes[run.page - 1][0] - margin
        # Measured by the origin at the left, where a letter such as j hangs over it; at the right q does.
        if run.x < margin - 1 or run.right > right + max(1, _OVERHANG * run.size):
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
    level = [piece for piece in pieces if piece.run and not piece.shifted and piece.text.strip()]
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
    for span in wholes(text, _links(lines)):
        torn = [number for number, end in enumerate(ends) if span[0] < end < span[1]]
        if not torn:
            continue
        page = next(piece.place.page for piece in lines[torn[0]] if piece.place)
        edges = [run.left for line in lines for run in _runs(line) if run.text.strip()]
        if _width(lines, span) < _FILLED * (right(page) - min(edges)):
            before, after = text[span[0] : ends[torn[0]]], text[ends[torn[0]] : span[1]]
            yield Fault(_rule(before, after), f"{before.strip()} | {after.strip()}", page)


def _links(lines: list[list[_Piece]]) -> Iterator[int]:
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


def _width(lines: list[list[_Piece]], span: Span) -> float:
    """How long a piece of a block's text would be in one line, in points."""
    width, at = 0.0, 0
    for piece in (piece for line in lines for piece in line):
        inside = min(span[1], at + len(piece.text)) - max(span[0], at)
        at += len(piece.text)
        if inside > 0:
            width += piece.width * inside / len(piece.text)
    return width


def _pieces(element: Element, marked: dict[tuple[int, int], list[Run]], *, shifted: bool = False) -> Iterator[_Piece]:
    """What stands in the lines of a block itself; a picture or formula as one sign, a block as the end of a line."""
    for kid in element.kids:
        if isinstance(kid, Content):
            for run in marked.get((kid.page, kid.mark), ()):
                if not run.in_drawing:
                    place = _Place(run.page, run.y, run.size)
                    yield _Piece(run.text, run, place, run.right - run.left, shifted)
        elif isinstance(kid, Target):
            continue
        elif kid.tag in _OBJECTS and element.tag not in _FLOWS:
            yield _object(kid, marked)
        elif kid.tag in _APART or kid.attributes.get("Placement") == "Block":
            yield _Piece("\n")
        else:
            down = shifted or bool(kid.attributes.get("BaselineShift"))
            border = [_Piece("", link=True)] if kid.tag == "Link" else []
            yield from (*border, *_pieces(kid, marked, shifted=down), *border)


def _object(element: Element, marked: dict[tuple[int, int], list[Run]]) -> _Piece:
    """A picture or formula by its tag (BBox), which stands on the line, or on that of its first letter."""
    box = element.attributes.get("BBox")
    content = list(element.content())
    left, bottom, right = (float(one) for one in box[:3]) if isinstance(box, list) and len(box) == 4 else (0.0,) * 3
    runs = (run for one in content for run in marked.get((one.page, one.mark), ()) if not run.in_drawing)
    first = next(runs, None)
    if first is not None:
        return _Piece(OBJECT, place=_Place(first.page, first.y, first.size), width=right - left)
    return _Piece(OBJECT, place=_Place(content[0].page, bottom, 0.0) if content else None, width=right - left)


def _lines(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = []
    last: _Place | None = None
    for piece in pieces:
        place = piece.place
        if lines and (place is None or last is None or _together(last, place)):
            lines[-1].append(piece)
        else:
            lines.append([piece])
        last = place or last
    return lines


def _together(one: _Place, other: _Place) -> bool:
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
