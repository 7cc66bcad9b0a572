"""Marks that stand beside the letter that they belong on: whoever sees the page reads another letter, or none.

The words of a file have letter and mark side by side wherever it draws them. What tells is their ink: each part of a
letter stands over or under another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from publish.readers.pdf.page_objects import Box

_BESIDE = 0.15  # of the type size, between the middle of a mark and its letter's ink; 0 at most was drawn in Latin text
_BESIDE_LEFTWARDS = 0.4  # the same where text runs from right to left: 0.25 was drawn, over waw and yeh
_APART = 0.3  # of the type size between the parts of a letter whose vowels stand beside it, as in Bengali

WHY = "a mark stands beside its letter"
"""What is said of such a letter."""


def are_apart(parts: Iterable[Box], text: str, size: float) -> bool:
    """Whether what the file says is one letter, or a few, is shown in parts that are apart.

    Args:
        parts: the ink of what draws it.
        text: what they say together.
        size: of the type, in points.

    """
    inked = sorted((part for part in parts if part.width > 0), key=lambda part: part.left)
    signs = unicodedata.normalize("NFD", text)
    if len([sign for sign in signs if not is_mark(sign)]) == 1 and all(sign < "\u0590" for sign in signs):
        widest = max(inked, key=lambda part: part.width, default=None)
        return any(is_beside(part, widest, size) for part in inked if widest is not None)
    return _have_gap(inked, _APART * size)


def is_beside(mark: Box, letter: Box, size: float, *, leftwards: bool = False) -> bool:
    """Whether the ink of a mark stands beside that of its letter; `size` is that of the type, in points."""
    middle = (mark.left + mark.right) / 2
    reach = _BESIDE_LEFTWARDS if leftwards else _BESIDE
    return max(letter.left - middle, middle - letter.right) > reach * size


def is_mark(sign: str) -> bool:
    """Whether a sign stands over or under a letter, and takes no room of its own."""
    return unicodedata.category(sign) == "Mn"


def _have_gap(parts: Sequence[Box], widest: float) -> bool:
    reach = parts[0].right if parts else 0.0
    for part in parts:
        if part.left - reach > widest:
            return True
        reach = max(reach, part.right)
    return False
