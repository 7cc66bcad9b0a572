"""Right-to-left words as they are read: drawn and tagged in the order of their letters.

Typst tags the glyphs of a word that runs from right to left as it draws them, from the left; it tears a word apart
where a mark stands above or below its letter; and it gives letters and marks the characters of whatever cluster it met
them in first. Here each such word becomes one piece of marked content, its glyphs drawn one by one in the order of
reading (ISO 32000-1, 14.8.2.3.3), each with the characters that its name in the font stands for. Signs that Typst or a
template adds to steer the order of text are taken out.

Words get no ActualText (14.9.4): it would say the same, and PDFium, which is in Chrome and Edge, reads right-to-left
ActualText backwards. Only where glyphs cannot say all, as a ligature with a mark on its first letter, a cluster has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

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

_JOINERS = re.compile("[\u200c\u200d]")
_TOUCHING = 0.02  # points: the letters of one word follow one another without a gap
_SHOWING = ("Tj", "TJ")
_PLACING = ("cm", "Tm", *_SHOWING)

_Instruction = ContentStreamInstruction | ContentStreamInlineImage


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph by its code, and where it is drawn, in points from the lower left corner of the page."""

    code: int
    x: float
    y: float
    font: tuple[Object, ...]  # as Tf takes it
    face: Face
    cluster: str  # all characters of what it is part of

    @property
    def letters(self) -> str:
        """The characters that it stands for itself."""
        return self.face.letters.get(self.code, "")


@dataclass(slots=True)
class _Piece:
    """One piece of marked content."""

    instructions: list[_Instruction]
    mark: int | None
    glyphs: list[_Glyph]
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
        return bool(self.glyphs) and all(map(_runs_left, self.letters))


def in_reading_order(pdf: bytes) -> bytes:
    """A tagged PDF whose right-to-left words are drawn and tagged as they are read.

    Args:
        pdf: what Typst wrote, each right-to-left word as a stretch of text by itself.

    Returns:
        The same pages, glyph for glyph.

    Raises:
        EditionError: a page is not built as expected, so that the order of its text would be in doubt.

    """
    with Pdf.open(BytesIO(pdf)) as file:
        faces: dict[tuple[int, int], Face] = {}
        parents = _parents(file)
        for page in file.pages:
            fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
            own = {name: faces.setdefault(font.objgen, face_of(font)) for name, font in fonts.items() if _named(font)}
            _order_page(file, page, own, parents)
        for number, face in faces.items():
            file.get_object(number).ToUnicode = file.make_stream(face.to_unicode())
        written = BytesIO()
        file.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _order_page(file: Pdf, page: Page, faces: dict[str, Face], parents: dict[int, Object]) -> None:
    pieces = list(_pieces(page, faces))
    key = page.obj.get("/StructParents")
    owners = parents.get(int(key)) if key is not None else None
    written: list[_Instruction] = []
    for word in _words(pieces):
        if not any(map(_strong, "".join(piece.letters for piece in word))):
            for piece in word:
                written += _respelt(piece) if _misspelt(piece) else piece.instructions
            continue
        first = word[0]
        written += _redrawn(word)
        for one in word[1:]:
            if owners is None or first.mark is None or one.mark is None:
                raise EditionError("The typesetter drew a word without its tag.")
            _forget(owners, one.mark, first.mark, page)
    page.Contents = file.make_stream(pikepdf.unparse_content_stream(written))


