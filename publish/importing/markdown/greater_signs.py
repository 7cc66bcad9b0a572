"""A > before the figure that begins an item of a list in Markdown: “more than”, which would make it a quotation."""

from __future__ import annotations

import re

from publish.contracts.importer import Doubt, Notes
from publish.importing.html.icons import GUESSED

_FENCE = re.compile(r"[ \t>]*(?:```|~~~)")
_ITEM = re.compile(
    r"(?P<item>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)(?P<figure>>=?[ \t]*[£$€]?\d[\d.,]*)"
)
_QUOTED = re.compile(r"[ \t]*>")


def with_greater_signs(text: str, notes: Notes) -> str:
    """A text in which such a sign is shown; the place is marked. A quotation of several lines stays one."""
    lines = text.split("\n")
    kept = list(lines)
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= _FENCE.match(line) is not None
        found = _ITEM.match(line)
        goes_on = number + 1 < len(lines) and _QUOTED.match(lines[number + 1])
        if fenced or found is None or goes_on:
            continue
        figure = found["figure"]
        kept[number] = f'{found["item"]}<span {GUESSED}="yes">\\{figure}</span>{line[found.end() :]}'
        notes.doubts.append(Doubt(number + 1, f"“{figure}” is taken for “more than”, not for a quotation", figure))
    return "\n".join(kept)
