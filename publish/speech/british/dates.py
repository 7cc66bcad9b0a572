"""Dates and years: day first, as in Britain."""

from __future__ import annotations

import re
from calendar import monthrange
from re import Match

from publish.speech.british.numbers import cardinal, ordinal, plural, year
from publish.speech.british.spans import (
    DIGIT,
    END,
    LETTER,
    SIGN,
    Doubtful,
    Kind,
    Reading,
    before,
    either,
    follows,
    precedes,
    rule,
)
from publish.speech.british.tables import (
    LABELS,
    MANY,
    MEASURES,
    MONTH_FORMS,
    MONTHS,
    NUMBER_WORDS,
    PEOPLE,
    SYMBOLS,
    WEEKDAYS,
)

MONTH = rf"(?:{either(MONTH_FORMS)})\b"
WEEKDAY = r"(?:Mon|Tues?|Weds|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?\b"
_YEAR = r"(?:1[0-9]|20)\d\d"
_SUFFIX = r"(?:\u207d?(?:st|nd|rd|th)\u207e?)?"
_DAY = rf"(0?[1-9]|[12]\d|3[01]){_SUFFIX}"
_UNITS = either(MEASURES)

_DAYS = rf"(?:(?:{_DAY}, )*{_DAY}(?:,? (?:and|or|to|&) | ?[-–—/] ?)(?:{WEEKDAY} )?)?"
_DAY_FIRST = rf"(?P<days>{_DAYS}){_DAY}(?: of)? ({MONTH})\.?(?:,? (?:({_YEAR})|['’](?P<short>\d\d))(?!\d))?"
_MONTH_FIRST = rf"({MONTH})\.? {_DAY}(?!\w|[.:]\d)(?:,? ({_YEAR})(?!\d))?"
_YEARS = rf"(?<![\w.,/-])({_YEAR})( ?[-–—/] ?)({_YEAR}|\d\d?)(?![\w%/]|[.,]\d|-)"
_BEFORE_YEAR = (
    r"(?:©|\b(?:in|since|between|by|from|until|till|during|before|after|years?|of|early|late|mid|published|"
    r"updated|reviewed|dated|and|to)) "
)
_SURELY_YEAR = (
    r"(?:\bca?\. ?|(?:©|\bcopyright) (?-i:[A-Z][\w']* (?:[\w']+ ){0,4})|"
    r"(?:©|\b(?:copyright|pub\.|rev\.|act|regulations|circa|born|spring|summer|autumn|winter|"
    r"christmas|easter|founded|q(?:tr )?[1-4]|est\.|(?-i:MHA|MCA|DPA|GDPR|FOIA))) )"
)
_NO_YEAR = rf"[^\W¹²³⁰⁴-⁹]|[%/]|[.,]\d|[-–]\w| ?°| (?:to|or|and) (?!{_YEAR}\b)\d| (?!(?:and|to|or)\b)[a-z]"
_SLASHED = r"(?<![\d/])(?:(\d\d?) ?[-–] ?)?(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])/(\d{4}|\d\d)(?![\d/])"
_NAMED_DAY = (
    rf"(?:(?<![-–])(?-i:\b{WEEKDAY})|(?:christmas|boxing|new year's) (?:day|eve)|"
    r"\bweek (?:commencing|beginning|ending)|\bw/[cbe]),? "
)
_DATE_ENDS = r"\s*(?:$|[.,;:()@–-]|(?:at|to|and|or|until|till|from|for|in|by|with|is|was|will)\b)"
_SHORT_DATE = r"(?<![\d/.,])(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?![\w/]|[.,]\d| ?[-–] ?\d)"
_IN_LETTERS = (
    r"(?<![\w/.,-])(0?[1-9]|[12]\d|3[01])([-/. ]?)((?i:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec))\2"
    r"('?\d\d|(?:19|20)\d\d)(?![\w/-]|[.,]\d)"
)
_POINTED = r"(?<![\d.–-])(?:([1-9]|[12]\d|3[01]) ?[-–] ?)?(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(\d\d)(?!\d|\.\d)"
_MONTH_AND_YEAR = r"(?<![\d/.])(0[1-9]|1[0-2])[ -]((?:19|20)\d\d)(?![\d/-]|[.,]\d)"
_PLACES = r"(?:wards?|rooms?|beds?|bays?|flats?|page|p\.|clinics?|no\.|numbers?)"


