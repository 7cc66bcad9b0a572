"""The lists of a page: their items, numbers and letters as the page shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from publish.contracts.importer import Notes
from publish.importing.assemble import Part
from publish.importing.html.content import Element
from publish.importing.html.elements import LISTS
from publish.importing.numbering import in_format, labelled
from publish.importing.raised import flat_words
from publish.model.nodes import Block, List, ListItem, Paragraph

_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
COUNTED = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "lower-greek": "lowerGreek",
}
"""The formats of numbers by their names in style sheets."""

_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s")

Blocks = Callable[[Element], tuple[Block, ...]]


def list_parts(
    element: Element, item_blocks: Blocks, own_blocks: Blocks, stray: Callable[[str, int], list[Part]], notes: Notes
) -> list[Part]:
    """A list, with what stands in it outside its items before or after it.

    `item_blocks` gives the content of an item, `own_blocks` another element as blocks, `stray` bare text as parts.
    """
    before: list[Part] = list(stray(element.text or "", element.sourceline or 0))
    items: list[tuple[int, ListItem]] = []
    after: list[Part] = []
    number, step = _first(element)
    itemless = not any(child.tag == "li" for child in element)
    for child in element:
        if child.tag in LISTS and items:  # a list between items belongs to the item before it
            items[-1] = (items[-1][0], ListItem((*items[-1][1].blocks, *own_blocks(child))))
        elif child.tag == "li":
            number = _value(child.get("value"), number)
            content = item_blocks(child)
            items += [(number, ListItem(content))] if content else []
            number += step
        elif itemless:
            blocks = own_blocks(child)
            items += [(number, ListItem(blocks))] if blocks else []
            number += step
        elif items:
            items[-1] = (items[-1][0], ListItem((*items[-1][1].blocks, *own_blocks(child))))
        else:
            before += own_blocks(child)
        if (child.tail or "").strip():
            bare = stray(child.tail or "", child.sourceline or 0)
            if items and all(isinstance(part, Paragraph) for part in bare):
                items[-1] = (items[-1][0], ListItem((*items[-1][1].blocks, *bare)))  # type: ignore[arg-type]
            else:
                after += bare
    return [*before, *_lists(element, items, notes), *after]


def _first(element: Element) -> tuple[int, int]:
    """The number of a list's first item, and what is added for each further one."""
    backwards = "reversed" in element.attrib
    count = sum(child.tag == "li" for child in element)
    return _value(element.get("start"), count if backwards else 1), -1 if backwards else 1


def _value(written: str | None, otherwise: int) -> int:
    value = (written or "").strip()
    whole = value.removeprefix("-")
    return int(value) if whole.isdecimal() and len(whole) < 6 else otherwise


def _lists(element: Element, items: list[tuple[int, ListItem]], notes: Notes) -> list[Part]:
    """The items as lists of the model, which count on from a number; other ways to count stay as words."""
    if not items:
        return []
    line = element.sourceline or 0
    if element.tag != "ol":
        return [List(tuple(item for _, item in items), line=line)]
    items_style = {child.get("style", "") for child in element if child.tag == "li"}
    inherited = items_style.pop() if len(items_style) == 1 else ""  # Google Docs writes the letters at each item
    style = (
        f"{element.get('style', '')} {element.get('class', '')} {inherited}".casefold()
        .replace(":", ": ")
        .replace(";", " ")
    )
    types = {child.get("type", "") for child in element if child.tag == "li"}
    written = element.get("type", "") or (types.pop() if len(types) == 1 else "")
    kind = next((kind for name, kind in COUNTED.items() if name in style), "") or _FORMATS.get(written)
    if "none" in style.split() and kind is None and all(_numbered(item) for _, item in items):
        return [List(tuple(item for _, item in items), line=line)]  # their numbers are typed
    rising = all(later == earlier + 1 for (earlier, _), (later, _) in pairwise(items))
    if kind is None and rising and items[0][0] >= 0:
        return [List(tuple(item for _, item in items), ordered=True, start=items[0][0], line=line)]
    signed = [labelled(item, f"{in_format(number, kind or 'decimal')}.", notes) for number, item in items]
    return [List(tuple(signed), line=line)]


def _numbered(item: ListItem) -> bool:
    """Whether an item begins with a number that somebody typed."""
    first = item.blocks[0] if item.blocks else None
    return isinstance(first, Paragraph) and _NUMBER.match(flat_words(first.children)) is not None
