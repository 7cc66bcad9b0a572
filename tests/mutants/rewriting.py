"""Damage to a publication: to be typeset, and then checked against the undamaged one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from publish.model.nodes import (
    Callout,
    Cell,
    EasyRead,
    EasyReadLine,
    Figure,
    Link,
    ListItem,
    Note,
    Paragraph,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
)
from publish.model.publication import GlossaryEntry, Publication
from publish.model.traverse import blocks_of, descend
from publish.proof.ledger import text_of
from publish.testing.damage import Change, changed
from tests.mutants.kinds import Kind
from tests.mutants.words import damaged, matches

FOREIGN = Paragraph((Text("Buy these tablets from us today and pay nothing."),))
"""Words that no source holds."""


def mutants(publication: Publication, kind: Kind, *, easy_read: bool = False) -> list[Callable[[], Publication]]:
    """One function for each place where a publication can suffer a kind of damage."""
    if kind is Kind.SECTIONS_SWAPPED and not easy_read:
        return [partial(_swapped, publication, number) for number in range(len(publication.document.sections) - 1)]
    if kind is Kind.WORD_UNEXPLAINED:
        explained = [entry for entry in publication.glossary if _is_bold(publication, entry)]
        return [partial(_unexplained, publication, entry) for entry in explained]
    changes = EASY_READ_CHANGES if easy_read else CHANGES
    change = changes[kind] if kind in changes else _words(kind)
    places = changed(publication, change, -1, easy_read=easy_read)[1]

    def made(number: int) -> Publication:
        return changed(publication, change, number, easy_read=easy_read)[0]

    return [partial(made, number) for number in range(places)]


def _is_bold(publication: Publication, entry: GlossaryEntry) -> bool:
    """Whether the easy-read words explain an entry: its term is bold in them."""
    lines = [line for block in blocks_of(publication.document) if isinstance(block, EasyRead) for line in block.lines]
    bold = {
        text_of(inline.children).casefold()
        for line in lines
        for inline in descend(line.children)
        if isinstance(inline, Styled) and inline.style is Style.STRONG
    }
    return any(form.casefold() in bold for form in (entry.term, *entry.also))


def _unexplained(publication: Publication, entry: GlossaryEntry) -> Publication:
    return replace(publication, glossary=tuple(one for one in publication.glossary if one != entry))


def _swapped(publication: Publication, number: int) -> Publication:
    sections = list(publication.document.sections)
    sections[number], sections[number + 1] = sections[number + 1], sections[number]
    return replace(publication, document=replace(publication.document, sections=tuple(sections)))


def _words(kind: Kind) -> Change:
    """Damage to the first place in a run of text."""

    def change(node: Any) -> tuple[Any, ...] | None:
        if isinstance(node, Text) and matches(kind, node.value):
            return (Text(damaged(kind, node.value, 0)),)
        return None

    return change


def _with_next_boxed(node: Any) -> tuple[Any, ...] | None:
    """A section whose first callout holds what follows it, too."""
    blocks = node.blocks if isinstance(node, Section) else ()
    for number, (box, after) in enumerate(pairwise(blocks)):
        if isinstance(box, Callout) and not isinstance(after, Callout | EasyRead):
            whole = replace(box, blocks=(*box.blocks, after))
            return (replace(node, blocks=(*blocks[:number], whole, *blocks[number + 2 :])),)
    return None


CHANGES: dict[Kind, Change] = {
    Kind.PARAGRAPH_REMOVED: lambda node: () if isinstance(node, Paragraph) else None,
    Kind.ITEM_REMOVED: lambda node: () if isinstance(node, ListItem) else None,
    Kind.CELL_REMOVED: lambda node: (replace(node, children=()),) if isinstance(node, Cell) and node.children else None,
    Kind.ROW_REMOVED: lambda node: (
        (replace(node, rows=node.rows[:-1]),)
        if isinstance(node, Table)
        and len(node.rows) > 1
        and all(cell.row_span == 1 for row in node.rows for cell in row)
        else None
    ),
    Kind.NOTE_REMOVED: lambda node: () if isinstance(node, Note) else None,
    Kind.CAPTION_REMOVED: lambda node: (
        (replace(node, caption=()),) if isinstance(node, Table | Figure) and node.caption else None
    ),
    Kind.VIDEO_REMOVED: lambda node: () if isinstance(node, Video) else None,
    Kind.SECTION_EMPTIED: lambda node: (
        (replace(node, blocks=()),) if isinstance(node, Section) and node.blocks else None
    ),
    Kind.PARAGRAPH_REPEATED: lambda node: (node, node) if isinstance(node, Paragraph) else None,
    Kind.FOREIGN_TEXT: lambda node: (node, FOREIGN) if isinstance(node, Paragraph) else None,
    Kind.POWER_FLATTENED: lambda node: (
        node.children if isinstance(node, Styled) and node.style is Style.SUPERSCRIPT else None
    ),
    Kind.ALT_REPLACED: lambda node: (
        (replace(node, alt=node.image.name),) if isinstance(node, Figure) and node.alt else None
    ),
    Kind.LINK_CHANGED: lambda node: (
        (replace(node, target="https://elsewhere.example/"),) if isinstance(node, Link) and node.target else None
    ),
    Kind.LANGUAGE_REMOVED: lambda node: node.children if isinstance(node, Span) else None,
    Kind.LANGUAGE_WRONG: lambda node: (replace(node, language="xh"),) if isinstance(node, Span) else None,
    Kind.STRESS_REMOVED: lambda node: (
        node.children if isinstance(node, Styled) and node.style in (Style.STRONG, Style.EMPHASIS) else None
    ),
    Kind.TAKEN_OUT_OF_BOX: lambda node: (
        (replace(node, blocks=node.blocks[:-1]), node.blocks[-1]) if isinstance(node, Callout) and node.blocks else None
    ),
    Kind.TAKEN_INTO_BOX: lambda node: _with_next_boxed(node),
}
"""Damage to nodes; damage to words is in `words.py`."""

EASY_READ_CHANGES: dict[Kind, Change] = {
    Kind.PARAGRAPH_REMOVED: lambda node: () if isinstance(node, EasyReadLine) else None,
    Kind.PARAGRAPH_REPEATED: lambda node: (node, node) if isinstance(node, EasyReadLine) else None,
    Kind.FOREIGN_TEXT: lambda node: (
        (node, replace(node, children=FOREIGN.children)) if isinstance(node, EasyReadLine) else None
    ),
    Kind.SECTION_EMPTIED: lambda node: () if isinstance(node, EasyRead) else None,
    Kind.SECTIONS_SWAPPED: lambda node: (
        (replace(node, lines=(node.lines[1], node.lines[0], *node.lines[2:])),)
        if isinstance(node, EasyRead) and len(node.lines) > 1
        else None
    ),
    Kind.PICTURE_CHANGED: lambda node: (
        (replace(node, picture="telephone" if node.picture != "telephone" else "blood"),)
        if isinstance(node, EasyReadLine)
        else None
    ),
}
"""Damage to the easy-read words."""
