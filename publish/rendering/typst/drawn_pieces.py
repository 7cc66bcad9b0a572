"""The marked content of a page that Typst drew, piece by piece: its glyphs, where they stand, and what they say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
)

from publish.errors import EditionError
from publish.rendering.typst.glyphs import Face, face_of, without_steering

SHOWING = ("Tj", "TJ")
"""What draws glyphs (ISO 32000-1, 9.4.3)."""

PLACING = ("cm", "Tm", *SHOWING)
"""What says where they stand."""

Instruction = ContentStreamInstruction | ContentStreamInlineImage


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph by its code, and where it is drawn, in points from the lower left corner of the page."""

    code: int
    x: float
    y: float
    font: tuple[Object, ...]  # as Tf takes it
    face: Face
    cluster: str  # all characters of what it is part of
    span: int | None  # which text that is said in place of glyphs it belongs to, None for none

    @property
    def letters(self) -> str:
        """The characters that it stands for itself."""
        return self.face.letters.get(self.code, "")


@dataclass(slots=True)
class Piece:
    """One piece of marked content."""

    instructions: list[Instruction]
    mark: int | None
    glyphs: list[Glyph]
    text: str  # without steering signs
    start: float  # of its text, before any glyph is moved aside
    end: float  # where the next glyph would stand

    @property
    def letters(self) -> str:
        """What its glyphs stand for, one after the other."""
        return "".join(glyph.letters for glyph in self.glyphs)

    @property
    def may_be_of_word(self) -> bool:
        """Whether it holds nothing but letters that run from right to left and marks, which may stand alone."""
        return bool(self.glyphs) and all(map(runs_left, self.letters))


def pieces_of(page: Page, faces: dict[str, Face]) -> Iterator[Piece]:
    """The marked content of a page in order; what stands between is a piece without a mark."""
    depth = 0
    waiting: list[Instruction] = []
    for step in pikepdf.parse_content_stream(page):
        name = str(step.operator)
        if depth == 0 and name in ("BDC", "BMC") and waiting:
            yield Piece(waiting, None, [], "", 0.0, 0.0)
            waiting = []
        waiting.append(step)
        depth += (name in ("BDC", "BMC")) - (name == "EMC")
        if depth == 0 and name == "EMC":
            yield _piece(waiting, faces)
            waiting = []
    if waiting:
        yield Piece(waiting, None, [], "", 0.0, 0.0)


def _piece(instructions: list[Instruction], faces: dict[str, Face]) -> Piece:
    operands = instructions[0].operands
    properties = operands[1] if len(operands) > 1 else None
    if not isinstance(properties, Dictionary) or "/MCID" not in properties:
        return Piece(instructions, None, [], "", 0.0, 0.0)
    reader = _Drawing(faces)
    for step in instructions[1:]:
        reader.take(str(step.operator), list(step.operands))
    text = without_steering("".join(reader.texts))
    return Piece(instructions, int(properties.MCID), reader.glyphs, text, reader.start, reader.x)


class _Drawing:
    """Follows the drawing of text: where each glyph stands and what it says (ISO 32000-1, 9.4)."""

    def __init__(self, faces: dict[str, Face]) -> None:
        self.glyphs: list[Glyph] = []
        self.texts: list[str] = []
        self.start = 0.0
        self.x = 0.0
        self._faces = faces
        self._origin = (0.0, 0.0)
        self._y = 0.0
        self._font: tuple[Object, ...] = ()
        self._said: list[str | None] = []  # for each open mark within the piece, what it says in place of its glyphs
        self._spans = 0

    def take(self, name: str, operands: list[Object]) -> None:
        """Follow one instruction."""
        if name == "cm":
            self._origin = (float(operands[4]), float(operands[5]))
        elif name == "Tm":
            self.x, self._y = self._origin[0] + float(operands[4]), self._origin[1] - float(operands[5])
            self.start = self.start if self.glyphs else self.x
        elif name == "Tf":
            self._font = tuple(operands)
        elif name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else None
            has_text = isinstance(properties, Dictionary) and "/ActualText" in properties
            self._said.append(str(operands[1].ActualText) if has_text else None)
            self.texts.append(self._said[-1] or "")
            self._spans += has_text
        elif name == "EMC" and self._said:
            self._said.pop()
        elif name in SHOWING:
            shown = operands[0]
            for part in list(shown) if isinstance(shown, Array) else [shown]:
                self._show(part)

    def _show(self, part: Object) -> None:
        face, size = self._faces.get(str(self._font[0])), float(self._font[1])
        if face is None:
            return
        if not isinstance(part, pikepdf.String):
            self.x -= float(part) / 1000 * size
            return
        data = bytes(part)
        for code in (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)):
            spelt = next((text for text in self._said if text is not None), None)
            written = face.written.get(code, "")
            cluster = without_steering(written if spelt is None else spelt)
            span = None if spelt is None else self._spans
            self.glyphs.append(Glyph(code, self.x, self._y, self._font, face, cluster, span))
            self.texts.append(written if spelt is None else "")
            self.x += face.width(code) / 1000 * size


def faces_of(page: Page, known: dict[tuple[int, int], Face]) -> dict[str, Face]:
    """A page's faces whose glyphs have names, by its names for them; those of pictures in a font have none.

    `known` has those of earlier pages by their fonts' numbers, and gets those that are new: to read one takes time.
    """
    fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
    named = {name: font for name, font in fonts.items() if Name.Type0 == font.get("/Subtype")}
    for font in named.values():
        if font.objgen not in known:
            known[font.objgen] = face_of(font)
    return {name: known[font.objgen] for name, font in named.items()}


def instruction(name: str, *operands: object) -> Instruction:
    """One instruction of a content stream."""
    return ContentStreamInstruction(list(operands), Operator(name))  # type: ignore[arg-type]


def runs_left(character: str) -> bool:
    """Whether a character runs from right to left, or is a mark on one that may."""
    return unicodedata.bidirectional(character) in ("R", "AL", "NSM", "BN")


def parents_of(file: Pdf) -> dict[int, Object]:
    """The elements that hold a page's marked content, by the page's key (ISO 32000-1, 14.7.4.4)."""
    found: dict[int, Object] = {}
    waiting = [file.Root.StructTreeRoot.ParentTree]
    while waiting:
        node = waiting.pop()
        waiting += list(node.get("/Kids", Array()))
        pairs = list(node.get("/Nums", Array()))
        found |= {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}
    return found


def forget(owners: Object, mark: int, taken_in_by: int, page: Page) -> None:
    """Take a piece that is no more out of the element that holds both."""
    owner = owners[mark]
    if owner.objgen != owners[taken_in_by].objgen:
        raise EditionError("The typesetter tagged the letters of one word apart.")
    kids = [kid for kid in owner.K if not _is_mark(kid, mark, page, owner)] if isinstance(owner.K, Array) else []
    owner.K = Array(kids)
    owners[mark] = None


def _is_mark(kid: object, mark: int, page: Page, owner: Object) -> bool:
    """Whether an element's kid is a certain mark of a page: each page numbers its own (ISO 32000-1, 14.7.4.2)."""
    if isinstance(kid, Dictionary):
        if kid.get("/Type") != Name.MCR or int(kid.MCID) != mark:
            return False
        on = kid.get("/Pg", owner.get("/Pg"))
    elif isinstance(kid, int) and int(kid) == mark:
        on = owner.get("/Pg")
    else:
        return False
    return on is not None and on.objgen == page.obj.objgen
