"""What the audio edition says, sentence by sentence: the publication as a script of chapters.

The order is the edition's own, derived from the source: the opening (title, summary, publisher, review dates,
helpline, how long it lasts and how to move about), every section in reading order, the section about the publication,
the end with the helpline once more, and the references (see `is_references`), which a listener may leave out. Every
heading begins a chapter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    Document,
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
from publish.model.publication import Lexeme, Publication
from publish.model.text import plain
from publish.model.traverse import blocks_of, descend, grid, inlines_of
from publish.proof.ledger import OPENING, text_of
from publish.proof.reference_sections import is_references
from publish.speech.announcements import (
    COUNTED,
    HAS_LINK,
    THE_VERY_END,
    about_minutes,
    helpline_twice,
    how_to_listen,
    review_due,
    the_end,
    where_to_watch,
)
from publish.speech.british import cell_opening
from publish.speech.pace import USUAL_RATE, pace
from publish.speech.sentences import sentences
from publish.speech.wording import wording

HELPLINE = "helpline"
"""The node id of the helpline's number where the edition says it of its own."""

COLUMNS = "Columns:"
"""What announces the headers of a table's columns."""

BLANK = "blank"
"""What is said of a cell without words."""

END_OF_QUOTATION = "End of quotation."


class Part(StrEnum):
    """What a sentence belongs to."""

    HEADING = "heading"
    TEXT = "text"
    CELL = "cell"
    ALT = "alt text"
    NOTE = "note"
    ANNOUNCEMENT = "announcement"  # said by the edition, not by the source: helpline, end of a quotation


