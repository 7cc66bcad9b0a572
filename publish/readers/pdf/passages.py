"""The passages of a tagged PDF: its structure tree walked in order, with the text that the pages hold.

What tags cannot tell apart is read as the plainer thing: the title of a box and the line that names a video are
paragraphs. A caption is read after its picture, wherever the tags put it. A note is read at its mark. A contents list
(TOC) is navigation, not text: see `publish.readers.pdf.page_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from publish.model.text import plain
from publish.proof.reading import Entry, Passage, Reading, Role
from publish.readers.once import read_once
from publish.readers.pdf.block_words import WordReader, Words, seamless
from publish.readers.pdf.page_frames import frames_of
from publish.readers.pdf.structure_tree import Content, Destination, Element, Target
from publish.readers.pdf.table_headers import headers_of, placed_cells
from publish.readers.pdf.tagged_file import TaggedPdf, open_tagged_pdf

_HEADING = re.compile(r"H[1-6]")
_INLINE = frozenset(["Span", "Strong", "Em", "Link", "Reference", "Quote", "Lbl", "Annot", "Sub", "Ruby", "BibEntry"])
_NUMBER = re.compile(r"\(?(\d+)[.):]?")
_BULLET = re.compile(r"\W{0,2}|o")
_TERMS = ("None", "Description")  # values of ListNumbering
_NEAR = 2.2  # times its type size: a heading this near below a destination is what the link shows

Kid = Element | Content | Target


@dataclass(frozen=True, slots=True)
class _Context:
    """What a block inherits: the roles of the next paragraph and of those after it, and the list it is in."""

    first: Role = Role.PARAGRAPH
    rest: Role = Role.PARAGRAPH
    depth: int = 0
    ordinal: int = 0

    def then(self) -> _Context:
        return _Context(self.rest, self.rest, self.depth)


@dataclass(frozen=True, slots=True)
class _Landmark:
    """A heading or note where a link can lead."""

    page: int
    y: float
    size: float
    what: Element
    text: str = ""


@read_once
def read_tagged_pdf(path: Path) -> Reading:
    """Read an edition back. Raises `UnreadableEdition`."""
    return reading_of(open_tagged_pdf(path))


def reading_of(file: TaggedPdf) -> Reading:
    """All that an opened file says."""
    reader = _Reader(file)
    passages = tuple(reader.passages())
    contents = tuple(
        Entry(plain(bookmark.title), bookmark.depth + 1, reader.target(Target(None, bookmark.place)))
        for bookmark in file.bookmarks
    )
    claims = {"pdfuaid:part": file.ua_part} if file.ua_part else {}
    return Reading(passages, file.title, file.language, contents, len(file.page_runs), accessibility=claims)


class _Reader:
    def __init__(self, file: TaggedPdf) -> None:
        self._file = file
        self._marked = file.marked()
        self._words = WordReader(self._marked, file.language, self._resolve, file.bold)
        self._frames = [frames_of(shapes) for shapes in file.page_shapes]
        self._shapes = {
            (page, shape.mark): shape.box for page, shapes in enumerate(file.page_shapes, 1) for shape in shapes
        }
        self._landmarks: dict[int, list[_Landmark]] = {}  # by page
        self._read_notes: set[int] = set()
        everything = list(file.root.descend())
        self._find_landmarks(candidate for candidate in everything if candidate.tag in ("Note", "FENote"))
        self._find_landmarks(candidate for candidate in everything if _HEADING.fullmatch(candidate.tag))

    def passages(self) -> Iterator[Passage]:
        """All passages in reading order."""
        found: list[Passage] = []
        self._flow(self._file.root.kids, _Context(), found)
        yield from found

    def target(self, target: Target) -> str:
        """Where a link or bookmark leads, as `LinkText` has it."""
        found = self._resolve(target)
        return found if isinstance(found, str) else ""

    def _find_landmarks(self, elements: Iterable[Element]) -> None:
        found = []
        for element in elements:
            runs = [run for piece in element.content() for run in self._marked.get((piece.page, piece.mark), ())]
            if runs:
                text = self._words.read(element.kids).text if _HEADING.fullmatch(element.tag) else ""
                found.append(_Landmark(runs[0].page, runs[0].y, runs[0].size, element, text))
        # Headings may lead to notes, but not the other way round: what is found is known only now.
        for landmark in found:
            self._landmarks.setdefault(landmark.page, []).append(landmark)

    def _resolve(self, target: Target) -> Element | str:
        if target.address is not None:
            return target.address
        found = self._landmark(target.place)
        if found is None:
            return "#"
        return found.what if found.what.tag in ("Note", "FENote") else f"#{found.text}"

    def _landmark(self, place: Destination | None) -> _Landmark | None:
        if place is None or place.top is None:
            return None
        landmarks = self._landmarks.get(place.page, [])
        near = [landmark for landmark in landmarks if 0 <= place.top - landmark.y + 1 <= _NEAR * landmark.size]
        return max(near, key=lambda landmark: landmark.y, default=None)

    # --- blocks -------------------------------------------------------------------------------------------------------

    def _flow(self, kids: Iterable[Kid], place: _Context, found: list[Passage]) -> _Context:
        """Read what stands in a container; text directly in it is a paragraph."""
        loose: list[Kid] = []

        def settle() -> None:
            nonlocal place, loose
            if any(not isinstance(kid, Target) for kid in loose):
                place = self._paragraph(loose, place, found)
            loose = []

        for kid in kids:
            if isinstance(kid, Content | Target) or _is_inline(kid):
                loose.append(kid)
            else:
                settle()
                place = self._block(kid, place, found)
        settle()
        return place

    def _paragraph(self, kids: list[Kid], place: _Context, found: list[Passage]) -> _Context:
        item = place.first is Role.ITEM
        level, ordinal = (place.depth, place.ordinal) if item else (0, 0)
        self._say(place.first, kids, found, level=level, ordinal=ordinal)
        return place.then()

    def _block(self, element: Element, place: _Context, found: list[Passage]) -> _Context:
        match element.tag:
            case "P":
                return self._paragraph(element.kids, place, found)
            case tag if _HEADING.fullmatch(tag):
                self._say(Role.HEADING, element.kids, found, level=int(tag[1]))
            case "L":
                self._list(element, place, found)
            case "Table":
                self._table(element, found)
            case "Caption":
                self._say(Role.CAPTION, element.kids, found)
            case "Figure":
                self._figure(element, found)
            case "Formula":
                self._add(Role.MATH, seamless(plain(element.alt or "")), element, found)
            case "Code":
                lines = [self._words.read([kid]).text for kid in element.kids]
                self._add(Role.CODE, plain(" ".join(lines)), element, found)
            case "BlockQuote":
                self._flow(element.kids, _Context(Role.QUOTE, Role.QUOTE, place.depth), found)
            case "Note" | "FENote":
                self._note(element, found)
            case "TOC" | "TOCI":
                pass
            case _:
                return self._flow(_picture_first(element), place, found)
        return place

    def _list(self, element: Element, place: _Context, found: list[Passage]) -> None:
        in_note = place.rest is Role.NOTE
        first, rest = (Role.NOTE, Role.NOTE) if in_note else (Role.ITEM, Role.PARAGRAPH)
        depth = place.depth + 1
        terms = self._names_terms(element)
        for item in element.elements():
            if item.tag == "L":  # ISO 32000-1, table 336: a list directly in a list belongs to the item before it
                self._list(item, _Context(depth=place.depth) if terms else replace(place, depth=depth), found)
                continue
            ordinal = 0
            for part in item.elements():
                if part.tag == "Lbl" and terms:
                    self._say(Role.TERM, part.kids, found)
                elif part.tag == "Lbl":
                    number = _NUMBER.fullmatch(self._words.read(part.kids).text)
                    ordinal = int(number[1]) if number else 0
                elif terms:
                    self._flow([part], _Context(Role.DEFINITION, Role.PARAGRAPH, place.depth), found)
                else:
                    self._flow([part], _Context(first, rest, depth, ordinal), found)

    def _names_terms(self, element: Element) -> bool:
        """Whether a list's labels are words of its own, by its ListNumbering (ISO 32000-1, table 347) if it has one."""
        numbering = element.attributes.get("ListNumbering")
        if numbering is not None:
            return numbering in _TERMS
        labels = [
            self._words.read(inner.kids).text
            for item in element.elements()
            for inner in item.elements()
            if inner.tag == "Lbl"
        ]
        return any(not _NUMBER.fullmatch(label) and not _BULLET.fullmatch(label) for label in labels)

    def _table(self, table: Element, found: list[Passage]) -> None:
        for part in table.elements():
            if part.tag == "Caption":
                self._say(Role.CAPTION, part.kids, found)
        cells = placed_cells(table)
        texts = {id(cell.element): self._words.read(cell.element.kids).text for cell in cells}
        for cell in cells:
            if cell.element.tag == "TH":
                self._say(Role.HEADER_CELL, cell.element.kids, found)
            else:
                headers = headers_of(cell, cells, lambda head: texts[id(head)])
                self._say(Role.CELL, cell.element.kids, found, headers=headers)

    def _figure(self, element: Element, found: list[Passage]) -> None:
        self._add(Role.ALT, plain(element.alt or ""), element, found)
        for kid in element.elements():
            if kid.tag == "Caption":
                self._say(Role.CAPTION, kid.kids, found)

    def _note(self, element: Element, found: list[Passage]) -> None:
        if id(element) not in self._read_notes:
            self._read_notes.add(id(element))
            kids = [kid for kid in element.kids if not (isinstance(kid, Element) and kid.tag == "Lbl")]
            self._flow(kids, _Context(Role.NOTE, Role.NOTE), found)

    # --- passages -----------------------------------------------------------------------------------------------------

    def _say(
        self,
        role: Role,
        kids: list[Kid],
        found: list[Passage],
        level: int = 0,
        ordinal: int = 0,
        headers: tuple[str, ...] = (),
    ) -> None:
        words = self._words.read(kids)
        if words.text:
            where, boxed = _where(kids), self._is_boxed(kids)
            marks = words.links, words.languages, where, words.struck, words.notes, words.stressed, boxed
            found.append(Passage(role, words.text, level, ordinal, headers, *marks, words.turns))
        self._extras(words, found)

    def _extras(self, words: Words, found: list[Passage]) -> None:
        for extra in words.extras:
            if extra.tag == "Figure":
                self._figure(extra, found)
            else:
                self._note(extra, found)

    def _add(self, role: Role, text: str, element: Element, found: list[Passage]) -> None:
        if text:
            found.append(Passage(role, text, where=_where(element.kids), boxed=self._is_boxed(element.kids)))

    def _is_boxed(self, kids: Iterable[Kid]) -> bool | None:
        """Whether all of something stands in frames; None where a part of it does, which no source asks for."""
        found: set[bool] = set()
        for place in _content(kids):
            runs = self._marked.get((place.page, place.mark), ())
            boxes = [run.box for run in runs if run.text.strip() and not run.in_drawing]
            shape = self._shapes.get((place.page, place.mark))
            frames = self._frames[place.page - 1]
            found |= {
                any(frame.holds(box) for frame in frames) for box in (*boxes, *([shape] if shape and not boxes else []))
            }
        return any(found)


def _is_inline(element: Element) -> bool:
    if element.tag in ("Code", "Formula"):
        return element.attributes.get("Placement") != "Block"
    return element.tag in _INLINE


def _picture_first(element: Element) -> list[Kid]:
    """What a container holds; the caption of a picture after the picture."""
    captions = [kid for kid in element.elements() if kid.tag == "Caption"]
    if not captions or not any(inner.tag == "Figure" for inner in element.descend()):
        return element.kids
    return [*(kid for kid in element.kids if not any(kid is caption for caption in captions)), *captions]


def _content(kids: Iterable[Kid]) -> Iterator[Content]:
    for kid in kids:
        if isinstance(kid, Content):
            yield kid
        elif isinstance(kid, Element):
            yield from kid.content()


def _where(kids: Iterable[Kid]) -> str:
    for kid in kids:
        if isinstance(kid, Content):
            return f"page {kid.page}"
        if isinstance(kid, Element):
            inner = _where(kid.kids)
            if inner:
                return inner
    return ""
