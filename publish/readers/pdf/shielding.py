"""A PDF with text from right to left, made ready to be read glyph by glyph.

The library that reads the pages puts text from right to left into an order of its own, turns brackets round, and takes
a file's word for text that the glyphs do not show (ActualText). So it is given a copy in which each glyph stands for
one private character, which it leaves where the page has it; what that character stands for is told apart. What the
file says in place of glyphs is told apart as well: who hears the file hears that, who sees it does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from publish.readers.pdf.bidi import language_level

_FIRST, _LAST = 0xE000, 0xF8FF  # private characters of one UTF-16 unit
_JOINERS = re.compile("[\u200c\u200d]")
_SECTION = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PART = re.compile(r"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_CMAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Private def /CMapType 2 def\n"
    "1 begincodespacerange {space} endcodespacerange\n{entries}endcmap end end\n"
)


@dataclass(frozen=True, slots=True)
class Shielded:
    """A file to read in place of the given one.

    `letters` tells what each private character stands for. The others are by page and id of marked content: `heard` is
    what the file says in place of glyphs; `blank` the white space of content that shows nothing else, which the library
    passes over; `spelt` has pairs: what glyphs within a word say, and what the file says in their place, which are the
    same letters and marks in another order, with joiners at most.
    """

    data: bytes
    letters: Mapping[int, str] = field(default_factory=dict)
    heard: Mapping[tuple[int, int], str] = field(default_factory=dict)
    blank: Mapping[tuple[int, int], str] = field(default_factory=dict)
    spelt: Mapping[tuple[int, int], list[tuple[str, str]]] = field(default_factory=dict)


def shielded(data: bytes, pdf: Pdf) -> Shielded:
    """The file itself where no text runs from right to left, else its copy.

    Args:
        data: a PDF.
        pdf: the same, opened; it is left changed.

    """
    fonts = {font.objgen: font for page in pdf.pages for font in fonts_of(page).values() if "/ToUnicode" in font}
    tables = {number: to_unicode(font.ToUnicode.read_bytes()) for number, font in fonts.items()}
    language = str(pdf.Root.get("/Lang", ""))
    if not language_level(language) and not any(
        runs_left(text) for codes in tables.values() for text in codes.values()
    ):
        return Shielded(data)
    texts = dict.fromkeys(text for codes in tables.values() for text in codes.values())
    if len(texts) > _LAST - _FIRST:
        raise ValueError("more characters than can be told apart")
    private = {text: _FIRST + number for number, text in enumerate(texts)}
    for number, font in fonts.items():
        font.ToUnicode = pdf.make_stream(_written({code: private[text] for code, text in tables[number].items()}))
    heard: dict[tuple[int, int], str] = {}
    blank: dict[tuple[int, int], str] = {}
    spelt: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for at, page in enumerate(pdf.pages, 1):
        codes = {name: tables.get(font.objgen, {}) for name, font in fonts_of(page).items()}
        shown, pairs = _shown(page, codes)
        blank |= {(at, mark): text for mark, text in shown.items() if text.isspace()}
        spelt |= {(at, mark): [pair for pair in texts if _agree(*pair)] for mark, texts in pairs.items()}
        heard |= {(at, mark): text for mark, text in _take_out(pdf, page).items()}
    copy = BytesIO()
    pdf.save(copy)
    return Shielded(copy.getvalue(), {code: text for text, code in private.items()}, heard, blank, spelt)


def runs_left(text: str) -> bool:
    """Whether a text holds a letter of a script that runs from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def fonts_of(page: Page) -> dict[str, Object]:
    """The fonts of a page by the names that it has for them."""
    return dict(page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary()).items())


def properties_of(instruction: ContentStreamInstruction, page: Page) -> Object:
    """The property list of marked content, empty where it has none."""
    properties: Object = instruction.operands[1] if len(instruction.operands) > 1 else Dictionary()
    if isinstance(properties, Name):
        named = page.obj.get("/Resources", Dictionary()).get("/Properties", Dictionary())
        properties = named.get(str(properties), Dictionary())
    return properties


def _agree(shown: str, meant: str) -> bool:
    return sorted(unicodedata.normalize("NFD", shown)) == sorted(_JOINERS.sub("", unicodedata.normalize("NFD", meant)))


