"""Lines of an OpenDocument text that tabs set in columns: a table in all but its form.

As lines of text, “Walk” under “Do” and “Run” under “Do not” would be read as “Walk Run”.
"""

from __future__ import annotations

from itertools import groupby

from lxml import etree

from publish.contracts.importer import Notes
from publish.importing.tab_cells import are_cells

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "table", "office"))
_FEWEST_LINES = 3  # a header and two rows


def columns_of_tabs(root: etree._Element, notes: Notes) -> None:
    """Make a table, whose headers are then marked as a guess, of each row of lines with the same number of tabs."""
    for body in [*root.iter(f"{_OFFICE}text"), *root.iter(f"{_TEXT}section")]:
        for tabs, lines in groupby(list(body), key=_tabs):
            row = list(lines)
            if not tabs or len(row) < _FEWEST_LINES:
                continue
            row[0].addprevious(_table(row, tabs))
            for line in row:
                body.remove(line)
            notes.simplified.append(f"{len(row)} lines in columns, which tabs part, are a table")


def _tabs(line: etree._Element) -> int:
    """The tabs between the cells of a line; 0 where it is none of a table."""
    tabs = line.findall(f"{_TEXT}tab")
    if line.tag != f"{_TEXT}p" or not tabs or len(tabs) != sum(1 for _ in line.iter(f"{_TEXT}tab")):
        return 0
    return len(tabs) if are_cells(["".join(map(str, cell.itertext())) for cell in _cells(line)]) else 0


def _cells(line: etree._Element) -> list[etree._Element]:
    """The parts of a line between its tabs, each as a paragraph; the line itself stays as it is."""
    cells = [etree.Element(f"{_TEXT}p", line.attrib)]
    cells[0].text = line.text
    for part in line:
        if part.tag == f"{_TEXT}tab":
            cells.append(etree.Element(f"{_TEXT}p", line.attrib))
            cells[-1].text = part.tail
        else:
            cells[-1].append(etree.fromstring(etree.tostring(part, with_tail=False)))
            cells[-1][-1].tail = part.tail
    return cells


def _table(lines: list[etree._Element], tabs: int) -> etree._Element:
    table = etree.Element(f"{_TABLE}table")
    etree.SubElement(table, f"{_TABLE}table-column", {f"{_TABLE}number-columns-repeated": str(tabs + 1)})
    for line in lines:
        row = etree.SubElement(table, f"{_TABLE}table-row")
        for cell in _cells(line):
            etree.SubElement(row, f"{_TABLE}table-cell").append(cell)
    return table