def _on(day: str, month: int, written: str | None) -> str:
    words = f"the {ordinal(int(day))} of {MONTHS[month - 1]}"
    return f"{words} {year(int(written))}" if written else words


def _dated(day: str, month: int, written: str, lead: str = "") -> Reading:
    """A date in figures. No calendar has a 31st of April: the day, the month or their order is wrong."""
    words = lead + _on(day, month, written)
    return (
        words
        if int(day) <= monthrange(int(written), month)[1]
        else Doubtful(words, "is a day that its month does not have")
    )


def _named_day(match: Match[str]) -> Reading:
    """Tue 3/6, w/c 06/01, Boxing Day 26/12: day and month behind the name of a day."""
    if not follows(match, _NAMED_DAY) or not precedes(match, _DATE_ENDS):
        return None  # Mon 1/2 tablet
    if match[0] in {"1/2", "1/3", "1/4", "2/3", "3/4"}:
        slashed = f"{cardinal(int(match[1]))} slash {cardinal(int(match[2]))}"
        return Doubtful(slashed, "may be a date, or a part of a whole: write it in words")
    return _on(match[1], int(match[2]), None)


def _in_letters(match: Match[str]) -> Reading:
    """07-AUG-1954, 4-Apr-25, 25/Dec/2025, 04 APR 25."""
    if match[2] in (" ", "") and not match[3].isupper():
        return None  # "4 Apr 25" is left to the rule for days and months
    written = match[4].lstrip("'")
    return _dated(match[1], MONTH_FORMS[match[3].capitalize()], _short_year(written))


def _unpadded(match: Match[str]) -> Reading:
    """6-7-25: a date, or the parts of a code."""
    words = _on(match[1], int(match[2]), _short_year(match[3]))
    return Doubtful(words, "may be a date: write the month as a word")


def _short_year(written: str) -> str:
    """The year of two digits: 25 is 2025 and 50 is 1950."""
    return written if len(written) > len("25") else f"{19 if int(written) >= _PIVOT else 20}{written}"


_PIVOT = 50


def _pointed_date(match: Match[str]) -> Reading:
    """3.4.25; after "version" and the like, and where a day would be 0, it is a number with points."""
    if follows(match, rf"\b(?:versions?|v|{LABELS}|paragraphs?|clauses?|appendix|rule|standard|number|no\.)\.? ?"):
        return None
    return _dated(
        match[2], int(match[3]), _short_year(match[4]), f"the {ordinal(int(match[1]))} to " if match[1] else ""
    )


def _day_first(match: Match[str]) -> Reading:
    """30 June 2023, 5–7 May, Mon 3 to Fri 7 March, 3, 10 and 17 May; "Ward 7, 12 and 13 May" begins with a number."""
    days, (day, month, written, short) = match["days"], match.groups()[-4:]
    written = written or (_short_year(short) if short else None)
    words = _on(day, MONTH_FORMS[month], written)
    if days and follows(match, rf"\b(?:{LABELS}|{_PLACES}) "):
        return None
    joints = re.sub(WEEKDAY, lambda found: _full_day(found[0]), re.sub(" ?[-–—] ?", " to ", days)).replace("&", "and")
    joints = re.sub(" ?/ ?", " slash ", joints)
    return re.sub(rf"(\d+){_SUFFIX}", lambda found: f"the {ordinal(int(found[1]))}", joints) + words


def _month_first(match: Match[str]) -> Reading:
    month, day, written = match.groups()
    if not written and precedes(match, rf" (?:{PEOPLE}|(?:{_UNITS}|times|other|more|or)\b|[a-z]+ {PEOPLE})"):
        return None  # "May 5 people come?"
    return _on(day, MONTH_FORMS[month], written)


def _years(match: Match[str]) -> Reading:
    first, sign, last = match[1], match[2].strip(), match[3]
    whole = last if len(last) == len(first) else first[:2] + last
    counted = precedes(match, rf" ?(?:{_UNITS}|calories|steps|units|{PEOPLE})(?!\w)")
    if len(last) == 1:
        whole = first[:-1] + last
        counted = counted or int(whole) != int(first) + 1
    if int(whole) <= int(first) or counted:
        return None
    joint = "slash" if sign == "/" else "to"
    return f"{year(int(first))} {joint} {year(int(whole)) if len(last) == len(first) else cardinal(int(last))}"


