"""Times of day and opening hours; "half past" forms left out, so that nothing is guessed."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.dates import MONTH, WEEKDAY
from publish.speech.british.fractions import CHANCE as _CHANCE
from publish.speech.british.numbers import cardinal, figure
from publish.speech.british.spans import DIGIT, Doubtful, Kind, Reading, around, either, follows, precedes, rule
from publish.speech.british.tables import MEASURES, PEOPLE

_UNITS = either(MEASURES)
_CLOCK = r"(\d\d?)(?:[:.](\d\d))? ?([AaPp])\.?[Mm]\b(?:\.(?! [A-Z]|$))?"
_CLOCK_SPAN = rf"(?<![\d.:])(\d\d?)(?:[:.](\d\d))? ?(?:([AaPp])\.?[Mm]\.?)?(?: ?[-–—] ?| to ){_CLOCK}"
_HOUR, _MINUTE = r"([01]?\d|2[0-3])", r"([0-5]\d)"
_CLOCK_24 = rf"(24(?=:00)|[01]?\d|2[0-3]):{_MINUTE}"
_JOINT = r"(?: ?[-–—] ?| to )"
_POINTED = rf"(?<![\d.,]){_HOUR}\.{_MINUTE}{_JOINT}{_HOUR}\.{_MINUTE}(?![\d.,]\d|\d|%| ?(?:[ap]\.?m|{_UNITS})\b)"
_NO_CLOCK = (
    r"(?:\b(?:CI|INR|HR|OR|RR|pH|range|ratio|level|levels|score|of|was|were|is|are|mean|median|between)|[=(<>≤≥±]) ?"
)
_RATIO = r"\b(?:ratio|dilut\w+|titre|adrenaline|scale|odds)\b[\w ]{0,12} "
_OPEN = rf"(?<![\d.,]){_HOUR}(?:\.{_MINUTE})?{_JOINT}{_HOUR}(?:\.{_MINUTE})?(?![\d.,]\d|\d|%| ?(?:[ap]\.?m|{_UNITS})\b)"
_IN_HOURS = rf"(?<![\d.,])([01]\d|2[0-3])\.{_MINUTE}(?:(?=(?:,? (?:(?:and|or|&) )?\d\d\.\d\d){{1,6}} ?hrs\b)| ?hrs\b)"
_LAST_HOUR_OF_MORNING = 12
_TWO, _TEN = 2, 10
_QUARTERS = frozenset(["00", "15", "30", "45"])
_NO_MORE = rf"(?![\d.,/:]\d|\d|%| ?[-–—/x×] ?\d| ?(?:[ap]\.?m|{_UNITS})\b)"
_POINTED_TIME = rf"(?<![\d.,/£$€–-]){_HOUR}\.([0-5][05]){_NO_MORE}"
_DATE = (
    rf"(?:{WEEKDAY}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}|\d\d?/\d\d?/\d\d|\d\d?-\d\d?-\d\d|"
    r"(?:today|tomorrow|tonight|this (?:morning|afternoon|evening)|in the (?:morning|afternoon|evening))\b)"
)
_DATED_BEFORE = rf"(?-i:{WEEKDAY}|\d{MONTH}|\d {MONTH})(?: \d{{4}})?[,:]? (?:at )?|\d/\d\d?/\d\d(?:\d\d)?,? (?:at )?"
_PUT = r"(?:^|[.;!?] |\b(?:at|until|till|before|after) )"  # not "by 2.50 on Monday", as an amount may rise by it
_TIMELY = (
    r"\b(?:appts?|appointments?|clinics?|open|opens|opening|close|closes|closing|arrive|arrives|visiting|hours|sessions?|"
    r"surgery|meet|meets|meeting|class|classes|lessons?|bus|train|doors|entry|lunch|tea|breakfast|supper|dinner|bedtime)\b\.?"
)
_TIMED = rf"{_TIMELY}(?: (?:[a-z]+|\d))?(?: [a-z]+){{0,3}}:? (?:at |by |until |till |from |between )?"
_MEASURED = re.compile(
    r"(?i)[£$€%]|\b(?:INR|pH|Hb\w*|levels?|ratio|scores?|counts?|doses?|weigh\w*|results?|mmol|glucose|sugars?|potassium|"
    r"sodium|creatinine|readings?|FEV1?|TSH|T4|CRP|ESR|PSA|lactate|calcium|urate|urea|temp\w*|costs?|prices?|rose|fell|"
    r"bilirubin|albumin|platelets?|neutrophils?|lymphocytes?|W[BC]C|ALT|AST|ALP|GGT|eGFR|magnesium|phosphate|ferritin|"
    r"troponin|BMI|ranges?|mean|median|average|values?|index|rates?)\b"
)
_HALF_SPAN = (
    rf"(?<![\d:.,*/–-])(?:{_HOUR}:{_MINUTE}{_JOINT}{_HOUR}{_NO_MORE}(?![\w:])|"
    rf"{_HOUR}{_JOINT}{_HOUR}:{_MINUTE}{_NO_MORE})"
)
_MAYBE_TIMES = "may be times: write 1.30pm or 13:30"
_CALLED = r"\b(?:call|calling|ring|ringing|phone|telephone|tel|fax|dial|text|number|helpline|childline|on)\b[.:]? ?"
_FOUR_SPAN = (
    r"(?<![\w.,/–-])([01]\d|2[0-3])([0-5][05])(?: ?[-–—] ?| to )([01]\d|2[0-3]|24(?=00))([0-5][05])( ?h(?:rs|ours)?\b)?"
    r"(?!\w|[.,]\d|[ -]\d)"
)


def _clock(hour: str, minute: str | None, half: str | None, *, spanned: bool = False, plain: bool = False) -> str:
    if half is None and minute == "00" and not plain:
        if len(hour) == _TWO and (spanned or int(hour) > _LAST_HOUR_OF_MORNING):
            return f"{cardinal(int(hour))} hundred hours"
        return "midnight" if not int(hour) else f"{cardinal(int(hour))} o'clock"
    words = cardinal(int(hour))
    if minute and int(minute):
        words += f" {cardinal(int(minute))}" if int(minute) >= _TEN else f" oh {cardinal(int(minute))}"
    return f"{words} {half.lower()}.m." if half else words


def _clock_span(match: Match[str]) -> str:
    return f"{_clock(match[1], match[2], match[3])} to {_clock(match[4], match[5], match[6])}"


def _pointed_span(match: Match[str]) -> Reading:
    """9.00–17.30: opening hours, unless what stands before says that it is a measurement."""
    quarters = {match[2], match[4]} <= _QUARTERS
    timely = int(match[1]) >= _EARLIEST and quarters and not follows(match, _NO_CLOCK)
    timely = timely or follows(match, rf"{WEEKDAY},? (?:from )?") or (quarters and _named(match))
    if not timely:
        if not (quarters and (follows(match, r"\bfrom ") or _bare(match))) or _measured(match):
            return None
        return Doubtful(f"{figure(f'{match[1]}.{match[2]}')} to {figure(f'{match[3]}.{match[4]}')}", _MAYBE_TIMES)
    hundred = {"spanned": int(match[3]) > _LAST_HOUR_OF_MORNING}
    return f"{_clock(match[1], match[2], None, **hundred)} to {_clock(match[3], match[4], None, **hundred)}"


def _bare(match: Match[str]) -> bool:
    """1.30 to 4.30, which nothing behind it counts and no bracket holds."""
    free = not follows(match, rf"{_NO_CLOCK}|[(\[]|[a-z)] ") or follows(match, r"[.;:] ")
    return free and precedes(match, r"\s*(?:$|[.;]|,(?!\d))")


_EARLIEST = 6  # 1.15–2.30 may be a range of measurements


def _measured(match: Match[str]) -> bool:
    """Whether the text around it speaks of what is measured."""
    return _MEASURED.search(around(match)) is not None


def _named(match: Match[str]) -> bool:
    """Whether a word in front of it says that it is a time, and none that it is measured."""
    return follows(match, _TIMED) and not _measured(match)


def _pointed(match: Match[str]) -> Reading:
    """2.30 on Friday, "appt is at 14.30": a time where a date beside it or a word says so."""
    dated = precedes(match, r" for \d{1,2}(?:[.:]\d\d)? ?[ap]m\b")  # 7.30 for 8pm
    dated = (
        dated
        or (precedes(match, rf",? (?:on )?(?:the )?{_DATE}") and follows(match, _PUT))
        or follows(match, _DATED_BEFORE)
    )
    if not (dated or follows(match, rf"{_TIMED}|@ ?")) or _measured(match):
        return None
    return _clock(match[1], match[2], None)


def _open_span(match: Match[str]) -> Reading:
    """9–5.30 behind a day or "open": opening hours."""
    if not (match[2] or match[4]):
        return None
    if not follows(match, rf"(?:{WEEKDAY}|\b(?:open|hours))[:,]? (?:from )?") and not _named(match):
        return _maybe_open(match)
    return f"{_clock(match[1], match[2], None, plain=True)} to {_clock(match[3], match[4], None, plain=True)}"


def _maybe_open(match: Match[str]) -> Reading:
    """9–12.30 with no word beside it: minutes at one end alone are rather a time."""
    one_sided = match[2] is None and match[4] in _QUARTERS and re.search("[-–—]", match[0]) is not None
    if (
        not one_sided
        or _measured(match)
        or follows(match, _NO_CLOCK)
        or not precedes(match, r"\s*(?:$|[.;:)]|,(?!\d))")
    ):
        return None
    return Doubtful(f"{figure(match[1])} to {figure(f'{match[3]}.{match[4]}')}", _MAYBE_TIMES)


def _half_span(match: Match[str]) -> Reading:
    """10:30-11 and 10-11:30: an hour at one end."""
    hour, minute, last, first, last_hour, last_minute = match.groups()
    early = "1" in (hour, first)  # 1:20-30 may be a dilution
    if (
        {minute or last_minute} - _QUARTERS
        or (early and not _named(match))
        or follows(match, _RATIO)
        or _measured(match)
    ):
        return None
    if minute:
        return f"{_clock(hour, minute, None)} to {_clock(last, None, None)}"
    return f"{_clock(first, None, None)} to {_clock(last_hour, last_minute, None, spanned=True)}"


def _four_digit_span(match: Match[str]) -> Reading:
    """0900–1700; no years, and no telephone number."""
    hour, minute, last_hour, last_minute, hours = match.groups()
    clocked = hours or "0" in (hour[0], last_hour[0]) or follows(match, rf"{WEEKDAY}[:,]? ") or _named(match)
    if not clocked or follows(match, _CALLED) or precedes(match, " of "):
        return None
    spanned = int(last_hour) > _LAST_HOUR_OF_MORNING
    first = _clock(hour.lstrip("0") or "0", minute, None, spanned=spanned)
    return f"{first} to {_hours(_clock(last_hour.lstrip('0') or '0', last_minute, None, spanned=spanned), hours)}"


def _four_digits(match: Match[str]) -> Reading:
    """0830 hrs, 1400h; "1400 hours of care" are hours."""
    hour, minute = match[1], match[2]
    named = follows(match, r"(?:\b(?:at|from|until|by)|\d{4} ?h(?:rs)?,? (?:or|and|to|&)) ")
    clocked = named or hour.startswith("0") or match[0].endswith(f"{minute}h")
    return _clock(str(int(hour)), minute, None) if clocked and not precedes(match, " of ") else None


_EARLY = (
    r"(?:(?<=\bat )|(?<=\bby )|(?<=until )|(?<=before )|(?<=after ))(0\d)([0-5][05])"
    r"(?=[.,;)](?!\d)|$| (?:and|on|each|every|daily|the)\b)"
)


def _early(match: Match[str]) -> str:
    """At 0600, by 0830: a time with a zero in front."""
    return _clock(str(int(match[1])), match[2], None)


def _hours(words: str, written: str | None) -> str:
    """15:30hrs "fifteen thirty hours"; "fifteen hundred hours" has them already."""
    return f"{words} hours" if written and not words.endswith(("hours", "o'clock", "midnight")) else words


def _clock_24(match: Match[str]) -> Reading:
    hour, minute, last_hour, last_minute, hours = match.groups()
    if last_hour:
        spanned = int(last_hour) > _LAST_HOUR_OF_MORNING
        first, last = (_clock(*time, None, spanned=spanned) for time in ((hour, minute), (last_hour, last_minute)))
        return f"{first} to {_hours(last, hours)}"
    if hours:
        return _hours(_clock(hour, minute, None), hours)
    if hour == "1" and re.search(r"1:\d+ ?[-–] ?1:\d|\b(?:common|rare)\b", around(match)):
        return None  # how often it happens
    if hour == "1" and (follows(match, _CHANCE) or precedes(match, rf" (?:[a-z]+ )?{PEOPLE}")):
        return None  # a risk of 1:50
    if follows(match, _RATIO) or precedes(match, r" (?:\w+ )?(?:ratio|dilution|solution|mixture|adrenaline)"):
        return None
    return _clock(hour, minute, None)


RULES = (
    rule(Kind.TIME, DIGIT, _CLOCK_SPAN, _clock_span),
    rule(Kind.TIME, DIGIT, rf"(?<![\d.:]){_CLOCK}", lambda m: _clock(m[1], m[2], m[3])),
    rule(Kind.TIME, DIGIT, _POINTED, _pointed_span),
    rule(Kind.TIME, DIGIT, _OPEN, _open_span),
    rule(Kind.TIME, DIGIT, _POINTED_TIME, _pointed),
    rule(Kind.TIME, DIGIT, rf"(?<=@ ){_HOUR}\.{_MINUTE}{_NO_MORE}", lambda m: _clock(m[1], m[2], None)),
    rule(Kind.TIME, DIGIT, _FOUR_SPAN, _four_digit_span),
    rule(Kind.TIME, DIGIT, _HALF_SPAN, _half_span),
    rule(Kind.TIME, DIGIT, _EARLY, _early),
    rule(Kind.TIME, DIGIT, r"(?<![\d.,])(00|1[3-9]|2[0-3])\.(00|15|30|45) ?hours\b(?! of)",
         lambda m: _hours(_clock(m[1], m[2], None), m[0])),
    rule(Kind.TIME, DIGIT, rf"(?<![\d.,])(0\d)\.{_MINUTE}(?!\d|\.\d| ?(?:%|(?:{_UNITS})\b))",
         lambda m: _clock(str(int(m[1])), m[2], None)),
    rule(Kind.TIME, DIGIT, _IN_HOURS, lambda m: _clock(m[1], m[2], None)),
    rule(Kind.TIME, DIGIT, rf"(?<![\d.,])(0\d|1\d|2[0-3]){_MINUTE}(?:h| ?hrs?\b| ?hours\b)(?!\w)", _four_digits),
    rule(Kind.TIME, DIGIT, rf"(?<![\d:*]){_CLOCK_24}(?:h?{_JOINT}{_CLOCK_24})?( ?h(?:rs|ours)?\b)?"
         r"(?![\d:]|,\d{3}(?!\d))", _clock_24),
)  # fmt: skip
