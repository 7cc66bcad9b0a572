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

from fontTools import agl
from pikepdf import Array, ContentStreamInstruction, Object, Page, Pdf, String, parse_content_stream

from publish.readers.pdf.glyph_outlines import Outlines, outlines_of
from publish.readers.pdf.shielding import fonts_of, properties_of, to_unicode

_MARKED = re.compile("[^\\W\\d_][\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""A letter and marks of Unicode's blocks of combining marks; those of Indic and Arabic letters are not among them."""

_SOME = 20  # letters by which a font is told
IN_ITS_FACE = "each letter as its face has it"
SEEN = "text that can be seen"
_UNNAMED = "\ufffd"
_SAME = str.maketrans("ıȷ`ˆˇ", "ij\u0300\u0302\u030c")


@dataclass(frozen=True, slots=True)
class _Font:
    """What a font's codes stand for by the file's word, and by the names of its glyphs; and what its outlines are."""

    meant: Mapping[str, str]
    shown: Mapping[str, str]
    outlines: Outlines


@dataclass(frozen=True, slots=True)
class Letters:
    """What is drawn of the letters of a file.

    `torn` are those of which a part is not drawn, or another letter is: the page, what is expected, what is found.
    `bold` are the names of fonts of bold type.
    """

    torn: list[tuple[int, str, str]]
    bold: frozenset[str]


def drawn_letters(pdf: Pdf) -> Letters:
    """The letters of all pages, by their glyphs."""
    known: dict[tuple[int, int], _Font] = {}
    torn: list[tuple[int, str, str]] = []
    bold: set[str] = set()
    for number, page in enumerate(pdf.pages, 1):
        fonts = fonts_of(page)
        for font in fonts.values():
            if font.objgen not in known:
                known[font.objgen] = _font(font)
                torn += ((number, IN_ITS_FACE, found) for found in _otherwise(known[font.objgen]))
                bold |= {str(font.get("/BaseFont", "/"))[1:]} if known[font.objgen].outlines.bold else set()
        for meant, shown in _stretches(page, {name: known[font.objgen] for name, font in fonts.items()}):
            torn += (
                (number, SEEN, f"of the letter {letter} only a part is drawn: {meant}")
                for letter in _lacking(meant, shown)
            )
    return Letters(torn, frozenset(bold))


def _font(font: Object) -> _Font:
    meant = to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    outlines = outlines_of(font, meant)
    return _Font(meant, {code: _named(outlines.names.get(code, "")) for code in meant}, outlines)


def _otherwise(font: _Font) -> Iterator[str]:
    """Letters that are drawn as others, by the name or the outline of their glyph."""
    for letter, other in _exchanged(font):
        yield f"“{letter}” is drawn as “{other}”"
    if font.outlines.fault:
        some = "".join(font.meant.values())[:_SOME]
        yield f"the font of “{some}” cannot be told: {font.outlines.fault}"
    for code in sorted(font.outlines.strange):
        yield f"“{font.meant[code]}” is drawn otherwise"


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


def _stretches(page: Page, fonts: Mapping[str, _Font]) -> Iterator[tuple[str, str]]:
    """What each piece of marked content says, and what its glyphs show, where it has a letter with marks."""
    if not any(map(_MARKED.search, _meant_of(fonts))) and b"ActualText" not in _drawing(page):
        return
    depth, instead, meant, shown = 0, 0, "", ""  # `instead`: how deep the mark is that speaks in place of its glyphs
    font = _Font({}, {}, Outlines({}))
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
