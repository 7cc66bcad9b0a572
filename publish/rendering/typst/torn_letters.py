"""Letters with marks that Typst would take apart: which they are, and in which face each is set whole.

Where a face has the marks of a letter but not the letter itself, or only some of its marks, Typst 0.15 draws these from
that face and drops the rest: of "ọ́" in Atkinson Hyperlegible, which has no "ọ", the accent alone is seen.
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

_MARKED = re.compile("[^\\W\\d_][\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""A letter and the marks of Unicode's blocks of combining marks, which faces of several scripts share."""


def whole_letters_rule(texts: Iterable[str]) -> str:
    """A show rule of Typst that sets each torn letter in the first face that has all of it, "" where none is torn.

    Raises:
        EditionError: no face has all of a letter.

    """
    clusters = sorted({cluster for text in texts if not text.isascii() for cluster in _MARKED.findall(text)})
    torn: dict[str, list[str]] = {}
    for cluster in clusters:
        face = _first_whole(cluster)
        if any(_has_part(earlier, cluster) for earlier in FACES[: FACES.index(face)]):
            torn.setdefault(face, []).append(cluster)
    return "".join(
        f"#show regex({json.dumps('|'.join(letters), ensure_ascii=False)}): set text(font: {json.dumps(face)})\n"
        for face, letters in torn.items()
    )


def _first_whole(cluster: str) -> str:
    for face in FACES:
        if any(_signs(face).issuperset(unicodedata.normalize(form, cluster)) for form in ("NFC", "NFD")):
            return face
    code = " ".join(f"U+{ord(sign):04X}" for sign in cluster)
    raise EditionError(
        f'No typeface here has the letter "{cluster}" ({code}) with all its marks. Write it in another way.'
    )


def _has_part(face: str, cluster: str) -> bool:
    # Typst takes a letter such as ǵ apart where a face has its parts alone.
    return not _signs(face).isdisjoint(cluster + unicodedata.normalize("NFD", cluster))


@cache
def _signs(face: str) -> frozenset[str]:
    """The characters that the upright of a family has."""
    return frozenset(map(chr, TTFont(_uprights()[face], lazy=True).getBestCmap()))


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
