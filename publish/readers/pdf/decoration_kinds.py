"""What a page draws beside its words and pictures: only what stands for nothing may be there.

A line before a figure is read as a minus, one across a joined cell as the border of two, and some lines are letters. So
each shape must be of a kind that decorates: a rule or band over the width of the text, a frame with words in it, the
borders of a table, the bar beside a quotation, the line of a fraction, the line through words that are struck.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

from publish.model.colours import WHITE, contrast
from publish.readers.pdf.page_frames import frames_of
from publish.readers.pdf.page_objects import Box, Paint, Shape
from publish.readers.pdf.table_grid import BORDER, TableGrid, grids_of
from publish.readers.pdf.tagged_file import TaggedPdf

BAR = 4.0
"""Points: the width of the bar beside a quotation, which may stand beside anything that a quotation may hold."""

_SIDES = 4  # numbers of a box
_NEAR = 2.0  # points: where lines that are drawn apart meet
_FRACTION = 0.1  # of the type size: the thickest line of a fraction
_BAR = 6.5  # points: the thickest bar beside words
_EXACTLY = 0.1  # points
_TALL = 3  # type sizes
_BROAD = 8  # type sizes: a box so wide is none of a sign
_AT_START = 4.0  # points from where lines start: half a bar's width
_NEXT, _FAR = 0.35, 1.4  # of the type size: how far from a bar its words are
_FREE = 0.7  # of the type size: a bar that is nearer to its words has none at its other side
_LABEL, _QUOTED = 0.25, 0.6  # of the type size: how far a list's number and a quotation's words are from its bar
_WHOLE = 0.75  # of the type size: the least height of a quotation's bar, more than that of a figure
_HIGH = 0.9  # of the type size: the least height of a bar, beside one line
_STRUCK = 0.2  # of the type size: the thickest line through words
_BESIDE_STRUCK = 0.6  # of the type size: how far a line goes beyond the ink of its words, over the spaces between them
_TINT = 1.3  # to 1: the most contrast with white paper of the ground of cells


@dataclass(frozen=True, slots=True)
class Stray:
    """Something of no kind that decorates: its page, its place, what is drawn before it, the words near it."""

    page: int
    box: Box
    before: tuple[Shape, ...]
    beside: str


def strays(file: TaggedPdf, margin: float) -> Iterator[Stray]:
    """Decoration that may be read as a sign or a picture; `margin` is that beside the text, in points."""
    grids = grids_of(file)
    formulas, codes = (_places_of(file, tag) for tag in ("Formula", "Code"))
    places = _picture_places(file)
    for number, shapes in enumerate(file.page_shapes, 1):
        page = _Page(file, number, margin, grids.get(number, []), formulas, codes)
        for shape in shapes:
            if shape.mark is not None and not _is_in(shape.box, places.get((number, shape.mark))):
                yield Stray(number, shape.box, (), page.beside(shape.box))
        decoration = sorted((shape for shape in shapes if shape.mark is None), key=lambda shape: shape.piece)
        for _, group in groupby(decoration, key=lambda shape: shape.piece):
            piece = [shape for shape in group if min(shape.box.width, shape.box.height) > 0]
            if any(not page.knows(list(drawn)) for _, drawn in groupby(piece, key=lambda shape: shape.order)):
                box = reduce(Box.around, (shape.box for shape in piece))
                first = min(shape.order for shape in piece)
                before = tuple(shape for shape in shapes if shape.order < first)
                yield Stray(number, box, before, page.beside(box))


def _places_of(file: TaggedPdf, tag: str) -> set[tuple[int, int]]:
    """The pages and marks of what is tagged so."""
    found = (element for element in file.root.descend() if element.tag == tag)
    return {(place.page, place.mark) for element in found for place in element.content()}


def _picture_places(file: TaggedPdf) -> dict[tuple[int, int], Box]:
    """Where each picture is by its tag (BBox): what else a tag holds is words, which are drawn with no shapes."""
    found: dict[tuple[int, int], Box] = {}
    for element in file.root.descend():
        given = element.attributes.get("BBox")
        if element.tag == "Figure" and isinstance(given, list) and len(given) == _SIDES:
            found |= {(place.page, place.mark): Box(*map(float, given)) for place in element.content()}
    return found


def _is_in(box: Box, place: Box | None) -> bool:
    return min(box.width, box.height) <= 0 or (place is not None and place.grown(_NEAR).holds(box))


class _Page:
    """What the decoration of one page may belong to."""

    def __init__(
        self,
        file: TaggedPdf,
        number: int,
        margin: float,
        grids: list[TableGrid],
        formulas: set[tuple[int, int]],
        codes: set[tuple[int, int]],
    ) -> None:
        paper = file.boxes[number - 1]
        self._left, self._right = paper.left + margin, paper.right - margin
        shown = [run for run in file.page_runs[number - 1] if not run.in_drawing]
        self._runs = runs = [run for run in shown if run.text.strip()]
        self._words = [run for run in runs if run.mark is not None]
        self._size = size = min((run.size for run in self._words), default=1.0)
        self._formulas = [run for run in self._words if (number, run.mark) in formulas]
        self._grids = grids
        drawn = [shape for shape in file.page_shapes[number - 1] if shape.mark is None]
        pictures = [shape.box for shape in file.page_shapes[number - 1] if shape.mark is not None]
        tagged = [*(run.box for run in self._words), *pictures]
        # A box so wide is no sign, though all that goes on in it on this page is a decorative picture.
        frames = [(box, box.width > _BROAD * size) for box in frames_of(drawn)]
        self._frames = [box for box, is_broad in frames if is_broad or any(box.holds(inner) for inner in tagged)]
        self._lines = [shape.box for shape in drawn if shape.paint is Paint.LINE]
        bars = [shape.box for shape in drawn if shape.box.width <= _BAR and shape.box.height > shape.box.width]
        edges = (edge for run in self._words for edge in (run.x, run.right))
        # A quotation within another has its bar where the words of the other start, though none may be on this page.
        inner = (edge for bar in bars for edge in (bar.left + size, bar.right - size))
        # Code runs from the left also where no other words start there.
        coded = (run.left - run.size for run in self._words if (number, run.mark) in codes)
        self._starts = [self._left, self._right, *edges, *inner, *coded]
        # The bar beside code stands before the spaces by which its first line is set in.
        written = [run for run in shown if run.mark is not None or run.text.strip()]
        self._level = [*((run.box, run.size) for run in written), *((box, size) for box in (*pictures, *bars))]

    def knows(self, drawn: Sequence[Shape]) -> bool:
        """Whether what is drawn in one go is of a kind that decorates."""
        if any(shape.paint is Paint.PICTURE for shape in drawn):
            return False
        whole = reduce(Box.around, (shape.box for shape in drawn))
        return any(_is_around(whole, frame) for frame in self._frames) or all(map(self._is_known, drawn))

    def beside(self, box: Box) -> str:
        """The words that are nearest to something."""
        nearest = min(self._runs, key=lambda run: _distance(run.box, box), default=None)
        return f"beside: {nearest.text.strip()}" if nearest is not None else "on a page without words"

    def _is_known(self, shape: Shape) -> bool:
        box = shape.box
        is_wide = box.left <= self._left + _NEAR and box.right >= self._right - _NEAR
        return is_wide or self._is_of_table(shape) or self._is_bar(box) or self._is_fraction(box) or self._strikes(box)

    def _is_of_table(self, shape: Shape) -> bool:
        """Whether something is a border of a table's cells, or their pale ground."""
        box = shape.box
        is_tall = box.height > _TALL * self._size > box.width  # no sign, though its row goes on over the page
        if not any(grid.reaches(box) for grid in self._grids) or not (is_tall or self._ends_at_lines(box)):
            return False
        if shape.paint is Paint.AREA:
            return contrast(shape.colour, WHITE) < _TINT
        return min(box.width, box.height) < BORDER and not any(grid.is_within_cell(box) for grid in self._grids)

    def _ends_at_lines(self, box: Box) -> bool:
        """Whether something ends on both sides at lines that stand across it."""
        across = [line for line in self._lines if (line.width > line.height) != (box.width > box.height)]
        if box.width > box.height:
            met = [line for line in across if line.bottom - _NEAR <= box.bottom and box.top <= line.top + _NEAR]
            return all(
                any(line.left - _NEAR <= end <= line.right + _NEAR for line in met) for end in (box.left, box.right)
            )
        met = [line for line in across if line.left - _NEAR <= box.left and box.right <= line.right + _NEAR]
        return all(any(line.bottom - _NEAR <= end <= line.top + _NEAR for line in met) for end in (box.bottom, box.top))

    def _is_bar(self, box: Box) -> bool:
        """Whether something is an upright bar where lines start, beside words or a picture, well apart from them."""
        if box.width > _BAR or box.height < box.width:
            return False
        level = [
            (max(other.left - box.right, box.left - other.right) / size, other.left > box.left, size)
            for other, size in self._level
            if other != box
            and (
                box.bottom <= (other.bottom + other.top) / 2 <= box.top
                or other.bottom <= box.bottom <= box.top <= other.top
            )
        ]
        if abs(box.width - BAR) < _EXACTLY:
            in_formula = any(box.bottom <= run.y <= box.top for run in self._formulas)  # as high as its signs are
            return _is_of_quotation(box, level, 0.0 if in_formula else _WHOLE)
        near, side, size = min(level, default=(_FAR + 1, True, 1.0))
        across = min((gap for gap, where, _ in level if where is not side), default=_FAR)
        middle = (box.left + box.right) / 2
        return (
            _NEXT <= near <= _FAR
            and (near >= _FREE or across >= 1)
            and box.height >= _HIGH * size
            and any(abs(middle - start) <= _AT_START for start in self._starts)
        )

    def _is_fraction(self, box: Box) -> bool:
        """Whether something is a level line with parts of a formula over and under it."""
        if box.height > box.width:
            return False
        close = [
            run
            for run in self._formulas
            if run.right > box.left and run.left < box.right and box.height < _FRACTION * run.size
        ]
        is_over = any(run.y > box.top and run.bottom >= box.bottom for run in close)
        return is_over and any(run.y < box.top for run in close)

    def _strikes(self, box: Box) -> bool:
        """Whether something is the line through words, of which the comparison then asks whether they are struck.

        A number among words from right to left is drawn digit by digit under one line.
        """
        struck = [
            run.box.grown(_BESIDE_STRUCK * run.size)  # or over the space beside them, which has its own
            for run in self._runs
            if run.struck and box.height < _STRUCK * run.size < box.width
        ]
        reached = box.left
        for through in sorted(struck, key=lambda through: through.left):
            if through.bottom <= box.bottom and box.top <= through.top and through.left <= reached:
                reached = max(reached, through.right)
        return bool(struck) and reached >= box.right


def _is_of_quotation(box: Box, level: Sequence[tuple[float, bool, float]], least: float) -> bool:
    """Whether the words level with a bar are as far from it as those of a quotation are, and of a list's number before.

    What a quotation holds may stand anywhere beyond that: a table, a formula, or nothing where a page ends. `least` is
    how high it must be at least, of the size of that type.
    """
    nearer, farther = sorted(
        min((gap for gap, where, _ in level if where is side), default=_FAR) for side in (True, False)
    )
    highest = max((size for *_, size in level), default=0.0)
    return nearer >= _LABEL and farther >= _QUOTED and box.height >= least * highest


def _is_around(box: Box, frame: Box) -> bool:
    """Whether something is as large as a frame: the frame itself, or its ground."""
    return box.grown(_NEAR).holds(frame) and frame.grown(_NEAR).holds(box)


def _distance(box: Box, other: Box) -> float:
    across = max(box.left - other.right, other.left - box.right, 0.0)
    return across + max(box.bottom - other.top, other.bottom - box.top, 0.0)
