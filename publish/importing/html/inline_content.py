"""Runs of inlines: their words, blocks made into one run, and what all runs of a block are changed by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publish.importing.assemble import Heading, Part
from publish.model.nodes import (
    Block,
    Callout,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Span,
    Styled,
    Table,
    Text,
    Video,
)


def blank(inline: Inline) -> bool:
    """Whether an inline is white space, also where that is in strong letters."""
    if isinstance(inline, Styled | Span):
        return all(blank(child) for child in inline.children)
    return isinstance(inline, Text) and not inline.value.strip()


def image_of(inline: Inline) -> InlineImage | None:
    """An image, also one that is all of a link: the link to a larger picture says nothing more."""
    if isinstance(inline, InlineImage):
        return inline
    if isinstance(inline, Link | Styled | Span):
        visible = [child for child in inline.children if not blank(child)]
        return image_of(visible[0]) if len(visible) == 1 else None
    return None


def plain(inlines: Iterable[Inline]) -> str:
    """The words of a run on one line."""
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.value)
        elif isinstance(inline, LineBreak):
            parts.append(" ")
        elif isinstance(inline, Styled | Link | Span):
            parts.append(plain(inline.children))
        else:
            parts.append(getattr(inline, "value", getattr(inline, "tex", "")))
    return " ".join("".join(parts).split())


def _numbered(block: List) -> Iterator[ListItem]:
    """The items of a list; with their numbers, which the text may name, where there are several or they start late."""
    for number, item in enumerate(block.items, block.start):
        first = item.blocks[0] if item.blocks else None
        if _counts(block) and isinstance(first, Paragraph):
            numbered = Paragraph((Text(f"{number}. "), *first.children), line=first.line)
            yield ListItem((numbered, *item.blocks[1:]))
        else:
            yield item


def _counts(block: List) -> bool:
    return block.ordered and (len(block.items) > 1 or block.start > 1)


def said_by_flat(blocks: Iterable[Block]) -> list[str]:
    """What `flat` says beside the words of blocks: the numbers of items, and headers of columns before later rows."""
    repeated: list[str] = []
    for block in blocks:
        if isinstance(block, List):
            repeated += [str(number) for number, _ in enumerate(block.items, block.start)] if _counts(block) else []
            repeated += [words for item in block.items for words in said_by_flat(item.blocks)]
        elif isinstance(block, Table) and _heads(block):
            repeated += [plain(cell.children) for _ in block.rows[1:] for cell in block.header_rows[0]]
    return repeated


def _heads(table: Table) -> bool:
    """Whether each cell of a table stands under one header, so that it can be said before it."""
    cells = [cell for row in (*table.header_rows, *table.rows) for cell in row]
    return len(table.header_rows) == 1 and all(cell.row_span == cell.column_span == 1 for cell in cells)


def _rows(table: Table) -> Iterator[tuple[Inline, ...]]:
    """The rows of a table as runs: each cell behind the header of its column where it has one of its own."""
    for row in table.rows if _heads(table) else (*table.header_rows, *table.rows):
        heads = table.header_rows[0] if _heads(table) else ()
        cells = [told(head.children, cell.children) for head, cell in zip(heads, row, strict=True)] if heads else ()
        yield parted((cells or [cell.children for cell in row if cell.children]), ", ")


def told(head: tuple[Inline, ...], run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A run behind the words that it belongs to, with a colon between them."""
    if not head or not run:
        return (*head, *run)
    return (*head, Text(" " if plain(head).endswith((":", "?")) else ": "), *run)


def parted(runs: Iterable[tuple[Inline, ...]], sign: str) -> tuple[Inline, ...]:
    """Runs one after the other with a sign between them."""
    inlines: tuple[Inline, ...] = ()
    for run in runs:
        inlines = (*inlines, Text(sign), *run) if inlines else run
    return inlines


def flat(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """Blocks as one run of inlines, for the cells of tables."""
    inlines: tuple[Inline, ...] = ()
    for block in blocks:
        run: tuple[Inline, ...] = ()
        match block:
            case Paragraph():
                run = block.children
            case List():
                run = in_a_row(flat(item.blocks) for item in _numbered(block))
            case Quote() | Callout():
                run = flat(block.blocks)
                if isinstance(block, Callout):
                    run = in_a_row((((Text(block.title),)), run))
            case DefinitionList():
                run = in_a_row(told(item.term, in_a_row(map(flat, item.meanings))) for item in block.items)
            case Figure():
                run = (
                    InlineImage(block.image, block.alt, block.decorative),
                    *((Text(" "), *block.caption) if block.caption else ()),
                )
            case Video():
                run = (Link((Text(block.title),), block.address),)
            case CodeBlock():
                run = (Text(" ".join(block.text.split())),)
            case Table():
                run = told(block.caption, in_a_row(_rows(block)))
        inlines = in_a_row((inlines, run)) if inlines else run
    return inlines


def in_a_row(runs: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Runs one after the other, parted by a semicolon where the one before does not end in a sign of its own."""
    inlines: tuple[Inline, ...] = ()
    for run in runs:
        words = plain(inlines)
        ended = not words or re.search(r"[.,;:!?]$", words)
        inlines = (*inlines, Text(" " if ended else "; "), *run) if inlines else run
    return inlines


def mapped(part: Part, change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Part:
    """A part with every run of inlines in it changed."""

    def runs(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(mapped(block, change) for block in blocks)  # type: ignore[misc]

    match part:
        case Heading() | Paragraph():
            return replace(part, children=_around_notes(part.children, change))
        case List():
            return replace(part, items=tuple(ListItem(runs(item.blocks)) for item in part.items))
        case DefinitionList():
            return replace(
                part,
                items=tuple(
                    Definition(change(item.term), tuple(runs(meaning) for meaning in item.meanings))
                    for item in part.items
                ),
            )
        case Quote() | Callout():
            return replace(part, blocks=runs(part.blocks))
        case _:
            return part


def _around_notes(
    run: tuple[Inline, ...], change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
) -> tuple[Inline, ...]:
    """Change the stretches between notes and images, which can stand in no link."""
    inlines: list[Inline] = []
    stretch: list[Inline] = []
    for inline in (*run, None):
        if inline is None or isinstance(inline, Note | InlineImage | LineBreak):
            inlines += change(tuple(stretch)) if stretch else ()
            inlines += [inline] if inline is not None else []
            stretch = []
        else:
            stretch.append(inline)
    return tuple(inlines)
