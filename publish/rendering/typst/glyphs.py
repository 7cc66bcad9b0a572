"""Which characters the glyphs of an embedded font stand for, by their names in the font (Adobe Glyph List)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO

from fontTools import agl
from fontTools.ttLib import TTFont
from pikepdf import Array, Name, Object

_STEERING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_BLOCKS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_ENTRY = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_MOST = 100  # entries at most, by Adobe Technical Note 5014


@dataclass(frozen=True, slots=True)
class Face:
    """An embedded font. `written` is what the file gave each code, `letters` what it stands for by its name."""

    written: dict[int, str]
    letters: dict[int, str]
    widths: dict[int, float]
    default: float

    def width(self, code: int) -> float:
        """The width of a glyph, in thousandths of the type size."""
        return self.widths.get(code, self.default)

    def to_unicode(self) -> bytes:
        """`letters` as a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
        lines = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(self.letters.items())
        ]
        blocks = [lines[at : at + _MOST] for at in range(0, len(lines), _MOST)]
        body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        return (_HEAD + body + _TAIL).encode("ascii")


def face_of(font: Object) -> Face:
    """What a font of a page (Type0, ISO 32000-1, 9.7) says of its glyphs."""
    inner = font.DescendantFonts[0]
    written = _to_unicode(font)
    names = _names(inner)
    letters = {code: _letters(text, names.get(code, "")) for code, text in written.items()}
    return Face(
        written, {code: text for code, text in letters.items() if text}, _widths(inner), float(inner.get("/DW", 1000))
    )


def without_steering(text: str) -> str:
    """A text without the signs that only steer the order of text or the ends of lines."""
    return _STEERING.sub("", text)


def _letters(written: str, name: str) -> str:
    """What a glyph stands for: by its name where Typst may give it what it stood for once.

    That may be all characters of a cluster, or an opening bracket for the shape that closes it on a line from the left.
    """
    text = without_steering(written)
    if not any(map(_needs_care, text)):
        return text
    letters = "".join(map(_plain, agl.toUnicode(name)))
    if unicodedata.mirrored(text[0]) and len(text) == 1:
        return letters or text
    # Names can be wrong; what a glyph stands for is part of its cluster.
    known = set(unicodedata.normalize("NFD", text))
    if letters and set(unicodedata.normalize("NFD", letters)) <= known:
        return letters
    # A ligature whose name says nothing: the marks of the cluster in which it was met first are glyphs of their own.
    return "".join(letter for letter in text if unicodedata.bidirectional(letter) != "NSM") or text


def _needs_care(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "NSM") or unicodedata.mirrored(character) == 1


def _plain(character: str) -> str:
    """A form of an Arabic letter as the letter, or letters; phrases that are one character stay one."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if unicodedata.bidirectional(character) == "AL" and len(plain) < 4 else character


def _names(inner: Object) -> dict[int, str]:
    descriptor = inner.FontDescriptor
    file = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
    if file is None or inner.get("/CIDToGIDMap", Name.Identity) != Name.Identity:
        return {}
    data = file.read_bytes()
    if data[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
        return {}
    with TTFont(BytesIO(data), lazy=True) as font:
        return dict(enumerate(font.getGlyphOrder()))


def _to_unicode(font: Object) -> dict[int, str]:
    """The characters of each code by the font's ToUnicode CMap."""
    data = font.ToUnicode.read_bytes().decode("ascii", "replace") if "/ToUnicode" in font else ""
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for block in _BLOCKS.findall(data)
        for code, text in _ENTRY.findall(block)
    }


def _widths(inner: Object) -> dict[int, float]:
    """The widths that a font gives its codes (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    given = list(inner.get("/W", Array()))
    while given:
        first, second, *given = given
        if isinstance(second, Array):
            found |= {int(first) + number: float(width) for number, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(int(first), int(second) + 1), float(given.pop(0)))
    return found
