"""A stroke or colon between two numbers: a chance, a score, two stages, a blood pressure, a fraction, a ratio."""

from __future__ import annotations

import re
import unicodedata
from re import Match

from publish.speech.british.amounts import DOSED, PER_UNIT, UNIT, N, per, unit_words
from publish.speech.british.numbers import figure, fraction
from publish.speech.british.spans import (
    DIGIT,
    SIGN,
    Doubtful,
    Kind,
    Reading,
    after,
    around,
    before,
    follows,
    precedes,
    rule,
)
from publish.speech.british.tables import LABELS, PEOPLE

CHANCE = r"\b(?:risk|chance|odds|affects?|affecting|prevalence|incidence|probability|frequency)\b[\w ]*? "
"""What says that one in so many is a risk: "a risk of 1:50"."""
_SCORE = (
    r"\b(?:scores?|scored|gcs|mmse|amts|moca|epds|phq-?9|gad-?7|news2?|apgar|pain|rated|rating|"
    r"(?<!gas )marks?|power|mrc|reflexes|murmur|audit(?:-c)?|(?:pi|bi|li)-rads|q?sofa)"
    r"(?: (?:of|is|was|at))?:? (?:[<>≤≥] ?)?"
)
_RARE = 10  # what is one in fewer is a share: "1/4 of", not "a chance of 1/4"
_VERY_RARE = 100  # nobody writes a share so
_SYSTOLIC, _DIASTOLIC = (60, 260), 30  # mmHg; in other pairs, as of a tablet of two medicines, the stroke is said


def _chance(match: Match[str]) -> bool:
    """Whether it is "one in ten": of people, or as a risk."""
    people = precedes(match, rf" (?:[a-z]+ )?{PEOPLE}") and not precedes(match, " of")
    likely = follows(match, rf"{CHANCE}|[<>≤≥] ?|\b(?:common|rare) \([^)]{{0,20}}") or precedes(
        match, r" (?:risk|chance|odds|births)"
    )
    rare = int(re.sub(r"\D", "", match[2])) if match[1] == "1" else 0
    return bool(people) or rare >= _VERY_RARE or (rare >= _RARE and bool(likely))


def _stroke(match: Match[str]) -> Reading:
    """1/10 people "one in ten people", phase 2/3 "two three", 3/4 "three quarters", 120/80 "over"."""
    over, under = figure(match[1]), figure(match[2])
    if match[0] == "24/7":
        return "twenty-four seven"
    if (
        follows(match, rf"(?:{_SCORE})(?:{N} ?[-–] ?)?")
        or precedes(match, r" (?:[a-z]+ )?murmur")
        or precedes(match, r" (?:stars?|points?|marks?|match(?:ed|es)?|mismatch\w*|HLA|(?:lymph )?nodes?)\b")
        or precedes(match, r" ?\(\d+(?:\.\d+)?%\)")
        or (match[2] == "8" and follows(match, r"\b(?-i:ER|PR) "))
    ):
        return f"{over} out of {under}"
    if follows(match, r"\b(?:p(?:age|\.)?|sheet|course|cycle|session) ") and _up_to(match):
        return f"{over} of {under}"
    if match[0] in ("50/50", "20/20") or follows(match, rf"\b{LABELS} "):  # phase two three
        return f"{over} {under}"
    if _chance(match):
        return f"{over} in {under}"
    if (match.groupdict().get("unit") or "") in _HOURS and under in _WHOLE_DAYS:
        return f"{over} per {under} hours"
    if _DATED.search(before(match)) and re.match(_NO_MORE, after(match)) and re.fullmatch(_DAY_AND_MONTH, match[0]):
        return Doubtful(f"{over} slash {under}", "may be a date: write the month as a word")
    if re.fullmatch(r"10,?000|100,?000|1,?000,?000", match[2]):
        return f"{over} per {under}"
    if match[2] == "10" and match[1] != "1" and _up_to(match):
        return f"{over} out of ten"
    words = f"{over} slash {under}"
    unit = match.groupdict().get("unit")
    if unit == "L" and SIGHT.search(around(match)):
        return None  # 6/12 L: of the left eye
    if re.fullmatch(r"\d+/[1-9]\d*", re.sub("(?:rd|th)s?$", "", match[0].removesuffix(unit or "").rstrip())):
        numbers = int(match[1]), int(match[2])
        named = fraction(*numbers)
        pressure = _SYSTOLIC[0] <= numbers[0] <= _SYSTOLIC[1] and _DIASTOLIC <= numbers[1] < numbers[0]
        words = named if pressure or (" over " not in named and not unit) else words
        if words == named and numbers[1] == numbers[0] + 1 and precedes(match, rf" {SEVERAL}"):
            return Doubtful(words, ONE_OR_THE_OTHER)
    if not unit:
        return words
    return f"{words} {unit_words(unit)[0 if precedes(match, f' {DOSED}') else 1]}{per(match['per'])}"


