"""What an import left for a person to settle, read off the source's lines: guesses, and pictures still needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CODE_FENCE = re.compile(r"[\s>]*(?:(?:[-*+:]|\d{1,9}[.)])\s[\s>]*)*(`{3,}(?=[^`]*$)|~~~+)")
_CODE_END = re.compile(r"[\s>]*(```+|~~~+)\s*")
_MARK = re.compile(r"\{[^{}]*?\.(?P<mark>check|picture-needed)\b[^{}]*\}")

_FRONT_MARK = "# .check:"

CHECK, PICTURE = "check", "picture-needed"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: what it asks for, its line and that line's text, and where in it the mark starts."""

    kind: str
    line: int
    text: str
    start: int


def lines_without_code(body: str) -> Iterator[tuple[int, str]]:
    """The lines of a source's body with their numbers, fenced code apart."""
    fence = ""
    for number, text in enumerate(body.split("\n"), 1):
        opened = _CODE_END.fullmatch(text) if fence else _CODE_FENCE.match(text)
        if opened and not fence:
            fence = opened[1]
        elif opened and opened[1].startswith(fence):
            fence = ""
        elif not fence:
            yield number, text


def marks(body: str) -> tuple[Mark, ...]:
    """Every mark of a source's body, in order."""
    if not _MARK.search(body):  # most have none, and an index looks at a thousand
        return ()
    return tuple(
        Mark(match["mark"], number, text, match.start())
        for number, text in lines_without_code(body)
        for match in _MARK.finditer(text)
    )


def number_of_marks(yaml: str, body: str) -> int:
    """How many marks of an import wait in a source for a person."""
    return len(marks(body)) + len(front_marks(yaml))


def front_marks(yaml: str) -> tuple[tuple[int, str], ...]:
    """Every guess that an import marked in the front matter: its line in the source, and what it says."""
    return tuple(
        (number, text.removeprefix(_FRONT_MARK).strip())
        for number, text in enumerate(yaml.split("\n"), 2)
        if text.startswith(_FRONT_MARK)
    )
