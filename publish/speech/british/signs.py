"""Signs: note marks that are silent, signs with a name, dashes, emoji, and all that is left."""

from __future__ import annotations

import re
import unicodedata
from re import Match

from publish.speech.british.dates import MONTH, WEEKDAY
from publish.speech.british.numbers import DIGITS, cardinal
from publish.speech.british.spans import (
    BLANK,
    DIGIT,
    LETTER,
    SIGN,
    Doubtful,
    Kind,
    Reading,
    Span,
    after,
    around,
    before,
    either,
    follows,
    precedes,
    rule,
)
from publish.speech.british.tables import SYMBOLS

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", "\u207d\u207e")
_EMOJI = "[\U0001f000-\U0001faff☀-➿⬀-⯿⌚-⏿]"
_MODIFIER = "[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_SPOKEN_CATEGORIES = {"So", "Sm", "Sc", "No", "Nl"}
_INVISIBLE = {"Cf", "Cc", "Co", "Cn", "Cs"}
_SILENT = "()[]{}\"'.,;:!?-–—…“”‘’*•·|`´/‑‐‒―¿¡"
_HALF_DAYS = r"(?:noon|midday|midnight)"
_SPELLS = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mths?|years?|yrs?)"
_LISTED = r"(?:[A-Z]|X{0,3}[SL])"  # A–Z, XS–XL
_MARK = r"(?:\d{1,3}|[a-e]|[*†‡§¶]+|note \d+)"
_PLACEHOLDER = r"[A-Za-z](?:[A-Za-z /.-]{0,40}[A-Za-z])?"
_MARKS = rf"{_MARK}(?:(?:, ?|[-–]){_MARK})*"


_KARYOTYPE = r"\b\d\d[~-]?\d{0,2},[XY]{1,3}\S*"


def _bracketed(match: Match[str]) -> Reading:
    """Blood[1]: silent; its note is said after the sentence. "Range [10-20]" is a range, "take [2] pills" a number."""
    counted = re.fullmatch(r"\[(\d+)\]", match[0])
    if counted and follows(match, _KARYOTYPE):
        return f" in {cardinal(int(counted[1]))} cell{'s' * (counted[1] != '1')}"  # 46,XY[20]
    if not match[0].startswith(" "):
        return ""
    figures = re.findall(r"\d+", match[0])
    if follows(match, r"(?:range|ci|iqr|median|mean|between|limits?|ratio|\d)\W*") or any(int(n) > 99 for n in figures):
        return None
    if precedes(match, r"[.,;:)]|$"):
        return ""
    return Doubtful(f" {_inline(match[0][2:-1])}", "may be the mark of a note") if figures else None


def _bracket_closed(match: Match[str]) -> Reading:
    """<your name>, "<DD/MM/YYYY>": brackets around words to be put in are silent, as others are."""
    return "" if follows(match, rf"<{_PLACEHOLDER}") else None


def _raised(match: Match[str]) -> Reading:
    """A raised run that is no power: a note mark is silent, an isotope or a charge is said."""
    inside = match[0].translate(_RAISED).strip()
    if inside == "0":  # no note is numbered 0: 37⁰C, β⁰
        return " degrees " if follows(match, r"\d") else " zero "
    charge = re.fullmatch(r"(\d?)([+-])", inside)
    if charge or (re.fullmatch(r"\d{1,3}", inside) and precedes(match, r"[A-Z]")):
        return f" {_inline(inside)} "
    if inside in ("2", "3") and follows(match, r"[=÷×] ?\w+"):
        return " squared" if inside == "2" else " cubed"
    if re.fullmatch(rf"{_MARKS}|\(?\*+\)?", inside) and follows(match, r"[\w.,;:!?)\]\"'%]"):
        return ""
    return f" {_inline(inside)} "


def _sunk(match: Match[str]) -> Reading:
    """Improved.3,4 It: marks of notes that are no longer raised."""
    figures = re.sub(r"\d+", lambda m: cardinal(int(m[0])), match[0].replace(",", ", "))
    return Doubtful(f" {re.sub('[–-]', ' to ', figures)}", "may be the mark of a note: write it raised")


def _inline(inside: str) -> str:
    """A raised or lowered run said in line."""
    signed = re.sub(r"(?<![A-Za-z])-|-(?=\d)", " minus ", inside)
    named = "".join(f" {SYMBOLS[sign]} " if sign in SYMBOLS else sign for sign in signed)
    return re.sub(r"\d+", lambda m: cardinal(int(m[0])), named)


def _hyphen(match: Match[str]) -> Reading:
    """Mon-Fri "Monday to Friday", 9am-noon; every other hyphen is silent."""
    timed = follows(match, rf"{_HALF_DAYS}") or (follows(match, r"\d(?: ?[ap]m)?") and precedes(match, _HALF_DAYS))
    return " to " if timed or follows(match, rf"(?-i:\b{MONTH}|\b{WEEKDAY})\.?|\dp") else None


