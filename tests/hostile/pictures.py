"""Hostile pictures: headers that lie, drawings that act, load, or draw for ever."""

from __future__ import annotations

import io
import struct
import zlib
from random import Random

from PIL import Image

from tests.hostile.mutations import bytes_damaged

_XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
_SVG = f'<svg xmlns="http://www.w3.org/2000/svg" {_XLINK} viewBox="0 0 10 10"{{0}}>{{1}}</svg>'


def png_of(width: int, height: int) -> bytes:
    """A PNG whose header promises so many pixels, with data for few."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1_000))) + chunk(b"IEND", b"")
    )


def uses(depth: int, width: int) -> str:
    """Ten uses of ten uses of ten uses."""
    parts = ['<g id="g0"><rect width="1" height="1"/></g>']
    parts += [f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * width + "</g>" for n in range(1, depth + 1)]
    return f"<defs>{''.join(parts)}</defs><use href='#g{depth}'/>"


ACTING = {
    "handler": _SVG.format(' onload="alert(1)"', ""),
    "handler in capitals": _SVG.format(' onLoad="alert(1)"', ""),
    "script": _SVG.format("", "<script>alert(1)</script>"),
    "import": _SVG.format("", "<style>@import url(http://example.org/a.css);</style>"),
    "import by escapes": _SVG.format("", "<style>@\\69mport 'http://example.org/a.css';</style>"),
    "address in fill": _SVG.format("", '<rect width="5" height="5" fill="url(file:///etc/passwd)"/>'),
    "address by escapes": _SVG.format("", '<rect width="5" height="5" style="fill:u\\72l(http://example.org/)"/>'),
    "style sheet": '<?xml-stylesheet href="http://example.org/a.css"?>' + _SVG.format("", ""),
    "animation to a script": _SVG.format("", '<a href="#x"><animate attributeName="href" to="javascript:1"/></a>'),
    "set": _SVG.format("", '<rect width="5" height="5"><set attributeName="onclick" to="alert(1)"/></rect>'),
    "document type": '<!DOCTYPE svg [<!ENTITY a "b">]>' + _SVG.format("", "<text>&a;</text>"),
    "document type of another": '<!DOCTYPE svg SYSTEM "http://example.org/a.dtd">' + _SVG.format("", ""),
    "foreign content": _SVG.format("", '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>'),
    "image": _SVG.format("", '<image href="http://example.org/a.png" width="5" height="5"/>'),
    "image of data": _SVG.format("", '<image href="data:image/png;base64,AAAA" width="5" height="5"/>'),
    "link": _SVG.format("", '<a xlink:href="javascript:alert(1)"><text>x</text></a>'),
    "use of another file": _SVG.format("", '<use xlink:href="http://example.org/a.svg#x"/>'),
    "ten thousand million uses": _SVG.format("", uses(10, 10)),
    "use of itself": _SVG.format("", '<g id="a"><use href="#a"/></g>'),
    "patterns in patterns": _SVG.format(
        "",
        "".join(
            f'<pattern id="p{n}" width="1" height="1">' + f'<rect width="1" height="1" fill="url(#p{n - 1})"/>' * 10
            + "</pattern>"
            for n in range(1, 11)
        )
        + '<pattern id="p0" width="1" height="1"/><rect width="5" height="5" fill="url(#p10)"/>',
    ),
    "deep": _SVG.format("", "<g>" * 200 + "</g>" * 200),
    "long and narrow": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1000000"/>',
    "no extent": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "attributes without end": _SVG.format("", "<rect " + " ".join(f"a{n}='1'" for n in range(20_000)) + "/>"),
    "two million letters": _SVG.format("", f"<text>{'x' * 2_000_000}</text>"),
    "filter": _SVG.format("", '<filter id="f"><feFlood/></filter><rect width="5" height="5" style="filter:url(#f)"/>'),
    "feImage": _SVG.format("", '<filter id="f"><feImage href="http://example.org/a.png"/></filter>'),
    "comment in a style": _SVG.format("", "<style>rect{fill:u/**/rl(http://example.org/)}</style>"),
}  # fmt: skip
"""Drawings that must be refused."""


def photograph(kind: str, draw: Random | None = None) -> bytes:
    """A small picture of a kind: "png", "jpeg", "cmyk", "gif" (two frames), "16 bit"."""
    size = (draw.randrange(1, 80), draw.randrange(1, 80)) if draw else (40, 20)
    made = io.BytesIO()
    match kind:
        case "cmyk":
            Image.new("CMYK", size, (0, 200, 0, 0)).save(made, "JPEG")
        case "gif":
            frames = [Image.new("P", size, number) for number in range(2)]
            frames[0].putpalette([250, 0, 0, 0, 0, 250] + [0] * 762)
            frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
        case "16 bit":
            Image.new("I;16", size, 40_000).save(made, "PNG")
        case "turned":
            turned = Image.new("RGB", size, (250, 0, 0))
            turned.putpixel((0, 0), (0, 0, 250))
            exif = Image.Exif()
            exif[0x0112], exif[0x010F] = 6, "A camera"
            turned.save(made, "JPEG", exif=exif, quality=100)
        case _:
            Image.new("RGB", size, (250, 0, 0)).save(made, kind.upper())
    return made.getvalue()


def hostile_picture(draw: Random) -> tuple[str, bytes]:
    """A name and bytes of a picture that means no good."""
    match draw.randrange(5):
        case 0:
            return "x.svg", draw.choice(list(ACTING.values())).encode()
        case 1:
            return "x.svg", bytes_damaged(draw, draw.choice(list(ACTING.values())).encode())
        case 2:
            sides = (1, 50_000, 2**31 - 1, 0, 20_001)
            return "x.png", png_of(draw.choice(sides), draw.choice(sides))
        case 3:
            kind = draw.choice(("png", "jpeg", "gif", "cmyk", "16 bit", "turned"))
            return f"x.{draw.choice(('png', 'jpg', 'gif'))}", bytes_damaged(draw, photograph(kind, draw))
        case _:
            return f"x.{draw.choice(('png', 'svg'))}", draw.randbytes(draw.choice((0, 1, 100, 10_000)))
