"""The text that stands on the pages of a PDF, run by run, with the marked content that each run belongs to."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import pypdfium2
import pypdfium2.raw as pdfium

GAP = "\u2423"
"""Stands in a text where the page shows a gap between words but holds no space (ISO 32000-1, 14.8.2.5): a reader aloud
or a search may then join the words, so that it can be neither passed over nor taken for a space."""

UNREADABLE = "\ufffd"
"""Stands for glyphs that the file gives no characters for."""

_NOT_MARKED = -1
SPACES = frozenset(" \u00a0\u2002\u2003\u2009\u202f\u3000\t")


@dataclass(slots=True)
class Run:
    """Characters drawn in one go.

    `mark` is the id of their marked content on that page (None: decoration, or not tagged at all). `x` and `y` are the
    origin on the baseline, `left` and `right` the edges of the ink, all in points from the lower left corner; `size` is
    the height of the type in points. `language` is "" where the content itself names none. A run `in_drawing` is part
    of a picture, measured in the picture's own units. `seen` are the characters in the order in which the page shows
    them, from the right where they run `leftwards`; they are None where that is the order of `text`.
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


def runs_of(document: pypdfium2.PdfDocument) -> list[list[Run]]:
    """The runs of each page, in the order in which they are drawn."""
    fonts: dict[int, str] = {}
    pages = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        pages.append(_page_runs(page.raw, text.raw, number + 1, fonts))
        text.close()
        page.close()
    return pages


def _page_runs(page: pdfium.FPDF_PAGE, text: pdfium.FPDF_TEXTPAGE, number: int, fonts: dict[int, str]) -> list[Run]:
    texts = _texts(text)
    runs = []
    for object_, mark, in_drawing in _text_objects(page):
        run = _run(object_, number, fonts)
        run.mark = mark
        run.in_drawing = in_drawing
        # The library passes over what is nothing but white space: it has a place, but no ink.
        unread = " " if run.left == run.right else UNREADABLE
        run.text = texts.get(_address(object_) or 0, unread)
        runs.append(run)
    return runs


def _texts(text: pdfium.FPDF_TEXTPAGE) -> dict[int, str]:
    """The characters of each text object, by its address."""
    parts: dict[int, list[str]] = {}
    previous: int | None = None
    apart = False
    unicode_at, object_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = unicode_at(text, index)
        object_ = object_at(text, index)
        address = ctypes.addressof(object_.contents) if object_ else None
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


def _text_objects(page: pdfium.FPDF_PAGE) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int | None, bool]]:
    """Each text object of a page with its mark, and whether it is part of a drawing (a form with its own objects)."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _within(pdfium.FPDFPage_GetObject(page, index), None, in_drawing=False)


def _within(
    object_: pdfium.FPDF_PAGEOBJECT, outer: int | None, *, in_drawing: bool
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int | None, bool]]:
    kind = pdfium.FPDFPageObj_GetType(object_)
    own = pdfium.FPDFPageObj_GetMarkedContentID(object_)
    mark = outer if own == _NOT_MARKED else own
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield object_, mark, in_drawing
    elif kind == pdfium.FPDF_PAGEOBJ_FORM:
        for index in range(pdfium.FPDFFormObj_CountObjects(object_)):
            yield from _within(pdfium.FPDFFormObj_GetObject(object_, index), mark, in_drawing=True)


def _address(object_: pdfium.FPDF_PAGEOBJECT) -> int | None:
    return ctypes.addressof(object_.contents) if object_ else None


def _run(object_: pdfium.FPDF_PAGEOBJECT, page: int, fonts: dict[int, str]) -> Run:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(object_, matrix)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(object_, size)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(object_, left, bottom, right, top)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(object_, red, green, blue, alpha)
    return Run(
        page,
        None,
        "",
        matrix.e,
        matrix.f,
        left.value,
        right.value,
        size.value * sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)),
        _font_name(object_, fonts),
        (red.value, green.value, blue.value),
        _language(object_),
    )


def _font_name(object_: pdfium.FPDF_PAGEOBJECT, fonts: dict[int, str]) -> str:
    font = pdfium.FPDFTextObj_GetFont(object_)
    address = _address(font) or 0
    if address not in fonts:
        name = ctypes.create_string_buffer(256)
        pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
        fonts[address] = name.value.decode("utf-8", "replace")
    return fonts[address]


def _language(object_: pdfium.FPDF_PAGEOBJECT) -> str:
    found = ""
    for number in range(pdfium.FPDFPageObj_CountMarks(object_)):
        mark = pdfium.FPDFPageObj_GetMark(object_, number)
        length = ctypes.c_ulong()
        value = (ctypes.c_ushort * 64)()
        size = ctypes.sizeof(value)
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", value, size, length):
            found = bytes(value)[: max(0, length.value - 2)].decode("utf-16-le")
    return found


def gap_between(left: Run, right: Run) -> bool:
    """Whether a page shows a gap between two runs of one line that hold no space there."""
    if left.text[-1:] in SPACES or right.text[:1] in SPACES or not left.text or not right.text:
        return False
    return apart(left, right)


def apart(left: Run, right: Run) -> bool:
    """Whether the ink of two runs is so far apart as words are."""
    return right.left - left.right > 0.22 * max(left.size, right.size)
