"""The header cells of a table cell, as a reader aloud finds them (ISO 32000-1, 14.8.5.7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from publish.readers.pdf.structure_tree import Element


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the rows and columns, from 0, that it covers."""

    element: Element
    rows: range
    columns: range

    @property
    def scope(self) -> str:
        """What the cell heads: "Column", "Row", "Both", or "" for nothing."""
        return str(self.element.attributes.get("Scope", "")) if self.element.tag == "TH" else ""


def placed_cells(table: Element) -> list[PlacedCell]:
    """All cells of a table in reading order."""
    taken: set[tuple[int, int]] = set()
    placed: list[PlacedCell] = []
    rows = [row for part in table.elements() for row in ([part] if part.tag == "TR" else part.elements())]
    for number, row in enumerate(row for row in rows if row.tag == "TR"):
        column = 0
        for cell in row.elements():
            if cell.tag not in ("TH", "TD"):
                continue
            while (number, column) in taken:
                column += 1
            down, right = _span(cell, "RowSpan"), _span(cell, "ColSpan")
            placed.append(PlacedCell(cell, range(number, number + down), range(column, column + right)))
            taken |= {(i, j) for i in placed[-1].rows for j in placed[-1].columns}
            column += right
    return placed


def headers_of(cell: PlacedCell, cells: list[PlacedCell], text_of: Callable[[Element], str]) -> tuple[str, ...]:
    """The texts of the headers above a cell, column by column, then of those beside it.

    The cell's own list of headers counts where it has one, otherwise the scopes of the header cells do.
    """
    listed = cell.element.attributes.get("Headers")
    if isinstance(listed, list) and listed:
        heads = [other for other in cells if other.element.id in listed and other.element.tag == "TH"]
    else:
        heads = [other for other in cells if other is not cell and _reaches(other, cell)]
    above: list[str] = []
    columns = [head for head in heads if head.scope in ("Column", "Both") and head.rows.start < cell.rows.start]
    for column in cell.columns:
        for head in columns:
            text = text_of(head.element)
            if column in head.columns and text and text not in above:
                above.append(text)
    beside = [text_of(head.element) for head in heads if head not in columns]
    return (*above, *(text for text in beside if text))


def _reaches(head: PlacedCell, cell: PlacedCell) -> bool:
    below = head.rows.start < cell.rows.start and _meet(head.columns, cell.columns)
    after = head.columns.start < cell.columns.start and _meet(head.rows, cell.rows)
    return (head.scope in ("Column", "Both") and below) or (head.scope in ("Row", "Both") and after)


def _meet(first: range, other: range) -> bool:
    return first.start < other.stop and other.start < first.stop


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, 1.0)
    return max(1, int(value)) if isinstance(value, float) else 1