SEVERAL = r"(?!cups|teaspoons|tablespoons|pints)[a-z]{3,}(?<!s)s\b(?! of)"
ONE_OR_THE_OTHER = "may be a fraction, or the one number or the other: write it in words"
"""1/2 tablets, 2/3 days."""


def _up_to(match: Match[str]) -> bool:
    """Whether it may be one part of a whole: page 3/4, but not 12/10."""
    return match[1].isdecimal() and match[2].isdecimal() and 0 < int(match[1]) <= int(match[2])


_DATED = re.compile(r"(?i)\b(?:on|by|until|till|since|dated?|due|rsvp by|starting|week commencing|w/c) $")
_DAY_AND_MONTH, _NO_MORE = r"(?:[12]?\d|3[01])/(?:\d|1[0-2])", r"\s*(?:$|[.,;:)]|(?:at|to|and|or|until|from|for|in)\b)"
_HOURS, _WHOLE_DAYS = frozenset(["h", "hr", "hrs"]), frozenset(["twenty-four", "forty-eight", "seventy-two"])
_NOTHING_COUNTED = (
    r"\s*(?:$|[.,;:()&]|(?:and|or|then|to|if|with|from|until|after|for|on|at|by|max|before|ahead|ago|old|history|hx|"
    r"off|rest|gap|break|prior|later|course|supply|post-?op(?:erative\w*)?|post-|pre-?op|"
    r"follow[- ]?up|f/?u|review|appt|appointment|of (?:opening|starting|finishing|treatment|discharge|birth))\b)"
)
_SPELL_NAMED = (
    r" (?:ago|old|history|hx|off|rest|gap|break|prior|later|course|supply|post-?op\w*|"
    r"pre-?op\w*|follow[- ]?up|f/?u|review|appt|appointment)\b"
)
_THEN = r"(?:, (?:then |and |or )?| then | and | or )"
_OFTEN_LATIN = r"\b(?:od|bd|tds|qds|om|nocte|mane|bid|tid|o\.d\.|b\.d\.|t\.d\.s\.|q\.d\.s\.) "
_SPELL_BEGUN = (
    r"\b(?:for|every|in|after|within|next|last|past|repeat|review|follow[- ]?up|f/?u|appt|appointment):? |"
    r"\b(?:aged?|up to|at least|under|over|about|(?:baby|infant|child|toddler|boy|girl|son|daughter) of) |"
    r"\bx ?|× ?|[<>≤≥≈~@] ?|\bdaily "
)
SIGHT = re.compile(r"\bVA\b|(?i:vision|acuity|eyes?\b|snellen)")
_LASTING = {"7": "day", "52": "week", "12": "month", "40": "week"}
_MOST_WEEKS = 42  # of a pregnancy
_IN_SHORT = "may be days, weeks or months in short, or a fraction: write it in words"


