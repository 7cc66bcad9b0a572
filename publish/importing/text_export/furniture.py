"""Page furniture in the text of a paged export: found by what repeats and what it looks like, never by its words.

A line is furniture where it comes back (page numbers apart) and looks like what pages carry at their edges (an
address alone, a registration number, a telephone line, a page number, a copyright), where it comes back and stands
beside such lines every time, or where it comes back and cuts a sentence in two. A run of two kinds of edge lines is
furniture even where it comes once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from publish.contracts.importer import Facts
from publish.model.publication import Contact, Registration

_ADDRESS = re.compile(r"<?(https?://[^\s<>]+|www\.[^\s<>]+)>?")
_LINKED = re.compile(r"\[([^\[\]]*)\]\([^)]*\)")
_TEL = re.compile(r"\[([^\[\]]*)\]\((tel:[^)\s]+)\)")
_TOP = re.compile(
    r"(?:\W*\b(?:back|return|go|jump|skip)\s+(?:up\s+)?to\s+(?:the\s+)?)?top(?:\s+of\s+(?:the\s+|this\s+)?page)?\W*",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[-–]\s*\d{1,4}\s*[-–]|page\s+\d{1,4}.{0,20}", re.IGNORECASE
)
_PRINTED = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?\s+(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)\s*(?:©\s*)?.{0,40}\b(?:19|20)\d\d\b.{0,160}", re.IGNORECASE)
_PARTED = re.compile(r"\s[|•·]\s")
_REACHED = re.compile(r"@|\bwww\.|https?://|\d[\d ()-]{7,}\d")
_STAMP = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}:\d{2}(?:\s*[AP]M)?(?:\s+.{1,120})?", re.IGNORECASE)
_REGISTERED = re.compile(
    r"\b(?:charity|company|charitable|registration|registered)\b[^.]{0,60}?\b(?:[A-Z]{0,2}\d{5,8})\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?P<label>[^.;,|0-9]*?(?:charity|company|registration|registered)[^.;|0-9]*?)[\s:#(]*(?P<number>\b[A-Z]{0,2}\d{5,8}\b)",
    re.IGNORECASE,
)
_PHONE_LINE = re.compile(
    r"(?P<label>(?:\w+ ){0,3}(?:help\s?line|telephone|phone|freephone|tel|call us|call|support line))"
    r"\s*(?:on\b)?\s*:?\s*(?P<value>\+?\d[\d ()-]{8,16}\d)\W*",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(.*?)\s*+\b(?:is\s+(?:a\s+)?)?(?=(?:registered|registration)\b)", re.IGNORECASE)
_OWNER_OF_NUMBER = re.compile(r"(.*?)\s*+(?=\b(?:charity|company)\s+(?:no|num|reg))", re.IGNORECASE)
_COUNTRIES = (
    "scotland",
    "england",
    "england and wales",
    "wales",
    "northern ireland",
    "ireland",
    "isle of man",
    "jersey",
    "guernsey",
)

_COUNTED = {"page number", "print stamp", "printed address"}  # what differs from page to page by its numbers

_SENTENCE = 40  # characters of what may be half a sentence

_LONGEST = 500  # characters; what stands at the edge of a page is short


def plain_line(line: str) -> str:
    """A line's words without link addresses and autolink brackets."""
    return " ".join(_LINKED.sub(r"\1", line).replace("<", " ").replace(">", " ").split())


def is_top(line: str) -> bool:
    """Whether a line is just the link back to the top of the page."""
    words = plain_line(line) if len(line) <= _LONGEST else ""
    return bool(words) and len(words) < 40 and _TOP.fullmatch(words) is not None


def _shape(line: str) -> str:
    """What kind of edge line this looks like, "" where it looks like none."""
    line = line.strip()
    if len(line) > _LONGEST:
        return ""
    words = plain_line(line)
    if _ADDRESS.fullmatch(line):
        return "address"
    if _PRINTED.fullmatch(line):
        return "printed address"
    if _PAGE_NUMBER.fullmatch(words):
        return "page number"
    if _STAMP.fullmatch(words):
        return "print stamp"
    if len(words) < 240 and _REGISTERED.search(words):
        return "registration"
    if _COPYRIGHT.fullmatch(words):
        return "copyright"
    if len(words) < 160 and not line.startswith(("|", "-", "*")) and _PARTED.search(words) and _REACHED.search(words):
        return "ways to get in touch"
    if len(words) < 80 and _PHONE_LINE.fullmatch(words):
        return "telephone"
    return ""


def _key(line: str) -> str:
    words = line.strip().casefold()
    return re.sub(r"\d+", "0", words) if _shape(line) in _COUNTED else words


@dataclass(frozen=True, slots=True)
class Furniture:
    """Which lines (numbers from 0) are furniture, which of them are links back to the top, and what they tell."""

    lines: frozenset[int]
    tops: frozenset[int]
    facts: Facts


