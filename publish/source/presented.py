"""A document as readers are to have it: no lines that lead nowhere, and words where a picture is still to come.

The source is read, and proved, as it is written; this is the last step before any format sees it, the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from operator import is_
from typing import Any

from publish.model.edition_words import AddedWords, added_words
from publish.model.nodes import (
    Block,
    Document,
    Figure,
    Inline,
    InlineImage,
    Link,
    Paragraph,
    Section,
    Text,
    Video,
    walk,
)
from publish.model.publication import LinkNeeded
from publish.model.traverse import blocks_of, descend, inlines_of
from publish.proof.ledger import text_of
from publish.source.files import PICTURE_NEEDED, is_placeholder


def presented(document: Document) -> Document:
    """The document without links of a line of their own that have no address, and with words for missing pictures."""
    words = added_words(document.metadata.language)
    opening = _leading_somewhere(_all(document.opening, words))
    sections = tuple(presented_section(section, words) for section in document.sections)
    if _same(opening, document.opening) and _same(sections, document.sections):
        return document
    return replace(document, opening=opening, sections=sections)


def presented_section(section: Section, words: AddedWords) -> Section:
    """A section as readers are to have it, and those inside it; one that is so already stays as it is."""
    heading = _all(section.heading, words)
    blocks = _leading_somewhere(_all(section.blocks, words))
    sections = tuple(presented_section(inner, words) for inner in section.sections)
    if _same(heading, section.heading) and _same(blocks, section.blocks) and _same(sections, section.sections):
        return section
    return replace(section, heading=heading, blocks=blocks, sections=sections)


def _same(shown: tuple[Any, ...], written: tuple[Any, ...]) -> bool:
    """Whether nothing was changed, told by which nodes they are: to compare them takes longer."""
    return len(shown) == len(written) and all(map(is_, shown, written))


def _leading_somewhere(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks without lines that lead nowhere. An item of a list stays: what it names is told there, link or not."""
    return tuple(block for block in blocks if not _leads_nowhere(block))


def links_needed(document: Document) -> Iterator[LinkNeeded]:
    """Every link of a document that has no address yet, in order."""
    sections = tuple(walk(document.sections))
    lines = [block for blocks in (document.opening, *(section.blocks for section in sections)) for block in blocks]
    left_out = {block.line for block in lines if _leads_nowhere(block)}
    for section in sections:
        yield from _needed_in(section.heading, section.line, left_out=False)
    for block in blocks_of(document):
        for run in inlines_of(block):
            yield from _needed_in(run, block.line, left_out=block.line in left_out)


def _needed_in(run: tuple[Inline, ...], line: int, *, left_out: bool) -> Iterator[LinkNeeded]:
    for inline in descend(run):
        if isinstance(inline, Link) and inline.target is None:
            yield LinkNeeded(text_of(inline.children), left_out, line)


def _leads_nowhere(block: Block) -> bool:
    """Whether a block is a paragraph of nothing but links without an address: "Download our booklet"."""
    if not isinstance(block, Paragraph):
        return False
    links = [inline for inline in block.children if isinstance(inline, Link) and inline.target is None]
    if not links:
        return False
    rest = [inline for inline in block.children if inline not in links]
    return not any(character.isalnum() for character in text_of(rest)) and _only_text(rest)


def _only_text(inlines: list[Inline]) -> bool:
    return all(isinstance(inline, Text) for inline in inlines)


def _all(nodes: tuple[Any, ...], words: AddedWords) -> tuple[Any, ...]:
    return tuple(shown for node in nodes for shown in _shown_each(node, words))


def _shown_each(node: Any, words: AddedWords) -> tuple[Any, ...]:
    """What stands in the place of a node; of a picture to come within a line, words in brackets."""
    if isinstance(node, InlineImage) and is_placeholder(node.image) and not node.decorative:
        needed, described = _needed_words(node.alt, words)
        return (Text("["), *words.marked(needed), Text(f"{described}]"))
    return (_shown(node, words),)


def _shown(node: Any, words: AddedWords) -> Any:
    """What stands in the place of a node: a frame for a picture to come, else the node, looked at within."""
    match node:
        case Figure() if is_placeholder(node.image) and not node.decorative:
            return _figure(node, words)
        case Video():
            node = replace(node, label=words.marked(words.video))
        case tuple():
            shown = _all(node, words)
            return node if _same(shown, node) else shown
    changed = {}
    kind: type = type(node)
    for name in _fields(kind):
        value = getattr(node, name)
        if isinstance(value, tuple) and not _same(shown := _all(value, words), value):
            changed[name] = shown
    return replace(node, **changed) if changed else node


@lru_cache(maxsize=100)
def _fields(kind: type) -> tuple[str, ...]:
    """The names of a node's fields; none of what is no node."""
    return tuple(field_.name for field_ in fields(kind)) if is_dataclass(kind) else ()


def _needed_words(alt: str, words: AddedWords) -> tuple[str, str]:
    """That a picture is needed, and what is known of it."""
    return words.picture_needed, "" if alt == PICTURE_NEEDED else f": {alt}"


def _figure(figure: Figure, words: AddedWords) -> Figure:
    """A frame with the words for its picture under it, where everyone can read them, in print too."""
    needed, described = _needed_words(figure.alt, words)
    alt = figure.alt if described else needed
    if text_of(figure.caption).startswith(needed):
        return replace(figure, alt=alt)
    end = "" if f"{needed}{described}".endswith((".", "!", "?")) or not figure.caption else "."
    between = (Text(" "),) if figure.caption else ()
    caption = (*words.marked(needed), *((Text(described + end),) if described + end else ()), *between)
    return replace(figure, alt=alt, caption=(*caption, *figure.caption))
