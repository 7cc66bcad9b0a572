"""Where the cells of a table are on a page, by what is written in them: a border runs between cells, never in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from publish.readers.pdf.bidi import language_level
from publish.readers.pdf.page_objects import Box, Paint
from publish.readers.pdf.table_headers import PlacedCell, placed_cells
from publish.readers.pdf.tagged_file import TaggedPdf

BORDER = 1.6  # points: the thickest border
_AROUND = 2.0  # type sizes from a table's words to its upper and lower border, at most
_WITHIN = 1.0  # points: ink may reach so far towards a border
_BEFORE_WORDS = 0.75  # type sizes from the words of a column back to the border before them, at most
_ABOVE_WORDS = 1.0  # the same from those of a row up

Ink = list[tuple[PlacedCell, Box]]


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table on one page: how high up and far down it reaches, and the cells in which no border may be."""

    bottom: float
    top: float
    cells: tuple[Box, ...]

    def reaches(self, box: Box) -> bool:
        """Whether something is as high up as the table."""
        return self.bottom <= box.bottom and box.top <= self.top

    def is_within_cell(self, line: Box) -> bool:
        """Whether a line runs through a cell, so that one looks like two, or stands in it like a sign."""
        return any(min(cell.shared(line).width, cell.shared(line).height) > 0 for cell in self.cells)


def grids_of(file: TaggedPdf) -> dict[int, list[TableGrid]]:
    """The tables of each page, from 1."""
    found: dict[int, list[TableGrid]] = {}
    marked = file.marked()
    turned = language_level(file.language) == 1
    for table in file.root.descend():
        inked: dict[int, Ink] = {}
        size = 0.0
        placed = placed_cells(table) if table.tag == "Table" else []
        for cell in placed:
            for place in cell.element.content():
                runs = [run for run in marked.get((place.page, place.mark), ()) if run.text.strip()]
                shapes = [shape.box for shape in file.page_shapes[place.page - 1] if shape.mark == place.mark]
                boxes = [*(run.box for run in runs if not run.in_drawing), *shapes]
                inked.setdefault(place.page, []).extend((cell, box) for box in boxes)
                size = max(size, *(run.size for run in runs if not run.in_drawing), 0.0)
        for page, ink in inked.items():
            if ink:
                whole = _around(box for _, box in ink).grown(_AROUND * size)
                # Where a table goes on, its headers stand above once more, as decoration; before that its last row may
                # be as high as the page leaves room, whatever is written in it.
                paper = file.boxes[page - 1]
                top = whole.top if page == min(inked) else paper.top
                bottom = whole.bottom if page == max(inked) else paper.bottom
                lines = [shape.box for shape in file.page_shapes[page - 1] if shape.paint is Paint.LINE]
                words = whole.grown(-_AROUND * size)
                sides = [line for line in lines if line.width < BORDER and _spans(line, words)]
                cells = tuple(_cells(placed, ink, _Edges(sides, words, size, turned=turned)))
                found.setdefault(page, []).append(TableGrid(bottom, top, cells))
    return found


class _Edges:
    """How far the cells of a table go on beyond their words."""

    def __init__(self, sides: Sequence[Box], words: Box, size: float, *, turned: bool) -> None:
        self.size = size
        self.turned = turned
        # The nearest one beyond all words: a box around the table has sides too.
        if turned:
            self._far = max((side.left for side in sides if side.right <= words.left + _WITHIN), default=None)
        else:
            self._far = min((side.right for side in sides if side.left >= words.right - _WITHIN), default=None)

    def sideways(self, words: Box, following: Box | None, *, is_last: bool) -> tuple[float, float]:
        """The left and right of a column, given its words and those of the next one."""
        back = _BEFORE_WORDS * self.size
        if self.turned:
            end = following.right + back if following else self._far if is_last else None
            return words.left if end is None else min(words.left, end + 2), words.right
        end = following.left - back if following else self._far if is_last else None
        return words.left, words.right if end is None else max(words.right, end - 2)

    def downwards(self, words: Box, following: Box | None) -> float:
        """The bottom of a row, given its words and those of the next one."""
        return min(words.bottom, following.top + _ABOVE_WORDS * self.size) if following else words.bottom


def _cells(placed: Sequence[PlacedCell], ink: Ink, edges: _Edges) -> Iterator[Box]:
    """The place of each cell: as wide as what is written in its columns, as high as what is written in its rows."""
    spans = {(cell.rows, cell.columns) for cell in placed}
    last = max(columns.stop for _, columns in spans)
    across: dict[range, tuple[float, float]] = {}
    down: dict[range, tuple[float, float]] = {}
    for columns in {columns for _, columns in spans}:
        words = [box for cell, box in ink if _is_in(cell.columns, columns)]
        after = [box for cell, box in ink if cell.columns.start == columns.stop]
        if words:
            following = _around(after) if after else None
            across[columns] = edges.sideways(_around(words), following, is_last=columns.stop == last)
    for rows in {rows for rows, _ in spans}:
        words = [box for cell, box in ink if _is_in(cell.rows, rows)]
        after = [box for cell, box in ink if cell.rows.start == rows.stop]
        if words:
            following, whole = _around(after) if after else None, _around(words)
            down[rows] = edges.downwards(whole, following), whole.top
    for rows, columns in spans:
        if columns in across and rows in down:
            (left, right), (bottom, top) = across[columns], down[rows]
            yield Box(left, bottom, right, top).grown(-_WITHIN)


def _spans(line: Box, words: Box) -> bool:
    """Whether a line is as high as all words of a table, as only its outer borders surely are."""
    return line.bottom <= words.bottom and words.top <= line.top


def _around(boxes: Iterable[Box]) -> Box:
    return reduce(Box.around, boxes)


def _is_in(inner: range, outer: range) -> bool:
    return outer.start <= inner.start and inner.stop <= outer.stop
