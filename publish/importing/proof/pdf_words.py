"""The words of a PDF, page by page, by two readers that share no code: the import takes the words of the other one."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pypdfium2
from pdfminer.high_level import extract_text
from pdfminer.pdfexceptions import PDFException
from pypdfium2 import raw

from publish.importing.proof.words import RAISED

PARTS = "\x1e"  # no letter and no space
_SIGNS = ("+", "-", "−", "–")
_RISE, _DROP = 0.25, 0.1  # of the height of a sign's ink; LibreOffice drops an index by 0.12 of it
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
    """Words with a sign before each power of a number and each index, which both readers read on (10⁹ as 109).

    What stands in the file both so and flat (1¹/₂ and 11) is told by its order, where both readers find it as often.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return words
    found: dict[str, list[str]] = {}
    for page in document:
        text = page.get_textpage()
        for run in _runs(text):
            found.setdefault(run.replace(PARTS, "").replace(RAISED, ""), []).append(run)
        text.close()
        page.close()
    document.close()
    for whole, runs in found.items():
        if any(run != whole for run in runs):
            words = _with_runs(words, whole, runs)
    return words


def _with_runs(words: str, whole: str, runs: Sequence[str]) -> str:
    """Words with the runs of a page in place of what they are without signs."""
    same = len(set(runs)) == 1
    after = r"\d/" if same and RAISED in runs[0] else r"\d"  # of a fraction, which an index may be, the half is read
    places = re.compile(rf"(?<!\w){re.escape(whole)}(?![{after}])")
    if same:
        return places.sub(runs[0], words)
    ordered = iter(runs)
    return places.sub(lambda _: next(ordered), words) if len(places.findall(words)) == len(runs) else words


def _runs(text: Any) -> Iterator[str]:
    """The numbers and names of a page with their powers and indices: a sign stands before one that leaves the line."""
    before: _PlacedSign | None = None
    run = ""
    for index in range(text.count_chars()):
        place = _PlacedSign(text, index)
        if before is None or not place.joins:
            yield from _said(run)
            run = place.sign if place.joins else ""
        elif before.sign.isdigit() and place.sign.isdigit() and before.is_under(place):
            run += PARTS + place.sign  # 10⁹
        elif before.sign.isdigit() and place.sign in _SIGNS and before.is_beside(place) > 0:
            run += RAISED + place.sign  # 10⁻³
        elif before.sign.isalpha() and place.sign.isdigit() and before.is_beside(place) < 0:
            run += RAISED + place.sign  # x₁₀
        elif place.sign.isalpha() and before.sign.isdigit():
            yield from _said(run)
            run = place.sign  # H₂O goes on with another index
        else:
            run += place.sign
        before = place if place.joins else None
    yield from _said(run)


def _said(run: str) -> Iterator[str]:
    """A run that holds a number."""
    if any(sign.isdigit() for sign in run):
        yield run.rstrip("".join(_SIGNS))


class _PlacedSign:
    """A sign of a page: its line, and its ink's bottom and top."""

    __slots__ = ("bottom", "joins", "line", "sign", "top")

    def __init__(self, text: Any, index: int) -> None:
        self.sign = chr(raw.FPDFText_GetUnicode(text, index))
        self.joins = self.sign in _SIGNS or (self.sign.isascii() and self.sign.isalnum())
        across, up = ctypes.c_double(), ctypes.c_double()
        if self.joins:
            raw.FPDFText_GetCharOrigin(text, index, across, up)
            _, self.bottom, _, self.top = text.get_charbox(index)
            self.line = up.value

    def is_beside(self, other: _PlacedSign) -> int:
        """Whether another sign stands on a line above (1) or below (-1), as powers and indices do, or not so (0)."""
        height, step = self.top - self.bottom, other.line - self.line
        if _RISE * height < step < height:
            return 1
        return -1 if _DROP * height < -step < height else 0

    def is_under(self, digit: _PlacedSign) -> bool:
        """Whether a digit stands higher than this one, by its line or its ink."""
        height = self.top - self.bottom
        smaller = digit.top - digit.bottom < _SMALLER * height
        above = self.bottom + _RISE * height < digit.bottom < self.top and digit.top > self.top + _OVER * height
        return self.is_beside(digit) > 0 or (smaller and above)


def by_pdfminer(data: bytes) -> str:
    """The words by pdfminer; "" where it finds none."""
    try:
        return str(extract_text(BytesIO(data)))
    except (PDFException, ValueError, KeyError, TypeError):
        return ""
