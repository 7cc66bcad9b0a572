"""A star alone at the start of a line of Markdown, where a word above has one: the note of that word, not a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.importing.hanging_stars import hangs

_STARRED = re.compile(r"\*[ \t]+\S")
_WITHIN = re.compile(r"\s*$|[ \t]{2,}")  # a line that parts no list
_FENCE = re.compile(r"[ \t>]*(?:```|~~~)")


def with_star_notes(text: str) -> str:
    """A text in which the star of such a line is a sign."""
    lines = text.split("\n")
    waiting = fenced = False  # whether a word has a star that no line has taken up; whether this is code
    for number, line in enumerate(lines):
        fenced ^= _FENCE.match(line) is not None
        if fenced:
            continue
        if waiting and _STARRED.match(line):
            above = _next(lines[at] for at in range(number - 1, -1, -1))
            below = _next(lines[at] for at in range(number + 1, len(lines)))
            if not (_STARRED.match(above) or _STARRED.match(below) or above.rstrip().endswith(":")):
                apart = "\n" if number and lines[number - 1].strip() else ""  # from the paragraph above
                lines[number] = f"{apart}\\{line}"
                waiting = False
        waiting = waiting or hangs(line.removeprefix("*"))
    return "\n".join(lines)


def _next(lines: Iterable[str]) -> str:
    """The first line that may part a list."""
    return next((line for line in lines if _WITHIN.match(line) is None), "")
