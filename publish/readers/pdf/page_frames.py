"""The boxes that a page draws around what stands in them: a frame is one line that closes to an upright rectangle."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from publish.readers.pdf.page_objects import Box, Paint, Shape

_SIDES = 4
_AT_EDGE = 1.0  # points, beside half the width of the line itself


def frames_of(shapes: Iterable[Shape]) -> list[Box]:
    """The frames of one page, given all that it draws beside text."""
    decoration = (shape for shape in shapes if shape.mark is None and shape.paint is Paint.LINE)
    drawn = (list(group) for _, group in groupby(decoration, key=lambda shape: shape.order))
    return [_around(sides) for sides in drawn if _closes(sides)]


def _around(sides: list[Shape]) -> Box:
    whole = sides[0].box
    for side in sides[1:]:
        whole = whole.around(side.box)
    return whole


def _closes(sides: list[Shape]) -> bool:
    """Whether lines are the four sides of a rectangle; a side may be drawn in parts."""
    whole = _around(sides)
    edges = set()
    for shape in sides:
        box = shape.box
        thick = min(box.width, box.height) + _AT_EDGE
        if box.height <= thick:
            edges.add("top" if whole.top - box.bottom <= thick else "bottom" if box.top - whole.bottom <= thick else "")
        else:
            edges.add("left" if box.right - whole.left <= thick else "right" if whole.right - box.left <= thick else "")
    return edges == {"top", "bottom", "left", "right"} and len(sides) >= _SIDES
