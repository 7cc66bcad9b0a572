"""The figures of a text: numbers with what they count, and telephone numbers, in a form that can be compared.

Dates ("30 June 2026"), days of the week and times of the day ("9am") are figures, too.

"85%", "85 per cent" and "85 in every 100" are one figure; so are "eight weeks" and "8 weeks". "2 tablets every 8 hours"
and "8 tablets every 2 hours" are not: a number is known by its unit, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from formats.easy_read.rates import ANY_MEASURE, is_same_size, number_value, rates
from publish.model.measures import MEASURES
from publish.proof.opposite_words import BEFORE_TIME, NUMBERS

PER_CENT = "%"

NUMBER_WORDS = frozenset(NUMBERS)
"""The numbers that are known as words."""

_COUNTED = {
    "°c": "degrees degree",
    "time": "times",
    "tablet": "tablets",
    "capsule": "capsules",
    "pill": "pills",
    "dose": "doses",
    "drop": "drops",
    "puff": "puffs",
    "spoonful": "spoonfuls spoon spoons",
    "teaspoon": "teaspoons",
    "glass": "glasses",
    "cup": "cups",
    "sachet": "sachets",
    "injection": "injections",
    PER_CENT: "percent",
}
_UNIT = {form: unit for unit, forms in (*MEASURES.items(), *_COUNTED.items()) for form in (unit, *forms.split())}
UNITS = frozenset(_UNIT)
"""The words that name a unit, in all their forms."""

_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = {month: f"{number:02}" for number, month in enumerate(_MONTH_NAMES.split(), 1)}
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{'|'.join(_MONTHS)})\b"
    r"(?:\s+(?P<last>\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+(?P<year>\d{4})\b)?"
)
_IN_FIGURES = re.compile(
    r"\b(?:(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})|(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2}))\b"
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|by|since|until|till|before|after|from|to|during|every|each|and|or)\s+$", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b")
_HALF_DAY = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})(?:[.:](?P<minutes>\d{2}))?\s*(?:o['’]clock\s+)?"
    r"(?P<half>[ap]m\b|[ap]\.m\.|in the morning|in the afternoon|in the evening|at night)",
    re.IGNORECASE,
)
_BEFORE_HOUR = re.compile(
    r"\b(?:at|by|from|until|till|before|after|since|to|between|around|about|(?:at|between|from)\s+[\d.:]+\s+(?:and|or))\s+$",
    re.IGNORECASE,
)

_FRACTIONS = {"¼": "0.25", "½": "0.5", "¾": "0.75"}
_SHARES = {"third": "3", "quarter": "4", "fifth": "5", "tenth": "10"}
_SHARE = re.compile(
    rf"\b(a|one|two|three|four|nine)[ -]({'|'.join(_SHARES)})s?\b(?=\s+of\b|\s+with|\s*[.,]|$)", re.IGNORECASE
)
_OF_A_HUNDRED = re.compile(
    rf"(?<!\s)\s++(?:(?:in|out of)\s++(?:every\s++)?100\b(?!\s*(?:\d|{ANY_MEASURE}))|per\s++cent\b)"
)
_STROKE = re.compile(r"(?<=[^\W\d])/|/(?=[^\W\d])")  # between words, and not in 24/7
_TELEPHONE = re.compile(r"(?<![\w+])\+?\(?\d[\d ()]{5,}\d(?![\w%])")
_FEWEST_DIGITS = 7  # of a telephone number
_SHORT_TELEPHONE = re.compile(r"\d{3} \d{3}")  # 116 123
_STRENGTH = frozenset({"mg", "g", "mcg", "ml"})
_WORD = re.compile(r"\S+")
_EDGES = "()[]“”‘’\"'.,;:!?<>≤≥~≈£$€"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_FIGURE = re.compile(rf"(?P<first>[−-]?{_NUMBER})(?:[-–—](?P<last>{_NUMBER}))?(?P<unit>%|[a-zµμ°]+)?")
_ALONE = re.compile(
    rf"\b(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
    r"(?=\s*(?:[,;.]|$)|\s+(?:at|in\s+the|on|before|after|with|for|every|each|daily|if|when)\b)",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:each|every|per)(?:\s+[\w.]+){1,3}", re.IGNORECASE)
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_BETWEEN = frozenset({"to", "and", "or", "–", "-"})  # the two numbers of a range
_ONE = frozenset({"a", "an"})
TIMES = frozenset({"minute", "hour", "day", "week", "month", "year"})
_OFTEN = {"once": "1", "twice": "2"}
_HOW_OFTEN = frozenset({"a", "an", "each", "every", "per", "daily", "weekly", "monthly", "or"})
DATE, WEEKDAY, MORNING, AFTERNOON = "date", "weekday", "am", "pm"
_EXACT = frozenset({PER_CENT, DATE, WEEKDAY, MORNING, AFTERNOON})  # without these units a figure is another one
_NO_UNIT = frozenset(["a", "an", "per", "each", "every", "in", "at", "on", "for", "after", "before", "with"])
_NEAR = 2  # words in which a number's unit follows: "2 more tablets"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts ("" where no unit that is known here follows), and as the text has it.

    `per` is what the amount is for: ("kg",) of 15 mg/kg.
    """

    value: str
    unit: str
    text: str
    per: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of its text is the figure: a date, a telephone number."""
        return self.unit in _EXACT - {PER_CENT} or len(self.value) >= _FEWEST_DIGITS

    def is_said_by(self, others: frozenset[Figure]) -> bool:
        """Whether one of other figures is the same. A unit left out by one side is no difference while it is clear."""
        same = [other for other in others if other.value == self.value and is_same_size(self.per, other.per)]
        if not self.unit:
            return any(other.unit not in _EXACT for other in same)
        if self.unit in _EXACT:
            return any(other.unit == self.unit for other in same)
        return any(other.unit == self.unit for other in same) or (bool(same) and not any(other.unit for other in same))


@lru_cache(maxsize=4096)  # sentences: each is asked for by each line of its section
def figures(sentence: str) -> frozenset[Figure]:
    """All figures of a sentence. Names with digits in them (CD19, B12) are none."""
    return frozenset(_figures(sentence))


def in_words(sentence: str) -> frozenset[str]:
    """The values of all numbers that a sentence has in words, those without a unit among them: "three types"."""
    words = (word.strip(_EDGES).casefold() for word in sentence.split())
    return frozenset(NUMBERS[word] for word in words if word in NUMBERS)


def counted_each(sentence: str) -> frozenset[str]:
    """The units of which a sentence says something for each: "each 5 ml spoonful"."""
    found = (_UNIT[word] for match in _EACH.finditer(sentence) for word in match[0].casefold().split() if word in _UNIT)
    return frozenset(found)


def alone(sentence: str) -> Iterator[tuple[Figure, int]]:
    """The numbers in words whose noun stands before, or not at all, and their places: "two tablets now, one later"."""
    for match in _ALONE.finditer(sentence):
        yield Figure(NUMBERS[match[0].casefold()], "", match[0]), match.start()


def _figures(sentence: str) -> Iterator[Figure]:
    rest = sentence
    for figure in _dates(sentence):
        rest = rest.replace(figure.text, " ", 1)
        yield figure
    for match in _TELEPHONE.finditer(sentence):
        digits = re.sub(r"[ ()]", "", match[0])
        if len(digits) >= _FEWEST_DIGITS or _SHORT_TELEPHONE.fullmatch(match[0]):
            rest = rest.replace(match[0], " ")
            yield Figure(digits, "", match[0].strip())
    rest = _SHARE.sub(lambda share: f"{NUMBERS.get(share[1].casefold(), '1')} in {_SHARES[share[2].casefold()]}", rest)
    for sign, value in _FRACTIONS.items():
        rest = re.sub(rf"(?<=\d){sign}", value[1:], rest).replace(sign, value)
    for rate in list(rates(rest)):
        rest = f"{rest[: rate.start]}{'|' * (rate.end - rate.start)}{rest[rate.end :]}"
        for number in rate.numbers:
            yield Figure(number_value(number), rate.unit, f"{number}{rate.after}", rate.per)
    words = _WORD.findall(_STROKE.sub(" / ", _OF_A_HUNDRED.sub("%", rest)))
    for place, word in enumerate(words):
        yield from _at(words, place, word)


def _dates(sentence: str) -> Iterator[Figure]:
    for match in _DATE.finditer(sentence):
        day, year = match["day"] or match["last"] or "", match["year"] or ""
        if day or year or _BEFORE_MONTH.search(sentence[: match.start()]):
            yield Figure(f"{year}-{_MONTHS[match['month']]}-{day.zfill(2) if day else ''}", DATE, match[0])
    for match in _IN_FIGURES.finditer(sentence):
        day, month, year = (match[full] or match[full[0]] for full in ("day", "month", "year"))
        yield Figure(f"{year}-{month.zfill(2)}-{day.zfill(2)}", DATE, match[0])
    for match in _WEEKDAY.finditer(sentence):
        yield Figure(match[1], WEEKDAY, match[0])
    for match in _HALF_DAY.finditer(sentence):
        if not _is_hour(match):
            continue
        minutes = match["minutes"] or "00"
        value = match["hour"] if minutes == "00" else f"{match['hour']}.{minutes}"
        is_morning = match["half"].casefold().startswith(("a", "in the morning")) and match["half"] != "at night"
        yield Figure(value, MORNING if is_morning else AFTERNOON, match[0].strip())


def _is_hour(match: re.Match[str]) -> bool:
    """Whether a number before a part of the day is a time: "at 9 in the morning", but not "take 1 in the morning"."""
    by_signs = bool(match["minutes"]) or " " not in match["half"] or "clock" in match[0]
    return by_signs or _BEFORE_HOUR.search(match.string[: match.start()]) is not None


def _at(words: list[str], place: int, word: str) -> Iterator[Figure]:
    bare = word.strip(_EDGES)
    small = bare.casefold()
    if small in _ONE and _is_how_long(words, place):
        unit = _UNIT[words[place + 1].strip(_EDGES).casefold()]
        yield Figure("1", unit, f"{bare} {words[place + 1].strip(_EDGES)}")
    elif small in _OFTEN:
        if place and words[place - 1].casefold() == "at":
            return
        if _is_last(words, place) or words[place + 1].strip(_EDGES).casefold() in _HOW_OFTEN:
            yield Figure(_OFTEN[small], "time", bare)
    elif small in NUMBERS:
        unit = _unit_after(words, place)
        if unit or _is_share(words, place):
            yield Figure(NUMBERS[small], unit, _with_unit(words, place, bare, unit))
    elif any(character.isdigit() for character in bare):
        yield from _written(words, place, bare)


def _is_how_long(words: list[str], place: int) -> bool:
    """Whether "a year" is a time, as in "for a year", and not how often: "twice a year"."""
    before = words[place - 1].casefold() if place else ""
    after = words[place + 1].strip(_EDGES).casefold() if place + 1 < len(words) else ""
    return before in BEFORE_TIME and _UNIT.get(after) in TIMES and not _is_last(words, place)


def _written(words: list[str], place: int, bare: str) -> Iterator[Figure]:
    match = _FIGURE.fullmatch(bare.casefold())
    if match is None:
        if not any(character.isalpha() for character in bare):  # 24/7, 9:30: each number on its own
            yield from (Figure(_value(number), "", bare) for number in re.findall(_NUMBER, bare))
        return
    attached = match["unit"] or ""
    if attached and attached not in _ORDINALS and attached not in _UNIT and attached not in {"am", "pm", "s"}:
        return  # a name
    unit = _UNIT.get(attached, "") or _unit_after(words, place)
    for number in (match["first"], match["last"]):
        if number is not None:
            shown = f"{number}{attached}" if attached else _with_unit(words, place, number, unit)
            yield Figure(_value(number), unit, shown)


def _with_unit(words: list[str], place: int, number: str, unit: str) -> str:
    """A number and its unit as the text has them: "six months"."""
    after = [word.strip(_EDGES) for word in words[place + 1 :]]
    written = next((word for word in after if unit and _UNIT.get(word.casefold()) == unit), unit)
    return f"{number}{unit}" if unit == PER_CENT else f"{number} {written}".strip()


def _is_last(words: list[str], place: int) -> bool:
    """Whether a word ends its sentence or clause."""
    return place + 1 == len(words) or words[place].endswith((".", ",", ";", ":"))


def _value(number: str) -> str:
    plain = number.replace(",", "").replace("−", "-")
    whole, point, part = plain.partition(".")
    return f"{whole.lstrip('0') or '0'}{point}{part}" if len(whole) > 1 and point else plain


def _unit_after(words: list[str], place: int) -> str:
    """The unit that follows a number, across the other number of a range: 2 to 3 years."""
    after = [word.strip(_EDGES).casefold() for word in words[place + 1 : place + 2 + _NEAR]]
    if after[:1] and after[0] in _BETWEEN and len(after) > 1 and _is_number(after[1]):
        match = _FIGURE.fullmatch(after[1])
        attached = _UNIT.get((match["unit"] or "") if match else "", "")
        return attached or _unit_after(words, place + 2)
    if words[place].endswith((".", ";", ":", "!", "?")):
        return ""
    small = words[place].strip(_EDGES).casefold()
    if (size := _strength(after)) and len(words) > place + 1 + size:
        counted = words[place + 1 + size].strip(_EDGES).casefold()
        return _UNIT.get(counted, "") if _UNIT.get(counted) not in _STRENGTH else ""
    for number, word in enumerate(after[:_NEAR]):
        if word in _UNIT:
            return _UNIT[word]
        if word in _NO_UNIT and small != "half":  # "2 in week 3", "1 a day", but half a tablet
            return ""
        if _is_number(word) or words[place + 1 + number].endswith((".", ",", ";", ":")):
            return ""
    return ""


def _strength(words: list[str]) -> int:
    """How many of the first words tell how strong something is: two of "500 mg tablets", one of "500mg tablets"."""
    match = _FIGURE.fullmatch(words[0]) if words else None
    if match is None:
        return 0
    if match["unit"]:
        return int(_UNIT.get(match["unit"]) in _STRENGTH)
    return 2 if len(words) > 1 and _UNIT.get(words[1]) in _STRENGTH else 0


def _is_number(word: str) -> bool:
    return word in NUMBERS or _FIGURE.fullmatch(word) is not None


def _is_share(words: list[str], place: int) -> bool:
    """Whether a number in words is part of "one in four"."""
    after = [word.strip(_EDGES).casefold() for word in words[place + 1 : place + 3]]
    before = [word.strip(_EDGES).casefold() for word in words[max(0, place - 2) : place]]
    follows = after[:1] == ["in"] and len(after) > 1 and _is_number(after[1])
    return follows or (before[1:] == ["in"] and _is_number(before[0]))
