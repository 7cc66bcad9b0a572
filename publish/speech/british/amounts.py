"""How amounts are written, and the words for a number, a unit and what stands under a stroke."""

from __future__ import annotations

import re
import unicodedata

from publish.speech.british.numbers import cardinal, figure, fraction
from publish.speech.british.spans import END, either
from publish.speech.british.tables import MEASURES, PER

# "5 500 mg tablets" may be five tablets of 500 mg: a space groups digits only where no dose can be meant.
DOSE = r"(?:mg|g|mcg|micrograms?|milligrams?|grams?|tablets?|capsules?|caplets?|ml|mL|units?|iu|IU|µg|μg)\b"
SPACED = (
    rf"(?<![\d.,/])(?<!\d )[1-9]\d{{0,2}}(?:(?: \d{{3}})* 000|(?: \d{{3}}){{2,}}| \d{{3}}(?= (?!{DOSE})[a-z]{{3}}))"
    r"(?!\d| \d|[.,]\d)"
)
N = rf"(?:{SPACED}|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:[.·]\d+)?"
POWER = (
    r"(?:\^[+–−-]?\d+\^?|(?<=[x×]10)\*\d{1,2}|(?<=[x×] 10)\*\d{1,2}|\(\d{1,2}\)(?=/)|\u207d[+–−-]?\d+\u207e|"
    r"[⁺⁻]?[⁰¹²³⁴-⁹]+)"
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−–", "0123456789+---", "\u207d\u207e^()*")
VULGAR = "[¼½¾⅐-⅞]"
AMOUNT = (
    rf"(?:{N} ?[x×] ?10{POWER}|10{POWER}|{N} ?[x×] ?10[eE]\d{{1,2}}(?!\w)|{N} ?{VULGAR}|{VULGAR}|"
    rf"\d+ [1-9]/(?:[2-9]|1[0-6])(?![\d/]|[.,]\d)|[1-9]/(?:[2-9]|1[0-6])(?![\d/]|[.,]\d)|{N})"
)
AREA = r"[cmk]?m(?:[²³]|\u207d[23]\u207e|\^[23]\^?|[23](?!\w|\.\d))"
UNIT = rf"(?:{AREA}|{either(MEASURES)}){END}"
_UNDER = rf"(?:{AREA}|(?<=\d )(?:hours|days|weeks)|{either(PER)}){END}"
_COUNTABLE = (
    r"(?:(?<!ml/)m[lL]s?|[lL]|d[lL]|k?g|(?<![hs]/)(?:h|hrs?|hours?)|min|days?|weeks?|m(?:²|2|\^2\^?|\u207d2\u207e)|"
    r"doses?|tablets?)"
)
_FIGURE_UNDER = rf"(?<=[A-Za-z%²³]/)(?<!\dh/)(?<!\d h/)(?<!hrs/){N}(?= ?{_COUNTABLE}{END}) ?"
PER_UNIT = rf"(?:(?: ?/ ?| per )(?:{_FIGURE_UNDER})?{_UNDER}(?!'))"
"""What stands under a stroke; a number only behind another unit, and before what things are measured by: "125 mg/5 ml",
but not "120/80 mmHg", "5mg/5mg", "25°C/30°C" or "1kg/2lb"."""

DOSED = (
    r"(?:spoonfuls?|spoons?|bags?|tablets?|tabs?|caps?|capsules?|caplets?|vials?|doses?|pens?|syringes?|sachets?|bottles?|ampoules?|helpline|service|clinic|period|supply|course|infusion|session|appointment|walk|break|"
    r"patch(?:es)?|portions?|servings?|pots?|tins?)\b"
)
"""What a dose stands in front of like an adjective: "a five milligram tablet"."""


def amount(text: str) -> str:
    """A number as written in an amount: "2½", "2 1/2", "1.5 x 10⁹"."""
    power = re.fullmatch(rf"(?:({N}) ?[x×] ?)?10({POWER}|\(\d+\)|[eE]\d+)", text)
    if power:
        exponent = cardinal(int(power[2].lstrip("eE").translate(RAISED)))
        return (f"{figure(power[1])} times " if power[1] else "") + f"ten to the power of {exponent}"
    mixed = re.fullmatch(rf"(?:({N}) ?)?(?:({VULGAR})|(?<![^ ])(\d+)/(\d+))", text)
    if mixed is None:
        return figure(text)
    if mixed[2]:
        over, under = unicodedata.normalize("NFKC", mixed[2]).split("⁄")
    else:
        over, under = mixed[3], mixed[4]
    part = fraction(int(over), int(under))
    return f"{figure(mixed[1])} and {re.sub('^one', 'a', part).replace('a eighth', 'an eighth')}" if mixed[1] else part


def unit_words(written: str) -> tuple[str, str]:
    """Singular and plural of a unit, however its power is written."""
    raised = re.fullmatch(r"([cmk]?m)[\u207d^]?([23²³])[\u207e^]?", written)
    if raised is None:
        counted = PER.get(written) or written.removesuffix("s")
        return MEASURES.get(written) or (counted, f"{counted}s")
    square = raised[2] in "2²"
    words = MEASURES[raised[1]]
    return (f"square {words[0]}", f"square {words[1]}") if square else (f"cubic {words[0]}", f"cubic {words[1]}")


def per(text: str) -> str:
    """What stands under strokes: "/kg/day", "/1.73m²", "/5 ml"."""
    words = ""
    for number, unit in re.findall(rf"(?:/ ?|per )(?:({N}) ?)?({_UNDER})", text):
        singular, plural = unit_words(unit)
        words += f" per {figure(number)} {plural}" if number and number != "1" else f" per {singular}"
    return words


def measured(number: str, gap: str, unit: str, *, adjective: bool = False) -> str:
    """One term: number and unit, singular in "a 5 mg tablet"."""
    if not unit:
        return amount(number)
    if unit == "%":
        return f"{amount(number)} per cent"
    singular, plural = unit_words(unit)
    few = number == "1" or gap == "-" or adjective or re.fullmatch(rf"{VULGAR}|\d/\d+", number)
    return f"{amount(number)} {singular if few else plural}"
