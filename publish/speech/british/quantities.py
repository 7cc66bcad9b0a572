"""Amounts: money, units, powers, ranges, fractions, percentages, plain numbers."""

from __future__ import annotations

import re
import unicodedata
from re import Match

from publish.speech.british.numbers import cardinal, figure, fraction, ordinal
from publish.speech.british.spans import (
    BLANK,
    DIGIT,
    END,
    LETTER,
    SIGN,
    Doubtful,
    Kind,
    Reading,
    after,
    around,
    before,
    either,
    follows,
    precedes,
    rule,
)
from publish.speech.british.tables import CURRENCIES, LABELS, MAGNITUDES, MEASURES, PEOPLE, PER, SYMBOLS

# "5 500 mg tablets" may be five tablets of 500 mg: a space groups digits only where no dose can be meant.
_DOSE = r"(?:mg|g|mcg|micrograms?|milligrams?|grams?|tablets?|capsules?|caplets?|ml|mL|units?|iu|IU|µg|μg)\b"
_SPACED = rf"(?<![\d.,/])(?<!\d )[1-9]\d{{0,2}}(?:(?: \d{{3}})* 000|(?: \d{{3}}){{2,}}| \d{{3}}(?= (?!{_DOSE})[a-z]{{3}}))(?!\d| \d|[.,]\d)"
N = rf"(?:{_SPACED}|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:[.·]\d+)?"
_POWER = r"(?:\^[+−-]?\d+\^?|\u207d[+−-]?\d+\u207e|[⁺⁻]?[⁰¹²³⁴-⁹]+)"
_VULGAR = "[¼½¾⅐-⅞]"
_AMOUNT = (
    rf"(?:{N} ?[x×] ?10{_POWER}|10{_POWER}|{N} ?{_VULGAR}|{_VULGAR}|"
    rf"\d+ [1-9]/(?:[2-9]|1[0-6])(?![\d/]|[.,]\d)|[1-9]/(?:[2-9]|1[0-6])(?![\d/]|[.,]\d)|{N})"
)
_AREA = r"[cmk]?m(?:[²³]|\u207d[23]\u207e|\^[23]\^?|[23](?!\w|\.\d))"
_UNIT = rf"(?:{_AREA}|{either(MEASURES)}){END}"
_PER = rf"(?:(?: ?/ ?| per )(?:(?<=[A-Za-z%²³]/){N} ?)?(?:{_AREA}|{either(PER)}){END}(?!'))"
_JOINT = r" ?([-–—−x×]) ?"
_TERM = rf"({_AMOUNT})(?:([ -]?)({_UNIT}|%))?"
_TERMS = re.compile(rf"(?:{_JOINT})?{_TERM}")
_PLAIN_TERM = rf"{_AMOUNT}(?:[ -]?(?:{_UNIT}|%))?"
_QUANTITY = rf"(?<![\d/])(?<!\d\.)(?P<terms>{_PLAIN_TERM}(?: ?[-–—−x×] ?{_PLAIN_TERM}){{0,3}})(?P<per>{_PER}*)(?:(?<=[a-z])\.(?= [a-z]))?"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "0123456789+--", "\u207d\u207e^")
_LENGTHS = {"m", "cm", "mm", "km", "cms"}
_SCALE = r"hundred|thousand|million|billion|trillion"
_MONEY = rf"([£$€])({N})(?:( ?[-–—] ?| to )\1?({N}))?(?: ?(bn|tn|m|k)\b| ({_SCALE})\b)?(?P<per>{_PER}*)"
_LONG = r" (?:tall|long|high|wide|deep|away|from|apart|distance|x|×|by|across|radius|of (?:tube|cable|bandage)|swim|race|sprint|run|pool)\b"
_COUNTED = rf" (?:(?:[a-z]+-)?[A-Za-z]+ ){{0,3}}?{PEOPLE}|(?: [a-z]+)? [a-z]{{3,}}(?<!ss)s\b(?<! is)| (?:are|were|have|live|die|died|more|fewer|of (?:the|us|them|these|those)|in the UK|in England)\b"
_LENGTHY = r"\b(?:kg|ht|distance|metres?|tall|height|long|length|wide|cm|km|walk|apart|deep|high)\b"
_CHANCE = r"\b(?:risk|chance|odds|affects?|affecting|prevalence|incidence|probability|frequency)\b[\w ]*? "
_NOTED = "a raised number may be a note mark"
_DOSED = (
    r"(?:spoonfuls?|tablets?|capsules?|caplets?|vials?|doses?|pens?|syringes?|sachets?|bottles?|ampoules?|patch(?:es)?)"
)
_SCORE = r"\b(?:score|scored|gcs|mmse|apgar|pain|rated|rating|marks?)(?: (?:of|is|was|at))? "
_HALVED = (
    r"(?:tablet|teaspoon|teaspoonful|tablespoon|pint|hour|cup|dose|litre|glass|capsule|pill|sachet|spoonful|day|year|mile|"
    r"unit|portion|bottle)"
)
_HOT = r"temperature|fever|fridge|stor(?:e|ed|age)\b|freez|heat|cool|thermomet|celsius|wash|oven"
_ROOM = (
    rf"\b(?:{LABELS}|wards?|rooms?|flats?|beds?|bays?|hepatitis|units?|apartments?|floors?|seats?|bus|no\.?|number) "
)


