"""Roman numerals: "type II" is two, and the "I" of "at this stage I felt well" is the person who speaks."""

from __future__ import annotations

import re
from itertools import pairwise
from re import Match

from publish.speech.british.numbers import cardinal, ordinal
from publish.speech.british.spans import (
    DIGIT,
    LETTER,
    Doubtful,
    Kind,
    Reading,
    Span,
    after,
    around,
    before,
    precedes,
    rule,
)
from publish.speech.british.tables import EITHER_VERBS, FUNCTION_WORDS, LABELLED, SPEAKER_VERBS

_LABEL = (
    r"(?i:types?|stages?|phases?|grades?|class(?:es)?|factors?|parts?|chapters?|volumes?|levels?|categor(?:y|ies)|groups?|"
    r"schedules?|clauses?|articles?|sections?|acts?|titles?|books?|cohorts?|modules?|nerves?|complex|angiotensin|collagen|bipolar|annex|appendix|tables?|mark|lead|zones?|arbor|war|vol\.|ch\.|"
    r"nyha|figo|fitzpatrick|asa|iss|rai|ccs|killip|mallampati|tanner|fontaine|rutherford|harris|gustilo|"
    r"scale of|scale from)"
)
_IN_FULL = {
    "vol.": "volume",
    "Vol.": "Volume",
    "ch.": "chapter",
    "Ch.": "Chapter",
    "FIGO": "Figo",
    **{name: ".".join(name) + "." for name in ("NYHA", "ASA", "ISS", "CCS")},
}
_ALWAYS = frozenset(["war", "arbor", "nerve", "nerves", "angiotensin", "bipolar"])
_NUMERAL = r"(?!X-)(?:X{1,2}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})"
_NUMBERED = rf"(?:{_NUMERAL}[a-cA-CES]?\d?|0)(?!\w)"  # IIE: beyond lymph nodes, or an emergency; IIIS: the spleen
_JOINT = r"(?:,? (?:and|or|to|&) |, ?| ?[/–-] ?)"
_LIST = rf"{_NUMBERED}(?:(?:{_JOINT}(?!I\b)|[/–-]){_NUMBERED}){{0,9}}"
_ALONE = r"(?:II|III|VII|VIII|IX|XII|XIII|XIV|XV|XVI)[a-cA-C]?(?!\w)"
_RANGE = rf"{_NUMBERED}(?: ?[–/-] ?{_NUMBERED}){{1,9}}"
_RULERS = r"(?:Elizabeth|Henry|Charles|George|Edward|William|James|Richard|Mary|Paul|Pius|Francis|John)"
_VALUES = {"I": 1, "V": 5, "X": 10}
_POINTED = (
    r"(?i)\b(?:this|that|these|those|which|what|each|every|any|some|my|our|same|next|last|first|another|later|earlier)"
    r"(?: \w+)? $"
)
_DETERMINED = r"(?i)\b(?:the|a|an|one|your|their|his|her)(?: [\w-]+)? $"


def value(numeral: str) -> int:
    """The number that a Roman numeral stands for."""
    values = [_VALUES[letter] for letter in numeral] + [0]
    return sum(-here if here < following else here for here, following in pairwise(values))


def _numeral(match: Match[str]) -> str:
    """One numeral with its letter and digit: "IIIC2"."""
    if match[0] == "0":
        return "zero"
    letter = "A." if match[2] in ("a", "A") else match[2]  # a voice takes it for the article
    digit = cardinal(int(match[3])) if match[3] else ""
    return " ".join(part for part in (cardinal(value(match[1])), letter, digit) if part)


def _all_of(numerals: str) -> str:
    joined = re.sub(r"(?<=\w) ?[–-] ?(?=[IVX])", " to ", numerals)
    joined = re.sub(r" ?/ ?", " ", joined).replace("&", "and")
    return re.sub(rf"\b(?:({_NUMERAL})([a-cA-CES]?)(\d?)|0)\b", _numeral, joined)


def in_column(text: str, header: str) -> Span | None:
    """The numerals that a cell begins with, under a header that asks for them: "Class", then "IV (severe)"."""
    if not re.search(rf"(?<!\w){_LABEL}(?!\w)", header):
        return None
    numerals = re.match(rf"{_LIST}(?=$|[,;:]| [(–—-])", text)
    return Span(Kind.ROMAN, numerals[0], _all_of(numerals[0])) if numerals and numerals[0] != "0" else None


