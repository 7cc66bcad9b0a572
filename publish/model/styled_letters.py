"""The letters and digits of words that are set in a style, counted: an order for each reader would be one too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from publish.model.nodes import Code, EasyRead, Inline, Link, Span, Style, Styled, Text, walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import all_blocks, inlines_of


def styled_letters(publication: Publication, styles: frozenset[Style], *, contents: bool = False) -> Counter[str]:
    """How often each letter and digit stands in one of the styles, in words that are no formula.

    With `contents` those of headings count twice: a list of contents says them again as they are.
    """
    sections = list(walk(publication.sections))
    bodies = (publication.front, publication.document.opening, *(section.blocks for section in sections))
    blocks = (block for body in bodies for block in all_blocks(body))
    headings = [section.heading for section in sections]
    runs = [*headings, *(headings if contents else ())]
    runs += [run for block in blocks if not isinstance(block, EasyRead) for run in inlines_of(block)]
    return letters_of(words for run in runs for words in _styled(run, styles, inside=False))


def letters_of(texts: Iterable[str]) -> Counter[str]:
    """How often each letter and digit stands in some texts."""
    return Counter(letter for text in texts for letter in plain(text) if letter.isalnum())


def _styled(inlines: Iterable[Inline], styles: frozenset[Style], *, inside: bool) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(words) | Code(words):
                if inside:
                    yield words
            case Styled(style, children):
                yield from _styled(children, styles, inside=inside or style in styles)
            case Link(children, _) | Span(children, _):
                yield from _styled(children, styles, inside=inside)
            case _:
                pass
