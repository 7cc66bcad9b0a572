"""The header cells of a table cell, as a reader aloud finds them (ISO 32000-1, 14.8.5.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def misheaded(table: Element) -> Iterator[tuple[Element, str]]:
    """The cells whose headers are not those of their row and their column, each with what is expected of it.

    Cells of a header row head their columns, those that begin a row head it; and each cell names the headers that it
    has, so that programs that follow the names and those that follow the scopes say the same.
    """
    cells = placed_cells(table)
    top = {id(cell) for part in table.elements() if part.tag == "THead" for cell in part.descend()}
    heads = [cell for cell in cells if cell.element.tag == "TH"]
    named: dict[str, list[Element]] = {}
    for head in heads:
        named.setdefault(head.element.id, []).append(head.element)
    for cell in cells:
        element, is_top = cell.element, id(cell.element) in top
        if element.tag == "TH" and cell.scope != ("Column" if is_top else "Row"):
            yield element, "the header cell says what it heads (Scope)"
        above = [head.element for head in heads if id(head.element) in top and _is_above(head, cell)]
        beside = [head.element for head in heads if id(head.element) not in top and _is_before(head, cell)]
        wanted = [] if is_top else above if element.tag == "TH" else [*above, *beside]
        listed = element.attributes.get("Headers")
        found = [head for name in (listed if isinstance(listed, list) else ()) for head in named.get(name, [None])]
        if sorted(map(id, found)) != sorted(map(id, wanted)):
            yield element, "the cell names its header cells (Headers)"


def _is_above(head: PlacedCell, cell: PlacedCell) -> bool:
    return head.rows.start < cell.rows.start and _meet(head.columns, cell.columns)


def _is_before(head: PlacedCell, cell: PlacedCell) -> bool:
    return head.columns.start < cell.columns.start and cell.rows.start in head.rows


def _reaches(head: PlacedCell, cell: PlacedCell) -> bool:
    below = head.rows.start < cell.rows.start and _meet(head.columns, cell.columns)
    after = head.columns.start < cell.columns.start and _meet(head.rows, cell.rows)
    return (head.scope in ("Column", "Both") and below) or (head.scope in ("Row", "Both") and after)


def _meet(first: range, other: range) -> bool:
    return first.start < other.stop and other.start < first.stop


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, 1.0)
    return max(1, int(value)) if isinstance(value, float) else 1
