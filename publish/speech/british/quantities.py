"""Amounts with units, ranges, powers, temperatures and heights, and the numbers that are nothing else."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.amounts import (
    AMOUNT,
    AREA,
    DOSE,
    DOSED,
    PER_UNIT,
    POWER,
    RAISED,
    SPACED,
    UNIT,
    VULGAR,
    N,
    measured,
    per,
    unit_words,
)  # fmt: skip
from publish.speech.british.dates import MONTH, WEEKDAY
from publish.speech.british.fractions import ONE_OR_THE_OTHER, SEVERAL, SIGHT
from publish.speech.british.numbers import cardinal, digits, figure, ordinal
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
)  # fmt: skip
from publish.speech.british.tables import FORMS, LABELS, MAGNITUDES, MEASURES, PEOPLE, PER, SYMBOLS

_TERM = re.compile(rf"(?: ?([-–—−x×]) ?)?({AMOUNT})(?:([ -]?)({UNIT}|%))?")
_PLAIN_TERM = rf"{AMOUNT}(?:[ -]?(?:{UNIT}|%))?"
_QUANTITY = (
    rf"(?<!\d)(?<!\d[/.])(?P<terms>{_PLAIN_TERM}(?: ?[-–—−x×] ?{_PLAIN_TERM}){{0,3}})(?P<per>{PER_UNIT}*)"
    r"(?:(?<=[a-z])\.(?= [a-z]))?"  # "5 min. later"
)
_LENGTHS = {"m", "cm", "mm", "km", "cms"}
_LONG = (
    r" (?:tall|long|high|wide|deep|away|from|apart|distance|x|×|by|across|radius|of (?:tube|cable|bandage)|swim|race|"
    r"sprint|run|pool)\b"
)
_LENGTHY = r"\b(?:kg|ht|distance|metres?|tall|height|long|length|wide|cm|km|walk|apart|deep|high)\b"
_COUNTED = (
    rf"\+? (?:(?:[a-z]+-)?[A-Za-z]+ ){{0,3}}?{PEOPLE}|\+?(?: [a-z]+)? [a-z]{{3,}}(?<!s)s\b(?<! is)|"
    r" (?:are|were|have|live|die|died|more|fewer|of (?:the|us|them|these|those)|in the UK|in England)\b"
)
_HALVED = (
    r"(?:tablet|teaspoon|teaspoonful|tablespoon|pint|hour|cup|dose|litre|glass|capsule|pill|sachet|spoonful|day|year|mile|"
    r"unit|portion|bottle)\b"
)
_HOT = (
    r"temperature|fever|\bfan\b|\bgas (?:mark )?\d|\bbak(?:e|ing)\b|\broast|\bcook|"
    r"fridge|stor(?:e|ed|age)\b|freez|\bheat|cool|thermomet|celsius|wash|oven"
)
_ROOM = (
    rf"\b(?:{LABELS}|wards?|rooms?|flats?|beds?|bays?|hepatitis|units?|apartments?|floors?|seats?|bus|no\.?|number) "
)
_FEVERISH = {"C": (35, 43), "F": (95, 110)}  # degrees of a body: without a decimal, others need a word that says so


def _terms(match: Match[str]) -> list[Match[str]]:
    """The terms of a quantity: of "2–3 mg", 2 and 3 mg. They are matched where they stand, as what follows counts."""
    terms: list[Match[str]] = []
    at = match.start("terms")
    while at < match.end("terms") and (term := _TERM.match(match.string, at)):
        terms.append(term)
        at = term.end()
    return terms if at == match.end("terms") else []


def _quantity(match: Match[str]) -> Reading:
    """5 mg, 2–3 mg/kg/day, 2cm x 3cm, 1.5 x 10⁹/L; a bare number is left to the rules for numbers."""
    terms = _terms(match)
    dashes = sum(term[1] is not None and term[1] in "-–—−" for term in terms)
    chained = dashes > 1 or (dashes and (precedes(match, r"[-–/]\d") or follows(match, r"\d[-–]")))
    bare = len(terms) == 1 and not match["per"] and not terms[0][4]
    if not terms or chained or (bare and not re.search(rf"{VULGAR}|{POWER}|10[eE]\d| \d/|^1/2", match["terms"])):
        return None
    if terms[-1][4] == "L" and "/" in terms[-1][2] and SIGHT.search(around(match)):
        return None  # 6/12 L: of the left eye
    words = ""
    for term in terms:
        adjective = term is terms[-1] and _adjective(match)
        words += _joined(match, terms, term[1]) + measured(term[2], term[3] or "", term[4] or "", adjective=adjective)
    spanned = len(terms) > 1 or precedes(match, r" to \d")
    if words == "one half" and precedes(match, " (?:price|term|fare)"):
        return "half"
    if words.startswith("one half") and (spanned or precedes(match, rf" (?:an? |{_HALVED})") or terms[0][4]):
        words = _half(match, words, spanned=spanned)
    elif match["terms"] == "1/2" and precedes(match, f" {SEVERAL}"):
        return Doubtful(words, ONE_OR_THE_OTHER)
    words += per(match["per"])
    multiplied = terms[-1][1] in ("x", "×") or follows(match, "[x×] ?")
    counted = match["per"] or precedes(match, r" (?:\w+ )?cells?\b|/[LlkK]")
    if _typed_minus(match, terms):
        return Doubtful(words, "may be a range: write it with a dash")
    flattened = multiplied and counted and terms[-1][2] in _FLATTENED
    flattened = flattened or bool(_LOST_POWER.fullmatch(match["terms"]) and follows(match, _TINY))
    return Doubtful(words, "may have lost a raised figure: write 10⁹") if flattened else words


def _typed_minus(match: Match[str], terms: list[Match[str]]) -> bool:
    """10−14 days, CI 1.15−6.36: a range typed with the sign of minus, as nobody takes fourteen days from ten."""
    if len(terms) != 2 or terms[1][1] != "−" or " " in terms[1][0].partition("−")[0]:
        return False
    first, last = terms[0][2], terms[1][2]
    if not (_DECIMAL.fullmatch(first) and _DECIMAL.fullmatch(last) and float(first) < float(last)):
        return False
    counted = terms[1][4] or "%" in match["terms"] or precedes(match, " [a-z]{3,}s\\b")
    return bool(counted or "." in first + last or follows(match, _RANGED))


_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_RANGED = r"(?:\b(?:CI|IQR|range|ranges|ranging|from|aged?)\b[^.;]{0,12}|\bCI\],?) ?"
_TINY = r"(?:\b(?:MRD|levels?|sensitivity|limit|threshold|below|above)\b[^.;]{0,20}|[<>≤≥]) ?"
_LOST_POWER = re.compile(r"10[-–−][3-9]")  # MRD 10-4
_FLATTENED = frozenset(["106", "109", "1012"])


def _adjective(match: Match[str]) -> bool:
    """Whether an amount says of what kind a thing is: "500 milligram tablets", "a 125 millilitre glass"."""
    if precedes(match, f" {DOSED}|-(?!to\\b)[a-z]{{3}}"):
        return True
    if follows(match, r"\ban? ") and precedes(match, r" (?:[A-Z]{2,}|Holter)\b(?! PRN)"):
        return True  # a 24hr ECG
    following = rf"[a-z-]+ {DOSED}" if not follows(match, r"\ban? ") else "[a-z]"
    return not match["per"] and precedes(match, f" (?!{_NO_NOUN}){following}")


_NO_NOUN = (
    r"(?:of|or|to|and|in|is|are|on|at|as|per|an?|by|for|from|than|then|that|between|before|after|without|until|daily|each|every|with|over|if|once|twice|more|"
    r"extra|when|using)\b"
)


def _half(match: Match[str], words: str, *, spanned: bool) -> str:
    """What a half begins: "a half to one tablet", "half a tablet", "half an hour"."""
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
    first, last = (int(re.sub(r"\D", "", term[2]) or 0) for term in (terms[0], terms[-1]))
    if joint == "−" and not _typed_minus(match, terms):
        return " minus "
    named = not units and follows(match, r"\b(?-i:[A-Z]{2,5}) ?") and first > last  # CA 19-9
    return " " if named else " to "


def _sum(match: Match[str]) -> Reading:
    """5 - 3 = 2: a hyphen in a sum is a minus; "0–3 = low" is a range, as nobody takes three from nothing."""
    figures = [float(figure.replace(",", "").replace("·", ".")) for figure in re.findall(_PLAIN, match[0])]
    if not re.search("[+x×÷/−]", match[0]) and figures[0] < figures[-1]:
        return None
    signs = {"-": "minus", "–": "minus", "−": "minus", "x": "times", "/": "divided by"} | SYMBOLS
    return re.sub(rf"({N})| ?([-–−+x×÷/]) ?", lambda m: figure(m[1]) if m[1] else f" {signs[m[2]]} ", match[0])


_PLAIN = r"\d+(?:[,.·]\d+)*"


def _lost_power(match: Match[str]) -> Reading:
    """5 x 10-8: a power of ten whose figure is no longer raised; a range would go up."""
    words = f"{figure(match[1])} times ten to the power of minus {cardinal(int(match[2] or match[3]))}"
    return Doubtful(words, "may have lost a raised figure: write 10⁻⁸")


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


def _celsius(match: Match[str]) -> Reading:
    """38.5C; "Ward 5C" is none."""
    number, last, scale = match.groups()
    if follows(match, _ROOM):
        return None
    lowest, highest = _FEVERISH[scale]
    likely = "." in match[0] or lowest <= float(re.sub("[, ]", "", last or number).replace("·", ".")) <= highest
    if not likely and not re.search(_HOT, around(match), re.IGNORECASE):
        return None
    words = figure(number) + (f" to {figure(last)}" if last else "")
    return f"{words} degrees {'Celsius' if scale == 'C' else 'Fahrenheit'}"


def _decimal_comma(match: Match[str]) -> Reading:
    """1,5 ml, as it is written abroad: no British number."""
    words = f"{figure(match[1])} comma {digits(match[2])} {unit_words(match[3])[1]}"
    return Doubtful(words, "may be a decimal comma: write a point")


def _ordinal(match: Match[str]) -> Reading:
    number = int(match[1].replace(",", ""))
    teens = number % 100 in {11, 12, 13}
    suffix = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return ordinal(number) if match[2] == suffix else None


def _unit_alone(match: Match[str]) -> str:
    """mg/kg, in a heading of a table, say."""
    return unit_words(match[1])[1] + per(match[2])


_ONE_OF = r"\b(?:once|twice|(?:1|one|an?|half an?) (?!day|night|week|month|year|patient|person)[a-z]+) ?"
_A_DAY = r"\b(?:1|one|a) days? ?"
"""Before "/day": one tablet a day; but "a day/night" is no rate."""


def _count_per(match: Match[str]) -> Reading:
    """Tablets/day, cells/mm³; "day/night", "patient/person" and "B/L" are no rates."""
    short = match[1] in MEASURES or re.match(AREA, match[1]) is not None
    if match[1] in FORMS or (short and precedes(match, "[./]?[a-z]")):
        return None
    counted = follows(match, _ONE_OF) or follows(
        match, r"[\d×x)%²³⁰¹⁴-⁹] ?" if not short else r"[\d×x)%²³⁰¹⁴-⁹.] ?|[a-z]{2} ?"
    )
    counted = counted or follows(match, "/nostril ?")
    counted = counted or (match[1] in {"week", "wk", "month", "year"} and follows(match, _A_DAY))
    return per(match[0]) if counted or follows(match, "[a-z]{2}s ?") or (short and len(match[1]) > 1) else None


def _power(match: Match[str]) -> Reading:
    """x² "x squared", 2^5 "two to the power of five"."""
    base, raised = match[1], match[2].translate(RAISED)
    if len(base) == 4 and base.isdecimal():  # a year with a note mark
        return None
    exponent = int(raised)
    if (exponent == 0 and base != "10") or exponent == 1 or (base.isupper() and follows(match, r"(?-i:[A-Z])[a-z]+ ")):
        return None  # a note mark behind an initial
    words = figure(base) if base[0].isdecimal() else SYMBOLS.get(base, base)
    if base.isalpha() and exponent in (2, 3):
        return f"{words} {'squared' if exponent == 2 else 'cubed'}"
    reading = f"{words} to the power of {cardinal(exponent)}"
    return (
        reading if base.isalpha() or base == "10" else Doubtful(reading, "has a raised number that may be a note mark")
    )


def _number(match: Match[str]) -> Reading:
    """A number that nothing else has taken: "1,250", "1.2.3", "007"."""
    spaced = re.match(rf" \d{{3}} ?{DOSE}", after(match))
    if spaced and not before(match).endswith(tuple("0123456789")):
        return Doubtful(figure(match[0]), "may be one number, or how many tablets and their dose")
    if follows(match, r"\b(?:at|until|till) ") and re.fullmatch(r"([1-9]|1\d|2[0-3])\.[0-5][05]", match[0]):
        doubt = "" if precedes(match, rf" ?(?:{either(MEASURES)}|%)(?!\w)") else "may be a time: write 10.30am or 10:30"
        return Doubtful(figure(match[0]), doubt)
    return figure(match[0])


def _no_whole(match: Match[str]) -> Reading:
    """.5 mg, which should be written 0.5 mg; .5–1 kg."""
    fraction, last, gap, unit, under = match.groups()
    first = f"{figure(f'0.{fraction}')} to " if last else ""
    number = f"0{last}" if (last or "").startswith(".") else last or f"0.{fraction}"
    return first + measured(number, gap or "", unit or "") + per(under)


def _times(match: Match[str]) -> str:
    """X 6 "times six"; x 5/7, how long it is taken, "for five days"."""
    if follows(match, r"\bfor "):
        return ""
    lasting = r"\d{1,2}(?:/(?:7|52|12)(?![\w/])|(?: ?[-–] ?\d{1,2})? ?(?:days?|d|weeks?|wks?|months?|mths?|nights?)\b)"
    return "for " if precedes(match, lasting) else "times "


_OFTEN = r"(?:/ ?(?:day|week|wk|month)|(?:daily|weekly|monthly|(?:an?|per|each|every) (?:day|week|month|year))\b)"
_ONCE = {"1": "once", "2": "twice"}


def _how_often(match: Match[str]) -> str:
    """X2 daily "twice daily", x3 a day "three times a day"."""
    return _ONCE.get(match[1]) or f"{figure(match[1])} times"


_BEFORE_MINUS = (
    r"\b(?:days?|[TZ]-?scores?|scores?|excess|sd|levels?|to|and|or|of|at|is|was|by|from|below|above|under|over|than|"
    r"between),?"
)


def _minus(match: Match[str]) -> Reading:
    """Day –4, a T-score of –2.5: with a space before it alone, a dash is a minus; "9am –5pm" was typed in haste."""
    if follows(match, rf"\d ?[ap]\.?m|(?-i:\b{MONTH}|\b{WEEKDAY})"):
        return None
    sure = follows(match, _BEFORE_MINUS) or follows(match, r"\bdays? [\d, –-]+,")
    return " minus " if sure else Doubtful(" minus ", "may be a minus, or a dash: write − or a space behind it")


def _per_figure(match: Match[str]) -> str:
    """4 doses/24 hrs "per twenty-four hours", 3g fat/100g."""
    return f" per {figure(match[1])} {unit_words(match[2])[match[1] != '1'] if match[2] in MEASURES else match[2]}"


def _priced(match: Match[str]) -> Reading:
    """£114.50/12 months, £32.05/3m: a price for so long."""
    if not follows(match, r"[£$€][\d,]+(?:\.\d\d)?"):
        return None
    spell = ("month", "months") if match[2] == "m" else MEASURES.get(match[2])
    return f" per {figure(match[1])} {spell[match[1] != '1']}" if spell else _per_figure(match)


_ALONE = rf"(?<![./-])((?:[nmkpµμ]?g|mcg|m[lL]|[µμmn]?mol|IU|U|km|L|kcal|kJ)(?!\w))({PER_UNIT}+)"
_ALONE_TOO = r"(?<![\w./-])(mmHg|cmH₂O|cmH2O|kPa|mmol|kcal|kJ)(?!\w)()"
_RATE = rf"(?<=[\w).%×²³⁰¹⁴-⁹]) ?/ ?({either(PER)}|{AREA}){END}(?!')"

_MULTIPLIED = r"/|[ -]?(?:a|an|per|daily|weekly|each|every)\b| (?:the|more|less|normal|higher|lower|greater|as)\b|ULN"

RULES = (
    rule(
        Kind.QUANTITY,
        DIGIT,
        rf"(?<![\w.,])({N}) ?[-–] ?({N}) ?[x×](?={_MULTIPLIED})",
        lambda m: f"{figure(m[1])} to {figure(m[2])} times",
    ),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.,])({N})(m|k|K|bn|tn)\b(?!/| ?[-–x×] ?\d)", _scaled),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.])({N})(?: ?[-–] ?({N}))? ?([CF])(?![\w+'-]|/(?!\d))", _celsius),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.,])(\d+),(\d{{1,2}}) ?({UNIT})", _decimal_comma),
    rule(Kind.NUMBER, DIGIT, r"(?<![\d.,])(\d{1,3}(?:,\d{3})*|\d+)\u207d?(st|nd|rd|th)\u207e?(?!\w)", _ordinal),
    rule(
        Kind.NUMBER,
        DIGIT,
        r"(?<![\d.,])(\d{1,2})\.(\d)th(?!\w)",
        lambda m: f"{figure(m[1])} point {ordinal(int(m[2])) if m[2] != '0' else 'zero'}",
    ),  # of centiles
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.]){N}(?: ?[-–−+x×÷/] ?{N}){{1,6}}(?= ?= ?)", _sum),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.,])({N}) ?[x×] ?10(?:[-–−]([1-9])|−([12]\d))(?!\w|[.,]\d)", _lost_power),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.])({N}) ?y(?:/?o|\. ?o\.)(?!\w)", lambda m: f"{figure(m[1])} year old"),
    rule(Kind.QUANTITY, DIGIT + SIGN, _QUANTITY, _quantity),
)
AFTER_FRACTIONS = (
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.,])([12]) ?[x×](?= ?{_OFTEN})", lambda m: _ONCE[m[1]]),
    rule(Kind.QUANTITY, LETTER + SIGN, rf"(?<!\w)[x×] ?(\d{{1,2}})(?= ?{_OFTEN})", _how_often),
    rule(Kind.QUANTITY, DIGIT, rf"(?<![\w.,])({N}) ?[x×](?![\w×])(?! ?\d)", lambda m: f"{figure(m[1])} times"),
    rule(
        Kind.QUANTITY, DIGIT, rf"(?<![\w.,])({N}) ?[x×] ?([UL])LN\b", lambda m: f"{figure(m[1])} times {m[2]}.L.N."
    ),  # the limits of normal
    rule(Kind.QUANTITY, BLANK, r"(?<=[A-Za-z,;:]) –(?=\d)", _minus),
    rule(Kind.QUANTITY, LETTER + SIGN, r"(?<!\w)[x×] ?(?=\d)", _times),
    rule(Kind.QUANTITY, LETTER, rf"(?<!\w)({AREA}){END}()", _unit_alone),
    rule(Kind.QUANTITY, DIGIT + LETTER, rf"(?<![\w.])([A-Za-zχ]|\d+(?:\.\d+)?)({POWER})(?!\w)", _power),
    rule(Kind.QUANTITY, LETTER, _ALONE, _unit_alone),
    rule(Kind.QUANTITY, LETTER, _ALONE_TOO, _unit_alone),
    rule(Kind.QUANTITY, SIGN + BLANK, rf"(?<=[a-z]s) ?/ ?({N}) ?(h|hrs?|hours|days)(?!\w)", _per_figure),
    rule(Kind.QUANTITY, SIGN, r"/(\d+) ?(months|weeks|days|years|hours|m|mths?|wks?|yrs?|hrs?|h)(?!\w)", _priced),
    rule(Kind.QUANTITY, SIGN + BLANK, r"(?<=[a-z]) ?/ ?(100(?! ?kg)|\d{1,2}(?= ?kg)) ?(kg|g|m[lL])(?!\w)", _per_figure),
    rule(Kind.QUANTITY, SIGN + BLANK, _RATE, _count_per),
    rule(Kind.QUANTITY, SIGN + BLANK, r"(?<=[\d)]) ?− ?(?=\d)", lambda _: " minus "),
    rule(Kind.QUANTITY, SIGN, r"(?<![\w)])[-−–](?=\d|\.\d)", lambda _: "minus "),
    rule(Kind.NUMBER, SIGN, rf"(?<!\w)\.(\d+)(?: ?[-–] ?({N}|\.\d+))?(?:( ?)({UNIT}))?({PER_UNIT}*)", _no_whole),
)
NUMBERS = (rule(Kind.NUMBER, DIGIT, rf"{SPACED}|\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)*|\d+(?:[.·]\d+)*", _number),)
