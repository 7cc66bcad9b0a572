"""Letters with marks that Typst would take apart: which they are, and in which face each is set whole.

Where a face has the marks of a letter but not the letter itself, or only some of its marks, Typst 0.15 draws these from
that face and drops the rest: of "ọ́" in Atkinson Hyperlegible, which has no "ọ", the accent alone is seen. Where it has
the letter and the mark, but no place on the letter for the mark, that stands beside it: the "ŵ" of Welsh as "w^".
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from fontTools.ttLib import TTFont

from publish.errors import EditionError
from publish.rendering.fonts import FACES, folders

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LETTER = re.compile(f"[^\\W\\d_][{_MARKS}]*")
_MARKED = re.compile(f"[^\\W\\d_][{_MARKS}]+")
"""A letter and the marks of Unicode's blocks of combining marks, which faces of several scripts share."""

_TO_BASE, _EXTENDED = 4, 9  # kinds of lookup in a font's table GPOS


def whole_letters_rule(texts: Iterable[str]) -> str:
    """A show rule of Typst that sets each torn letter in the first face that has all of it, "" where none is torn.

    Raises:
        EditionError: no face has all of a letter.

    """
    letters = {letter for text in texts if not text.isascii() for letter in _LETTER.findall(text)}
    marked = (letter for letter in letters if _MARKED.fullmatch(unicodedata.normalize("NFD", letter)))
    clusters = sorted(marked, key=lambda letter: (-len(letter), letter))  # "ọ́" before "ọ", which would leave its accent
    torn: dict[str, list[str]] = {}
    for cluster in clusters:
        face = _first_whole(cluster)
        if any(_has_part(earlier, cluster) for earlier in FACES[: FACES.index(face)]):
            torn.setdefault(face, []).append(cluster)
    return "".join(
        f"#show regex({json.dumps('|'.join(alike), ensure_ascii=False)}): set text(font: {json.dumps(face)})\n"
        for face, alike in torn.items()
    )


def _first_whole(cluster: str) -> str:
    forms = [unicodedata.normalize(form, cluster) for form in ("NFC", "NFD")]
    having = [face for face in FACES if any(_signs(face).issuperset(form) for form in forms)]
    placing = (face for face in having if any(_places(face, form) for form in forms))
    if face := next(placing, having[0] if having else ""):
        return face
    code = " ".join(f"U+{ord(sign):04X}" for sign in cluster)
    raise EditionError(
        f'No typeface here has the letter "{cluster}" ({code}) with all its marks. Write it in another way.'
    )


def _places(face: str, form: str) -> bool:
    """Whether a face has all signs of a letter, and a place on the first for each of the others."""
    letter, marks = form[0], form[1:]
    bases, placed = _places_for_marks(face) if marks else (frozenset[str](), frozenset[str]())
    return _signs(face).issuperset(form) and (not marks or (letter in bases and placed.issuperset(marks)))


def _has_part(face: str, cluster: str) -> bool:
    # Typst takes a letter such as ǵ apart where a face has its parts alone.
    return not _signs(face).isdisjoint(cluster + unicodedata.normalize("NFD", cluster))


@cache
def _signs(face: str) -> frozenset[str]:
    """The characters that the upright of a family has."""
    return frozenset(map(chr, TTFont(_uprights()[face], lazy=True).getBestCmap()))


@cache
def _places_for_marks(face: str) -> tuple[frozenset[str], frozenset[str]]:
    """The letters of a family's upright that have a place for marks, and the marks that have a place on letters."""
    font = TTFont(_uprights()[face], lazy=True)
    bases: set[str] = set()
    marks: set[str] = set()
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for table in lookup.SubTable:
            inner = table.ExtSubTable if table.LookupType == _EXTENDED else table
            if inner.LookupType == _TO_BASE:
                bases.update(inner.BaseCoverage.glyphs)
                marks.update(inner.MarkCoverage.glyphs)
    signs = font.getBestCmap().items()
    return (
        frozenset(chr(code) for code, glyph in signs if glyph in bases),
        frozenset(chr(code) for code, glyph in signs if glyph in marks),
    )


@cache
def _uprights() -> dict[str, str]:
    """The file of each family's upright, by the family's name: that of regular weight where it has several."""
    found: dict[str, str] = {}
    for folder in folders():
        for path in sorted(file for file in folder.iterdir() if file.suffix in (".ttf", ".otf")):
            names = TTFont(path, lazy=True)["name"]
            family = names.getDebugName(16) or names.getDebugName(1)
            if family not in found or (names.getDebugName(17) or names.getDebugName(2)) == "Regular":
                found[family] = str(path)
    return found
