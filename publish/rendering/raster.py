"""Images as pixels: an SVG drawn as PNG for editions that cannot count on SVG, and the size of an image.

resvg draws the SVG. It knows only the fonts given here, never those of the machine, so the bytes are the same anywhere.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

from lxml import etree

SVG = "image/svg+xml"
PNG = "image/png"
JPEG = "image/jpeg"

_FACE = "Atkinson Hyperlegible"

_LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # start of frame, ITU-T T.81, table B.1


def png(svg: bytes, *, width_px: int, ground: str | None = None) -> bytes:
    """Draw an SVG as a PNG.

    Args:
        svg: the drawing.
        width_px: the width of the PNG in pixels; its height follows from the drawing.
        ground: the colour of its ground, by its name in CSS; transparent if none is given.

    Returns:
        The PNG file, the same bytes for the same input.

    Raises:
        ValueError: the SVG cannot be drawn.

    """
    import fontpkg_atkinson_hyperlegible
    import resvg_py

    fonts = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
    try:
        return resvg_py.svg_to_bytes(
            svg.decode(),
            width=width_px,
            background=ground,
            skip_system_fonts=True,
            font_dirs=[str(fonts)],
            font_family=_FACE,
            sans_serif_family=_FACE,
            serif_family=_FACE,
            monospace_family=_FACE,
        )
    except ValueError as error:
        raise ValueError(f"the SVG cannot be drawn: {error}") from error


def size(data: bytes, media_type: str) -> tuple[int, int]:
    """Measure an image.

    Args:
        data: the file.
        media_type: `SVG`, `PNG` or `JPEG`.

    Returns:
        Width and height in pixels; of an SVG, in CSS pixels (96 an inch), from its own width and height or its viewBox.

    Raises:
        ValueError: the file is of another kind or damaged.

    """
    measure = {SVG: _svg_size, PNG: _png_size, JPEG: _jpeg_size}.get(media_type)
    if measure is None:
        raise ValueError(f"images of the kind {media_type} cannot be measured: use SVG, PNG or JPEG")
    width, height = measure(data)
    if width < 1 or height < 1:
        raise ValueError("the image has no extent")
    return width, height


def _png_size(data: bytes) -> tuple[int, int]:
    if len(data) < 24 or not data.startswith(_PNG_SIGNATURE):
        raise ValueError("the image is not a PNG file")
    width, height = struct.unpack(">II", data[16:24])  # IHDR comes first: PNG, 5.6
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    position = 2 if data.startswith(b"\xff\xd8") else len(data)
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        alone = marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD7
        position += (
            1 if marker == 0xFF else 2 if alone else 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        )
    raise ValueError("the image is not a JPEG file")


def _svg_size(data: bytes) -> tuple[int, int]:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"the SVG is not well-formed: {error}") from error
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    if width is not None and height is not None:
        return round(width), round(height)
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) != 4:
        raise ValueError("the SVG says neither width and height nor viewBox")
    across, down = float(box[2]), float(box[3])
    if width is not None and across:
        return round(width), round(width * down / across)
    if height is not None and down:
        return round(height * across / down), round(height)
    return round(across), round(down)


def _pixels(length: str) -> float | None:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2] or "px"] if found else None