def _dash(match: Match[str]) -> str:
    """A dash is "to" between two dates, months or days, and a breath between words."""
    dated = follows(match, rf"(?:\d|\b{MONTH}|\b{WEEKDAY}|[ap]\.m\.)\.?")
    codes = match[0] == "–" and follows(match, r"(?-i:[A-Z])\d+") and precedes(match, r"[A-Z]\d+")
    timed = follows(match, rf"{_HALF_DAYS}") or (
        follows(match, r"(?:\d|[ap]m)") and precedes(match, f"(?:12 ?)?{_HALF_DAYS}")
    )
    aged = match[0] == "–" and follows(match, r"\d ?(?:ft|ins?|st|lbs?)") and precedes(match, r"\d+ ?(?:ft|st)\b")
    aged = aged or (match[0] == "–" and follows(match, rf"\d ?{_SPELLS}") and precedes(match, rf"\d+½? ?{_SPELLS}"))
    listed = (
        match[0] == "–"
        and follows(match, rf"(?-i:(?:(?<![\w-])|(?<=\d)){_LISTED})")
        and precedes(match, rf"{_LISTED}(?![\w-])")
    )
    codes = codes or (match[0] == "–" and follows(match, r"[A-Za-z]\d+") and precedes(match, r"\d{1,3}(?!\w)"))
    codes = codes or (match[0] == "–" and follows(match, r"\b\d[a-d]") and precedes(match, r"\d[a-d]?\b"))  # 3a–5
    priced = follows(match, r"\d(?:p|m|k|bn)?") and precedes(match, r"[£$€]\d")
    ranked = follows(match, r"\d(?:st|nd|rd|th)") and precedes(match, r"\d+(?:st|nd|rd|th)\b")
    struck = match[0] == "–" and follows(match, r"\d/\d+") and precedes(match, r"\d+/\d")
    if struck or ranked or codes or priced or timed or listed or aged:
        return " to "
    if dated and precedes(match, rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH}|{WEEKDAY}|\d\d?/\d\d?/\d\d"):
        return " to "
    return "-" if match[0] == "–" and follows(match, "[a-zA-Z]") and precedes(match, "[a-zA-Z]") else ", "


_UNIT_LEFT, _UNIT_RIGHT = r"\d ?(kg|mg|m?cg|g|m[lL]|%)(?: [a-z ]{1,12})?$", r"\d[\d.,]* ?(kg|mg|m?cg|g|m[lL]|%)"


def _became(match: Match[str]) -> Reading:
    """50mg → 100mg: from one to the other; 10kg → 5ml is a weight and its dose. Others lead to what follows."""
    if not follows(match, r"\d[\d.,]* ?[a-zA-Z%]{0,4}(?: (?:[obtq]d|tds|qds|daily|a day))?"):
        return None
    if follows(match, r"[<>≤≥] ?\d[\d.,]* ?[a-zA-Z%/]{0,6}"):
        return None  # lactate >2 → 30 ml/kg
    first, last = re.search(_UNIT_LEFT, before(match)), re.match(_UNIT_RIGHT, after(match))
    return ", " if first and last and first[1] != last[1] else " to "


def _pressures(match: Match[str]) -> Reading:
    """120/70–80, 120/80–130/85."""
    return " to " if follows(match, r"(?<![\d/])\d{2,3}/\d{2,3}") else None


def _step(match: Match[str]) -> Reading:
    """Click Menu → Settings, Home > Conditions: one after the other."""
    chosen = re.search(r"(?i)\b(?:click|tap|select|choose|open|go to|menu|home|settings)\b", around(match))
    return ", then " if chosen else None


def _fractions(match: Match[str]) -> Reading:
    """50 Gy in 25#: how often radiation is given."""
    return " fractions" if follows(match, r"Gy\b.{0,20}") else None


def _ratio(match: Match[str]) -> Reading:
    """The TC:HDL ratio, TC:HDL 4.2, CD4:CD8."""
    measured = precedes(match, r"[A-Z]{2,}\d?(?: \d|[.,;)]|$)") and follows(match, r"(?-i:[A-Z]{2,}\d?)")
    return " to " if measured or re.search(r"\bratio\b|\d:\d", around(match)) else None


def _span(match: Match[str]) -> Reading:
    """6 months-1 year: from one age to another."""
    return " to " if follows(match, rf"\d ?{_SPELLS}") else None


def _or(match: Match[str]) -> Reading:
    """He/she, with/after food: one or the other; "24 hours before/after" may be both."""
    pair = follows(match, r"\bwith") and precedes(match, r"(?:after|before|without)\b")
    pair = pair or any(follows(match, rf"\b{few}") and precedes(match, rf"{few}\b") for few in _EITHER)
    return " or " if pair else None


