"""Abbreviations, prescription Latin, streets and saints, and the letter A."""

from __future__ import annotations

from re import Match

from publish.speech.british.amounts import PER_UNIT, UNIT, per, unit_words
from publish.speech.british.numbers import cardinal
from publish.speech.british.spans import (
    LETTER,
    SIGN,
    Doubtful,
    Kind,
    Reading,
    after,
    before,
    either,
    follows,
    precedes,
    rule,
)
from publish.speech.british.tables import (
    ABBREVIATIONS,
    LABELS,
    LATIN,
    MEASURES,
    NUMBERED,
    STREETS,
    SURELY_LATIN,
    WRITTEN_SHORT,
)  # fmt: skip

_DOSE = (
    r"(?:\d ?|(?<![A-Za-z])(?:mg|mcg|g|ml|mL|micrograms?|milligrams?|tablets?|tabs?|capsules?|caps?|puffs?|drops?|"
    r"i\.?v\.?|i\.?m\.?|s\.?c\.?|I/?V|I/?M|S/?C|[oqtb]\.(?:i\.)?d\.(?:s\.)?|"
    r"units?|iu|IU|sachets?|doses?|spoonfuls?|eyes?|ears?|nostrils?|taken?|use|inhaled|apply|once|twice|po|PO|"
    r"od|bd|tds|qds) |/(?:day|kg|m²|m2) )"
)
_UNIT_OF_DOSE = (
    r"\d ?(?:mg|mcg|micrograms?|milligrams?|g|grams?|ml|mls|units?|tablets?|tabs?|capsules?|caps?|puffs?|drops?|"
    r"sachets?) "
)
_UNIT_AHEAD = r"\d[\d.]* ?(?:mg|mcg|g|ml|units?|tablets?|puffs?|drops?)\b"
_CLAUSE = (
    r"\b(?:from|which|that|who|whom|what|how|days?|nights?|weeks?|when|was|were|is|are|you|we|they|(?-i:I))\b[^.;]*"
)
_LATIN = (
    rf"(?<![\w.-])(?i:({'|'.join(LATIN)}|{'|'.join('[.]'.join(form) for form in LATIN if len(form) < 4)})\.?)(?![\w-])"
)
_NUMBERING = r"(?<!\w)[Nn]os?(?:\.(?=:? ?(?:\d|[A-Z]+[-/]?\d|[A-Z]{2} \d))|(?=:? \d|: ?[A-Z]+\d))"
_BESIDE = rf"\b(?:{'|'.join(SURELY_LATIN)})(?:,? or | and |/|, )"
_ODDS_RATIO = rf"(?:(?<=[;(,.:] )|(?<=\()|^)OR(?= ?=? ?\d+\.\d+(?! ?(?:{either(MEASURES)})(?!\w)))"
_SHORTENED = rf"(?<![\w.])(?P<form>{either(ABBREVIATIONS)})(?!\w|\.\w)(?:(?<!\.)\.(?= [a-z\d(]))?"
_NO = "may be the word “no” or stand for “number”"
_SAINT = "may be “Saint” or “Street”"
_ROUTES = frozenset(["i.v.", "i.m.", "s.c.", "s.l.", "p.r.", "p.v.", "i.d.", "n.g."])
_SPELLS = {"h": "hours", "d": "days", "w": "weeks"}
_PARTS = {
    "p": "page",
    "pp": "pages",
    "ch": "chapter",
    "para": "paragraph",
    "sect": "section",
    "s": "section",
    "art": "article",
    "col": "column",
}
_FUNCTION = r"\b(?:at|in|the|from|near|to|of|and|contact|visit|call|or|by|with|for|see|on|via|dear|ask|royal) "
_PLACE = (
    r" (?:Hospital|Surgery|Clinic|Medical|Health|Station|Pharmacy|Practice|London|Leeds|Manchester|Bristol|Oxford)\b"
)


