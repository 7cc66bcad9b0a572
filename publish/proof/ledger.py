"""The ledger: every piece of text that a publication says, unit by unit, section by section, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publish.model.last_asked import kept_for_the_last
from publish.model.nodes import (
    Block,
    Callout,
    CalloutKind,
    Code,
    CodeBlock,
    DefinitionList,
    EasyRead,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    Note,
    Paragraph,
    Quote,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
    walk,
)
from publish.model.publication import Publication
from publish.model.text import plain, subscript, superscript
from publish.model.traverse import descend, grid
from publish.proof.reading import LanguageText, LinkText, Role, StruckText, TablePlace, Unit, place_in
from publish.proof.reading import Span as Stretch

OPENING = "opening"
"""The section id of what stands before the first heading: title, front lines, opening blocks."""


_KINDS = {
    CalloutKind.NOTE: "a note",
    CalloutKind.IMPORTANT: "something important",
    CalloutKind.WARNING: "a warning",
}


_STRESS = frozenset((Style.STRONG, Style.EMPHASIS))
_NO_STYLES: frozenset[Style] = frozenset()
_WORDS_ALONE = frozenset((Text,))


def raw_text(inlines: Iterable[Inline]) -> str:
    """The words of inlines as they are compared, white space not yet collapsed. Notes and images add nothing here."""
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):  # nine of ten: a pattern takes four times as long
            parts.append(inline.value)
            continue
        match inline:
            case Code(value):
                parts.append(value)
            case Styled(Style.SUPERSCRIPT, children):
                parts.append(superscript(raw_text(children)))
            case Styled(Style.SUBSCRIPT, children):
                parts.append(subscript(raw_text(children)))
            case Styled(_, children) | Link(children, _) | Span(children, _):
                parts.append(raw_text(children))
            case Math(_, _, text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case InlineImage() | Note():
                pass
    return "".join(parts)


def text_of(inlines: Iterable[Inline]) -> str:
    """The words of inlines in plain form."""
    return plain(raw_text(inlines))


def struck_in(inlines: Iterable[Inline], before: str = "") -> Iterator[StruckText]:
    """The words of inlines that are struck out, and where: which of two equal words it is counts. `before` precede."""
    for inline in inlines:
        if isinstance(inline, Styled) and inline.style is Style.STRIKE:
            yield StruckText(text_of(inline.children), len(plain(before)))
        elif isinstance(inline, Styled | Link | Span):
            yield from struck_in(inline.children, before)
        before += raw_text((inline,))


def stressed_in(inlines: Iterable[Inline], before: str = "") -> Iterator[Stretch]:
    """Where inlines are emphasised or strong. `before` precede."""
    for inline in inlines:
        if isinstance(inline, Styled) and inline.style in _STRESS:
            start = place_in(before)
            yield start, start + place_in(raw_text(inline.children))
        elif isinstance(inline, Styled | Link | Span):
            yield from stressed_in(inline.children, before)
        before += raw_text((inline,))


def _notes_in(inlines: Iterable[Inline], before: str = "") -> Iterator[int]:
    """Where the marks of notes stand in inlines. `before` precede."""
    for inline in inlines:
        if isinstance(inline, Note):
            yield place_in(before)
        elif isinstance(inline, Styled | Link | Span):
            yield from _notes_in(inline.children, before)
        before += raw_text((inline,))


def _standing_in(inlines: Iterable[Inline], before: str = "") -> Iterator[str]:
    """Where notes and pictures stand in inlines, by the words that they follow: another place says another thing.

    The place is told by words and not counted: a word that is added before it moves no note. `before` precede.
    """
    for inline in inlines:
        if isinstance(inline, Note) or (isinstance(inline, InlineImage) and not inline.decorative):
            words_before = plain(before)
            last = " ".join(words_before.split()[-_WORDS_BEFORE:])
            repeated = f" for the {words_before.count(last)}. time" if last and words_before.count(last) > 1 else ""
            yield f"{'note' if isinstance(inline, Note) else 'picture'} after “{last}”{repeated}"
        elif isinstance(inline, Styled | Link | Span):
            yield from _standing_in(inline.children, before)
        before += raw_text((inline,))


_WORDS_BEFORE = 4


@dataclass(frozen=True, slots=True)
class _Context:
    """What a block's units inherit from where it stands."""

    section: str
    first: Role = Role.PARAGRAPH  # of the next paragraph
    rest: Role = Role.PARAGRAPH  # of paragraphs after it
    depth: int = 0  # of lists
    ordinal: int = 0
    boxed: bool = False

    def then(self) -> _Context:
        """The place after its first paragraph."""
        return _Context(self.section, self.rest, self.rest, self.depth, boxed=self.boxed)


