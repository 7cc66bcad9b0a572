"""Pairs of words that turn a meaning round: which of them a sentence has, and where easy-read words have the other one.

The pairs are a table of the library, `publish.proof.opposite_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from formats.easy_read.figures import UNITS, figures
from formats.easy_read.sayings import Sentence, keys
from publish.proof.opposite_words import A_NUMBER, Pair, pairs_in, sides_in, words_in

_NEGATED = re.compile(r"(?:\b(?:not|no|never|cannot|without)|n['’]t)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)
_REACHES = re.compile(r"\bthan\b|^(?:un)?till?$", re.IGNORECASE)
_NOT_SO_MANY = re.compile(r"(?:\b(?:not|never|cannot)|n['’]t)\s+(?:[\w'’-]+\s+){0,6}$", re.IGNORECASE)
"""Before a limit: "do not use the cream for more than 7 days" is the most of it."""
_WORD = re.compile(r"[\w'’-]+")
_ENDS = re.compile(r"\s*(?:$|[,;:.!?]|\b(?:for|until|all|always|and|or|but|so|if|when)\b)", re.IGNORECASE)
_NOTHING = "."  # what follows a word that ends its clause: "keep it dry"
_PART = re.compile(r"\w+")
_NUMBERED = re.compile(rf"\b{A_NUMBER}", re.IGNORECASE)
_APART = re.compile(r"[,;:–—]\s|\b(?:and|or|but|so|then|while|whereas)\b", re.IGNORECASE)
_FEWEST_SIDES = 2
_ARTICLES = frozenset({"a", "an", "any", "the", "your", "their", "its", "this", "that", "some", "than"})


@dataclass(frozen=True, slots=True)
class Opposite:
    """A word of an easy-read sentence, and the other word of its pair in the sentence that it stands for."""

    source_word: str
    easy_word: str
    source: Sentence
    easy: Sentence

    def is_within(self, other: Opposite) -> bool:
        """Whether another of the same sentence says this with more words: "after food" for "after"."""
        return self != other and self.source_word in other.source_word and self.easy_word in other.easy_word


@dataclass(frozen=True, slots=True)
class _Found:
    """One word of a pair in a sentence; under a negation ("not above 5") it may stand for any side."""

    side: int
    word: str
    start: int
    after: str
    is_negated: bool

    @property
    def size(self) -> int:
        """Its length in characters."""
        return len(self.word)

    @property
    def end(self) -> int:
        """Where it ends in its sentence."""
        return self.start + self.size


def listed_words(sentence: Sentence) -> Iterator[tuple[Pair, int, str]]:
    """The words of a sentence that are facts, with pair and side: each side once, by the longest words that have it."""
    found = [
        (pair, word)
        for pair in pairs_in(sentence.text)
        for word in _words(pair, sentence.text)
        if word.side in pair.listed
    ]
    whole = [
        (pair, word)
        for pair, word in found
        if not any(other.start <= word.start and word.end <= other.end and other.size > word.size for _, other in found)
    ]
    for pair, side in dict.fromkeys((pair, word.side) for pair, word in whole):
        yield pair, side, next(word.word for held, word in whole if (held, word.side) == (pair, side))


def has_side(pair: Pair, side: int, sentence: Sentence) -> bool:
    """Whether a sentence tells a side: by a word of it, by the negation of another, or by a word for that."""
    if pair.tells is not None and pair.tells.search(sentence.text):
        return True
    return any(found.side == side or found.is_negated for found in _words(pair, sentence.text))


def sides_of(text: str) -> Iterator[tuple[str, int]]:
    """The sides that the words of a text are on, each with its pair; "8 hours" is a figure, and no side."""
    for pair in pairs_in(text):
        for word in _words(pair, text):
            if not word.is_negated and not (_NUMBERED.search(word.word) and _PART.findall(word.word)[-1] in UNITS):
                yield (f"{pair.number} {word.after}" if pair.by_next else str(pair.number)), word.side


def opposites(source: Iterable[Sentence], easy: Iterable[Sentence]) -> Iterator[Opposite]:
    """Where an easy-read sentence has the other word of a pair than all source sentences about the same."""
    texts = tuple(source)
    for sentence in easy:
        found = [
            opposite
            for pair in pairs_in(sentence.text)
            if (own := _words(pair, sentence.text))
            for opposite in _against(pair, own, sentence, texts)
        ]
        yield from (each for each in found if not any(each.is_within(other) for other in found))


def _against(pair: Pair, own: list[_Found], easy: Sentence, source: tuple[Sentence, ...]) -> Iterator[Opposite]:
    held = [
        (sentence, part, words)
        for sentence in source
        if pair.may_be_in(sentence.text)
        for part in _sides_apart(pair, sentence)
        if (words := _words(pair, part.text))
    ]
    if pair.by_next:
        held = [(sentence, part, _alike(words, own, _shared(pair, part, easy))) for sentence, part, words in held]
    elif held:
        nearest = max(_shared(pair, part, easy) for _, part, _ in held)
        held = [each for each in held if nearest and _shared(pair, each[1], easy) == nearest]
    others = [(sentence, word) for sentence, _, words in held for word in words]
    for word in own:
        same = any(other.side == word.side or other.is_negated != word.is_negated for _, other in others)
        if others and not same:
            sentence, other = others[0]
            yield Opposite(other.word, word.word, sentence, easy)
            return


def _sides_apart(pair: Pair, sentence: Sentence) -> list[Sentence]:
    """A sentence with both words of a pair in its parts: "Stop aspirin" and "continue ibuprofen".

    What stands before the first of these words is about both parts.
    """
    words = _words(pair, sentence.text)
    with_figures = any(_NUMBERED.search(word.word) for word in words)  # these have their company (company.py)
    if len({word.side for word in words}) < _FEWEST_SIDES or with_figures or any(word.is_negated for word in words):
        return [sentence]
    cuts = [
        max((cut.start() for cut in _APART.finditer(sentence.text, first.end, second.start)), default=None)
        for first, second in pairwise(words)
        if first.side != second.side and _says_something(sentence.text[first.end : second.start])
    ]
    places = [0, *(cut for cut in cuts if cut is not None), len(sentence.text)]
    if all(figures(sentence.text[start:end]) for start, end in pairwise(places)):
        return [sentence]  # "48 hours before and 24 hours after": these, too
    subject = sentence.text[: words[0].start]
    return [
        replace(sentence, text=sentence.text[start:end] if start == 0 else f"{subject} {sentence.text[start:end]}")
        for start, end in pairwise(places)
    ]


def _says_something(between: str) -> bool:
    """Whether words between two words of a pair make parts of them: not in "higher or lower"."""
    return bool(keys(between) or words_in(between) & UNITS)


def _alike(words: list[_Found], own: list[_Found], shared: float) -> list[_Found]:
    """The words with the same word after them, or with none where both sentences are about the same."""
    after = {other.after for other in own} - {"", *(() if shared >= 1 else (_NOTHING,))}
    return [word for word in words if word.after in after]


def _shared(pair: Pair, source: Sentence, easy: Sentence) -> float:
    """How much two sentences are about the same, beside the pair's own words; a little where one says no subject."""
    about = [about_beside(pair, sentence) for sentence in (source, easy)]
    things = frozenset.intersection(*(words_in(_beside(pair, sentence.text)) & UNITS for sentence in (source, easy)))
    return (len(about[0] & about[1]) if all(about) else 0.5) + len(things)  # "tablets", "drops"


