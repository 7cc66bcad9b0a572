"""Where the pages of the print edition begin in the text: who reads on a screen finds what others have on paper.

A page begins at the first word that stands on it, in a node or in the middle of one. Where print cannot say at which
word (in a table that it has row by row, in code), the page begins at the next node, and a page that such a node fills
at that node. A page that holds nothing of the document (print's own contents list, notes at the end, lines to write on)
has no mark.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from publish.contracts.format import Edition, Editions, Locations, Page, placed
from publish.model.nodes import Block, Section
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.proof.ledger import block_units
from publish.proof.reading import Role, place_in
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
    starts = list(_starts(publication, edition.locations))
    breaks = [starts[0]] if starts else []
    for start, after in pairwise(starts):
        if after.number <= breaks[-1].number:
            continue
        if start.section != _FRONT and after.section != publication.imprint.id:
            filled = range(max(start.number, breaks[-1].number) + 1, after.number)
            breaks += [PageBreak(number, start.section, start.node, start.within) for number in filled]
        breaks.append(after)
    return PrintedPages(source_name(publication, edition), tuple(breaks))


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a node in a top-level section: the letters and digits of that node before them, and before their end."""

    section: str
    node: str
    start: int
    end: int


def _starts(publication: Publication, locations: Locations) -> Iterator[PageBreak]:
    """Each place of which the page is known, with its page, in reading order."""
    nodes = {name: place.number for name, place in locations.items() if isinstance(place, Page)}
    nodes[TITLE] = nodes.get(publication.front[0].id, 1) if publication.front else 1
    within: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, number in nodes.items():
        if (place := placed(name)) is not None:
            within[place[0]].append((place[1], number))
    for words in _all_words(publication):
        if words.start == 0 and words.node in nodes:
            yield PageBreak(nodes.pop(words.node), words.section, words.node)
        for letters, number in sorted(within.get(words.node, ())):
            if words.start <= letters < words.end:
                yield PageBreak(number, words.section, words.node, letters)


def _all_words(publication: Publication) -> Iterator[_Words]:
    """All words in reading order; without notes, which stand elsewhere in print."""
    yield _Words(_FRONT, TITLE, 0, 0)
    for block in publication.document.opening:
        yield from _within(block, _FRONT)
    for section in publication.sections:
        yield from _of_section(section, section.id)


def _of_section(section: Section, top: str) -> Iterator[_Words]:
    yield _Words(top, section.id, 0, 0)
    for block in section.blocks:
        yield from _within(block, top)
    for inner in section.sections:
        yield from _of_section(inner, top)


def _within(block: Block, top: str) -> Iterator[_Words]:
    """The nodes that say something themselves: a list may stand at the foot of a page and say all on the next."""
    letters: Counter[str] = Counter()
    for unit in block_units(block):
        if unit.role is not Role.NOTE:
            start = letters[unit.id]
            letters[unit.id] += 0 if unit.role is Role.ALT else place_in(unit.text)
            yield _Words(top, unit.id, start, letters[unit.id])
