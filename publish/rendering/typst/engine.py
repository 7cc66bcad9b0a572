"""Typst as a function: data and a template in, a tagged PDF/UA-1 out, the same bytes for the same input."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from publish.errors import EditionError
from publish.rendering.fonts import PACKAGES as FACES
from publish.rendering.fonts import folders, uncovered
from publish.rendering.typst.logical import in_reading_order
from publish.rendering.typst.page_starts import WordEnd
from publish.rendering.typst.publication_data import exact_languages
from publish.rendering.typst.stacked_marks import with_whole_letters
from publish.rendering.typst.tags import with_languages
from publish.rendering.typst.torn_letters import whole_letters_rule
from publish.rendering.typst.values import Value, right_to_left

PACKAGES = ("typst", "fonttools", *FACES)
"""The packages whose versions shape the bytes of a PDF."""

# Formulas are set in text faces on purpose: there is no sans serif face for formulas. See formulas.typ.
_EXPECTED_WARNING = "current font is not designed for math"
_NO_GLYPH = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_OWN_WORDS = re.compile(r'panicked with: "?(.+?)"?')  # what a template itself says of data that it cannot set
_AROUND = 30  # characters on each side of what cannot be shown


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, how many pages it has, and the page, counted from 1, of each id that its data names.

    `begun_within` are the first words on further pages of the nodes that go on over the end of one.
    """

    pdf: bytes
    pages: Mapping[str, int]
    number_of_pages: int
    begun_within: tuple[WordEnd, ...] = ()


Standard = Literal["ua-1", "a-2a"]
STANDARDS: tuple[Standard, ...] = ("ua-1", "a-2a")
"""PDF/UA-1 (ISO 14289-1), for who reads it with help, and PDF/A-2a (ISO 19005-2), for who reads it in fifty years."""


def typeset(data: Mapping[str, Value], template: str, standards: Sequence[Standard] = STANDARDS) -> Typeset:
    """Set `data` by a template.

    Args:
        data: what the template finds as the file "data.json", together with `directed`: whether some text runs from
            right to left, so that the order of words needs care. Its `images` are files of their own.
        template: Typst source. It may import "nodes.typ", and ends with `places` of the ids it wants located.
        standards: what the file must keep, by Typst's names.

    Returns:
        A PDF 1.7 by the standards, with fixed dates.

    Raises:
        EditionError: a character is in none of the faces, or the template cannot be set.

    """
    directed = _is_directed(data)
    with _compiler(data, template) as compiler:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=list(standards), timestamp=0)
        places = json.loads(compiler.query("<places>", field="value", one=True))
    unexpected = [warning.message for warning in warnings if warning.message != _EXPECTED_WARNING]
    if unexpected:
        raise EditionError(f"The typesetter warns of a loss: {unexpected[0]}.")
    if not isinstance(pdf, bytes):
        raise EditionError("The typesetter returned no PDF.")
    whole = with_whole_letters(with_languages(pdf, exact_languages(data)))
    return Typeset(in_reading_order(whole) if directed else whole, places["pages"], places["number"])


def word_ends(data: Mapping[str, Value], template: str) -> list[WordEnd]:
    """Where the words end that `data` has marks behind, set by a template; raises what `typeset` does."""
    with _compiler(data, template) as compiler:
        places = json.loads(compiler.query("<places>", field="value", one=True))
    return [(node, before, page) for node, before, page in places["words"]]


def _is_directed(data: Mapping[str, Value]) -> bool:
    return right_to_left(list(data.values())) or data["right-to-left"] is True


@contextmanager
def _compiler(data: Mapping[str, Value], template: str) -> Iterator[typst.Compiler]:
    """What sets `data`, and an error in our words where it cannot."""
    images = data["images"] if isinstance(data["images"], dict) else {}
    rooms = (room for room in files(__package__).iterdir() if room.name.endswith(".typ"))
    # Files, because the typesetter takes only text from memory; and no pictures are in what it hashes with each call.
    sources = {
        **{name: file for name, file in images.items() if isinstance(file, bytes)},
        "main.typ": (whole_letters_rule(_texts(list(data.values()))) + template).encode(),
        **{room.name: room.read_bytes() for room in rooms},
        "data.json": json.dumps({**data, "images": None, "directed": _is_directed(data)}, ensure_ascii=False).encode(),
    }
    try:
        with TemporaryDirectory() as name:
            for file, content in sources.items():
                (Path(name) / file).write_bytes(content)
            yield typst.Compiler(str(Path(name) / "main.typ"), root=name, font_paths=_fonts())
    except typst.TypstError as error:
        raise EditionError(_explanation(error, data)) from error
    except OSError as error:
        raise EditionError(f"The typesetter cannot write its files: {error.strerror}.") from error


@cache
def _fonts() -> typst.Fonts:
    paths = [str(folder) for folder in folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def _explanation(error: typst.TypstError, data: Mapping[str, Value]) -> str:
    if own := _OWN_WORDS.fullmatch(error.message):
        return f"{own[1][0].upper()}{own[1][1:]}."
    missing = _NO_GLYPH.search(error.message)
    if missing is None:
        return f"The typesetter stopped: {error.message}"
    # It stops at the first; the others are told as well, so that one run is enough to mend all.
    first, texts = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), missing["text"]), list(_texts(list(data.values())))
    others = sorted({sign for text in texts for sign in text} & uncovered("".join(texts)) - {*first})
    # The template's own marks of direction stop it too, where the words between them have no typeface.
    named = others if others and not first.isprintable() else [first, *others]
    return " ".join(_without_glyph(character, texts) for character in named)


def _without_glyph(character: str, texts: list[str]) -> str:
    code = " ".join(f"U+{ord(sign):04X}" for sign in character)
    place = next((text for text in texts if character in text), "")
    at = place.find(character)
    around = place[max(0, at - _AROUND) : at + len(character) + _AROUND]
    where = f' in "{around}"' if place else ""
    return f'No typeface here has the character "{character}" ({code}){where}. Write it in another way.'


def _texts(values: list[Value]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _texts(list(value.values()))
        elif isinstance(value, list):
            yield from _texts(value)
