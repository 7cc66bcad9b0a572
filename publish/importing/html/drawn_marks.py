"""Words and signs that a style sheet alone draws before or after an element, written into it and marked."""

from __future__ import annotations

import re

from lxml import html

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.html.content import Element, words_of
from publish.importing.html.icons import GUESSED

_LAST, _FIRST = re.compile(r"[^\W_]+\Z"), re.compile(r"[^\W_]+")


def draw(element: Element, drawn: str, notes: Notes, *, first: bool) -> None:
    """Put what is drawn at the start or the end of an element, with a space beside it."""
    mark = html.Element("span", {GUESSED: "yes"})
    mark.text = drawn.strip()
    if not words_of(element):
        _part(element, mark, notes)
    if first:
        mark.tail = f" {(element.text or '').lstrip()}"
        element.text = None
        element.insert(0, mark)
    else:
        last = element[-1] if len(element) else None
        if last is None:
            element.text = f"{(element.text or '').rstrip()} "
        else:
            last.tail = f"{(last.tail or '').rstrip()} "
        element.append(mark)
    notes.added.append(mark.text)
    notes.doubts.append(
        Doubt(element.sourceline or 0, f"“{mark.text}” is drawn by the page’s style sheet alone", words_of(element))
    )


def _part(element: Element, mark: Element, notes: Notes) -> None:
    """Part the words around an empty element in the middle of them, which are one for whoever reads the file alone."""
    before, above = element.getprevious(), element.getparent()
    left = (before.tail if before is not None else above.text if above is not None else "") or ""
    ending, beginning = _LAST.search(left), _FIRST.match(element.tail or "")
    if beginning is not None:
        element.tail = f" {element.tail}"
    if ending is not None and beginning is not None:
        notes.left.append(Left(Reason.PARTED, f"{ending[0]}{beginning[0]}"))
        notes.added.append(f"{ending[0]} {beginning[0]}")
