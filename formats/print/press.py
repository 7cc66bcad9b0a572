"""What makes a file one for the press: its boxes, and colours as the four inks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Object, Pdf

from formats.print.separations import separate
from publish.rendering.typst.engine import Standard
from publish.rendering.typst.saving import saved

PRESS_STANDARDS: tuple[Standard, ...] = ("ua-1",)
"""PDF/A asks for a profile behind all colours; here they are said by the inks themselves."""


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
        separate(file)
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
