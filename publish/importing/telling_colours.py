"""Colours that say something by themselves: an empty cell that is red, words in the colour that the text speaks of.

Nobody who listens, or prints in black, is told a colour: its name stands in, marked for a person.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")
_NAMES = ("red", "orange", "amber", "yellow", "green", "blue", "purple", "pink", "grey", "black", "brown")
_HUES = ((15, "red"), (45, "orange"), (70, "yellow"), (170, "green"), (260, "blue"), (320, "purple"), (345, "pink"))
_GREY, _LIGHT, _DARK = 0.12, 0.95, 0.15  # saturation and brightness that have no hue, of 1
_SPOKEN = re.compile(
    rf"\b(?:in|marked|shown|written|printed|coloured|highlighted|shaded)(?: in)? ({'|'.join(_NAMES)})\b", re.IGNORECASE
)
_SAME = {"amber": "orange", "gray": "grey"}


@dataclass(frozen=True, slots=True)
class Coloured:
    """A cell: the name of the colour behind it, "" for none, and whether it says nothing else."""

    colour: str
    empty: bool


def colour_name(written: str) -> str:
    """The name of a colour of a style or an attribute; "" for white, for none, and for what is no colour."""
    text = written.strip().casefold()
    if text in _NAMES or text in _SAME:
        return _SAME.get(text, text)
    rgb, digits = _RGB.match(text), _HEX.fullmatch(text)
    if rgb is not None:
        red, green, blue = (min(int(part), 255) / 255 for part in rgb.groups())
    elif digits is not None:
        whole = digits[1] if len(digits[1]) == 6 else "".join(sign * 2 for sign in digits[1])
        red, green, blue = (int(whole[place : place + 2], 16) / 255 for place in (0, 2, 4))
    else:
        return ""
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if value < _DARK:
        return "black"
    if saturation < _GREY:
        return "" if value > _LIGHT else "grey"
    return next((name for end, name in _HUES if hue * 360 < end), "red")


def telling(rows: Sequence[Sequence[Coloured]]) -> list[tuple[int, int]]:
    """The cells, by row and place in it, that nothing but their colour tells from others of their row and column.

    A row in one colour, or a column in one, is a matter of looks, and so is a first row over cells with words.
    """
    found: list[tuple[int, int]] = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            below = [other[x] for other in rows[1:] if x < len(other)]
            if not cell.empty or not cell.colour or (y == 0 and not all(other.empty for other in below)):
                continue
            column = {other.colour for other in below}
            if len(column) > 1 and len({other.colour for other in row}) > 1:
                found.append((y, x))
    return found


def spoken(text: str) -> set[str]:
    """The colours that a text gives a meaning ("words in red are to be avoided")."""
    return {_SAME.get(name.casefold(), name.casefold()) for name in _SPOKEN.findall(text)}
