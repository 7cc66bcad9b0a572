"""What the audio edition says, sentence by sentence: the publication as a script of chapters.

The order is the edition's own, derived from the source: the opening (title, summary, publisher, review date,
helpline), every section in reading order, the section about the publication, the references (a top-level section with
the id `sources`), and at the very end the helpline once more. Every heading begins a chapter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from publish.contracts.voice import Spoken
from publish.model.nodes import (
    Block,
    Callout,
    CalloutKind,
    Cell,
    CodeBlock,
    DefinitionList,
    EasyRead,
    Figure,
    Inline,
    InlineImage,
    List,
    MathBlock,
    Note,
    Paragraph,
    Quote,
    Section,
    Table,
    Video,
    walk,
)
from publish.model.publication import Contact, Lexeme, Publication
from publish.model.text import plain
from publish.model.traverse import descend, grid
from publish.proof.ledger import OPENING, text_of
from publish.speech.sentences import sentences
from publish.speech.wording import wording

REFERENCES = "sources"
"""The id of the section that is read last."""

HELPLINE = "helpline"
"""The node id of the helpline's number where the edition says it of its own."""


class Part(StrEnum):
    """What a sentence belongs to."""

    HEADING = "heading"
    TEXT = "text"
    CELL = "cell"
    ALT = "alt text"
    NOTE = "note"
    ANNOUNCEMENT = "announcement"  # said by the edition, not by the source: helpline, end of a quotation