def _speaks(match: Match[str]) -> bool | None:
    """Whether "I" behind a label is the person who speaks; None where the sentence does not tell."""
    label, behind = match[1].casefold(), after(match)
    if label in _ALWAYS:
        return False
    if behind.startswith("'"):
        return True
    found = re.match(r",? ([A-Za-z'.]+)", behind)
    following = found[1].casefold() if found else ""
    pointed = re.search(_POINTED, before(match)) is not None
    if following in SPEAKER_VERBS:
        return True
    if not following or following.rstrip(".") in FUNCTION_WORDS or re.fullmatch(LABELLED, following):
        return False
    if following in EITHER_VERBS or following.endswith("ed"):
        return True if pointed else None if re.search(_DETERMINED, before(match)) else False
    return None if pointed or re.search(_DETERMINED, before(match)) else False


def _labelled(match: Match[str]) -> Reading:
    label, gap, numerals = match.groups()
    if numerals == "0" or (numerals == "I" and "(" in gap and not precedes(match, r"\)")):
        return None
    if label == "ASA" and numerals == "IV":
        return Doubtful("A.S.A. four", "may be a grade, or aspirin into a vein: write “ASA grade IV”, or “intravenous”")
    if numerals == "I":
        speaks = _speaks(match)
        if speaks:
            return match[0]
        if speaks is None:
            return Doubtful(match[0], "may be the number one or the person who speaks")
    return f"{_IN_FULL.get(label, label)}{gap}{_all_of(numerals)}"


def _last(match: Match[str]) -> Reading:
    """A scale of I (healthy) to VI: the end of what began with a numeral."""
    return cardinal(value(match[1])) if re.search(_BEGUN, before(match)) else None


_BEGUN = rf"(?<!\w){_LABEL} I(?!\w)[^.;]*\bto $"


def _listed(match: Match[str]) -> Reading:
    """(i) pain, (ii) swelling: numbers, where the sentence has more of them; (h), (i), (j) are letters."""
    alone = len(match[0]) == 1 and not re.search(_FURTHER_ITEM, match.string)
    return None if alone else cardinal(value(match[0].upper()))


_FURTHER_ITEM = re.compile(r"(?<!\w)(?:ii|iv|vi|ix|xi)\)")


def _ruler(match: Match[str]) -> Reading:
    """Elizabeth II "the second"; "George I met" is left alone."""
    return None if match[2] == "I" else f"{match[1]} the {ordinal(value(match[2]))}"


def _factor(match: Match[str]) -> Reading:
    """FVIII "factor eight" of clotting; "FIX" and "FX" may be other things."""
    sure = match[1] in {"VII", "VIII", "XI", "XII", "XIII"} or _CLOTTING.search(around(match))
    return f"factor {cardinal(value(match[1]))}{' A.' if match[2] else ''}" if sure else None


_CLOTTING = re.compile(r"(?i)h(?:a)?emophili|clotting|coagulation|\bleiden\b|\bFX?(?:VIII|III|VII)\b")

# A range without a label has a numeral in it that is no word and no initials.
_SURE_RANGE = rf"(?<![\w-])(?=[IVX0–/ -]*(?:II|VII|IX|IV[–/-]|[–/-]IV|[–/-]VI)){_RANGE}(?!\w)"

RULES = (
    rule(Kind.ROMAN, LETTER, r"(?<!\w)F(II|IX|X{0,1}V?I{0,3}|V)(a?)(?!\w)(?<!F)(?<!FI)", _factor),
    rule(Kind.ROMAN, LETTER, rf"(?<!\w)({_LABEL})( \(?)({_LIST})(?!\w)", _labelled),
    rule(Kind.ROMAN, LETTER, r"(?<!\w)(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})(?=\))", _listed),
    rule(Kind.ROMAN, LETTER, rf"(?<!\w)({_RULERS}) ({_NUMERAL})(?![\w'])", _ruler),
    rule(Kind.ROMAN, LETTER + DIGIT, _SURE_RANGE, lambda m: _all_of(m[0])),
    rule(Kind.ROMAN, LETTER, rf"(?<![\w-]){_ALONE}", lambda m: _all_of(m[0])),
    rule(Kind.ROMAN, LETTER, r"(?<=\bto )(IV|VI?|IX|X)(?!\w)", _last),
)
