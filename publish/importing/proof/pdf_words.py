"""The words of a PDF, page by page, by two readers that share no code: the import takes the words of the other one."""

from __future__ import annotations

import ctypes
import re
from io import BytesIO
from typing import Any

import pypdfium2
from pdfminer.high_level import extract_text
from pdfminer.pdfexceptions import PDFException
from pypdfium2 import raw

_PARTS = "\x1e"  # no letter and no space
_RISE = 0.25  # of the height of a digit's ink
_SMALLER, _OVER = 0.8, 0.05  # of it: old figures are as high as their neighbours, or end at their height
_BROKEN = re.compile(r"(?<=\w)(?:\u0002|\ufffe|\u00ad)\r?\n?")


def by_pdfium(data: bytes) -> str:
    """The words by PDFium; "" where it finds none."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    texts = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return _BROKEN.sub("- ", "\n".join(texts))


def with_powers(words: str, data: bytes) -> str:
    """Words with a sign before each power of a number, which both readers read on (10⁹ as 109).

    A number that stands in the file both as a power and as itself stays as it is: which is which cannot be told here.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return words
    plain: set[str] = set()
    powers: dict[str, set[str]] = {}
    for page in document:
        text = page.get_textpage()
        for number in _numbers(text):
            whole = number.replace(_PARTS, "")
            if whole == number:
                plain.add(whole)
            else:
                powers.setdefault(whole, set()).add(number)
        text.close()
        page.close()
    document.close()
    for whole, parted in powers.items():
        if whole not in plain and len(parted) == 1:
            words = re.sub(rf"(?<!\d){whole}(?!\d)", parted.copy().pop(), words)
    return words


def _numbers(text: Any) -> list[str]:
    """The runs of digits of a page, with a sign before one that stands higher than the one before it."""
    found: list[str] = []
    before: tuple[float, float, float] | None = None
    for place in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, place))
        if not ("0" <= sign <= "9"):
            before = None
            continue
        across, up = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, place, across, up)
        _, bottom, _, top = text.get_charbox(place)
        if before is None:
            found.append(sign)
        else:
            found[-1] += _PARTS + sign if _rises(before, (up.value, bottom, top)) else sign
        before = up.value, bottom, top
    return found


def _rises(before: tuple[float, float, float], digit: tuple[float, float, float]) -> bool:
    """Whether a digit stands higher than the one before it, by its line or its ink: each as line, bottom and top."""
    (line, bottom, top), (own_line, own_bottom, own_top) = before, digit
    height = top - bottom
    by_line = _RISE * height < own_line - line < height
    smaller = own_top - own_bottom < _SMALLER * height
    return by_line or (smaller and bottom + _RISE * height < own_bottom < top and own_top > top + _OVER * height)


def by_pdfminer(data: bytes) -> str:
    """The words by pdfminer; "" where it finds none."""
    try:
        return str(extract_text(BytesIO(data)))
    except (PDFException, ValueError, KeyError, TypeError):
        return ""
