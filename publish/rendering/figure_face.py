"""Faces for figures that the text face draws so that they are misread, made of its own figures, letters and signs.

One is for those that other faces draw at six tenths of their size, as in m², CO₂ and ½: here they are as large, each
where a raised or lowered one stands. So the file of an edition says "10⁹", as its source does, and shows a 9 that is no
smaller than any other. The other holds a plain nought alone: the typesetter tries each face that it is given on every
word, and one of a single glyph costs it nothing.
"""

from __future__ import annotations

import unicodedata
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FAMILY = "Full Size Figures"
NOUGHT_FAMILY = "Plain Nought"

_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ½¼¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_LEVELS = {"": 0, "<super>": 330, "<sub>": -200}  # thousandths of the type size, as templates raise and lower text
_NUMERATOR, _DENOMINATOR = 380, -250
_BEFORE = 40  # what is free before a fraction, so that nobody reads 1½ as eleven halves
_STROKE = (-280, 1070)  # of a fraction: its lower and upper end
_SLANT, _THICK = 340, {False: 75, True: 125}
_UNDER = 90  # how far a fraction's stroke starts under its numerator, and ends over its denominator
_MEASURES = (
    *("usWeightClass", "sxHeight", "sCapHeight", "yStrikeoutPosition", "yStrikeoutSize"),
    *("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
)
_UNITS = 1000  # to the type size


def figure_face(text: TTFont, nought: TTFont, *, bold: bool) -> bytes:
    """The face of raised and lowered figures as a file, of regular or bold weight.

    Args:
        text: the text face of that weight.
        nought: the variable face that the nought is from.
        bold: whether that weight is bold.

    """
    return _face(FAMILY, _SIGNS, text, _Drawer(text, nought, bold=bold), bold=bold)


def nought_face(text: TTFont, nought: TTFont, *, bold: bool) -> bytes:
    """The face of the nought as a file, by what `figure_face` takes."""
    return _face(NOUGHT_FAMILY, "0", text, _Drawer(text, nought, bold=bold), bold=bold)


def _face(family: str, signs: str, text: TTFont, drawer: _Drawer, *, bold: bool) -> bytes:
    drawn = {".notdef": (TTGlyphPen(None).glyph(), _UNITS // 2)}
    drawn |= {f"uni{ord(sign):04X}": drawer.glyph(sign) for sign in signs}
    glyphs = {name: glyph for name, (glyph, _) in drawn.items()}
    style = "Bold" if bold else "Regular"
    named = f"{family.replace(' ', '')}-{style}"
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(list(drawn))
    builder.setupCharacterMap({ord(sign): f"uni{ord(sign):04X}" for sign in signs})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (width, glyph.xMin) for name, (glyph, width) in drawn.items()})
    # All that lines and formulas are measured by is the text face's: this one is the first that they ask.
    above, about, line = text["hhea"], text["OS/2"], text["post"]
    builder.setupHorizontalHeader(ascent=above.ascent, descent=above.descent)
    builder.setupNameTable({"familyName": family, "styleName": style, "fullName": f"{family} {style}", "psName": named})
    builder.setupOS2(**{name: getattr(about, name) for name in _MEASURES})
    builder.setupPost(underlinePosition=line.underlinePosition, underlineThickness=line.underlineThickness)
    builder.updateHead(created=0, modified=0, macStyle=int(bold))  # the same bytes on every day
    builder.font.recalcTimestamp = False
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


class _Face:
    """A face whose glyphs are drawn from: what takes time to find is found once."""

    def __init__(self, font: TTFont, *, bold: bool) -> None:
        self.scale = _UNITS / font["head"].unitsPerEm
        self.glyphs = font.getGlyphSet(location={"wght": 700 if bold else 400})
        self.names: dict[int, str] = font.getBestCmap()


class _Drawer:
    """Draws signs out of the glyphs of faces."""

    def __init__(self, text: TTFont, nought: TTFont, *, bold: bool) -> None:
        self._text = _Face(text, bold=bold)
        self._nought = _Face(nought, bold=bold)
        self._bold = bold
        self._pen = TTGlyphPen(None)
        self._width = 0

    def glyph(self, sign: str) -> tuple[object, int]:
        """A sign, and how wide it is."""
        self._pen, self._width = TTGlyphPen(None), 0
        kind, plain = unicodedata.decomposition(sign).partition(" ")[0], unicodedata.normalize("NFKC", sign)
        if kind == "<fraction>":
            above, _, below = plain.partition("\u2044")
            self._width = _BEFORE
            self._draw(above, _NUMERATOR)
            self._stroke()
            self._draw(below, _DENOMINATOR)
        else:
            self._draw(plain, _LEVELS[kind])
        return self._pen.glyph(), self._width

    def _draw(self, signs: str, level: int) -> None:
        for sign in signs:
            face = self._nought if sign == "0" else self._text
            glyph = face.glyphs[face.names[ord(sign)]]
            outline = DecomposingRecordingPen(face.glyphs)
            glyph.draw(outline)
            outline.replay(TransformPen(self._pen, (face.scale, 0, 0, face.scale, self._width, level)))
            self._width += round(glyph.width * face.scale)

    def _stroke(self) -> None:
        (low, high), left, thick = _STROKE, self._width - _UNDER, _THICK[self._bold]
        self._pen.moveTo((left, low))
        for point in ((left + _SLANT, high), (left + _SLANT + thick, high), (left + thick, low)):
            self._pen.lineTo(point)
        self._pen.closePath()
        self._width = left + _SLANT + thick - _UNDER
