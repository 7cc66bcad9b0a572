"""What a browser or a style sheet shows of attributes alone: gauges, links on a picture, headers beside cells."""

from __future__ import annotations

from lxml import html

from publish.contracts.importer import Doubt, Notes
from publish.importing.html.content import Element, words_of
from publish.importing.html.html_tables import rows_of
from publish.importing.html.icons import GUESSED

_LABELS = ("data-label", "data-title", "data-th", "data-header", "data-column", "data-heading")
"""Attributes that style sheets for narrow screens write before a cell, as `content: attr(data-label)`."""


def write_shown(page: Element, notes: Notes) -> None:
    """Write what is shown of such attributes as elements with words, and note the words as added."""
    for gauge in list(page.iter("meter", "progress")):
        _gauge(gauge, notes)
    for areas in list(page.iter("map")):
        _links(areas, notes)
    for table in list(page.iter("table")):
        _headers(table, notes)


def _gauge(gauge: Element, notes: Notes) -> None:
    """`<meter value="0.6" max="1">` by the words within it, else as "0.6 of 1" (HTML, 4.10.13 and 4.10.14)."""
    value = gauge.get("value", "").strip()
    shown = words_of(gauge) or (f"{value} of {gauge.get('max', '1').strip()}" if value else "")
    if not shown:
        return
    line = gauge.sourceline or 0
    words = html.Element("span", {GUESSED: "yes"})
    words.text, words.tail, gauge.tail = shown, gauge.tail or " ", None
    gauge.addprevious(words)
    gauge.drop_tree()
    notes.added.append(shown)
    notes.doubts.append(Doubt(line, f"a bar shows “{shown}”", shown))


def _links(areas: Element, notes: Notes) -> None:
    """The areas of a picture that lead somewhere, as links where their `map` stands (HTML, 4.8.14)."""
    named = [area for area in areas.iter("area") if " ".join((area.get("alt") or "").split())]
    for number, area in enumerate(named):
        link = html.Element("a", {"href": area.get("href", "")} if area.get("href") else {})
        link.text = " ".join(area.get("alt", "").split())
        link.tail = "; " if number + 1 < len(named) else ""
        notes.added.append(link.text)
        area.addprevious(link)
    for area in list(areas.iter("area")):
        area.drop_tree()
    areas.tag = "div"


def _headers(table: Element, notes: Notes) -> None:
    """A header row of the labels that each cell of a table without headers names, column by column."""
    rows, _ = rows_of(table)
    labels = [[_label(cell) for cell in row if cell.tag in {"td", "th"}] for row in rows]
    if not labels or not all(labels[0]) or any(row != labels[0] for row in labels):
        return
    header = html.Element("tr")
    for label in labels[0]:
        cell = html.Element("th")
        cell.text = label
        header.append(cell)
        notes.added.append(label)
    head = html.Element("thead")
    head.append(header)
    table.insert(1 if len(table) and table[0].tag == "caption" else 0, head)


def _label(cell: Element) -> str:
    if cell.tag == "th" or cell.get("colspan") or cell.get("rowspan"):
        return ""
    return next((words for name in _LABELS if (words := " ".join((cell.get(name) or "").split()))), "")
