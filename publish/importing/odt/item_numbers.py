"""The numbers that an OpenDocument text gives its list items and headings, which pandoc counts anew from one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree, html

from publish.contracts.importer import Notes
from publish.importing.numbering import in_format
from publish.importing.odt.letter_styles import Looks

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE = f"{{{_NS}text:1.0}}", f"{{{_NS}style:1.0}}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LINES = (f"{_TEXT}p", f"{_TEXT}h")
_OPEN, _CLOSE = "\ufdec", "\ufded"  # around the number of an item: characters that no text can hold
_VALUE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_LONGEST = 6  # digits
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}


def mark_numbers(root: etree._Element, looks: Looks) -> None:
    """Put the number of each item before it, in lists that start anew or go on in their midst."""
    last: dict[str, int] = {}
    for header in list(root.iter(f"{_TEXT}list-header")):
        _before_list(header)
    for holder in root.iter(f"{_TEXT}list"):
        above = list(holder.iterancestors(f"{_TEXT}list"))
        names = [name for part in (holder, *above) if (name := part.get(f"{_TEXT}style-name"))]
        style = looks.lists.get(names[0]) if names else None
        level = None if style is None else _level(style, len(above) + 1)
        if level is None:
            continue
        first = _whole(level, f"{_TEXT}start-value")
        earlier = holder.get(f"{_TEXT}continue-list") or names[0]
        goes_on = holder.get(f"{_TEXT}continue-numbering") == "true" or holder.get(f"{_TEXT}continue-list")
        number = last.get(earlier, first - 1) + 1 if goes_on and not above else first
        items = holder.findall(f"{_TEXT}list-item")
        told = any(item.get(f"{_TEXT}start-value") for item in items)
        for item in items:
            number = _whole(item, f"{_TEXT}start-value", number)
            line = item[0] if len(item) and item[0].tag in _LINES else None
            if line is not None and (told or goes_on):
                line.text = f"{_OPEN}{number}{_CLOSE}{line.text or ''}"
            number += 1
        if not above:
            last[names[0]] = last[holder.get(_ID, names[0])] = number - 1


def _whole(element: etree._Element, key: str, otherwise: int = 1) -> int:
    """A number that an attribute says; what is longer than any number of a list is none."""
    written = element.get(key, "")
    return int(written) if written.isdecimal() and len(written) < _LONGEST else otherwise


def _level(style: etree._Element, level: int) -> etree._Element | None:
    numbered = style.findall(f"{_TEXT}list-level-style-number")
    return next((found for found in numbered if found.get(f"{_TEXT}level") == str(level)), None)


def _before_list(header: etree._Element) -> None:
    """The header of a list, which has no number, before it."""
    holder = header.getparent()
    outer = next(header.iterancestors(f"{_TEXT}list-item"), None)
    if holder is None or header.getprevious() is not None or (outer is not None and holder.getparent() is not outer):
        return
    for line in list(header):
        holder.addprevious(line)
    holder.remove(header)


def number_items(tree: html.HtmlElement) -> None:
    """Give the items of a page the numbers that stand before them, and take the signs away."""
    for item in tree.iter("li"):
        found = next((match for part in item.itertext() if (match := _VALUE.match(str(part).lstrip()))), None)
        if found is not None:
            item.set("value", found[1])
    for element in tree.iter():
        element.text = _VALUE.sub("", element.text) if element.text else element.text
        element.tail = _VALUE.sub("", element.tail) if element.tail else element.tail


def number_headings(root: etree._Element, styles: etree._Element, notes: Notes) -> None:
    """Write the numbers of headings before them, since the text may name them ("see section 2.1")."""
    levels = {
        _whole(level, f"{_TEXT}level"): level
        for outline in styles.iter(f"{_TEXT}outline-style")
        for level in outline.findall(f"{_TEXT}outline-level-style")
    }
    counts: dict[int, int] = {}
    for heading in root.iter(f"{_TEXT}h"):
        number = _whole(heading, f"{_TEXT}outline-level")
        style = levels.get(number)
        if style is None or not style.get(f"{_STYLE}num-format") or heading.get(f"{_TEXT}is-list-header") == "true":
            continue
        start = _whole(heading, f"{_TEXT}start-value", _whole(style, f"{_TEXT}start-value"))
        restarts = heading.get(f"{_TEXT}restart-numbering") == "true" or number not in counts
        counts[number] = start if restarts else counts[number] + 1
        for deeper in [level for level in counts if level > number]:
            del counts[deeper]
        label = _label(number, levels, counts)
        heading.text = f"{label} {heading.text or ''}"
        notes.added.append(label)


def _label(number: int, levels: Mapping[int, etree._Element], counts: Mapping[int, int]) -> str:
    style = levels[number]
    first = max(1, number - _whole(style, f"{_TEXT}display-levels") + 1)
    numbers = [
        in_format(counts.get(level, 1), _FORMATS.get(levels[level].get(f"{_STYLE}num-format", ""), "decimal"))
        for level in range(first, number + 1)
        if level in levels and levels[level].get(f"{_STYLE}num-format")
    ]
    return f"{style.get(f'{_STYLE}num-prefix', '')}{'.'.join(numbers)}{style.get(f'{_STYLE}num-suffix', '')}".strip()
