"""Letters that Typst draws in parts, as one: a Bengali letter with its dot or below another, a Latin one with accents.

Typst draws a part that stands higher or lower than its letter as text of its own, and gives both the characters of the
whole: who hears or copies the page gets them twice. Here letter and mark become one piece of marked content, which says
its characters once (ActualText, ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf

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
    runs_left,
)
from publish.rendering.typst.glyphs import Face
from publish.rendering.typst.saving import saved

_VIRAMA = 9  # Unicode's combining class of signs that join a letter to the next
_BACK = 0.02  # of the type size: a mark starts at least so far before its letter ends


def with_whole_letters(pdf: bytes) -> bytes:
    """A tagged PDF whose letters with marks are one piece each; the file itself where it has none drawn apart.

    Args:
        pdf: what Typst wrote.

    Returns:
        The same pages, glyph for glyph.

    Raises:
        EditionError: a page is not built as expected.

    """
    with Pdf.open(BytesIO(pdf)) as file:
        faces: dict[tuple[int, int], Face] = {}
        parents = parents_of(file)
        changed = False
        for page in file.pages:
            own = faces_of(page, faces)
            if any(_is_marked(text) for face in own.values() for text in face.written.values()):
                changed = _join(file, page, own, parents) or changed
        if not changed:
            return pdf
        return saved(file)


def _is_marked(text: str) -> bool:
    """Whether a text is a letter with marks, however it is written."""
    return any(unicodedata.category(sign).startswith("M") for sign in unicodedata.normalize("NFD", text))


def _join(file: Pdf, page: Page, faces: dict[str, Face], parents: dict[int, Object]) -> bool:
    """Join the pieces of one page; whether there were any to join."""
    key = page.obj.get("/StructParents")
    owners = parents.get(int(key)) if key is not None else None
    letters: list[list[Piece]] = []
    for piece in pieces_of(page, faces):
        if letters and _is_on(piece, letters[-1][-1]) and _is_of_one_text(piece, letters[-1][-1], owners):
            letters[-1].append(piece)
        else:
            letters.append([piece])
    joined = [pieces for pieces in letters if len(pieces) > 1]
    for first, *marks in joined:
        for piece in marks:
            if owners is not None and first.mark is not None and piece.mark is not None:
                forget(owners, piece.mark, first.mark, page)
    if joined:
        drawn = [
            step for pieces in letters for step in (_redrawn(pieces) if len(pieces) > 1 else pieces[0].instructions)
        ]
        page.Contents = file.make_stream(pikepdf.unparse_content_stream(drawn))
    return bool(joined)


def _is_of_one_text(piece: Piece, letter: Piece, owners: Object | None) -> bool:
    """Whether pieces may be parts of one letter: of one element, and of no formula.

    A raised sign, as in a text from right to left, is of another element than what it is raised beside. In a formula
    letters stand over one another that are two, as in x/x.
    """
    if owners is None or piece.mark is None or letter.mark is None:
        return True
    owner, other = owners[piece.mark], owners[letter.mark]
    if owner is None or other is None:
        return owner is other
    return bool(owner.objgen == other.objgen) and owner.get("/S") != Name.Formula


def _is_on(piece: Piece, letter: Piece) -> bool:
    """Whether a piece begins with what stands on, or under, the last letter of the one before."""
    if piece.mark is None or letter.mark is None or not piece.glyphs or not letter.glyphs:
        return False
    first, last = piece.glyphs[0], letter.glyphs[-1]
    if runs_left(first.cluster[:1]):
        return False
    size = float(first.font[1])
    near, level = abs(first.y - last.y) < size, first.y == last.y
    # What has no width of its own may also be drawn before what it stands on.
    over = first.x < letter.end - _BACK * size or letter.end - last.x < _BACK * size
    if first.cluster == last.cluster:
        # Letters side by side are two; parts of one, as of the second in ক্ত, stand at different heights.
        marked = _is_marked(first.cluster)
        return near and ((over and (marked or not level)) or (marked and not level and abs(first.x - last.x) < size))
    return near and over and not level and unicodedata.combining(last.cluster[-1:] or " ") == _VIRAMA


def _redrawn(pieces: list[Piece]) -> Iterator[Instruction]:
    """Pieces as one: each glyph by itself, letters of several glyphs with what they say."""
    yield pieces[0].instructions[0]
    drawn = False
    for step in pieces[0].instructions[1:]:
        name = str(step.operator)
        if name in SHOWING and not drawn:
            drawn = True
            for letter in _letters(pieces):
                yield from _drawn(letter)
        if name not in ("BDC", "BMC", "EMC", "Tf", *PLACING):
            yield step
    yield instruction("EMC")


def _letters(pieces: list[Piece]) -> list[list[Glyph]]:
    """The glyphs of each letter: what Typst says of together, and what begins a piece on the letter before it."""
    letters: list[list[Glyph]] = []
    for piece in pieces:
        on = letters[-1][-1].cluster if letters else None
        span: int | None = None
        for glyph in piece.glyphs:
            on = on if glyph.cluster == on else None
            if on is not None or (span is not None and glyph.span == span):
                letters[-1].append(glyph)
            else:
                letters.append([glyph])
            span = glyph.span
    return letters


def _drawn(letter: list[Glyph]) -> Iterator[Instruction]:
    has_text = len(letter) > 1 or letter[0].span is not None
    if has_text:
        yield instruction("BDC", Name.Span, Dictionary(ActualText=pikepdf.String(letter[0].cluster)))
    for glyph in letter:
        yield instruction("Tf", *glyph.font)
        yield instruction("Tm", 1, 0, 0, 1, round(glyph.x, 4), round(glyph.y, 4))
        yield instruction("Tj", pikepdf.String(glyph.code.to_bytes(2, "big")))
    if has_text:
        yield instruction("EMC")
