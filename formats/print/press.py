"""What makes a file one for the press: its boxes, and colours as the four inks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Object, Pdf

from publish.model.colours import Colour
from publish.rendering.typst.engine import Standard
from publish.rendering.typst.saving import saved
from publish.rendering.typst.values import Value

PRESS_STANDARDS: tuple[Standard, ...] = ("ua-1",)
"""PDF/A asks for one way of saying colours in a file; black text and four inks are two."""


def for_press(pdf: bytes, bleed: float) -> bytes:
    """A file with the edge of the finished page as TrimBox, and all of it as BleedBox (ISO 32000-1, 14.11.2).

    `bleed` is in points.
    """
    with Pdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            left, bottom, right, top = (float(value) for value in page.mediabox)
            page.obj.BleedBox = Array([left, bottom, right, top])
            page.obj.TrimBox = Array([left + bleed, bottom + bleed, right - bleed, top - bleed])
        for place in _destinations(file):
            # Typst 0.15 moves all else by the bleed, but destinations not to the right and twice upwards.
            place[2], place[3] = float(place[2]) + bleed, float(place[3]) - bleed
        return saved(file)


def _destinations(file: Pdf) -> Iterator[Object]:
    """The places to which bookmarks and links lead: a page, /XYZ, left, top, zoom."""
    names = file.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    outline = file.Root.get("/Outlines", Dictionary())
    links = (link for page in file.pages for link in page.obj.get("/Annots", Array()))
    shown = (link.get("/Dest", link.get("/A", Dictionary()).get("/D")) for link in links)
    yield from (each for each in (*names, *_bookmarked(outline), *shown) if isinstance(each, Array))


def _bookmarked(item: Object) -> Iterator[Object]:
    """The destinations of all bookmarks below one."""
    below = item.get("/First")
    while below is not None:
        if "/Dest" in below:
            yield below.Dest
        yield from _bookmarked(below)
        below = below.get("/Next")


def inks(colour: Colour, *, share: float, press: bool) -> list[Value]:
    """A colour, or a tint with a `share` of it, as red, green and blue; for the press as four inks in per cent."""
    if not press:
        return [round(255 - (255 - part) * share) for part in colour]
    black = 1 - max(colour) / 255
    of_ink = [0.0 if black == 1 else 1 - part / 255 / (1 - black) for part in colour]
    return [round(part * share * 100) for part in (*of_ink, black)]
