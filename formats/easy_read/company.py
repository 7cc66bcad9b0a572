"""What stands with each figure of a sentence, and where easy-read words give it the company of another figure.

"2 tablets in the morning, 1 at night" has two parts. The company of the first figure is "morning", of the second
"night"; to these come the other figures of the part, its words of a pair of opposites ("up to"), which of two comes
first, and the headers of a table's cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from formats.easy_read.figures import WEEKDAY, Figure, alone, figures
from formats.easy_read.opposites import sides_of
from formats.easy_read.sayings import Sentence, keys

_APART = re.compile(
    r"(?<![,;:.!?()–—])[,;:.!?()–—]++(?=\s|$)|\s[–—-]\s|\b(?:and|or|but|so|then|while|whereas|plus|with|(?<!up\s)to|followed\s+by|instead\s+of|rather\s+than)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:to|or|[–-])\s*", re.IGNORECASE)
_SET = re.compile(r"\s*+(?:,\s*+)?(?:\b(?:and|or)\b\s*+)?(?:on\b\s*+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_LEADING = r"(?:in|at|on|for|if|when|before|after|during|from|as)\b"
_LEADS = re.compile(rf"\s*+{_LEADING}", re.IGNORECASE)
_IF = re.compile(r"\s*(?:if|when|unless)\b", re.IGNORECASE)
_BEGINS = re.compile(rf"\s*+(?:\d|{_LEADING}|(?<=\s)[–—-]\s|{_APART.pattern})", re.IGNORECASE)
_LONGEST_WHEN = 4  # words
_LATER = re.compile(r"\b(?:then|next|afterwards|after\s+(?:that|this)|followed\s+by)\b", re.IGNORECASE)
_WHICH_FIRST = "which first"
_NUMBER = re.compile(r"[-−]?\d[\d.,]*%?|[^\W\d]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure at its place: the words that stand with it, and the sides of opposites that they are on."""

    figure: Figure
    words: frozenset[str]
    sides: frozenset[tuple[str, int]]
    sentence: Sentence
    beside: frozenset[Figure] = frozenset()  # the other figures of its part


@dataclass(frozen=True, slots=True)
class Exchange:
    """A figure of an easy-read sentence, with the company that another has in a sentence of the source."""

    figure: Figure
    easy: Sentence
    source: Sentence


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sentence: its words, its figures, and where the first of these begins in it; and the sign before."""

    text: str
    start: int
    figures: tuple[Figure, ...]
    to_first: int
    sign: str

    @property
    def leads(self) -> bool:
        """Whether it may be about what follows: "and at night, 1"."""
        return _LEADS.match(self.text) is not None


def exchanges(source: Iterable[Sentence], easy: Iterable[Sentence]) -> Iterator[Exchange]:
    """The figures of easy-read sentences that stand with what the source has with another figure beside them."""
    groups = [_placed(tuple(group)) for _, group in groupby(source, key=lambda sentence: sentence.group)]
    own = [place for _, line in groupby(easy, key=lambda sentence: sentence.line) for place in _placed(tuple(line))]
    for place in own:
        held = [
            (same, [other for other in group if other.figure.value != same.figure.value])
            for group in groups
            for same in group
            if place.figure.is_said_by(frozenset({same.figure}))
        ]
        exchanged = [
            any(_is_exchanged(place, same, other, own) for other in others) for same, others in _nearest(place, held)
        ]
        if exchanged and all(exchanged):
            yield Exchange(place.figure, place.sentence, held[0][0].sentence)


_Held = list[tuple[Placed, list[Placed]]]


def _nearest(place: Placed, held: _Held) -> _Held:
    """The places of the same figure whose group is most about what stands with it."""

    def shared(same: Placed, others: list[Placed]) -> int:
        words = same.words.union(*(other.words for other in others))
        sides = same.sides.union(*(other.sides for other in others))
        return len(place.words & words) + len(place.sides & sides)

    most = max((shared(*each) for each in held), default=0)
    return [each for each in held if shared(*each) == most]


def _is_exchanged(place: Placed, same: Placed, other: Placed, own: list[Placed]) -> bool:
    """Whether a figure has nothing of its own company, and some of another's, or is on the side of that."""
    if other.figure.is_said_by(place.beside):
        return False  # both are told in one: "boys and girls for 2 to 3 years"
    turned = place.sides & other.sides - same.sides
    if any(pair == held and side != kept for pair, side in turned for held, kept in same.sides):
        return True
    theirs = {pair for pair, _ in other.sides}
    told_apart = {(pair, side) for pair, side in same.sides - other.sides if pair in theirs}  # "a day" is said once
    with_other = [beside for beside in own if other.figure.is_said_by(frozenset({beside.figure}))]
    left = frozenset[str]().union(*(beside.words for beside in with_other))
    if place.words & (same.words - other.words) - left or place.sides & told_apart:
        return False
    left_sides = frozenset[tuple[str, int]]().union(*(beside.sides for beside in with_other))
    return bool(place.words & (other.words - same.words) - left or turned - left_sides)


def _placed(group: tuple[Sentence, ...]) -> list[Placed]:
    """The figures of the sentences of one paragraph, list, table or easy-read line, in their order."""
    lead = frozenset[str]().union(*(sentence.keys for sentence in group if not placed_figures(sentence.text)))
    found: list[Placed] = []
    for sentence in group:
        last = 0
        for start, places in _of_sentence(sentence):
            follows = bool(found) and _LATER.search(sentence.text, last, start) is not None
            if follows:
                found = [_with_side(earlier, 0) for earlier in found]
                places = [_with_side(place, 1) for place in places]
            found += [place if place.words else replace(place, words=lead) for place in places]
            last = start
    return found


