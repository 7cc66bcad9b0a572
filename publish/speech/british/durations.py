"""How long something lasts, in letters: 18m and 5d by what stands beside them, 1h20m, 2m30s."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.numbers import cardinal, figure
from publish.speech.british.spans import DIGIT, Kind, Reading, around, follows, precedes, rule


def _months(match: Match[str]) -> Reading:
    """18m old, aged 3m, 6m–2y: a child's age."""
    number, joint = match.groups()
    young = follows(match, "[<>≤≥] ?") and bool(
        re.search(r"\b(?:bab(?:y|ies)|infants?|child(?:ren)?|yrs?)\b", around(match))
    )
    young = young or follows(match, r"\d ?(?:y|yrs?|years?),? ")
    if not joint and not young and not precedes(match, "[ -]old") and not follows(match, r"\b(?:aged?|ages) "):
        return None
    months = f"{cardinal(int(number))} month{'' if number == '1' or precedes(match, '-') else 's'}"
    return f"{months} to " if joint else months


def _days(match: Match[str]) -> Reading:
    """For 5d, x 10d, every 7–10d: days. A room, a figure and a stage may be called 5d."""
    first, last = match.groups()
    if not follows(match, r"\b(?:for|every|within|after|next|last|past|at|until|by) |(?<!\w)[x×] ?") and not precedes(
        match, r" (?:course|supply|ago|later)\b"
    ):
        return None
    number = last or first
    lead = f"{figure(first)} to " if last else ""
    return f"{lead}{figure(number)} day{'' if number == '1' or precedes(match, ' (?:course|supply)') else 's'}"


def _counted(number: str, unit: str) -> str:
    return f"{cardinal(int(number))} {unit}{'' if int(number) == 1 else 's'}"


def _hours_and_minutes(match: Match[str]) -> str:
    """1h20m, 1h30, 1h 30m, 2h05: behind hours an m is minutes."""
    return f"{_counted(match[1], 'hour')} {_counted(match[2], 'minute')}"


def _minutes_and_seconds(match: Match[str]) -> str:
    """2m30s."""
    return f"{_counted(match[1], 'minute')} {_counted(match[2], 'second')}"


RULES = (
    rule(Kind.QUANTITY, DIGIT, r"(?<![\w.,])(\d{1,2})m\b(?: ?([-–]) ?(?=\d{1,2} ?(?:y|yrs?)\b))?", _months),
    rule(Kind.QUANTITY, DIGIT, r"(?<![\w.,])(\d{1,3})(?: ?[-–] ?(\d{1,3}))? ?d(?![\w-])", _days),
    rule(Kind.TIME, DIGIT, r"(?<![\w.,:])(\d{1,2}) ?h(?:rs?)? ?([0-5]?\d) ?m(?![\w/])", _hours_and_minutes),
    rule(Kind.TIME, DIGIT, r"(?<![\w.,:])([1-9])h([0-5]\d)(?![\w/])", _hours_and_minutes),
    rule(Kind.TIME, DIGIT, r"(?<![\w.,:])(\d{1,2}) ?m(?:ins?)? ?([0-5]?\d) ?s(?:ecs?)?(?![\w/])", _minutes_and_seconds),
)