def amount(text: str) -> str:
    """A number as written in an amount: "2½", "2 1/2", "1.5 x 10⁹"."""
    power = re.fullmatch(rf"(?:({N}) ?[x×] ?)?10({_POWER})", text)
    if power:
        exponent = cardinal(int(power[2].translate(_RAISED)))
        return (f"{figure(power[1])} times " if power[1] else "") + f"ten to the power of {exponent}"
    mixed = re.fullmatch(rf"(?:({N}) ?)?(?:({_VULGAR})|(?<![^ ])(\d+)/(\d+))", text)
    if mixed is None:
        return figure(text)
    if mixed[2]:
        over, under = unicodedata.normalize("NFKC", mixed[2]).split("⁄")
    else:
        over, under = mixed[3], mixed[4]
    part = fraction(int(over), int(under))
    return f"{figure(mixed[1])} and {re.sub('^one', 'a', part).replace('a eighth', 'an eighth')}" if mixed[1] else part


def _unit(written: str) -> tuple[str, str]:
    raised = re.fullmatch(r"([cmk]?m)[\u207d^]?([23²³])[\u207e^]?", written)
    if raised is None:
        return MEASURES.get(written) or (PER[written], f"{PER[written]}s")
    square = raised[2] in "2²"
    words = MEASURES[raised[1]]
    return (f"square {words[0]}", f"square {words[1]}") if square else (f"cubic {words[0]}", f"cubic {words[1]}")


def per(text: str) -> str:
    """What stands under strokes: "/kg/day", "/1.73m²", "/5 ml"."""
    words = ""
    for number, unit in re.findall(rf"(?:/ ?|per )(?:({N}) ?)?((?:{_AREA}|{either(PER)}){END})", text):
        singular, plural = _unit(unit)
        words += f" per {figure(number)} {plural}" if number and number != "1" else f" per {singular}"
    return words


def _measured(number: str, gap: str, unit: str, *, adjective: bool = False) -> str:
    """One term: number and unit, singular in "a 5 mg tablet"."""
    if not unit:
        return amount(number)
    if unit == "%":
        return f"{amount(number)} per cent"
    singular, plural = _unit(unit)
    few = number == "1" or gap == "-" or adjective or re.fullmatch(rf"{_VULGAR}|\d/\d+", number)
    return f"{amount(number)} {singular if few else plural}"


