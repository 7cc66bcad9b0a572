"""What the pictures of a page show, drawn small: cut to their ink and parted into fields of one colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from math import dist, sqrt
from pathlib import Path

import pypdfium2

from publish.model.colours import WHITE, Colour, contrast
from publish.readers.pdf.page_objects import Box, Paint, Shape
from publish.readers.pdf.structure_tree import Element
from publish.readers.pdf.tagged_file import TaggedPdf

_FIELDS = 12  # across and down
DRAWN = 144  # pixels in which the longer side of a picture is drawn
_LARGEST = 2.0  # pixels to a point
_LEAST = 4.0  # pixels: what is thinner is drawn with what is around it
_NEAR = 20  # of 255: what is no farther from the ground in any of its colours is ground
_TINT = 1.3  # to 1: the most contrast with white paper of a ground that pictures stand on

Sketch = tuple[float, ...]
"""The red, green and blue of each field, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is drawn, and what is drawn there before it."""

    page: int
    box: Box
    before: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What PDFium draws in a place, and the colour that it stands on."""

    page: int
    ground: Colour
    sketch: Sketch


def drawn_pictures(path: Path, file: TaggedPdf) -> Iterator[tuple[Element, Drawing]]:
    """Each picture that has a place on its page, by its tag."""
    found: list[tuple[Element, Place]] = []
    for element in file.root.descend():
        content = next(element.content(), None)
        given = element.attributes.get("BBox")
        if element.tag == "Figure" and content is not None and isinstance(given, list) and len(given) == 4:
            marks = {place.mark for place in element.content()}
            before = takewhile(lambda shape, marks=marks: shape.mark not in marks, file.page_shapes[content.page - 1])  # type: ignore[misc]
            found.append((element, Place(content.page, Box(*map(float, given)), tuple(before))))
    for (element, _), drawing in zip(found, drawn_at(path, file, [place for _, place in found]), strict=True):
        if drawing is not None:
            yield element, drawing


def drawn_at(path: Path, file: TaggedPdf, places: Iterable[Place]) -> Iterator[Drawing | None]:
    """What is drawn in some places; None for one that is not on its page, which is found by itself."""
    document = None
    for place in places:
        document = document or pypdfium2.PdfDocument(path)
        paper, page = file.boxes[place.page - 1], document[place.page - 1]
        scale = min(_LARGEST, DRAWN / max(1.0, place.box.width, place.box.height))
        least = _LEAST / scale
        inside = place.box.grown(max(0.0, least - min(place.box.width, place.box.height))).shared(paper)
        if min(inside.width, inside.height) < least or dist(page.get_size(), (paper.width, paper.height)) > 1:
            yield None
            continue
        cut = (inside.left - paper.left, inside.bottom - paper.bottom, paper.right - inside.right)
        bitmap = page.render(scale=scale, crop=(*cut, paper.top - inside.top), rev_byteorder=True)
        pixels, stride, parts = bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels
        rows = [pixels[y * stride : y * stride + bitmap.width * parts] for y in range(bitmap.height)]
        ground = _ground(place.before, inside)
        yield Drawing(place.page, ground, sketch(rows, parts, ground))
    if document is not None:
        document.close()


def _ground(before: Iterable[Shape], box: Box) -> Colour:
    """The colour behind a picture: that of the last area of a light tint that is drawn before it and holds it."""
    areas = [shape for shape in before if shape.paint is Paint.AREA and shape.solid and shape.box.holds(box)]
    colour = areas[-1].colour if areas else WHITE
    return colour if contrast(colour, WHITE) < _TINT else WHITE


def sketch(rows: list[bytes], parts: int, ground: Colour) -> Sketch:
    """Rows of pixels as fields, of what is within the ink; a pixel's bytes are `parts`, red, green and blue first."""
    down = [y for y, row in enumerate(rows) if _is_inked((row[part::parts] for part in range(3)), ground)]
    whole, wide = b"".join(rows), len(rows[0]) if rows else 0
    columns_of = ((at // parts, (whole[at + part :: wide] for part in range(3))) for at in range(0, wide, parts))
    across = [at for at, values in columns_of if _is_inked(values, ground)]
    if not down or not across:
        return (1.0,) * (3 * _FIELDS**2)
    lines = [_part(down[0], down[-1] + 1, number) for number in range(_FIELDS)]
    columns = [_part(across[0], across[-1] + 1, number) for number in range(_FIELDS)]
    return tuple(
        sum(sum(rows[y][left * parts + colour : right * parts : parts]) for y in range(top, bottom))
        / (255 * (bottom - top) * (right - left))
        for top, bottom in lines
        for left, right in columns
        for colour in range(3)
    )


def _is_inked(colours: Iterable[bytes], ground: Colour) -> bool:
    return any(
        min(values) < behind - _NEAR or max(values) > behind + _NEAR
        for values, behind in zip(colours, ground, strict=True)
    )


def _part(first: int, last: int, number: int) -> tuple[int, int]:
    """One of the parts of a stretch of pixels, at least one pixel wide."""
    start = first + number * (last - first) // _FIELDS
    return start, max(start + 1, first + (number + 1) * (last - first) // _FIELDS)


def apart(first: Sketch, other: Sketch) -> float:
    """How unlike two are, as a share of full contrast."""
    return dist(first, other) / sqrt(len(first))