_EITHER = (
    "(?:he|she|they)",
    "(?:him|her|them)",
    "(?:his|her|their)",
    "(?:his|hers|theirs)",
    "(?:himself|herself|themselves|themself)",
)


def _key(match: Match[str]) -> Reading:
    """Press *, then #: the keys of a telephone."""
    if not follows(match, r"\b(?:press|dial|key|enter|then|the|or|and|hit)[ \"'“‘]{1,2}"):
        return None
    return "star" if match[0] == "*" else "hash"


def _explained(match: Match[str]) -> Reading:
    """+ = positive, – = negative; C = consider; – = do not offer."""
    return " minus" if re.search(r"\+ ?= ?\w", match.string) else " dash"


def leftover(sign: str) -> Span:
    """Any digit in whatever script, any other sign by its Unicode name: nothing is passed over."""
    category = unicodedata.category(sign)
    number = unicodedata.digit(sign, None)
    if number is not None:
        return Span(Kind.NUMBER, sign, f" {DIGITS[number]} ")
    if category in _SPOKEN_CATEGORIES:
        name = unicodedata.name(sign, "sign").casefold().replace("-", " ")
        words = re.sub("[0-9]", lambda m: DIGITS[int(m[0])], name)
        return Span(Kind.SIGN, sign, f" {words} ", "is a sign that no rule knows")
    if category in _INVISIBLE:
        return Span(Kind.SIGN, sign, "")
    if sign in _SILENT or category[0] in "LM":
        return Span(Kind.STOP, sign, sign)
    return Span(Kind.SIGN, sign, " ", "is a sign that is left out")


_COUNTED = r"(?<=\d)\[\d{1,3}\](?=/|[.,;)]|$)"
_BRACKETED = rf"(?<=[A-Za-z.,;:!?)%\]])\[{_MARKS}\]|(?<=[A-Za-z.,;:)]) \[{_MARKS}\](?!\w)"
_STARRED = (
    r" ?\([*†‡§¶]+\)|(?<=[\w.,;:!?)%\"'])[*†‡¶]+(?![\w*])|"
    r"(?:^|(?<=[.,;:!?] ))[*†‡]+ ?(?=\w)|(?<=[a-z.,;:!?)%])§+(?!\d)"
)
_SQUARED = r"(?:(?<=\([cmk]m\))|(?<=\(m\)))(?:[²³]|\u207d[23]\u207e)"
_BETWEEN_WORDS = r" [-–—]+ |(?<=\w) ?—\s*|\s*—\s*|(?<=\w) ?–+ ?(?=[\w£$€])"