def _quantity(match: Match[str]) -> Reading:
    """5 mg, 2–3 mg/kg/day, 2cm x 3cm, 1.5 x 10⁹/L; a bare number is left to the rules for numbers."""
    terms: list[Match[str]] = []
    at = match.start("terms")
    while at < match.end("terms") and (term := _TERMS.match(match.string, at)):
        terms.append(term)
        at = term.end()
    dashes = [term[1] for term in terms if term[1] and term[1] in "-–—−"]
    chained = len(dashes) > 1 or (dashes and (precedes(match, r"[-–/]\d") or follows(match, r"\d[-–]")))
    bare = len(terms) == 1 and not match["per"] and not terms[0][4]
    if (
        at != match.end("terms")
        or chained
        or (bare and not re.search(rf"{_VULGAR}|{_POWER}| \d/|^1/2", match["terms"]))
    ):
        return None
    words = ""
    for term in terms:
        adjective = term is terms[-1] and precedes(match, rf" {_DOSED}\b")
        words += _joined(match, terms, term[1]) + _measured(term[2], term[3] or "", term[4] or "", adjective=adjective)
    spanned = len(terms) > 1 or precedes(match, r" to \d")
    if words.startswith("one half") and (spanned or precedes(match, rf" (?:an? |{_HALVED}\b)") or terms[0][4]):
        words = _half(match, words, spanned=spanned)
    powered = re.search(rf"(?:^|[^\d ]){N} ?{_POWER}", match["terms"])
    noted = powered and not re.search(rf"10{_POWER}", match["terms"])
    return Doubtful(words, _NOTED) if noted else words + per(match["per"])


def _half(match: Match[str], words: str, *, spanned: bool) -> str:
    """ "A half to one tablet", "half a tablet", "half an hour"."""
    rest = words.removeprefix("one half").lstrip()
    if spanned:
        return f"a half {rest}".rstrip()
    following = rest or after(match).lstrip()
    if re.match(r"an? ", following):
        return "half"
    return f"half {'an' if following[:1] in 'aeo' or following.startswith('hour') else 'a'} {rest}".rstrip()


def _joined(match: Match[str], terms: list[Match[str]], joint: str | None) -> str:
    """What is said before a term of a quantity."""
    if not joint:
        return ""
    units = {term[4] for term in terms if term[4]}
    if joint in "x×":
        return " by " if units and units <= _LENGTHS else " times "
    if joint == "−":
        return " minus "
    first, last = (int(re.sub(r"\D", "", term[2]) or 0) for term in (terms[0], terms[-1]))
    named = not units and follows(match, r"\b(?-i:[A-Z]{2,5}) ?") and first > last  # CA 19-9
    return " " if named else " to "


def _sum(match: Match[str]) -> str:
    """5 - 3 = 2: a hyphen in a sum is a minus."""
    signs = {"-": "minus", "–": "minus", "−": "minus", "x": "times", "/": "divided by"} | SYMBOLS
    return re.sub(rf"({N})| ?([-–−+x×÷/]) ?", lambda m: figure(m[1]) if m[1] else f" {signs[m[2]]} ", match[0])


def _scaled(match: Match[str]) -> Reading:
    """1.2m people, 3k, 2bn: by what follows."""
    number, scale = match[1], match[2]
    if scale == "m" and not precedes(match, _COUNTED):
        length = precedes(match, _LONG) or re.search(_LENGTHY, around(match), re.IGNORECASE)
        metres = f"{figure(number)} {MEASURES['m'][number != '1']}"
        return metres if length else Doubtful(metres, "may be metres, months or millions")
    if scale in "kK":
        run = precedes(match, r"[- ](?:run|race|walk|park|jog)") or follows(match, r"\bcouch to ")
        return f"{figure(number)} {'K' if run or scale == 'K' else 'thousand'}"
    return f"{figure(number)} {MAGNITUDES[scale]}"


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


_PENCE_DIGITS = 2


def _fraction(match: Match[str]) -> Reading:
    """1/10 people "one in ten people", phase 2/3 "two three", 3/4 "three quarters", 120/80 "over"."""
    over, under = (re.sub("[, ]", "", match[at]) for at in (1, 2))
    if match[0] == "24/7":
        return "twenty-four seven"
    if follows(match, _SCORE):
        return f"{figure(over)} out of {figure(under)}"
    if over == under:  # fifty-fifty
        return f"{cardinal(int(over))} {cardinal(int(under))}"
    if follows(match, rf"\b{LABELS} "):
        return f"{cardinal(int(over))} {cardinal(int(under))}"
    people = precedes(match, rf" (?:[a-z]+ )?{PEOPLE}")
    rare = int(under) >= _RARE and (follows(match, _CHANCE) or precedes(match, r" (?:risk|chance|odds|births)"))
    if (people and not precedes(match, " of")) or (over == "1" and rare):
        return f"{figure(over)} in {figure(under)}"
    if not int(under):
        return f"{figure(over)} slash {figure(under)}"
    unit = match.groupdict().get("unit")
    pressure = _SYSTOLIC[0] <= int(over) <= _SYSTOLIC[1] and int(under) < int(over)
    named = fraction(int(over), int(under))
    words = named if pressure or (" over " not in named and not unit) else f"{figure(over)} slash {figure(under)}"
    if not unit:
        return words
    unit_words = _unit(unit)[0 if precedes(match, rf" {_DOSED}\b") else 1]
    return f"{words} {unit_words}{per(match['per'])}"


