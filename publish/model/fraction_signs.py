"""Fractions that are set in pieces: a raised number, a stroke, a lowered number.

"2¹/₂ tablets" looks like two and a half. Copied, or read by a screen reader, it is "21/2 tablets": more than ten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_RANGES = (range(0xBC, 0xBF), range(0x2150, 0x215F))  # the vulgar fractions of Latin-1 and of Number Forms
SIGNS: dict[tuple[str, str], str] = {
    (over, under): chr(number)
    for code_points in _RANGES
    for number in code_points
    for over, _, under in [unicodedata.normalize("NFKC", chr(number)).partition("\u2044")]
}
"""The sign of a fraction by the numbers above and under its stroke."""

STROKES = ("/", "\u2044")
_PIECES = re.compile(r"(\d*)(?:\u207d(\d+)\u207e|([⁰¹²³⁴-⁹]+)) ?[/\u2044] ?(?:\u208d(\d+)\u208e|([₀-₉]+))")
"""A number and such a fraction in a compared text (`publish.model.text`): marked up, or by raised characters."""


def fractions_in_pieces(text: str) -> Iterator[str]:
    """Each such fraction of a compared text with the number before it, as it is to be written: "2½"."""
    for pieces in _PIECES.finditer(text):
        yield _whole(pieces)


def whole_fractions(text: str) -> str:
    """A compared text in which each fraction in pieces is one sign, or plain digits apart from a number before it."""
    return _PIECES.sub(_whole, text)


def _whole(pieces: re.Match[str]) -> str:
    number, over, raised, under, lowered = pieces.groups(default="")
    parts = unicodedata.normalize("NFKC", over + raised), unicodedata.normalize("NFKC", under + lowered)
    return f"{number}{SIGNS[parts]}" if parts in SIGNS else f"{number} {parts[0]}/{parts[1]}".lstrip()
