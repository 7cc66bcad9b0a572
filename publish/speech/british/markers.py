"""Genes, markers, chromosomes and other runs of letters with digits or signs."""

from __future__ import annotations

import re
from functools import lru_cache
from re import Match

from publish.speech.british.codes import letters
from publish.speech.british.numbers import cardinal, code_number, digits
from publish.speech.british.spans import (
    DIGIT,
    LETTER,
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
from publish.speech.british.tables import CHROMOSOME_CHANGES, SAID_AS_WORDS, WORDS_AMONG_CAPITALS

_SPELT = 5  # letters: longer runs of capitals are read as words
_UNKNOWN = "is a code of letters and digits that no rule knows"
_CHANGE = r"(t|inv|del|der|dup|ins|add|dic)\(((?:\d+|[XY])(?:;(?:\d+|[XY]))*)\)(?: ?\(([pq][\dpq.;]+)\))?"
_ARM_CHANGE = r"(del|dup|ins|inv|der|add|iso|i)\((\d{1,2}|[XY])([pq])([\d.]*)\)"
_BAND = r"(\d+|[XY])?([pq])(\d+)(?:\.(\d+))?(?!\w)"
_BAND_IN_LIST = r"(\d+(?=[pq])|[XY])?([pq])(\d+)?(?:\.(\d+))?"
# "17p" is an arm in a sentence about chromosomes; elsewhere it may be a price.
_OF_CHROMOSOMES = re.compile(
    r"(?i)chromosom|delet|cytogen|karyotyp|translocat|\bTP53\b|\d[pq](?:[-−](?![a-z])|\d|/\d)|\d{1,2}q\b"
)

_DIGITS = r"(?:\d+|[₀-₉]+|\u208d\d+\u208e)"
_MIXED = r"(?:[a-z][A-Z]{2,4}|[A-Z][a-z][A-Z]{1,3}|[A-Z]{2}c|HB[se]Ag)"  # eGFR, IgG, QTc
_TOKEN = (
    rf"(?!x\d+(?![A-Za-z\d]))(?:[A-Za-z]+{_DIGITS}(?:[A-Za-z]|{_DIGITS})*|[A-Z]{{2,}}(?:s(?![A-Za-z]))?(?!'[A-Z])|"
    rf"(?!Mc|De|Di|Du|La|Le){_MIXED}(?![A-Za-z]))"
)
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789", "\u208d\u208e")
# CD19, p53, HbA1c, CYP2D6, H1N1, V600E, SC049802, NCT01234567: what a listener of health information has heard before.
_KNOWN = re.compile(
    r"[A-Za-z]{1,7}\d{1,4}[A-Za-z]?s?|[A-Z][a-z]?[A-Za-z]{1,4}\d{1,2}[A-Z]\d{1,2}|[A-Z]\d[A-Z]\d|[A-Z]\d{1,5}[A-Z]|"
    r"[A-Z]{1,3}\d{6,8}|T[12]DM?|E\dV\dM\d|p?T\d[a-d]?(?:N\d[a-c]?)?(?:M\d)?|G\d[ab]?A\d"
)
_END_MARKER = r"[A-Z][A-Za-z]{0,5}\d{0,3}[A-Za-z]?"


def _chromosome(number: str) -> str:
    return cardinal(int(number)) if number.isdecimal() else number


def _band(match: Match[str]) -> str:
    arm = f"{_chromosome(match[1])} " if match[1] else ""
    point = f" point {digits(match[4])}" if match[4] else ""
    return f"{arm}{match[2]}" + (f" {cardinal(int(match[3]))}{point}" if match[3] else "")


def _bands(text: str) -> str:
    return ", ".join(_band(band) for part in text.split(";") for band in re.finditer(_BAND_IN_LIST, part))


def _change(match: Match[str]) -> str:
    """t(9;22)(q34;q11) "t nine twenty-two, q thirty-four, q eleven"."""
    places = " ".join(_chromosome(place) for place in match[2].split(";"))
    return f"{CHROMOSOME_CHANGES[match[1]]} {places}" + (f", {_bands(match[3])}" if match[3] else "")


def _arm_change(match: Match[str]) -> str:
    """del(17p) "deletion seventeen p", del(13q14) "deletion thirteen q fourteen"."""
    where = _bands(match[0].partition("(")[2][:-1]) if match[4] else f"{_chromosome(match[2])} {match[3]}"
    return f"{CHROMOSOME_CHANGES[match[1]]} {where}"


def _arm(match: Match[str]) -> Reading:
    if not _OF_CHROMOSOMES.search(around(match)):
        return None
    return f"{_chromosome(match[1])} {match[2]}{' minus' if match[3] else ''}"


def _among_capitals(match: Match[str]) -> bool:
    """Whether a word stands in a line of capitals, "RISK OF FALLS": two more words are beside it."""
    left = re.search(r"(?:[A-Z']+[,:]? )*$", before(match))
    right = re.match(r"(?:,? [A-Z']+)*(?![a-z])", after(match))
    beside = re.findall(r"[A-Z]+", f"{left[0] if left else ''} {right[0] if right else ''}")
    known = SAID_AS_WORDS | WORDS_AMONG_CAPITALS
    sure = sum(word in known or (len(word) > _SPELT and bool(re.search("[AEIOUY]", word))) for word in beside)
    return sure > 1


def _run(run: str, *, numbered: bool, shouted: bool) -> str:
    """One run of letters in a token: spelt, unless it is a word."""
    ending = "s" if run.endswith("s") and run[:-1].isupper() and len(run) > 1 else ""
    core = run.removesuffix("s") if ending else run
    if core in SAID_AS_WORDS and not (shouted and not numbered):
        return core.capitalize() + ending
    if shouted and not numbered and not re.search("[AEIOUY]", core):
        return letters(core) + ending  # nobody can say NHS as a word
    if numbered and run in ("A", "a"):
        return "A."  # a voice takes it for the article
    if not core.isupper() or (shouted and not numbered) or len(core) > _SPELT or len(core) == 1:
        return run
    return letters(core) + ending


@lru_cache(maxsize=8)
def _shouted(text: str) -> bool:
    """Whether a text is all in capitals, which are then words."""
    return text.isupper() and sum(len(word) > _SPELT for word in re.findall(r"[A-Z]+", text)) > 1


def spelt(written: str, text: str) -> str:
    """ALL "A.L.L.", TKIs "T.K.I.s", CD19 "C.D. nineteen", IgG "I.G.G.", CO₂ "C.O. two"."""
    parts = re.findall(r"[A-Za-z]+|\d+", written.translate(_LOWERED))
    if len(parts) == 1 and re.fullmatch(_MIXED, written):
        return letters(written)
    shouted = _shouted(text)
    words = []
    for number, part in enumerate(parts):
        if part.isdecimal():
            words.append(code_number(part))
        elif re.fullmatch(_MIXED, part) and not number:
            words.append(letters(part))
        else:
            words.append(_run(part, numbered=len(parts) > 1, shouted=shouted))
    return " ".join(words)


def _token(match: Match[str]) -> Reading:
    if match[0] in WORDS_AMONG_CAPITALS and _among_capitals(match):
        return match[0].capitalize()
    words = spelt(match[0], match.string)
    mixed = re.search(_DIGITS, match[0])
    return Doubtful(words, _UNKNOWN) if mixed and not _KNOWN.fullmatch(match[0].translate(_LOWERED)) else words


def _digits_first(match: Match[str]) -> Reading:
    """3D, 5HT, 12345AB: the digits, then the letters."""
    counted = re.fullmatch(r"(\d+)([a-z]{3,})", match[0])
    if counted:  # "24hours"
        return f"{cardinal(int(counted[1]))} {'hourly' if counted[2] == 'hrly' else counted[2]}"
    words = spelt(match[0], match.string)
    known = re.fullmatch(r"\d{1,2}[A-Za-z]|\d[A-Z]{1,2}\d?[A-Z]?|\d+[a-z]{2,}", match[0])
    return words if known else Doubtful(words, _UNKNOWN)


def _day(match: Match[str]) -> Reading:
    """50 mg d1, 100 mg d1–5: the days of a course, behind a dose; vitamin d3 is none."""
    if not follows(match, r"\d[\d.]* ?(?:(?:mg|m?cg|g|units?|iu)(?:/(?:m²|m2|kg))?)?,? "):
        return None
    first = cardinal(int(match[1]))
    return f"days {first} to {cardinal(int(match[2]))}" if match[2] else f"day {first}"


def _day_before(match: Match[str]) -> Reading:
    """D–1: a day before that of a transplant. With a hyphen it is one where D+1 or D0 is told of too."""
    counted = match[1] != "-" or re.search(r"\bD ?\+ ?\d|\bD ?0\b|\b[Dd]ay 0\b", match.string)
    return f"D minus {cardinal(int(match[2]))}" if counted else None


def _antigen(match: Match[str]) -> str:
    """CA-125 "C.A. one two five", CA 19-9 "C.A. nineteen nine"."""
    return " ".join(["C.A.", *(code_number(part) for part in re.split(r"\D", match[1]))])


def _from_to(match: Match[str]) -> Reading:
    """T1-4, L1-5: stages and vertebrae."""
    first, last = int(match[2]), int(match[3])
    return f"{match[1]} {cardinal(first)} to {cardinal(last)}" if first < last else None


def _keyword(match: Match[str]) -> Reading:
    """Text HELLO to 85258: what is typed is a word."""
    return match[0].capitalize() if follows(match, r"\btext(?:ing)? ['\"]?") else None


def _several(match: Match[str]) -> str:
    """IDH1/2 "I.D.H. one and two", HPV-16/18, FGFR1/2/3."""
    name = spelt(match[1], match.string) if match[1].isupper() else match[1]
    numbers = [cardinal(int(number)) for number in match[2].split("/")]
    return f"{name} {', '.join(numbers[:-1])} and {numbers[-1]}"


def _signed(match: Match[str]) -> Reading:
    """CD20- "C.D. twenty negative", HER2+ "Her two positive"; "B- and T-cell" has a hyphen."""
    name, sign = match[1], match[2] or match[3]
    if precedes(match, r"\("):  # PD-(L)1
        return None
    if sign in "-–" and precedes(match, r",? (?:and|or|to|/) (?:[A-Za-z]\w*, )*\w+-\w|/\w+-\w"):
        return None
    if _ION.fullmatch(name) and (len(name) > 1 or sign == "+"):
        return f"{spelt(name, match.string)} {'plus' if sign == '+' else 'minus'}"
    marked = (
        name in {"A", "B", "O", "Ph", "Rh", "Kell"}
        or sum(letter.isupper() or letter.isdecimal() for letter in name) > 1
    )
    if not marked and (sign != "+" or len(name) > 1):
        return None
    words = spelt(name, match.string) if len(name) > 1 and name not in {"Ph", "Rh"} else name
    if name == "A":
        words = "A."
    if sign == "+" and re.fullmatch(r"LGBT\w*|SPF\d+|UPF\d+|D\d{1,2}", name):  # D8+: from that day on
        return f"{letters(name) if name.isalpha() else words} plus"
    if len(name) == 1 and (name not in "ABO" or follows(match, r"(?:vitamins?|grade|class|rated?) ")) and sign == "+":
        return f"{words} plus"
    reading = f"{words} {'positive' if sign == '+' else 'negative'}"
    reading += " " * (match[2] is not None)  # CD4+CD25+
    return Doubtful(reading, "ends with a dash that may be a minus or not") if sign == "–" else reading


_ION = re.compile(r"(?:Na|K|Ca|Mg|Cl|Fe|Li|Zn|Cu|Al|NH|HCO|PO|SO|OH)\d?")


def _decimal(match: Match[str]) -> str:
    """NG12.3 "N.G. twelve point three", v2.1 "version two point one"."""
    name, number, rest = match.groups()
    lead = "version" if name in ("v", "V") else spelt(name, match.string)
    return f"{lead} {code_number(number)}" + "".join(f" point {digits(part)}" for part in rest[1:].split("."))


def _star(match: Match[str]) -> str:
    """CYP2D6*4, HLA-B*57:01."""
    return " star " + " ".join(code_number(part) for part in match[1].split(":"))


def _variant(match: Match[str]) -> Reading:
    """p.Arg175His, c.1799T>A: letter by letter as far as it can be, for a person to give a better one."""
    parts = re.findall(r"[A-Za-z]+|\d+|[>*=+_]", match[0][2:])
    marks = {"A": "A.", ">": "to", "*": "star", "=": "equals", "+": "plus", "_": "underscore"}
    words = [digits(part) if part.isdecimal() else marks.get(part, part) for part in parts]
    return Doubtful(f"{match[0][0]} dot {' '.join(words)}", "is a gene variant that no rule knows how to say")


def _disease(match: Match[str]) -> str:
    """C91.0, as diseases are coded."""
    return f"{match[1]} {code_number(match[2])} point {digits(match[3])}"


def _scales(match: Match[str]) -> str:
    """EQ-5D-5L: no litres."""
    return "-".join(spelt(part, match.string) for part in match[0].split("-"))


_VARIANT = (
    r"(?<!\w)[pcgm]\.\(?(?:[A-Z][a-z]{2}\d+(?:[A-Z][a-z]{2}|[*=]|fs\*?\d*)?|"
    r"\d+(?:_\d+)?(?:delins|del|dup|ins)[ACGT]*|\d+[\w+]*[A-Z]>[A-Z])\)?"
)
_SEVERAL = (
    r"(?<!\w)((?:HPV|HIV|HTLV|HSV|BRCA)(?= )|[A-Za-z]*[A-Z][A-Za-z]*(?! )|[Oo]mega(?! ))[- ]?"
    r"(\d{1,2}(?:/\d{1,2})+)(?![\w/])"
)

RULES = (
    rule(Kind.CHROMOSOME, LETTER, rf"(?<!\w){_ARM_CHANGE}", _arm_change),
    rule(Kind.CHROMOSOME, LETTER, rf"(?<!\w){_CHANGE}", _change),
    rule(Kind.CHROMOSOME, DIGIT + LETTER, r"(?<![A-Za-z\d.£])(\d{1,2}|[XY])([pq])(?:([-−])(?!\w)|(?!\w))", _arm),
    rule(Kind.CHROMOSOME, SIGN, r"\(([pq]\d+(?:\.\d+)?(?:;[pq]\d+(?:\.\d+)?)*)\)", lambda m: f"({_bands(m[1])})"),
    rule(Kind.CHROMOSOME, DIGIT + LETTER, rf"(?<![A-Za-z\d]){_BAND}", _band),
    rule(Kind.MARKER, LETTER, _VARIANT, _variant),
    rule(Kind.MARKER, LETTER, r"(?<!\w)PD-\(L\)1(?!\w)", lambda _: "P.D. one or P.D. L one"),
    rule(Kind.MARKER, LETTER, _SEVERAL, _several),
    rule(Kind.MARKER, LETTER, rf"(?<!\w)({_END_MARKER})(?:([−+])(?=CD\d)|([-–−+])(?![\w+]|[-–−]|/(?![A-Z])))", _signed),
    rule(Kind.CODE, LETTER, r"(?<!\w)([A-Z])(\d\d)\.(\d)(?![\w.])", _disease),
    rule(Kind.CODE, LETTER, r"(?<!\w)([A-Z]{1,4}|v)(\d{1,3})((?:\.\d{1,3})+)(?![\w.]*\w)", _decimal),
    rule(Kind.MARKER, LETTER, r"(?<!\w)d(\d{1,2})(?: ?[-–] ?(\d{1,2}))?(?!\w|[.,]\d)", _day),
    rule(Kind.MARKER, LETTER, r"(?<![\w-])([TNCLSD])(\d{1,2})-(\d{1,2})(?![\w-])", _from_to),
    rule(Kind.WORD, LETTER, r"(?<!\w)(?=[A-Z]*[AEIOUY])[A-Z]{3,}(?=['\"]? (?:to )?\d{5})", _keyword),
    rule(Kind.LETTERS, LETTER, r"(?<!\w)(?:DNACPR|LGBTQI?A|[B-DF-HJ-NP-TV-XZ]{6,10})(?!\w)",
         lambda m: letters(m[0])),  # MRCPCH: however long, nobody could say it as a word
    rule(Kind.CODE, LETTER, r"(?<!\w)(ISRCTN) ?(\d{5,9})(?!\w)", lambda m: f"{letters(m[1])} {digits(m[2])}"),
    rule(Kind.MARKER, LETTER, r"(?<!\w)CA[- ]?(125|15-3|19-9|72-4|27\.29)(?![\w-])", _antigen),
    rule(Kind.MARKER, LETTER, r"(?<![\w-])D ?([-–−]) ?(\d{1,2})(?![\w-]|[.,]\d)", _day_before),
    rule(Kind.CODE, LETTER, r"(?<!\w)[A-Z]{2,6}(?:-\d{1,2}[A-Z]){1,3}(?![\w-])", _scales),
    rule(Kind.MARKER, LETTER, rf"(?<![A-Za-z]){_TOKEN}(?![A-Za-z])", _token),
    rule(Kind.MARKER, SIGN, r"(?<=[A-Za-z\d])\*(\d+(?::\d+)*)", _star),
)  # fmt: skip
DIGITS_FIRST = (rule(Kind.CODE, DIGIT, r"(?<![\w.,])\d+(?:[A-Za-z]+\d*)+(?!\w)", _digits_first),)