def _lasting(match: Match[str]) -> Reading:
    """For 5/7 "for five days", every 2/52 "two weeks", at 20/40 "twenty weeks": as clinicians write in short."""
    first, last, under = match.groups()
    booked = under == "52" and precedes(match, r" (?:\+ |[A-Z]{2,}\b)")  # 2/52 GP
    named = under == "52" and precedes(match, r" (?:check|wait|scan|visit|post)\b")
    if match[0] == "24/7" or not (booked or named or precedes(match, _NOTHING_COUNTED)):
        return None
    if under == "40":
        meant = follows(match, r"(?:\b(?:at|born|before|until|by) |[<>≤≥≈~@] ?)") and int(last) <= _MOST_WEEKS
    else:
        meant = bool(first) or under == "52" or follows(match, _SPELL_BEGUN) or precedes(match, _SPELL_NAMED)
        meant = meant or follows(match, _OFTEN_LATIN) or match[0] in {"10/7", "14/7", "28/7"}
        chained = follows(match, rf"\d/(?:7|52|12)(?: [a-z]+)?{_THEN}")
        meant = meant or (chained and not SIGHT.search(around(match)))
    if not meant:
        alone = under == "7" and not (before(match) + after(match)).strip(" .")
        return Doubtful(f"{figure(last)} slash {figure(under)}", _IN_SHORT) if alone else None
    lead = "for " if follows(match, _OFTEN_LATIN) else ""
    lead += f"{figure(first)} to " if first else ""
    one = last == "1" or precedes(match, " (?:course|supply|gap|break)")
    return Doubtful(f"{lead}{figure(last)} {_LASTING[under]}{'' if one else 's'}", _IN_SHORT)


_LEAST_OF_PEOPLE = rf"(?<![\w/.,-])({N}) ?[-–] ?(?={N}/{N} (?:[a-z]+ )?{PEOPLE})"
_LEAST = rf"(?<![\w/.,-])({N}) ?[-–] ?(?={N}/\d+(?![\w/]|[.,]\d))"


def _least(match: Match[str]) -> str:
    """8–10/10, 120–130/80: a range of scores or pressures."""
    return f"{figure(match[1])} to "


def _struck(match: Match[str]) -> Reading:
    """1⁄3 and ¹⁄₃, written with the stroke of fractions."""
    whole, over, under = (unicodedata.normalize("NFKC", part or "") for part in match.groups())
    if not int(under):
        return None
    words = fraction(int(over), int(under))
    return f"{figure(whole)} and {re.sub('^one', 'a', words).replace('a eighth', 'an eighth')}" if whole else words


def _ratio(match: Match[str]) -> str:
    """4:1 "four to one"; a risk of 1:250, and 1:1000 of adrenaline, are one in so many."""
    diluted = match[1] == "1" and (
        precedes(match, r" (?:adrenaline|epinephrine|dilution)") or follows(match, r"\b(?:titres?|diluted)(?: of)? ")
    )
    return f"{figure(match[1])} {'in' if diluted or _chance(match) else 'to'} {figure(match[2])}"


def _suture(match: Match[str]) -> Reading:
    """2-0 silk "two zero": a size of sutures, and no range, which would go up."""
    sized = match[2] == "-" or precedes(
        match, r" (?:[a-z]+ )?(?:sutures?|silk|nylon|[Vv]icryl|[Pp]rolene|PDS|[Mm]onocryl)"
    )
    return f"{figure(match[1])} zero" if sized else None


