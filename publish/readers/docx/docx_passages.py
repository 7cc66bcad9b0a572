"""A whole Word document as passages, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from publish.model.text import plain
from publish.proof.reading import Entry, Passage, Reading, Role
from publish.readers.docx.list_numbers import Counter
from publish.readers.docx.paragraph_styles import Styles, setting
from publish.readers.docx.paragraph_text import Line, NoteMark, line
from publish.readers.docx.parts import Archive, Relationships, Story, W, opened
from publish.readers.docx.table_cells import cells
from publish.readers.once import read_once
from publish.readers.written_numbers import written_number

_DC = "{http://purl.org/dc/elements/1.1/}"

_ROLES = {
    "caption": Role.CAPTION,
    "quote": Role.QUOTE,
    "html preformatted": Role.CODE,
    "callout title": Role.CALLOUT,
    "video": Role.VIDEO,
    "term": Role.TERM,
    "definition": Role.DEFINITION,
    "footnote text": Role.NOTE,
}
"""What a paragraph is by the name of its style, in small letters."""

_HOLDERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins")}
_TABLE_HEADING = "table heading"
_NOWHERE = "#"


@read_once
def read(path: Path) -> Reading:
    """Read a Word document back.

    Args:
        path: the file.

    Returns:
        All that it says. Headers, footers and the contents are no part of the text; the contents are given apart.

    Raises:
        UnreadableEdition: the file is no Word document, or damaged.

    """
    archive = opened(path)
    return _Reader(archive).reading()


def language_of(archive: Archive) -> str:
    """The language of the document: that of runs which say none (docDefaults, ECMA-376, part 1, 17.7.5)."""
    properties = None
    if archive.styles is not None:
        properties = archive.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return (setting(properties, "lang") or "") if properties is not None else ""


def core_property(archive: Archive, name: str) -> str:
    """What the file says of itself under a name of Dublin Core."""
    return "" if archive.core is None else plain(archive.core.findtext(f"{_DC}{name}") or "")


class _Reader:
    """One reading: list items are counted as they come, so it goes through the text once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._styles = Styles(archive.styles)
        self._counter = Counter(archive.numbering)
        self._landings = self._bookmarks(archive.document)
        self._heading = ""
        notes = [] if archive.footnotes is None else archive.footnotes.tree.findall(f"{W}footnote")
        self._notes = {note.get(f"{W}id", ""): note for note in notes}

    def reading(self) -> Reading:
        """All that the file says."""
        document = self._archive.document
        body = document.tree.find(f"{W}body")
        return Reading(
            passages=() if body is None else tuple(self._blocks(body, document.relationships, in_note=False)),
            title=core_property(self._archive, "title"),
            language=language_of(self._archive),
            contents=tuple(self._contents(document)),
        )

    def _bookmarks(self, story: Story) -> dict[str, str]:
        """The words of the paragraph in or before which each bookmark stands, by its name."""
        landings: dict[str, str] = {}
        waiting: list[str] = []
        for found in story.tree.iter(f"{W}bookmarkStart", f"{W}p"):
            if found.tag == f"{W}p":
                names = [*waiting, *(mark.get(f"{W}name", "") for mark in found.iter(f"{W}bookmarkStart"))]
                waiting = []
                if names:
                    landings |= dict.fromkeys(names, line(found, story.relationships, _no_landing).text)
            elif found.get(f"{W}name", "") not in landings:
                waiting.append(found.get(f"{W}name", ""))
        return landings

    def _landing(self, bookmark: str) -> str:
        return f"#{self._landings[bookmark]}" if bookmark in self._landings else _NOWHERE

    def _contents(self, story: Story) -> Iterator[Entry]:
        for control in story.tree.iter(f"{W}sdt"):
            if not _is_contents(control):
                continue
            for paragraph in control.iter(f"{W}p"):
                level = _contents_level(self._styles.names(paragraph))
                words = line(paragraph, story.relationships, self._landing)
                if level and words.text:
                    yield Entry(words.text, level, words.links[0].target if words.links else _NOWHERE)

    def _blocks(self, parent: etree._Element, relationships: Relationships, *, in_note: bool) -> Iterator[Passage]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, relationships, in_note=in_note)
            elif child.tag == f"{W}tbl" and self._styles.is_layout(child):
                for cell in child.iterfind(f"{W}tr/{W}tc"):
                    yield from self._blocks(cell, relationships, in_note=in_note)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, relationships)
            elif child.tag in _HOLDERS and not _is_contents(child):
                yield from self._blocks(child, relationships, in_note=in_note)

    def _paragraph(
        self, paragraph: etree._Element, relationships: Relationships, *, in_note: bool
    ) -> Iterator[Passage]:
        words = line(paragraph, relationships, self._landing)
        role, level, ordinal = self._role(paragraph, words)
        if in_note and role is Role.PARAGRAPH and "footnote text" in self._styles.names(paragraph):
            role = Role.NOTE
        if role is Role.HEADING:
            self._heading = words.text
        boxed = paragraph.find(f"{W}pPr/{W}pBdr") is not None
        yield from self._passages(words, role, level=level, ordinal=ordinal, boxed=boxed)

    def _role(self, paragraph: etree._Element, words: Line) -> tuple[Role, int, int]:
        """What a paragraph is, its level, and its number in a list. Every item is counted, whatever else it is."""
        names = self._styles.names(paragraph)
        named = next((_ROLES[name] for name in names if name in _ROLES), None)
        numbering = self._styles.numbering(paragraph)
        ordinal = self._counter.next(*numbering) if numbering else None
        heading = self._styles.heading_level(paragraph)
        if heading:
            return Role.HEADING, heading, 0
        if named is not None:
            return named, 0, 0
        if words.is_formula:
            return Role.MATH, 0, 0
        if numbering and ordinal is not None:
            return Role.ITEM, numbering[1] + 1, ordinal
        return Role.PARAGRAPH, 0, 0

    def _passages(
        self,
        words: Line,
        role: Role,
        *,
        level: int = 0,
        ordinal: int = 0,
        headers: tuple[str, ...] = (),
        boxed: bool | None = None,
    ) -> Iterator[Passage]:
        where = f"under “{self._heading}”" if self._heading else ""
        if words.text:
            marks = words.links, words.languages, where, (), words.notes, words.stressed, boxed
            yield Passage(role, words.text, level, ordinal, headers, *marks)
        for beside in words.beside:
            if isinstance(beside, NoteMark):
                yield from self._note(beside.id)
            elif beside.alt and not beside.decorative:
                yield Passage(Role.ALT, beside.alt, where=where, boxed=boxed)

    def _note(self, number: str) -> Iterator[Passage]:
        note = self._notes.get(number)
        if note is not None and self._archive.footnotes is not None:
            yield from self._blocks(note, self._archive.footnotes.relationships, in_note=True)

    def _table(self, table: etree._Element, relationships: Relationships) -> Iterator[Passage]:
        def lines(cell: etree._Element) -> list[Line]:
            return [line(paragraph, relationships, self._landing) for paragraph in cell.iter(f"{W}p")]

        def is_heading(cell: etree._Element) -> bool:
            return all(_TABLE_HEADING in self._styles.names(paragraph) for paragraph in cell.findall(f"{W}p"))

        def words(cell: etree._Element) -> str:
            return " ".join(cell_line.text for cell_line in lines(cell) if cell_line.text)

        for cell in cells(table, is_heading, words):
            role = Role.HEADER_CELL if cell.is_header else Role.CELL
            for cell_line in lines(cell.element):
                yield from self._passages(cell_line, role, headers=cell.headers)


def _is_contents(found: etree._Element) -> bool:
    gallery = setting(found, "sdtPr/docPartObj/docPartGallery") if found.tag == f"{W}sdt" else None
    return gallery == "Table of Contents"


def _contents_level(names: list[str]) -> int:
    number = names[0].removeprefix("toc ") if names and names[0].startswith("toc ") else ""
    return written_number(number)


def _no_landing(_bookmark: str) -> str:
    return _NOWHERE
