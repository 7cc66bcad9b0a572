"""Colours, and how far apart they are to the eye (WCAG 2.2, contrast ratio)."""

from __future__ import annotations

import re

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255 each."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

ENOUGH = 7.0
"""To 1: the contrast that text needs (WCAG 2.2, 1.4.6)."""

WHITE: Colour = (255, 255, 255)


def colour(value: str) -> Colour:
    """The colour that "#7a0019" stands for. Raises `ValueError`."""
    # By its letters, not by int(): that takes "+7", " 7" and figures of every script, which no style sheet reads.
    if not _COLOUR.fullmatch(value):
        raise ValueError(f"“{value}” is no colour. Write it as #7a0019")
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:], 16)


def contrast(first: Colour, other: Colour) -> float:
    """How far two colours are apart in lightness, to 1."""
    light, dark = sorted((_luminance(first), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(of: Colour) -> float:
    parts = [part / 255 for part in of]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
