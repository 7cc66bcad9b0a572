"""What the letters of a page say by their place and by lines over them: powers and marks of notes, words struck out.

10⁹ without its power is 109, and a struck dose is no dose. Fonts may hold raised figures of their own, which stand on
the line as all letters do: only their ink tells.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from publish.importing.font_signs import FONTS, sign
from publish.importing.pdf.highlights import is_bright, is_line_high
from publish.importing.pdf.pdf_content import PdfContent

_NEXT_LINE = 0.8  # of the type size: no mark is lowered so far
_RISE = 0.18  # of the type size: no letter's ink begins so far above the line; raised figures began at 0.29
_DROP = 0.04  # of the type size below the line, and no higher than _LOW: old figures are as high as small letters, 0.45
_LOW = 0.42
_NEAR = 3.0  # times the type size between the beginnings of letters of one line
_SMALLER = 0.85  # of the line's size: a letter that is set lower is smaller too
STRUCK = (0.12, 0.5)  # of the type size above the line: what lies lower underlines
THICKEST = 3.0  # points: what is thicker is no line through words
MOST_BARS = 2_000  # thin lines of a page that are looked at: one with more is a drawing
_THICK = 0.15  # of the type size: what is thicker is no line
_SIGNS = ("+", "-", "−", "–")  # of powers, as in 10⁻³
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_LONE = ("û", "ü", "ý", "þ")
_RGB = 3  # parts of a colour
_STYLE = re.compile(r"[-,]?(?:regular|bold|italic|mt)+$", re.IGNORECASE)

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Letter:
    place: Place
    size: float
    base: float
    bottom: float
    top: float
    digit: bool


def raised_letters(data: bytes) -> list[dict[Place, str]]:
    """The letters of each page that stand above or below their line ("sup", "sub"), by the place of their origin."""
    document = pypdfium2.PdfDocument(data)
    pages: list[dict[Place, str]] = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        found: dict[Place, str] = {}
        line: list[_Letter] = []
        ended = False
        for index in range(pdfium.FPDFText_CountChars(text.raw)):
            code = pdfium.FPDFText_GetUnicode(text.raw, index)
            if code in (10, 13):
                ended = True
            elif code < 128 and chr(code).isalnum():
                letter = _letter(text.raw, index, chr(code))
                if line and (_is_below(line[-1], letter) or (ended and not _goes_on(line[-1], letter))):
                    found |= _raised(line)
                    line = []
                line.append(letter)
                ended = False
        pages.append(found | _raised(line))
        text.close()
        page.close()
    document.close()
    return pages


def _letter(text: Any, index: int, character: str) -> _Letter:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d or matrix.a)
    place = (round(x.value, 1), round(y.value, 1))
    return _Letter(place, round(size, 1), y.value, bottom.value, top.value, character.isdigit())


def _is_below(before: _Letter, letter: _Letter) -> bool:
    """Whether a letter stands on the next line, which PDFium joins to one that ends with a hyphen."""
    return before.base - letter.base > _NEXT_LINE * max(before.size, letter.size)


def _goes_on(before: _Letter, letter: _Letter) -> bool:
    """Whether a letter stands right beside another: PDFium ends a line between a raised mark and its word too."""
    size = max(before.size, letter.size)
    return 0 < letter.place[0] - before.place[0] < _NEAR * size and abs(letter.base - before.base) < size


def _raised(line: Sequence[_Letter]) -> dict[Place, str]:
    if not line:
        return {}
    size = Counter(letter.size for letter in line).most_common(1)[0][0]
    base = Counter(round(letter.base, 1) for letter in line if letter.size == size).most_common(1)[0][0]
    found: dict[Place, str] = {}
    for letter in line:
        if base + _RISE * size < letter.bottom < base + size:
            found[letter.place] = "sup"
        elif (
            letter.top < base + _LOW * size
            and letter.bottom < base - _DROP * size
            and (letter.digit or letter.size < _SMALLER * size)
        ):
            found[letter.place] = "sub"
    return found


def mark_letters(page: Any, raised: dict[Place, str], found: PdfContent) -> None:
    """Write into each letter of a page how it looks (raised, struck, marked), and the sign that it draws."""
    drawn = (*page.lines, *page.rects, *page.curves)
    bars = [bar for bar in drawn if bar["x1"] > bar["x0"] and bar["bottom"] - bar["top"] <= THICKEST]
    bars = sorted(bars, key=_height)[:MOST_BARS]
    heights = [_height(bar) for bar in bars]
    struck = [
        (float(note["x0"]), float(note["top"]), float(note["x1"]), float(note["bottom"]))
        for note in page.annots
        if str((note.get("data") or {}).get("Subtype", "")).strip("/'") == "StrikeOut"
    ]
    areas = [
        rect for rect in page.rects if rect.get("fill") and len(_colour(rect)) == _RGB and is_bright(_colour(rect))
    ][:MOST_BARS]
    by_place: dict[float, list[tuple[float, str]]] = {}
    for (across, up), look in raised.items():
        by_place.setdefault(across, []).append((up, look))
    before = ""
    for letter in page.chars:
        letter["spaced"], before = before.isspace(), letter["text"]
        x, base = letter["matrix"][4], letter["matrix"][5]
        # A rise of the text is not in the matrix (ISO 32000-1, 9.3.7): the origin then stands off the line.
        near_x = (by_place.get(round(x + step, 1), ()) for step in (0.0, -0.1, 0.1))  # two programs round apart
        origins = (look for places in near_x for up, look in places if abs(up - base) < letter["size"])
        letter["raised"] = next(origins, "")
        line = letter["bottom"] - (base - letter["y0"])
        low, high = (line - share * letter["size"] for share in STRUCK)
        near = bars[bisect_left(heights, high) : bisect_right(heights, low)]
        letter["struck"] = any(_strikes(bar, letter) for bar in near) or _within(letter, struck)
        _draw(letter, found)
        letter["marked"] = any(_behind(area, letter) for area in areas)
    for before_it, letter in pairwise(page.chars):
        if before_it["text"] in _SIGNS and letter["raised"] and before_it["size"] == letter["size"]:
            before_it["raised"] = letter["raised"]  # the ink of a sign tells nothing: it hangs in the air on any line


def _colour(rect: dict[str, Any]) -> tuple[float, ...]:
    colour = rect.get("non_stroking_color")
    return tuple(float(part) for part in colour) if isinstance(colour, tuple | list) else ()


def _behind(area: dict[str, Any], letter: dict[str, Any]) -> bool:
    """Whether an area lies behind a letter as a highlighter's colour does."""
    box = (area["x0"], area["top"], area["x1"], area["bottom"])
    return is_line_high(area["bottom"] - area["top"], letter["size"]) and _within(letter, [box])


