"""Names of nodes that outlive edits elsewhere, and ties that tell when what they were made for has changed.

A node's id is its section's id, a short hash of its text, and an ordinal for repeats: an inserted paragraph renames
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from publish.model.edition_words import added_words
from publish.model.nodes import (
    Block,
    Callout,
    Definition,
    DefinitionList,
    Document,
    EasyRead,
    Inline,
    List,
    ListItem,
    Quote,
    Section,
    Video,
)
from publish.proof.ledger import OPENING, block_units, section_units, struck_in, text_of
from publish.source.presented import presented_section

_LENGTH = 8  # hexadecimal digits: chance repeats within one document are then out of the question


def digest(texts: Iterable[str]) -> str:
    """A short hash of some texts, in order; where one ends and the next begins counts."""
    return sha256("\x1f".join(texts).encode()).hexdigest()[:_LENGTH]


def tie(sections: Iterable[Section]) -> str:
    """A short hash of all that the sections themselves say to readers, without sub-sections and easy-read words."""
    # In English words whatever the language, so that a tie does not change when a language gets words of its own.
    shown = (presented_section(section, added_words("en")) for section in sections)
    units = (unit for section in shown for unit in section_units(section))
    return digest(f"{unit.role}\x1e{unit.text}\x1e{unit.links}{unit.struck or ''}" for unit in units)


def agreement_tie(block: EasyRead, sections: Iterable[Section]) -> str:
    """A short hash of easy-read words and of the sections that they stand for: what a role has agreed to."""
    lines = (f"{line.picture}\x1e{text_of(line.children)}{_struck(line.children)}" for line in block.lines)
    return digest((tie(sections), block.title, *lines))


def _struck(inlines: tuple[Inline, ...]) -> str:
    found = tuple(struck_in(inlines))
    return str(found) if found else ""


class _Namer:
    """Names the blocks of one section."""

    def __init__(self, section: str) -> None:
        self._section = section
        self._seen: Counter[str] = Counter()

    def name(self, block: Block) -> Block:
        """The block with its id, and all blocks within it with theirs."""
        words = [line for unit in block_units(block) for line in (unit.role, unit.text)]
        if isinstance(block, EasyRead):
            words = [block.title, *block.covers]
        short = digest([type(block).__name__, *words])
        self._seen[short] += 1
        repeat = f"-{self._seen[short]}" if self._seen[short] > 1 else ""
        return replace(self._within(block), id=f"{self._section}/{short}{repeat}")

    def names(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Blocks with their ids."""
        return tuple(self.name(block) for block in blocks)

    def _within(self, block: Block) -> Block:
        match block:
            case List():
                return replace(block, items=tuple(ListItem(self.names(item.blocks)) for item in block.items))
            case DefinitionList():
                return replace(
                    block,
                    items=tuple(
                        Definition(item.term, tuple(self.names(meaning) for meaning in item.meanings))
                        for item in block.items
                    ),
                )
            case Quote() | Callout():
                return replace(block, blocks=self.names(block.blocks))
            case Video():
                return replace(block, description=self.names(block.description))
            case _:
                return block


def identified_section(section: Section) -> Section:
    """The section with an id for each of its blocks, at all depths."""
    return replace(
        section,
        blocks=_Namer(section.id).names(section.blocks),
        sections=tuple(identified_section(inner) for inner in section.sections),
    )


def identified(document: Document) -> Document:
    """The document with an id for each of its blocks; sections have theirs already."""
    return replace(
        document,
        opening=_Namer(OPENING).names(document.opening),
        sections=tuple(identified_section(section) for section in document.sections),
    )
