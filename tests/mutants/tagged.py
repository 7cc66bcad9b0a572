"""Damage to what a tagged PDF is beside its words: tags, fonts, ends of lines, units, and the boxes of a press file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Pdf, String

from tests.mutants.kinds import Kind
from tests.mutants.package import Mutant
from tests.mutants.sight import Instruction

Damage = Callable[[Pdf], None]

KINDS = frozenset(
    {
        Kind.TAG_LOST,
        Kind.CONTENT_LOST,
        Kind.SCOPE_REMOVED,
        Kind.SCOPE_TURNED,
        Kind.HEADERS_EMPTIED,
        Kind.HEADERS_EXCHANGED,
        Kind.FONT_REMOVED,
        Kind.GLYPHS_EXCHANGED,
        Kind.HYPHENATED,
        Kind.UNIT_SCALED,
        Kind.UNTAGGED,
        Kind.BOX_REMOVED,
        Kind.BOXES_MOVED,
        Kind.INKS_AS_LIGHT,
        Kind.TEXT_IN_FOUR_INKS,
    }
)
_SHORTEST = 12  # glyphs of a line that is broken in a word


def mutants(path: Path, kind: Kind) -> list[Mutant]:
    """A mutant for each place where a file can suffer a kind of damage."""
    with Pdf.open(path) as pdf:
        places = len(list(_PLACES[kind](pdf)))
    return [partial(_damaged, path, kind, number) for number in range(places)]


def _damaged(path: Path, kind: Kind, number: int, target: Path) -> None:
    with Pdf.open(path) as pdf:
        list(_PLACES[kind](pdf))[number](pdf)
        pdf.save(target)


def _elements(pdf: Pdf) -> Iterator[Object]:
    waiting: list[Object] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting += reversed(list(node))
        elif isinstance(node, Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                waiting.append(node.K)


def _owners(pdf: Pdf) -> Iterator[Damage]:
    """Each element that has content of its own, emptied of it."""

    def emptied(element: Object, _: Pdf) -> None:
        element.K = Array()

    for element in _elements(pdf):
        kids = element.get("/K")
        if isinstance(kids, int) or (isinstance(kids, Array) and any(isinstance(kid, int) for kid in kids)):
            yield partial(emptied, element)


def _contents(pdf: Pdf) -> Iterator[Damage]:
    """Each piece of marked content, called decoration in place of it."""

    def decoration(page: int, place: int, pdf: Pdf) -> None:
        content = list(pikepdf.parse_content_stream(pdf.pages[page]))
        content[place] = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
        pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))

    for number, page in enumerate(pdf.pages):
        for place, one in enumerate(pikepdf.parse_content_stream(page)):
            if str(one.operator) == "BDC" and isinstance(one.operands[1], Dictionary) and "/MCID" in one.operands[1]:
                yield partial(decoration, number, place)


def _owners_of(pdf: Pdf, key: str) -> Iterator[Object]:
    """The attributes of elements that have a key."""
    for element in _elements(pdf):
        attributes = element.get("/A", Array())
        for owner in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(owner, Dictionary) and key in owner:
                yield owner


def _scopes(pdf: Pdf) -> Iterator[Damage]:
    def removed(owner: Object, _: Pdf) -> None:
        del owner["/Scope"]

    yield from (partial(removed, owner) for owner in _owners_of(pdf, "/Scope"))


def _turned_scopes(pdf: Pdf) -> Iterator[Damage]:
    def turned(owner: Object, _: Pdf) -> None:
        owner.Scope = Name.Row if owner.Scope == Name.Column else Name.Column

    yield from (partial(turned, owner) for owner in _owners_of(pdf, "/Scope"))


def _emptied_headers(pdf: Pdf) -> Iterator[Damage]:
    def emptied(owner: Object, _: Pdf) -> None:
        owner.Headers = Array()

    yield from (partial(emptied, owner) for owner in _owners_of(pdf, "/Headers") if len(owner.Headers))


def _exchanged_headers(pdf: Pdf) -> Iterator[Damage]:
    """Each two cells that follow one another and have other headers, each with those of the other."""

    def exchanged(first: Object, second: Object, _: Pdf) -> None:
        first.Headers, second.Headers = second.Headers, first.Headers

    owners = [owner for owner in _owners_of(pdf, "/Headers") if len(owner.Headers)]
    for first, second in pairwise(owners):
        if sorted(map(str, first.Headers)) != sorted(map(str, second.Headers)):
            yield partial(exchanged, first, second)


def _fonts(pdf: Pdf) -> Iterator[Damage]:
    def removed(descriptor: Object, _: Pdf) -> None:
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]

    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == Name.FontDescriptor:
            yield partial(removed, each)


def _outlines(pdf: Pdf) -> Iterator[Damage]:
    """Each two letters that follow one another in a font, each with the outline of the other."""

    def exchanged(descriptor: Object, first: str, second: str, pdf: Pdf) -> None:
        font = TTFont(BytesIO(descriptor.FontFile2.read_bytes()))
        glyphs = font["glyf"]
        glyphs[first], glyphs[second] = glyphs[second], glyphs[first]
        file = BytesIO()
        font.save(file)
        descriptor.FontFile2 = pdf.make_stream(file.getvalue(), Length1=len(file.getvalue()))

    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == Name.FontDescriptor and "/FontFile2" in each:
            font = TTFont(BytesIO(each.FontFile2.read_bytes()))
            drawn = [name for name in font.getGlyphOrder()[1:] if font["glyf"][name].numberOfContours]
            yield from (partial(exchanged, each, *pair) for pair in pairwise(drawn))


def _lines(pdf: Pdf) -> Iterator[Damage]:
    """Each long line, broken within a word."""

    def broken(page: int, place: int, at: int, pdf: Pdf) -> None:
        content = list(pikepdf.parse_content_stream(pdf.pages[page]))
        glyphs = _glyphs(content[place])
        size = next(float(one.operands[1]) for one in reversed(content[:place]) if str(one.operator) == "Tf")
        first, rest = b"".join(glyphs[:at]), b"".join(glyphs[at:])
        content[place : place + 1] = [
            ContentStreamInstruction([String(first)], Operator("Tj")),
            ContentStreamInstruction([0, -1.5 * size], Operator("Td")),
            ContentStreamInstruction([String(rest)], Operator("Tj")),
        ]
        pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))

    for number, page in enumerate(pdf.pages):
        spaces: frozenset[bytes] = frozenset()
        for place, one in enumerate(pikepdf.parse_content_stream(page)):
            if str(one.operator) == "Tf":
                spaces = _spaces(page.Resources.Font[str(one.operands[0])])
            if str(one.operator) in ("Tj", "TJ") and len(glyphs := _glyphs(one)) > _SHORTEST:
                middles = (at for at in range(4, len(glyphs) - 3) if spaces.isdisjoint(glyphs[at - 3 : at + 3]))
                if (at := next(middles, None)) is not None:
                    yield partial(broken, number, place, at)


def _spaces(font: Object) -> frozenset[bytes]:
    """The glyphs of a font that are spaces, by the table of its characters (PDF, 9.10.3)."""
    table = font.ToUnicode.read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
    return frozenset(bytes.fromhex(glyph) for glyph in re.findall(r"<([0-9A-Fa-f]{4})>\s*<00(?:20|[aA]0)>", table))


def _glyphs(showing: Instruction) -> list[bytes]:
    """The glyphs of an operator that shows text, two bytes each."""
    operand = showing.operands[0]
    pieces = operand if isinstance(operand, Array) else [operand]
    data = b"".join(bytes(piece) for piece in pieces if isinstance(piece, String))
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def _units(pdf: Pdf) -> Iterator[Damage]:
    def scaled(page: int, pdf: Pdf) -> None:
        pdf.pages[page].obj.UserUnit = 0.5

    yield from (partial(scaled, page) for page in range(len(pdf.pages)))


def _untagged(_: Pdf) -> Iterator[Damage]:
    def untagged(pdf: Pdf) -> None:
        del pdf.Root["/MarkInfo"]

    yield untagged


def _boxes(pdf: Pdf) -> Iterator[Damage]:
    def removed(page: int, name: str, pdf: Pdf) -> None:
        del pdf.pages[page].obj[name]

    for number, page in enumerate(pdf.pages):
        yield from (partial(removed, number, name) for name in ("/TrimBox", "/BleedBox") if "/BleedBox" in page.obj)


def _moved_boxes(pdf: Pdf) -> Iterator[Damage]:
    def moved(page: int, pdf: Pdf) -> None:
        for name in ("/TrimBox", "/BleedBox"):
            left, bottom, right, top = (float(value) for value in pdf.pages[page].obj[name])
            pdf.pages[page].obj[name] = Array([left, bottom + 30, right, top + 30])

    yield from (partial(moved, number) for number, page in enumerate(pdf.pages) if "/BleedBox" in page.obj)


def _inks(pdf: Pdf) -> Iterator[Damage]:
    """Each ink that fills a shape or text of a press file, said as the light that it looks like."""
    for number, place, one in _filling(pdf):
        parts = [float(part) for part in one.operands]
        *colours, black = parts if len(parts) > 1 else [0.0, 0.0, 0.0, 1 - parts[0]]
        yield partial(_recoloured, number, place, [(1 - part) * (1 - black) for part in colours], "rg")


def _black_text(pdf: Pdf) -> Iterator[Damage]:
    """Each black text of a press file, as a black of all inks, whose edges blur where the paper moves."""
    for number, place, one in _filling(pdf):
        if str(one.operator) == "g" and float(one.operands[0]) == 0 and _sets_text(pdf, number, place):
            yield partial(_recoloured, number, place, [0.6, 0.5, 0.5, 1.0], "k")


def _filling(pdf: Pdf) -> Iterator[tuple[int, int, ContentStreamInstruction]]:
    for number, page in enumerate(pdf.pages):
        for place, one in enumerate(pikepdf.parse_content_stream(page) if "/BleedBox" in page.obj else ()):
            if str(one.operator) in ("g", "k") and isinstance(one, ContentStreamInstruction):
                yield number, place, one


def _sets_text(pdf: Pdf, number: int, place: int) -> bool:
    """Whether the first thing that a colour is used for is text."""
    after = (str(one.operator) for one in list(pikepdf.parse_content_stream(pdf.pages[number]))[place + 1 :])
    return next((name in ("Tj", "TJ") for name in after if name in ("Tj", "TJ", "f", "f*", "B", "g", "k")), False)


def _recoloured(page: int, place: int, colour: list[float], operator: str, pdf: Pdf) -> None:
    content = list(pikepdf.parse_content_stream(pdf.pages[page]))
    content[place] = ContentStreamInstruction(colour, Operator(operator))
    pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))


_PLACES: dict[Kind, Callable[[Pdf], Iterator[Damage]]] = {
    Kind.TAG_LOST: _owners,
    Kind.CONTENT_LOST: _contents,
    Kind.SCOPE_REMOVED: _scopes,
    Kind.SCOPE_TURNED: _turned_scopes,
    Kind.HEADERS_EMPTIED: _emptied_headers,
    Kind.HEADERS_EXCHANGED: _exchanged_headers,
    Kind.FONT_REMOVED: _fonts,
    Kind.GLYPHS_EXCHANGED: _outlines,
    Kind.HYPHENATED: _lines,
    Kind.UNIT_SCALED: _units,
    Kind.UNTAGGED: _untagged,
    Kind.BOX_REMOVED: _boxes,
    Kind.BOXES_MOVED: _moved_boxes,
    Kind.INKS_AS_LIGHT: _inks,
    Kind.TEXT_IN_FOUR_INKS: _black_text,
}
