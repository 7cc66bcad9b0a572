"""Whether the glyphs of an embedded font are drawn as its face draws them: a 5 whose outline is an 8 is read as 8.

The names of glyphs, and the characters that a file gives for them, are its word. What is seen is told by outlines,
measured against those of the face as it is installed. Of a face with weights, and with designs for sizes, a file holds
one design, rounded to its units.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.pens.statisticsPen import StatisticsPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object

from publish.errors import MissingTool

# A subset has no date, which is none of our readers' business.
logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)

_ALIKE = 0.02  # type sizes in which outlines of one glyph may differ: designs lie between those that are measured
_AXES = {"wght": (400.0, 700.0), "opsz": (14.0, 18.0, 22.0, 26.0, 32.0)}
_BOLD = 700.0
_PACKAGES = ("fontpkg_atkinson_hyperlegible", "fontpkg_ibm_plex_sans_arabic", "fontpkg_inter", "manimgx_fonts")
_PACKED = {"NotoSansMath-Regular": "math", "NotoSansSymbols2-Regular": "symbol2"}  # in pymupdf-fonts, as code
_DRAWN_FROM = {"PlainNought-Regular": "Inter-Regular", "PlainNought-Bold": "Inter-Regular"}
_COMPOSED = "FullSizeFigures"  # a face of signs made of several glyphs: nothing installed is like it

Shape = tuple[float, ...]
"""Where the ink of a glyph is: its middle, its spread and its slant, in type sizes; empty for no ink."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """What an embedded font shows.

    `names` are those of its glyphs, by code; `strange` are the codes whose outlines its face has otherwise. `bold` is
    true, too, of a face that has one weight. `fault` says why its glyphs cannot be told, "" where they can.
    """

    names: Mapping[str, str]
    strange: frozenset[str] = frozenset()
    bold: bool = True
    fault: str = ""


def outlines_of(font: Object, meant: Mapping[str, str]) -> Outlines:
    """The outlines of a font's glyphs, of those that stand for something; `meant` has what, by code."""
    inner = font.get("/DescendantFonts", Array([Dictionary()]))[0]
    if font.get("/Encoding") != Name("/Identity-H") or inner.get("/CIDToGIDMap", Name.Identity) != Name.Identity:
        return Outlines({}, fault="its codes are not the numbers of its glyphs")
    descriptor = inner.get("/FontDescriptor", Dictionary())
    file = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
    if file is None:
        return Outlines({})  # which is found by itself
    embedded = _Embedded(file.read_bytes())
    names = {code: embedded.name(int(code, 16)) for code in meant}
    postscript = str(font.get("/BaseFont", "/"))[1:].split("+")[-1].removesuffix("-Identity-H")
    if postscript.startswith(_COMPOSED):
        return Outlines(names, bold="Bold" in postscript)
    face = _DRAWN_FROM.get(postscript, postscript)
    if _face(face) is None:
        return Outlines(names, fault=f"it is called {postscript}, a face that is not installed")
    wanted = {code: _glyph(face, names[code], text) for code, text in meant.items()}
    shapes = {code: embedded.shape(names[code]) for code, name in wanted.items() if name}
    known = {code: shape for code, shape in shapes.items() if shape}
    design = min(
        _designs(face),
        key=lambda design: sum(_distance(shape, _shape(face, wanted[code], design)) for code, shape in known.items()),
    )
    strange = frozenset(
        code
        for code, shape in shapes.items()
        if not _are_alike(shape, _shape(face, wanted[code], design))
        and (wanted[code] == names[code] or not any(_are_alike(shape, sign) for sign in _signs(face, design)))
    )
    return Outlines(names, strange, _is_bold(postscript, dict(design)))


