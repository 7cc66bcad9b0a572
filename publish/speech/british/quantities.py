"""Amounts: money, units, powers, ranges, fractions, percentages, plain numbers, telephone and other code numbers."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.numbers import cardinal, digits, figure, fraction, grouped, ordinal
from publish.speech.british.tables import CURRENCIES, EMERGENCY, MAGNITUDES, PER, UNITS

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_PER = "|".join(re.escape(unit) for unit in sorted(PER, key=len, reverse=True))
_SCALE = r"hundred|thousand|million|billion|trillion"

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RAISED_RUN = re.compile(r"\u207d([^\u207d\u207e]*)\u207e|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_LOWERED_RUN = re.compile(r"\u208d([^\u208d\u208e]*)\u208e|([₀-₉]+)")
_AREA = re.compile(r"(?<![a-zA-Zµμ])([cmk]?m)(?:\u207d([23])\u207e|\^([23])\^?|([23])(?=\b(?!\.\d)))")
_POWER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?|[A-Za-z])\^([+−-]?\d+)\^?")

_TELEPHONE = re.compile(r"(?<![\d.,+/-])(?:\+\d{1,3} ?(?:\(0\) ?)?|\(0\d{2,5}\) ?|0)\d[\d \-]{6,13}\d(?!\d|[.,]\d)")
_SECOND_TELEPHONE = re.compile(rf"({_TELEPHONE.pattern})/(?=0\d)")
_EXTENSION = re.compile(
    rf"({_TELEPHONE.pattern})(?:(\s*/\s*)(?!\d+ ?[A-Za-z])|,?\s+(?i:ext(?:ension|n)?)\b\.?:?\s*)"
    r"(\d{1,6})(?!\d|[.,/ ]\d)"
)
_OTHER_ENDING = re.compile(rf"({_TELEPHONE.pattern} or )(\d{{3,4}})(?=[.,;:)\s]*(?:$|[.;:)\n]))")
_SHORT_NUMBER = re.compile(
    r"(?i)\b(call|calling|ring|ringing|phone|dial|dialling|text|NHS|to|on|or|number|contact)(:? )(\d{3,6})\b"
    r"(?![.,]\d|%| ?[-–/])"
)
_CODE = re.compile(r"(?i)\b(number|numbers|no\.|code|ref\.?|reference|isbn|issn|id)(:? )(\d[\d -]{3,}\d)(?![\d.,]*\d)")
_LONG_CODE = re.compile(r"(?<![\w.,])(?:0\d{2,}|\d{7,})(?![\d]|[.,]\d)")

_MONEY = re.compile(rf"([£$€])({_NUMBER})(?: ?(bn|m|k)\b| ({_SCALE})\b)?")
_MONEY_SPAN = re.compile(rf"([£$€])({_NUMBER}) ?[-–—] ?(?:\1)?({_NUMBER})(?!\w)")
_PENCE = re.compile(r"(?<![\w.,])(\d+)p\b")

_PRODUCT = re.compile(rf"({_NUMBER}) ?[x×] ?(?=\d)")
_TIMES = re.compile(rf"(?<![\w.,])({_NUMBER})[x×](?!\w)")
_SPAN = re.compile(rf"(?<![\w.,/–—-])({_NUMBER})((?: ?%| ?{_UNIT})?) ?[-–—] ?({_NUMBER})(?![\d/]|[.,–—-]\d)")
_MARKER = re.compile(r"\b([A-Z]{2,5} ?)(\d+)-(\d+)(?![\d–-]|\.\d)")
_MINUS = re.compile(r"(?<![\w)])[-−–](?=\d)")
_SUBTRACT = re.compile(r"(?<=[\d)]) ?− ?(?=\d)")
_WITH_UNIT = re.compile(rf"(?<![\w.])({_NUMBER})(?: ?|-)({_UNIT})(?![\w²³\u207d^])((?:(?:/| per )(?:{_PER})(?!\w))*)")
_NO_WHOLE = re.compile(rf"(?<![\w.])\.(?=\d+ ?(?:{_UNIT})(?!\w))")
_UNIT_ALONE = re.compile(rf"(?<![\w./-])([nmkpµμ]?g|mcg|m[lL]|µ?mol|mmol|IU|U|km)((?:/(?:{_PER})(?!\w))+)")
_PER_AREA = re.compile(r"(?<=min)/(?=1\.73)")  # as kidney function is given
_PER_UNIT = re.compile(rf"(?<=[\w).]) ?/ ?({_PER})(?![\w'])")
_BARE = re.compile(r"(?<![\w/])[cmk]?m[²³]")
_ONE_IN = re.compile(r"(?<![\d/.])(\d+)/(\d+)(?![\d/]|\.\d)")
_MIXED = re.compile(r"(\d+) ?([½⅓⅔¼¾])")
_MIXED_WORDS = {"½": "a half", "⅓": "a third", "⅔": "two thirds", "¼": "a quarter", "¾": "three quarters"}
_ORDINAL = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})*|\d+)(st|nd|rd|th)\b")
_RATIO = re.compile(r"(?<![\d:])(\d+):(\d+)(?![\d:])")
_PER_CENT = re.compile(r" ?%")
_PLAIN = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)*(?!\d)|\d+(?:\.\d+)*|(?<!\w)\.\d+")


def areas_and_volumes(text: str) -> str:
    """m², cm3 and the like, however the power is written, to the one form that the table of units has."""
    return _AREA.sub(lambda m: m[1] + {"2": "²", "3": "³"}[m[2] or m[3] or m[4]], text)


def raised_and_lowered(text: str) -> str:
    """Superscripts after a number or a single letter are powers; elsewhere they, like subscripts, are said in line."""

    def raised(match: Match[str]) -> str:
        inside = (match[1] if match[1] is not None else match[2]).translate(_RAISED).strip()
        before = match.string[: match.start()]
        base = re.search(r"(?:^|[^\w.])(?:\d+(?:\.\d+)?|[A-Za-z]|\))$", before)
        if match[1] is None and re.search(r"(?:^|[^A-Za-zµμ])[cmk]?m$", before):
            return match[0]  # a unit of area or volume
        if base and re.fullmatch(r"[+−-]?\d+", inside):
            return f"^{inside} "
        if re.fullmatch(r"st|nd|rd|th", inside):
            return inside
        return f" {inside} "

    text = _RAISED_RUN.sub(raised, text)
    return _LOWERED_RUN.sub(lambda m: f" {(m[1] if m[1] is not None else m[2]).translate(_LOWERED)} ", text)


def powers(text: str) -> str:
    """10^9 "ten to the power of nine", x^2 "x squared", x^3 "x cubed"."""

    def said(match: Match[str]) -> str:
        base = figure(match[1]) if match[1][0].isdecimal() else match[1]
        exponent = int(match[2].replace("−", "-"))
        if not match[1][0].isdecimal() and exponent in _SMALL_POWERS:
            return f"{base} {_SMALL_POWERS[exponent]}"
        return f"{base} to the power of {cardinal(exponent)}"

    return _POWER.sub(said, text)


_SMALL_POWERS = {2: "squared", 3: "cubed"}


def telephones(text: str) -> str:
    """Telephone numbers digit by digit; so are short ones after words that say what they are."""
    text = _SECOND_TELEPHONE.sub(r"\1 / ", text)
    text = _EXTENSION.sub(lambda m: f"{m[1]} {'slash' if m[2] else 'extension'} {digits(m[3])}", text)
    text = _OTHER_ENDING.sub(lambda m: f"{m[1]}{digits(m[2])}", text)
    text = _TELEPHONE.sub(lambda m: grouped(m[0].replace("(0)", "")), text)

    def short(match: Match[str]) -> str:
        plain_word = match[1].casefold() in {"to", "on", "or"}
        if match[3] in EMERGENCY or (not plain_word and match[1].casefold() in {"text", "number", "dial"}):
            return f"{match[1]}{match[2]}{digits(match[3])}"
        return match[0]

    return _SHORT_NUMBER.sub(short, text)


def codes(text: str) -> str:
    """Registration and other code numbers digit by digit."""
    text = _CODE.sub(lambda m: f"{m[1]}{m[2]}{grouped(m[3])}", text)
    return _LONG_CODE.sub(lambda m: digits(m[0]), text)


def money(text: str) -> str:
    """£3.50 "three pounds fifty", £2m "two million pounds", £5-£10 "five to ten pounds"."""

    def said(match: Match[str]) -> str:
        singular, plural = CURRENCIES[match[1]]
        scale = MAGNITUDES.get(match[3] or "") or match[4]
        if scale:
            return f"{figure(match[2])} {scale} {plural}"
        whole, _, rest = match[2].replace(",", "").partition(".")
        unit = singular if int(whole) == 1 else plural
        if not rest or not int(rest):
            return f"{cardinal(int(whole))} {unit}"
        if len(rest) != _PENCE_DIGITS:
            return f"{figure(match[2])} {plural}"
        if not int(whole):
            return f"{cardinal(int(rest))} {'pence' if match[1] == '£' else 'cents'}"
        return f"{cardinal(int(whole))} {unit} {cardinal(int(rest))}"

    text = _MONEY_SPAN.sub(lambda m: f"{figure(m[2])} to {m[1]}{m[3]}", text)
    text = _PENCE.sub(lambda m: f"{cardinal(int(m[1]))} pence", text)
    return _MONEY.sub(said, text)


_PENCE_DIGITS = 2


def products(text: str) -> str:
    """2 x 5, 3× a day."""
    return _TIMES.sub(lambda m: f"{m[1]} times", _PRODUCT.sub(lambda m: f"{m[1]} times ", text))


def ranges(text: str) -> str:
    """60-80, 5 mg–10 mg: a dash between two numbers is "to"; a minus sign stays a minus; CA 19-9 is a name."""
    text = _MARKER.sub(lambda m: f"{m[1]}{m[2]} {m[3]}" if int(m[3]) < int(m[2]) else m[0], text)
    text = _SUBTRACT.sub(" minus ", text)
    text = _SPAN.sub(lambda m: f"{m[1]}{m[2]} to {m[3]}", text)
    return _MINUS.sub("minus ", text)


def units(text: str) -> str:
    """5 mg "five milligrams", 1 L "one litre", 2 mg/kg "two milligrams per kilogram", /L "per litre"."""

    def said(match: Match[str]) -> str:
        singular, plural = UNITS[match[2]]
        first = singular if match[1] == "1" else plural
        if match[0][len(match[1])] == "-":
            first = singular
        rest = re.findall(rf"(?:/| per )({_PER})(?!\w)", match[3])
        return " per ".join([f"{match[1]} {first}", *(PER[one] for one in rest)])

    def alone(match: Match[str]) -> str:
        under = [PER[one] for one in match[2].split("/")[1:]]
        return " per ".join(["units" if match[1] == "U" else UNITS[match[1]][1], *under])

    text = _NO_WHOLE.sub("0.", _PER_AREA.sub(" per ", text))
    text = _UNIT_ALONE.sub(alone, _WITH_UNIT.sub(said, text))
    text = _BARE.sub(lambda m: UNITS[m[0]][1], text)
    return _PER_UNIT.sub(lambda m: f" per {PER[m[1]]}", text)


def fractions(text: str) -> str:
    """½, 2½, 3/4; 120/80 "over"."""
    text = _MIXED.sub(lambda m: f"{m[1]} and {_MIXED_WORDS[m[2]]}", text)
    text = text.replace("24/7", "twenty-four seven")
    return _ONE_IN.sub(lambda m: fraction(int(m[1]), int(m[2])), text)


def ordinals(text: str) -> str:
    """1st, 22nd."""

    def said(match: Match[str]) -> str:
        number = int(match[1].replace(",", ""))
        teens = number % 100 in {11, 12, 13}
        suffix = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return ordinal(number) if match[2] == suffix else match[0]

    return _ORDINAL.sub(said, text)


def ratios(text: str) -> str:
    """1:4 "one to four"."""
    return _RATIO.sub(lambda m: f"{m[1]} to {m[2]}", text)


def per_cent(text: str) -> str:
    """% after a number."""
    return _PER_CENT.sub(" per cent", text)


def plain_numbers(text: str) -> str:
    """All numbers that no other rule has taken; one glued to a letter is set apart from it."""

    def said(match: Match[str]) -> str:
        before = match.string[match.start() - 1 : match.start()]
        after = match.string[match.end() : match.end() + 1]
        return f"{' ' if before.isalnum() else ''}{figure(match[0])}{' ' if after.isalnum() else ''}"

    return _PLAIN.sub(said, text)