def _abbreviation(match: Match[str]) -> Reading:
    form = match["form"]
    if form in {"min.", "max.", "Min.", "Max."} and (follows(match, r"\d ?") or not precedes(match, r" ?[\w£<≤≥]")):
        return None  # "5 min."
    if form.casefold() == "vol." and precedes(match, r" [IVX]+\b"):
        return None  # the rule for Roman numerals takes both
    if form == "v." and not (follows(match, r"\w ") and precedes(match, r" \w")):
        return None
    if form == "c/o" and precedes(match, r" (?!NHS|HM)[A-Z]{2,6}\b"):
        return Doubtful("care of", "may be “care of” or “complaining of”: write it in words")
    if form == "c/o" and precedes(match, " (?!your|the|our|my)[a-z]"):
        return "complaining of"
    words = ABBREVIATIONS[form]
    if words == "including" and follows(match, r"\b(?:may|can|will|should|must|could|might|to|also) "):
        return "include"
    behind = after(match).lstrip()
    ends = form.endswith(".") and (not behind or (form.startswith("et") and behind[:1].isupper()))
    return f"{words}." if ends and not words.endswith(".") else words


def _route(match: Match[str]) -> Reading:
    """10 mg im: how a dose is given, in letters."""
    return "".join(f"{letter}." for letter in match[0].upper()) if follows(match, _UNIT_OF_DOSE) else None


def _part(match: Match[str]) -> str:
    return f"{_PARTS[match[1].casefold()]} "


def _number(match: Match[str]) -> Reading:
    """No. 5: "number" after what is numbered; the word "no" at a sentence's end stays what it is."""
    word = match[0]
    begins = word[0] == "N"
    words = f"{'N' if begins else 'n'}umber{'s' if word[:3].endswith('s') else ''}"
    if not word.endswith((".", "s")) and follows(match, r"; ") and precedes(match, rf" [\d.,]+ ?(?:{UNIT}|[a-z]+)\b"):
        return None  # "it was stopped; No 5 tablets are left"
    if begins and word == "No" and follows(match, r"\b(?:the|at|of) ") and precedes(match, r" \d"):
        return words  # "the No 1 cause", "at No 10"
    if words.endswith("s") or follows(
        match, rf"\b(?:{NUMBERED}|{LABELS})[.:]? \(?|\w; |\bvol(?:ume|\.) \d+, |\bno\. ?\d+ (?:and|or) "
    ):
        return words
    if follows(match, r"\(") and precedes(match, r" ?\d+\)"):
        return words
    if not word.endswith("."):
        return None  # "No 5-year data"
    if begins and not (precedes(match, r" ?\d+ [a-z]") and (not before(match) or follows(match, r"[.?!]\W*"))):
        return words if precedes(match, r" ?\d") else None
    if follows(match, r"\b(?:is|was|said|says?|answer|answered|or|and|be|a) "):
        return None
    return Doubtful(word, _NO) if precedes(match, r" ?\d") else None


def _every(match: Match[str]) -> str:
    """Q6h, q4–6h, q21d."""
    if match[1] == "1" and not match[2]:
        return f"every {_SPELLS[match[3].casefold()].removesuffix('s')}"
    last = f"to {cardinal(int(match[2]))} " if match[2] else ""
    return f"every {cardinal(int(match[1]))} {last}{_SPELLS[match[3].casefold()]}"


_OWNED = (
    r"\b(?:my|your|our|phone|telephone|mobile|home|work|nhs|ref|reference|policy|account|hospital|helpline|ward|room) "
)


def _whose_number(match: Match[str]) -> Reading:
    """Your NHS no. is on the letter."""
    return "number" if follows(match, _OWNED) else None


_BRACKETED_UNIT = (
    rf"(?<= \()({either(form for form in MEASURES if len(form) > 1 and form not in ('st', 'mo'))})({PER_UNIT}*)(?=\))"
)


def _bracketed_unit(match: Match[str]) -> str:
    """Weight (kg), dose (mg/kg): how a column is headed."""
    return unit_words(match[1])[1] + per(match[2])


def _latin(match: Match[str]) -> Reading:
    """10 mg bd; in capitals, or where it may be a word, after a dose only."""
    form = match[1].replace(".", "").casefold()
    dotted = "." in match[1]
    sure = form in SURELY_LATIN and (match[1].islower() or form in {"tds", "qds", "prn"})
    if not (
        sure
        or (dotted and match[1].islower() and form not in {"ac", "pc", "om"})
        or follows(match, _DOSE)
        or follows(match, _BESIDE)
        or (dotted and form in {"ac", "pc"} and follows(match, r"\d ?(?:mins?|h|hrs?|hours?) "))
    ):
        return None
    ends = match[0].endswith(".") and not (dotted and after(match).strip())
    return f"{LATIN[form]}." if ends else LATIN[form]


