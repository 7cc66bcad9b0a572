"""Dates and times: "the thirtieth of June twenty twenty-three", "half" forms left out, so that nothing is guessed."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.numbers import cardinal, decade, ordinal, year
from publish.speech.british.tables import MONTH_FORMS, MONTHS

_MONTH = "|".join(sorted(MONTH_FORMS, key=len, reverse=True))
_YEAR = r"(?:1[0-9]|20)\d\d"

_ISO = re.compile(r"(?<![\d/-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d/-])")
_SLASHED = re.compile(r"(?<![\d/])(0?[1-9]|[12]\d|3[01])([/.])(0?[1-9]|1[0-2])\2(\d{4}|\d\d)(?![\d/])")
_SPAN = re.compile(
    rf"(?<!\d)(\d\d?)(?:st|nd|rd|th)? ?[-–—] ?(\d\d?)(?:st|nd|rd|th)? ({_MONTH})\b\.?(?:,? ({_YEAR})(?!\d))?"
)
_DAY_FIRST = re.compile(rf"(?<![\d.,])(?:the )?(\d\d?)(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b\.?(?:,? ({_YEAR})(?!\d))?")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\b\.? (\d\d?)(?:st|nd|rd|th)?(?!\d)(?:,? ({_YEAR})(?!\d))?")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\b\.?,? ({_YEAR})(?!\d)")
_DECADE = re.compile(r"(?<![\w.,])((?:1[0-9]|20)\d0|[2-9]0)['’]?s\b")
_YEARS = re.compile(rf"(?<![\w.,/-])({_YEAR})( ?[-–—/] ?)({_YEAR}|\d\d)(?![\w%]|[.,]\d|-)")
_YEAR_BEFORE = re.compile(
    rf"(?i)\b(in|since|between|by|from|until|till|during|before|after|year|years|of|early|late|mid|copyright|and|to|©)"
    rf" ({_YEAR})(?![\w%/]|[.,]\d|[-–]\w| ?°)(?! (?:to|or|and) (?!{_YEAR}\b)\d)(?! (?!(?:and|to|or)\b)[a-z])"
)
_YEAR_ALONE = re.compile(rf"(?<![\w.,/£$€-])(?<![\w)] )({_YEAR})(?=\s*(?:[;):]|\.?$|\. [A-Z]))")
_YEAR_IN_BRACKETS = re.compile(rf"\(({_YEAR})([a-z]?)\)")

_CLOCK = re.compile(r"(?i)(?<![\d.:])(\d\d?)(?:[:.](\d\d))? ?([ap])\.?m\b\.?(?!\w)")
_CLOCK_SPAN = re.compile(
    r"(?i)(?<![\d.:])(\d\d?)(?:[:.](\d\d))? ?([ap])?\.?m?\.? ?[-–—] ?(\d\d?)(?:[:.](\d\d))? ?([ap])\.?m\b"
)
# "9.00" is a time only where a day or another time stands beside it.
_POINTED = re.compile(
    r"(?<=day)(,? )([01]?\d|2[0-3])\.([0-5]\d)( ?[-–—] ?| to )([01]?\d|2[0-3])\.([0-5]\d)(?![\d.]| ?[ap]\.?m)"
)
_CLOCK_24_SPAN = re.compile(r"(?<=\d:[0-5]\d) ?[-–—] ?(?=\d?\d:[0-5]\d(?![\d:]))")
_CLOCK_24 = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s?day|nesday|rsday|urday|s|r|rs)?\b\.?"
_WEEKDAY_SPAN = re.compile(rf"\b{_WEEKDAY} ?(?:[-–—]|to) ?{_WEEKDAY}")
# The sun, and who sat or wed, are no days: these stand before a time or a date.
_WEEKDAY_SHORT = re.compile(
    r"\b(Mon|Tue|Thu|Fri|(?:Wed|Sat|Sun)"
    rf"(?=\.? (?:\d\d?(?:[:.]\d\d)? ?(?:[ap]\.?m|[-–—]|to\b)|\d\d?(?:st|nd|rd|th)? (?:{_MONTH})\b)))"
    r"(?:s|r|rs)?\b\.?(?! ?[-–—])(?=[ ,:;)]|$)"
)


def _day(day: str, month: int, year_written: str | None) -> str:
    said = f"the {ordinal(int(day))} of {MONTHS[month - 1]}"
    return f"{said} {year(int(year_written))}" if year_written else said


def _valid(day: str) -> bool:
    return 1 <= int(day) <= _LAST_DAY


_LAST_DAY = 31
_TWO_DIGITS = 2
_PIVOT = 50  # "12/03/49" is 2049, "12/03/50" is 1950


def iso_dates(text: str) -> str:
    """ISO 8601 calendar dates."""
    return _ISO.sub(lambda m: _day(m[3], int(m[2]), m[1]), text)


def slashed_dates(text: str) -> str:
    """12/03/2025, always day first: a British date is never read as an American one."""

    def said(match: Match[str]) -> str:
        written = match[4]
        if len(written) == _TWO_DIGITS:
            if match[2] == ".":
                return match[0]
            written = f"{19 if int(written) >= _PIVOT else 20}{written}"
        return _day(match[1], int(match[3]), written)

    return _SLASHED.sub(said, text)


def written_dates(text: str) -> str:
    """Dates with the month as a word, in either order, with or without a year."""

    def span(match: Match[str]) -> str:
        if not (_valid(match[1]) and _valid(match[2])):
            return match[0]
        return f"the {ordinal(int(match[1]))} to {_day(match[2], MONTH_FORMS[match[3]], match[4])}"

    def day_first(match: Match[str]) -> str:
        if not _valid(match[1]) or (match[2] in {"May", "March", "Mar"} and _counts(match)):
            return match[0]
        return _day(match[1], MONTH_FORMS[match[2]], match[3])

    def month_first(match: Match[str]) -> str:
        return _day(match[2], MONTH_FORMS[match[1]], match[3]) if _valid(match[2]) else match[0]

    text = _DAY_FIRST.sub(day_first, _SPAN.sub(span, text))
    text = _MONTH_FIRST.sub(month_first, text)
    return _MONTH_YEAR.sub(lambda m: f"{MONTHS[MONTH_FORMS[m[1]] - 1]} {year(int(m[2]))}", text)


def _counts(match: Match[str]) -> bool:
    """Whether "May" or "March" after a number begins a new sentence or clause rather than a date."""
    return match.string[: match.start(2)].rstrip().endswith(".")


def weekdays(text: str) -> str:
    """Mon–Fri "Monday to Friday", Sat 9am "Saturday 9am"."""

    def whole(short: str) -> str:
        return next(name for name in _WEEKDAYS if name.startswith(short))

    text = _WEEKDAY_SPAN.sub(lambda m: f"{whole(m[1])} to {whole(m[2])}", text)
    return _WEEKDAY_SHORT.sub(lambda m: whole(m[1]), text)


def years(text: str) -> str:
    """Years where the words around them say that they are years, spans of years and decades."""

    def both(match: Match[str]) -> str:
        first, sign, last = match[1], match[2].strip(), match[3]
        whole = last if len(last) == len(first) else first[:2] + last
        if int(whole) <= int(first):
            return match[0]
        joint = "slash" if sign == "/" else "to"
        return f"{year(int(first))} {joint} {year(int(whole)) if len(last) == len(first) else cardinal(int(last))}"

    text = _DECADE.sub(lambda m: decade(int(m[1])), text)
    text = _YEARS.sub(both, text)
    text = _YEAR_IN_BRACKETS.sub(lambda m: f"({year(int(m[1]))} {m[2]})".replace(" )", ")"), text)
    text = _YEAR_BEFORE.sub(lambda m: f"{m[1]} {year(int(m[2]))}", text)
    return _YEAR_ALONE.sub(lambda m: year(int(m[1])), text)


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    said = cardinal(int(hour))
    if minute and int(minute):
        said += f" {cardinal(int(minute))}" if int(minute) >= _TEN else f" oh {cardinal(int(minute))}"
    return f"{said} {half.lower()}.m." if half else said


_TEN = 10


def times(text: str) -> str:
    """Times of day, twelve and twenty-four hours, and spans of them."""

    def span(match: Match[str]) -> str:
        return f"{_clock(match[1], match[2], match[3])} to {_clock(match[4], match[5], match[6])}"

    def clock_24(match: Match[str]) -> str:
        if match[2] == "00":
            return f"{cardinal(int(match[1]))} hundred hours" if len(match[1]) == _TWO_DIGITS else f"{match[1]} o'clock"
        return _clock(match[1], match[2], None)

    text = _CLOCK_SPAN.sub(span, _POINTED.sub(r"\1\2:\3 to \5:\6", text))
    text = _CLOCK.sub(lambda m: _clock(m[1], m[2], m[3]), _CLOCK_24_SPAN.sub(" to ", text))
    return _CLOCK_24.sub(clock_24, text)
