"""Short lines of Markdown below each other, which a reader of Markdown joins: each stays a line, and is marked."""

from __future__ import annotations

import re

from publish.contracts.importer import Doubt, Notes
from publish.importing.html.icons import GUESSED
from publish.importing.short_lines import apart

_FENCE = re.compile(r"[ \t>]*(?:```|~~~)")
_PLAIN = re.compile(r" {0,3}(?![-+*>#|=~:<\\![$]|\d{1,9}[.)]\s)\S[^|<>`\\]*")
"""A line of text: no sign of a block, of a table, or of a page's markup."""

_UNDERLINE = re.compile(r"=+|-+")
_HARD = "  "  # at the end of a line that is already apart


def with_short_lines(text: str, notes: Notes) -> str:
    """A text in which such a line stays apart from the one before it."""
    lines = text.split("\n")
    kept = list(lines)
    fenced = False
    for number, line in enumerate(lines[1:], 1):
        fenced ^= _FENCE.match(lines[number - 1]) is not None
        before, after = lines[number - 1], lines[number + 1] if number + 1 < len(lines) else ""
        if fenced or before.endswith(_HARD) or _UNDERLINE.fullmatch(after.strip()):
            continue
        if _is_whole(before) and _is_whole(line) and apart(before, line):
            kept[number - 1] += "\\"
            kept[number] = f'<span {GUESSED}="yes">{line.strip()}</span>'
            notes.doubts.append(Doubt(number + 1, f"“{line.strip()}” may go on with the line before it", line.strip()))
    return "\n".join(kept)


def _is_whole(line: str) -> bool:
    """Whether a line is text, and no emphasis goes on from it to the next."""
    return _PLAIN.fullmatch(line) is not None and not any(line.count(sign) % 2 for sign in "*_")
