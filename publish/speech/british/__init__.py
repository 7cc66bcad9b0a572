"""Written English as a British reader says it: numbers, dates, units, addresses and signs become words.

A voice is given words only, because its own reading of numbers is unsafe for health information: one read
12/03/2025 as the third of December and 10⁹ as one hundred and nine. Rules run in the order of `RULES`, each on what
the ones before it have left; what no rule takes is still said, digit by digit or by its Unicode name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from publish.model.publication import Lexeme
from publish.model.text import plain
from publish.speech.british import dates, names, quantities, signs

Rule = Callable[[str], str]

RULES: tuple[Rule, ...] = (
    names.addresses,
    names.chromosomes,
    names.references,
    names.abbreviations,
    names.roman,
    quantities.areas_and_volumes,
    quantities.raised_and_lowered,
    quantities.products,
    quantities.powers,
    quantities.telephones,
    quantities.codes,
    dates.iso_dates,
    dates.slashed_dates,
    dates.weekdays,
    dates.times,
    dates.written_dates,
    dates.years,
    quantities.money,
    quantities.ranges,
    quantities.ordinals,
    quantities.units,
    quantities.fractions,
    quantities.ratios,
    names.letter_a,
    names.capitals,
    quantities.per_cent,
    quantities.plain_numbers,
    signs.slashes,
    signs.dashes,
    signs.symbols,
    signs.leftovers,
    signs.tidy,
)


@lru_cache(maxsize=16)
def pattern(graphemes: tuple[str, ...]) -> re.Pattern[str] | None:
    """Matches any of the written forms, the longest first, as whole words; a small one also with a capital."""
    if not graphemes:
        return None

    def one(grapheme: str) -> str:
        written = re.escape(grapheme)
        if grapheme[0].islower():
            written = f"[{grapheme[0].upper()}{grapheme[0]}]{re.escape(grapheme[1:])}"
        left = r"(?<![^\W\d_])" if grapheme[0].isalpha() else r"(?<!\w)"
        return f"{left}{written}" + (r"(?!\w)" if grapheme[-1].isalnum() else "")

    return re.compile("|".join(one(grapheme) for grapheme in sorted(graphemes, key=lambda g: (-len(g), g))))


def lexeme(lexicon: Sequence[Lexeme], written: str) -> Lexeme:
    """The entry for a written form that `pattern` has matched."""
    exact = next((entry for entry in lexicon if entry.grapheme == written), None)
    return exact or next(entry for entry in lexicon if entry.grapheme == written[:1].lower() + written[1:])


def with_aliases(text: str, lexicon: Sequence[Lexeme]) -> str:
    """Text with the lexicon's aliases in place of the written forms."""
    aliased = [entry for entry in lexicon if entry.alias]
    found = pattern(tuple(entry.grapheme for entry in aliased))
    if found is None:
        return text

    def said(match: re.Match[str]) -> str:
        glued = match.start() > 0 and text[match.start() - 1].isdecimal()
        return f"{' ' if glued else ''}{lexeme(aliased, match[0]).alias}"

    return found.sub(said, text)


def spoken(text: str, lexicon: Sequence[Lexeme] = ()) -> str:
    """The words of a text as they are said: no digit and no sign is left in them.

    `text` is in the plain form of `publish.model.text`, where ⁽9⁾ is a superscript and ₍2₎ a subscript.
    Aliases of the lexicon are used before any rule; its phonemes are the voice's business.
    """
    said = with_aliases(plain(text), lexicon)
    for rule in RULES:
        said = rule(said)
    return said
