"""A page and the type on it: how large the page is, what stays free at its edges, and the size of its text."""

from __future__ import annotations

from dataclasses import dataclass

from publish.rendering.typst.values import Value

POINTS = 72 / 25.4
"""In a millimetre."""

MILLIMETRES = 1 / POINTS
"""In a point."""


@dataclass(frozen=True, slots=True)
class TypeArea:
    """Millimetres, but for `size`, the size of the body text in points.

    `margin` stays free at the left, the right and the top, `foot` at the bottom, where the page number stands; `head`
    is free at the top instead where a running head stands there. `bleed` is how far the file goes on beyond the edge of
    the page, for the printer to cut off.
    """

    size: float
    page_width: float = 210
    page_height: float = 297
    margin: float = 20
    foot: float = 26
    bleed: float = 0
    head: float = 0

    @property
    def width(self) -> float:
        """How long a line is, in points."""
        return (self.page_width - 2 * self.margin) * POINTS

    @property
    def top(self) -> float:
        """What stays free at the top, in millimetres."""
        return self.head or self.margin

    @property
    def height(self) -> float:
        """How much of a page has text, in points."""
        return (self.page_height - self.top - self.foot) * POINTS

    def data(self) -> dict[str, Value]:
        """The same for a template: `size`, and a dictionary `page`."""
        measures: dict[str, Value] = {
            "width": self.page_width,
            "height": self.page_height,
            "margin": self.margin,
            "top": self.top,
            "foot": self.foot,
            "bleed": self.bleed,
        }
        return {"size": self.size, "page": measures}
