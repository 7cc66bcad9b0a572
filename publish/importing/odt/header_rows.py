"""Headers of an OpenDocument table that reach below the rows which it calls headers: so far its header rows reach.

pandoc cuts such a cell off at the end of the header rows, and the cells of the next row slide under other headers.
"""

from __future__ import annotations

from lxml import etree

from publish.contracts.importer import Doubt, Notes

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_HEADERS, _ROW, _CELL = (f"{_TABLE}{name}" for name in ("table-header-rows", "table-row", "table-cell"))
_COVERED, _SPAN = f"{_TABLE}covered-table-cell", f"{_TABLE}number-rows-spanned"
_LONGEST = 6  # digits


def widen_headers(root: etree._Element, notes: Notes) -> None:
    """Take the rows that a header reaches into as header rows too, or cut it off where it would be all of them."""
    for headers in list(root.iter(_HEADERS)):
        table = next(headers.iterancestors(f"{_TABLE}table"), None)
        if table is None:
            continue
        below = [row for row in table.iter(_ROW) if _is_below(row, headers, table)]
        rows, taken = headers.findall(_ROW), 0
        while (more := min(_reach(rows) - len(rows), len(below) - taken)) > 0:
            rows += below[taken : taken + more]
            taken += more
        if not taken:
            continue
        if taken == len(below):
            _cut(headers.findall(_ROW), below)
            continue
        for row in below[:taken]:
            headers.append(row)
        first = next(rows[0].iter(f"{_TEXT}p"), None)
        words = "".join(str(part) for part in first.itertext()) if first is not None else ""
        what = "a header of a table reaches below the rows that it calls headers: those are taken for headers too"
        notes.doubts.append(Doubt(0, what, words))


def _is_below(row: etree._Element, headers: etree._Element, table: etree._Element) -> bool:
    """Whether a row is one of this table's own, and no header."""
    return (
        next(row.iterancestors(_HEADERS), None) is not headers
        and next(row.iterancestors(f"{_TABLE}table"), None) is table
    )


def _reach(rows: list[etree._Element]) -> int:
    """How many rows from the first one the cells of these rows reach over."""
    return max((number + _span(cell) for number, row in enumerate(rows) for cell in row.findall(_CELL)), default=0)


def _span(cell: etree._Element) -> int:
    written = cell.get(_SPAN, "1")
    return int(written) if written.isdecimal() and len(written) < _LONGEST else 1


def _cut(rows: list[etree._Element], below: list[etree._Element]) -> None:
    """End the cells of the header rows with these, and put empty ones where they reached below."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if number + _span(cell) <= len(rows):
                continue
            for lower in below[: number + _span(cell) - len(rows)]:
                if column < len(lower) and lower[column].tag == _COVERED:
                    lower[column].tag = _CELL
            cell.set(_SPAN, str(len(rows) - number))