def about_beside(pair: Pair, sentence: Sentence) -> frozenset[str]:
    """What a sentence is about beside the words of a pair, its figures among it."""
    return keys(_beside(pair, sentence.text)) | {figure.value for figure in figures(sentence.text)}


@lru_cache(maxsize=4096)  # of a sentence it is asked for each sentence that may be about the same
def _beside(pair: Pair, text: str) -> str:
    """A text without the words of a pair."""
    for side in pair.sides:
        text = side.sub(" ", text)
    return text


@lru_cache(maxsize=65536)  # a sentence by each pair
def _words_of(pair: Pair, text: str) -> tuple[_Found, ...]:
    return tuple(
        _Found(side, match[0], match.start(), _next(text[match.end() :]), _is_negated(match[0], text[: match.start()]))
        for side, match in sides_in(pair, text)
    )


def _is_negated(word: str, before: str) -> bool:
    negated = _NOT_SO_MANY if _REACHES.search(word) else _NEGATED
    return negated.search(before) is not None


def _words(pair: Pair, text: str) -> list[_Found]:
    return list(_words_of(pair, text))


def _next(text: str) -> str:
    """What the word after a text's start is about, an article left out."""
    if _ENDS.match(text):
        return _NOTHING
    words = (word for word in _WORD.findall(text) if word.casefold() not in _ARTICLES)
    return next(iter(keys(next(words, ""))), "")
