"""The way in which each character of a paragraph runs: the Unicode Bidirectional Algorithm (UAX #9).

Stretches of text may be embedded (X2, X3), but characters that embed, override or isolate text are passed over, as are
all that have no width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from publish.model.languages import script_of

_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})  # ISO 15924
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_UNSEEN = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_BRACKETS = dict(zip("([{⁅⁽₍⟨〈", ")]}⁆⁾₎⟩〉", strict=True))
_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥≪≫⟨⟩⁅⁆⁽⁾₍₎〈〉", ")(][}{><»«›‹≥≤≫≪⟩⟨⁆⁅⁾⁽₎₍〉〈")
_NUMBERS = ("EN", "AN")

Level = int
"""How deep a character is embedded; where it is odd the character runs from right to left."""


def language_level(language: str) -> Level:
    """1 for a language (BCP 47 tag) that is written from right to left, else 0."""
    return int(script_of(language) in _SCRIPTS)


def levels(text: str, base: Level, embedded: Sequence[Level]) -> list[Level]:
    """The level of each character of a paragraph.

    Args:
        text: the paragraph; a line feed, a line break that is meant, ends it.
        base: its own level, by its language.
        embedded: for each character the level of the stretch it stands in: `base`, or 1 or 2 above it.

    """
    found = list(embedded)
    classes = [unicodedata.bidirectional(character) or "L" for character in text]
    seen = [number for number, name in enumerate(classes) if name not in _UNSEEN]
    for ended, part in groupby(seen, key=lambda number: classes[number] == "B"):
        if not ended:
            _paragraph(list(part), text, classes, base, found)
    for number, name in enumerate(classes):
        if name in _UNSEEN:
            found[number] = found[number - 1] if number else base
    return found


def as_shown(character: str, level: Level) -> str:
    """The shape of a character: where it runs from right to left, "(" looks like ")" (rule L4)."""
    return character.translate(_MIRRORED) if level % 2 else character


def in_display_order(found: Sequence[Level]) -> list[int]:
    """The places of a line's characters in the order in which they stand on the line, from the left (rule L2)."""
    order = list(range(len(found)))
    for level in range(max(found, default=0), 0, -1):
        at = 0
        while at < len(order):
            stop = at
            while stop < len(order) and found[order[stop]] >= level:
                stop += 1
            order[at:stop] = reversed(order[at:stop])
            at = max(stop, at + 1)
    return order


def _paragraph(numbers: list[int], text: str, classes: list[str], base: Level, found: list[Level]) -> None:
    runs = [list(run) for _, run in groupby(numbers, key=lambda number: found[number])]  # X10
    edges = [base, *(found[run[0]] for run in runs), base]
    for before, run, after in zip(edges, runs, edges[2:], strict=False):
        level = found[run[0]]
        resolved = _run(
            [classes[number] for number in run],
            [text[number] for number in run],
            _direction(level),
            _direction(max(before, level)),
            _direction(max(after, level)),
        )
        for number, name in zip(run, resolved, strict=True):  # I1, I2
            if level % 2:
                found[number] = level + (name != "R")
            else:
                found[number] = level + {"R": 1, "AN": 2, "EN": 2}.get(name, 0)


def _direction(level: Level) -> str:
    return "R" if level % 2 else "L"


def _run(names: list[str], text: list[str], own: str, start: str, end: str) -> list[str]:
    """The classes of a run's characters, resolved to L, R, EN and AN."""
    original = list(names)
    _weak(names, start)
    _paired(names, original, text, own, start)
    at = 0
    for neutral, part in groupby(range(len(names)), key=lambda number: names[number] in _NEUTRAL):  # N1, N2
        places = list(part)
        if neutral:
            before = _strong(names[at - 1]) if at else start
            after = _strong(names[places[-1] + 1]) if places[-1] + 1 < len(names) else end
            names[at : places[-1] + 1] = [before if before == after else own] * len(places)
        at = places[-1] + 1
    return names


def _weak(names: list[str], start: str) -> None:
    """W1 to W7."""
    for at, name in enumerate(names):
        if name == "NSM":
            names[at] = names[at - 1] if at else start
    strong = start
    for at, name in enumerate(names):
        if name == "EN" and strong == "AL":
            names[at] = "AN"
        strong = name if name in ("L", "R", "AL") else strong
    names[:] = ["R" if name == "AL" else name for name in names]
    for at in range(1, len(names) - 1):
        beside = names[at - 1]
        if beside == names[at + 1] and (beside, names[at]) in (("EN", "ES"), ("EN", "CS"), ("AN", "CS")):
            names[at] = beside
    at = 0
    for terminator, part in groupby(range(len(names)), key=lambda number: names[number] == "ET"):
        places = list(part)
        edges = (names[at - 1] if at else "", names[places[-1] + 1] if places[-1] + 1 < len(names) else "")
        if terminator and "EN" in edges:
            names[at : places[-1] + 1] = ["EN"] * len(places)
        at = places[-1] + 1
    strong = start
    for at, name in enumerate(names):
        if name in ("ES", "ET", "CS"):
            names[at] = "ON"
        elif name in ("L", "R"):
            strong = name
        elif name == "EN" and strong == "L":
            names[at] = "L"


def _paired(names: list[str], original: list[str], text: list[str], own: str, start: str) -> None:
    """N0: brackets run as what they hold does, or as what stands before them."""
    for opening, closing in _pairs(names, text):
        inside = {_strong(names[at]) for at in range(opening + 1, closing)} & {"L", "R"}
        if own in inside:
            new = own
        elif inside:
            context = next((_strong(names[at]) for at in range(opening - 1, -1, -1) if _strong(names[at])), start)
            new = context if context in inside else own
        else:
            continue
        for at in (opening, closing):
            names[at] = new
            while at + 1 < len(names) and original[at + 1] == "NSM":
                at += 1
                names[at] = new


def _pairs(names: list[str], text: list[str]) -> list[tuple[int, int]]:
    """Where brackets open and close (BD16), in order."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if names[at] != "ON":
            continue
        if character in _BRACKETS:
            waiting.append((_BRACKETS[character], at))
        elif any(character == closing for closing, _ in waiting):
            while waiting:
                closing, opened = waiting.pop()
                if closing == character:
                    found.append((opened, at))
                    break
    return sorted(found)


def _strong(name: str) -> str:
    """L or R as neutral characters take it, "" for what is neutral itself."""
    return "R" if name in _NUMBERS or name == "R" else "L" if name == "L" else ""
