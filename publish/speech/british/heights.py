"""Heights, weights and lengths of the old measures: 5ft 11in, 10st 5lb, 5'2, 37"."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.amounts import VULGAR, N, amount
from publish.speech.british.numbers import figure
from publish.speech.british.spans import DIGIT, Kind, Reading, before, follows, rule
from publish.speech.british.tables import MEASURES


def _height(match: Match[str]) -> str:
    """5ft 11in, 10st 5lb, 5'2."""
    large = MEASURES["st" if match[2] == "st" else "ft"][match[1] != "1"]
    small = ("pound", "pounds") if match[2] == "st" else ("inch", "inches")
    return f"{figure(match[1])} {large} {figure(match[3])} {small[match[3] != '1']}"


def _inches(match: Match[str]) -> str:
    return f"{amount(match[1])} {'inch' if match[1] == '1' else 'inches'}"


_QUOTATION = r"""(?<!['′]\d)(?<!['′]\d\d)\""""  # and no sign of 5'11"


def _marked_inches(match: Match[str]) -> Reading:
    """37" "inches", 6–8", unless the sign closes a quotation."""
    least, most, mark = match.groups()
    if mark == '"' and len(re.findall(_QUOTATION, before(match))) % 2 == 1:
        return None
    single = most == "1" or follows(match, r"\ban? ")  # a 37" screen
    return (f"{amount(least)} to " if least else "") + f"{amount(most)} {'inch' if single else 'inches'}"


def _feet(match: Match[str]) -> str:
    """5'–6'."""
    return f"{figure(match[1])} to {figure(match[2])} feet"


_FEET = r"(?<![\w.])(\d{1,2}) ?(ft|'|′|st) ?(\d{1,2}(?:\.\d)?) ?(?:ins?\b|inch(?:es)?\b|\"|″|lbs?\b)"

RULES = (
    rule(Kind.QUANTITY, DIGIT, _FEET, _height),
    rule(Kind.QUANTITY, DIGIT, r"(?<![\w.])([3-7])(['′])(\d|1[01])(?![\w'\"′″])", _height),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.])({N}{VULGAR}?)(?:in\b|\"(?= x))", _inches),
    rule(
        Kind.QUANTITY, DIGIT, rf"(?<![\w.,])(?:({N}{VULGAR}?) ?[-–] ?)?({N}{VULGAR}?)([\"″])(?![\w\"])", _marked_inches
    ),
    rule(Kind.QUANTITY, DIGIT, r"(?<![\w.])(\d{1,2})['′] ?[-–] ?(\d{1,2})['′](?!\w)", _feet),
)