def _labelled(match: Match[str]) -> Reading:
    """Phase 2/3, phase 1/2a, page 3/4, CIN 2/3."""
    if match.lastgroup == "letter":
        lettered = follows(match, rf"\b{LABELS} ")
        return (
            f"{figure(match[1])} {figure(match[2])} {match['letter'].upper().replace('A', 'A.')}" if lettered else None
        )
    if follows(match, r"\b(?-i:CIN|VIN|VAIN|AIN|PIN) ?"):
        return f"{figure(match[1])} {figure(match[2])}"
    if follows(match, r"\b(?:wards|beds|rooms|bays|flats|clinics) "):
        return f"{figure(match[1])} slash {figure(match[2])}"
    return _stroke(match) if follows(match, rf"\b(?:{LABELS}|p|sheet) ") else None


def _scored(match: Match[str]) -> Reading:
    """Score 3–4/10 "three to four out of ten"."""
    scored = follows(match, _SCORE) or match[3] == "10"
    return f"{figure(match[1])} to {figure(match[2])} out of {figure(match[3])}" if scored else None


def _acuity(match: Match[str]) -> str:
    """6/9+2, 6/6-2: letters more or fewer than the line of a chart."""
    return f"six slash {figure(match[1])} {'plus' if match[2] == '+' else 'minus'} {figure(match[3])}"


_PAIR = rf"(?<![\d/.])({N})/({N})"
_OF_UNIT = rf"(?: ?(?P<unit>{UNIT})(?P<per>{PER_UNIT}*))?"

_FIGURES = r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|[₀-₉]{1,3})"

BEFORE_AMOUNTS = (
    rule(Kind.FRACTION, DIGIT, _LEAST_OF_PEOPLE, _least),
    rule(Kind.FRACTION, DIGIT + SIGN, rf"(?<![\w.,⁄])(?:(\d{{1,3}}) )?({_FIGURES})⁄({_FIGURES})(?![\w⁄])", _struck),
    rule(Kind.FRACTION, DIGIT, r"(?<![\w/.,-])(?:(\d{1,2}) ?[-–] ?)?(\d{1,2})/(7|52|12|40)(?![\w/%]|[.,]\d)", _lasting),
    rule(
        Kind.FRACTION,
        DIGIT,
        r"(?<![\w.-])(50-50|24-7)(?![\w-])",
        lambda m: "fifty fifty" if m[1] == "50-50" else "twenty-four seven",
    ),
    rule(Kind.CODE, DIGIT, r"(?<![\w/.,–-])([1-9]|1[0-2])([-/])0(?![\w/-]|[.,]\d)", _suture),
    rule(Kind.FRACTION, DIGIT, rf"{_PAIR}(?= (?:[a-z]+ )?{PEOPLE}| (?:risk|chance|odds))", _stroke),
    rule(Kind.FRACTION, DIGIT, r"(?<![\w/.,-])([1-9]) ?[-–] ?(\d{1,2})/(\d{2,3})(?![\w/]|[.,]\d)", _scored),
    rule(Kind.FRACTION, DIGIT, r"(?<![\w/.,])6/(\d{1,2}(?:\.5)?)([-–−+])([1-4])(?![\w/]|[.,]\d)", _acuity),
    rule(
        Kind.FRACTION,
        DIGIT,
        r"(?<![\d/.])(\d+)/(\d+)(?P<letter>[a-cA-C])?(?![\d/]|[.,]\d|[A-Za-z])(?! ?[-–] ?[\d½])",
        _labelled,
    ),
)
RULES = (
    rule(Kind.FRACTION, DIGIT, _LEAST, _least),
    rule(Kind.FRACTION, DIGIT, rf"{_PAIR}(?:(?:rd|th)s?\b)?{_OF_UNIT}(?![\d/]|\.\d|[pq][-−])", _stroke),
    rule(Kind.FRACTION, DIGIT, rf"(?<![\d:])({N})(?: : |:)({N})(?![\d:])", _ratio),
    rule(
        Kind.FRACTION,
        DIGIT,
        r"(?<![\d:.,])\d{1,2}(?::\d{1,2}){2,3}(?=[ -](?:ratio|random|split|mix))",
        lambda m: " to ".join(figure(part) for part in m[0].split(":")),
    ),
)
