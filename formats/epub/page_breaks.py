"""Where the pages of the print edition begin in the text: who reads on a screen finds what others have on paper.

A page begins at the first node that starts on it. A page on which no node starts, since one goes on over it, is marked
at that node. A page that holds nothing of the document (print's own contents list, notes at the end, lines to write on)
has no mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from publish.contracts.format import Edition, Editions, Page
from publish.model.nodes import Block, Section
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.proof.ledger import block_units
from publish.proof.reading import Role
from publish.rendering.epub.printed_pages import NO_PAGES, TITLE, PageBreak, PrintedPages

PRINT = "print"
_FRONT = ""


def source_name(publication: Publication, edition: Edition) -> str:
    """How the print edition is called: by its stock code, and by its version where it has one."""
    about = publication.document.metadata
    code = sku(about.id, edition.format, edition.variant)
    return f"{code}, {about.version}" if about.version else code


def printed_edition(needed: Editions) -> Edition | None:
    """The print edition whose pages are listed: the first that the house makes, which is one for reading."""
    return next(iter(needed.get(PRINT, ())), None)


def printed_pages(publication: Publication, needed: Editions) -> PrintedPages:
    """Where the pages of the print edition begin; `NO_PAGES` where there is no such edition."""
    edition = printed_edition(needed)
    if edition is None:
        return NO_PAGES
    pages = {name: place.number for name, place in edition.locations.items() if isinstance(place, Page)}
    pages[TITLE] = pages.get(publication.front[0].id, 1) if publication.front else 1
    placed = [(section, node, pages[node]) for section, node in _nodes(publication) if node in pages]
    breaks = [PageBreak(placed[0][2], *placed[0][:2])] if placed else []
    for (section, node, before), (next_section, next_node, page) in pairwise(placed):
        if page <= breaks[-1].number:
            continue
        if section != _FRONT and next_section != publication.imprint.id:
            breaks += [PageBreak(number, section, node) for number in range(max(before, breaks[-1].number) + 1, page)]
        breaks.append(PageBreak(page, next_section, next_node))
    return PrintedPages(source_name(publication, edition), tuple(breaks))


def _nodes(publication: Publication) -> Iterator[tuple[str, str]]:
    """All nodes in reading order, each with its top-level section; without notes, which stand elsewhere in print."""
    yield _FRONT, TITLE
    for block in publication.document.opening:
        yield from ((_FRONT, node) for node in _within(block))
    for section in publication.sections:
        yield from ((section.id, node) for node in _of_section(section))


def _of_section(section: Section) -> Iterator[str]:
    yield section.id
    for block in section.blocks:
        yield from _within(block)
    for inner in section.sections:
        yield from _of_section(inner)


def _within(block: Block) -> Iterator[str]:
    """The nodes that say something themselves: a list may stand at the foot of a page and say all on the next."""
    yield from dict.fromkeys(unit.id for unit in block_units(block) if unit.role is not Role.NOTE)
