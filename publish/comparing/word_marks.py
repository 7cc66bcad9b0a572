"""Two wordings of one text, side by side: which words went and which came, and whether they carry weight."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from publish.model.measures import UNIT_OF

_TOKEN = re.compile(r"\s+|\d+(?:[.,:/]\d+)*|[^\W\d]+(?:['’-][^\W\d]+)*|.", re.DOTALL)

_NOT = """no not never none nobody nothing neither nor cannot without unless except avoid stop"""
_COUNTED = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million half
quarter third once twice double daily weekly monthly hourly"""
_NEGATIONS = frozenset(_NOT.split())
_NUMBER_WORDS = frozenset(_COUNTED.split()) | frozenset(UNIT_OF)
_SIGNS = frozenset("%‰°<>≤≥±−×÷=+/–-")  # a minus or a range dash changes what a number says

_LITTLE_IN_COMMON = 0.3
"""Below this share of common words marks within a line are confetti: the lines are then shown as a whole."""


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words with one mark."""

    mark: Mark
    text: str


def tokens(text: str) -> list[str]:
    """The words, numbers, signs and spaces of a text; together they are the text."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=10_000)  # a report weighs every easy-read line beside its source, in words that return
def is_number(token: str) -> bool:
    """Whether a token is a number, in digits or words, or a unit, which says what a number means."""
    return _has_digit(token) or token.casefold() in _NUMBER_WORDS


@lru_cache(maxsize=10_000)
def is_negation(token: str) -> bool:
    """Whether a token turns a sentence into its opposite, or away from something."""
    plain = token.casefold().replace("’", "'")
    return plain in _NEGATIONS or plain.endswith("n't")


@dataclass(frozen=True, slots=True)
class Weight:
    """A run of words of one kind: "number", "negation", or "" for all others."""

    kind: str
    text: str


def weighed(text: str) -> tuple[Weight, ...]:
    """A text with its numbers and negations told apart; together the runs are the text."""
    words = tokens(text)
    kinds = [_kind(words, number) for number in range(len(words))]
    runs = groupby(zip(kinds, words, strict=True), key=lambda pair: pair[0])
    return tuple(Weight(kind, "".join(word for _, word in group)) for kind, group in runs)


def weights(text: str) -> list[str]:
    """The numbers, units and negations of a text, in order: what harms when it is wrong."""
    words = tokens(text)
    return [word.casefold() for number, word in enumerate(words) if _kind(words, number)]


def _kind(words: list[str], number: int) -> str:
    """What a word among others is; a sign is part of a number only beside one: a dash between words is none."""
    word = words[number]
    if is_negation(word):
        return "negation"
    if word in _SIGNS:
        beside = (words[place] for place in (number - 1, number + 1) if 0 <= place < len(words))
        return "number" if any(_has_digit(other) for other in beside) else ""
    return "number" if is_number(word) or _is_size(words[:number]) else ""


def _is_size(before: list[str]) -> bool:
    """Whether what follows some words is that for which an amount is: "mg/dose", "mg per tablet"."""
    told = [word.casefold() for word in before[-4:] if not word.isspace()]
    return len(told) > 1 and told[-1] in {"/", "per"} and is_number(told[-2])


def _has_digit(word: str) -> bool:
    return any(character.isnumeric() for character in word)


def marked(before: str, after: str) -> tuple[Words, ...]:
    """Both wordings in one run of words: those without `added` are the earlier one, those without `removed` the later.

    A number is one word, so that 2.5 and 25 never share a digit.
    """
    left, right = tokens(before), tokens(after)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < _LITTLE_IN_COMMON:
        return tuple(Words(mark, text) for mark, text in ((Mark.REMOVED, before), (Mark.ADDED, after)) if text)
    runs: list[Words] = []
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind == "equal":
            runs.append(Words(Mark.KEPT, "".join(left[start:stop])))
            continue
        runs.append(Words(Mark.REMOVED, "".join(left[start:stop])))
        runs.append(Words(Mark.ADDED, "".join(right[first:last])))
    return tuple(_whole_stretches(run for run in runs if run.text))


def _whole_stretches(runs: Iterable[Words]) -> Iterable[Words]:
    """A space between two changed words is changed with them: “two ~~to~~ or” reads badly in pieces."""
    stretches = groupby(_spaces_spread(tuple(runs)), key=lambda run: run.mark is Mark.KEPT)
    for kept, group in stretches:
        if kept:
            yield Words(Mark.KEPT, "".join(run.text for run in group))
            continue
        changed = tuple(group)
        for mark in (Mark.REMOVED, Mark.ADDED):
            text = "".join(run.text for run in changed if run.mark is mark)
            if text:
                yield Words(mark, text)


def _spaces_spread(runs: tuple[Words, ...]) -> Iterable[Words]:
    for number, run in enumerate(runs):
        between = 0 < number < len(runs) - 1
        if run.mark is Mark.KEPT and not run.text.strip() and between:
            yield Words(Mark.REMOVED, run.text)
            yield Words(Mark.ADDED, run.text)
        else:
            yield run
