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


def numbers_within(blocks: Iterable[Block]) -> list[str]:
    """The numbers that `flat` writes before the items of lists."""
    lists = [block for block in blocks if isinstance(block, List)]
    inner = [number for block in lists for item in block.items for number in numbers_within(item.blocks)]
    return [
        str(number) for block in lists if _counts(block) for number, _ in enumerate(block.items, block.start)
    ] + inner


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
                run = in_a_row(
                    in_a_row((item.term, *(flat(meaning) for meaning in item.meanings))) for item in block.items
                )
            case Figure():
                run = (
                    InlineImage(block.image, block.alt, block.decorative),
                    *((Text(" "), *block.caption) if block.caption else ()),
                )
            case Video():
                run = (Link((Text(block.title),), block.address),)
            case CodeBlock():
                run = (Text(" ".join(block.text.split())),)
            case _:
                rows = (*getattr(block, "header_rows", ()), *getattr(block, "rows", ()))
                run = in_a_row(cell.children for row in rows for cell in row)
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
