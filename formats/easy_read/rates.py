"""Amounts for a size: 15 mg/kg, 120 mg in 5 ml, 375 mg/m², 150 × 10⁹/l. Each is one figure, however it is written.

What follows the stroke is as much part of a dose as its number: 15 mg for each kilogram is no 15 mg, and 120 mg in
5 ml is neither 120 ml nor 120 mg in 1 ml. How often it is taken ("/day", "a day") is told apart from it, as the words
of `publish.proof.opposite_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.model.measures import MEASURES, UNIT_OF
from publish.proof.opposite_words import NUMBERS

_TIMES = frozenset("second minute hour day week month year".split())  # noqa: SIM905 — a list for reading
_SIGNS = {
    "m²": r"m(?:²|2|\^2|⁽2⁾)|square\s+met(?:re|er)s?|sq\.?\s*m|met(?:re|er)s?\s+squared",
    "µl": r"mm(?:³|3|\^3|⁽3⁾)|cubic\s+millimet(?:re|er)s?",  # a cubic millimetre is a microlitre
}
_SIZES = frozenset(MEASURES) - _TIMES - {"unit"} | _SIGNS.keys()
"""Of which an amount may be given for each: a weight, a volume, a length, an area."""
_MASSES = frozenset("kg g mg mcg ng mol mmol µmol nmol pmol unit".split())  # noqa: SIM905 — a list for reading
_VOLUMES = frozenset("l dl ml µl".split())  # noqa: SIM905 — a list for reading


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


def _forms(units: Iterable[str]) -> str:
    """Any form of some units, as a whole word."""
    signs = [_SIGNS[unit] for unit in units if unit in _SIGNS]
    words = _any_of(form for form, unit in UNIT_OF.items() if unit in units)
    return rf"(?:{'|'.join([*signs, words])})(?![^\W_])"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NUMBER = rf"(?:[−-]?\d[\d,]*(?:\.\d+)?|\b(?:{_any_of(NUMBERS)})\b)"
_OF_TEN = r"10(?:\^[−-]?\d+|⁽[−-]?\d+⁾|[⁻⁰¹²³⁴-⁹]+)"
_WITH_POWER = rf"(?:(?:{_NUMBER}\s*[x×*·]\s*)?{_OF_TEN}|{_NUMBER})"
_RANGE = r"\s*(?:[-–—]|\bto\b|\bor\b|\band\b)\s*"
ANY_MEASURE = _forms((*MEASURES, *_SIGNS))
"""What matches a unit of measure in any of its forms, in small letters."""
_AMOUNT = _pattern(
    rf"(?<![\w.,/])(?P<first>{_WITH_POWER})(?:{_RANGE}(?P<last>{_WITH_POWER}))?"
    rf"(?:\s*(?P<unit>{ANY_MEASURE})|\s+[^\W\d]+(?=\s*/|\s+per\b|\s+(?:in|for)\s+(?:each|every)\b))?"
)
_OF = _pattern(r"\s+of(?:\s+[^\W\d][\w-]*){1,2}?(?=\s+(?:per|for|in|to|each|every)\b)")  # 120 mg of iron per 5 ml
_EACH = r"(?:(?:for|in|per|to)\s+)?(?:each|every)\s+"
_STROKE = _pattern(r"\s*/\s*|\s+per\s+(?!each\b|every\b)")
_JOIN = _pattern(rf"{_STROKE.pattern}|,?\s+{_EACH}|\s+(?:(?:for|in|to)\s+)?an?\s+|\s*[·⋅]\s*|\s+(?=\w+(?:⁻¹|⁽[−-]1⁾))")
_ARTICLE = _pattern(r"\ban?\s")
_IN = _pattern(rf"\s+in\s+(?={_NUMBER})")
_SIZE = _pattern(rf"(?:(?P<number>{_NUMBER})\s*)?(?P<unit>{_forms(_SIZES)})(?:⁻¹|⁽[−-]1⁾)?")
_TIME = _pattern(_forms(_TIMES))
_NAME = _pattern(r"(?P<unit>[^\W\d_]{2,})")
_MIXED = _pattern(r"\s+of\s+(?:water|milk|juice|squash|saline|glucose|fluid)\b")  # a way to take it, no strength
_EACH_HOLDS = _pattern(
    rf"(?:\b{_EACH}|(?<![\w.,])(?={_NUMBER}\s*{_forms(_VOLUMES)}))(?P<size>{_SIZE.pattern})"
    r"(?P<between>(?:,?\s+(?!(?:and|or|then)\b)[^\W\d][\w'’-]*){1,8}?),?\s+"
    rf"(?P<first>{_NUMBER})(?:{_RANGE}(?P<last>{_NUMBER}))?\s*(?P<held>{_forms(_MASSES | _VOLUMES)})"
)
_HOLDS = _pattern(r"\b(?:has|have|contains?|holds?|gives?|take|get|is|are|with)\b")
_POWER = _pattern(rf"(?:(?P<times>{_NUMBER})\s*[x×*·]\s*)?{_OF_TEN}")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--", "⁽⁾^ ,")


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount for a size: its numbers (two of a range) as written, its unit, what it is for, and its place.

    `per` has the sizes in one order: that of "mg/kg/dose" is ("dose", "kg"). `after` is what is written from the unit
    on, the unit alone where the size stands first: "5 ml has 120 mg".
    """

    numbers: tuple[str, ...]
    unit: str
    per: tuple[str, ...]
    after: str
    start: int
    end: int


