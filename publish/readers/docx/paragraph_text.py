"""What a paragraph says: its words, links and languages, and the images and notes that stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from publish.model.text import plain, subscript, superscript
from publish.proof.reading import LanguageText, LinkText, Span, place_in
from publish.readers.docx.office_math import in_line, language
from publish.readers.docx.parts import M, R, Relationships, W

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_HOLDERS = {f"{W}{name}" for name in ("ins", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo")}
_HOLDERS |= {f"{M}oMathPara"}

_RUN, _TEXT, _LINK, _FORMULA = f"{W}r", f"{W}t", f"{W}hyperlink", f"{M}oMath"
_DRAWING, _REFERENCE, _CHOICE = f"{W}drawing", f"{W}footnoteReference", f"{_ALTERNATE}AlternateContent"
_LOOK = f"{W}rPr"
_BESIDE = frozenset({f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd"})

_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words with one look. `link` counts the links of a paragraph from 1; 0 is none."""

    text: str
    position: str = ""  # "superscript" or "subscript"
    language: str = ""  # of the run itself, "" where it says none
    link: int = 0
    stressed: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, with what it says of itself."""

    alt: str
    decorative: bool


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote."""

    id: str


@dataclass(frozen=True, slots=True)
class Line:
    """All that one paragraph says."""

    text: str
    links: tuple[LinkText, ...]
    languages: tuple[LanguageText, ...]
    beside: tuple[Picture | NoteMark, ...]
    is_formula: bool
    notes: tuple[int, ...]
    stressed: tuple[Span, ...]


def line(paragraph: etree._Element, relationships: Relationships, landing: Callable[[str], str]) -> Line:
    """Read one paragraph.

    Args:
        paragraph: the w:p.
        relationships: of the story that it stands in.
        landing: gives where a link to a bookmark leads.

    Returns:
        What it says, in plain form.

    """
    reader = _Reader(relationships, landing)
    everything = list(reader.contents(paragraph, 0))
    pieces = [part for part in everything if isinstance(part, Piece)]
    beside = tuple(part for part in everything if not isinstance(part, Piece))
    links = tuple(
        LinkText(_words(piece for piece in pieces if piece.link == number), target)
        for number, target in enumerate(reader.targets, 1)
    )
    languages = tuple(
        LanguageText(_words(group), name) for name, group in groupby(pieces, lambda piece: piece.language) if name
    )
    shown = [child for child in paragraph if child.tag not in _BESIDE]
    is_formula = bool(shown) and all(child.tag == f"{M}oMathPara" for child in shown)
    notes = tuple(
        place_in(_words([piece for piece in everything[:number] if isinstance(piece, Piece)]))
        for number, part in enumerate(everything)
        if isinstance(part, NoteMark)
    )
    return Line(_words(pieces), links, languages, beside, is_formula, notes, tuple(_stressed(pieces)))


def _stressed(pieces: list[Piece]) -> Iterator[Span]:
    start = 0
    for piece in pieces:
        end = start + place_in(piece.text)
        if piece.stressed:
            yield start, end
        start = end


def _words(pieces: Iterator[Piece] | list[Piece]) -> str:
    instructions = []
    for position, group in groupby(pieces, lambda piece: piece.position):
        text = "".join(piece.text for piece in group)
        instructions.append(
            {"superscript": superscript, "subscript": subscript}.get(position, str)(text) if text else ""
        )
    return plain("".join(instructions))


class _Reader:
    """Goes through the runs of one paragraph."""

    def __init__(self, relationships: Relationships, landing: Callable[[str], str]) -> None:
        self._relationships = relationships
        self._landing = landing
        self.targets: list[str] = []

    def contents(self, parent: etree._Element, link: int) -> Iterator[Piece | Picture | NoteMark]:
        """What the children say, in order. Deleted words, field instructions and fall-backs are no text.

        `link` is the number of the link that they stand in.
        """
        for child in parent:
            name = child.tag
            if name == _RUN:
                yield from self._run(child, link)
            elif name == _LINK:
                self.targets.append(self._target(child))
                yield from self.contents(child, len(self.targets))
            elif name == _FORMULA:
                # No formula has words that could be stressed.
                yield Piece(in_line(child), language=language(child) or "", link=link, stressed=True)
            elif name in _HOLDERS:
                yield from self.contents(child, link)
            elif name == _CHOICE:
                for choice in child.findall(f"{_ALTERNATE}Choice")[:1]:
                    yield from self.contents(choice, link)

    def _run(self, run: etree._Element, link: int) -> Iterator[Piece | Picture | NoteMark]:
        look = next(run.iterchildren(_LOOK), None)
        position, tongue = ("", "") if look is None else (_position(look), _language(look))
        bold = look is not None and is_stressed(look)
        for child in run:
            name = child.tag
            if name == _TEXT:
                yield Piece(child.text or "", position, tongue, link, bold)
            elif name in _CHARACTERS:
                yield Piece(_CHARACTERS[name], position, tongue, link, bold)
            elif name == _DRAWING:
                yield from pictures(child)
            elif name == _REFERENCE:
                yield NoteMark(child.get(f"{W}id", ""))
            elif name == _CHOICE:
                for choice in child.findall(f"{_ALTERNATE}Choice")[:1]:
                    yield from pictures(choice)

    def _target(self, link: etree._Element) -> str:
        anchor = link.get(f"{W}anchor")
        found = self._relationships.get(link.get(f"{R}id", ""))
        if found is not None and found.is_external:
            return f"{found.target}#{anchor}" if anchor else found.target
        return self._landing(anchor) if anchor else ""


def pictures(parent: etree._Element) -> Iterator[Picture]:
    """The images that a drawing shows."""
    for properties in parent.iter(f"{_WP}docPr"):
        mark = properties.find(f".//{_DECORATIVE}")
        decorative = mark is not None and mark.get("val") in ("1", "true")
        yield Picture(plain(properties.get("descr", "")), decorative)


def _position(look: etree._Element) -> str:
    found = next(look.iterchildren(f"{W}vertAlign"), None)
    position = "" if found is None else found.get(f"{W}val", "")
    return position if position in ("superscript", "subscript") else ""


def is_stressed(look: etree._Element) -> bool:
    """Whether the look of a run says that it is stressed."""
    style, bold = (next(look.iterchildren(f"{W}{name}"), None) for name in ("rStyle", "b"))
    if bold is not None:
        return bold.get(f"{W}val", "1") not in ("0", "false", "off")
    return style is not None and style.get(f"{W}val") in ("Strong", "Emphasis")


def _language(look: etree._Element) -> str:
    found = next(look.iterchildren(f"{W}lang"), None)
    if found is None:
        return ""
    # A run from right to left is spelt and spoken in its bidi language: ECMA-376, part 1, 17.3.2.20.
    right_to_left = next(look.iterchildren(f"{W}rtl"), None) is not None
    western, bidi = found.get(f"{W}val") or "", found.get(f"{W}bidi") or ""
    return bidi or western if right_to_left else western