def _height(bar: dict[str, Any]) -> float:
    return float(bar["top"] + bar["bottom"]) / 2


def _strikes(bar: dict[str, Any], letter: dict[str, Any]) -> bool:
    """Whether a bar at the height of a letter is thin beside it, and lies over its middle."""
    middle = (letter["x0"] + letter["x1"]) / 2
    thin = bar["bottom"] - bar["top"] <= _THICK * letter["size"]
    return bool(thin and bar["x0"] <= middle <= bar["x1"])


def _within(letter: dict[str, Any], boxes: Iterable[tuple[float, float, float, float]]) -> bool:
    across, down = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in boxes)


def drawn_by(font: str, letter: str) -> str:
    """What a letter shows in a font of a PDF: of a font of signs the sign, `UNKNOWN` where no table has it."""
    name = re.sub(r"(?<=[a-z])(?=[0-9])", " ", _STYLE.sub("", _SUBSET.sub("", font)).casefold()).replace("-", " ")
    drawn = sign(name, letter) if name in FONTS and len(letter) == 1 else letter
    return drawn or letter


def _draw(letter: dict[str, Any], found: PdfContent) -> None:
    drawn = drawn_by(letter["fontname"], letter["text"])
    if drawn != letter["text"]:
        found.parted.append(letter["text"])
        found.joined.append(drawn)
        letter["text"] = drawn


def mark_lone(words: Iterable[dict[str, Any]], number: int) -> list[str]:
    """Mark letters that are no word of any language but a tick or a cross in Wingdings; return what is to be asked."""
    lone = [word for word in words if word["text"] in _LONE]
    for word in lone:
        word["marked"] = True
    where = f"stands alone on page {number + 1}: in the font Wingdings, which the file may mean, it is"
    return [
        f"“{letter}” {where} {sign('wingdings', letter)}" for letter in dict.fromkeys(word["text"] for word in lone)
    ]
