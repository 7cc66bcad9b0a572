"""The text that stands on the pages of a PDF, run by run, with the marked content that each run belongs to."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import groupby
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from publish.readers.pdf.page_objects import Box, Shape, TextObject, box_of, clip_of, colour_of, objects_of
from publish.readers.pdf.placed_marks import WHY, are_apart, is_beside, is_mark

GAP = "\u2423"
"""Stands in a text where the page shows a gap between words but holds no space (ISO 32000-1, 14.8.2.5): a reader aloud
or a search may then join the words, so that it can be neither passed over nor taken for a space."""

UNREADABLE = "\ufffd"
"""Stands for glyphs that the file gives no characters for."""

_TURNED = 0.01  # of the type size: less is no visible slope
_LONGEST = 64  # characters of a mark's entries: languages, letters with their marks
_STRUCK_FROM, _STRUCK_TO = 0.12, 0.5  # of the type size above the line: where all small letters have ink
_STRUCK = 0.3  # of the type size: a shorter line beside words may reach into their first or last letter
_THIN = 0.2  # of the type size: what is thicker is an area
_MET_FROM, _MET_TO = (
    0.25,
    0.4,
)  # of the type size above the line: ink from below to above is met by a line through words
_CLIPPED = 0.5  # points: less of a letter is not missed
# A function as the library has it, but for its result: an address, not an object that has one. It is asked for each
# character, and this takes half the time.
_object_at = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
SPACES = frozenset(" \u00a0\u2002\u2003\u2009\u202f\u3000\t")


@dataclass(slots=True)
class Run:
    """Characters drawn in one go.

    `mark` is the id of their marked content on that page (None: decoration, or not tagged at all). `x` and `y` are the
    origin on the baseline, `left` and `right` the edges of the ink, all in points from the lower left corner; `size` is
    the height of the type in points. `language` is "" where the content itself names none. A run `in_drawing` is part
    of a picture, measured in the picture's own units. `seen` are the characters in the order in which the page shows
    them, from the right where they run `leftwards`; they are None where that is the order of `text`. `order` is its
    place among all that the page draws; `unseen` says why nobody can see it, or not well, "" where nothing in itself
    hides it; `struck` that a line is drawn through its letters.
    """

    page: int  # from 1
    mark: int | None
    text: str
    x: float
    y: float
    left: float
    right: float
    size: float
    font: str
    colour: tuple[int, int, int]
    language: str
    in_drawing: bool = False
    leftwards: bool = False
    seen: str | None = None
    bottom: float = 0.0
    top: float = 0.0
    order: int = 0
    unseen: str = ""
    struck: bool = False

    @property
    def box(self) -> Box:
        """The box of the ink."""
        return Box(self.left, self.bottom, self.right, self.top)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page shows: its text, and all else, in the order in which it is drawn. `box` is the part that shows."""

    runs: list[Run]
    shapes: list[Shape]
    box: Box
    turned: bool


def pages_of(document: pypdfium2.PdfDocument) -> list[Drawn]:
    """What each page draws."""
    fonts: dict[int, str] = {}
    pages = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        drawn = list(objects_of(page.raw))
        runs = _runs([item for item in drawn if isinstance(item, TextObject)], text.raw, number + 1, fonts)
        box = Box(*page.get_cropbox()).shared(Box(*page.get_mediabox()))
        shapes = [item for item in drawn if isinstance(item, Shape)]
        _strike(runs, shapes)
        pages.append(Drawn(runs, shapes, box, bool(page.get_rotation())))
        text.close()
        page.close()
    return pages


def _strike(runs: list[Run], shapes: list[Shape]) -> None:
    """Note which runs have a level line drawn through them, however it is drawn."""
    lines = [shape.box for shape in shapes if 0 < shape.box.height < shape.box.width]
    for run in runs:
        heights = Box(run.left, run.y + _STRUCK_FROM * run.size, run.right, run.y + _STRUCK_TO * run.size)
        # Marks on letters may be drawn with lines of their own. A line passes below a raised digit, and above a dot.
        is_met = run.bottom < run.y + _MET_FROM * run.size and run.top > run.y + _MET_TO * run.size
        through = heights.shared(run.box) if is_met else heights
        enough = min(_STRUCK * run.size, run.box.width / 2)
        run.struck = any(
            line.height < _THIN * run.size
            and through.bottom < (line.bottom + line.top) / 2 < through.top
            and line.shared(through).width > enough
            for line in lines
        )


