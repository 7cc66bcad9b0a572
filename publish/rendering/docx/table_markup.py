"""Tables (ECMA-376, part 1, 17.4), with their heading rows and columns marked for who hears them.

Word itself knows repeated heading rows (w:tblHeader) and whether the first row and column are headings (w:tblLook).
How many columns are headings it cannot say: the cells that head a row have the paragraph style "Table Heading".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from publish.model.nodes import Cell, Table
from publish.model.traverse import grid
from publish.proof.ledger import text_of
from publish.rendering.docx.columns import widths
from publish.rendering.docx.inline_runs import Runs
from publish.rendering.docx.ooxml import element, value

LAYOUT = "LayoutTable"
"""The style of a table that is none to who hears it."""


def table(made_from: Table, runs: Runs, *, indent: int, width: int, size: int, right_to_left: bool) -> etree._Element:
    """One table, at most `width` twips wide, in type of `size` points."""
    head, body = grid(made_from.header_rows), grid(made_from.rows)
    columns = max((column + cell.column_span for row in (*head, *body) for column, cell in row), default=1)
    shares = widths([*head, *body], columns, width, size)
    rows = [
        *_rows(head, shares, runs, heading_columns=columns, is_head=True),
        *_rows(body, shares, runs, heading_columns=made_from.row_headers, is_head=False),
    ]
    grid_columns = [element("w:gridCol", {"w:w": share}) for share in shares]
    properties = _properties(made_from, indent=indent, width=sum(shares), right_to_left=right_to_left)
    return element("w:tbl", children=[properties, element("w:tblGrid", children=grid_columns), *rows])


def layout(
    rows: Iterable[Sequence[list[etree._Element]]], columns: tuple[int, ...], *, right_to_left: bool
) -> etree._Element:
    """A table that only puts things side by side: it has no lines, no headings and no title, and no row is split.

    Word has no mark for such a table; its style is called "Layout Table". It is read row by row, from its start.
    """
    names = ("w:firstRow", "w:lastRow", "w:firstColumn", "w:lastColumn")
    look: dict[str, str | int] = {"w:val": "0600", **dict.fromkeys(names, 0), "w:noHBand": 1, "w:noVBand": 1}
    properties = [
        value("w:tblStyle", LAYOUT),
        *([element("w:bidiVisual")] if right_to_left else []),
        element("w:tblW", {"w:w": sum(columns), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", look),
    ]
    grid_columns = [element("w:gridCol", {"w:w": width}) for width in columns]
    return element(
        "w:tbl",
        children=[
            element("w:tblPr", children=properties),
            element("w:tblGrid", children=grid_columns),
            *(_layout_row(row, columns) for row in rows),
        ],
    )


def _layout_row(row: Sequence[list[etree._Element]], columns: tuple[int, ...]) -> etree._Element:
    cells: list[etree._Element] = []
    for contents, width in zip(row, columns, strict=True):
        properties = [element("w:tcW", {"w:w": width, "w:type": "dxa"}), value("w:vAlign", "center")]
        cells.append(element("w:tc", children=[element("w:tcPr", children=properties), *contents]))
    return element("w:tr", children=[element("w:trPr", children=[element("w:cantSplit")]), *cells])


def _properties(made_from: Table, *, indent: int, width: int, right_to_left: bool) -> etree._Element:
    look: dict[str, str | int] = {
        "w:val": f"{0x20 * bool(made_from.header_rows) + 0x80 * bool(made_from.row_headers) + 0x600:04X}",
        "w:firstRow": int(bool(made_from.header_rows)),
        "w:lastRow": 0,
        "w:firstColumn": int(made_from.row_headers > 0),
        "w:lastColumn": 0,
        "w:noHBand": 1,
        "w:noVBand": 1,
    }
    caption = text_of(made_from.caption)
    headings = "; ".join(
        text for text in (text_of(cell.children) for row in made_from.header_rows for cell in row) if text
    )
    return element(
        "w:tblPr",
        children=[
            value("w:tblStyle", "ClearTable"),
            *([element("w:bidiVisual")] if right_to_left else []),
            element("w:tblW", {"w:w": width, "w:type": "dxa"}),
            element("w:tblInd", {"w:w": indent, "w:type": "dxa"}),
            element("w:tblLayout", {"w:type": "fixed"}),
            element("w:tblLook", look),
            *([value("w:tblCaption", caption)] if caption else []),
            *([value("w:tblDescription", headings)] if headings else []),
        ],
    )


def _rows(
    rows: list[list[tuple[int, Cell]]], shares: list[int], runs: Runs, *, heading_columns: int, is_head: bool
) -> Iterator[etree._Element]:
    """The rows of the head or the body. A cell that spans rows is said again, empty, in each row that it covers."""
    covering: dict[int, tuple[Cell, int]] = {}  # by first column: the cell from above, and the rows it still covers
    for row in rows:
        starts = dict(row)
        cells: list[etree._Element] = []
        column = 0
        while column < len(shares):
            style = "TableHeading" if column < heading_columns else "TableText"
            above, left = covering.get(column, (Cell(()), 0))
            cell = starts.get(column, above if left else Cell(()))
            merge = None
            if column in starts and cell.row_span > 1:
                merge = "restart"
                covering[column] = (cell, cell.row_span - 1)
            elif column not in starts and left:
                merge = "continue"
                covering[column] = (cell, left - 1)
            contents = runs.of(cell.children) if merge != "continue" else []
            width = sum(shares[column : column + cell.column_span])
            look = [value("w:pStyle", style), *runs.direction_of(contents)]
            cells.append(_cell(cell, contents, look, width, merge))
            column += cell.column_span
        flags = [element("w:cantSplit"), *([element("w:tblHeader")] if is_head else [])]
        yield element("w:tr", children=[element("w:trPr", children=flags), *cells])


def _cell(
    cell: Cell, contents: list[etree._Element], look: list[etree._Element], width: int, merge: str | None
) -> etree._Element:
    properties = [element("w:tcW", {"w:w": width, "w:type": "dxa"})]
    if cell.column_span > 1:
        properties.append(value("w:gridSpan", cell.column_span))
    if merge:
        properties.append(value("w:vMerge", merge))
    paragraph = element("w:p", children=[element("w:pPr", children=look), *contents])
    return element("w:tc", children=[element("w:tcPr", children=properties), paragraph])
