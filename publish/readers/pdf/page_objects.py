"""What a page draws, in the order in which it is drawn: text objects, and shapes that may hide or carry text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import count

import pypdfium2.raw as pdfium

_NOT_MARKED = -1
_SOLID = 255  # the alpha of ink that nothing shows through
_ARTIFACT = "Artifact\0"
_SAME = 0.1  # points: corners nearer to each other are one

Point = tuple[float, float]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From the left to the right; below 0 for what is empty."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the bottom to the top; below 0 for what is empty."""
        return self.top - self.bottom

    def shared(self, other: Box) -> Box:
        """What lies in both."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def grown(self, by: float) -> Box:
        """The box with so much more on each side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, other: Box) -> bool:
        """Whether the other lies in it."""
        return self.shared(other) == other


class Paint(Enum):
    """What a shape is: an area of one colour, a line, or something of many colours."""

    AREA = "a coloured area"
    LINE = "a line"
    PICTURE = "a picture"


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn that is no text.

    `order` is its place among all that the page draws, one for all parts of what is drawn in one go; `mark` is the id
    of its marked content, if it has one; `box` what shows of it, `whole` what would show without a
    clip. `solid` says that nothing shows through it. `piece` is one number for all that is marked as decoration in one
    piece, 0 for what is no decoration.
    """

    order: int
    mark: int | None
    paint: Paint
    box: Box
    whole: Box
    colour: Colour
    solid: bool
    piece: int = 0


@dataclass(frozen=True, slots=True)
class TextObject:
    """A text object of the library's, with its mark; `in_drawing` where it is in a form, which has its own objects."""

    order: int
    mark: int | None
    handle: pdfium.FPDF_PAGEOBJECT
    in_drawing: bool


def objects_of(page: pdfium.FPDF_PAGE) -> Iterator[TextObject | Shape]:
    """What a page draws, in order."""
    order = count()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _within(pdfium.FPDFPage_GetObject(page, index), None, order, in_drawing=False)


def box_of(handle: pdfium.FPDF_PAGEOBJECT) -> Box:
    """The box of an object's ink, in points from the lower left corner of the page, or of the form that it is in."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def colour_of(handle: pdfium.FPDF_PAGEOBJECT, *, stroke: bool = False) -> tuple[Colour, bool]:
    """The colour with which an object is filled, or with which its lines are drawn, and whether it is solid."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    get = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
    get(handle, red, green, blue, alpha)
    solid = alpha.value == _SOLID and not pdfium.FPDFPageObj_HasTransparency(handle)
    return (red.value, green.value, blue.value), solid


def clip_of(handle: pdfium.FPDF_PAGEOBJECT) -> tuple[Box, bool] | None:
    """The box outside of which an object does not show, and whether all within it does; None where nothing is cut off.

    Of a clip that is no upright rectangle only the outline is known: part of what lies within may be cut off.
    """
    clip = pdfium.FPDFPageObj_GetClipPath(handle)
    left: tuple[Box, bool] | None = None
    for number in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
        segments = range(pdfium.FPDFClipPath_CountPathSegments(clip, number))
        points = [_point(pdfium.FPDFClipPath_GetPathSegment(clip, number, index)) for index in segments]
        box, whole = _outline(points)
        left = (box, whole) if left is None else (left[0].shared(box), left[1] and whole)
    return left


def _within(
    handle: pdfium.FPDF_PAGEOBJECT, outer: int | None, order: Iterator[int], *, in_drawing: bool
) -> Iterator[TextObject | Shape]:
    kind = pdfium.FPDFPageObj_GetType(handle)
    own = pdfium.FPDFPageObj_GetMarkedContentID(handle)
    mark = outer if own == _NOT_MARKED else own
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield TextObject(next(order), mark, handle, in_drawing)
    elif not in_drawing:
        clip, place, piece = clip_of(handle), next(order), _decoration_of(handle) if mark is None else 0
        for paint, box in _painted(handle, kind):
            colour, solid = colour_of(handle, stroke=paint is Paint.LINE)
            yield Shape(place, mark, paint, box if clip is None else box.shared(clip[0]), box, colour, solid, piece)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
            yield from _within(pdfium.FPDFFormObj_GetObject(handle, index), mark, order, in_drawing=True)


def _decoration_of(handle: pdfium.FPDF_PAGEOBJECT) -> int:
    """The address of the mark by which an object is decoration: all objects of one piece share it."""
    name, length = (ctypes.c_ushort * len(_ARTIFACT))(), ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, number)
        pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if bytes(name) == _ARTIFACT.encode("utf-16-le"):
            return ctypes.addressof(mark.contents)
    return 0


def _painted(handle: pdfium.FPDF_PAGEOBJECT, kind: int) -> Iterator[tuple[Paint, Box]]:
    """An object's area, then its lines: a frame alone hides nothing of what it stands around."""
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        yield Paint.PICTURE, box_of(handle)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    if fill.value != pdfium.FPDF_FILLMODE_NONE:
        yield Paint.AREA, box_of(handle)
    if stroke.value:
        yield from _lines(handle)


def _lines(handle: pdfium.FPDF_PAGEOBJECT) -> Iterator[tuple[Paint, Box]]:
    """Each line of a path."""
    matrix, width = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    pdfium.FPDFPageObj_GetStrokeWidth(handle, width)
    half = width.value * max(abs(matrix.a) + abs(matrix.c), abs(matrix.b) + abs(matrix.d)) / 2
    start, last = (0.0, 0.0), (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(handle)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        x, y = _point(segment)
        point = (matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            yield Paint.LINE, _between(last, point).grown(half)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield Paint.LINE, _between(point, start).grown(half)
        last = point


def _between(first: Point, other: Point) -> Box:
    return Box(min(first[0], other[0]), min(first[1], other[1]), max(first[0], other[0]), max(first[1], other[1]))


def _point(segment: pdfium.FPDF_PATHSEGMENT) -> Point:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _outline(points: list[Point]) -> tuple[Box, bool]:
    """The box around a path, and whether the path is that box."""
    if not points:
        return Box(0.0, 0.0, 0.0, 0.0), True
    across, along = [x for x, _ in points], [y for _, y in points]
    box = Box(min(across), min(along), max(across), max(along))
    at_corner = [
        min(x - box.left, box.right - x) < _SAME and min(y - box.bottom, box.top - y) < _SAME for x, y in points
    ]
    corners = {(x - box.left < _SAME, y - box.bottom < _SAME) for x, y in points}
    return box, all(at_corner) and len(corners) == 4
