"""What paper needs, which cannot be clicked: after each link, in brackets, where it leads."""

from __future__ import annotations

from collections.abc import Mapping

from publish.completeness.ledger import text_of
from publish.model import Inline, Link, Text
from publish.rendering.typst.address import printed
from publish.rendering.typst.rewriting import Rewriter


class Printing(Rewriter):
    """Writes an address, or a page of the document itself, after each link. `pages` are by id: "page 5"."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = pages

    def link(self, link: Link) -> tuple[Inline, ...]:
        """The link, and in brackets where it leads if its words do not say so."""
        if link.target is None:
            return (link,)
        inside = link.target.startswith("#")
        words = self._pages[link.target[1:]] if inside else printed(link.target, text_of(link.children))
        return (link, Text(bracketed(words))) if words else (link,)


def bracketed(words: str) -> str:
    """Words as they follow a link; nothing for none."""
    return f" ({words})" if words else ""
