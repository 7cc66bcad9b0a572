"""Ways through a document: every block, every inline, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.model.last_asked import kept_for_the_last
from publish.model.nodes import (
    Block,
    Callout,
    Cell,
    DefinitionList,
    Document,
    EasyRead,
    Figure,
    Inline,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Span,
    Styled,
    Table,
    Text,
    Video,
    walk,
)

_WITH_CHILDREN = (Styled, Link, Span)


def descend(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """All inlines in order, each before its children; not into the blocks of notes."""
    for inline in inlines:
        yield inline
        if isinstance(inline, _WITH_CHILDREN):
            yield from descend(inline.children)


def parts_of(node: Block | Inline) -> Iterator[tuple[Inline, ...] | Block]:
    """What a block or note holds, in reading order: its own runs of inlines, and the blocks within it."""
    match node:
        case Paragraph():
            yield node.children
        case List():
            for item in node.items:
                yield from item.blocks
        case DefinitionList():
            for definition in node.items:
                yield definition.term
                for meaning in definition.meanings:
                    yield from meaning
        case Table():
            yield node.caption
            for row in (*node.header_rows, *node.rows):
                for cell in row:
                    yield cell.children
        case Figure():
            yield node.caption
        case Quote() | Callout() | Note():
            yield from node.blocks
        case Video():
            yield from node.description
        case EasyRead():
            for line in node.lines:
                yield line.children
        case _:
            pass


def inlines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The runs of inlines that a block itself holds, not those of blocks within it."""
    return (part for part in parts_of(block) if isinstance(part, tuple))


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks in reading order, each before those within it; those of notes included."""
    for block in blocks:
        yield block
        for part in parts_of(block):
            if not isinstance(part, tuple):
                yield from all_blocks((part,))
                continue
            for inline in descend(part):
                if isinstance(inline, Note):
                    yield from all_blocks(inline.blocks)


@kept_for_the_last
def blocks_of(document: Document) -> tuple[Block, ...]:
    """All blocks of a document, at all depths."""
    bodies = (document.opening, *(section.blocks for section in walk(document.sections)))
    return tuple(block for blocks in bodies for block in all_blocks(blocks))


@kept_for_the_last
def inlines_in(document: Document) -> tuple[Inline, ...]:
    """All inlines of a document's blocks and headings, at all depths."""
    return _inlines(document, blocks_of(document))


@kept_for_the_last
def nodes_of_text(document: Document) -> tuple[Block | Inline, ...]:
    """All blocks and inlines but those of easy-read words, which no edition of the text shows."""
    blocks = tuple(block for block in blocks_of(document) if not isinstance(block, EasyRead))
    return (*blocks, *_inlines(document, blocks))


def _inlines(document: Document, blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    """All inlines of a document's headings, and of some of its blocks."""
    runs = [section.heading for section in walk(document.sections)]
    runs += [inlines for block in blocks for inlines in inlines_of(block)]
    return tuple(inline for run in runs for inline in descend(run))


def grid(rows: tuple[tuple[Cell, ...], ...]) -> list[list[tuple[int, Cell]]]:
    """Each row's cells with the column (from 0) in which they start, spans from rows above taken into account."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, Cell]]] = []
    for number, row in enumerate(rows):
        column = 0
        line: list[tuple[int, Cell]] = []
        for cell in row:
            while (number, column) in taken:
                column += 1
            line.append((column, cell))
            taken |= {
                (number + down, column + right) for down in range(cell.row_span) for right in range(cell.column_span)
            }
            column += cell.column_span
        placed.append(line)
    return placed


def heading_paths(sections: Iterable[Section], above: str = "") -> dict[str, str]:
    """For each section's id, its heading after those it stands under: "Treatment > Maintenance treatment"."""
    paths: dict[str, str] = {}
    for section in sections:
        words = "".join(inline.value for inline in descend(section.heading) if isinstance(inline, Text))
        paths[section.id] = f"{above} > {words}" if above else words
        paths |= heading_paths(section.sections, paths[section.id])
    return paths