def _words(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces, together where they are of one right-to-left word; lines through or under a word after it."""
    word: list[_Piece] = []
    lines: list[_Piece] = []
    for piece in pieces:
        if word and piece.mark is None:
            lines.append(piece)
        elif word and _goes_on(word[-1], piece):
            word.append(piece)
        else:
            yield from (word, *([line] for line in lines))
            word, lines = [piece], []
    yield from (word, *([line] for line in lines))


def _goes_on(piece: _Piece, following: _Piece) -> bool:
    """Whether the second piece is drawn where the first ends, or over it, as a letter under its mark."""
    if not piece.may_be_of_word or not following.may_be_of_word:
        return False
    size = float(piece.glyphs[0].font[1])
    beside = piece.start - _TOUCHING <= following.start <= piece.end + size / 2
    return beside and abs(piece.glyphs[0].y - following.glyphs[0].y) < size


def _pieces(page: Page, faces: dict[str, Face]) -> Iterator[_Piece]:
    """The marked content of a page in order; what stands between is a piece without a mark."""
    depth = 0
    held: list[_Instruction] = []
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if depth == 0 and name in ("BDC", "BMC") and held:
            yield _Piece(held, None, [], "", 0.0, 0.0)
            held = []
        held.append(instruction)
        depth += (name in ("BDC", "BMC")) - (name == "EMC")
        if depth == 0 and name == "EMC":
            yield _piece(held, faces)
            held = []
    if held:
        yield _Piece(held, None, [], "", 0.0, 0.0)


def _piece(instructions: list[_Instruction], faces: dict[str, Face]) -> _Piece:
    operands = instructions[0].operands
    properties = operands[1] if len(operands) > 1 else None
    if not isinstance(properties, Dictionary) or "/MCID" not in properties:
        return _Piece(instructions, None, [], "", 0.0, 0.0)
    reader = _Drawing(faces)
    for instruction in instructions[1:]:
        reader.take(str(instruction.operator), list(instruction.operands))
    text = without_steering("".join(reader.texts))
    return _Piece(instructions, int(properties.MCID), reader.glyphs, text, reader.start, reader.x)


class _Drawing:
    """Follows the drawing of text: where each glyph stands and what it says (ISO 32000-1, 9.4)."""

    def __init__(self, faces: dict[str, Face]) -> None:
        self.glyphs: list[_Glyph] = []
        self.texts: list[str] = []
        self.start = 0.0
        self.x = 0.0
        self._faces = faces
        self._origin = (0.0, 0.0)
        self._y = 0.0
        self._font: tuple[Object, ...] = ()
        self._said: list[str | None] = []  # for each open mark within the piece, what it says in place of its glyphs

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
            said = isinstance(properties, Dictionary) and "/ActualText" in properties
            self._said.append(str(operands[1].ActualText) if said else None)
            self.texts.append(self._said[-1] or "")
        elif name == "EMC" and self._said:
            self._said.pop()
        elif name in _SHOWING:
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
            said = next((text for text in self._said if text is not None), None)
            written = face.written.get(code, "")
            cluster = without_steering(written if said is None else said)
            self.glyphs.append(_Glyph(code, self.x, self._y, self._font, face, cluster))
            self.texts.append(written if said is None else "")
            self.x += face.width(code) / 1000 * size


def _redrawn(word: list[_Piece]) -> Iterator[_Instruction]:
    """A right-to-left word as one piece: each glyph by itself, in the order of reading."""
    glyphs = [glyph for piece in word for glyph in piece.glyphs][::-1]
    yield word[0].instructions[0]
    drawn = False
    for instruction in word[0].instructions[1:]:
        name = str(instruction.operator)
        if name in ("BDC", "BMC", "EMC", "Tf") or name in _PLACING:
            if name in _SHOWING and not drawn:
                drawn = True
                for cluster in _clusters(glyphs):
                    yield from _drawn(cluster)
            continue
        yield instruction
    yield _instruction("EMC")


def _clusters(glyphs: Sequence[_Glyph]) -> Iterator[list[_Glyph]]:
    """Glyphs in the order of reading, letters together with the marks on them."""
    cluster: list[_Glyph] = []
    for glyph in glyphs:
        if cluster and any(map(_strong, glyph.letters)):
            yield cluster
            cluster = []
        cluster.append(glyph)
    yield cluster


def _drawn(cluster: list[_Glyph]) -> Iterator[_Instruction]:
    """Glyphs drawn one by one; with ActualText where theirs is not the whole: marks within a ligature, joiners."""
    said, spelt = "".join(glyph.letters for glyph in cluster), cluster[0].cluster
    differ = _normal(said) != _normal(spelt) and sorted(_normal(said)) == sorted(_JOINERS.sub("", _normal(spelt)))
    if differ:
        yield _instruction("BDC", Name.Span, Dictionary(ActualText=pikepdf.String(spelt)))
    for glyph in cluster:
        yield _instruction("Tf", *glyph.font)
        yield _instruction("Tm", 1, 0, 0, 1, round(glyph.x, 4), round(glyph.y, 4))
        yield _instruction("Tj", pikepdf.String(glyph.code.to_bytes(2, "big")))
    if differ:
        yield _instruction("EMC")


def _normal(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _misspelt(piece: _Piece) -> bool:
    """Whether the glyphs alone would say something else than the piece does, or the piece says steering signs."""
    inner = any(str(one.operator) == "BDC" for one in piece.instructions[1:])
    return bool(piece.glyphs) and (inner or piece.text != piece.letters)


def _respelt(piece: _Piece) -> Iterator[_Instruction]:
    """A left-to-right piece that says its text itself where its glyphs do not."""
    tag, properties = piece.instructions[0].operands
    spelt = {} if piece.text == piece.letters else {"/ActualText": pikepdf.String(piece.text)}
    yield _instruction("BDC", tag, Dictionary({**dict(properties.items()), **spelt}))
    for instruction in piece.instructions[1:]:
        if str(instruction.operator) not in ("BDC", "BMC", "EMC"):
            yield instruction
    yield _instruction("EMC")


def _instruction(name: str, *operands: object) -> _Instruction:
    return ContentStreamInstruction(list(operands), Operator(name))  # type: ignore[arg-type]


def _named(font: Object) -> bool:
    """Whether the glyphs of a font have names; those of pictures in a font have none."""
    return Name.Type0 == font.get("/Subtype")


def _runs_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "NSM", "BN")


def _strong(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")


def _parents(file: Pdf) -> dict[int, Object]:
    """The elements that hold a page's marked content, by the page's key (ISO 32000-1, 14.7.4.4)."""
    found: dict[int, Object] = {}
    waiting = [file.Root.StructTreeRoot.ParentTree]
    while waiting:
        node = waiting.pop()
        waiting += list(node.get("/Kids", Array()))
        pairs = list(node.get("/Nums", Array()))
        found |= {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}
    return found


def _forget(owners: Object, mark: int, taken_in_by: int, page: Page) -> None:
    """Take a piece that is no more out of the element that holds both."""
    owner = owners[mark]
    if owner.objgen != owners[taken_in_by].objgen:
        raise EditionError("The typesetter tagged the letters of one word apart.")
    kids = [one for one in owner.K if not _is_mark(one, mark, page, owner)] if isinstance(owner.K, Array) else []
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
