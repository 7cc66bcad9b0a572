"""Two figures, or what stands on the two sides of a word, that change places within one part of a sentence.

"Open from 5 pm to 3 pm" for "from 3 pm to 5 pm" has all the words of the source; so has "Stop the blue tablet, not the
white one" for "Stop the white tablet, not the blue one". What stands between the two is the same; what it joins is
turned round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from formats.easy_read.company import placed_figures
from formats.easy_read.figures import UNITS
from formats.easy_read.sayings import Sentence, keys
from publish.proof.opposite_words import words_in

_TO = re.compile(r"to|until|till|[–—−-]", re.IGNORECASE)
_EITHER_WAY = re.compile(r"[,;/&+]*(?:\s*\b(?:and|or)\b)?", re.IGNORECASE)
"""Between figures that may stand in either order."""
_TURNING = re.compile(r"\b(?:but\s+)?(not|instead\s+of|rather\s+than|before|after|than)\b", re.IGNORECASE)
_PART = re.compile(r"[,;:](?=\s)|\b(?:and|but|while|whereas)\b", re.IGNORECASE)
_THEN = re.compile(r"(?:[,;]\s*+|(?<!\s)\s++)?\b(?:(?:and\s+)?then|after\s+(?:that|this))\b,?", re.IGNORECASE)
_IF = re.compile(r"(?:if|when|unless)\b", re.IGNORECASE)
_HOW_LONG = frozenset(["second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks"])
_MOST = 0.75  # of what two lines are about that the parts of one sentence have: then they tell it
_IN_TIME = frozenset({"before", "after"})
_CLAUSE = re.compile(r"[;:.!?](?=\s|$)|\b(?:but|so|and|or|if|when|unless)\b(?!\s+not\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Changed:
    """What has changed places in an easy-read sentence, and the sentence of the source that has it the other way."""

    words: str
    source: Sentence
    easy: Sentence


def changed_places(source: Iterable[Sentence], easy: Iterable[Sentence]) -> Iterator[Changed]:
    """The figures and the sides of words that stand in the easy-read sentences the other way round."""
    held, own = list(source), list(easy)
    for sentence in own:
        yield from _figures(held, sentence)
        yield from _sides(held, sentence)
    yield from _crossed(held, own)
    yield from _steps_turned(held, own)


def _figures(source: list[Sentence], easy: Sentence) -> Iterator[Changed]:
    own = _pairs(easy)
    if not own:
        return
    in_source = {pair: held for held in reversed(source) for pair in _pairs(held)}
    known = frozenset(figure for held in source for _, _, figure in placed_figures(held.text))
    strange = {figure.value for _, _, figure in placed_figures(easy.text) if not figure.is_said_by(known)}
    for (first, between, second), words in own.items():
        turned = in_source.get((second, between, first))
        if turned is not None and (first, between, second) not in in_source and strange.isdisjoint((first, second)):
            yield Changed(words, turned, easy)


def _pairs(sentence: Sentence) -> dict[tuple[str, str, str], str]:
    """The neighbouring figures of a sentence with what stands between them, and the words of each pair."""
    found: dict[tuple[str, str, str], str] = {}
    for (start, end, first), (follows, stop, second) in pairwise(placed_figures(sentence.text)):
        between = " ".join(sentence.text[end:follows].split()).casefold()
        if first.value != second.value and not _EITHER_WAY.fullmatch(between):
            joined = _TO.sub("to", between) if _TO.fullmatch(between) else between
            found.setdefault((first.value, joined, second.value), sentence.text[start:stop])
    return found


def _sides(source: list[Sentence], easy: Sentence) -> Iterator[Changed]:
    for word, before, after, words in _joined(easy):
        alike = [
            (held, before_it, after_it)
            for held in source
            for other, before_it, after_it, _ in _joined(held)
            if other == word and before_it | after_it >= before | after
        ]
        turned = [_is_turned(before, after, *sides) for _, *sides in alike]
        if alike and all(turned):
            yield Changed(words, alike[0][0], easy)


def _is_turned(
    before: frozenset[str], after: frozenset[str], before_it: frozenset[str], after_it: frozenset[str]
) -> bool:
    """Whether each side has what only the other has in the source, and the second nothing of its own.

    The first has the verb, which stays: "Stop the white tablet, not the blue one".
    """
    first, second = before_it - after_it, after_it - before_it
    return bool(before & second and after & first and not after & second)


def _crossed(source: list[Sentence], easy: list[Sentence]) -> Iterator[Changed]:
    """Two sentences that each put together what the source has in two parts, as if their things were exchanged.

    "The blue inhaler every day. The brown one only when you are wheezy" for "the brown inhaler every day and the blue
    one only when you are wheezy". One such sentence alone may sum up.
    """
    about = [(sentence, _things(sentence.text)) for sentence in easy]
    for held in source:
        parts = [things for things in map(_things, _PART.split(held.text)) if things]
        for first, second in combinations(parts, 2):
            only, both = (first - second, second - first), first | second
            mixed = [
                (sentence, things)
                for sentence, things in about
                if len(things & both) >= _MOST * len(things) and all(things & part for part in only)
            ]
            for (one, its), (other, theirs) in combinations(mixed, 2):
                if not its & theirs & (only[0] | only[1]):
                    yield Changed(one.text, held, one)
                    yield Changed(other.text, held, other)


def _steps_turned(source: list[Sentence], easy: list[Sentence]) -> Iterator[Changed]:
    """What is told to be done first, where all that the source has of the two has it second."""
    in_source = list(_steps(source))
    for one, first, then in _steps(easy):
        sides = [(held, start - end, end - start) for held, start, end in in_source]
        turned = [held for held, start, end in sides if _is_second_first(first, then, start, end)]
        if turned and not any(first & start and then & end for _, start, end in sides):
            yield Changed(one.text, turned[0], one)


def _is_second_first(first: frozenset[str], then: frozenset[str], start: frozenset[str], end: frozenset[str]) -> bool:
    """Whether two steps have what only the source's second one has first, and nothing of their own place."""
    return bool(first & end and then & start) and not (first & start - _HOW_LONG or then & end - _HOW_LONG)


def _steps(sentences: list[Sentence]) -> Iterator[tuple[Sentence, frozenset[str], frozenset[str]]]:
    """What two steps after each other are about: "This. Then that", "this, then that", "this before that"."""
    last = ""
    for sentence in sentences:
        parts = _THEN.split(sentence.text)
        if parts[0].strip():
            last = ""  # it does not begin with "then"
        for part in filter(str.strip, parts):
            if last and not _IF.match(last) and (first := _things(last)) and (then := _things(part)):
                yield sentence, first, then
            last = part.strip()
        for word, before, after, _ in _joined(sentence):
            if word in _IN_TIME:
                yield sentence, *((before, after) if word == "before" else (after, before))


def _joined(sentence: Sentence) -> Iterator[tuple[str, frozenset[str], frozenset[str], str]]:
    """Each word of a sentence that has a side before it and one after, with what these are about."""
    for clause in _CLAUSE.split(sentence.text):
        words = list(_TURNING.finditer(clause))
        if len(words) == 1:
            (found,) = words
            before, after = _things(clause[: found.start()]), _things(clause[found.end() :])
            if before and after:
                yield " ".join(found[1].casefold().split()), before, after, clause.strip()


def _things(text: str) -> frozenset[str]:
    """What words are about, what is counted among it: tablets, drops."""
    return keys(text) | (words_in(text) & UNITS)
