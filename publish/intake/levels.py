"""Levels of headings that are plain lines, from the structure of the text around them.

What a page does with its headings is seen in its text: a link back to the top ends a top-level section; a heading with
nothing under it has the next as its child; words that end in a colon right before a heading announce it; a section's
text or list names what its sub-sections are about; a section whose text keeps to the subject of the heading before it
belongs under it; headings that end in the same words are beside each other. Each level comes with how sure it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_COUNT = {
    word: number
    for number, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2)
}
_STOP = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "before",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "my",
        "of",
        "on",
        "or",
        "other",
        "our",
        "should",
        "that",
        "the",
        "their",
        "there",
        "these",
        "this",
        "to",
        "up",
        "us",
        "use",
        "used",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "you",
        "your",
    ]
)
_STEM = 5  # characters: enough to see that "chromosomal" and "chromosomes" are one word
_KEEPS_TO = 0.6  # share of a heading's own words that the next section must take up to belong under it
_NAMES = 0.7  # share of a heading's words that a text must hold to have announced it
_NAME = 8  # words: an item of no more is a name, not a sentence
_SUBJECT = 0.34  # share of headings in which a word stands that is then the page's subject, and tells nothing


@dataclass(slots=True)
class Outline:
    """A heading as found: its words, and what stands under it until the next heading or the end of its part.

    `part` numbers the stretches between links back to the top; `tail` is whether its stretch has no link at its end.
    """

    words: str
    part: int = 0
    tail: bool = False
    texts: list[str] = field(default_factory=list)  # paragraphs and items
    items: list[str] = field(default_factory=list)  # items alone
    colon: bool = False  # the last thing under it is a paragraph that ends in a colon
    references: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A level from 1, and what made it so; `sure` is False where a person must look."""

    level: int
    why: str
    sure: bool = True


def _stem(word: str) -> str:
    word = word.casefold().replace("’", "'").removesuffix("'s")
    return word[:_STEM]


def _stems(words: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(words) if word.casefold() not in _STOP]


def _initials(words: str) -> set[str]:
    """Abbreviations that a run of words could have: "central nervous system" gives "cns"."""
    first = [word[0].casefold() for word in _WORD.findall(words)]
    return {"".join(first[a:b]) for a in range(len(first)) for b in range(a + 3, min(a + 6, len(first)) + 1)}


class _Leveller:
    def __init__(self, outline: Sequence[Outline]) -> None:
        self._outline = outline
        total = Counter(stem for one in outline for stem in set(_stems(one.words)))
        most = max(2, _SUBJECT * len(outline))
        self._subject = {stem for stem, count in total.items() if count > most}
        self._parts = len({one.part for one in outline})
        self._open: list[tuple[int, int]] = []  # (index, level) of the headings above
        self._chained = False  # the heading before stood right under another: a third is hardly one level deeper
        self._announced: dict[int, list[int]] = {}  # of a heading: how many children it announced, how many came

    def levels(self) -> list[Level]:
        found: list[Level] = []
        for number, one in enumerate(self._outline):
            level = self._level(number, one)
            while self._open and self._open[-1][1] >= level.level:
                self._open.pop()
            self._open.append((number, level.level))
            if one.colon:
                self._announced[number] = [_announced_count(one), 0]
            for above, at in self._open[:-1]:
                if above in self._announced and at == level.level - 1:
                    self._announced[above][1] += 1
            found.append(level)
        return found

    def _level(self, number: int, one: Outline) -> Level:
        before = self._outline[number - 1] if number else None
        if before is None or (before.part != one.part and self._parts > 1):
            return Level(1, "it opens a part of the page")
        if before.references or one.references:
            return Level(1, "references are a section of their own", sure=one.references or one.tail)
        if one.tail and self._parts > 1:
            return Level(1, "nothing leads back to the top after it", sure=False)
        above = self._open[-1][1]
        if not before.texts and self._chained:
            floor = 1 if self._parts == 1 else 2
            return Level(max(above, floor), "lines like headings follow each other without text", sure=False)
        self._chained = not before.texts
        if not before.texts:
            return Level(above + 1, "nothing stands between it and the heading before it")
        if before.colon:
            return Level(above + 1, "the words before it announce it")
        return self._among(number, one)

    def _among(self, number: int, one: Outline) -> Level:
        """The level of a heading inside a part, with text before it."""
        stems = set(_stems(one.words))
        floor = 1 if self._parts == 1 else 2
        above = [(index, level) for index, level in reversed(self._open) if level + 1 >= floor]
        for index, level in above:
            parent = self._outline[index]
            if level >= floor and self._is_beside(parent, one):
                return Level(level, f"it ends in the same words as “{parent.words}”")
            if self._abbreviates(parent, one):
                return Level(level + 1, f"“{parent.words}” names it in short", sure=False)
            if self._names(parent, stems):
                return Level(level + 1, f"the text under “{parent.words}” names it")
        for index, level in above:
            parent = self._outline[index]
            if self._keeps_to(parent, one):
                return Level(level + 1, f"its text keeps to the subject of “{parent.words}”", sure=False)
            if self._awaits(index):
                return Level(level + 1, f"the text under “{parent.words}” announces it", sure=level == 1)
        last = self._open[-1][1]
        if last > floor:
            return Level(floor, "nothing ties it to the headings before it", sure=False)
        return Level(max(last, floor), "it stands beside the heading before it", sure=floor > 1)

    def _is_beside(self, parent: Outline, one: Outline) -> bool:
        mine, other = _WORD.findall(one.words.casefold()), _WORD.findall(parent.words.casefold())
        shorter = min(len(mine), len(other))
        return shorter >= 2 and abs(len(mine) - len(other)) <= 1 and _stem(mine[-1]) == _stem(other[-1])

    def _names(self, parent: Outline, stems: set[str]) -> bool:
        """Whether an item, or one paragraph, of the parent says what this heading says."""
        own = stems - self._subject or stems
        if not own:
            return False
        needed = _NAMES * len(own)
        for item in parent.items:
            said = set(_stems(item))
            named = said - self._subject
            brief = len(said) <= _NAME
            if (len(own & said) >= needed and (brief or len(own) > 1)) or (named and brief and said <= stems):
                return True
        return any(len(own) > 1 and len(own & set(_stems(text))) >= needed for text in parent.texts)

    def _keeps_to(self, parent: Outline, one: Outline) -> bool:
        subject = set(_stems(parent.words)) - self._subject
        if len(subject) < 3:
            return False
        said = set(_stems(" ".join((one.words, *one.texts))))
        found = {stem for stem in subject if stem in said or any(word.startswith(stem[:4]) for word in said)}
        return len(found) >= _KEEPS_TO * len(subject)

    def _abbreviates(self, parent: Outline, one: Outline) -> bool:
        short = {word.casefold() for word in _WORD.findall(parent.words) if word.isupper() and len(word) > 2}
        return bool(short & _initials(one.words)) and not short & {word.casefold() for word in _WORD.findall(one.words)}

    def _awaits(self, index: int) -> bool:
        """Whether a heading announced children of which more are to come."""
        if index not in self._announced:
            return False
        count, came = self._announced[index]
        return count == 0 or came < count


def _announced_count(one: Outline) -> int:
    """How many the text before a colon promises: "There are three phases. They include:"; 0 where it says no number."""
    words = [word.casefold() for word in _WORD.findall(" ".join(one.texts[-2:]))]
    return next((_COUNT[word] for word in reversed(words) if word in _COUNT), 0)


def levels(outline: Sequence[Outline]) -> list[Level]:
    """A level for each heading, in order."""
    return _Leveller(outline).levels()