class _Writer:
    """Turns nodes into units; knows where internal links land."""

    def __init__(self, headings: dict[str, str]) -> None:
        self._headings = headings

    def inline_unit(
        self,
        inlines: tuple[Inline, ...],
        role: Role,
        place: _Context,
        node: str,
        line: int,
        level: int = 0,
        headers: tuple[str, ...] = (),
        cell: TablePlace | None = None,
    ) -> Iterator[Unit]:
        """The unit of one run of inlines, then those of the notes and images inside it."""
        text = text_of(inlines)
        # Most runs are words alone, in which there is nothing to look for: an import asks this of each block twice.
        telling = () if _WORDS_ALONE.issuperset(map(type, inlines)) else inlines
        everything = tuple(descend(telling)) if telling else ()
        styles = {inline.style for inline in everything if isinstance(inline, Styled)} if telling else _NO_STYLES
        marked = bool(telling) and any(isinstance(inline, Note | InlineImage) for inline in everything)
        if text:
            yield Unit(
                role,
                text,
                place.section,
                node,
                level=level or (place.depth if role is Role.ITEM else 0),
                ordinal=place.ordinal if role is Role.ITEM else 0,
                headers=headers,
                links=self._links(everything) if telling else (),
                languages=_languages(everything) if telling else (),
                line=line,
                cell=cell,
                struck=tuple(struck_in(telling)) if Style.STRIKE in styles else (),
                beside=tuple(_standing_in(telling)) if marked else (),
                notes=tuple(_notes_in(telling)) if marked else (),
                stressed=tuple(stressed_in(telling)) if styles & _STRESS else (),
                boxed=place.boxed,
            )
        for inline in everything:
            if isinstance(inline, InlineImage) and not inline.decorative:
                yield Unit(Role.ALT, plain(inline.alt), place.section, node, line=line, boxed=place.boxed)
            elif isinstance(inline, Note):
                yield from self.blocks(inline.blocks, _Context(place.section, Role.NOTE, Role.NOTE))

    def _links(self, everything: tuple[Inline, ...]) -> tuple[LinkText, ...]:
        return tuple(
            LinkText(text_of(link.children), self._target(link.target))
            for link in everything
            if isinstance(link, Link) and link.target is not None
        )

    def blocks(self, blocks: Iterable[Block], place: _Context) -> Iterator[Unit]:
        """The units of blocks that stand in one place."""
        for block in blocks:
            yield from self.block(block, place)
            if isinstance(block, Paragraph) or (isinstance(block, Callout) and not block.title):
                place = place.then()

    def block(self, block: Block, place: _Context) -> Iterator[Unit]:
        """The units of one block."""
        inside = _Context(place.section, place.rest, place.rest, place.depth, boxed=place.boxed)
        match block:
            case Paragraph():
                yield from self.inline_unit(block.children, place.first, place, block.id, block.line)
            case List():
                for number, item in enumerate(block.items, block.start):
                    ordinal = number if block.ordered else 0
                    rest = Role.NOTE if place.rest is Role.NOTE else Role.PARAGRAPH
                    first = Role.NOTE if place.rest is Role.NOTE else Role.ITEM
                    item_place = _Context(place.section, first, rest, place.depth + 1, ordinal, place.boxed)
                    yield from self.blocks(item.blocks, item_place)
            case DefinitionList():
                for definition in block.items:
                    yield from self.inline_unit(definition.term, Role.TERM, place, block.id, block.line)
                    for meaning in definition.meanings:
                        meant = _Context(place.section, Role.DEFINITION, depth=place.depth, boxed=place.boxed)
                        yield from self.blocks(meaning, meant)
            case Table():
                yield from self._table(block, place)
            case Figure():
                if not block.decorative:
                    yield self._unit(Role.ALT, plain(block.alt), place, block)
                yield from self.inline_unit(block.caption, Role.CAPTION, place, block.id, block.line)
            case Quote():
                quoted = _Context(place.section, Role.QUOTE, Role.QUOTE, place.depth, boxed=place.boxed)
                yield from self.blocks(block.blocks, quoted)
            case CodeBlock():
                yield self._unit(Role.CODE, plain(block.text), place, block)
            case MathBlock():
                yield self._unit(Role.MATH, plain(block.math.text), place, block)
            case Video():
                title = plain(block.title)
                links = (LinkText(title, block.address),)
                words = f"{text_of(block.label)} {title}"
                foreign = _languages(tuple(descend(block.label)))
                named = self._unit(Role.VIDEO, words, place, block)
                yield replace(named, links=links, languages=foreign)
                yield from self.blocks(block.description, inside)
            case Callout(title=""):  # a box alone, as a format may have it
                yield from self.blocks(block.blocks, replace(place, boxed=True))
            case Callout():
                kind = (f"set out as {_KINDS[block.kind]}",)
                yield replace(self._unit(Role.CALLOUT, plain(block.title), place, block), beside=kind, boxed=True)
                yield from self.blocks(block.blocks, replace(inside, boxed=True))
            case EasyRead():
                pass  # other words for the same sections: the easy-read edition has its own ledger

    @staticmethod
    def _unit(role: Role, text: str, place: _Context, block: Block) -> Unit:
        return Unit(role, text, place.section, block.id, line=block.line, boxed=place.boxed)

    def heading(self, section: Section) -> Iterator[Unit]:
        """The unit of a section's heading."""
        place = _Context(section.id)
        yield from self.inline_unit(section.heading, Role.HEADING, place, section.id, section.line, section.level + 1)

    def _target(self, target: str | None) -> str:
        if target is None or not target.startswith("#"):
            return target or ""
        return f"#{self._headings.get(target[1:], target[1:])}"

    def _table(self, table: Table, place: _Context) -> Iterator[Unit]:
        yield from self.inline_unit(table.caption, Role.CAPTION, place, table.id, table.line)
        caption = text_of(table.caption)
        columns: dict[int, list[str]] = {}
        for number, row in enumerate(grid(table.header_rows), start=1):
            for column, cell in row:
                text = text_of(cell.children)
                for covered in range(column, column + cell.column_span):
                    columns.setdefault(covered, []).append(text)
                at = TablePlace(caption, number, column + 1)
                yield from self.inline_unit(cell.children, Role.HEADER_CELL, place, table.id, table.line, cell=at)
        heads: dict[int, list[str]] = {}
        for number, row in enumerate(grid(table.rows)):
            first = next((text_of(cell.children) for _, cell in row), "")
            for column, cell in row:
                covered_columns = range(column, column + cell.column_span)
                above = dict.fromkeys(text for column in covered_columns for text in columns.get(column, []) if text)
                beside = [text for text in heads.get(number, []) if text]
                row_number = len(table.header_rows) + number + 1
                at = TablePlace(caption, row_number, column + 1, ", ".join(beside) or first, ", ".join(above))
                if column < table.row_headers:
                    for covered in range(number, number + cell.row_span):
                        heads.setdefault(covered, []).append(text_of(cell.children))
                    yield from self.inline_unit(cell.children, Role.HEADER_CELL, place, table.id, table.line, cell=at)
                    continue
                yield from self.inline_unit(
                    cell.children, Role.CELL, place, table.id, table.line, headers=(*above, *beside), cell=at
                )


