"""Words in the one form in which what was to be said and what was heard are compared.

Both sides go through the same spoken form, so that "60%" and "sixty per cent" meet. Every digit is a token of its own:
a recogniser may write 2019 or 20 19, but a 9 is never an 8. British and American spellings meet in one form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from publish.speech.british import spoken
from publish.speech.british.tables import CURRENCIES, UNITS

_TO_TWELVE = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_SMALL = {name: number for number, name in enumerate((*_TO_TWELVE, *_TEENS))} | {"oh": 0, "nought": 0}
_TENS = {
    name: number * 10
    for number, name in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_SCALES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_HUNDRED = 100
_ORDINALS = {
    "first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight", "ninth": "nine",
    "twelfth": "twelve",
}  # fmt: skip
_NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "cannot",
        "without",
        "none",
        "nor",
        "neither",
        "nobody",
        "nothing",
        "nowhere",
        "rarely",
        "hardly",
    ]
)
_DECISIVE = frozenset(
    {"before", "after", "above", "below", "over", "under", "more", "less", "most", "least", "high", "low", "higher"}
    | {"lower", "up", "down", "left", "right", "only", "unless", "until", "except", "stop", "start"}
)
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_MONTHS = frozenset(
    {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"}
)  # "may" is heard for "might"; another month in its place is one of these
_HALVES_OF_DAY = frozenset({"AM", "PM"})  # "a.m." and "p.m." as they come from the spoken form, not the verb "am"
_STOPS = frozenset(",;:.!?")
_UNSAID = frozenset({",", "slash"})  # parts numbers, and is no word that must be heard
_CONTRACTED = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not")}
_TIMES = (("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years"))
_UNITS = frozenset(
    word for pair in (*UNITS.values(), *CURRENCIES.values(), *_TIMES) for name in pair for word in name.split()
) - {"of", "second", "stone", "pound", "foot", "gray", "square"}
_SPELLINGS = (
    (r"ae|oe", "e"), (r"our(?=$|s$|ed$|ing$|less$)", "or"), (r"is(?=e$|ed$|es$|ing$|ation)", "iz"),
    (r"ys(?=e$|ed$|es$|ing$)", "yz"), (r"tre(?=$|s$)", "ter"), (r"ll(?=ed$|ing$|er$)", "l"), (r"ph", "f"),
)  # fmt: skip


NO_OR_NUMBER = "noornumber"
"""What a recogniser writes as "No." before a figure: "number five", or "no" and then another sentence."""

_CENT = frozenset({"cent", "send", "sent", "scent"})  # after "per", which all sound the same
_LAST_ON = re.compile(r"(?<=[a-z]) (?=on(?:[.,;:!?]|$))")  # "5 mg on." heard is the word, and written "every night"
_NO_BEFORE_FIGURE = re.compile(r"\bNo\.(?=\s?\d)")


class Kind(StrEnum):
    """What is at stake when a token is wrong."""

    WORD = "word"
    NUMBER = "number"
    NEGATION = "negation"
    UNIT = "unit"
    DECISIVE = "decisive word"  # another one in its place turns the sentence round
    TIME = "day, month or half of the day"


@dataclass(frozen=True, slots=True)
class Token:
    """One word or digit: in the form in which it is compared, and as it is written."""

    text: str
    kind: Kind
    surface: str = field(compare=False)

    @property
    def exact(self) -> bool:
        """Whether no likeness will do: a number, a negation, a unit, a day or a decisive word is right or wrong."""
        return self.kind is not Kind.WORD

    @property
    def turns(self) -> bool:
        """Whether it turns the sentence round, and a recogniser may hear it because it expects it."""
        return self.kind in {Kind.NEGATION, Kind.DECISIVE}


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, written or spoken."""
    return tuple(token for token, _ in tokens_in((text,)))


def tokens_in(texts: Iterable[str]) -> tuple[tuple[Token, int], ...]:
    """The tokens of texts that follow each other, each with the number of the text in which it begins.

    A number that is cut before "and" is one number: "twelve hundred" in one text, "and fifty" in the next.
    """
    words: list[str] = []
    owners: list[int] = []
    for number, text in enumerate(texts):
        found = _words(spoken(_LAST_ON.sub(", ", _NO_BEFORE_FIGURE.sub(NO_OR_NUMBER, text))))
        if found[:1] != ["and"]:
            found = [",", *found]
        for word in found:
            after_per = [other for other in words[-2:] if other != ","][-1:] == ["per"]
            if word in _CENT and after_per:  # "per" may end the text before
                words[words.index("per", len(words) - 2)] = "percent"
            else:
                words.append(word)
                owners.append(number)
    return tuple((token, owners[at]) for token, at in _tokens_of_words(words))


def rejoined(texts: Sequence[str], script: str) -> tuple[str, ...]:
    """Texts in which a number of the script that was cut between two is whole: "in 1,000" and then "250 hospitals".

    One thousand two hundred and fifty sounds the same either way; `script` is the words that were to be said.
    """
    whole = list(texts)
    for place in range(1, len(whole)):
        first, second = _NUMBER_AT_END.search(whole[place - 1]), _NUMBER_AT_START.match(whole[place])
        if first is None or second is None:
            continue
        large, small = (int(number[1].replace(",", "")) for number in (first, second))
        together = f"{large + small:,}"
        if small < next((scale for scale in _CUT_AFTER if large % scale == 0), 0) and spoken(together) in script:
            whole[place - 1] = f"{whole[place - 1][: first.start()]}{together}"
            whole[place] = whole[place][second.end() :]
    return tuple(whole)


