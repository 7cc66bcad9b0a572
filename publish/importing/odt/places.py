"""Places and indents of an OpenDocument text as pandoc reads them: links to places keep them, an indent quotes nothing.

pandoc gives each place a name of its own, and takes every indented paragraph for a quotation.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree, html

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_OUTLINE = re.compile(r"(?:\d+\.)*(.*)\|outline$")
_OPEN, _CLOSE = "\ufdea", "\ufdeb"  # around the number of a place: characters that no text can hold
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_QUOTES = re.compile(r"quot|citation", re.IGNORECASE)


def mark_places(root: etree._Element) -> list[str]:
    """Put a sign at each place that a link within the text leads to; return the names that the signs stand for."""
    headings = {" ".join("".join(map(str, heading.itertext())).split()): heading for heading in root.iter(f"{_TEXT}h")}
    marks = {mark.get(f"{_TEXT}name"): mark for mark in root.iter(f"{_TEXT}bookmark", f"{_TEXT}bookmark-start")}
    names: list[str] = []
    for link in root.iter(f"{_TEXT}a"):
        sign, _, name = link.get(_HREF, "").partition("#")
        outline = _OUTLINE.fullmatch(unquote(name))
        heading = headings.get(" ".join(outline[1].split())) if outline is not None else None
        mark = marks.get(unquote(name))
        if sign or name in names or (mark is None and heading is None):
            continue
        text = f"{_OPEN}{len(names)}{_CLOSE}"
        names.append(name)
        if mark is not None:
            mark.tail = f"{text}{mark.tail or ''}"
        elif heading is not None:
            heading.text = f"{text}{heading.text or ''}"
    return names


def name_places(tree: html.HtmlElement, names: list[str]) -> None:
    """Name the elements of a page that hold such signs, and take the signs away."""
    for element in list(tree.iter()):
        for holder, text in ((element, element.text), (element.getparent(), element.tail)):
            for found in _PLACE.finditer(text or ""):
                if holder is not None:
                    holder.insert(0, html.Element("span", {"id": names[int(found[1])]}))
        element.text = _PLACE.sub("", element.text) if element.text else element.text
        element.tail = _PLACE.sub("", element.tail) if element.tail else element.tail


def unindent(root: etree._Element) -> None:
    """Take the indents out of styles, but for those of quotations."""
    for style in root.iter(f"{_STYLE}style"):
        names = (style.get(f"{_STYLE}{key}", "") for key in ("name", "parent-style-name", "display-name"))
        if style.get(f"{_STYLE}family") != "paragraph" or any(_QUOTES.search(name) for name in names):
            continue
        for properties in style.iter(f"{_STYLE}paragraph-properties"):
            for side in ("margin", "margin-left"):
                properties.attrib.pop(f"{_FO}{side}", None)
