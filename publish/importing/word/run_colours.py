"""Colours of a Word file that say something: in empty cells by their names, in spoken-of words by a mark."""

from __future__ import annotations

from lxml import etree

from publish.contracts.importer import Doubt, Notes
from publish.importing.marked_text import CLOSE, OPEN
from publish.importing.telling_colours import Coloured, colour_name, spoken, telling
from publish.importing.word.styles import value_of
from publish.importing.word.xml_parts import W, words

_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}sym", f"{W}object")


def write_colours(root: etree._Element, notes: Notes) -> None:
    """Write the names of such colours, and mark such words."""
    for table in root.iter(f"{W}tbl"):
        cells = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        grid = [[Coloured(_behind(cell), _empty(cell)) for cell in row] for row in cells]
        for y, x in telling(grid):
            paragraph = cells[y][x].find(f"{W}p")
            if paragraph is not None:
                _name(paragraph, grid[y][x].colour, notes)
    coloured = [
        colour for colour in root.iter(f"{W}color") if colour_name(value_of(colour)) not in {"", "black", "grey"}
    ]
    meant = spoken(" ".join(words(paragraph) for paragraph in root.iter(f"{W}p"))) if coloured else set()
    for colour in coloured if meant else ():
        properties = colour.getparent()
        run = properties.getparent() if properties is not None else None
        name = colour_name(value_of(colour))
        texts = [] if run is None or run.tag != f"{W}r" else [text for text in run.iter(f"{W}t") if text.text]
        if run is not None and texts and name in meant:
            notes.doubts.append(Doubt(0, f"“{words(run)[:60]}” is {name}, which the text gives a meaning", words(run)))
            texts[0].text = f"{OPEN}{texts[0].text}"
            texts[-1].text = f"{texts[-1].text}{CLOSE}"


def _behind(cell: etree._Element) -> str:
    shade = cell.find(f"{W}tcPr/{W}shd")
    return colour_name(shade.get(f"{W}fill", "")) if shade is not None else ""


def _empty(cell: etree._Element) -> bool:
    return not words(cell) and next(cell.iter(*_DRAWN), None) is None


def _name(paragraph: etree._Element, colour: str, notes: Notes) -> None:
    run = etree.SubElement(paragraph, f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = f"{OPEN}{colour}{CLOSE}"
    notes.added.append(colour)
    notes.doubts.append(Doubt(0, f"a cell of a table says by its colour alone: {colour}", colour))
