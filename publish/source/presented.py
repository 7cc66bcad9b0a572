"""A document as readers are to have it: no lines that lead nowhere, and words where a picture is still to come.

The source is read, and proved, as it is written; this is the last step before any format sees it, the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
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
    return replace(
        document,
        opening=_leading_somewhere(_all(document.opening, words)),
        sections=tuple(presented_section(section, words) for section in document.sections),
    )


def presented_section(section: Section, words: AddedWords) -> Section:
    """A section as readers are to have it, and those inside it; one that is so already stays as it is."""
    return replace(
        section,
        heading=_all(section.heading, words),
        blocks=_leading_somewhere(_all(section.blocks, words)),
        sections=tuple(presented_section(inner, words) for inner in section.sections),
    )


def _leading_somewhere(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks without lines that lead nowhere. An item of a list stays: what it names is told there, link or not."""
    return tuple(block for block in blocks if not _leads_nowhere(block))


def links_needed(document: Document) -> Iterator[LinkNeeded]:
    """Every link of a document that has no address yet, in order."""
    sections = tuple(walk(document.sections))
    lines = [block for blocks in (document.opening, *(one.blocks for one in sections)) for block in blocks]
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
    rest = [inline for inline in block.children if inline not in links]
    return bool(links) and not any(character.isalnum() for character in text_of(rest)) and _only_text(rest)


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
            return _all(node, words)
        case _ if not is_dataclass(node):
            return node
    held = {one.name: getattr(node, one.name) for one in fields(node)}
    changed = {name: _all(value, words) for name, value in held.items() if isinstance(value, tuple)}
    changed = {name: value for name, value in changed.items() if value != held[name]}
    return replace(node, **changed) if changed else node


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