_RARE = 10
_SYSTOLIC = (60, 260)  # mmHg; in other pairs, as of a tablet of two medicines, the stroke is said


def _celsius(match: Match[str]) -> Reading:
    """38.5C; "Ward 5C" is none."""
    number, last, scale = match.groups()
    if follows(match, _ROOM):
        return None
    top = float((last or number).replace("·", "."))
    likely = "." in match[0] or (35 <= top <= 43 if scale == "C" else 95 <= top <= 110)  # of a body
    if not likely and not re.search(_HOT, around(match), re.IGNORECASE):
        return None
    words = figure(number) + (f" to {figure(last)}" if last else "")
    return f"{words} degrees {'Celsius' if scale == 'C' else 'Fahrenheit'}"


def _height(match: Match[str]) -> str:
    """5ft 11in, 10st 5lb."""
    large = MEASURES["st" if match[2] == "st" else "ft"][match[1] != "1"]
    small = ("pound", "pounds") if match[2] == "st" else ("inch", "inches")
    return f"{figure(match[1])} {large} {figure(match[3])} {small[match[3] != '1']}"


def _inches(match: Match[str]) -> str:
    return f"{figure(match[1])} {'inch' if match[1] == '1' else 'inches'}"


def _ordinal(match: Match[str]) -> Reading:
    number = int(match[1].replace(",", ""))
    teens = number % 100 in {11, 12, 13}
    suffix = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return ordinal(number) if match[2] == suffix else None


def _unit_alone(match: Match[str]) -> str:
    """mg/kg, in a heading of a table, say."""
    return _unit(match[1])[1] + per(match[2])


def _count_per(match: Match[str]) -> Reading:
    """Tablets/day, cells/mm³; "day/night" and "patient/person" are no rates."""
    if match[1] in MEASURES or re.match(_AREA, match[1]):
        return per(match[0]) if not precedes(match, "[./]?[a-z]") else None
    counted = re.search(r"(?:[\d×x)%]|[a-z]{2}s|^) ?$", before(match))
    return per(match[0]) if counted else None


def _power(match: Match[str]) -> Reading:
    """x² "x squared", 2^5 "two to the power of five"."""
    base, raised = match[1], match[2].translate(_RAISED)
    if len(base) == 4 and base.isdecimal():  # a year with a note mark
        return None
    exponent = int(raised)
    if exponent == 1 or (base.isupper() and follows(match, r"(?-i:[A-Z])[a-z]+ ")):
        return None  # a note mark behind an initial
    words = figure(base) if base[0].isdecimal() else base
    if base.isalpha() and exponent in (2, 3):
        return f"{words} {'squared' if exponent == 2 else 'cubed'}"
    reading = f"{words} to the power of {cardinal(exponent)}"
    return reading if base.isalpha() or base == "10" else Doubtful(reading, _NOTED)


def _number(match: Match[str]) -> Reading:
    """A number that nothing else has taken: "1,250", "1.2.3", "007"."""
    spaced = re.match(rf" \d{{3}} ?{_DOSE}", after(match))
    if spaced and not before(match).endswith(tuple("0123456789")):
        return Doubtful(figure(match[0]), "may be one number, or how many tablets and their dose")
    if follows(match, r"\b(?:at|until|till) ") and re.fullmatch(r"([1-9]|1\d|2[0-3])\.[0-5][05]", match[0]):
        doubt = "" if precedes(match, rf" ?(?:{either(MEASURES)}|%)(?!\w)") else "may be a time: write 10.30am or 10:30"
        return Doubtful(figure(match[0]), doubt)
    return figure(match[0])


