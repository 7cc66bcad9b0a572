"""Rows of a tagged table that lack cells, as browsers write empty ones: each cell under the column where it stands.

Without this the headers beside an empty corner slide over the cells of their neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publish.readers.pdf.structure_tree import Element
from publish.readers.pdf.table_headers import PlacedCell

SHORT = "a row of a table has fewer cells than others, which are put where they stand on the page"

Ink = Callable[[PlacedCell], tuple[float, float] | None]
"""Where the words of a cell begin and end across the page, None where it has none."""


def has_short_rows(cells: Sequence[PlacedCell]) -> bool:
    """Whether a row has fewer columns than others."""
    return len({len(_taken(cells, row)) for row in _rows(cells)}) > 1


def with_short_rows(cells: Sequence[PlacedCell], ink: Ink) -> list[PlacedCell]:
    """The cells by rows, those of short rows in their places, with empty cells where nothing stands."""
    width = max(cell.columns.stop for cell in cells)
    short = {row for row in _rows(cells) if len(_taken(cells, row)) < width}
    starts = _starts([cell for cell in cells if not short & {*cell.rows}], width, ink)
    placed = [cell for cell in cells if cell.rows.start not in short]
    for row in sorted(short):
        above = _taken(placed, row)
        for cell in [cell for cell in cells if cell.rows.start == row]:
            column = _column(cell, starts, ink)
            free = [at for at in range(width) if at not in above]
            at = column if column in free else next(iter(free), width)
            moved = range(at, at + len(cell.columns))
            placed.append(PlacedCell(cell.element, cell.rows, moved))
            above |= {*range(moved.stop)}  # what follows stands further on
        gaps = {*range(width)} - _taken(placed, row)
        placed += [PlacedCell(Element("TD"), range(row, row + 1), range(at, at + 1)) for at in gaps]
    return sorted(placed, key=lambda cell: (cell.rows.start, cell.columns.start))


def _rows(cells: Sequence[PlacedCell]) -> set[int]:
    return {cell.rows.start for cell in cells}


def _taken(cells: Sequence[PlacedCell], row: int) -> set[int]:
    return {column for cell in cells if row in cell.rows for column in cell.columns}


def _starts(cells: Sequence[PlacedCell], width: int, ink: Ink) -> list[float]:
    """Where each column begins; the beginning of the next where nothing stands in it."""
    starts: list[float] = [float("inf")] * width
    for cell in cells:
        found = ink(cell) if len(cell.columns) == 1 else None
        if found is not None:
            starts[cell.columns.start] = min(starts[cell.columns.start], found[0])
    return starts


def _column(cell: PlacedCell, starts: Sequence[float], ink: Ink) -> int:
    """The column that the middle of a cell stands in."""
    found = ink(cell)
    if found is None:
        return cell.columns.start
    middle = sum(found) / 2
    return max((column for column, start in enumerate(starts) if start <= middle), default=0)
