"""Lines of a Word file that tabs set in columns: a table in all but its form.

As lines of text, what stands under an empty place would be read as if it stood under the one before.
"""

from __future__ import annotations

from itertools import groupby

from lxml import etree

from publish.contracts.importer import Notes
from publish.importing.tab_cells import are_cells
from publish.importing.word.styles import value_of
from publish.importing.word.xml_parts import W

_FEWEST_LINES = 3  # a header and two rows


def columns_of_tabs(root: etree._Element, notes: Notes) -> None:
    """Make a table, whose headers are then marked as a guess, of each row of lines with the same number of tabs."""
    for body in [*root.iter(f"{W}body"), *root.iter(f"{W}sdtContent")]:
        for tabs, lines in groupby(list(body), key=_tabs):
            row = list(lines)
            if not tabs or len(row) < _FEWEST_LINES or (tabs == 1 and not all(map(_two_cells, row))):
                continue
            row[0].addprevious(_table(row))
            for line in row:
                body.remove(line)
            notes.simplified.append(f"{len(row)} lines in columns, which tabs part, are a table")


def _two_cells(line: etree._Element) -> bool:
    """Whether a line with one tab is two cells, not an item of a list or a line of text."""
    words = "".join("\t" if part.tag == f"{W}tab" else part.text or "" for run in line.findall(f"{W}r") for part in run)
    return are_cells(words.strip().split("\t"))


def _tabs(paragraph: etree._Element) -> int:
    """The tabs between the words of a line; 0 where the line is an item, a heading or one of a list of contents."""
    if paragraph.tag != f"{W}p" or next(paragraph.iter(f"{W}tab"), None) is None:
        return 0
    if any(run.getparent() is not paragraph for run in paragraph.iter(f"{W}r")):
        return 0
    style = value_of(paragraph.find(f"{W}pPr/{W}pStyle")).casefold()
    if paragraph.find(f"{W}pPr/{W}numPr") is not None or style.startswith(("toc", "heading", "title", "list")):
        return 0
    if any(stop.get(f"{W}leader", "none") != "none" for stop in paragraph.iter(f"{W}tab")):
        return 0
    parts = [part for run in paragraph.findall(f"{W}r") for part in run if part.tag in {f"{W}t", f"{W}tab"}]
    return sum(part.tag == f"{W}tab" for part in parts) if parts and parts[0].tag == f"{W}t" else 0


def _table(lines: list[etree._Element]) -> etree._Element:
    table = etree.Element(f"{W}tbl")
    etree.SubElement(table, f"{W}tblPr")
    for line in lines:
        row = etree.SubElement(table, f"{W}tr")
        cell = _cell(row)
        for run in line.findall(f"{W}r"):
            properties = run.find(f"{W}rPr")
            for part in run:
                if part.tag == f"{W}tab":
                    cell = _cell(row)
                elif part is not properties:
                    copy = etree.SubElement(cell, f"{W}r")
                    if properties is not None:
                        copy.append(_copied(properties))
                    copy.append(_copied(part))
    return table


def _cell(row: etree._Element) -> etree._Element:
    """A new cell's paragraph."""
    cell = etree.SubElement(row, f"{W}tc")
    etree.SubElement(cell, f"{W}tcPr")
    return etree.SubElement(cell, f"{W}p")


def _copied(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))
