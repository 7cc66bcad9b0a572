"""Links inside a document, turned to the sections that the ids of the input have become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from publish.contracts.importer import Gap, Notes
from publish.model.nodes import (
    Block,
    Callout,
    Definition,
    DefinitionList,
    Document,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Section,
    Span,
    Styled,
    Table,
    Video,
)


def relinked(document: Document, names: Mapping[str, str], notes: Notes) -> Document:
    """The document with links to the sections of `names`; one that leads nowhere becomes a link that is needed."""
    linker = _Linker(names, notes)
    return replace(
        document,
        opening=linker.blocks(document.opening),
        sections=tuple(linker.section(section) for section in document.sections),
    )


class _Linker:
    def __init__(self, names: Mapping[str, str], notes: Notes) -> None:
        self._names = names
        self._notes = notes

    def section(self, section: Section) -> Section:
        return replace(
            section,
            heading=self.run(section.heading),
            blocks=self.blocks(section.blocks),
            sections=tuple(self.section(inner) for inner in section.sections),
        )

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, children=self.run(block.children))
            case List():
                return replace(block, items=tuple(ListItem(self.blocks(item.blocks)) for item in block.items))
            case DefinitionList():
                items = tuple(
                    Definition(self.run(item.term), tuple(self.blocks(meaning) for meaning in item.meanings))
                    for item in block.items
                )
                return replace(block, items=items)
            case Quote() | Callout():
                return replace(block, blocks=self.blocks(block.blocks))
            case Video():
                return replace(block, description=self.blocks(block.description))
            case Table():
                return replace(
                    block,
                    header_rows=tuple(
                        tuple(replace(cell, children=self.run(cell.children)) for cell in row)
                        for row in block.header_rows
                    ),
                    rows=tuple(
                        tuple(replace(cell, children=self.run(cell.children)) for cell in row) for row in block.rows
                    ),
                )
            case _:
                return block

    def run(self, run: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self.inline(inline) for inline in run)

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case Link(children, target) if target is not None and target.startswith("#"):
                name = self._names.get(target[1:])
                if name is None:
                    self._notes.gaps.append(Gap(0, f"the section that a link to {target} leads to"))
                return Link(self.run(children), f"#{name}" if name else None)
            case Styled() | Link() | Span():
                return replace(inline, children=self.run(inline.children))
            case Note(blocks):
                return Note(self.blocks(blocks))
            case _:
                return inline