def _year(match: Match[str]) -> Reading:
    """A year where the words around it say that it is one."""
    if follows(match, NUMBER_WORDS):
        return None  # pager 1234
    bracketed = before(match).endswith("(") and precedes(match, r"[a-z]?[),;]")
    dated = follows(match, _BEFORE_YEAR) and not precedes(match, _NO_YEAR)
    dated = dated or follows(match, _SURELY_YEAR)
    alone = not follows(match, r"[\w.,/£$€)-] ?") and precedes(match, r"\s*(?:[;):]|\.?$|\. [A-Z])")
    listed = (follows(match, rf"\b{_YEAR}[;,] ") and precedes(match, r"[;,.]|$| and ")) or precedes(
        match, rf"[;,]? (?:and |or )?{_YEAR}\b(?! (?!and|or)[a-z]|[-–])"
    )
    letter = f" {match[2]}" if match[2] else ""
    cited = re.match("19|20", match[1]) and follows(match, _AUTHOR)
    cited = cited and precedes(match, r"[,;.)]|$") and not follows(match, rf"\b(?:{LABELS}|{_PLACES}) ")
    if letter and not (bracketed or cited):
        return None
    return f"{year(int(match[1]))}{letter}" if bracketed or dated or alone or listed or cited else None


_AUTHOR = r"(?-i:\b[A-Z][a-z]+|\bal\.|\bedn?\.),? "


def _decade(match: Match[str]) -> Reading:
    """The 1990s, in your 60s; "for 20s" is seconds."""
    words = plural(int(match[1]))
    if (
        follows(
            match,
            r"\b(?:for|every|within|after|wait|hold|rest|pause|breaths?|inhale|exhale|lasts?|at least|about|takes?) ",
        )
        and len(match[1]) == _TWO
    ):
        return Doubtful(f"{cardinal(int(match[1]))} seconds", "may be seconds, a decade or an age")
    return words


_TWO = 2


def _days_listed(match: Match[str]) -> str:
    """Mon/Wed/Fri "Monday, Wednesday and Friday"."""
    days = [_full_day(day) for day in match[0].split("/")]
    return f"{', '.join(days[:-1])} and {days[-1]}"


def _many(match: Match[str]) -> str:
    """100s of people."""
    return MANY[len(match[1].replace(",", ""))]


_EXPIRES = r"\b(?:exp|expiry|expires|use by|best before)(?: end)?\.?(?: date)?:? "
_PRODUCED = r"\b(?:produced|published|printed|reviewed|review|revised|updated|next review)(?: due| date)?:? "


def _expiry(match: Match[str]) -> Reading:
    """EXP 03/27: a month and a year, as on a box of tablets."""
    expires = follows(match, _EXPIRES)
    dated = follows(match, _PRODUCED) and match[2] not in {"12", "40", "52"}  # review 10/12, in ten months
    return f"{MONTHS[int(match[1]) - 1]} {year(int(_short_year(match[2])))}" if expires or dated else None


def _ages(match: Match[str]) -> Reading:
    """Over-65s "over sixty-fives", 16-25s "sixteen to twenty-fives"."""
    first, last = int(match[1]), int(match[2])
    if follows(match, r"\b(?:for|every|within|wait|hold|rest|pause|inhale|exhale|lasts?) |[a-z]/|\ba?PTT?[: ] ?"):
        return Doubtful(f"{cardinal(first)} to {cardinal(last)} seconds", "may be seconds or ages")
    return f"{cardinal(first)} to {plural(last)}"


def _years_and_months(match: Match[str]) -> str:
    """3y4m: a child's age."""
    years, months = int(match[1]), int(match[2])
    return f"{cardinal(years)} year{'s' * (years != 1)} {cardinal(months)} month{'s' * (months != 1)}"


_SIGNED = {">": "over {}", "<": "under {}", "≥": "{} and over", "≤": "{} and under"}


def _signed_ages(match: Match[str]) -> Reading:
    """Adults >65s "over sixty-fives", children <16s; "pauses >10s" are seconds."""
    sign, number = {">=": "≥", "<=": "≤"}.get(match[1], match[1]), int(match[2])
    counted = rf"\b(?:{PEOPLE}|the|all|in|among|most|many) |[<>≥≤] ?\d{{1,3}}s,? (?:and|or|but)(?: {PEOPLE})? "
    if follows(match, counted) and not follows(match, _TIMED):
        return f" {_SIGNED[sign].format(plural(number))}"
    seconds = f" {SYMBOLS[sign]} {cardinal(number)} second{'' if number == 1 else 's'}"
    return seconds if follows(match, _TIMED) else Doubtful(seconds, "may be seconds or ages")


