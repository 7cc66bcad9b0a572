"""Volumes: an edition of more sheets than a staple holds is parted between sections, and each part is a whole booklet.

Each volume has the cover, the contents of its own pages, which sections the other volumes have, and the section about
the publication. The sections of all of them together are those of the document: each starts where the one before ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from formats.large_print.large_print_options import LargePrintOptions, Volume
from publish.errors import EditionError
from publish.model.edition_words import AddedWords, added_words
from publish.model.nodes import Block, Inline, Link, List, ListItem, Paragraph, Section, Span, Style, Styled, Text, walk
from publish.model.publication import Publication
from publish.proof.ledger import ledger, text_of
from publish.rendering.typst.rewriting import Rewriter

_NAMED = 6  # volumes at most of which each names all sections of the others; of more, the first and the last
_BLOCKS_OF_ANOTHER = 2  # its number, and a list of its sections
_PAGES_OF_A_SHEET = 2
_CHARACTERS = (
    180_000  # of a page, times points squared: pages hold 1.1 to 2.2 times as many (six documents, five sizes)
)
# What a list of other volumes takes, in type sizes: as in `readable_tables`, with a title of two lines above each page.
_CHARACTER, _LINE, _GAP, _HEAD_LINES = 0.64, 1.5, 0.5, 2
_VOLUME = "Volume 100 of 100"
_UNITS = 300  # of a page, times points: one of a word takes a line and the space above it, 81 of 700 points at 36


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages all would take as one volume, those before the first section, and each section by its id."""

    pages: int
    front: int
    of_sections: Mapping[str, int]


def in_volumes(
    publication: Publication, options: LargePrintOptions, set_whole: Callable[[], Extent]
) -> tuple[LargePrintOptions, ...]:
    """The options of each volume, or those given where one is enough.

    Args:
        publication: what is to be set, in its order.
        options: what was chosen.
        set_whole: says where all would stand as one volume. It takes time, and is asked only of long documents.

    Raises:
        EditionError: a section alone is thicker than a volume may be.

    """
    most = publication.publisher.ordering.most_sheets * _PAGES_OF_A_SHEET
    units = ledger(publication)
    characters = sum(len(unit.text) for unit in units)
    if max(characters * options.size**2 / _CHARACTERS, len(units) * options.size / _UNITS) <= most:
        return (options,)
    extent = set_whole()
    if extent.pages <= most:
        return (options,)
    starts = _starts(publication, extent, most, options)
    volumes = (Volume(number=number, starts=starts) for number in range(1, len(starts) + 1))
    return tuple(options.model_copy(update={"volume": volume}) for volume in volumes)


def _starts(publication: Publication, extent: Extent, most: int, options: LargePrintOptions) -> tuple[str, ...]:
    """The ids of the sections with which volumes start."""
    # Besides its sections a volume has its cover, contents, what it says of the others, and the section about itself.
    # The more volumes there are, the more is said of the others, and the less room there is in each.
    about = extent.of_sections[publication.imprint.id]
    before = 1
    while True:
        starts = tuple(_parted(publication, extent, most, most - before - about, options.size))
        parts = _parts(publication, starts)
        needed = _pages_of_contents(parts, extent) + _pages_on_others(parts, options)
        if needed <= before:
            return starts
        before = needed


def _pages_of_contents(parts: Sequence[tuple[Section, ...]], extent: Extent) -> int:
    """How many pages a volume's cover and contents take at most, by its share of all headings."""
    headings = [len(list(walk(part))) for part in parts]
    return min(extent.front, 2 + ceil((extent.front - 1) * max(headings) / sum(headings)))


def _pages_on_others(parts: Sequence[tuple[Section, ...]], options: LargePrintOptions) -> int:
    """About how many pages a volume takes to say what the others hold; a group of lines stays on one page."""
    area = options.area(_HEAD_LINES)
    in_a_line = area.width / (_CHARACTER * options.size)
    pages, free = 0, 0.0
    for part in parts:
        named = [text_of(section.heading) for section in part]
        lines = [_VOLUME, *named] if len(parts) <= _NAMED else [f"{_VOLUME}: {named[0]} – {named[-1]}"]
        height = sum(ceil(len(line) / in_a_line) * _LINE + _GAP for line in lines) * options.size
        if height > free:
            pages += ceil(height / area.height)
            free = ceil(height / area.height) * area.height
        free -= height
    return pages