def is_same_size(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two amounts are for the same: one may leave out that it is for a dose, but never a weight or a volume."""
    has_measure = any(size.split()[-1] in _SIZES for size in (*one, *other))
    return one == other or (not has_measure and not (one and other))


def number_value(number: str) -> str:
    """A number of an amount, a power of ten among it, written in one way: 4.5x10^9."""
    power = _POWER.fullmatch(number)
    if power is None:
        return NUMBERS.get(number.casefold(), number).translate(_RAISED)
    times = power["times"] or ""
    exponent = number.rpartition("10")[2].translate(_RAISED)
    return f"{number_value(times)}x10^{exponent}" if times else f"10^{exponent}"


def rates(text: str) -> Iterator[Rate]:
    """The amounts for a size in a text, and the powers of ten, in order."""
    found = [rate for match in _AMOUNT.finditer(text) if (rate := _with_sizes_after(match)) is not None]
    found += [rate for match in _EACH_HOLDS.finditer(text) if (rate := _with_size_before(match)) is not None]
    end = 0
    for rate in sorted(found, key=lambda rate: rate.start):
        if rate.start >= end:
            end = rate.end
            yield rate


def _with_sizes_after(amount: re.Match[str]) -> Rate | None:
    text, unit = amount.string, unit_name(amount["unit"] or "")
    sizes: list[str] = []
    end = place = amount.end()
    while (step := _step(text, place, unit, is_first=not sizes)) is not None:
        place, size = step
        if size:
            sizes.append(size)
            end = place
    numbers = _numbers(amount)
    if not sizes and not any(map(_POWER.fullmatch, numbers)):
        return None
    after = text[amount.end("last" if amount["last"] else "first") : end]
    return Rate(numbers, unit, tuple(sorted(sizes)), after, amount.start(), end)


def _step(text: str, place: int, unit: str, *, is_first: bool) -> tuple[int, str] | None:
    """What an amount is for, and where that ends; a time ends only there. None where no more of it follows."""
    of = _OF.match(text, place) if is_first and unit else None
    start = of.end() if of else place
    join = _JOIN.match(text, start)
    if join is None:
        join = _IN.match(text, start) if unit in _MASSES else None
        size = _SIZE.match(text, join.end()) if join else None
        is_strength = size is not None and unit_name(size["unit"]) in _VOLUMES and not _MIXED.match(text, size.end())
        return (size.end(), _size(size)) if size is not None and is_strength else None
    by_stroke = _STROKE.fullmatch(join[0]) is not None
    by_article = _ARTICLE.search(join[0]) is not None  # half a litre
    size = _SIZE.match(text, join.end())
    if size is not None and unit_name(size["unit"]) != unit and (unit or not (by_article or size["number"])):
        return size.end(), _size(size)
    time = _TIME.match(text, join.end()) if by_stroke else None
    if time is not None:
        return time.end(), ""
    name = _NAME.match(text, join.end()) if by_stroke and unit in _MASSES | _VOLUMES else None
    return (name.end(), name["unit"].casefold().removesuffix("s")) if name is not None else None


def _with_size_before(match: re.Match[str]) -> Rate | None:
    unit, size = unit_name(match["held"]), unit_name(match["unit"])
    is_held = _HOLDS.search(match["between"]) is not None
    if not is_held or unit == size or (size in _VOLUMES and unit in _VOLUMES):
        return None
    return Rate(_numbers(match), unit, (_size(match),), f" {match['held']}", match.start(), match.end())


def _numbers(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(number for number in (match["first"], match["last"]) if number is not None)


def _size(match: re.Match[str]) -> str:
    number = number_value(match["number"]) if match["number"] else "1"
    unit = unit_name(match["unit"])
    return unit if number == "1" else f"{number} {unit}"


def unit_name(written: str) -> str:
    """The one name of a unit of measure, "" where it is none."""
    small = written.casefold()
    return UNIT_OF.get(small) or next((unit for unit, signs in _SIGNS.items() if _pattern(signs).fullmatch(small)), "")