def _least_and_most_often(match: Match[str]) -> str:
    """10 mg od–bd: how often at least and at most."""
    first, last = LATIN[match[1].casefold()], LATIN[match[2].casefold()]
    return f"{first} to {last}"


_FORM = r"(?i:od|bd|tds|qds)"


def _nightly(match: Match[str]) -> Reading:
    """1 drop ON, 2.5mg on: every night, where a dose ends; "the days you take 5 mg on" ends in the word."""
    if not follows(match, _DOSE if match[0].isupper() else _UNIT_OF_DOSE):
        return None
    if match[0] == "on" and follows(match, _CLAUSE):
        return Doubtful("on", "may be “every night” in short, or the word: write “at night”")
    return {"ON": "every night", "OM": "every morning", "on": "every night"}[match[0]]


def _half_day(match: Match[str]) -> Reading:
    """24u am, 16u pm: the halves of a day behind a dose."""
    return f"{match[1]}.m." if follows(match, rf"{_UNIT_OF_DOSE}|\d ?u ") else None


def _street(match: Match[str]) -> Reading:
    """High St "Street", St John's wort "Saint": by the names on both sides."""
    short = match[1]
    named_before = follows(match, r"(?-i:(?:\b[A-Z][a-z]+(?:'s)?|\b\d+(?:st|nd|rd|th)) )")
    named_before = named_before and not follows(match, _FUNCTION)
    named_after = precedes(match, r"\.? [A-Z][a-z]")
    if short == "St":
        return _saint_or_street(match, named_before=named_before, named_after=named_after)
    if short in {"Cl", "Ct"}:  # chloride, and a count
        return STREETS[short] if follows(match, r"(?-i:\d\w?(?: [A-Z][a-z]+)+ )") else None
    if short == "Dr":
        numbered = follows(match, r"(?-i:\d\w?(?: [A-Z][a-z]+)+ )")
        in_address = follows(match, r"(?-i:[A-Z][a-z]+'s )") and precedes(match, r"\.?, [A-Z]")
        return "Drive" if not named_after and (numbered or in_address) else None
    return STREETS[short] if named_before else None


def _saint_or_street(match: Match[str], *, named_before: bool, named_after: bool) -> Reading:
    if named_after and not (named_before and precedes(match, _PLACE)):
        clear = not named_before or precedes(match, r"\.? [A-Z][a-z]+(?:'s?\b| (?:Hospital|Church|School|Wort))")
        return "Saint" if clear else Doubtful("Saint", _SAINT)
    return "Street" if named_before else Doubtful("St", _SAINT)


def _limit(match: Match[str]) -> Reading:
    return None if follows(match, r"\d ?") else f"{match[0]}imum"


def _unit_word(match: Match[str]) -> Reading:
    return MEASURES[match[1]][1 if match[1].endswith("s") or match[1] in {"mg", "ml", "mcg", "µg", "μg"} else 0]


def _scale(match: Match[str]) -> str:
    return "Celsius" if match[0] == "C" else "Fahrenheit"


def _form(match: Match[str]) -> str:
    """2 tabs "two tablets", 1 cap "one capsule"."""
    return {"tab": "tablet", "cap": "capsule"}[match[1]] + match[2]