_TIMED = (
    r"\b(?:for|last\w*|pauses?|apnoea\w*|apnea\w*|refill|times?|CRT|interval|QTc?|within|hold|wait|duration|takes?|gaps?|of|"
    r"is|was|if|seizures?|fits?)[: ] ?"
)


def _full_day(short: str) -> str:
    return short if short.endswith(("day", "days")) else next(day for day in WEEKDAYS if day.startswith(short[:3]))


def _weekday(match: Match[str]) -> Reading:
    """Mon–Fri, Sat 9am. The sun, and who sat or wed, are no days: these stand before a time or a date."""
    short, name = match[1], _full_day(match[1])
    if short in {"Sats", "Suns"} or precedes(match, r"\.?:? \d+(?: ?[-–] ?\d+)? ?%"):
        return None  # saturations
    if short.endswith(("day", "days")):
        return match[1]
    joined = precedes(match, rf"\.? ?(?:[-–—/&]|to|and) ?{WEEKDAY}") or follows(
        match, rf"{WEEKDAY}\.? ?(?:[-–—/&]|to|and) ?"
    )
    timed = precedes(
        match, rf"\.?:? (?:\d\d?(?:[:.]\d\d)? ?(?:[ap]\.?m|[-–—]|to\b)|\d\d?:\d\d|{_DAY} {MONTH}|\d\d?/\d|closed\b)"
    )
    counted = follows(match, r"(?:\d(?:st|nd|rd|th)|\b(?:every|each|last|next|any)|\d,) ")
    counted = counted and precedes(match, r"[),;.]|$| of\b")
    timed = timed or precedes(match, r"\.?:? \d[\d.]* ?(?:mg|m?cg|g|m[lL]|units?|tabs?|tablets?|caps?|capsules?)\b")
    sure = short in {"Mon", "Tue", "Tues", "Weds", "Thu", "Thur", "Thurs", "Fri"} and precedes(match, r"[ ,:;).]|$")
    return name if joined or timed or counted or sure else None


def _month(match: Match[str]) -> Reading:
    """Jan–Mar: a shortened month beside another; Aug, and others that are no names, alone too."""
    joined = precedes(match, rf"\.? ?[-–—/] ?{MONTH}") or follows(match, rf"{MONTH}\.? ?[-–—/] ?")
    sure = match[1] in {"Aug", "Sept", "Oct", "Nov", "Dec"} and not precedes(match, r"\w|-\w")
    sure = sure or follows(match, r"\b(?:early|late|mid|end of|start of)[ -]")
    return MONTHS[MONTH_FORMS[match[1]] - 1] if joined or sure else None


_TO_FILL_IN = r"(?i:dd([/.-])mm\1yy(?:yy)?|mm([/.-])dd\2yyyy|yyyy([/.-])mm\3dd|mm/yy(?:yy)?)(?![\w/])"


def _to_fill_in(match: Match[str]) -> str:
    """DD/MM/YYYY, as forms ask for a date."""
    names = {"d": "day", "m": "month", "y": "year"}
    return ", ".join(names[part[0]] for part in re.split(r"[/.-]", match[0].casefold()))