def find(lines: Sequence[str]) -> Furniture:
    """Find the furniture among the lines of an export."""
    shapes = {number: _shape(line) for number, line in enumerate(lines) if line.strip()}
    tops = {number for number in shapes if is_top(lines[number])}
    keys = {number: _key(lines[number]) for number in shapes}
    counts = Counter(keys.values())
    runs = _runs(lines, {number for number, shape in shapes.items() if shape})
    furniture: set[int] = set()
    for number, shape in shapes.items():
        if shape and (counts[keys[number]] > 2 or (counts[keys[number]] > 1 and shape != "address")):
            furniture.add(number)
    mixed = {number for run in runs if len({shapes[number] for number in run}) > 1 for number in run}
    mixed_keys = {keys[place] for place in mixed}
    furniture |= {number for number, key in keys.items() if shapes[number] and key in mixed_keys}
    furniture -= _in_order_lists(lines, shapes, furniture)
    furniture |= _amid(lines, keys, counts, furniture, tops)
    furniture |= _beside(keys, counts, furniture, tops)
    return Furniture(frozenset(furniture), frozenset(tops), facts([lines[number] for number in sorted(furniture)]))


def _runs(lines: Sequence[str], shaped: set[int]) -> list[list[int]]:
    """The runs of shaped lines; only blank lines stand inside a run."""
    runs: list[list[int]] = [[]]
    for number, line in enumerate(lines):
        if number in shaped:
            runs[-1].append(number)
        elif line.strip() and runs[-1]:
            runs.append([])
    return runs


def _in_order_lists(lines: Sequence[str], shapes: dict[int, str], furniture: set[int]) -> set[int]:
    """Numbers alone on a line that are no page numbers: they do not rise from first to last."""
    numbered = [number for number in sorted(furniture) if shapes[number] == "page number"]
    values = [int(found[0]) for number in numbered if (found := re.search(r"\d+", lines[number]))]
    return set() if values == sorted(values) and len(set(values)) == len(values) else set(numbered)


def _beside(keys: dict[int, str], counts: Counter[str], furniture: set[int], tops: set[int]) -> set[int]:
    """Repeated lines that stand beside furniture every time they come."""
    first = min(keys, default=-1)  # the title, which pages may repeat at their heads
    row = sorted(keys)
    before, after = dict(zip(row[1:], row, strict=False)), dict(pairwise(row))
    places: dict[str, list[int]] = defaultdict(list)
    for number, key in keys.items():
        if counts[key] > 1 and number not in tops and number != first:
            places[key].append(number)
    found = set(furniture)
    waiting = list(places)
    while waiting:
        numbers = places[waiting.pop()]
        if found.issuperset(numbers):
            continue
        if all(before.get(number) in found or after.get(number) in found for number in numbers):
            found.update(numbers)
            beside = (side.get(number) for number in numbers for side in (before, after))
            waiting += {keys[number] for number in beside if number is not None and keys[number] in places}
    return found - furniture


def _amid(
    lines: Sequence[str], keys: dict[int, str], counts: Counter[str], furniture: set[int], tops: set[int]
) -> set[int]:
    """Repeated lines that cut a sentence in two somewhere, whatever they look like."""
    first = min(keys, default=-1)  # the title, which pages may repeat at their heads
    cuts: set[str] = set()
    run: list[int] = []
    before = -1
    for number, key in keys.items():
        if number in furniture or (counts[key] > 1 and number not in tops):
            run.append(number)
            continue
        if run and before >= 0 and _is_cut(lines[before], lines[number]):
            cuts |= {keys[inline] for inline in run}
        run, before = [], number
    return {number for number, key in keys.items() if key in cuts and number != first}


def _is_cut(before: str, after: str) -> bool:
    """Whether two lines are halves of a sentence."""
    return len(before) >= _SENTENCE and before.rstrip()[-1:].isalnum() and after.lstrip()[:1].islower()


def facts(lines: Sequence[str]) -> Facts:
    """What furniture says of the publisher: names, registrations and helpline as they are printed, nothing more."""
    name = ""
    registrations: dict[str, Registration] = {}
    helpline: Contact | None = None
    addresses: Counter[str] = Counter()
    for line in lines:
        words = plain_line(line)
        if match := _ADDRESS.fullmatch(line.strip()):
            addresses[match[1]] += 1
        for found in _NUMBER.finditer(words):
            label = " ".join(found["label"].split()).strip(" ,;:-–(")
            owner = _OWNER.match(label) or _OWNER_OF_NUMBER.match(label)
            before = owner[1].strip(" ,:-–") if owner else ""
            if before and before.casefold() not in _COUNTRIES and before[:1].isupper():
                name = name or before
                label = label[len(before) :].strip(" ,:-–") if label.startswith(before) else label
            registrations.setdefault(found["number"], Registration(label[:1].upper() + label[1:], found["number"]))
        if helpline is None and (phone := _PHONE_LINE.fullmatch(words)):
            linked = _TEL.search(line)
            value = phone["value"].strip()
            target = linked[2] if linked else f"tel:{re.sub(r'[^+0-9]', '', value)}"
            helpline = Contact(phone["label"].strip(), value, target)
    address = addresses.most_common(1)[0][0] if addresses else ""
    return Facts(name, tuple(registrations.values()), helpline, address)
