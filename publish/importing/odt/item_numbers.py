"""The numbers that an OpenDocument text gives its list items and headings, which pandoc counts anew from one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree, html

from publish.contracts.importer import Notes
from publish.importing.numbering import in_format
from publish.importing.odt.letter_styles import Looks

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _OFFICE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "style", "office"))
_NUMBERED = f"{_TEXT}list-level-style-number"
_LIST, _ITEM = f"{_TEXT}list", f"{_TEXT}list-item"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LINES = (f"{_TEXT}p", f"{_TEXT}h")
_OPEN, _CLOSE = "\ufdec", "\ufded"  # around the number of an item: characters that no text can hold
_VALUE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_NUMBERS, _BULLETS, _DEEPEST = "publish-numbers", "publish-bullets", 10  # styles of lists; levels that offices have
_LONGEST = 6  # digits
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}


@dataclass(frozen=True, slots=True)
class _Holder:
    """A list: its style, the level of its items, what all lists that go on from each other have counted by level."""

    style: str
    depth: int
    counted: dict[int, int]


def mark_numbers(root: etree._Element, looks: Looks, notes: Notes) -> None:
    """Put the number of each item before it.

    What is more than a number ("1.1", "b)", "Step 1:"), and the number of a heading, goes into the text, which may name
    it. An item without a line of its own only holds a list of the next level, and does not count.
    """
    for header in list(root.iter(f"{_TEXT}list-header")):
        _before_list(header)
    headed = {holder for heading in root.iter(f"{_TEXT}h") for holder in heading.iterancestors(_LIST)}
    known: dict[str, dict[int, int]] = {}
    holders: dict[etree._Element, _Holder] = {}
    for item in root.iter(_ITEM):
        holder = item.getparent()
        if holder is None or holder.tag != _LIST:
            continue
        if holder not in holders:
            holders[holder] = _opened(holder, holders, known)
        place = holders[holder]
        levels = _levels(looks.lists.get(place.style), place.depth)
        plain = place.depth in levels and _is_plain(levels[place.depth]) and holder not in headed
        line = item[0] if len(item) and item[0].tag in _LINES else None
        if line is not None:
            for deeper in [level for level in place.counted if level > place.depth]:
                del place.counted[deeper]
        if line is not None and place.depth in levels:
            number = _count(item, place, levels)
            label = "" if plain else _label(place.depth, levels, place.counted)
            before = f"{_OPEN}{number}{_CLOSE}" if plain else f"{label} " if label else ""
            line.text = f"{before}{line.text or ''}"
            notes.added += [label] if label else []
        if place.style in looks.lists:
            holder.set(f"{_TEXT}style-name", _NUMBERS if plain else _BULLETS)
    _declare_styles(root)


def _opened(
    holder: etree._Element, holders: Mapping[etree._Element, _Holder], known: dict[str, dict[int, int]]
) -> _Holder:
    """A list whose first item is met: within the one that it stands in, or going on from an earlier one, or new."""
    item = holder.getparent()
    outer = holders.get(item.getparent()) if item is not None and item.tag == _ITEM else None  # type: ignore[arg-type]
    style = holder.get(f"{_TEXT}style-name") or (outer.style if outer is not None else "")
    if outer is not None:
        if style != outer.style and holder.get(f"{_TEXT}continue-numbering") != "true":
            outer.counted.pop(outer.depth + 1, None)
        return _Holder(style, outer.depth + 1, outer.counted)
    earlier = holder.get(f"{_TEXT}continue-list", "")
    if not earlier and holder.get(f"{_TEXT}continue-numbering") == "true":
        earlier = f"style {style}"
    counted = known.get(earlier, {})
    known[f"style {style}"] = known[holder.get(_ID, f"style {style}")] = counted
    return _Holder(style, 1, counted)


def _count(item: etree._Element, place: _Holder, levels: Mapping[int, etree._Element]) -> int:
    """Count an item; return its number."""
    first = _whole(levels[place.depth], f"{_TEXT}start-value")
    after = place.counted[place.depth] + 1 if place.depth in place.counted else first
    place.counted[place.depth] = _whole(item, f"{_TEXT}start-value", after)
    return place.counted[place.depth]


def _levels(style: etree._Element | None, depth: int) -> dict[int, etree._Element]:
    """The levels of a style that count.

    A list within another may have a style that tells the first level alone, as pandoc writes them: it counts by that.
    """
    told = [] if style is None else [*style.iterchildren(_NUMBERED, f"{_TEXT}list-level-style-bullet")]
    levels = {_whole(level, f"{_TEXT}level"): level for level in told}
    if levels and depth not in levels:
        levels[depth] = levels[min(levels)]
    return {number: level for number, level in levels.items() if level.tag == _NUMBERED}


def _is_plain(level: etree._Element) -> bool:
    """Whether a level counts as lists of the model do: by digits, with no more around them than a sign."""
    around = level.get(f"{_STYLE}num-prefix", "") + level.get(f"{_STYLE}num-suffix", "")
    counts = level.get(f"{_STYLE}num-format") == "1" and _whole(level, f"{_TEXT}display-levels") == 1
    return counts and not any(sign.isalnum() for sign in around)


def _declare_styles(root: etree._Element) -> None:
    """The two styles of lists that pandoc needs: whatever a list counts by stands in its items."""
    automatic = root.find(f"{_OFFICE}automatic-styles")
    if automatic is None:
        automatic = etree.Element(f"{_OFFICE}automatic-styles")
        root.insert(0, automatic)
    for name, tag, own in (
        (_NUMBERS, "number", {f"{_STYLE}num-format": "1", f"{_STYLE}num-suffix": "."}),
        (_BULLETS, "bullet", {f"{_TEXT}bullet-char": "•"}),
    ):
        style = etree.SubElement(automatic, f"{_TEXT}list-style", {f"{_STYLE}name": name})
        for level in range(1, _DEEPEST + 1):
            etree.SubElement(style, f"{_TEXT}list-level-style-{tag}", own | {f"{_TEXT}level": str(level)})


def _whole(element: etree._Element, key: str, otherwise: int = 1) -> int:
    """A number that an attribute says; what is longer than any number of a list is none."""
    written = element.get(key, "")
    return int(written) if written.isdecimal() and len(written) < _LONGEST else otherwise


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
        first = next((text for part in item.itertext() if (text := str(part).lstrip())), "")
        if (found := _VALUE.match(first)) is not None:
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
        if next(heading.iterancestors(_LIST), None) is not None:
            continue  # numbered as its item
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
    label = f"{style.get(f'{_STYLE}num-prefix', '')}{'.'.join(numbers)}{style.get(f'{_STYLE}num-suffix', '')}".strip()
    return label if any(sign.isalnum() for sign in label) else ""
