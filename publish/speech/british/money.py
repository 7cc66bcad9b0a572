"""Money: £3.50 "three pounds fifty", £2m "two million pounds", 50p "fifty pence"."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.amounts import PER_UNIT, N, per
from publish.speech.british.numbers import cardinal, figure
from publish.speech.british.spans import DIGIT, LETTER, SIGN, Kind, either, follows, precedes, rule
from publish.speech.british.tables import CURRENCIES, CURRENCY_CODES, MAGNITUDES, MANY

_EACH = {
    "pw": "per week", "p.w.": "per week", "pcm": "per calendar month", "pm": "per month", "p.m.": "per month",
    "pa": "per year", "p.a.": "per year", "pp": "per person", "ph": "per hour", "p/h": "per hour",
    "p/w": "per week", "p/m": "per month", "p/a": "per year",
}  # fmt: skip
"""What is paid for, in short."""

_SCALE = r"hundred|thousand|million|billion|trillion"
_MONEY = (
    rf"([£$€¥])({N})(?:( ?[-–—] ?| to )\1?({N}))?(?: ?(bn|tn|[mkMK])\b| ({_SCALE})\b)?(?P<per>{PER_UNIT}*)"
    r"(?P<paid>/(?:item|head|person|visit|session|ticket|QALY|call|night|prescription)\b)?"
    rf"(?: ?(?P<each>{either(_EACH)})(?!\w))?"
)
_PENCE_DIGITS = 2


def _pence(match: Match[str]) -> str:
    """50p, 3p–55p."""
    lead = f"{figure(match['least'])} to " if match["least"] else ""
    return lead + ("one penny" if match[2] == "1" else f"{figure(match[2])} pence") + per(match["per"])


def _money(match: Match[str]) -> str:
    """£3.50 "three pounds fifty", £2m "two million pounds", £5-£10 "five to ten pounds"."""
    sign, first, _, last, short, scale, under, paid, each = match.groups()
    singular, plural = CURRENCIES[sign]
    scaled = MAGNITUDES.get(short or "") or scale
    lead = f"{_price(first, '', '', sign) if '.' in first and not scaled else figure(first)} to " if last else ""
    number = last or first
    words = f"{figure(number)} {scaled} {plural}" if scaled else _price(number, singular, plural, sign)
    noun = follows(match, r"\ban? ") and precedes(match, r" (?!(?:of|or|to|and|per|an?|for|in|on|at|from|by|is) )[a-z]")
    if noun:  # "a ten pound voucher"
        words = words.removesuffix(plural) + singular if words.endswith(plural) else words
    under_stroke = f" per {'Qaly' if paid == '/QALY' else paid[1:]}" if paid else ""
    return lead + words + per(under) + under_stroke + (f" {_EACH[each]}" if each else "")


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


def _coded(match: Match[str]) -> str:
    """GBP 5, 10 EUR, US$10."""
    number = match["number"] or match["first"] or match["dollars"]
    if match["dollars"]:
        return f"{figure(number)} {'.'.join(match['land'])}. dollar{'' if number == '1' else 's'}"
    return f"{figure(number)} {CURRENCY_CODES[match['code'] or match['behind']][number != '1']}"


_CODES = either(CURRENCY_CODES)
_CODED = (
    rf"(?<!\w)(?:(?P<land>US|AU|CA|NZ|HK)\$ ?(?P<dollars>{N})|(?P<code>{_CODES}) ?(?P<number>{N})|"
    rf"(?P<first>{N}) ?(?P<behind>{_CODES}))(?!\w|[.,]\d)(?! ?(?:bn|tn|[mkMK]|million|billion)\b)"
)

IN_CODES = (rule(Kind.MONEY, LETTER + DIGIT, _CODED, _coded),)
RULES = (
    rule(
        Kind.MONEY,
        SIGN,
        r"([£$€])(1,?000|100|10,?000|100,?000)s(?!\w)",
        lambda m: f"{MANY[len(m[2].replace(',', ''))]} of {CURRENCIES[m[1]][1]}",
    ),
    rule(Kind.MONEY, SIGN, _MONEY, _money),
    rule(Kind.MONEY, DIGIT, rf"(?<![\w.,])(?:(?P<least>\d+)p? ?[-–] ?)?(\d+(?:\.\d)?)p\b(?P<per>{PER_UNIT}*)", _pence),
)