def _languages(everything: tuple[Inline, ...]) -> tuple[LanguageText, ...]:
    spans = (inline for inline in everything if isinstance(inline, Span))
    return tuple(LanguageText(text_of(span.children), span.language) for span in spans)


def block_units(block: Block) -> tuple[Unit, ...]:
    """The units of one block on its own; internal links keep their ids."""
    return tuple(_Writer({}).block(block, _Context("")))


def section_units(section: Section) -> tuple[Unit, ...]:
    """The units of one section's heading and own blocks, without its sub-sections; internal links keep their ids."""
    writer = _Writer({})
    return (*writer.heading(section), *writer.blocks(section.blocks, _Context(section.id)))


@kept_for_the_last
def ledger(publication: Publication) -> tuple[Unit, ...]:
    """All units that an edition of the whole publication must hold, in reading order.

    The title comes first (heading level 1), then the front lines, the opening blocks and every section; notes and
    texts of inline images follow the unit that they stand in.
    """
    document = publication.document
    writer = _Writer({section.id: text_of(section.heading) for section in walk(publication.sections)})
    units = [Unit(Role.HEADING, plain(document.metadata.title), OPENING, OPENING, level=1, line=1)]
    units += writer.blocks((*publication.front, *document.opening), _Context(OPENING))
    for section in walk(publication.sections):
        units += writer.heading(section)
        units += writer.blocks(section.blocks, _Context(section.id))
    return tuple(units)