def _runs(objects: list[TextObject], text: pdfium.FPDF_TEXTPAGE, number: int, fonts: dict[int, str]) -> list[Run]:
    texts = _texts(text)
    runs: list[Run] = []
    marks: dict[int, _Mark] = {}
    for (_, span), group in groupby((_run(item, number, fonts, marks) for item in objects), key=_said):
        drawn = list(group)
        read = [texts.get(_address(object_.handle) or 0) for _, _, object_ in drawn]
        given = False
        for (run, _, _), own in zip(drawn, read, strict=True):
            # The library passes over what is nothing but white space: it has a place, but no ink. And it gives what a
            # file says in place of several glyphs to one of them, or to each where one stands before the letter ahead.
            unread = "" if span and any(read) else " " if run.left == run.right else UNREADABLE
            run.text = unread if own is None or (span and given) else own
            given = given or own is not None
            parts = [part.box for part, _, _ in drawn] if span and run.text else []
            if _begins_beside(run, runs) or (len(parts) > 1 and are_apart(parts, run.text, run.size)):
                run.unseen = run.unseen or WHY
            runs.append(run)
    return runs


def _begins_beside(run: Run, before: list[Run]) -> bool:
    """Whether a run begins with a mark that belongs on the last letter of the run before, and stands beside that."""
    begins = bool(run.text) and is_mark(run.text[0]) and bool(before) and before[-1].mark == run.mark
    return begins and is_beside(run.box, before[-1].box, run.size)


def _said(drawn: tuple[Run, int, TextObject]) -> tuple[int | None, int]:
    """The mark of a run, and the one by which the file says something in place of its glyphs."""
    run, span, _ = drawn
    return run.mark, span


def _texts(text: pdfium.FPDF_TEXTPAGE) -> dict[int, str]:
    """The characters of each text object, by its address."""
    parts: dict[int, list[str]] = {}
    previous: int | None = None
    apart = False
    unicode_at, page = pdfium.FPDFText_GetUnicode, ctypes.cast(text, ctypes.c_void_p)
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = unicode_at(text, index)
        address: int | None = _object_at(page, index)
        if address is None:
            # A character that the library adds where it sees a gap; a line's end needs none, but a space is missing.
            apart = code == ord(" ")
            continue
        if apart and address == previous:
            parts[address].append(GAP)
        apart = False
        hyphen = code in (0x02, 0xFFFE) and pdfium.FPDFText_IsHyphen(text, index) == 1
        parts.setdefault(address, []).append("-" if hyphen else chr(code))
        previous = address
    return {address: _whole("".join(characters)) for address, characters in parts.items()}


