"""Words of a PDF that somebody went over with a highlighter: what is not settled yet, or matters most."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

_BRIGHTEST, _COLOURED = 0.95, 0.35  # brightness and saturation of a highlighter's colour, of 1
_LINE = (0.8, 1.6)  # times the size of the type: how high such an area is; one behind a cell or a box is higher


def is_bright(colour: Sequence[float]) -> bool:
    """Whether a colour (red, green, blue, each of 1) is one of a highlighter."""
    _, saturation, brightness = colorsys.rgb_to_hsv(*colour)
    return brightness >= _BRIGHTEST and saturation >= _COLOURED


def is_line_high(height: float, size: float) -> bool:
    """Whether an area is as high as a highlighter's line is over type of a size, all in points."""
    return _LINE[0] * size <= height <= _LINE[1] * size