def _with_side(place: Placed, side: int) -> Placed:
    has_side = any(pair == _WHICH_FIRST for pair, _ in place.sides)
    return place if has_side else replace(place, sides=place.sides | {(_WHICH_FIRST, side)})


def _of_sentence(sentence: Sentence) -> Iterator[tuple[int, list[Placed]]]:
    """The figures of each part of a sentence, and where the first begins."""
    parts = _parts(sentence.text)
    for part, texts in _with_others(parts):
        texts = [*texts, sentence.heads]
        asked = sentence.before if sentence.before.endswith("?") else ""
        words = frozenset[str]().union(*map(keys, texts), keys(_subject(parts)), keys(asked))
        sides = frozenset(side for text in texts for side in sides_of(text))
        places = []
        for figure in part.figures:
            beside = frozenset(other for other in part.figures if other.value != figure.value)
            values = {other.value for other in beside} - {"1"}  # "1 in 100" and "1 in 1,000" share it
            places.append(Placed(figure, (words | values) - keys(figure.text), sides, sentence, beside))
        yield part.start + part.to_first, places


def _subject(parts: list[_Part]) -> str:
    """What stands before the first figure is about all: "A scan" of "A scan takes 30 minutes, or up to 45"."""
    return next((part.text[: part.to_first] for part in parts if part.figures), "")


def _with_others(parts: list[_Part]) -> Iterator[tuple[_Part, list[str]]]:
    """Each part with figures, with the words of the parts without that belong to it.

    What leads a sentence is about all its figures, unless others have a lead of their own.
    """
    holders = [number for number, part in enumerate(parts) if part.figures]
    if not holders:
        return
    leads = [number for number in range(holders[0], holders[-1]) if _is_lead(parts, number, led=holders[0] > 0)]
    texts = {number: [parts[number].text] for number in holders}
    for number, part in enumerate(parts):
        if number in texts:
            continue
        if number < holders[0]:
            targets = holders[:1] if leads else holders
        elif number in leads:
            targets = [number + 1]
        else:
            targets = [max(holder for holder in holders if holder < number)]
        for target in targets:
            texts[target].append(part.text)
    for number in holders:
        yield parts[number], texts[number]


def _is_lead(parts: list[_Part], number: int, *, led: bool) -> bool:
    """Whether a part is about the next: a comma alone before it does not say so, where the first figure has no lead."""
    part, following = parts[number], parts[number + 1]
    if part.figures or not following.figures:
        return False
    return following.sign.strip() == ":" or (part.leads and (led or part.sign != ","))


def _parts(text: str) -> list[_Part]:
    """The parts of a sentence, by its signs and conjunctions; the two numbers of a range stay in one."""
    located = placed_figures(text)
    parts, start, sign = [], 0, ""
    for match in (*_APART.finditer(text), None):
        end = len(text) if match is None else match.start()
        if match is not None and (_is_whole(text, match, located) or _is_when(text[start:end], text[end:])):
            continue
        words = text[start:end]
        if words.strip(" ,;:.!?()"):
            inside = [(place, figure) for place, _, figure in located if start <= place < end]
            to_first = inside[0][0] - start if inside else 0
            parts.append(_Part(words, start, tuple(figure for _, figure in inside), to_first, sign))
            sign = ""
        if match is not None:
            sign, start = f"{sign}{match[0]}", match.end()
    return parts


def _is_when(words: str, after: str) -> bool:
    """Whether words of a sentence say only when the next hold: "In week 1, have 2 tablets", "If it hurts, call 999"."""
    is_short = len(words.split()) <= _LONGEST_WHEN
    says_when = _LEADS.match(words) if is_short else _IF.match(words) and after.startswith(",")
    return bool(says_when) and not _BEGINS.match(_APART.sub("", after, count=1))


def _is_whole(text: str, match: re.Match[str], located: list[tuple[int, int, Figure]]) -> bool:
    """Whether a sign stands within a figure, or between the two numbers of a range."""
    if any(start < match.end() and match.start() < end for start, end, _ in located):
        return True
    before = max((each for each in located if each[1] <= match.start()), key=lambda each: each[1], default=None)
    after = min((start for start, _, _ in located if start >= match.end()), default=None)
    if before is None or after is None:
        return False
    both = _BETWEEN.search(text[: before[0]]) is not None and match[0].casefold() == "and"
    return both or _RANGE.fullmatch(text[before[1] : after]) is not None or _is_set_of_days(text, before, located)


def _is_set_of_days(text: str, before: tuple[int, int, Figure], located: list[tuple[int, int, Figure]]) -> bool:
    """Whether a day and the figure after it are days in any order: "on Monday and Friday"."""
    start, _, after = next(each for each in located if each[0] >= before[1])
    return before[2].unit == after.unit == WEEKDAY and _SET.fullmatch(text[before[1] : start]) is not None


def placed_figures(text: str) -> list[tuple[int, int, Figure]]:
    """The figures of a text with the places of their numbers, of dates and telephone numbers as a whole."""
    found: dict[int, tuple[int, int, Figure]] = {}
    for figure in sorted(figures(text), key=lambda each: (-len(each.text), each.text)):
        number = _NUMBER.match(figure.text)
        first = number[0] if number is not None else figure.text
        size = len(figure.text if figure.is_whole else first)
        for written in (figure.text, first, first.rstrip("%")):
            places = list(re.finditer(rf"(?<![\w.,]){re.escape(written)}(?!\w|[.,]\d)", text))
            for match in places:
                found.setdefault(match.start(), (match.start(), match.start() + size, figure))
            if places:
                break
    for figure, start in alone(text):
        found.setdefault(start, (start, start + len(figure.text), figure))
    return sorted(found.values(), key=lambda each: each[0])
