"""A row or a column that was added to a table, or taken out of it, is one change: a cell alone says little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.comparing.text_unit import TextUnit
from publish.proof.reading import Role

ROW, COLUMN = "table row", "table column"


def in_rows(cells: Sequence[TextUnit]) -> dict[int, TextUnit]:
    """By the `id()` of cells that came or went together the row or column they make; a cell alone is not among them."""
    rows = _together(_by_row(cells), ROW)
    return rows | _together(_by_column(cell for cell in cells if id(cell) not in rows), COLUMN)


_Placed = tuple[str, str, str, TextUnit]  # the table, the row or column, what heads the cell in it, the cell


def _by_row(cells: Iterable[TextUnit]) -> Iterator[_Placed]:
    for cell in cells:
        if (place := cell.cell_place) is not None:
            yield place.table, place.row, place.column, cell


def _by_column(cells: Iterable[TextUnit]) -> Iterator[_Placed]:
    for cell in cells:
        if (place := cell.cell_place) is not None:
            heads = (
                cell.role == Role.HEADER_CELL.value and place.column.isdecimal()
            )  # nothing stands over a column's name
            yield place.table, f"“{cell.text}”" if heads else place.column, "" if heads else place.row, cell


def _together(placed: Iterable[_Placed], role: str) -> dict[int, TextUnit]:
    groups: dict[tuple[str, str, str], list[tuple[str, TextUnit]]] = {}
    for table, name, head, cell in placed:
        groups.setdefault((cell.section, table, name), []).append((head, cell))
    found: dict[int, TextUnit] = {}
    for (section, table, name), group in groups.items():
        text = "; ".join(f"{head.strip('“”')}: {cell.text}" for head, cell in group if head)
        if len(group) > 1 and text:
            where = f"{table}, {role.removeprefix('table ')} {name}"
            line = TextUnit(role=role, text=text, section=section, place=group[0][1].place, cell=where)
            found |= {id(cell): line for _, cell in group}
    return found