def _whole(text: str) -> str:
    """A text whose characters beyond U+FFFF, which the library gives in two halves, are whole again."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _address(object_: pdfium.FPDF_PAGEOBJECT) -> int | None:
    return ctypes.addressof(object_.contents) if object_ else None


def _run(object_: TextObject, page: int, fonts: dict[int, str], marks: dict[int, _Mark]) -> tuple[Run, int, TextObject]:
    """A run without its text; the mark that says something in place of its glyphs, 0 for none; the object itself."""
    handle = object_.handle
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(handle, size)
    box, (colour, solid) = box_of(handle), colour_of(handle)
    language, span, layered = _marks(handle, marks)
    run = Run(
        page,
        object_.mark,
        "",
        matrix.e,
        matrix.f,
        box.left,
        box.right,
        # The smaller of width and height: type may also be squeezed.
        size.value * min(hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)),
        _font_name(handle, fonts),
        colour,
        language,
        object_.in_drawing,
        bottom=box.bottom,
        top=box.top,
        order=object_.order,
        unseen=_unseen(handle, matrix, box, solid=solid, layered=layered),
    )
    return run, span, object_


def _unseen(handle: pdfium.FPDF_PAGEOBJECT, matrix: pdfium.FS_MATRIX, box: Box, *, solid: bool, layered: bool) -> str:
    """What in itself hides a text, "" for nothing."""
    if pdfium.FPDFTextObj_GetTextRenderMode(handle) != pdfium.FPDF_TEXTRENDERMODE_FILL:
        return "it is drawn without ink"
    if not solid:
        return "it is not solid"
    if layered:
        return "it is in a layer that can be hidden"
    if matrix.a <= 0 or matrix.d <= 0 or max(abs(matrix.b), abs(matrix.c)) > _TURNED * matrix.a:
        return "it is turned or mirrored"
    clip = clip_of(handle)
    if clip is not None and not (clip[1] and clip[0].grown(_CLIPPED).holds(box)):
        return "it is cut off by a clip"
    return ""


def _font_name(object_: pdfium.FPDF_PAGEOBJECT, fonts: dict[int, str]) -> str:
    font = pdfium.FPDFTextObj_GetFont(object_)
    address = _address(font) or 0
    if address not in fonts:
        name = ctypes.create_string_buffer(256)
        pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
        fonts[address] = name.value.decode("utf-8", "replace")
    return fonts[address]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What one mark says: a language ("" for none), that a text stands in place of glyphs, that it is a layer's."""

    language: str
    speaks: bool
    layer: bool


def _marks(object_: pdfium.FPDF_PAGEOBJECT, known: dict[int, _Mark]) -> tuple[str, int, bool]:
    """What an object's marks say: its language, which says a text in place of its glyphs, whether it is in a layer.

    Objects share their marks: each is asked once on a page. `known` has the marks by address, as long as that is open.
    """
    language, span, layered = "", 0, False
    for number in range(pdfium.FPDFPageObj_CountMarks(object_)):
        handle = pdfium.FPDFPageObj_GetMark(object_, number)
        address = ctypes.addressof(handle.contents)
        mark = known.get(address)
        if mark is None:
            mark = known[address] = _mark(handle)
        language = mark.language or language
        span = address if mark.speaks else span
        layered = layered or mark.layer
    return language, span, layered


def _mark(handle: pdfium.FPDF_PAGEOBJECTMARK) -> _Mark:
    length = ctypes.c_ulong()
    name = (ctypes.c_ushort * _LONGEST)()
    pdfium.FPDFPageObjMark_GetName(handle, name, ctypes.sizeof(name), length)
    return _Mark(_entry(handle, b"Lang"), bool(_entry(handle, b"ActualText")), _string(name, length) == "OC")


def _entry(mark: pdfium.FPDF_PAGEOBJECTMARK, key: bytes) -> str:
    """One entry of a mark, "" where it has none."""
    length = ctypes.c_ulong()
    value = (ctypes.c_ushort * _LONGEST)()
    found = pdfium.FPDFPageObjMark_GetParamStringValue(mark, key, value, ctypes.sizeof(value), length)
    return _string(value, length) if found else ""


def _string(value: ctypes.Array[ctypes.c_ushort], length: ctypes.c_ulong) -> str:
    return bytes(value)[: max(0, length.value - 2)].decode("utf-16-le", "replace")


_BETWEEN_LETTERS = 0.22  # of the type size: letters of one word are no farther apart
_DANDAS = ("\u0964", "\u0965")  # full stops of Indic scripts, whose glyphs have free space before them
_BEFORE_DANDA = 0.4  # of the type size; 0.26 was measured in Noto Sans Bengali


def gap_between(left: Run, right: Run) -> bool:
    """Whether a page shows a gap between two runs of one line that hold no space there."""
    if left.text[-1:] in SPACES or right.text[:1] in SPACES or not left.text or not right.text:
        return False
    return apart(left, right)


def apart(left: Run, right: Run) -> bool:
    """Whether the ink of two runs is so far apart as words are."""
    free = _BEFORE_DANDA if right.text.startswith(_DANDAS) else _BETWEEN_LETTERS
    return right.left - left.right > free * max(left.size, right.size)