PAUSES: dict[str, float] = {"sentence": 0.2, "item": 0.4, "block": 0.5, "heading": 0.7, "chapter": 1.2}
"""Seconds of silence after a sentence, a list item or table row, a block, a heading, a chapter, at the usual rate."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as written, as said, where it comes from, and the seconds of silence after it.

    `text` begins with what is `announced` before the words of the source: "Dose:", "Note:", the number of an item.
    """

    text: str
    spoken: Spoken
    node: str
    section: str
    part: Part
    pause_s: float
    line: int = 0
    announced: str = ""

    @property
    def shown(self) -> str:
        """The words that an edition to read shows for it, "" where it says words of its own."""
        return "" if self.part is Part.ANNOUNCEMENT else self.text.removeprefix(f"{self.announced} ")

    @property
    def is_afterword(self) -> bool:
        """Whether these are words of the edition's own that belong to what was said before, not to what comes."""
        own = self.part is Part.ANNOUNCEMENT
        after = self.text == END_OF_QUOTATION or self.text.endswith(HAS_LINK)
        return own and (after or self.node in {OPENING, HELPLINE})


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with what is said until the next one. `level` is 1 for the title, 2 for a top-level section.

    `references` tells the chapters of the references, where names are heard as a recogniser can.
    """

    section: str
    title: str
    level: int
    sentences: tuple[Sentence, ...]
    references: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """The whole edition in the order in which it is said.

    `references` are the sections that are read last, after the end: what a listener need not play.
    """

    title: str
    language: str
    chapters: tuple[Chapter, ...]
    references: frozenset[str] = frozenset()

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

    def __init__(self, lexicon: Sequence[Lexeme], dash: str, pace: float, pauses: Mapping[str, float]) -> None:
        """`dash` is what a cell says that holds just a dash."""
        self._lexicon = lexicon
        self._dash = dash
        self._pauses = pauses
        self.pace = pace

    def say(self, text: str, place: _Place, after: str, announced: str = "") -> Iterator[Sentence]:
        """The sentences of one run of text; `announced` comes before the first, `after` names the last pause."""
        parts = sentences(plain(text))
        for number, part in enumerate(parts):
            first = announced if not number else ""
            opening = cell_opening(part, first, self._dash) if place.part is Part.CELL and not number else None
            words = wording(part, self._lexicon, first, opening)
            pause = self.pause_s(after if number == len(parts) - 1 else "sentence")
            if words:
                written = f"{first} {part}" if first else part
                yield Sentence(written, words, place.node, place.section, place.part, pause, place.line, first)

    def pause_s(self, after: str) -> float:
        """The seconds of silence after something: shorter where speech is faster."""
        return self._pauses[after] / self.pace

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
                yield from self._announce(END_OF_QUOTATION, place)
            case CodeBlock():
                for number, line in enumerate(one for one in block.text.splitlines() if one.strip()):
                    yield from self.say(line, place, "item", announced or ("Code:" if not number else ""))
                    announced = ""
            case MathBlock():
                yield from self.say(block.math.text, place, "block", announced or "Formula:")
            case Video():
                yield from self._announce(announced, place)
                yield from self.say(block.title, place, "block", "Video:")
                yield from self._announce(where_to_watch(block.address), place)
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
        if len(block.items) >= COUNTED:
            yield from self._announce(f"A list of {len(block.items)}.", place)
        for number, item in enumerate(block.items, block.start):
            first = f"{number}:" if block.ordered else ""
            parts = list(self.blocks(item.blocks, place, " ".join(one for one in (announced, first) if one)))
            announced = ""
            if parts:
                last = number == block.start + len(block.items) - 1
                yield from parts[:-1]
                yield replace(parts[-1], pause_s=self.pause_s("block" if last else "item"))

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
            yield from self.say(columns, replace(place, part=Part.CELL), "block", COLUMNS)
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
                text = text_of(cell.children) or BLANK
                announced = f"{head}:" if head else ""
                yield from self.say(text, replace(place, part=Part.CELL), "item" if last else "sentence", announced)
                yield from self._inside(cell, place)

    def _inside(self, cell: Cell, place: _Place) -> Iterator[Sentence]:
        held = tuple(one for one in descend(cell.children) if isinstance(one, InlineImage | Note))
        yield from self.run(held, place, "sentence")


def _main(publication: Publication) -> tuple[Section, ...]:
    return tuple(walk(tuple(section for section in publication.sections if not is_references(section))))


def _references(publication: Publication) -> tuple[Section, ...]:
    return tuple(walk(tuple(section for section in publication.sections if is_references(section))))


def references(publication: Publication) -> frozenset[str]:
    """The ids of the sections that are read last, after the end: what a listener need not play."""
    return frozenset(section.id for section in _references(publication))


_KEY_OF_A_DASH = re.compile(r"(?:^|[\s(])[-–—−] ?= ?\w")


def _tells_of_a_dash(document: Document) -> bool:
    """Whether a text says what its dashes stand for ("– = do not offer"): then a cell says that it has a dash."""
    texts = (text_of(inlines) for block in blocks_of(document) for inlines in inlines_of(block))
    return any(map(_KEY_OF_A_DASH.search, texts))


def script(publication: Publication, rate: int = USUAL_RATE, pauses: Mapping[str, float] = PAUSES) -> Script:
    """The script of a whole publication, to be read at a rate in words a minute with these pauses at the usual one."""
    document = publication.document
    dash = "dash" if _tells_of_a_dash(document) else "none given"
    reader = _Reader(publication.lexicon, dash, pace(rate), pauses)
    information = [_section(reader, section) for section in _main(publication)]
    last_part = [replace(_section(reader, section), references=True) for section in _references(publication)]
    if last_part:
        last_part[-1] = _with(reader, last_part[-1], THE_VERY_END)
    ending = the_end(publication.publisher.helpline, references_follow=bool(last_part))
    if information:
        information[-1] = _with(reader, information[-1], ending)
    opening = _opening(reader, publication, information, last_part)
    chapters = (opening if information else _with(reader, opening, ending), *information, *last_part)
    title = plain(document.metadata.title)
    return Script(title, document.metadata.language, chapters, references(publication))


def _opening(
    reader: _Reader, publication: Publication, information: Sequence[Chapter], last_part: Sequence[Chapter]
) -> Chapter:
    """What stands before the first section, and what the edition says of itself.

    How long it lasts is reckoned from the words, so that it is known before any of them is spoken.
    """
    metadata = publication.document.metadata
    place = _Place(OPENING, OPENING, 1)
    announcing = replace(place, part=Part.ANNOUNCEMENT)
    helpline = helpline_twice(publication.publisher.helpline)
    before = [
        *reader.say(metadata.title, replace(place, part=Part.HEADING), "heading"),
        *reader.blocks(publication.front, place),
        *reader.say(review_due(metadata), announcing, "block"),
        *reader.say(helpline, replace(announcing, node=HELPLINE), "block"),
    ]
    after = list(reader.blocks(publication.document.opening, place))
    itself = reader.say(how_to_listen(1, len(last_part)), announcing, "block")  # it takes a while too
    own = [*before, *itself, *after, *(sentence for chapter in information for sentence in chapter.sentences)]
    others = [sentence for chapter in last_part for sentence in chapter.sentences]
    lasting = how_to_listen(*(about_minutes(part, reader.pace) if part else 0 for part in (own, others)))
    return _chapter(
        reader, OPENING, plain(metadata.title), 1, [*before, *reader.say(lasting, announcing, "block"), *after]
    )


def _section(reader: _Reader, section: Section) -> Chapter:
    place = _Place(section.id, section.id, section.line)
    sentences_of_section = [
        *reader.run(section.heading, replace(place, part=Part.HEADING), "heading"),
        *reader.blocks(section.blocks, place),
    ]
    return _chapter(reader, section.id, text_of(section.heading), section.level + 1, sentences_of_section)


def _with(reader: _Reader, chapter: Chapter, ending: str) -> Chapter:
    """A chapter with words of the edition's own after its last sentence."""
    closing = _Place(chapter.section, HELPLINE, part=Part.ANNOUNCEMENT)
    return replace(chapter, sentences=(*chapter.sentences, *reader.say(ending, closing, "chapter")))


def _chapter(reader: _Reader, section: str, title: str, level: int, spoken: list[Sentence]) -> Chapter:
    if spoken:
        spoken = [*spoken[:-1], replace(spoken[-1], pause_s=reader.pause_s("chapter"))]
    return Chapter(section, title, level, tuple(spoken))
