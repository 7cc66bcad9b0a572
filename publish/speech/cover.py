"""The picture that players show: the title and the publisher in large letters."""

from __future__ import annotations

import textwrap
from xml.sax.saxutils import escape

from publish.rendering.raster import png

_SIDE = 600
_LINE = 62
_LETTERS = 18  # in a line
_MOST_LINES = 6


def cover(title: str, publisher: str) -> bytes:
    """A square PNG."""
    lines = textwrap.wrap(title, _LETTERS, max_lines=_MOST_LINES, placeholder=" …")
    first = 110
    written = "".join(
        f'<text x="48" y="{first + number * _LINE}" font-size="50" font-weight="700" fill="#fff">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return png(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}" width="{_SIDE}" height="{_SIDE}"'
        f' font-family="Atkinson Hyperlegible"><rect width="{_SIDE}" height="{_SIDE}" fill="#12284c"/>{written}'
        f'<text x="48" y="{_SIDE - 52}" font-size="30" fill="#fff">{escape(textwrap.shorten(publisher, 34))}</text>'
        "</svg>".encode(),
        width_px=_SIDE,
    )
