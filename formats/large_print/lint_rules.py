"""What lint says of a text before it is set in large print: characters that no face has, words longer than a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from formats.large_print.large_print_options import LargePrintSection
from publish.contracts.format import Settings, format_section
from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.proof.ledger import ledger
from publish.proof.reading import Unit
from publish.rendering.fonts import text_width, uncovered

_FORMAT = "large-print"
_RAISED = frozenset("⁽⁾₍₎")  # what the ledger puts around raised and lowered text
_ENCLOSED = re.compile("[^\\s\ufe0f]\ufe0f?[\u0488\u0489\u1abe\u20dd-\u20e0\u20e2-\u20e4\ua670-\ua672]")
_LINE = 170 * 72 / 25.4  # points: a page of A4 without its margins
_SOFT = re.compile(r"[\s/\\._?=&@:;,+#%~|()\[\]–—-]+")  # where a long word may go on in the next line


def _characters(subject: Subject) -> Places:
    """Characters that no face of the paged editions has, or draws where they belong."""
    yield from _enclosing(subject)
    lacking = uncovered(character for unit in ledger(subject.publication) for character in unit.text) - _RAISED
    for unit in ledger(subject.publication):
        for character in unit.text:
            if character in lacking:
                lacking.remove(character)
                name = unicodedata.name(character, "without a name").lower()
                message = (
                    f"no typeface here has the character “{character}” (U+{ord(character):04X}, {name}), so large "
                    "print cannot be set. Write it in another way, in words if need be."
                )
                yield unit.line or 1, message


def _enclosing(subject: Subject) -> Places:
    """Signs with another around them, as on keys: faces draw it through the sign that it should stand around."""
    for unit in ledger(subject.publication):
        for whole in dict.fromkeys(_ENCLOSED.findall(unit.text)):
            message = (
                f"“{whole}” is a “{whole[0]}” with another character around it, which large print cannot set clear of "
                f"it. Write “{whole[0]}” alone."
            )
            yield unit.line or 1, message


def _long_words(subject: Subject) -> Places:
    """Words that are longer than a line of the largest print, with no place where they may break."""
    nothing_requested = Settings(cache=Path())
    section = format_section(subject.publication, _FORMAT, LargePrintSection, nothing_requested)
    size = max(section.sizes)
    for unit in ledger(subject.publication):
        for word in _unbreakable(unit):
            if text_width(word) * size > _LINE:
                message = (
                    f"“{word[:40]}…” has {len(word)} characters without a place to break, which is more than a line of "
                    f"large print at {size} points holds. Put a space or hyphen into it, or say it in words."
                )
                yield unit.line or 1, message


def _unbreakable(unit: Unit) -> Iterator[str]:
    return (word for word in _SOFT.split(unit.text) if word.isascii() and len(word) > 1)


RULES = (
    Rule("no-typeface", Severity.ERROR, _characters, stops_release=False),
    Rule("word-too-long", Severity.WARNING, _long_words),
)
