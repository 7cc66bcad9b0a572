"""A plain cover: title, logo and publisher, in large type on white between bands of the house's colour."""

from __future__ import annotations

import base64
from xml.sax.saxutils import escape

from publish.model.publication import Look

WIDTH = 1200  # pixels

_CHARACTERS = 20  # of the title in a line, at the size below
_BAND = 140  # pixels: the height of the coloured bands at head and foot
_FURNITURE = 650  # pixels: what bands, publisher and the space around them take of the height
_LOGO_WIDTH, _LOGO_HEIGHT = 640, 150  # pixels at most, under the title


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _CHARACTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def cover_svg(title: str, publisher: str, look: Look, height: int = 1600) -> bytes:
    """The cover as SVG, `WIDTH` by `height` pixels: upright for a book, square for a player of audio.

    The face is Atkinson Hyperlegible where the renderer has it. The logo is placed as a picture of its own: ids and
    styles of it and of the cover cannot meet.
    """
    lines = _lines(title)
    room = height - _FURNITURE - (_LOGO_HEIGHT + 60 if look.logo is not None else 0)
    size = min(96, room * 4 // (5 * max(len(lines), 1)))
    spans = "".join(
        f'<tspan x="100" y="{330 + number * size * 5 // 4}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        f'<rect width="{WIDTH}" height="{_BAND}" fill="{look.colour}"/>'
        f'<rect y="{height - _BAND}" width="{WIDTH}" height="{_BAND}" fill="{look.colour}"/>'
        f"{_logo(look, height)}"
        f'<g font-family="Atkinson Hyperlegible, sans-serif" fill="#000000">'
        f'<text font-size="{size}" font-weight="bold">{spans}</text>'
        f'<text x="100" y="{height - 210}" font-size="56">{escape(publisher)}</text></g></svg>'
    ).encode()


def _logo(look: Look, height: int) -> str:
    """The logo above the publisher's name, as large as its place allows."""
    if look.logo is None:
        return ""
    data = base64.b64encode(look.logo.data).decode()
    return (
        f'<image x="100" y="{height - 290 - _LOGO_HEIGHT}" width="{_LOGO_WIDTH}" height="{_LOGO_HEIGHT}" '
        f'preserveAspectRatio="xMinYMid" href="data:{look.logo.media_type};base64,{data}"/>'
    )
