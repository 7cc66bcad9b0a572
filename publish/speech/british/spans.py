"""What the tokeniser returns: the spans of a text, each of one class and read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from re import Match, Pattern


class Kind(StrEnum):
    """The class of a span, by what a reader takes it for."""

    ADDRESS = "address"
    REFERENCE = "reference"
    TELEPHONE = "telephone"
    CODE = "code"
    POSTCODE = "postcode"
    DATE = "date"
    TIME = "time"
    AGES = "ages"
    MONEY = "money"
    QUANTITY = "quantity"
    FRACTION = "fraction"
    NUMBER = "number"
    CHROMOSOME = "chromosome"
    MARKER = "gene or marker"
    ROMAN = "Roman numeral"
    ABBREVIATION = "abbreviation"
    LETTERS = "letters"
    NOTE_MARK = "note mark"
    EMOJI = "emoji"
    SIGN = "sign"
    LEXEME = "lexeme"
    WORD = "word"
    STOP = "stop"
    SPACE = "space"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: as written, as said, and why the reading is in doubt, where it is."""

    kind: Kind
    written: str
    spoken: str
    doubt: str = ""
    phoneme: str = ""  # IPA from the lexicon; `spoken` is then what a listener would write down


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A reading with the reason why a person should look at it."""

    spoken: str
    reason: str


Reading = str | Doubtful | None
"""What a verbaliser makes of a match; None leaves the text to the rules that follow."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of span: how it is written and how it is said. `starts` are the classes of its first character."""

    kind: Kind
    pattern: str
    say: Callable[[Match[str]], Reading]
    starts: str

    @property
    def match(self) -> Callable[[str, int], Match[str] | None]:
        """What finds the span of this kind that begins at a place of a text."""
        return _compiled(self.pattern).match


@cache
def _compiled(pattern: str) -> Pattern[str]:
    """Compiled when first needed: all rules take 0.11 s, which no command should wait for that says nothing."""
    return re.compile(pattern)


END = r"(?![^\W\u00b9\u00b2\u00b3\u2070-\u2079])"
"""The end of a written form: a raised digit behind it is a note mark."""

DIGIT, LETTER, SIGN, BLANK = "0", "a", ".", " "
"""The classes of a character with which a span may begin."""


def rule(kind: Kind, starts: str, pattern: str, say: Callable[[Match[str]], Reading]) -> Rule:
    """A rule whose pattern is tried at each place where a span may begin with a character of `starts`."""
    return Rule(kind, pattern, say, starts)


_NEAR = 160  # characters: no rule looks further, so that the time a text takes grows with its length only


def before(match: Match[str]) -> str:
    """The text in front of a match."""
    return match.string[max(0, match.start() - _NEAR) : match.start()]


def after(match: Match[str]) -> str:
    """The text behind a match."""
    return match.string[match.end() : match.end() + _NEAR]


def around(match: Match[str]) -> str:
    """The text in which a match stands."""
    return f"{before(match)}{match[0]}{after(match)}"


def follows(match: Match[str], pattern: str) -> bool:
    """Whether the text in front of a match ends with a pattern, whatever its case."""
    return re.search(rf"(?i:{pattern})$", before(match)) is not None


def precedes(match: Match[str], pattern: str) -> bool:
    """Whether the text behind a match begins with a pattern."""
    return re.match(pattern, after(match)) is not None


def either(forms: Iterable[str]) -> str:
    """A pattern for any of several written forms, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
