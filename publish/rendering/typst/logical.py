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
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf

from publish.errors import EditionError
from publish.rendering.typst.drawn_pieces import (
    PLACING,
    SHOWING,
    Glyph,
    Instruction,
    Piece,
    faces_of,
    forget,
    instruction,
    parents_of,
    pieces_of,
)
from publish.rendering.typst.glyphs import Face
from publish.rendering.typst.saving import saved

_JOINERS = re.compile("[\u200c\u200d]")
_TOUCHING = 0.02  # points: the letters of one word follow one another without a gap


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
        parents = parents_of(file)
        for page in file.pages:
            own = faces_of(page, faces)
            _order_page(file, page, own, parents)
        for number, face in faces.items():
            file.get_object(number).ToUnicode = file.make_stream(face.to_unicode())
        return saved(file)


def _order_page(file: Pdf, page: Page, faces: dict[str, Face], parents: dict[int, Object]) -> None:
    pieces = list(pieces_of(page, faces))
    key = page.obj.get("/StructParents")
    owners = parents.get(int(key)) if key is not None else None
    written: list[Instruction] = []
    for word in _words(pieces):
        if not any(map(_strong, "".join(piece.letters for piece in word))):
            for piece in word:
                written += _respelt(piece) if _misspelt(piece) else piece.instructions
            continue
        first = word[0]
        written += _redrawn(word)
        for glyph in word[1:]:
            if owners is None or first.mark is None or glyph.mark is None:
                raise EditionError("The typesetter drew a word without its tag.")
            forget(owners, glyph.mark, first.mark, page)
    page.Contents = file.make_stream(pikepdf.unparse_content_stream(written))


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces, together where they are of one right-to-left word; lines through or under a word after it."""
    word: list[Piece] = []
    lines: list[Piece] = []
    for piece in pieces:
        if word and piece.mark is None:
            lines.append(piece)
        elif word and _goes_on(word[-1], piece):
            word.append(piece)
        else:
            yield from (word, *([line] for line in lines))
            word, lines = [piece], []
    yield from (word, *([line] for line in lines))


def _goes_on(piece: Piece, following: Piece) -> bool:
    """Whether the second piece is drawn where the first ends, or over it, as a letter under its mark."""
    if not piece.may_be_of_word or not following.may_be_of_word:
        return False
    size = float(piece.glyphs[0].font[1])
    beside = piece.start - _TOUCHING <= following.start <= piece.end + size / 2
    return beside and abs(piece.glyphs[0].y - following.glyphs[0].y) < size


def _redrawn(word: list[Piece]) -> Iterator[Instruction]:
    """A right-to-left word as one piece: each glyph by itself, in the order of reading."""
    glyphs = [glyph for piece in word for glyph in piece.glyphs][::-1]
    yield word[0].instructions[0]
    drawn = False
    for step in word[0].instructions[1:]:
        name = str(step.operator)
        if name in ("BDC", "BMC", "EMC", "Tf") or name in PLACING:
            if name in SHOWING and not drawn:
                drawn = True
                for cluster in _clusters(glyphs):
                    yield from _drawn(cluster)
            continue
        yield step
    yield instruction("EMC")


def _clusters(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs in the order of reading, letters together with the marks on them."""
    cluster: list[Glyph] = []
    for glyph in glyphs:
        if cluster and any(map(_strong, glyph.letters)):
            yield cluster
            cluster = []
        cluster.append(glyph)
    yield cluster


def _drawn(cluster: list[Glyph]) -> Iterator[Instruction]:
    """Glyphs drawn one by one; with ActualText where theirs is not the whole: marks within a ligature, joiners."""
    letters, spelt = "".join(glyph.letters for glyph in cluster), cluster[0].cluster
    differ = _normal(letters) != _normal(spelt) and sorted(_normal(letters)) == sorted(_JOINERS.sub("", _normal(spelt)))
    if differ:
        yield instruction("BDC", Name.Span, Dictionary(ActualText=pikepdf.String(spelt)))
    for glyph in cluster:
        yield instruction("Tf", *glyph.font)
        yield instruction("Tm", 1, 0, 0, 1, round(glyph.x, 4), round(glyph.y, 4))
        yield instruction("Tj", pikepdf.String(glyph.code.to_bytes(2, "big")))
    if differ:
        yield instruction("EMC")


def _normal(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _misspelt(piece: Piece) -> bool:
    """Whether the glyphs alone would say something else than the piece does, or the piece says steering signs."""
    inner = any(str(instruction.operator) == "BDC" for instruction in piece.instructions[1:])
    return bool(piece.glyphs) and (inner or piece.text != piece.letters)


def _respelt(piece: Piece) -> Iterator[Instruction]:
    """A left-to-right piece that says its text itself where its glyphs do not."""
    tag, properties = piece.instructions[0].operands
    spelt = {} if piece.text == piece.letters else {"/ActualText": pikepdf.String(piece.text)}
    yield instruction("BDC", tag, Dictionary({**dict(properties.items()), **spelt}))
    for step in piece.instructions[1:]:
        if str(step.operator) not in ("BDC", "BMC", "EMC"):
            yield step
    yield instruction("EMC")


def _strong(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")