class _Embedded:
    """The font in a file: a TrueType or OpenType font, or the bare outlines of one."""

    def __init__(self, data: bytes) -> None:
        self._glyphs: Any
        if data[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
            font = TTFont(BytesIO(data), lazy=True)
            self._order, self._glyphs = font.getGlyphOrder(), font.getGlyphSet()
            self._units = font["head"].unitsPerEm
        else:
            fonts = CFFFontSet()
            fonts.decompile(BytesIO(data), None)
            self._order, self._glyphs = fonts[0].charset, fonts[0].CharStrings
            self._units = 1000

    def name(self, number: int) -> str:
        return self._order[number] if number < len(self._order) else ""

    def shape(self, name: str) -> Shape:
        return _measured(self._glyphs, name, self._units) if name else ()


@cache
def _files() -> Mapping[str, Path]:
    """The installed faces by the names of their files, without the axes of variable ones."""
    found = [(package, find_spec(package)) for package in _PACKAGES]
    if missing := [package for package, spec in found if spec is None or spec.origin is None]:
        raise MissingTool(f"The font package {missing[0]} is not installed. Install it with: pip install {missing[0]}")
    folders = [Path(spec.origin).parent for _, spec in found if spec is not None and spec.origin is not None]
    paths = sorted(path for folder in folders for path in folder.rglob("*.ttf"))
    return {path.stem.partition("[")[0].replace("-", ""): path for path in paths}


@cache
def _face(postscript: str) -> TTFont | None:
    """An installed face by its PostScript name; of a variable one, the face of all weights."""
    if postscript in _PACKED:
        return TTFont(BytesIO(import_module("pymupdf_fonts").myfont(_PACKED[postscript])), lazy=True)
    path = _files().get(postscript.replace("-", ""), _files().get(postscript.partition("-")[0]))
    return None if path is None else TTFont(path, lazy=True)


def _installed(postscript: str) -> TTFont:
    font = _face(postscript)
    if font is None:
        raise MissingTool(f"The face {postscript} is not installed.")
    return font


def _is_bold(postscript: str, design: Mapping[str, float]) -> bool:
    """Whether a design is bold, or its face has no bolder one."""
    if "wght" in design:
        return "Bold" in postscript or (design["wght"] == _BOLD and postscript not in _DRAWN_FROM)
    return "Bold" in postscript or postscript.replace("-Regular", "Bold") not in _files()


@cache
def _characters(postscript: str) -> Mapping[int, str]:
    return dict(_installed(postscript).getBestCmap())


@cache
def _names(postscript: str) -> frozenset[str]:
    return frozenset(_installed(postscript).getGlyphOrder())


def _glyph(postscript: str, name: str, text: str) -> str:
    """The glyph of a face that another is meant to be: of its name, or else of its character; "" for no such."""
    if name in _names(postscript):
        return name
    return _characters(postscript).get(ord(text), "") if len(text) == 1 else ""


@cache
def _designs(postscript: str) -> tuple[tuple[tuple[str, float], ...], ...]:
    """The designs in which a face is looked for, each the values of its axes."""
    font = _installed(postscript)
    axes = [axis.axisTag for axis in font["fvar"].axes] if "fvar" in font else []
    return tuple(product(*([(axis, value) for value in _AXES[axis]] for axis in axes if axis in _AXES)))


@lru_cache(8192)
def _shape(postscript: str, name: str, design: tuple[tuple[str, float], ...]) -> Shape:
    font = _installed(postscript)
    return _measured(_glyph_set(postscript, design), name, font["head"].unitsPerEm)


@lru_cache(64)
def _glyph_set(postscript: str, design: tuple[tuple[str, float], ...]) -> Any:
    return _installed(postscript).getGlyphSet(location=dict(design))


@lru_cache(8)
def _signs(postscript: str, design: tuple[tuple[str, float], ...]) -> tuple[Shape, ...]:
    """The shapes of all that is no letter or digit by itself: marks, joined letters, other forms.

    A file says of a mark what it is drawn with, and not every file has names.
    """
    letters = {name for code, name in _characters(postscript).items() if chr(code).isalnum()}
    return tuple(_shape(postscript, name, design) for name in _names(postscript) - letters)


def _measured(glyphs: Any, name: str, units: int) -> Shape:
    pen = StatisticsPen(glyphs)
    glyphs[name].draw(pen)
    if not pen.area:
        return ()
    return (*(value / units for value in (pen.meanX, pen.meanY, pen.stddevX, pen.stddevY)), pen.slant)


def _distance(shape: Shape, other: Shape) -> float:
    return sum(abs(a - b) for a, b in zip(shape, other, strict=True)) if len(shape) == len(other) else 1.0


def _are_alike(shape: Shape, other: Shape) -> bool:
    return len(shape) == len(other) and all(abs(a - b) < _ALIKE for a, b in zip(shape, other, strict=True))
