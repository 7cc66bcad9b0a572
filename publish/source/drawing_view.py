"""Whether a drawing shows anything: shapes that all lie outside its viewBox are not seen."""

from __future__ import annotations

import math
from collections.abc import Iterator

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_PLACING = ("transform", "style", "class")  # what may put a shape elsewhere; such a drawing is not judged

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def outside_view(root: etree._Element) -> bool:
    """Whether every part lies outside the viewBox; False where any part's place is not plain to see."""
    view = _numbers(root.get("viewBox"))
    if len(view) != 4 or any(element.get(name) for element in root.iter("*") for name in _PLACING):
        return False
    left, top, right, bottom = view[0], view[1], view[0] + view[2], view[1] + view[3]
    boxes = list(_boxes(root))
    return bool(boxes) and all(
        box is not None and (box[0] >= right or box[1] >= bottom or box[2] <= left or box[3] <= top) for box in boxes
    )


def _boxes(root: etree._Element) -> Iterator[Box | None]:
    """Where each part lies, its line's width included; None where only drawing it would tell."""
    for element in root.iterdescendants("*"):
        name = str(element.tag).removeprefix(_SVG)
        if name == "g":
            continue
        box = _box(name, element)
        breadth = max((_number(holder, "stroke-width", 1) for holder in (element, *element.iterancestors())), default=1)
        yield box and (box[0] - breadth, box[1] - breadth, box[2] + breadth, box[3] + breadth)


def _box(name: str, element: etree._Element) -> Box | None:
    match name:
        case "rect":
            x, y = _number(element, "x"), _number(element, "y")
            box = (x, y, x + _number(element, "width"), y + _number(element, "height"))
        case "circle" | "ellipse":
            across, down = ("r", "r") if name == "circle" else ("rx", "ry")
            x, y = _number(element, "cx"), _number(element, "cy")
            across_by, down_by = _number(element, across), _number(element, down)
            box = (x - across_by, y - down_by, x + across_by, y + down_by)
        case "line":
            xs, ys = (_number(element, "x1"), _number(element, "x2")), (_number(element, "y1"), _number(element, "y2"))
            box = (min(xs), min(ys), max(xs), max(ys))
        case "polygon" | "polyline":
            points = _numbers(element.get("points"))
            if len(points) < 2:
                return None
            box = (min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2]))
        case _:
            return None
    return None if any(math.isnan(edge) for edge in box) else box


def _number(element: etree._Element, name: str, default: float = 0) -> float:
    """A plain number; not a number where it has a unit."""
    try:
        return float(element.get(name) or default)
    except ValueError:
        return math.nan


def _numbers(text: str | None) -> list[float]:
    try:
        return [float(part) for part in (text or "").replace(",", " ").split()]
    except ValueError:
        return []
