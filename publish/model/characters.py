"""Characters that say nothing to a reader, or something else than they show: no text of ours holds them."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Embeddings and overrides turn the order of the letters round (Unicode TR9, 2.1 and 2.2); marks and isolates stay, as
# texts in two directions need them.
_SUSPECT = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u0377]")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e")
_REFERENCE = re.compile(r"&#(\d{1,7}|[xX][0-9a-fA-F]{1,6});")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A character that no edition can hold: where it stands, its name, and what is wrong with it."""

    at: int
    name: str
    why: str


def forbidden(text: str) -> Iterator[Forbidden]:
    """Each character of a text that no edition can hold, also where it is written as a reference ("&#8238;")."""
    found = [(match.start(), match[0], "") for match in _SUSPECT.finditer(text)]
    for match in _REFERENCE.finditer(text):
        code = match[1].casefold()
        number = int(code[1:], 16) if code.startswith("x") else int(code)
        found.append((match.start(), chr(number) if number <= sys.maxunicode else "\ud800", match[0]))
    for at, character, reference in sorted(found):
        if why := _fault(character):
            yield Forbidden(at, reference or f"U+{ord(character):04X}{_named(character)}", why)


def without_forbidden(text: str, kept: str = "") -> str:
    """A text without the characters that no edition can hold, save those in `kept`; references stay as written."""
    return _SUSPECT.sub(lambda match: "" if match[0] not in kept and _fault(match[0]) else match[0], text)


def _fault(character: str) -> str:
    if character in "\t\n\r":
        return ""
    if character in _TURNING:
        return "turns the order of the letters round, so that readers see other words than are written"
    match unicodedata.category(character):
        case "Cc" | "Cs":
            return "is a control character, which no edition can show"
        case "Cn":
            return "means nothing: Unicode has no such character"
        case _:
            return ""


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f" {name}" if name else ""