PAUSES: dict[str, float] = {"sentence": 0.2, "item": 0.4, "block": 0.5, "heading": 0.7, "chapter": 1.2}
"""Seconds of silence after a sentence, a list item or table row, a block, a heading, a chapter."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as written, as said, where it comes from, and the seconds of silence after it."""

    text: str
    spoken: Spoken
    node: str
    section: str
    part: Part
    pause_s: float
    line: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with what is said until the next one. `level` is 1 for the title, 2 for a top-level section."""

    section: str
    title: str
    level: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """The whole edition in the order in which it is said."""

    title: str
    language: str
    chapters: tuple[Chapter, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(sentence for chapter in self.chapters for sentence in chapter.sentences)


_CALLOUTS = {CalloutKind.NOTE: "Note", CalloutKind.IMPORTANT: "Important", CalloutKind.WARNING: "Warning"}


@dataclass(frozen=True, slots=True)
class _Place:
    section: str
    node: str = ""
    line: int = 0
    part: Part = Part.TEXT


class _Reader:
    """Turns nodes into sentences."""

    def __init__(self, lexicon: Sequence[Lexeme]) -> None:
        self._lexicon = lexicon

    def say(self, text: str, place: _Place, after: str, announced: str = "") -> Iterator[Sentence]:
        """The sentences of one run of text; `announced` comes before the first, `after` names the last pause."""
        parts = sentences(plain(text))
        for number, part in enumerate(parts):
            first = announced if not number else ""
            words = wording(part, self._lexicon, first, in_cell=place.part is Part.CELL and len(parts) == 1)
            pause = PAUSES[after if number == len(parts) - 1 else "sentence"]
            if words:
                written = f"{first} {part}" if first else part
                yield Sentence(written, words, place.node, place.section, place.part, pause, place.line)

    def run(
        self, inlines: tuple[Inline, ...], place: _Place, after: str = "block", announced: str = ""
    ) -> Iterator[Sentence]:
        """The sentences of inlines, then the images and notes that stand inside them."""
        yield from self.say(text_of(inlines), place, after, announced)
        for inline in descend(inlines):
            if isinstance(inline, InlineImage) and not inline.decorative:
                yield from self.say(inline.alt, replace(place, part=Part.ALT), after, "Picture:")
            elif isinstance(inline, Note):
                noted = replace(place, part=Part.NOTE)
                yield from self.blocks(inline.blocks, noted, "Note:")

    def blocks(self, blocks: Iterable[Block], place: _Place, announced: str = "") -> Iterator[Sentence]:
        """The sentences of blocks one after another."""
        for number, block in enumerate(blocks):
            yield from self.block(block, place, announced if not number else "")

    def block(self, block: Block, outer: _Place, announced: str = "") -> Iterator[Sentence]:
        """The sentences of one block."""
        place = replace(outer, node=block.id or outer.node, line=block.line or outer.line)
        match block:
            case Paragraph():
                yield from self.run(block.children, place, announced=announced)
            case List():
                yield from self._list(block, place, announced)
            case DefinitionList():
                for item in block.items:
                    yield from self.run(item.term, place, "sentence", announced)
                    announced = ""
                    for meaning in item.meanings:
                        yield from self.blocks(meaning, place)
            case Table():
                yield from self._announce(announced, place)
                yield from self._table(block, place)
            case Figure():
                yield from self._announce(announced, place)
                if not block.decorative:
                    yield from self.say(block.alt, replace(place, part=Part.ALT), "block", "Picture:")
                yield from self.run(block.caption, place, announced="Caption:")
            case Quote():
                yield from self._announce(announced, place)
                yield from self.blocks(block.blocks, place, "Quotation:")
                yield from self._announce("End of quotation.", place)
            case CodeBlock():
                for number, line in enumerate(one for one in block.text.splitlines() if one.strip()):
                    yield from self.say(line, place, "item", announced or ("Code:" if not number else ""))
                    announced = ""
            case MathBlock():
                yield from self.say(block.math.text, place, "block", announced or "Formula:")
            case Video():
                yield from self._announce(announced, place)
                yield from self.say(block.title, place, "block", "Video:")
                yield from self.blocks(block.description, place)
            case Callout():
                yield from self._announce(announced, place)
                yield from self.say(block.title, place, "block", f"{_CALLOUTS[block.kind]}:")
                yield from self.blocks(block.blocks, place)
            case EasyRead():
                pass  # other words for the same sections, which are an edition of their own

    def _announce(self, text: str, place: _Place) -> Iterator[Sentence]:
        yield from self.say(text, replace(place, part=Part.ANNOUNCEMENT), "block")

    def _list(self, block: List, place: _Place, announced: str) -> Iterator[Sentence]:
        for number, item in enumerate(block.items, block.start):
            first = f"{number}:" if block.ordered else ""
            parts = list(self.blocks(item.blocks, place, " ".join(one for one in (announced, first) if one)))
            announced = ""
            if parts:
                last = number == block.start + len(block.items) - 1
                yield from parts[:-1]
                yield replace(parts[-1], pause_s=PAUSES["block" if last else "item"])

    def _table(self, table: Table, place: _Place) -> Iterator[Sentence]:
        yield from self.run(table.caption, place, announced="Table:")
        placed = grid(table.header_rows)
        heads: dict[int, list[str]] = {}
        for row in placed:
            for column, cell in row:
                for covered in range(column, column + cell.column_span):
                    text = text_of(cell.children)
                    if text and text not in heads.setdefault(covered, []):
                        heads[covered].append(text)
        names = {column: ", ".join(texts) for column, texts in heads.items() if texts}
        if names:
            columns = "; ".join(names[column] for column in sorted(names))
            yield from self.say(columns, replace(place, part=Part.CELL), "block", "Columns:")
        for row in placed:
            for _, cell in row:
                yield from self._inside(cell, place)
        width = max(
            (column + cell.column_span for row in (*placed, *grid(table.rows)) for column, cell in row), default=0
        )
        beside: dict[int, list[tuple[int, Cell]]] = {}
        for number, row in enumerate(grid(table.rows)):
            cells = sorted([*row, *beside.get(number, [])], key=lambda one: one[0])
            for column, cell in row:
                for covered in range(number + 1, number + cell.row_span):
                    beside.setdefault(covered, []).append((column, cell))
            for column, cell in cells:
                last = column == cells[-1][0]
                spanned = [names[one] for one in range(column, column + cell.column_span) if one in names]
                # A cell over the full width heads the rows under it: it is said once, and under no column's header.
                head = "" if cell.column_span == width > 1 else " and ".join(dict.fromkeys(spanned))
                text = text_of(cell.children) or "blank"
                announced = f"{head}:" if head else ""
                yield from self.say(text, replace(place, part=Part.CELL), "item" if last else "sentence", announced)
                yield from self._inside(cell, place)

    def _inside(self, cell: Cell, place: _Place) -> Iterator[Sentence]:
        held = tuple(one for one in descend(cell.children) if isinstance(one, InlineImage | Note))
        yield from self.run(held, place, "sentence")


def order(publication: Publication) -> tuple[Section, ...]:
    """All sections in the order in which they are said: references last."""
    top = publication.sections
    references = [section for section in top if section.id == REFERENCES]
    return tuple(walk((*(section for section in top if section.id != REFERENCES), *references)))


def _helpline(contact: Contact) -> str:
    return f"{contact.label}: {contact.value}."


def script(publication: Publication) -> Script:
    """The script of a whole publication."""
    document = publication.document
    reader = _Reader(publication.lexicon)
    helpline = _helpline(publication.publisher.helpline)
    opening = _Place(OPENING, OPENING, 1)
    start = [
        *reader.say(document.metadata.title, replace(opening, part=Part.HEADING), "heading"),
        *reader.blocks(publication.front, opening),
        *reader.say(helpline, replace(opening, node=HELPLINE, part=Part.ANNOUNCEMENT), "block"),
        *reader.blocks(document.opening, opening),
    ]
    chapters = [_chapter(OPENING, plain(document.metadata.title), 1, start)]
    for section in order(publication):
        place = _Place(section.id, section.id, section.line)
        said = [
            *reader.run(section.heading, replace(place, part=Part.HEADING), "heading"),
            *reader.blocks(section.blocks, place),
        ]
        chapters.append(_chapter(section.id, text_of(section.heading), section.level + 1, said))
    last = chapters[-1]
    closing = _Place(last.section, HELPLINE, part=Part.ANNOUNCEMENT)
    end = reader.say(f"This is the end. {helpline}", closing, "chapter")
    chapters[-1] = replace(last, sentences=(*last.sentences, *end))
    return Script(plain(document.metadata.title), document.metadata.language, tuple(chapters))


def _chapter(section: str, title: str, level: int, said: list[Sentence]) -> Chapter:
    if said:
        said = [*said[:-1], replace(said[-1], pause_s=PAUSES["chapter"])]
    return Chapter(section, title, level, tuple(said))
