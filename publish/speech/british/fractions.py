"""A stroke or colon between two numbers: a chance, a score, two stages, a blood pressure, a fraction, a ratio."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.amounts import DOSED, PER_UNIT, UNIT, N, per, unit_words
from publish.speech.british.numbers import figure, fraction
from publish.speech.british.spans import DIGIT, Kind, Reading, follows, precedes, rule
from publish.speech.british.tables import LABELS, PEOPLE

_CHANCE = r"\b(?:risk|chance|odds|affects?|affecting|prevalence|incidence|probability|frequency)\b[\w ]*? "
_SCORE = r"\b(?:score|scored|gcs|mmse|apgar|pain|rated|rating|marks?)(?: (?:of|is|was|at))? "
_RARE = 10  # what is one in fewer is a share: "1/4 of", not "a chance of 1/4"
_SYSTOLIC = (60, 260)  # mmHg; in other pairs, as of a tablet of two medicines, the stroke is said


def _chance(match: Match[str]) -> bool:
    """Whether it is "one in ten": of people, or as a risk."""
    people = precedes(match, rf" (?:[a-z]+ )?{PEOPLE}") and not precedes(match, " of")
    likely = follows(match, _CHANCE) or precedes(match, r" (?:risk|chance|odds|births)")
    return bool(people) or (match[1] == "1" and int(re.sub(r"\D", "", match[2])) >= _RARE and bool(likely))


def _stroke(match: Match[str]) -> str:
    """1/10 people "one in ten people", phase 2/3 "two three", 3/4 "three quarters", 120/80 "over"."""
    over, under = figure(match[1]), figure(match[2])
    if match[0] == "24/7":
        return "twenty-four seven"
    if follows(match, _SCORE):
        return f"{over} out of {under}"
    if match[0] in ("50/50", "20/20") or follows(match, rf"\b{LABELS} "):  # phase two three
        return f"{over} {under}"
    if _chance(match):
        return f"{over} in {under}"
    words = f"{over} slash {under}"
    unit = match.groupdict().get("unit")
    if re.fullmatch(r"\d+/[1-9]\d*", match[0].removesuffix(unit or "").rstrip()):
        numbers = int(match[1]), int(match[2])
        named = fraction(*numbers)
        pressure = _SYSTOLIC[0] <= numbers[0] <= _SYSTOLIC[1] and numbers[1] < numbers[0]
        words = named if pressure or (" over " not in named and not unit) else words
    if not unit:
        return words
    return f"{words} {unit_words(unit)[0 if precedes(match, f' {DOSED}') else 1]}{per(match['per'])}"


def _labelled(match: Match[str]) -> Reading:
    return _stroke(match) if follows(match, rf"\b{LABELS} ") else None


_PAIR = rf"(?<![\d/.])({N})/({N})"

BEFORE_AMOUNTS = (
    rule(Kind.FRACTION, DIGIT, rf"{_PAIR}(?= (?:[a-z]+ )?{PEOPLE}| (?:risk|chance|odds))", _stroke),
    rule(Kind.FRACTION, DIGIT, r"(?<![\d/.])(\d+)/(\d+)(?![\d/]|[.,]\d|[A-Za-z])(?! ?[-–] ?[\d½])", _labelled),
)
RULES = (
    rule(Kind.FRACTION, DIGIT, rf"{_PAIR}(?: ?(?P<unit>{UNIT})(?P<per>{PER_UNIT}*))?(?![\d/]|\.\d)", _stroke),
    rule(Kind.FRACTION, DIGIT, rf"(?<![\d:])({N}):({N})(?![\d:])", lambda m: f"{figure(m[1])} to {figure(m[2])}"),
)
