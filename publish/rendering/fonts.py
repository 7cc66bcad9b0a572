"""The faces of every paged edition: sans serif, open licences, installed as pip packages; where their files are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.ttLib import TTFont

from publish.errors import MissingTool
from publish.rendering.figure_face import FAMILY as FIGURES
from publish.rendering.figure_face import NOUGHT_FAMILY, figure_face, nought_face

_PACKAGES = {
    "fontpkg_atkinson_hyperlegible": "fontpkg-atkinson-hyperlegible",
    "fontpkg_ibm_plex_sans_arabic": "fontpkg-ibm-plex-sans-arabic",
    "fontpkg_inter": "fontpkg-inter",
    "manimgx_fonts": "manimgx-fonts",
    "pymupdf_fonts": "pymupdf-fonts",
}
_PACKED = {"math": "NotoSansMath.otf", "symbol2": "NotoSansSymbols2.otf"}  # faces that pymupdf-fonts keeps as code

PACKAGES = tuple(_PACKAGES.values())
"""The packages that the faces come in."""

TEXT_FACE = "Atkinson Hyperlegible"

# The nought of the text face is slashed: blurred, it is an 8 or a 6. Of shapes blurred by a tenth of the type size it
# correlates 0.97 with 8 and 0.98 with 6, this plain one 0.87 and 0.90 (bold 0.88 and 0.90). A capital O is as like this
# one (0.97) as that one is to 8, and no letter stands in a telephone number.
_NOUGHT = "Inter"

_SCRIPTS = (
    *("Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew"),
    *("Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai", "Symbols"),
)

FACES = (
    NOUGHT_FAMILY,
    FIGURES,  # raised and lowered figures, and those of fractions
    TEXT_FACE,
    "Inter",  # Greek, arrows, ticks
    "Noto Sans",
    "IBM Plex Sans Arabic",  # each letter with its dots is one glyph, as it must be to be read back
    *(f"Noto Sans {script}" for script in _SCRIPTS),
    "Noto Sans Symbols2",  # check boxes, crosses, arrows
    "Noto Sans Math",
    "Noto Emoji",
)
"""Families in the order in which a character is looked for. All are sans serif."""


@cache
def folders() -> tuple[Path, ...]:
    """The folders that hold the font files of `FACES`.

    Raises:
        MissingTool: a font package is not installed.

    """
    return (*_installed_folders(), Path(_unpacked().name))


@cache
def _installed_folders() -> tuple[Path, ...]:
    found: set[Path] = set()
    for module, package in _PACKAGES.items():
        spec = find_spec(module)
        if spec is None or spec.origin is None:
            raise MissingTool(f"The font package {package} is not installed. Install it with: pip install {package}")
        found |= {file.parent for file in Path(spec.origin).parent.rglob("*.ttf")}
    return (*sorted(found),)


@cache
def _unpacked() -> TemporaryDirectory[str]:
    """A folder with the packed faces, and those drawn here, as files, as long as the process runs."""
    folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="publish-fonts-")
    for weight in ("Regular", "Bold"):
        text = _installed(f"{TEXT_FACE} {weight}")
        nought = _installed(f"{_NOUGHT} Regular")
        for family, drawn in ((FIGURES, figure_face), (NOUGHT_FAMILY, nought_face)):
            (Path(folder.name) / f"{family} {weight}.ttf").write_bytes(drawn(text, nought, bold=weight == "Bold"))
    packed = import_module("pymupdf_fonts")
    for name, file in _PACKED.items():
        (Path(folder.name) / file).write_bytes(packed.myfont(name))
    return folder


_FAMILY, _FULL_NAME, _TYPOGRAPHIC_FAMILY = 1, 4, 16  # entries of a font's name table
_UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Mc"})  # spaces, steering signs; marks go with their letter
_OTHER = 0.6  # type sizes: about the width of a character of another face


def uncovered(characters: Iterable[str]) -> set[str]:
    """Those characters that show and that no face has. To read all faces takes 0.1 s: the first have nearly all."""
    left = {character for character in set(characters) if unicodedata.category(character) not in _UNSEEN}
    for font in _faces():
        if not left:
            break
        left -= {chr(code) for code in font.getBestCmap()}
    return left


def _faces() -> Iterator[TTFont]:
    for folder in folders():
        for path in sorted(path for path in folder.iterdir() if path.suffix in (".ttf", ".otf")):
            font = TTFont(path, lazy=True)
            names = {str(font["name"].getDebugName(number)) for number in (_FAMILY, _TYPOGRAPHIC_FAMILY)}
            if names & set(FACES):
                yield font


def text_width(text: str) -> float:
    """How long a text is in the text face, in type sizes."""
    return sum(_advances().get(ord(character), _OTHER) for character in text)


@cache
def _advances() -> dict[int, float]:
    """How wide each character of the text face is, in type sizes."""
    font = _installed(f"{TEXT_FACE} Regular")
    return {code: font["hmtx"][glyph][0] / font["head"].unitsPerEm for code, glyph in font.getBestCmap().items()}


def _installed(full_name: str) -> TTFont:
    """The face of a name, as installed."""
    files = (path for folder in _installed_folders() for path in sorted(folder.glob("*.ttf")))
    fonts = (TTFont(path, lazy=True) for path in files)
    return next(font for font in fonts if font["name"].getDebugName(_FULL_NAME) == full_name)
