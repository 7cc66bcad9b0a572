"""Written English as a British reader says it: numbers, dates, units, addresses and signs become words.

A voice is given words only, because its own reading of numbers is unsafe for health information: one read
12/03/2025 as the third of December and 10⁹ as one hundred and nine. The tokeniser goes through a text once, from left
to right. At each place the first rule of `RULES` that matches takes the span and says it; what a rule has said no other
rule sees. What no rule takes is a plain word, or a sign by its name: nothing is passed over. A reading that may be
wrong carries the reason, for a person to look at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from publish.model.publication import Lexeme
from publish.model.text import plain
from publish.speech.british import (
    abbreviations,
    chemistry,
    codes,
    dates,
    durations,
    fractions,
    heights,
    markers,
    money,
    quantities,
    roman,
    shorthand,
    signs,
    times,
)
from publish.speech.british.spans import BLANK, DIGIT, LETTER, SIGN, Doubtful, Kind, Rule, Span
from publish.speech.british.tables import MEASURES, NO, SHORT_UNITS, UTTERED, YES

__all__ = ["Kind", "Span", "cell_opening", "joined", "readings", "spoken"]

RULES: tuple[Rule, ...] = (
    *signs.SUNK,
    *codes.EXTENSIONS,
    *shorthand.RULES,
    *abbreviations.RULES,
    *roman.RULES,
    *codes.REFERENCES,
    *dates.IN_FIGURES,
    *times.RULES,
    *dates.RULES,
    *codes.RULES,
    *money.IN_CODES,
    *chemistry.RULES,
    *markers.RULES,
    *fractions.BEFORE_AMOUNTS,
    *money.RULES,
    *heights.RULES,
    *durations.RULES,
    *quantities.RULES,
    *fractions.RULES,
    *quantities.AFTER_FRACTIONS,
    *markers.DIGITS_FIRST,
    *quantities.NUMBERS,
    *signs.RULES,
)
_ADDRESS = "@"
_BY_START = {
    _ADDRESS: tuple(codes.ADDRESSES),
    **{start: tuple(rule for rule in RULES if start in rule.starts) for start in (DIGIT, LETTER, SIGN, BLANK)},
}
_LETTER = r"[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218f\u2460-\u24ff]"
_PART = rf"(?:(?![\u00b5\u0370-\u03ff]){_LETTER})+"  # a Greek letter behind a word is a sign: interferon-α, TGFβ
_WORD = re.compile(rf"{_PART}(?:'{_PART})*|{_LETTER}+")
_SPACE = re.compile(r"\s+")
_IN_A_NAME = frozenset("./{-_@:\\")  # leaflet.pdf: no word of a sentence
_PAIR = 2  # letters, which a voice spells by itself: "mc"
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TVXZb-df-hj-np-tvxz][b-df-hj-np-tvxz]+")
_EMPTY_CELL = re.compile(r"[-–—−]{1,3}|n/?a\.?|N/?A\.?")


@lru_cache(maxsize=16)
def _lexicon_pattern(graphemes: tuple[str, ...]) -> re.Pattern[str] | None:
    """Matches any of the written forms, the longest first, as whole words; a small one also with a capital."""
    if not graphemes:
        return None

    def whole(grapheme: str) -> str:
        written = re.escape(grapheme)
        if grapheme[0].islower():
            written = f"[{grapheme[0].upper()}{grapheme[0]}]{re.escape(grapheme[1:])}"
        left = r"(?<![^\W\d_])" if grapheme[0].isalpha() else r"(?<!\w)"
        return f"{left}{written}" + (r"(?!\w)" if grapheme[-1].isalnum() else "")

    return re.compile("|".join(whole(grapheme) for grapheme in sorted(graphemes, key=lambda g: (-len(g), g))))


def _lexeme(lexicon: Sequence[Lexeme], written: str) -> Lexeme:
    exact = next((entry for entry in lexicon if entry.grapheme == written), None)
    return exact or next(entry for entry in lexicon if entry.grapheme == written[:1].lower() + written[1:])


def _named(lexeme: Lexeme, written: str) -> Span:
    """A word of the lexicon. Beside its pronunciation stand the words that a listener would write down."""
    if lexeme.alias:
        return Span(Kind.LEXEME, written, lexeme.alias)
    return Span(Kind.LEXEME, written, spoken(written), phoneme=lexeme.phoneme)


def readings(text: str, lexicon: Sequence[Lexeme] = ()) -> tuple[Span, ...]:
    """The spans of a text in order; their written forms joined are the text in its plain form.

    Words of the lexicon go before all rules, save that an address is one span whatever words it holds.
    """
    return _readings(text, tuple(lexicon))


@lru_cache(maxsize=4096)
def _readings(text: str, lexicon: tuple[Lexeme, ...]) -> tuple[Span, ...]:
    """Kept, because two rules of lint and the script ask for the same sentences: 0.15 s each time for a factsheet."""
    written = plain(text)
    text, lexicon = _RAISED_WORDS.sub(r" \1 ", written.translate(_DASHES)), _with_known_dashes(lexicon)
    text, doubled = _with_typed_dashes(_POWER_AND_UNIT.sub("\u207d\\1\u207e\\2", text))
    pattern = _lexicon_pattern(tuple(entry.grapheme for entry in lexicon))
    known = {match.start(): match for match in pattern.finditer(text)} if pattern else {}
    spans = tuple(_spans(text, known, lexicon))
    return spans if text == written else tuple(_as_written(spans, written, doubled))


_DASHES = str.maketrans("\u2010\u2011\ufe63\uff0d\u2012\u2015\u2e3a\u2e3b\ufe58", "----–————")
"""Hyphens and dashes that word processors and other scripts have of their own, and those that the rules know."""

_RAISED_WORDS = re.compile(r"[\u207d\u208d]([^\u207d\u207e\u208d\u208e]* [^\u207d\u207e\u208d\u208e]*)[\u207e\u208e]")
"""Several words that are raised or lowered ("38 °C" in small letters), which are said as all others are."""


_POWER_AND_UNIT = re.compile(r"(?<=10)\u207d(\d{1,2})(/[A-Za-zµμ]{1,3})\u207e")
"""A power that was raised with the unit behind it: ten to the power of nine per litre."""


@lru_cache(maxsize=8)
def _with_known_dashes(lexicon: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    return tuple(replace(entry, grapheme=entry.grapheme.translate(_DASHES)) for entry in lexicon)


_TYPED_DASH = re.compile(r"(?<=[\w%°)])( ?)(---?)\1(?=[\w(£$€<>≤≥])")
_FIGURE = re.compile(r"\d\S*$|^[(£$€<>≤≥]*\d")
_NEGATIVE = re.compile(r"[-−]\d[\d.,]*$")
_NAMES = re.compile(r"\b[A-Z]\w*$"), re.compile(r"[A-Z]\w*\b")


def _with_typed_dashes(text: str) -> tuple[str, tuple[int, ...]]:
    """Hyphens as the dash that a typewriter has not: 12--20 is a range, and no minus. Places where more go than stay.

    Three are the long dash. After a negative number they stay: "-5--2" may mean either.
    """
    typed: list[int] = []

    def dash(match: re.Match[str]) -> str:
        before, after, space = text[: match.start()], text[match.end() :], match[1]
        if _NEGATIVE.search(before):
            return match[0]
        figures = _FIGURE.search(before.rpartition(" ")[2]) or _FIGURE.match(after)
        names = _NAMES[0].search(before) and _NAMES[1].match(after)
        if space and not figures:
            return match[0]
        gone = len(match[2]) - 1
        typed.extend([match.start() + len(space) - len(typed)] * gone)
        return f"{space}{'–' if (figures or names) and gone == 1 else '—'}{space}"

    return _TYPED_DASH.sub(dash, text), tuple(typed)


def _as_written(spans: Iterable[Span], written: str, doubled: Sequence[int]) -> Iterator[Span]:
    """Spans with what is written in the text itself; `doubled` are the places of dashes that are two hyphens there."""
    begin = start = 0
    for span in spans:
        end = begin + len(span.written)
        stop = start + len(span.written) + bisect_left(doubled, end) - bisect_left(doubled, begin)
        yield replace(span, written=written[start:stop])
        begin, start = end, stop


def _spans(text: str, known: dict[int, re.Match[str]], lexicon: Sequence[Lexeme]) -> Iterator[Span]:
    limits = [*sorted(known), len(text)]
    at = 0
    while at < len(text):
        limit = limits[bisect_left(limits, at)]
        span = _ruled(_ADDRESS, text, at, len(text))
        if span is None and at in known:
            span = _named(_lexeme(lexicon, known[at][0]), known[at][0])
        if span is None:
            span = _next(text, at, limit)
        yield span
        at += len(span.written)


@cache
def _matching(start: str) -> tuple[tuple[Rule, Callable[[str, int], re.Match[str] | None]], ...]:
    """The rules for what begins so, each with what matches it: a factsheet asks 200,000 times."""
    return tuple((rule, rule.match) for rule in _BY_START[start])


def _ruled(start: str, text: str, at: int, limit: int) -> Span | None:
    for rule, found in _matching(start):
        match = found(text, at)
        if match is None or not match[0] or match.end() > limit:
            continue
        reading = rule.say(match)
        if isinstance(reading, Doubtful):
            return Span(rule.kind, match[0], reading.spoken, reading.reason)
        if reading is not None:
            return Span(rule.kind, match[0], reading)
    return None


def _next(text: str, at: int, limit: int) -> Span:
    """The span that begins at a place: by a rule, else the plain word."""
    character = text[at]
    start = (
        DIGIT if character.isdecimal() else LETTER if character.isalpha() else BLANK if character.isspace() else SIGN
    )
    span = _ruled(start, text, at, limit)
    if span is not None:
        return span
    if start == BLANK:
        return Span(Kind.SPACE, character, " ")
    word = _WORD.match(text, at, limit)
    return signs.leftover(character) if word is None else _word(word[0], text[at - 1 : at])


def _word(word: str, before: str) -> Span:
    """A plain word. One without a vowel is a unit in full, or letters that a voice can only guess at."""
    left_open = set(word.casefold()) == {"x"}  # "xx/xx/2026" is still to be written, and named as that
    if (
        not _NO_VOWEL.fullmatch(word)
        or word.isupper()
        or word.casefold() in UTTERED
        or before in _IN_A_NAME
        or left_open
    ):
        return Span(Kind.WORD, word, word)
    if word in SHORT_UNITS:
        return Span(Kind.QUANTITY, word, MEASURES[word][1])
    said = word if word[0].isupper() or len(word) == _PAIR else codes.letters(word)
    return Span(Kind.WORD, word, said, "has no vowel and may be short for a word: write it in full")


def joined(spans: Sequence[Span]) -> str:
    """What spans say, as one line: single spaces, none before a stop, letters never run into a number."""
    line = ""
    for number, span in enumerate(spans):
        if span.spoken == "(" and number and spans[number - 1].written[-1:].isdecimal():
            line += " "  # fig. 3(b)
        glued = line[-1:].isalnum() or (line[-1:] == "." and span.kind is not Kind.WORD)
        line += f" {span.spoken}" if glued and span.spoken[:1].isalnum() else span.spoken
    line = re.sub(r" +([,.;:!?)])", r"\1", _SPACE.sub(" ", line).strip().replace("( ", "("))
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", re.sub(r",(?=\w)", ", ", line))


def spoken(text: str, lexicon: Sequence[Lexeme] = ()) -> str:
    """The words of a text as they are said: no digit and no sign is left in them.

    `text` is in the plain form of `publish.model.text`, where ⁽9⁾ is a superscript and ₍2₎ a subscript.
    Aliases of the lexicon are used before any rule; its phonemes are the voice's business.
    """
    return joined(readings(text, lexicon))


def cell_opening(text: str, header: str = "", dash: str = "none given") -> Span | None:
    """What a table cell begins with that is read otherwise than in a sentence: a sign alone, or numerals.

    `header` is what stands over its column, `dash` what a dash alone stands for there.
    """
    signs_only = re.sub(r"[\ufe0e\ufe0f\s]", "", text)
    if re.fullmatch(r"[-–—−]{1,3}", signs_only):
        return Span(Kind.WORD, text, dash)
    if signs_only and set(signs_only) <= YES | NO and not (set(signs_only) & YES and set(signs_only) & NO):
        return Span(Kind.WORD, text, "yes" if set(signs_only) <= YES else "no")
    return roman.in_column(text, header)
