"""Tables within the cells of others, which pandoc drops: they wait behind the outer one, and come back on the page."""

from __future__ import annotations

import re

from lxml import etree, html

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table"
_PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_OPEN, _CLOSE = "\ufdd1", "\ufdd2"  # around the number of a table: characters that no text can hold
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def hold_tables(root: etree._Element) -> None:
    """Put each table within another behind the outermost one, and a sign at both its places."""
    nested = [table for table in root.iter(_TABLE) if next(table.iterancestors(_TABLE), None) is not None]
    for number, table in reversed(list(enumerate(nested))):
        outermost = list(table.iterancestors(_TABLE))[-1]
        place, waiting = etree.Element(_PARAGRAPH), etree.Element(_PARAGRAPH)
        place.text = waiting.text = f"{_OPEN}{number}{_CLOSE}"
        table.addprevious(place)
        outermost.addnext(waiting)
        waiting.addnext(table)


def bring_tables(tree: html.HtmlElement) -> None:
    """Put the tables of a page back into the cells that they stood in, and take the signs away."""
    places: dict[str, html.HtmlElement] = {}
    for line in list(tree.iter("p", "td", "th")):
        found = _PLACE.fullmatch((line.text or "").strip())
        if found is None:
            continue
        if next(line.iterancestors("table"), None) is not None:
            places[found[1]] = line
        elif found[1] in places and (table := line.getnext()) is not None and table.tag == "table":
            place = places[found[1]]
            place.append(table)
            place.text = None
            line.drop_tree()
            if place.tag == "p":
                place.tag = "div"
