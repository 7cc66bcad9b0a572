"""Letters of which a page draws a part only: an accent without its letter, or a letter without the dot below it.

The words of a file are what it says of its glyphs, which may be more than the glyphs show. What a glyph shows is told
by its name in the embedded font (Adobe Glyph List): so the names of the glyphs that stand for a letter with marks must
have that letter and all its marks between them. A glyph whose name says nothing may be any one of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from fontTools import agl
from fontTools.ttLib import TTFont
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Page, Pdf, String, parse_content_stream

from publish.readers.pdf.shielding import fonts_of, properties_of, to_unicode

_MARKED = re.compile("[^\\W\\d_][\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""A letter and marks of Unicode's blocks of combining marks; those of Indic and Arabic letters are not among them."""

_UNNAMED = "\ufffd"
_SAME = str.maketrans("ıȷ`ˆˇ", "ij\u0300\u0302\u030c")


@dataclass(frozen=True, slots=True)
class _Font:
    """What a font's codes stand for by the file's word, and by the names of its glyphs."""

    meant: Mapping[str, str]
    shown: Mapping[str, str]


def torn_letters(pdf: Pdf) -> Iterator[tuple[int, str, str]]:
    """Each letter that is drawn in part, with its page and the words that it stands among."""
    known: dict[tuple[int, int], _Font] = {}
    for number, page in enumerate(pdf.pages, 1):
        fonts = fonts_of(page)
        known |= {font.objgen: _font(font) for font in fonts.values() if font.objgen not in known}
        for font in fonts.values():
            for letter, other in _exchanged(known[font.objgen]):
                yield number, letter, f"it is drawn as {other}"
        for meant, shown in _stretches(page, {name: known[font.objgen] for name, font in fonts.items()}):
            for letter in _lacking(meant, shown):
                yield number, letter, meant


def _font(font: Object) -> _Font:
    meant = to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    names = _names(font)
    return _Font(meant, {code: _named(names.get(int(code, 16), "")) for code in meant})


def _exchanged(font: _Font) -> Iterator[tuple[str, str]]:
    """Plain letters and digits that are drawn as others; small capitals are drawn as capitals."""
    for code, meant in font.meant.items():
        shown = font.shown[code]
        plain_signs = all(len(sign) == 1 and sign.isascii() and sign.isalnum() for sign in (meant, shown))
        if plain_signs and meant.casefold() != shown.casefold():
            yield meant, shown


def _named(name: str) -> str:
    """What a glyph's name says that it shows; some fonts leave out that a mark is a combining one."""
    return agl.toUnicode(name) or agl.toUnicode(f"{name}comb") or _UNNAMED


def _names(font: Object) -> dict[int, str]:
    """The names of the glyphs of an embedded TrueType or OpenType font, by code."""
    inner = font.get("/DescendantFonts", Array([Dictionary()]))[0]
    descriptor = inner.get("/FontDescriptor", Dictionary())
    file = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
    if file is None or inner.get("/CIDToGIDMap", Name.Identity) != Name.Identity:
        return {}
    data = file.read_bytes()
    if data[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
        return {}
    with TTFont(BytesIO(data), lazy=True) as known:
        return dict(enumerate(known.getGlyphOrder()))


def _stretches(page: Page, fonts: Mapping[str, _Font]) -> Iterator[tuple[str, str]]:
    """What each piece of marked content says, and what its glyphs show, where it has a letter with marks."""
    if not any(map(_MARKED.search, _meant_of(fonts))) and b"ActualText" not in _drawing(page):
        return
    depth, instead, meant, shown = 0, 0, "", ""  # `instead`: how deep the mark is that speaks in place of its glyphs
    font = _Font({}, {})
    for step in parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        name, operands = str(step.operator), list(step.operands)
        if name in ("BDC", "BMC") and isinstance(step, ContentStreamInstruction):
            depth += 1
            properties = properties_of(step, page)
            if not instead and "/ActualText" in properties:
                instead, meant = depth, meant + str(properties["/ActualText"])
        elif name == "EMC":
            instead = 0 if instead == depth else instead
            depth -= 1
            if depth <= 0:
                if _MARKED.search(unicodedata.normalize("NFC", meant)):
                    yield meant, shown
                meant = shown = ""
        elif name == "Tf":
            font = fonts.get(str(operands[0]), font)
        else:
            codes = list(_codes(operands[0], font))
            meant += "" if instead else "".join(font.meant.get(code, "") for code in codes)
            shown += "".join(font.shown.get(code, "") for code in codes)


def _meant_of(fonts: Mapping[str, _Font]) -> Iterable[str]:
    return (text for font in fonts.values() for text in font.meant.values())


def _drawing(page: Page) -> bytes:
    contents = page.obj.get("/Contents", Array())
    parts = list(contents) if isinstance(contents, Array) else [contents]
    return b"".join(part.read_bytes() for part in parts)


def _codes(operand: Object, font: _Font) -> Iterator[str]:
    parts = list(operand) if isinstance(operand, Array) else [operand]
    length = max(map(len, font.meant), default=4)
    for part in parts:
        if isinstance(part, String):
            digits = bytes(part).hex().upper()
            yield from (digits[at : at + length] for at in range(0, len(digits), length))


def _lacking(meant: str, shown: str) -> Iterator[str]:
    """The letters with marks of which something is in what a stretch says and not in what it shows."""
    missing = _signs(meant) - _signs(shown)
    for letter in dict.fromkeys(_MARKED.findall(unicodedata.normalize("NFC", meant))):
        if sum(missing[sign] for sign in _signs(letter)) > shown.count(_UNNAMED):
            yield letter


def _signs(text: str) -> Counter[str]:
    """Letters and marks, each by itself; i and j have no dot under a mark, and ligatures are letters."""
    return Counter(unicodedata.normalize("NFKD", text).translate(_SAME))
