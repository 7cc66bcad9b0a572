"""A publication as a tagged PDF says it.

Paper cannot be clicked: after each link it says in brackets where the link leads. Tags know no videos and no callouts:
the line that names a video and the title of a callout are paragraphs like those that follow them.
"""

from __future__ import annotations

from collections.abc import Mapping

from publish.completeness.ledger import text_of
from publish.model import Block, Callout, Inline, Link, Paragraph, Text, Video
from publish.rendering.typst.address import printed
from publish.rendering.typst.rewriting import Rewriter


class Printing(Rewriter):
    """Writes an address, or a page of the document itself, after each link. `pages` are by id: "page 5"."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = pages

    def heading(self, heading: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The heading as it is: it must stay short."""
        return heading

    def link(self, link: Link) -> tuple[Inline, ...]:
        """The link, and in brackets where it leads if its words do not say so."""
        if link.target is None:
            return (link,)
        inside = link.target.startswith("#")
        words = self._pages[link.target[1:]] if inside else printed(link.target, text_of(link.children))
        return (link, Text(f" ({words})")) if words else (link,)

    def video(self, video: Video) -> tuple[Block, ...]:
        """The line that names it, and its description: tags know no videos."""
        words = (Text("Video: "), *self.link(Link((Text(video.title),), video.address)))
        return (Paragraph(words, video.id, video.line), *video.description)

    def callout(self, callout: Callout) -> tuple[Block, ...]:
        """Its title and what it holds: tags know no boxes."""
        return (Paragraph((Text(callout.title),), callout.id, callout.line), *callout.blocks)