SUNK = (rule(Kind.NOTE_MARK, DIGIT, r"(?<=[a-z]{3}\.)\d{1,2}(?:[,–-]\d{1,2})*(?= [A-Z]|$)", _sunk),)
RULES = (
    rule(Kind.NOTE_MARK, SIGN, _COUNTED, lambda m: _bracketed(m) if follows(m, _KARYOTYPE) else None),
    rule(Kind.NOTE_MARK, SIGN + BLANK, _BRACKETED, _bracketed),
    rule(Kind.SIGN, SIGN, r"(?<=\d)\*(?= (?:rat(?:ed|ing)|hotel|UVA))", lambda _: " star"),
    rule(Kind.NOTE_MARK, SIGN + BLANK, _STARRED, lambda _: ""),
    rule(Kind.SIGN, SIGN + DIGIT, _SQUARED, lambda m: " cubed" if set(m[0]) & set("3³") else " squared"),  # height (m)²
    rule(Kind.SIGN, SIGN + DIGIT, r"(?<=\d)(?:⁰|\u207d0\u207e) ?C(?!\w)", lambda _: " degrees Celsius"),
    rule(
        Kind.NOTE_MARK,
        SIGN + DIGIT,
        r"\u207d[^\u207d\u207e]*\u207e|[⁺⁻]?[⁰¹²³⁴-⁹]+(?:[⁻,][⁰¹²³⁴-⁹]+)*[⁺⁻]?|[⁺⁻]",
        _raised,
    ),
    rule(Kind.SIGN, SIGN + DIGIT, r"\u208d([^\u208d\u208e]*)\u208e", lambda m: f" {_inline(m[1])} "),
    rule(Kind.SIGN, SIGN, r"\+ ?/ ?[-–−]", lambda _: " plus or minus "),
    rule(Kind.SIGN, SIGN + BLANK, r"(?:^|(?<=[;,.:(])) ?[-–—−](?= ?= ?\w)", _explained),
    rule(Kind.SIGN, SIGN, r"(?<=[a-z])−(?=[a-z])", lambda _: "-"),
    rule(Kind.SIGN, SIGN, r"(?<=\w)::(?=\w)", lambda _: " "),  # BCR::ABL1
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=\d) ?\* ?(?=\d)", lambda _: " times "),
    rule(Kind.SIGN, SIGN, rf"{_MODIFIER}+", lambda _: ""),
    rule(Kind.SIGN, SIGN, rf"<(?={_PLACEHOLDER}>)", lambda _: ""),
    rule(Kind.SIGN, SIGN, ">", _bracket_closed),
    rule(Kind.SIGN, SIGN, r"<=|>=", lambda m: f" {SYMBOLS['≤' if m[0] == '<=' else '≥']} "),
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=[\w%]) ?(?:->|→|➔|➡) ?(?=[\d£])", _became),
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=\d) ?#(?!\w)", _fractions),
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=\d) ?[-–] ?(?=\d{2,3}(?![\d.,]))", _pressures),
    rule(Kind.SIGN, SIGN, r"(?<=Gy)/(?=\d+ ?(?:#|fractions))", lambda _: " in "),
    rule(Kind.SIGN, SIGN, r"(?<!\w)_{2,}(?!\w)", lambda _: " blank "),  # to fill in
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=[a-z'\"]) (?:>|→|➔|➡|->) (?=['\"A-Z])", _step),
    rule(Kind.SIGN, SIGN, r"[*#](?!\w)", _key),
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=[0-9]) ?[-–] ?(?=1:\d|[<>≤≥] ?\d)|(?<=\dx)[-–](?=\d+x)", lambda _: " to "),
    rule(Kind.SIGN, SIGN, rf"(?<=[a-z])-(?=\d+½? ?{_SPELLS}\b)", _span),
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=[a-z)]) • ?", lambda _: ", "),
    rule(Kind.SIGN, SIGN, r"^(?:->|→|➔|➡) ?(?=\w)", lambda _: ""),  # it begins a line, as a bullet does
    rule(Kind.SIGN, SIGN, r"#(?=[A-Za-z])", lambda _: " hashtag "),
    rule(Kind.SIGN, SIGN + BLANK, r" \| ", lambda _: ", "),
    rule(Kind.SIGN, SIGN, r"(?<=[A-Z\d]):(?=[A-Z])", _ratio),
    rule(Kind.NOTE_MARK, SIGN, r"(?<=\w)[®™]", lambda _: ""),
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=\ds) ?[-–] ?(?=\d\ds\b)", lambda _: " to "),
    rule(Kind.SIGN, SIGN, r"(?<=birth)–(?=\d)|(?<=level)–(?=\d)|(?<=newborn)–(?=\d)", lambda _: " to "),
    rule(
        Kind.SIGN, SIGN + BLANK, r" ?(?:->|→|➔|➡)(?=\s*(?:$|[;.)]))", lambda _: ""
    ),  # it points at a picture or a page
    rule(Kind.SIGN, SIGN, r"[«»‹›]", lambda _: '"'),
    rule(Kind.SIGN, SIGN, r"(?<=\([a-z]\))[-–](?=\([a-z]\))", lambda _: " to "),
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=\d) ?[-–−] ?(?=[-−]\d)", lambda _: " to "),
    rule(Kind.SIGN, SIGN, r"->|=>|➔|➡", lambda _: f" {SYMBOLS['→']} "),
    rule(Kind.SIGN, SIGN, r"(?<=[A-Za-z])/(?=[A-Za-z])", _or),
    rule(Kind.SIGN, SIGN + BLANK, r"(?<=[\w.)+%\]-]) ?/ ?(?=[\w(£$€]|[+−<>≤≥~-])", lambda _: " slash "),
    rule(Kind.SIGN, SIGN + BLANK, r" ?%", lambda _: " per cent"),
    rule(Kind.SIGN, SIGN + BLANK, _BETWEEN_WORDS, _dash),
    rule(Kind.SIGN, SIGN, rf"(?<=[a-z]\.)[–—-](?={MONTH}|{WEEKDAY})", lambda _: " to "),
    rule(Kind.SIGN, SIGN, rf"-(?={MONTH}|{WEEKDAY}|£|{_HALF_DAYS}|(?<=noon-|dday-|ight-)\d)", _hyphen),
    rule(Kind.SIGN, SIGN, rf"(?:{either(SYMBOLS)}){_MODIFIER}*", lambda m: f" {SYMBOLS[m[0][0]]} "),
    rule(Kind.SIGN, LETTER, r"[α-ωµΓΔΘΛΞΠΣΦΨΩ](?![\u0370-\u03ff])|α(?=β\b)|γ(?=δ\b)", lambda m: SYMBOLS[m[0]]),
    rule(Kind.EMOJI, SIGN, rf"{_EMOJI}(?:{_EMOJI}|{_MODIFIER})*", lambda _: Doubtful("", "is an emoji")),
)
