"""What clinicians write in short in letters and notes: sides, queries, fractures, blood groups, signs for words."""

from __future__ import annotations

import re
import unicodedata
from re import Match

from publish.speech.british.amounts import PER_UNIT, per
from publish.speech.british.numbers import cardinal, ordinal
from publish.speech.british.spans import (
    BLANK,
    DIGIT,
    LETTER,
    SIGN,
    Doubtful,
    Kind,
    Reading,
    around,
    follows,
    precedes,
    rule,
)

_BODY = (
    r"(?:eyes?|ears?|arm|leg|hip|knee|hand|foot|breast|lung|side|kidney|ankle|wrist|shoulder|elbow|thigh|groin|femur|"
    r"tibia|humerus|radius|nostril|testis|testicle|ovary|axilla|forearm|thumb|cheek|calf|heel|iliac|upper|lower)\b"
)
_SIDES = {"L": "left", "R": "right"}
_RANKS = {"1": "primary", "2": "secondary", "3": "tertiary"}
_RANKED = (
    r" (?:to (?!\d|[-–−])|(?!AV\b)[A-Z]{2,}\b|"
    r"(?:care|infertility|amenorrh\w+|prevention|causes?|tumours?|cancers?|infections?|progressive|hyper\w+|hypo\w+|"
    r"closure|glaucoma|syphilis|survivors?)\b)"
)
_GROUPED = r"(?:\b(?:group|type) (?-i:[AB])|(?-i:\b(?:O|AB|Rh|Rh[ (]D\)?|HIV|ER|PR|HER2|CMV|EBV|HBV|HCV|TB))) "
_SENDING = r"\b(?:press|dial|key|enter|then|the|or|and|hit|ring) ?"


def _side(match: Match[str]) -> str:
    """L eye, (R) knee: the side; a litre stands behind a number."""
    return _SIDES[match[1] or match[2]]


def _other_side(match: Match[str]) -> Reading:
    """0.8 (R) & 0.6 (L): where both sides are told."""
    return _SIDES[match[1]] if {"(L)", "(R)"} <= set(re.findall(r"\([LR]\)", around(match))) else None


def _degree(match: Match[str]) -> str:
    """3° tear, 2° burns."""
    return f"{ordinal(int(match[1]))}-degree"


def _signed_word(match: Match[str]) -> str:
    """HER2-ve, Rh−ve, Rh+ve."""
    return f" {'positive' if match[1] == '+' else 'negative'}"


def _rhesus(match: Match[str]) -> str:
    """O Rh(D)− "O Rh D negative"."""
    return f"Rh D {'positive' if match[1] == '+' else 'negative'}"


def _ranked(match: Match[str]) -> Reading:
    """2° to sepsis "secondary to", 1° care "primary care"; 2° to 8°C are degrees."""
    return _RANKS[match[1]] if precedes(match, _RANKED) else None


def _group(match: Match[str]) -> Reading:
    return "positive" if follows(match, _GROUPED) else None


def _gestation(match: Match[str]) -> str:
    """38+2/40, 38⁺² weeks: weeks and days of a pregnancy."""
    days = cardinal(int(unicodedata.normalize("NFKC", match[2])))
    return f"{cardinal(int(match[1]))} plus {days}{' weeks' if match[0].endswith('/40') else ''}"


def _fracture(match: Match[str]) -> Reading:
    """L hip #, #NOF; "press #" is a key."""
    repaired = precedes(match, " [a-z]") and match[0] == " #"
    if follows(match, _SENDING) or (repaired and not follows(match, rf"\b{_BODY}")):
        return None
    reading = "fracture" if match[0].startswith(" ") else "fractured "
    return Doubtful(f" {reading}", "may be a fracture, or a number: write it in words")


def _dipped(match: Match[str]) -> Reading:
    """Protein ++, blood –: what a test did not find, where the text has found something by a plus."""
    found = re.search(r"\+[,; ]", around(match))
    return " negative" if found else None


RULES = (
    rule(Kind.ABBREVIATION, LETTER + SIGN,
         rf"(?<!\w)(?<!\d )(?<![/&])(?:\(([LR])\)|([LR]))(?= {_BODY})", _side),
    rule(Kind.ABBREVIATION, SIGN + BLANK, r"(?<=[A-Za-z\d]) ?([-–−+])ve(?!\w)", _signed_word),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)Rh ?\(?D\)? ?([-–−+])(?![\w+])", _rhesus),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)pos\b\.?(?=[.,;)]|$| )", _group),
    rule(Kind.ABBREVIATION, LETTER, r"(?<=[A-Z]-|[a-z\d]-)r(?![\w-])", lambda _: "rearranged"),  # KMT2A-r
    rule(Kind.ABBREVIATION, SIGN, r"(?<!\w)\(([LR])\)(?!\w)", _other_side),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)(?:R&L|L&R)(?!\w)",
         lambda m: f"{_SIDES[m[0][0]]} and {_SIDES[m[0][2]]}"),
    rule(Kind.ABBREVIATION, DIGIT,
         r"(?<![\w.,-])([1-4])(?:nd|rd|st|th)?[°º](?= (?:tears?|burns?|perineal|heart block|AV block)\b)", _degree),
    rule(Kind.LETTERS, LETTER, r"(?<!\w)BE(?= ?[-−–+] ?\d)", lambda _: "B.E."),  # base excess
    rule(Kind.QUANTITY, LETTER, r"(?<!\w)[tT] ?(?:1/2|½)(?!\w)", lambda m: f"{m[0][0]} one half"),
    rule(Kind.QUANTITY, DIGIT, r"(?<![\w.,+])([1-4]\d) ?\+ ?([0-6])/40(?!\w|[.,/]\d)", _gestation),
    rule(Kind.QUANTITY, DIGIT,
         r"(?<![\w.,+])([1-4]\d)(?:⁺|\u207d\+)([⁰¹²³⁴⁵⁶0-6])\u207e?(?= ?(?:weeks|wks|/40))(?:/40)?", _gestation),
    rule(Kind.ABBREVIATION, DIGIT, r"(?<![\w.,-])([123])[°º]", _ranked),
    rule(Kind.SIGN, SIGN, r"(?:(?<=[\s(,;:])|^)\?(?=[A-Za-z])|(?<=[:,;(] )\? (?=[a-z])", lambda _: "query "),  # ?PE
    rule(Kind.SIGN, SIGN + BLANK,
         rf"(?<=[a-z]) #(?=[.,;)]|$| [a-z])|(?<![\w&])#(?= ?(?:NOF|NOH|neck of|[LR] |left|right|{_BODY}))", _fracture),
    rule(Kind.QUANTITY, LETTER, rf"(?<=illion )(IU|iu)({PER_UNIT}*)(?!\w)",
         lambda m: f"international units{per(m[2])}"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<=\d/\d )[LR](?=[,.;)]|$)|(?<=\d/\d\d )[LR](?=[,.;)]|$)",
         lambda m: _SIDES[m[0]]),  # of sight
    rule(Kind.SIGN, BLANK, r"(?<=[a-z]) [-–−](?=[.,;)]|$)", _dipped),
    rule(Kind.SIGN, SIGN, r"\((?:i|mol)[-–−+]\)", lambda m: f"({m[0][1:-2]} {'plus' if m[0][-2] == '+' else 'minus'})"),
)  # fmt: skip
