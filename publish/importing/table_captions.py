"""Captions of tables that stand as paragraphs of their own before or after them in office documents."""

from __future__ import annotations

import re

from lxml import html

SIGN = "\ufde8"
"""At the start of such a paragraph, put there before a converter makes the page: a character that no text can hold."""

_OF_PICTURE = re.compile(r"fig(?:ure|\.)?\s*\d|image\s*\d|chart\s*\d", re.IGNORECASE)


def names_picture(words: str) -> bool:
    """Whether a caption says that it is that of a picture."""
    return _OF_PICTURE.match(words.strip()) is not None


def into_tables(tree: html.HtmlElement) -> None:
    """Move the marked paragraphs of a page into the tables beside them, and take the marks away."""
    for line in tree.xpath(f"//p[starts-with(normalize-space(.), '{SIGN}')]"):
        beside = [
            beside_line
            for beside_line in (line.getnext(), line.getprevious())
            if beside_line is not None and beside_line.tag == "table"
        ]
        table = next((candidate for candidate in beside if candidate.find("caption") is None), None)
        if table is None:
            continue
        caption = html.Element("caption")
        caption.text = line.text
        caption.extend(list(line))
        table.insert(0, caption)
        line.drop_tree()
    for element in tree.iter():
        if element.text and SIGN in element.text:
            element.text = element.text.replace(SIGN, "")
        if element.tail and SIGN in element.tail:
            element.tail = element.tail.replace(SIGN, "")
