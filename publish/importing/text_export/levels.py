"""Levels of headings that are plain lines, from the structure of the text around them.

What a page does with its headings is seen in its text: a link back to the top ends a top-level section; a heading with
nothing under it has the next as its child; words that end in a colon right before a heading announce it; a section's
text or list names what its sub-sections are about; a section whose text keeps to the subject of the heading before it
belongs under it; headings that end in the same words are beside each other. Numbers, and a table of contents, settle a
level. On a page that shows no parts, headings such as pages open their parts with are taken to do so, and all of it is
a guess. Each level comes with how sure it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_COUNT = {
    word: number
    for number, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2)
}
_STOP = frozenset(
    _WORD.findall(
        "a about after all an and are as at be before by can do does for from have how i if in into is it its may my "
        "of on or other our should that the their there these this to up us use used was we what when where which "
        "who why will with you your"
    )
)
_THERE_ARE = re.compile(
    r"\b(?:there are|these are|has|have)(?: the)?(?: following)? (?:" + "|".join(_COUNT) + r")\b", re.IGNORECASE
)
_SERIES = re.compile(
    r"(?:\d{1,3}[.)]|(?P<word>[^\W\d]+) (?:\d{1,2}[A-Za-z]?|[IVX]{1,4}[A-C]?|[A-H]|one|two|three|four|five|six))"
    r"(?=\W|$)"
)
_CLOSING = re.compile(
    r"^(?:related (?:pages|links|content|information|topics|articles|reading|conditions)"
    r"|see also|read more|find out more"
    r"|(?:further|more|additional|other|useful) (?:information|reading|support|help|links|resources|contacts)"
    r"|useful organisations|(?:need|get) (?:more )?(?:support|help)\b"
    r"|about (?:this|our|the) (?:page|information|leaflet|booklet|factsheet|guide)"
    r"|contact (?:us|details)|(?:your )?(?:comments|feedback)|help us improve|acknowledge?ments|disclaimer|copyright)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:what (?:is|are|causes?)|who (?:is|gets|can)|how (?:is|are|do|to)|why|when|about|types?"
    r"|(?:common )?(?:signs|symptoms|causes?)|tests|diagnos\w+|treat\w+|living with|side effects|complications"
    r"|prevent\w+|risks?(?: factors)?|recover\w+|outlook|prognosis"
    r"|after|before|during|getting|going|introduction|overview|key)\b"
    r"|\b(?:diagnosed|treated|caused|prevented)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"^(?:check if|see (?:a|your) |call \d|(?:your )?pharmacists?\b|urgent|non-urgent|immediate)", re.IGNORECASE
)
_FEWEST_TOPS = 3
_FEWEST_HEADINGS = 8  # a shorter page has rarely headings below its first
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
    fixed: int = 0  # the level that its number or the table of contents says
    holder: int = -1  # the heading, among all, under which a list names it
    empty: bool = False  # nothing at all stands under it
    depth: int = 0  # in that list: 1 under the heading over it, 0 beside that heading


@dataclass(frozen=True, slots=True)
class Level:
    """A level from 1, and what made it so; `sure` is False where a person must look."""

    level: int
    why: str
    sure: bool = True
    fixed: bool = False  # its number or the table of contents says so


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
    def __init__(self, outline: Sequence[Outline], title: str) -> None:
        self._outline = outline
        self._found: list[Level] = []
        total = Counter(stem for heading in outline for stem in set(_stems(heading.words)))
        most = max(2, _SUBJECT * len(outline))
        self._subject = {stem for stem, count in total.items() if count > most}
        self._known = len({heading.part for heading in outline}) > 1 or any(heading.fixed == 1 for heading in outline)
        self._tops = set() if self._known else _likely_tops(outline, title)
        self._parts = len({heading.part for heading in outline})
        self._floor = 2 if self._known or self._tops else 1
        self._open: list[tuple[int, int]] = []  # (index, level) of the headings above
        self._chained = False  # the heading before stood right under another: a third is hardly one level deeper
        self._announced: dict[int, list[int]] = {}  # of a heading: how many children it announced, how many came

    def levels(self) -> list[Level]:
        for number, heading in enumerate(self._outline):
            level = self._level(number, heading)
            while self._open and self._open[-1][1] >= level.level:
                self._open.pop()
            self._open.append((number, level.level))
            if heading.colon or _announces(heading):
                self._announced[number] = [_announced_count(heading), 0]
            for above, at in self._open[:-1]:
                if above in self._announced and at == level.level - 1:
                    self._announced[above][1] += 1
            self._found.append(self._sure_as_its_parent(level))
        return self._found

    def _sure_as_its_parent(self, level: Level) -> Level:
        """A level below another is no surer than that one; without parts that are known, nothing but numbers is."""
        if not self._known and len(self._found) and not level.fixed:
            return replace(level, sure=False)
        parent = self._open[-2][0] if len(self._open) > 1 else -1
        doubted = level.level > self._floor and parent >= 0 and not self._found[parent].sure and not level.fixed
        return replace(level, sure=False, why=f"{level.why}, whose own level is a guess") if doubted else level

    def _level(self, number: int, heading: Outline) -> Level:
        before = self._outline[number - 1] if number else None
        if heading.fixed:
            self._chained = False
            return Level(heading.fixed, "its number or the table of contents says so", fixed=True)
        if before is None or (before.part != heading.part and self._parts > 1):
            return Level(1, "it opens a part of the page")
        if number in self._tops:
            return Level(1, "such headings open the parts of a page", sure=False)
        if before.references or heading.references:
            return Level(1, "references are a section of their own", sure=heading.references or heading.tail)
        if heading.holder >= 0:
            return self._held(heading)
        if (series := self._in_series(heading)) is not None:
            return series
        if (heading.tail and self._parts > 1) or _CLOSING.match(heading.words):
            return self._closing(heading)
        above = self._open[-1][1]
        if before.empty and self._chained:
            return Level(max(above, self._floor), "lines like headings follow each other without text", sure=False)
        self._chained = before.empty
        if before.empty:
            return Level(above + 1, "nothing stands between it and the heading before it")
        if before.colon:
            return Level(above + 1, "the words before it announce it")
        return self._among(number, heading)

    def _held(self, heading: Outline) -> Level:
        """The level of a heading that a list in a section names."""
        parent = self._outline[heading.holder]
        level = self._found[heading.holder].level
        return Level(max(level + heading.depth, self._floor), f"the list under “{parent.words}” names it")

    def _among(self, number: int, heading: Outline) -> Level:
        """The level of a heading inside a part, with text before it."""
        stems = set(_stems(heading.words))
        floor = self._floor
        above = [(index, level) for index, level in reversed(self._open) if level + 1 >= floor]
        for index, level in above if heading.empty else ():
            if level >= floor and self._outline[index].empty:
                return Level(level, f"it has only sections in it, as “{self._outline[index].words}” has", sure=False)
        for index, level in above:
            parent = self._outline[index]
            if _ends_in(heading.words, parent.words):
                return Level(level + 1, f"it ends in the words of “{parent.words}”", sure=False)
            if level >= floor and self._is_beside(parent, heading):
                sure = index == self._open[-1][0] and self._found[index].sure
                return Level(level, f"it ends in the same words as “{parent.words}”", sure=sure)
            if level >= floor and _same_start(parent.words, heading.words):
                return Level(level, f"it begins as “{parent.words}” does", sure=False)
            if floor == 1:
                continue
            if self._abbreviates(parent, heading):
                return Level(level + 1, f"“{parent.words}” names it in short", sure=False)
            if (named_surely := self._names(parent, stems)) is not None:
                return Level(level + 1, f"the text under “{parent.words}” names it", sure=named_surely)
        for index, level in above:
            parent = self._outline[index]
            if self._known and self._keeps_to(parent, heading):
                return Level(level + 1, f"its text keeps to the subject of “{parent.words}”", sure=False)
            if self._awaits(index):
                return Level(level + 1, f"the text under “{parent.words}” announces it", sure=level == 1)
        last = self._open[-1][1]
        if last > floor and self._outline[self._open[-2][0]].empty:
            return Level(last, "the section before it has only sections in it", sure=False)
        if last > floor:
            return Level(floor, "nothing ties it to the headings before it", sure=False)
        alike = floor > 1 and _alike(heading.words, self._outline[self._open[-1][0]].words)
        return Level(max(last, floor), "it stands beside the heading before it", sure=alike or last < floor)

    def _closing(self, heading: Outline) -> Level:
        """The level of a heading after the last part, or of one that such words close a page with."""
        if heading.tail and len(self._open) > 1 and self._outline[self._open[-2][0]].empty:
            return Level(self._open[-1][1], "the section before it has only sections in it", sure=False)
        why = (
            "such sections close a page" if _CLOSING.match(heading.words) else "nothing leads back to the top after it"
        )
        return Level(1, why, sure=False)

    def _in_series(self, heading: Outline) -> Level | None:
        """The level of a heading that counts on from one above: "Stage I", "Stage II"; "1. Before", "2. After"."""
        mine = _SERIES.match(heading.words)
        for index, level in reversed(self._open) if mine else ():
            other = _SERIES.match(self._outline[index].words)
            if mine and other and _same(mine["word"], other["word"]) and mine.group() != other.group():
                sure = self._found[index].sure
                return Level(level, f"it counts on from “{self._outline[index].words}”", sure=sure)
        return None

    def _is_beside(self, parent: Outline, heading: Outline) -> bool:
        mine, other = _WORD.findall(heading.words.casefold()), _WORD.findall(parent.words.casefold())
        shorter = min(len(mine), len(other))
        return shorter >= 2 and abs(len(mine) - len(other)) <= 1 and _stem(mine[-1]) == _stem(other[-1])

    def _names(self, parent: Outline, stems: set[str]) -> bool | None:
        """Whether an item of the parent (True), or one paragraph (False), says what this heading says; else None."""
        own = stems - self._subject or stems
        if not own:
            return None
        needed = _NAMES * len(own)
        for item in parent.items:
            item_stems = set(_stems(item))
            named = item_stems - self._subject
            brief = len(item_stems) <= _NAME
            if (len(own & item_stems) >= needed and (brief or len(own) > 1)) or (
                named and brief and item_stems <= stems
            ):
                return True
        told = any(len(own) > 1 and len(own & set(_stems(text))) >= needed for text in parent.texts)
        return False if told else None

    def _keeps_to(self, parent: Outline, heading: Outline) -> bool:
        subject = set(_stems(parent.words)) - self._subject
        if len(subject) < 3:
            return False
        text_stems = set(_stems(" ".join((heading.words, *heading.texts))))
        found = {
            stem for stem in subject if stem in text_stems or any(word.startswith(stem[:4]) for word in text_stems)
        }
        return len(found) >= _KEEPS_TO * len(subject)

    def _abbreviates(self, parent: Outline, heading: Outline) -> bool:
        short = {word.casefold() for word in _WORD.findall(parent.words) if word.isupper() and len(word) > 2}
        return bool(short & _initials(heading.words)) and not short & {
            word.casefold() for word in _WORD.findall(heading.words)
        }

    def _awaits(self, index: int) -> bool:
        """Whether a heading announced children of which more are to come."""
        if index not in self._announced:
            return False
        count, came = self._announced[index]
        return count == 0 or came < count


def _announced_count(heading: Outline) -> int:
    """How many the text before a colon promises: "There are three phases. They include:"; 0 where it says no number."""
    words = [word.casefold() for word in _WORD.findall(" ".join(heading.texts[-2:]))]
    return next((_COUNT[word] for word in reversed(words) if word in _COUNT), 0)


def _alike(words: str, other: str) -> bool:
    """Whether two headings have the same form: both ask, or both begin with one word, or with words in -ing."""
    first, second = words.split()[0].casefold(), other.split()[0].casefold()
    if words.endswith("?") or other.endswith("?"):
        return words.endswith("?") and other.endswith("?")
    return first == second or (first.endswith("ing") and second.endswith("ing"))


def _likely_tops(outline: Sequence[Outline], title: str) -> set[int]:
    """Headings that likely open the parts of a page that shows no parts; none where they are too few to tell."""
    found = {number for number, heading in enumerate(outline) if not number or heading.references}
    for number, heading in enumerate(outline):
        below = _SERIES.match(heading.words) or heading.holder >= 0 or (number and outline[number - 1].empty)
        opens = any(known.search(heading.words) for known in (_OPENS, _CLOSING, _ADVICE))
        if not below and (heading.empty or opens or _is_about(heading.words, title)):
            found.add(number)
    return found if len(found) >= _FEWEST_TOPS and len(outline) >= _FEWEST_HEADINGS else set()


def _is_about(words: str, title: str) -> bool:
    """Whether a heading names the subject of the page: half of the title's words, or its abbreviation."""
    heading_words = set(_WORD.findall(words))
    short = {word for word in _WORD.findall(title) if word.isupper() and len(word) > 2}
    subject, own = set(_stems(title)), set(_stems(words))
    return bool(short & heading_words) or len(subject & own) * 2 >= max(len(subject), 1)


def _ends_in(words: str, other: str) -> bool:
    """Whether a heading says more than another of the same: "Blood tests" under "Tests"."""
    return words.casefold().endswith(f" {other.casefold()}")


def _same(word: str | None, other: str | None) -> bool:
    return (word or "").casefold() == (other or "").casefold()


def _same_start(words: str, other: str) -> bool:
    first, second = words.split()[0].casefold(), other.split()[0].casefold()
    return first == second and first not in _STOP


def _announces(heading: Outline) -> bool:
    """Whether a section's last paragraph says how many there are, and no list under it says which."""
    return bool(heading.texts) and not heading.items and _THERE_ARE.search(heading.texts[-1]) is not None


def levels(outline: Sequence[Outline], title: str = "") -> list[Level]:
    """A level for each heading of a page with this title, in order."""
    return _Leveller(outline, title).levels()
