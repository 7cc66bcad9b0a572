"""The pages of a print edition, and where each begins in the text of an EPUB."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "opening/title"
"""Stands for the title and the lines under it, the cover of the print edition; no section has such an id."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The start of a printed page, before a node of a top-level section ("" for the front page) or within that node.

    `within` is how many letters and digits of the node's own words stand before the page's first word, None where it
    begins with the node.
    """

    number: int
    section: str
    node: str
    within: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The pages of one print edition, and what it is called."""

    source: str
    breaks: tuple[PageBreak, ...]

    def before(self, node: str) -> tuple[int, ...]:
        """The pages that begin before a node."""
        return tuple(page.number for page in self.breaks if page.node == node and page.within is None)

    def within(self, node: str) -> tuple[tuple[int, int], ...]:
        """The pages that begin within a node: how many of its letters and digits stand before, and the page."""
        return tuple(
            (page.within, page.number) for page in self.breaks if page.node == node and page.within is not None
        )


NO_PAGES = PrintedPages("", ())