def _parted(publication: Publication, extent: Extent, most: int, room: int, size: int) -> Iterator[str]:
    """The ids of the sections with which volumes start that have `room` for pages of sections."""
    taken = 0
    for number, section in enumerate(publication.document.sections):
        pages = extent.of_sections[section.id]
        if pages > room:
            raise EditionError(
                f"“{text_of(section.heading)}” alone fills {pages} pages in large print of {size} points, and a volume "
                f"of {most // _PAGES_OF_A_SHEET} sheets has room for {max(room, 0)}. Part it into sections, or allow "
                "more sheets in publisher.yaml (ordering: most-sheets)"
            )
        if number == 0 or taken + pages > room:
            yield section.id
            taken = 0
        taken += pages


def of_volume(publication: Publication, volume: Volume) -> Publication:
    """What stands in one volume."""
    words = added_words(publication.document.metadata.language)
    parts = _parts(publication, volume.starts)
    own = parts[volume.number - 1]
    elsewhere = {
        section.id: number for number, part in enumerate(parts, 1) if number != volume.number for section in walk(part)
    }
    document = publication.document
    opening = document.opening if volume.number == 1 else ()
    shortened = replace(publication, document=replace(document, sections=own, opening=opening))
    led = _LedElsewhere(elsewhere, words).publication(shortened)
    title = Paragraph((Styled(Style.STRONG, words.marked(words.volume.format(volume.number, volume.last))),))
    others = _other_volumes(publication, volume)
    return replace(
        led,
        front=(led.front[0], title, *led.front[1:]),
        document=replace(led.document, opening=(*others, *led.document.opening)),
    )


def blocks_on_others(volume: Volume | None) -> int:
    """How many blocks of a volume say what the others hold."""
    if volume is None:
        return 0
    return _BLOCKS_OF_ANOTHER * (volume.last - 1) if volume.last <= _NAMED else 1


def _other_volumes(publication: Publication, volume: Volume) -> tuple[Block, ...]:
    """What stands under the contents of a volume: for each other one its number, and a list of its sections.

    Of many volumes that would fill half of each: there is one list, with the first and the last section of each.
    """
    words = added_words(publication.document.metadata.language)
    blocks: list[Block] = []
    items: list[ListItem] = []
    for number, part in enumerate(_parts(publication, volume.starts), 1):
        if number == volume.number:
            continue
        name = Styled(Style.STRONG, words.marked(words.volume.format(number, volume.last)))
        headings = [text_of(section.heading) for section in part]
        if volume.last <= _NAMED:
            blocks.append(Paragraph((name,)))
            blocks.append(List(tuple(ListItem((Paragraph((Text(heading),)),)) for heading in headings)))
        else:
            ends = " – ".join(dict.fromkeys((headings[0], headings[-1])))
            items.append(ListItem((Paragraph((name, Text(f": {ends}"))),)))
    return tuple(blocks) if not items else (List(tuple(items)),)


def _parts(publication: Publication, starts: tuple[str, ...]) -> list[tuple[Section, ...]]:
    """The sections of each volume. Raises `EditionError` where the document has no section of that name any more."""
    sections = publication.document.sections
    names = [section.id for section in sections]
    if any(name not in names for name in starts) or starts[0] != names[0]:
        raise EditionError("the sections with which its volumes started are not in the document. Build it again")
    edges = [*(names.index(name) for name in starts), len(sections)]
    return [sections[first:last] for first, last in pairwise(edges)]


class _LedElsewhere(Rewriter):
    """Says after a link to a section of another volume which one that is: there is nothing here to lead to."""

    def __init__(self, elsewhere: Mapping[str, int], words: AddedWords) -> None:
        self._elsewhere = elsewhere
        self._words = words

    def link(self, link: Link) -> tuple[Inline, ...]:
        """The words of the link, and the volume where they lead."""
        volume = self._elsewhere.get((link.target or "").removeprefix("#")) if (link.target or "")[:1] == "#" else None
        if volume is None:
            return (link,)
        place = Text(self._words.in_volume.format(volume))
        marked = Span((place,), self._words.language) if self._words.language else place
        return (*link.children, Text(" ("), marked, Text(")"))
