"""The signs that are left when all rules for what they belong to have been applied."""

from __future__ import annotations

import re
import unicodedata
from re import Match

from publish.speech.british.numbers import DIGITS
from publish.speech.british.tables import SYMBOLS

_SILENT_DASH = re.compile(r" [-–—]+ |\s*—\s*|(?<=\w) ?–+ ?(?=\w)")
_AND_OR = re.compile(r"(?i)\band/or\b")
_SLASH = re.compile(r"(?<=[\w.)]) ?/ ?(?=[\w(])")
_PLUS_BETWEEN = re.compile(r"(?<=\w)\+(?=\w)")
_PLUS_AFTER = re.compile(r"(?<=\w)\+")
_SYMBOL = re.compile("|".join(re.escape(sign) for sign in SYMBOLS))
_SPACE = re.compile(r"\s+")
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_BEFORE_STOP = re.compile(r" +([,.;:!?)])")
_SPOKEN_CATEGORIES = {"So", "Sm", "Sc", "No"}
_SILENT = "()[]{}\"'.,;:!?-–—…“”‘’*•·|`´/ "


def slashes(text: str) -> str:
    """And/or "and or"; else "slash": what it stands for is not guessed."""
    return _SLASH.sub(" slash ", _AND_OR.sub("and or", text))


def dashes(text: str) -> str:
    """A dash between words is a breath."""
    return _SILENT_DASH.sub(", ", text)


def symbols(text: str) -> str:
    """Every sign with a name of its own."""
    text = _PLUS_BETWEEN.sub(" plus ", text)
    text = _PLUS_AFTER.sub(" plus", text)
    return _SYMBOL.sub(lambda m: f" {SYMBOLS[m[0]]} ", text)


def leftovers(text: str) -> str:
    """Any digit by its name in whatever script it is, any other sign by its Unicode name: nothing is passed over."""

    def said(match: Match[str]) -> str:
        sign = match[0]
        number = unicodedata.digit(sign, None)
        if number is not None:
            return f" {DIGITS[number]} "
        if unicodedata.category(sign) in _SPOKEN_CATEGORIES:
            name = unicodedata.name(sign, "sign").casefold().replace("-", " ")
            return f" {re.sub('[0-9]', lambda m: DIGITS[int(m[0])], name)} "
        if unicodedata.category(sign) in {"Cf", "Cc", "Co", "Cn", "Cs"}:
            return ""
        return sign if sign in _SILENT or unicodedata.category(sign)[0] in "LMN" else " "

    return re.sub(r"[^A-Za-z ]", said, text)


def tidy(text: str) -> str:
    """Single spaces, none before a stop."""
    text = _SPACE.sub(" ", text).strip()
    text = _BEFORE_STOP.sub(r"\1", text.replace("( ", "("))
    return _TWO_STOPS.sub(".", text)
