"""Pairs of words that turn a meaning round: before and after, more and less, at least and up to.

The pairs are data, opposites.yaml, for people who know the subject to read and to mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from publish.model.package_tables import package_table

_TO_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty"""
NUMBERS: Mapping[str, str] = {word: str(number) for number, word in enumerate(_TO_TWENTY.split())} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100", "half": "0.5",
}  # fmt: skip
"""The numbers that are known as words, and the same in digits."""

_IN_WORDS = sorted(NUMBERS.keys() - {"one", "half"} | {"once", "twice"}, key=len, reverse=True)
A_NUMBER = rf"(?:\d(?:[\d,.]*\d)?|{'|'.join(_IN_WORDS)})"
"""What # stands for in the table."""

BEFORE_TIME = frozenset({"than", "for", "within", "in", "after", "before", "about", "over", "under", "lasts", "last"})
"""Words before "a day" that make it a time, and not how often: "within a day"."""
_HOW_LONG = re.compile(rf"\b(?:{'|'.join(BEFORE_TIME)})\s+$", re.IGNORECASE)
_PART = re.compile(r"\w+")
_START = re.compile(r"^(?:\w+|#)")
_HAS_NUMBER = re.compile(A_NUMBER, re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)  # each is itself: to compare their patterns took a tenth of lint's time
class Pair:
    """Words that exclude each other, by side; a rare "pair" has three sides: morning, evening, afternoon.

    A word of the sides that are `listed` is a fact of a text; what is in `told_by` tells it, too. What is in
    `not_within` has none of its words: "looking after". `by_next`: only the same word after both makes them contradict.
    `starts` are the words with which its words begin, # among them where that may be a number. `number` is its place in
    the table.
    """

    number: int
    written: tuple[str, ...]
    listed: frozenset[int]
    told_by: str | None
    not_within: str | None
    by_next: bool
    starts: frozenset[str]

    def may_be_in(self, text: str) -> bool:
        """Whether a text has any of the words with which its words begin: that it has none is told far sooner."""
        return not self.starts.isdisjoint(_beginnings(text))

    @property
    def sides(self) -> tuple[re.Pattern[str], ...]:
        """What matches the words of each side."""
        return _patterns(self.written)

    @property
    def tells(self) -> re.Pattern[str] | None:
        """What tells a listed word, too, None where nothing else does."""
        return _pattern(self.told_by) if self.told_by is not None else None

    @property
    def besides(self) -> re.Pattern[str] | None:
        """What holds none of its words, None where nothing does."""
        return _pattern(self.not_within) if self.not_within is not None else None


@cache
def pairs() -> tuple[Pair, ...]:
    """The table."""
    rows = package_table(__package__, "opposites.yaml")
    return tuple(
        Pair(
            number,
            tuple(row["sides"]),
            _listed(row),
            row.get("tells"),
            row.get("besides"),
            bool(row.get("next")),
            _starts(row["sides"]),
        )
        for number, row in enumerate(rows)
    )


@lru_cache(maxsize=4096)
def pairs_in(text: str) -> tuple[Pair, ...]:
    """The pairs of which a text may have a word, in the order of the table."""
    return tuple(pair for pair in pairs() if pair.may_be_in(text))


def _listed(row: Mapping[str, Any]) -> frozenset[int]:
    """The sides of a row whose words are facts: all, none, or those that it counts from 1."""
    listed = row.get("listed", [])
    return frozenset(range(len(row["sides"]))) if listed is True else frozenset(number - 1 for number in listed)


def _starts(sides: Iterable[str]) -> frozenset[str]:
    phrases = (phrase.strip() for side in sides for phrase in side.split(","))
    return frozenset(_START.findall(phrase.casefold().lstrip("/"))[0] for phrase in phrases)


@lru_cache(maxsize=4096)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, whatever their case."""
    return frozenset(_PART.findall(text.casefold()))


@lru_cache(maxsize=4096)
def _beginnings(text: str) -> frozenset[str]:
    """What the words of a pair can begin with in a text: its words, and # where it has a number."""
    return words_in(text) | {"#"} if _HAS_NUMBER.search(text) else words_in(text)


@cache
def _patterns(sides: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(_pattern, sides))


@cache
def _pattern(side: str) -> re.Pattern[str]:
    """Compiled when first needed: all of them take 0.024 s, and a text has words of half the pairs."""
    phrases = sorted((phrase.strip() for phrase in side.split(",")), key=len, reverse=True)
    return re.compile(rf"(?:(?<![\w-])|(?=/))(?:{'|'.join(map(_phrase, phrases))})(?![\w])", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    words = (A_NUMBER if word == "#" else re.escape(word).replace("'", "['’]") for word in phrase.split())
    return r"\s+".join(words)


def sides_in(pair: Pair, text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The words of a pair in a text, in order, each with its side; of some that overlap, the longest that is first."""
    if not pair.may_be_in(text):
        return
    end = 0
    besides = [match.span() for match in pair.besides.finditer(text)] if pair.besides is not None else []
    matches = [(match, side) for side, pattern in enumerate(pair.sides) for match in pattern.finditer(text)]
    for match, side in sorted(matches, key=lambda each: (each[0].start(), -len(each[0][0]))):
        is_name = match[0].isupper() and len(match[0]) > 1 and not text.isupper()  # ALL, the illness
        is_time = match[0][:2].casefold() in {"a ", "an"} and _HOW_LONG.search(text[: match.start()])
        is_beside = any(start <= match.start() < stop for start, stop in besides)
        if not is_name and not is_time and not is_beside and match.start() >= end:
            end = match.end()
            yield side, match


def is_turned_round(before: str, after: str) -> bool:
    """Whether a text has words of other sides of a pair than it had: both may be opposites.

    A word of a pair that only came or went, as "new", says nothing of the kind.
    """
    for pair in pairs():
        sides = [[side for side, _ in sides_in(pair, text)] for text in (before, after)]
        if all(sides) and sides[0] != sides[1]:
            return True
    return False