RULES = (
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)([Pp]|pp|[Cc]h|[Pp]ara|[Ss]ect|s|[Aa]rt|[Cc]ol)\. ?(?=\d)", _part),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)(pp(?= ?\d)|p(?= \d+(?!\w|\.\d)))\ ?", _part),
    rule(Kind.ABBREVIATION, LETTER, r"(?<=[Ss]ee )p(?=\d+(?!\w|\.\d))", lambda _: "page "),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)ca?\. ?(?=\d[\d,]*%?(?!\w)|\d\d?(?:[.:]\d\d)? ?[ap]m\b)",
         lambda _: "about "),
    rule(Kind.ABBREVIATION, LETTER, _NUMBERING, _number),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)no\.(?= (?:is|was|on|for|in|below|above)\b)", _whose_number),
    rule(Kind.ABBREVIATION, LETTER, _BRACKETED_UNIT, _bracketed_unit),
    rule(Kind.ABBREVIATION, LETTER, rf"(?<!\w)({either(STREETS)})(?!\w)(?:\.(?=,| [A-Za-z])|(?=\W|$))", _street),
    rule(Kind.ABBREVIATION, LETTER + SIGN, _SHORTENED, _abbreviation),
    rule(Kind.DATE, LETTER, r"(?<![\w-])M ?[-–] ?F(?=:?,? \d)|(?<=[ap]m, )M ?[-–] ?F(?!\w)",
         lambda _: "Monday to Friday"),
    rule(Kind.DATE, LETTER, r"(?<![\w/])M/W/F(?![\w/])", lambda _: "Monday, Wednesday and Friday"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)(e)xt\.?:? ?(?=\d{2,6}(?!\w))", lambda _: "extension "),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)E(?:XP|xp)\.?(?=:? ?\d)", lambda _: "Expiry"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)(R|r)ef(?:\.?(?=: ?\w)|\.(?= no\b))", lambda m: f"{m[1]}eference"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)([Pp])h(?:\.(?= ?[IVX1-4]+\b)|(?= [IVX]+\b))", lambda m: f"{m[1]}hase"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<=(?:[12]nd|[13]st|[3]rd)[- ])gen\.?(?= [A-Z])", lambda _: "generation"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)([Tt])emp(?= ?(?:of|above|below|over|under|[<>≤≥:=]|is|was|\d))",
         lambda m: f"{m[1]}emperature"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<=\d )(tab|cap)(s?)\b\.?(?! Lock)", _form),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)([Aa])lt\.?(?= days?\b)", lambda m: f"{m[1]}lternate"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)a/c(?= (?:no|num|name)|:)", lambda _: "account"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)est\.(?= (?:1[5-9]|20)\d\d(?!\w|,))", lambda _: "established"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)est\.(?= \d)", lambda _: "estimated"),
    rule(Kind.LETTERS, LETTER, _ODDS_RATIO, lambda _: "O.R."),
    rule(Kind.ABBREVIATION, LETTER, r"O[NM](?=[.,;:)]|$| and\b)", _nightly),
    rule(Kind.ABBREVIATION, LETTER, rf"on(?=[.;:)]|,(?! ?\d* ?off\b)|$| and {_UNIT_AHEAD}| prn\b)", _nightly),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)(?i:max|min)(?= [£<≤≥]?\d)", _limit),
    rule(Kind.TIME, LETTER, r"(?<!\w)([ap])m(?=[,;:)]|\.?$| and\b)", _half_day),
    rule(Kind.ABBREVIATION, LETTER, rf"(?<![\w.-])({_FORM})(?: ?[-–] ?| to )({_FORM})(?![\w-])", _least_and_most_often),
    rule(Kind.LETTERS, LETTER, r"(?<!\w)(?:im|iv|sc|sl|pr|pv)(?![\w'-])", _route),
    rule(Kind.ABBREVIATION, LETTER, _LATIN, _latin),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)[qQ](\d{1,2})(?:[-–](\d{1,2}))?([hdwHDW])(?!\w)",
         _every),
    rule(Kind.LETTERS, LETTER, r"(?<!\w)(?:([ISis])/([VMCLvmcl])|([Ee])/([Cc]))(?!\w)",
         lambda m: "".join(f"{letter}." for letter in m[0].upper() if letter != "/")),
    rule(Kind.ABBREVIATION, LETTER, rf"(?<![\w.-])({either(WRITTEN_SHORT)})(?!\w)(?!/)", _unit_word),
    rule(Kind.ABBREVIATION, LETTER, r"(?<!\w)Reg\.(?= (?:charity|company|no))", lambda _: "Registered"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<=[\d%)] )v(?= \d)", lambda _: "versus"),
    rule(Kind.ABBREVIATION, LETTER, r"(?<= )(hrs|mins|wks|mths|yrs)(?=/)", _unit_word),
    rule(Kind.ABBREVIATION, LETTER, r"(?<=[Dd]egrees )[CF](?!\w)", _scale),
    rule(Kind.LETTERS, LETTER, r"(?<!\w)([A-Z])&([A-Z])(s?)(?!\w)", lambda m: f"{m[1]}. and {m[2]}.{m[3]}"),
    rule(Kind.LETTERS, LETTER, r"(?<!\w)(?:[A-Za-z]\.){2,}(?!\w)", lambda m: m[0].upper() if m[0] in _ROUTES else m[0]),
    # In a line of title case it may be the article.
    rule(Kind.LETTERS, LETTER, r"(?<=[a-z0-9] )A(?=[,;:?!)/]|$| (?![A-Z]))", lambda _: "A."),
)  # fmt: skip
