"""Headings whose signs stand alone, as programs leave them that turn web pages into Markdown: the words come after."""

from __future__ import annotations

import re

from publish.contracts.importer import Doubt, Notes
from publish.importing.html.icons import GUESSED

_EMPTY = re.compile(r" {0,3}(#{1,6})[ \t]*#*[ \t]*")
_FENCE = re.compile(r"[ \t>]*(?:```|~~~)")
_WORDS = re.compile(r" {0,3}(?![-+*>#|=~:<\\![$]|\d{1,9}[.)]\s)\S[^|<>`\\{}\n]*")
_LONGEST = 120  # characters


def with_words(text: str, notes: Notes) -> str:
    """A text in which a short line alone, next after an empty heading, is its words, marked to be looked at."""
    lines = text.split("\n")
    kept = list(lines)
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= _FENCE.match(line) is not None
        empty = None if fenced else _EMPTY.fullmatch(line)
        after = next((place for place in range(number + 1, len(lines)) if lines[place].strip()), None)
        if empty is None or after is None or not _is_title(lines, after):
            continue
        words = lines[after].strip()
        kept[number], kept[after] = "", f'{empty[1]} {words} {{{GUESSED.removeprefix("data-")}="yes"}}'
        notes.doubts.append(Doubt(after + 1, f"“{words}” is taken for the words of the empty heading before it", words))
    return "\n".join(kept)


def _is_title(lines: list[str], number: int) -> bool:
    """Whether a line stands alone, is short, and is no sentence."""
    line = lines[number].strip()
    alone = number + 1 == len(lines) or not lines[number + 1].strip()
    return alone and len(line) <= _LONGEST and _WORDS.fullmatch(line) is not None and line[-1] not in ".,;:!…"