IN_FIGURES = (
    rule(Kind.DATE, LETTER, rf"(?<![\w/]){_TO_FILL_IN}", _to_fill_in),
    rule(Kind.DATE, DIGIT, r"(?<![\d/-])([1-9]\d{3})([-/])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![\d/-])",
         lambda m: _dated(m[4], int(m[3]), m[1])),
    rule(Kind.DATE, DIGIT, _SLASHED,
         lambda m: _dated(m[2], int(m[3]), _short_year(m[4]), f"the {ordinal(int(m[1]))} to " if m[1] else "")),
    rule(Kind.DATE, DIGIT, _SHORT_DATE, _named_day),
    rule(Kind.DATE, DIGIT, _IN_LETTERS, _in_letters),
    rule(Kind.DATE, DIGIT, r"(?<![\d/.])(0[1-9]|1[0-2])/(\d\d)(?![\d/]|\.\d)", _expiry),
    rule(Kind.DATE, DIGIT, r"(?<![\d.-])(0?[1-9]|[12]\d|3[01])([.-])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?![\d-]|\.\d)",
         lambda m: _dated(m[1], int(m[3]), m[4])),
    rule(Kind.DATE, DIGIT, _POINTED, _pointed_date),
    rule(Kind.DATE, DIGIT, r"(?<![\d-])(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(\d\d)(?![\d-])",
         lambda m: _dated(m[1], int(m[2]), _short_year(m[3]))),
    rule(Kind.DATE, DIGIT, r"(?<![\w-])([1-9]|[12]\d|3[01])-([1-9]|1[0-2])-(2\d)(?![\w-])", _unpadded),
    rule(Kind.DATE, DIGIT, _MONTH_AND_YEAR, _expiry),
    rule(Kind.DATE, DIGIT, r"(?<![\d/.])(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/]|\.\d)",
         lambda m: f"{MONTHS[int(m[1]) - 1]} {year(int(m[2]))}"),
)  # fmt: skip
RULES = (
    rule(Kind.DATE, DIGIT, rf"(?<![\d.,]){_DAY_FIRST}", _day_first),
    rule(Kind.DATE, LETTER, rf"the {_DAY_FIRST}", _day_first),
    rule(Kind.DATE, LETTER, _MONTH_FIRST, _month_first),
    rule(Kind.DATE, LETTER, rf"({MONTH})\.?,? ({_YEAR})(?!\d)",
         lambda m: f"{MONTHS[MONTH_FORMS[m[1]] - 1]} {year(int(m[2]))}"),
    rule(Kind.DATE, LETTER, rf"({MONTH})\.? ['’](\d\d)(?!\w)",
         lambda m: f"{MONTHS[MONTH_FORMS[m[1]] - 1]} {year(int(_short_year(m[2])))}"),
    rule(Kind.DATE, LETTER, rf"({MONTH})\.?", _month),
    rule(Kind.DATE, LETTER, rf"(?<![\w/]){WEEKDAY}(?:/{WEEKDAY}){{1,6}}(?![\w/])", _days_listed),
    rule(Kind.DATE, LETTER, rf"({WEEKDAY})(?:\.(?= ?[-–—/&\d]| [a-z]))?", _weekday),
    rule(Kind.AGES, DIGIT, r"(?<![\w.,])(\d{1,3}) ?[-–] ?(\d{1,2}|1[01]\d)['’]?s\b", _ages),
    rule(Kind.AGES, DIGIT, r"(?<![\w.,])(\d{1,2}) ?y(?:rs?)? ?(\d{1,2}) ?m(?:ths?)?(?!\w)", _years_and_months),
    rule(Kind.DATE, LETTER, r"(?<!\w)([FA]Y) ?(\d\d)/(\d\d)(?![\w/])",
         lambda m: f"{m[1][0]}.Y. {cardinal(int(m[2]))} slash {cardinal(int(m[3]))}"),
    rule(Kind.DATE, DIGIT, _YEARS, _years),
    rule(Kind.NUMBER, DIGIT, r"(?<![\w.,])(1,?000|100|10,?000|100,?000)s(?= (?:of|more)\b)", _many),
    rule(Kind.DATE, DIGIT, r"(?:(?<![\w.,-])|(?<=[a-z]-))((?:1[0-9]|20)\d0|[2-9]0)['’]?s\b", _decade),
    rule(Kind.NUMBER, DIGIT, r"(?<=[A-Za-z]-)(\d{1,2})s\b", lambda m: plural(int(m[1]))),
    rule(Kind.AGES, SIGN, r"(>=|<=|[<>≥≤]) ?(\d{1,3})s\b", _signed_ages),
    rule(Kind.AGES, LETTER, r"(?i:over|under)[- ](?:the )?(\d{1,3})['’]?s\b",
         lambda m: f"{m[0][:m.start(1) - m.start()].replace('-', ' ')}{plural(int(m[1]))}"),
    rule(Kind.DATE, DIGIT, rf"(?:(?<=pre-|mid-)|(?<=post-)){_YEAR}(?!\w)", lambda m: year(int(m[0]))),
    rule(Kind.DATE, DIGIT, rf"(?:(?<![\w.,/£$€-])|(?<=\bc\.))({_YEAR})([a-z]?){END}", _year),
)  # fmt: skip
