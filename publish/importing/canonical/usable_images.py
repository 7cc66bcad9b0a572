"""Which image files can stand in a source."""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree

from publish.rendering.raster import JPEG, PNG, SVG, size
from publish.source.files import LARGEST

MOST_PIXELS = 100_000_000
"""A picture of more takes gigabytes to draw; print at 300 dots an inch on a whole page needs nine million."""

_KINDS = {".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".svg": SVG}
_ACTIVE = frozenset(("script", "foreignObject", "iframe", "audio", "video", "image"))


def usable(name: str, data: bytes) -> bool:
    """Whether an image is whole, of a known kind, within bounds, and plain."""
    kind = _KINDS.get(PurePosixPath(name).suffix.casefold())
    if kind is None or len(data) > LARGEST or (kind == SVG and not _plain_svg(data)):
        return False
    try:
        width, height = size(data, kind)
    except (ValueError, OverflowError):
        return False
    return width * height <= MOST_PIXELS


def _plain_svg(data: bytes) -> bool:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return False
    if root.getroottree().docinfo.doctype or etree.QName(root).localname != "svg":
        return False
    for element in root.iter("*"):
        href = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or "#"
        if etree.QName(element).localname in _ACTIVE or not href.startswith("#"):
            return False
    return True