RULES = (
    rule(Kind.FRACTION, DIGIT, rf"(?<![\d/.])({N})/({N})(?= (?:[a-z]+ )?{PEOPLE}| (?:risk|chance|odds))", _fraction),
    rule(Kind.FRACTION, DIGIT, r"(?<![\d/.])(\d+)/(\d+)(?![\d/]|[.,]\d|[A-Za-z])(?! ?[-–] ?[\d½])", lambda m: _fraction(m) if follows(m, rf"\b{LABELS} ") else None),
    rule(Kind.MONEY, SIGN, _MONEY, _money),
    rule(Kind.MONEY, DIGIT, r"(?<![\w.,])(\d+)p\b", lambda m: "one penny" if m[1] == "1" else f"{cardinal(int(m[1]))} pence"),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.,])({N})(m|k|K|bn|tn)\b(?!/| ?[-–x×] ?\d)", _scaled),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.])({N})(?: ?[-–] ?({N}))? ?([CF])(?![\w+/'-])", _celsius),
    rule(Kind.QUANTITY, DIGIT, r"(?<![\w.])(\d{1,2}) ?(ft|'|′|st) ?(\d{1,2}(?:\.\d)?) ?(?:ins?\b|inch(?:es)?\b|\"|″|lbs?\b)", _height),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.])({N})(?:in\b|\"(?= x))", _inches),
    rule(Kind.NUMBER, DIGIT, r"(?<![\d.,])(\d{1,3}(?:,\d{3})*|\d+)\u207d?(st|nd|rd|th)\u207e?(?!\w)", _ordinal),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.]){N}(?: ?[-–−+x×÷/] ?{N}){{1,6}}(?= ?= ?)", _sum),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.])({N}) ?y/?o(?!\w)", lambda m: f"{figure(m[1])} year old"),
    rule(Kind.QUANTITY, DIGIT + SIGN, _QUANTITY, _quantity),
    rule(Kind.FRACTION, DIGIT, rf"(?<![\d/.])({N})/({N})(?: ?(?P<unit>{_UNIT})(?P<per>{_PER}*))?(?![\d/]|\.\d)", _fraction),
    rule(Kind.FRACTION, DIGIT, rf"(?<![\d:])({N}):({N})(?![\d:])", lambda m: f"{figure(m[1])} to {figure(m[2])}"),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.,])({N}) ?[x×](?![\w×])(?! ?\d)", lambda m: f"{figure(m[1])} times"),
    rule(Kind.QUANTITY, LETTER + SIGN, r"(?<!\w)[x×] ?(\d+)(?![\w.,])", lambda m: f"times {cardinal(int(m[1]))}"),
    rule(Kind.QUANTITY, LETTER, rf"(?<!\w)({_AREA}){END}()", _unit_alone),
    rule(Kind.QUANTITY, DIGIT + LETTER, rf"(?<![\w.])([A-Za-z]|\d+(?:\.\d+)?)({_POWER})(?!\w)", _power),
    rule(Kind.QUANTITY, LETTER, rf"(?<![./-])((?:[nmkpµμ]?g|mcg|m[lL]|[µμmn]?mol|IU|U|km)(?!\w))({_PER}+)", _unit_alone),
    rule(Kind.QUANTITY, SIGN + BLANK, rf"(?<=[\w).%×²³⁰¹⁴-⁹]) ?/ ?({either(PER)}|{_AREA}){END}(?!')", _count_per),
    rule(Kind.QUANTITY, SIGN + BLANK, r"(?<=[\d)]) ?− ?(?=\d)", lambda _: " minus "),
    rule(Kind.QUANTITY, SIGN, r"(?<![\w)])[-−–](?=\d|\.\d)", lambda _: "minus "),
    rule(Kind.NUMBER, SIGN, rf"(?<!\w)\.(\d+)(?:( ?)({_UNIT}))?", lambda m: _measured(f"0.{m[1]}", m[2] or "", m[3] or "")),
)  # fmt: skip
NUMBERS = (rule(Kind.NUMBER, DIGIT, rf"{_SPACED}|\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)*|\d+(?:[.·]\d+)*", _number),)
