"""What stands in the lines of a block: its runs in the order of the tags, pictures and formulas as one sign each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.proof.wholes import OBJECT
from publish.readers.pdf.structure_tree import Content, Element, Target
from publish.readers.pdf.text_runs import Run

BLOCKS = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Lbl", "TH", "TD", "Caption", "BlockQuote"))
"""Elements that have lines."""

MEANT = "\u00a0"
"""White space at which no line ends but on purpose."""

_APART = BLOCKS | {"L", "Table", "TOCI"}  # what stands in a block without being part of its lines
_OBJECTS = frozenset(("Formula", "Figure"))
_FLOWS = frozenset(("LBody", "BlockQuote"))  # what may hold blocks, in which every picture counts as one
_SAME_LINE = 0.75  # of the type size


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its page, the height of its baseline and its type size, in points."""

    page: int
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line, from `left` on, with its `width`, both in points; `shifted`: above or below the line.

    A piece without text may tell by `link` that a link starts or stops there.
    """

    text: str
    run: Run | None = None
    place: Place | None = None
    left: float = 0.0
    width: float = 0.0
    shifted: bool = False
    link: bool = False
    language: str = ""
    code: bool = False


def pieces_of(
    element: Element, marked: dict[tuple[int, int], list[Run]], *, shifted: bool = False, code: bool = False
) -> Iterator[Piece]:
    """What stands in the lines of a block itself; a picture or formula as one sign, a block as the end of a line.

    A caption holds no blocks: what Typst tags as such in it are parts of its lines.
    """
    for kid in element.kids:
        if isinstance(kid, Content):
            for run in marked.get((kid.page, kid.mark), ()):
                if not run.in_drawing:
                    place = Place(run.page, run.y, run.size)
                    language = run.language or kid.language
                    width = run.right - run.left
                    yield Piece(run.text, run, place, run.left, width, shifted, language=language, code=code)
        elif isinstance(kid, Target):
            continue
        elif kid.tag in _OBJECTS and element.tag not in _FLOWS:
            yield _object(kid, marked)
        elif kid.tag in _APART or (kid.attributes.get("Placement") == "Block" and element.tag != "Caption"):
            yield Piece("\n")
        else:
            down = shifted or bool(kid.attributes.get("BaselineShift"))
            border = [Piece("", link=True)] if kid.tag == "Link" else []
            inner = pieces_of(kid, marked, shifted=down, code=code or kid.tag == "Code")
            yield from (*border, *inner, *border)


def _object(element: Element, marked: dict[tuple[int, int], list[Run]]) -> Piece:
    """A formula where its letters are, on the line of the first; a picture by its tag (BBox), which stands on it."""
    content = list(element.content())
    runs = [run for place in content for run in marked.get((place.page, place.mark), ()) if not run.in_drawing]
    if runs:
        left, right = min(run.left for run in runs), max(run.right for run in runs)
        place = Place(runs[0].page, runs[0].y, runs[0].size)
        return Piece(OBJECT, place=place, left=left, width=right - left)
    box = element.attributes.get("BBox")
    left, bottom, right = (float(side) for side in box[:3]) if isinstance(box, list) and len(box) == 4 else (0.0,) * 3
    return Piece(OBJECT, place=Place(content[0].page, bottom, 0.0) if content else None, left=left, width=right - left)


def stands(piece: Piece) -> bool:
    """Whether a piece has a place of its own on the line, as white space and a mark on its letter have not."""
    return piece.place is not None and any(
        not (character.isspace() or unicodedata.category(character) == "Mn") for character in piece.text
    )


def lines_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces line by line."""
    lines: list[list[Piece]] = []
    last: Place | None = None
    for piece in pieces:
        place = piece.place
        if lines and (place is None or last is None or is_on_one_line(last, place)):
            lines[-1].append(piece)
        else:
            lines.append([piece])
        last = place or last
    return lines


def is_on_one_line(first: Place, other: Place) -> bool:
    """Whether two places are on one line of a page."""
    # Pictures have no type size.
    return first.page == other.page and abs(first.y - other.y) < _SAME_LINE * max(first.size, other.size, 1.0)
