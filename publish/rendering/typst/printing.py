"""A publication as a tagged PDF says it.

Paper cannot be clicked: after each link it says in brackets where the link leads. Tags know no videos and no callouts:
the line that names a video and the title of a callout are paragraphs like those that follow them. Languages do not
stand in one another there: each stretch of text has its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from publish.model.edition_words import added_words
from publish.model.nodes import Block, Callout, Inline, Link, Paragraph, Span, Text, Video
from publish.proof.ledger import text_of
from publish.rendering.typst.address import printed
from publish.rendering.typst.rewriting import Rewriter


class Printing(Rewriter):
    """Writes an address, or a page of the document itself, after each link.

    `pages` are the numbers of pages by the ids of what stands on them, `language` is the document's.
    """

    def __init__(self, pages: Mapping[str, str], language: str) -> None:
        self._pages = pages
        self._added = added_words(language)

    def inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """Inlines made over, with languages side by side."""
        printed: list[Inline] = []
        for inline in _side_by_side(super().inlines(inlines)):
            before = printed[-1] if printed else None
            if isinstance(inline, Span) and isinstance(before, Span) and inline.language == before.language:
                printed[-1] = Span((*before.children, *inline.children), inline.language)
            else:
                printed.append(inline)
        return tuple(printed)

    def heading(self, heading: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The heading as it is: it must stay short."""
        return heading

    def link(self, link: Link) -> tuple[Inline, ...]:
        """The link, and in brackets where it leads if its words do not say so."""
        if link.target is None:
            return (link,)
        inside = link.target.startswith("#")
        if not inside:
            words = printed(link.target, text_of(link.children))
            return (link, Text(f" ({words})")) if words else (link,)
        place = Text(f"{self._added.page} {self._pages[link.target[1:]]}")
        marked = Span((place,), self._added.language) if self._added.language else place
        return (link, Text(" ("), marked, Text(")"))

    def video(self, video: Video) -> tuple[Block, ...]:
        """The line that names it, and its description: tags know no videos."""
        words = (*video.label, Text(" "), *self.link(Link((Text(video.title),), video.address)))
        return (Paragraph(words, video.id, video.line), *video.description)

    def callout(self, callout: Callout) -> tuple[Block, ...]:
        """A box whose title is its first paragraph: tags know no such titles."""
        title = Paragraph((Text(callout.title),), callout.id, callout.line)
        return (replace(callout, title="", blocks=(title, *callout.blocks)),)


def _side_by_side(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Span) and any(isinstance(inner, Span) for inner in inline.children):
            yield from (
                inner if isinstance(inner, Span) else Span((inner,), inline.language) for inner in inline.children
            )
        else:
            yield inline
