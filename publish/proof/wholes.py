"""What the end of a line must leave whole: words, telephone numbers, dates, numbers with their units and signs.

One definition for all who set pages and all who check them. It speaks of the text of a block as a page shows it, from
its first character to its last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.model.edition_words import months

OBJECT = "\ufffc"
"""Stands in a block's text for a picture or a formula."""

_NO_BREAK = "\u00a0\u202f\u2007"
# Scripts that are written without spaces: a line may end between most of their characters.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_DIGIT = re.compile(r"\d")
_WORD = re.compile(rf"(?:[^\s{_SPACELESS}]|[{_NO_BREAK}])+")
_SPACE = r"[^\S\n]"  # a line break that is meant separates
_UNITS = "mg|g|kg|µg|μg|mcg|ng|ml|mL|dl|L|litres?|mm|cm|m|km|mmol|mol|°C|°F|%"
_BEFORE_UNIT = re.compile(rf"(?<=\d){_SPACE}(?=(?:{_UNITS})(?!\w))")
_AFTER_SIGN = re.compile(rf"(?<=[<>≤≥=±≈~×]){_SPACE}(?=[−-]?\d)")
_BEFORE_TIMES = re.compile(rf"(?<=\d){_SPACE}(?=×{_SPACE}?\d)")  # 4.5 × 10⁹ is one number
_AFTER_AREA_CODE = re.compile(rf"(?:(?<=\(0\d{{2}}\))|(?<=\(0\d{{3}}\))|(?<=\(0\d{{4}}\))){_SPACE}(?=\d)")
_STOPS = ".,;:!?)’”'\"،؛؟۔।॥"
# Two groups of digits or more, as in 08088 010 444, +44 (0)20 7946 0958, (01632) 960 983 and 12 500 000.
_BEFORE_GROUPS = rf"(?:\+\d{{1,3}}{_SPACE}?)?(?:\(0\d{{0,4}}\){_SPACE}?)?"
_GROUPS = re.compile(rf"(?<![^\s(]){_BEFORE_GROUPS}\d{{2,}}(?:{_SPACE}\d{{2,}})+(?=[{_STOPS}]*(?:\s|$))")
_TELEPHONE = range(6, 16)  # digits, as in 116 123; ITU-T E.164 has no more than 15
# "30 June 2023", and "June 2023" where a source knows no day, in the languages of `edition_words`.
_MONTH = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
_BEFORE_MONTH = rf"\b\d{{1,2}}(?:er)?{_SPACE}(?:de{_SPACE})?"
_BEFORE_YEAR = rf"{_SPACE}(?:de{_SPACE})?\d{{4}}"
_DATE = re.compile(rf"(?:{_BEFORE_MONTH})?\b(?:{_MONTH})(?:{_BEFORE_YEAR})?\b")

Span = tuple[int, int]


def wholes(text: str, links: Iterable[int] = ()) -> list[Span]:
    """Where each piece of a block's text starts and stops that the end of a line must not break.

    `links` are the places where a link starts or stops.

    A piece is what stands between white space, or several of them that belong together: groups of digits that may be a
    telephone number (six to 15 digits), a date, a number and its unit, a sign and its number, a number and what
    multiplies it. They do not belong together where a link starts or stops between them. A piece longer than a line
    must break nevertheless.
    """
    return _pieces(text, _kept(text) - {place for at in links for place in (at - 1, at)})


def _pieces(text: str, kept: set[int]) -> list[Span]:
    found: list[Span] = []
    for word in _WORD.finditer(text):
        if found and found[-1][1] == word.start() - 1 and found[-1][1] in kept:
            found[-1] = (found[-1][0], word.end())
        else:
            found.append(word.span())
    return found


def _kept(text: str) -> set[int]:
    """The places of white space at which no line may end. All such pieces have a digit, which most texts have not."""
    if _DIGIT.search(text) is None:
        return set()
    spaces = (_BEFORE_UNIT, _AFTER_SIGN, _BEFORE_TIMES, _AFTER_AREA_CODE)
    kept = {match.start() for pattern in spaces for match in pattern.finditer(text)}
    for groups in _GROUPS.finditer(text):
        if sum(map(str.isdigit, groups[0])) in _TELEPHONE:
            kept |= {groups.start() + at for at, character in enumerate(groups[0]) if character.isspace()}
    for date in _DATE.finditer(text):
        kept |= {date.start() + at for at, character in enumerate(date[0]) if character.isspace()}
    return kept


def held_together(text: str) -> str:
    """A text with no-break spaces in its pieces of several words, for a reading program that ends the lines itself.

    They also keep the groups of a telephone number in their order in a line from right to left, where spaces let the
    last group stand first (Unicode TR9, W4: a no-break space between two numbers is a part of them).
    """
    kept = _kept(text)
    if not kept:
        return text
    letters = list(text)
    for start, stop in _pieces(text, kept):
        letters[start:stop] = text[start:stop].replace(" ", "\u00a0")
    return "".join(letters)
