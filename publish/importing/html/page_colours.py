"""Colours of a page that say something: those of empty cells as names; of highlighted and spoken-of words as a mark."""

from __future__ import annotations

import re

from lxml import html

from publish.contracts.importer import Doubt, Notes
from publish.importing.html.content import Element, words_of
from publish.importing.html.html_tables import rows_of
from publish.importing.html.icons import GUESSED
from publish.importing.telling_colours import Coloured, colour_name, spoken, telling

_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;]+)", re.IGNORECASE)
_HIGHLIGHTED = ("mark", "span", "font", "strong", "b", "em", "i", "u")
_NO_HIGHLIGHT = frozenset(("", "grey", "black"))
_BY_CLASS = (("red", {"danger", "red"}), ("orange", {"warning", "amber", "orange"}), ("green", {"success", "green"}))


def write_colours(page: Element, notes: Notes) -> None:
    """Write the names of such colours, and mark such words."""
    for table in page.iter("table"):
        rows, _ = rows_of(table)
        cells = [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows]
        grid = [[Coloured(_behind(cell), _empty(cell)) for cell in row] for row in cells]
        for y, x in telling(grid):
            _name(cells[y][x], grid[y][x].colour, notes)
    for run in page.iter(*_HIGHLIGHTED):
        found = _BACKGROUND.search(run.get("style", ""))
        coloured = run.tag == "mark" or (found and colour_name(found[1].split()[0]) not in _NO_HIGHLIGHT)
        if coloured and words_of(run) and not run.xpath(f"ancestor-or-self::*[@{GUESSED}] | .//*[@{GUESSED}]"):
            run.set(GUESSED, "yes")
            what = f"“{words_of(run)[:60]}” is highlighted"
            notes.doubts.append(Doubt(run.sourceline or 0, what, words_of(run)))
    meant = spoken(words_of(page))
    for run in page.iter("span", "font", "strong", "b", "em") if meant else ():
        found = _COLOUR.search(run.get("style", ""))
        colour = colour_name(found[1] if found else run.get("color", ""))
        if colour in meant and words_of(run):
            run.set(GUESSED, "yes")
            what = f"“{words_of(run)[:60]}” is {colour}, which the text gives a meaning"
            notes.doubts.append(Doubt(run.sourceline or 0, what, words_of(run)))


def _behind(cell: Element) -> str:
    found = _BACKGROUND.search(cell.get("style", ""))
    colour = colour_name(found[1].split()[0] if found else cell.get("bgcolor", ""))
    names = set(re.split(r"[^a-z]+", cell.get("class", "").casefold()))
    return colour or next((name for name, words in _BY_CLASS if names & words), "")


def _empty(cell: Element) -> bool:
    return not words_of(cell) and next(cell.iter("img", "svg", "input", "i"), None) is None


def _name(cell: Element, colour: str, notes: Notes) -> None:
    mark = html.Element("span", {GUESSED: "yes"})
    mark.text = colour
    cell.append(mark)
    notes.added.append(colour)
    notes.doubts.append(Doubt(cell.sourceline or 0, f"a cell of a table says by its colour alone: {colour}", colour))
