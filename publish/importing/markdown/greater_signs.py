"""A > before the figure that begins an item of a list in Markdown: “more than”, which would make it a quotation."""

from __future__ import annotations

import re
from collections.abc import Collection

from publish.contracts.importer import Doubt, Notes
from publish.importing.html.icons import GUESSED

_ITEM = re.compile(
    r"^(?P<item>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)(?P<figure>>=?[ \t]*[£$€]?\d[\d.,]*)"
    r"(?![^\n]*\n[ \t]*>)",  # a quotation of several lines stays one
    re.MULTILINE,
)


def with_greater_signs(text: str, code: Collection[tuple[int, int]], notes: Notes) -> str:
    """A text in which such a sign is shown; the place is marked. `code` is where it has code, which stays."""
    inside = {place for start, end in code for place in range(start, end) if text[place] == ">"}

    def shown(match: re.Match[str]) -> str:
        if match.start("figure") in inside:
            return match[0]
        figure, line = match["figure"], text.count("\n", 0, match.start()) + 1
        notes.doubts.append(Doubt(line, f"“{figure}” is taken for “more than”, not for a quotation", figure))
        return f'{match["item"]}<span {GUESSED}="yes">\\{figure}</span>'

    return _ITEM.sub(shown, text)
