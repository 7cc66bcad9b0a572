"""Tables: which cell stands where, and which headers it has.

A cell heads its column where Word repeats its row (w:tblHeader, from the first row on), the table says that its first
row heads it (w:tblLook), and the cell has the style "Table Heading". A cell heads its row where it stands among the
first cells of that style and the table says that its first column heads it. Less than that is a plain cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from publish.readers.docx.paragraph_styles import setting
from publish.readers.docx.parts import W
from publish.readers.written_numbers import written_number

_MOST_COLUMNS = 1_000  # Word has at most 63
_FIRST_ROW, _FIRST_COLUMN = 0x0020, 0x0080
_ON = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its place: rows and columns from 0, the ends not included."""

    element: etree._Element
    top: int
    bottom: int
    left: int
    right: int
    is_header: bool
    headers: tuple[str, ...] = ()


def cells(
    table: etree._Element, is_heading: Callable[[etree._Element], bool], words: Callable[[etree._Element], str]
) -> list[GridCell]:
    """The cells of a table in reading order, those that only go on with a cell above left out.

    Args:
        table: the w:tbl.
        is_heading: whether a cell has the style of a heading.
        words: what a cell says.

    Returns:
        The cells with their places and headers.

    """
    rows = table.findall(f"{W}tr")
    head = _heading_rows(rows) if _look(table, "firstRow", _FIRST_ROW) else 0
    heads_rows = _look(table, "firstColumn", _FIRST_COLUMN)
    placed = _placed(rows)
    found: list[GridCell] = []
    for top, row in enumerate(placed):
        headings = [is_heading(cell.element) for cell in row]
        # A row of nothing but headings has no cells that the later ones could head.
        leading = headings.index(False) if False in headings else 1
        for number, cell in enumerate(row):
            if not _goes_on(cell.element):
                is_header = headings[number] and (top < head or (heads_rows and number < leading))
                bottom = _bottom(placed, cell)
                found.append(GridCell(cell.element, top, bottom, cell.left, cell.right, is_header))
    texts = {id(cell.element): words(cell.element) for cell in found}
    return [cell if cell.is_header else _headed(cell, found, texts, head) for cell in found]


def _headed(cell: GridCell, found: list[GridCell], texts: dict[int, str], head: int) -> GridCell:
    above: list[str] = []
    for column in range(cell.left, cell.right):
        for other in found:
            text = texts[id(other.element)]
            if other.is_header and other.top < head and other.left <= column < other.right and text not in above:
                above.append(text)
    beside = [
        texts[id(other.element)]
        for other in found
        if other.is_header and other.top >= head and other.top <= cell.top < other.bottom
    ]
    headers = tuple(text for text in (*above, *beside) if text)
    return GridCell(cell.element, cell.top, cell.bottom, cell.left, cell.right, is_header=False, headers=headers)


def _heading_rows(rows: list[etree._Element]) -> int:
    number = 0
    for row in rows:
        mark = row.find(f"{W}trPr/{W}tblHeader")
        if mark is None or mark.get(f"{W}val", "1") not in _ON:
            break
        number += 1
    return number


def _look(table: etree._Element, name: str, bit: int) -> bool:
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    value = look.get(f"{W}{name}")
    if value is not None:
        return value in _ON
    try:
        return bool(int(look.get(f"{W}val", "0"), 16) & bit)
    except ValueError:
        return False


def _placed(rows: list[etree._Element]) -> list[list[GridCell]]:
    placed = []
    for top, row in enumerate(rows):
        column = min(max(0, written_number(setting(row, "trPr/gridBefore"))), _MOST_COLUMNS)
        line = []
        for cell in row.findall(f"{W}tc"):
            right = column + min(max(1, written_number(setting(cell, "tcPr/gridSpan"), 1)), _MOST_COLUMNS)
            line.append(GridCell(cell, top, top + 1, column, right, is_header=False))
            column = right
        placed.append(line)
    return placed


def _goes_on(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _bottom(placed: list[list[GridCell]], cell: GridCell) -> int:
    if cell.element.find(f"{W}tcPr/{W}vMerge") is None:
        return cell.bottom
    bottom = cell.bottom
    for row in placed[cell.bottom :]:
        below = next((other for other in row if other.left == cell.left), None)
        if below is None or not _goes_on(below.element):
            break
        bottom += 1
    return bottom
