"""A plain cover: the title and who publishes it, in large type on white."""

from __future__ import annotations

from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1200, 1600  # pixels

_CHARACTERS = 20  # of the title in a line, at the size below


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _CHARACTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def cover_svg(title: str, publisher: str) -> bytes:
    """The cover as SVG; the face is Atkinson Hyperlegible where the renderer has it."""
    lines = _lines(title)
    size = min(96, 1000 // max(len(lines), 10))
    spans = "".join(
        f'<tspan x="100" y="{330 + number * size * 5 // 4}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f'<rect width="{WIDTH}" height="140" fill="#7a0019"/>'
        f'<rect y="1460" width="{WIDTH}" height="140" fill="#7a0019"/>'
        f'<g font-family="Atkinson Hyperlegible, sans-serif" fill="#000000">'
        f'<text font-size="{size}" font-weight="bold">{spans}</text>'
        f'<text x="100" y="1390" font-size="56">{escape(publisher)}</text></g></svg>'
    ).encode()
