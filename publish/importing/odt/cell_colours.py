"""Cells of an OpenDocument text that say something by their colour alone, written as the name of the colour."""

from __future__ import annotations

from lxml import etree

from publish.contracts.importer import Doubt, Notes
from publish.importing.marked_text import CLOSE, OPEN
from publish.importing.odt.letter_styles import Looks
from publish.importing.telling_colours import Coloured, colour_name, telling

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}*"


def write_colours(root: etree._Element, looks: Looks, notes: Notes) -> None:
    """Write the names of the colours of such cells, marked."""
    for table in root.iter(f"{_TABLE}table"):
        cells = [row.findall(f"{_TABLE}table-cell") for row in table.iter(f"{_TABLE}table-row")]
        grid = [[Coloured(colour_name(looks.fill(cell)), _empty(cell)) for cell in row] for row in cells]
        for y, x in telling(grid):
            line = cells[y][x].find(f"{_TEXT}p")
            line = etree.SubElement(cells[y][x], f"{_TEXT}p") if line is None else line
            colour = grid[y][x].colour
            line.text = f"{OPEN}{colour}{CLOSE}"
            notes.added.append(colour)
            notes.doubts.append(Doubt(0, f"a cell of a table says by its colour alone: {colour}", colour))


def _empty(cell: etree._Element) -> bool:
    drawn = next(cell.iter(_DRAWN), None)
    return drawn is None and not "".join(str(part) for part in cell.itertext()).strip()
