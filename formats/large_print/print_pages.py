"""Where the pages of the standard edition start, said beside the text of the large one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.contracts.format import Locations, Page
from publish.model.edition_words import AddedWords, added_words
from publish.model.nodes import Block, Paragraph, Section
from publish.model.publication import Publication

PRINT_PAGE = "print-page/"
"""What the ids of lines start with that say where a page of the printed edition starts."""


def with_print_pages(publication: Publication, pages: Locations) -> Publication:
    """The publication with a line where another page of the printed edition starts: "print page 3".

    In a group or a clinic some hold the one edition and some the other. `pages` are those of the printed edition; a
    page that starts within a list or a table is named at the next block.
    """
    marker = _PrintPages(pages, added_words(publication.document.metadata.language))
    document = publication.document
    return replace(
        publication,
        document=replace(
            document,
            opening=tuple(marker.blocks(document.opening)),
            sections=tuple(map(marker.section, document.sections)),
        ),
        imprint=marker.section(publication.imprint),
    )


class _PrintPages:
    """Goes through a document in reading order, and keeps in mind on which printed page it is."""

    def __init__(self, pages: Locations, words: AddedWords) -> None:
        self._pages = pages
        self._words = words
        self._now = 0

    def section(self, section: Section) -> Section:
        """A section with lines where pages start; that of its heading stands under it."""
        heading = tuple(self._starting(section.id))
        blocks = (*heading, *self.blocks(section.blocks))
        return replace(section, blocks=blocks, sections=tuple(map(self.section, section.sections)))

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        """Blocks, each after a line where a page starts with it."""
        for block in blocks:
            yield from self._starting(getattr(block, "id", ""))
            yield block

    def _starting(self, name: str) -> Iterator[Block]:
        page = self._pages.get(name)
        if isinstance(page, Page) and page.number != self._now:
            self._now = page.number
            line = self._words.marked(self._words.print_page.format(page.number))
            yield Paragraph(line, id=f"{PRINT_PAGE}{page.number}")
