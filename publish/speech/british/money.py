"""Money: £3.50 "three pounds fifty", £2m "two million pounds", 50p "fifty pence"."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.amounts import PER_UNIT, N, per
from publish.speech.british.numbers import cardinal, figure
from publish.speech.british.spans import DIGIT, SIGN, Kind, rule
from publish.speech.british.tables import CURRENCIES, MAGNITUDES

_SCALE = r"hundred|thousand|million|billion|trillion"
_MONEY = rf"([£$€])({N})(?:( ?[-–—] ?| to )\1?({N}))?(?: ?(bn|tn|m|k)\b| ({_SCALE})\b)?(?P<per>{PER_UNIT}*)"
_PENCE_DIGITS = 2


def _pence(match: Match[str]) -> str:
    return ("one penny" if match[1] == "1" else f"{cardinal(int(match[1]))} pence") + per(match["per"])


def _money(match: Match[str]) -> str:
    """£3.50 "three pounds fifty", £2m "two million pounds", £5-£10 "five to ten pounds"."""
    sign, first, _, last, short, scale, under = match.groups()
    singular, plural = CURRENCIES[sign]
    scaled = MAGNITUDES.get(short or "") or scale
    lead = f"{_price(first, '', '', sign) if '.' in first and not scaled else figure(first)} to " if last else ""
    number = last or first
    words = f"{figure(number)} {scaled} {plural}" if scaled else _price(number, singular, plural, sign)
    return lead + words + per(under)


def _price(number: str, singular: str, plural: str, sign: str) -> str:
    whole, _, rest = re.sub("[, ]", "", number).partition(".")
    unit = singular if int(whole) == 1 else plural
    if not rest or not int(rest):
        return f"{cardinal(int(whole))} {unit}".strip()
    if len(rest) != _PENCE_DIGITS:
        return f"{figure(number)} {plural}".strip()
    if not int(whole):
        return f"{cardinal(int(rest))} {'pence' if sign == '£' else 'cents'}"
    small = "and {} pence" if rest.startswith("0") and sign == "£" else "{}"
    return f"{cardinal(int(whole))} {unit} {small.format(cardinal(int(rest)))}".replace("  ", " ")


RULES = (
    rule(Kind.MONEY, SIGN, _MONEY, _money),
    rule(Kind.MONEY, DIGIT, rf"(?<![\w.,])(\d+)p\b(?P<per>{PER_UNIT}*)", _pence),
)
