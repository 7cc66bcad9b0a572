"""Damage to what a page shows: its words and tags stay as they are, and nobody can see them."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Operator

from publish.readers.pdf import open_tagged_pdf
from publish.readers.pdf.shielding import fonts_of, to_unicode
from tests.mutants.kinds import Kind
from tests.mutants.package import Mutant

Box = tuple[float, float, float, float]
Instruction = ContentStreamInstruction | ContentStreamInlineImage
Instructions = list[Instruction]
Damage = Callable[[Instructions, Box], Instructions]

_SHOWING = ("Tj", "TJ", "f", "f*", "B", "B*", "S", "s", "Do")


def mutants(path: Path, kind: Kind) -> list[Mutant]:
    """A mutant for each piece of marked content that has ink; or for each page, of its number."""
    if kind is Kind.NUMBER_OVERPRINTED:
        with pikepdf.open(path) as pdf:
            return [partial(_overprinted, path, page) for page in range(len(pdf.pages))]
    if kind is Kind.MARK_MOVED:
        return list(_accents(path))
    if kind in _BESIDE_WORDS:
        return [partial(_damaged, path, _BESIDE_WORDS[kind], page, mark, box) for page, mark, box in _lines(path)]
    if kind is Kind.PICTURE_REPEATED:
        return list(_repeated(path))
    return [partial(_damaged, path, DAMAGE[kind], page, mark, box) for page, mark, box in _places(path)]


def _places(path: Path) -> Iterator[tuple[int, int, Box]]:
    """The pages, from 0, ids and boxes of marked content with ink."""
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document):
        boxes: dict[int, Box] = {}
        for drawn in page.get_objects(max_depth=1):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn.raw)
            left, bottom, right, top = drawn.get_bounds()
            if mark >= 0 and right - left > 1 and top - bottom > 1:
                held = boxes.get(mark, (left, bottom, right, top))
                boxes[mark] = (min(left, held[0]), min(bottom, held[1]), max(right, held[2]), max(top, held[3]))
        yield from ((number, mark, box) for mark, box in boxes.items())
    document.close()


def _lines(path: Path) -> Iterator[tuple[int, int, Box]]:
    """The pages, from 0, ids and boxes of runs of words; their bottom is the line that they stand on."""
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for drawn in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn.raw)
            matrix, size = drawn.get_matrix(), ctypes.c_float()
            pdfium.FPDFTextObj_GetFontSize(drawn.raw, size)
            left, _, right, _ = drawn.get_bounds()
            if mark >= 0 and right - left > 2 * size.value * matrix.d:
                yield number, mark, (left, matrix.f, right, matrix.f + size.value * matrix.d)
        text.close()
    document.close()


def _accents(path: Path) -> Iterator[Mutant]:
    """Each mark that is drawn by itself: a glyph that says a mark, or is a later part of what is said as one letter."""
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages):
            fonts = {name: to_unicode(font.ToUnicode.read_bytes()) for name, font in fonts_of(page).items()}
            parts, codes, at = 0, dict[str, str](), 0
            for place, step in enumerate(pikepdf.parse_content_stream(page)):
                name, operands = str(step.operator), list(step.operands)
                if name in ("BDC", "EMC"):
                    text = str(operands[1].get("/ActualText", "")) if name == "BDC" else ""
                    parts = 1 if any(map(_is_mark, unicodedata.normalize("NFD", text))) else 0
                elif name == "Tf":
                    codes = fonts[str(operands[0])]
                elif name == "Tm":
                    at, parts = place, parts + bool(parts)
                elif name == "Tj" and (
                    parts > 2 or all(map(_is_mark, codes.get(bytes(operands[0]).hex().upper(), " ")))
                ):
                    yield partial(_beside, path, number, at)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


def _beside(path: Path, number: int, place: int, target: Path) -> None:
    """A part of a letter drawn one and a half type sizes to the right."""
    with pikepdf.open(path) as pdf:
        page = pdf.pages[number]
        content: Instructions = list(pikepdf.parse_content_stream(page))
        size = next(float(step.operands[1]) for step in reversed(content[:place]) if str(step.operator) == "Tf")
        *turn, across, upwards = map(float, content[place].operands)
        content[place] = _one("Tm", *turn, across + 1.5 * size, upwards)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
        pdf.save(target)


def _damaged(path: Path, damage: Damage, number: int, mark: int, box: Box, target: Path) -> None:
    with pikepdf.open(path) as pdf:
        page = pdf.pages[number]
        content: Instructions = list(pikepdf.parse_content_stream(page))
        start, stop = piece_of(content, mark)
        content[start:stop] = damage(content[start:stop], box)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
        pdf.save(target)


def piece_of(content: Instructions, mark: int) -> tuple[int, int]:
    """Where a piece of marked content starts and stops."""
    start, depth = -1, 0
    for number, one in enumerate(content):
        name = str(one.operator)
        if name == "BDC" and start < 0:
            properties = one.operands[1]
            start = number if isinstance(properties, Dictionary) and properties.get("/MCID") == mark else -1
        if start >= 0:
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            if depth == 0:
                return start, number + 1
    raise AssertionError(f"no marked content {mark}")


def _overprinted(path: Path, number: int, target: Path) -> None:
    """A page's number drawn once more beside itself, as decoration; on a page without one, its first words at its foot.

    A cover and a back page show no number: what is decoration there must have no words at all.
    """
    with pikepdf.open(path) as pdf:
        page = pdf.pages[number]
        content: Instructions = list(pikepdf.parse_content_stream(page))
        numbers = [piece for piece in _decorations(content) if any(map(_shows_text, piece))]
        added = moved(numbers[-1], 12) if numbers else _at_foot(path, number, content)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream([*content, *added]))
        pdf.save(target)


def _decorations(content: Instructions) -> Iterator[Instructions]:
    """The pieces of a page that are marked as decoration."""
    for start, step in enumerate(content):
        if str(step.operator) in ("BMC", "BDC") and _decorates(step):
            stop = next(place for place in range(start, len(content)) if str(content[place].operator) == "EMC")
            yield content[start : stop + 1]


def _at_foot(path: Path, number: int, content: Instructions) -> Instructions:
    """The first words of a page, as decoration, at its foot."""
    for page, mark, box in _places(path):
        start, stop = piece_of(content, mark) if page == number else (0, 0)
        if any(map(_shows_text, content[start:stop])):
            artifact = ContentStreamInstruction([pikepdf.Name.Artifact], Operator("BMC"))
            return moved([artifact, *content[start + 1 : stop]], 0, 40 - box[1])
    return []


def _shows_text(step: Instruction) -> bool:
    return str(step.operator) in ("Tj", "TJ")


def _decorates(one: Instruction) -> bool:
    return bool(one.operands[0] == pikepdf.Name.Artifact)


def _one(name: str, *operands: float) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(name))


def moved(piece: Instructions, across: float, upwards: float = 0) -> Instructions:
    """A piece of content drawn elsewhere."""
    return [_one("q"), _one("cm", 1, 0, 0, 1, across, upwards), *piece, _one("Q")]


def _covered(piece: Instructions, box: Box) -> Instructions:
    left, bottom, right, top = box
    artifact = ContentStreamInstruction([pikepdf.Name.Artifact], Operator("BMC"))
    shape = [_one("q"), _one("g", 0.9), _one("re", left, bottom, right - left, top - bottom), _one("f"), _one("Q")]
    return [*piece, artifact, *shape, _one("EMC")]


def _clipped(piece: Instructions, box: Box) -> Instructions:
    left, bottom, right, top = box
    half = [_one("re", left, bottom, (right - left) / 2, top - bottom), _one("W"), _one("n")]
    return [_one("q"), *half, *piece, _one("Q")]


def _struck(piece: Instructions, box: Box) -> Instructions:
    left, bottom, right, top = box
    artifact = ContentStreamInstruction([pikepdf.Name.Artifact], Operator("BMC"))
    level = bottom + 0.25 * (top - bottom)
    line = [_one("q"), _one("w", 1), _one("m", left, level), _one("l", right, level), _one("S"), _one("Q")]
    return [*piece, artifact, *line, _one("EMC")]


def _minus(piece: Instructions, box: Box) -> Instructions:
    left, bottom, _, top = box
    level, size = bottom + 0.3 * (top - bottom), top - bottom
    artifact = ContentStreamInstruction([pikepdf.Name.Artifact], Operator("BMC"))
    line = [_one("q"), _one("w", 1), _one("m", left - 0.6 * size, level), _one("l", left - 0.1 * size, level)]
    return [*piece, artifact, *line, _one("S"), _one("Q"), _one("EMC")]


def _repeated(path: Path) -> Iterator[Mutant]:
    """Each described picture drawn once more, lower down on its page, as decoration."""
    file = open_tagged_pdf(path)
    for element in file.root.descend():
        place = next(element.content(), None)
        if element.tag == "Figure" and element.alt and place is not None:
            yield partial(_damaged, path, _once_more, place.page - 1, place.mark, (0.0, 0.0, 0.0, 0.0))


def _once_more(piece: Instructions, _: Box) -> Instructions:
    artifact = ContentStreamInstruction([pikepdf.Name.Artifact], Operator("BMC"))
    return [*piece, *moved([artifact, *piece[1:]], 0, -60)]


def _white(piece: Instructions, box: Box) -> Instructions:
    white = [_one("g", 1), _one("G", 1)]
    return [new for one in piece for new in ([*white, one] if str(one.operator) in _SHOWING else [one])]


def _shrunk(piece: Instructions, box: Box) -> Instructions:
    left, bottom, *_ = box
    # Under the size of the text, also of a leaflet's title, which is 2.6 times as large. No size is promised of a
    # picture, but that it can be seen.
    to = 0.3 if any(str(one.operator) in ("Tj", "TJ") for one in piece) else 0.05
    return [_one("q"), _one("cm", to, 0, 0, to, (1 - to) * left, (1 - to) * bottom), *piece, _one("Q")]


DAMAGE: dict[Kind, Damage] = {
    Kind.MOVED_OFF: lambda piece, box: moved(piece, 600),
    Kind.COVERED: _covered,
    Kind.CLIPPED: _clipped,
    Kind.WHITE: _white,
    Kind.SHRUNK: _shrunk,
}
"""What is done to a piece of marked content in its box."""

_BESIDE_WORDS: dict[Kind, Damage] = {Kind.STRUCK: _struck, Kind.SIGN_DRAWN: _minus}
"""What is drawn as decoration on words, or before them."""

KINDS = frozenset({*DAMAGE, *_BESIDE_WORDS, Kind.NUMBER_OVERPRINTED, Kind.MARK_MOVED, Kind.PICTURE_REPEATED})
"""All kinds of this module."""
