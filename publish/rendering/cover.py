"""A plain cover: the title and who publishes it, in large type on white."""

from __future__ import annotations

from xml.sax.saxutils import escape

WIDTH = 1200  # pixels

_CHARACTERS = 20  # of the title in a line, at the size below
_BAND = 140  # pixels: the height of the coloured bands at head and foot


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _CHARACTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def cover_svg(title: str, publisher: str, height: int = 1600) -> bytes:
    """The cover as SVG, `WIDTH` by `height` pixels: upright for a book, square for a player of audio.

    The face is Atkinson Hyperlegible where the renderer has it.
    """
    lines = _lines(title)
    size = min(96, (height - 600) // max(len(lines), 10))
    spans = "".join(
        f'<tspan x="100" y="{330 + number * size * 5 // 4}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        f'<rect width="{WIDTH}" height="{_BAND}" fill="#7a0019"/>'
        f'<rect y="{height - _BAND}" width="{WIDTH}" height="{_BAND}" fill="#7a0019"/>'
        f'<g font-family="Atkinson Hyperlegible, sans-serif" fill="#000000">'
        f'<text font-size="{size}" font-weight="bold">{spans}</text>'
        f'<text x="100" y="{height - 210}" font-size="56">{escape(publisher)}</text></g></svg>'
    ).encode()