_NUMBER_AT_END = re.compile(r"(?<![\w.,])(\d{1,3}(?:,?\d{3})*)[.,]?\s*$")
_NUMBER_AT_START = re.compile(r"\s*(?:and )?(\d{1,3}(?:,?\d{3})*)(?![\w,]|\.\d)")
_CUT_AFTER = (1_000_000, 1_000, 100)


def _words(text: str) -> list[str]:
    """Words in small letters and "," for a stop; a run of single letters, as of an abbreviation, is one in capitals."""
    text = text.casefold()
    text = re.sub(r"\b(?:[a-z]\.){2,}(s\b)?", lambda m: m[0].replace(".", "").upper() + " ", text)
    found = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*|[,;:.!?](?=\s(?!and\b))", text)
    words: list[str] = []
    letters: list[str] = []
    for word in [*found, ""]:
        if word in _STOPS:
            words += [] if letters else [","]
            continue
        if len(word) == 1 and word not in {"a", "i"}:
            letters.append(word)
            continue
        if letters:
            words.append("".join(letters).upper())
            letters = []
        if word:
            words += _CONTRACTED.get(word) or ((word[:-3], "not") if word.endswith("n't") else (word,))
    return words


def _tokens_of_words(words: list[str]) -> Iterator[tuple[Token, int]]:
    """Each token and the place of the word with which it begins.

    A stop only parts numbers: "two thousand and eighty, eight hundred". So does "slash", which recognisers write as a
    hyphen or not at all: an address was once refused for that word alone.
    """
    at = 0
    while at < len(words):
        number, taken = _number(words, at)
        for digit in str(number) if taken else "":
            yield Token(digit, Kind.NUMBER, digit), at
        if not taken and words[at] not in _UNSAID:
            yield _token(words[at]), at
        at += max(taken, 1)


def _token(surface: str) -> Token:
    word = surface.casefold()
    if word in _NEGATIONS:
        return Token(word, Kind.NEGATION, surface)
    if word in _UNITS or word == "percent":
        return Token(_singular(word), Kind.UNIT, surface)
    day = word.removesuffix("'s").removesuffix("s")
    if day in _DAYS or word in _MONTHS or surface in _HALVES_OF_DAY:
        return Token(day if day in _DAYS else word, Kind.TIME, surface)
    turns = word in _DECISIVE or word.startswith(("hyper", "hypo", "increas", "decreas"))
    return Token(_spelling(word), Kind.DECISIVE if turns else Kind.WORD, surface)


def _singular(unit: str) -> str:
    return _spelling("foot" if unit == "feet" else unit.removesuffix("s"))


@lru_cache(maxsize=8192)
def _spelling(word: str) -> str:
    for written, folded in _SPELLINGS:
        word = re.sub(written, folded, word)
    return word.removesuffix("'s").replace("'", "")


def _cardinal_of(word: str) -> str:
    """The cardinal of an ordinal, else the word itself."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    if word.endswith("ieth"):
        return f"{word[:-4]}y"
    return word.removesuffix("th") if word.removesuffix("th") in {*_SMALL, "hundred", "thousand", "million"} else word


def _number(words: list[str], at: int) -> tuple[int, int]:
    """The number that begins at a place and how many words it takes, 0 where none begins."""
    total, current, start, last = 0, -1, at, 10**12
    begins_with_article = words[at] in {"a", "an"} and at + 1 < len(words) and words[at + 1] in {"hundred", *_SCALES}
    if begins_with_article:
        current, at = 1, at + 1
    elif _cardinal_of(words[at]) == "hundred" or _cardinal_of(words[at]) in _SCALES:
        current = 1
    smallest = 1000  # the smallest part taken since the last hundred or scale: parts must become smaller
    while at < len(words):
        word = _cardinal_of(words[at])
        large = current >= _HUNDRED or (total > 0 and not current)
        joins = word == "and" and large and at + 1 < len(words) and smallest >= _HUNDRED
        if joins and _cardinal_of(words[at + 1]) in {**_SMALL, **_TENS}:
            at += 1
            continue
        if word in _TENS and smallest > 90:
            current, smallest = max(current, 0) + _TENS[word], 10
        elif word in _SMALL and (smallest > 90 or (smallest == 10 and 0 < _SMALL[word] < 10)):
            if current > 0 and not _SMALL[word]:
                break
            current, smallest = max(current, 0) + _SMALL[word], 1
        elif word == "hundred" and 0 < current < _HUNDRED:
            current, smallest = current * _HUNDRED, _HUNDRED
        elif word in _SCALES and current > 0 and _SCALES[word] < last:
            last = _SCALES[word]
            total, current, smallest = total + current * last, 0, 1000
        else:
            break
        at += 1
    if current < 0 and not total:
        return 0, 0
    if words[at - 1] == "and":
        at -= 1
    return total + max(current, 0), at - start
