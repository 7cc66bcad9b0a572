"""Which of the authored lines an edition shows: all of them, or those that are marked for the short booklet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from publish.contracts.format import EditionOptions
from publish.model.nodes import Block, Callout, EasyRead, EasyReadLine, List, ListItem, Quote, Section
from publish.model.publication import Publication


class EasyReadOptions(EditionOptions):
    """Whether an edition is the short booklet."""

    short: bool = False

    @property
    def variant(self) -> str:
        """The name "short" for the short booklet."""
        return "short" if self.short else ""


Choice = Callable[[EasyRead], tuple[EasyReadLine, ...]]


def booklet_of(publication: Publication, *, short: bool) -> Publication:
    """The publication with the blocks and lines that a booklet shows: none that is still to be written, and no draft.

    The short booklet has the lines that are marked for it, under the titles of their blocks.
    """
    return _with_lines(publication, lambda block: tuple(line for line in block.lines if line.short or not short))


def with_drafts(publication: Publication) -> Publication:
    """The publication with its drafts among the lines, for a preview."""
    return _with_lines(
        publication, lambda block: tuple(sorted((*block.lines, *block.drafts), key=lambda line: line.line))
    )


def _with_lines(publication: Publication, lines_of: Choice) -> Publication:
    document = publication.document
    return replace(
        publication,
        document=replace(
            document,
            opening=_blocks(document.opening, lines_of),
            sections=tuple(_section(section, lines_of) for section in document.sections),
        ),
    )


def _section(section: Section, lines_of: Choice) -> Section:
    inner = tuple(_section(inner, lines_of) for inner in section.sections)
    return replace(section, blocks=_blocks(section.blocks, lines_of), sections=inner)


def _blocks(blocks: tuple[Block, ...], lines_of: Choice) -> tuple[Block, ...]:
    return tuple(kept for block in blocks for kept in _kept(block, lines_of))


def _kept(block: Block, lines_of: Choice) -> tuple[Block, ...]:
    match block:
        case EasyRead():
            lines = lines_of(block)
            return (replace(block, lines=lines),) if lines else ()
        case Quote() | Callout():
            return (replace(block, blocks=_blocks(block.blocks, lines_of)),)
        case List():
            return (replace(block, items=tuple(ListItem(_blocks(item.blocks, lines_of)) for item in block.items)),)
        case _:
            return (block,)
