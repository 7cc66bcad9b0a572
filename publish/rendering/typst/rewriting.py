"""A publication made over, inline by inline and table by table, into another publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publish.model.nodes import (
    Block,
    Callout,
    Definition,
    DefinitionList,
    Figure,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Row,
    Section,
    Span,
    Styled,
    Table,
    Video,
)
from publish.model.publication import Publication


class Rewriter:
    """Makes a publication over. As it stands it changes nothing: what is to change, a subclass says."""

    def heading(self, heading: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """What takes the place of a heading."""
        return self.inlines(heading)

    def link(self, link: Link) -> tuple[Inline, ...]:
        """What takes the place of a link; what is in it has been made over."""
        return (link,)

    def note(self, note: Note) -> tuple[Inline, ...]:
        """What takes the place of a note; what is in it has been made over."""
        return (note,)

    def table(self, table: Table) -> tuple[Block, ...]:
        """What takes the place of a table; what is in it has been made over."""
        return (table,)

    def video(self, video: Video) -> tuple[Block, ...]:
        """What takes the place of a video; what is in it has been made over."""
        return (video,)

    def callout(self, callout: Callout) -> tuple[Block, ...]:
        """What takes the place of a callout; what is in it has been made over."""
        return (callout,)

    def within(self, holder: Block | Note) -> Rewriter:
        """What makes over the blocks that a block or note holds; a subclass may treat them in another way."""
        return self

    def publication(self, publication: Publication) -> Publication:
        """The publication made over."""
        document = publication.document
        return replace(
            publication,
            document=replace(
                document,
                opening=self.blocks(document.opening),
                sections=tuple(self.section(section) for section in document.sections),
            ),
            front=self.blocks(publication.front),
            imprint=self.section(publication.imprint),
        )

    def section(self, section: Section) -> Section:
        """A section made over, with all within it."""
        return replace(
            section,
            heading=self.heading(section.heading),
            blocks=self.blocks(section.blocks),
            sections=tuple(self.section(inner) for inner in section.sections),
        )

    def inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """Inlines made over, in order."""
        return tuple(new for inline in inlines for new in self._inline(inline))

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Blocks made over, in order."""
        return tuple(new for block in blocks for new in self._block(block))

    def _inline(self, inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case Link():
                return self.link(replace(inline, children=self.inlines(inline.children)))
            case Styled() | Span():
                return (replace(inline, children=self.inlines(inline.children)),)
            case Note(blocks):
                return self.note(Note(self.within(inline).blocks(blocks)))
            case _:
                return (inline,)

    def _block(self, block: Block) -> tuple[Block, ...]:
        within = self.within(block)
        match block:
            case Paragraph():
                return (replace(block, children=self.inlines(block.children)),)
            case List():
                return (replace(block, items=tuple(ListItem(within.blocks(item.blocks)) for item in block.items)),)
            case DefinitionList():
                items = tuple(
                    Definition(self.inlines(item.term), tuple(within.blocks(meaning) for meaning in item.meanings))
                    for item in block.items
                )
                return (replace(block, items=items),)
            case Table():
                rows, header_rows = self._rows(block.rows), self._rows(block.header_rows)
                return self.table(
                    replace(block, caption=self.inlines(block.caption), header_rows=header_rows, rows=rows)
                )
            case Figure():
                return (replace(block, caption=self.inlines(block.caption)),)
            case Quote():
                return (replace(block, blocks=within.blocks(block.blocks)),)
            case Callout():
                return self.callout(replace(block, blocks=within.blocks(block.blocks)))
            case Video():
                return self.video(replace(block, description=within.blocks(block.description)))
            case _:
                return (block,)

    def _rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(tuple(replace(cell, children=self.inlines(cell.children)) for cell in row) for row in rows)
