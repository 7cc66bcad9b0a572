"""The pages of a print edition, and where each begins in the text of an EPUB."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "title"
"""Stands for the title and the lines under it: the cover of the print edition."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The start of a printed page, before a node of a top-level section ("" for the front page)."""

    number: int
    section: str
    node: str


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The pages of one print edition, and what it is called."""

    source: str
    breaks: tuple[PageBreak, ...]

    def before(self, node: str) -> tuple[int, ...]:
        """The pages that begin before a node."""
        return tuple(page.number for page in self.breaks if page.node == node)


NO_PAGES = PrintedPages("", ())