def _shown(
    page: Page, fonts: Mapping[str, Mapping[str, str]]
) -> tuple[dict[int, str], dict[int, list[tuple[str, str]]]]:
    """What the glyphs of marked content stand for, one after the other; and pairs as `Shielded.spelt` has them."""
    found: dict[int, str] = {}
    spelt: dict[int, list[tuple[str, str]]] = {}
    marks: list[int | None] = []
    starts: list[tuple[int, str] | None] = []  # for each open mark within another: where it starts, what it says
    codes: Mapping[str, str] = {}
    for instruction in parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        name, operands = str(instruction.operator), list(instruction.operands)
        if name in ("BDC", "BMC") and isinstance(instruction, ContentStreamInstruction):
            properties = properties_of(instruction, page)
            own = properties.get("/MCID")
            mark = int(own) if own is not None else marks[-1] if marks else None
            text = str(properties["/ActualText"]) if own is None and "/ActualText" in properties else None
            starts.append((len(found.get(mark, "")), text) if mark is not None and text is not None else None)
            marks.append(mark)
        elif name == "EMC" and marks:
            mark, start = marks.pop(), starts.pop()
            if mark is not None and start is not None and runs_left(start[1]):
                spelt.setdefault(mark, []).append((found.get(mark, "")[start[0] :], start[1]))
        elif name == "Tf":
            codes = fonts.get(str(operands[0]), {})
        elif name in ("Tj", "TJ") and marks and marks[-1] is not None:
            parts = list(operands[0]) if isinstance(operands[0], Array) else operands
            words = (bytes(part).hex().upper() for part in parts if isinstance(part, String))
            length = max(map(len, codes), default=4)
            letters = (codes.get(word[at : at + length], "") for word in words for at in range(0, len(word), length))
            found[marks[-1]] = found.get(marks[-1], "") + "".join(letters)
    return found, spelt


def _take_out(pdf: Pdf, page: Page) -> dict[int, str]:
    """Take out what marked content, and each part of a word, says in place of its glyphs.

    Returns what content says by its id.
    """
    found: dict[int, str] = {}
    kept: list[object] = []
    changed = False
    for instruction in parse_content_stream(page):
        kept.append(instruction)
        if not isinstance(instruction, ContentStreamInstruction) or str(instruction.operator) != "BDC":
            continue
        tag, properties = instruction.operands[0], properties_of(instruction, page)
        text = str(properties.get("/ActualText", ""))
        if "/ActualText" in properties and ("/MCID" in properties or runs_left(text)):
            changed = True
            if "/MCID" in properties:
                found[int(properties.MCID)] = text
            rest = Dictionary({key: value for key, value in properties.items() if key != "/ActualText"})
            kept[-1] = ContentStreamInstruction([tag, rest], Operator("BDC"))
    if changed:
        page.Contents = pdf.make_stream(unparse_content_stream(kept))  # type: ignore[arg-type]
    return found


def _written(codes: Mapping[str, int]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3). Codes are in hexadecimal, as long as the file has them."""
    digits = max(map(len, codes), default=4)
    entries = "".join(f"1 beginbfchar <{code}> <{text:04X}> endbfchar\n" for code, text in codes.items())
    return _CMAP.format(space=f"<{'0' * digits}> <{'F' * digits}>", entries=entries).encode("ascii")


def to_unicode(data: bytes) -> dict[str, str]:
    """What each code stands for."""
    found: dict[str, str] = {}
    for kind, body in _SECTION.findall(data.decode("latin-1")):
        parts: list[str | list[str]] = []
        within: list[str] | None = None
        for word, opening, closing in _PART.findall(body):
            if opening:
                within = []
            elif closing and within is not None:
                parts.append(within)
                within = None
            else:
                (parts if within is None else within).append("".join(word.split()).upper())
        found |= _pairs(parts) if kind == "bfchar" else _ranges(parts)
    return found


def _pairs(parts: list[str | list[str]]) -> dict[str, str]:
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return {code: _text(text) for code, text in pairs if isinstance(code, str) and isinstance(text, str)}


def _ranges(parts: list[str | list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for first, last, texts in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        if not isinstance(first, str) or not isinstance(last, str):
            continue
        for step in range(int(last, 16) - int(first, 16) + 1):
            code = f"{int(first, 16) + step:0{len(first)}X}"
            if isinstance(texts, list):
                found[code] = _text(texts[step])
            else:
                start = _text(texts)
                found[code] = start[:-1] + chr(ord(start[-1]) + step)
    return found


def _text(word: str) -> str:
    return bytes.fromhex(word).decode("utf-16-be", "replace")
