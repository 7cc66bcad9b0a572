"""Titles and captions, which hold characters only: powers stay raised, and the links in them follow as lines."""

from __future__ import annotations

from collections.abc import Iterable

from publish.importing.html.content import Element
from publish.importing.html.inline_elements import Inliner, raising
from publish.importing.raised import flat_words, raised
from publish.model.nodes import Inline, Link, Paragraph, Span, Styled, Text


def title_of(element: Element) -> str:
    """The words of an element on one line, with powers in raised characters."""
    return " ".join("".join(_characters(element)).split())


def _characters(element: Element) -> Iterable[str]:
    style = raising(element)
    inner = [element.text or ""]
    for child in element:
        inner += [" "] if child.tag == "br" else _characters(child) if isinstance(child.tag, str) else []
        inner.append(child.tail or "")
    return [raised("".join(inner), style)] if style is not None else inner


def links_under(element: Element, inliner: Inliner) -> tuple[Paragraph, ...]:
    """The links of a title, each as a line of its own; their words are in the title too."""
    found = [link for link in element.iter("a") if link.get("href") and "".join(link.itertext()).strip()]
    return lines_of(tuple(inline for link in found for inline in inliner.inline(link)), inliner, element)


def lines_of(run: Iterable[Inline], inliner: Inliner, element: Element) -> tuple[Paragraph, ...]:
    """The links of a run that becomes plain words, each as a line of its own."""
    lines: list[Paragraph] = []
    for link in _links(run):
        words = flat_words(link.children)
        if not words:
            continue
        inliner.added.append(words)
        inliner.notes.simplified.append(f"the link “{words[:60]}” of a title or caption follows it as a line")
        lines.append(Paragraph((Link((Text(words),), link.target),), line=element.sourceline or 0))
    return tuple(lines)


def _links(run: Iterable[Inline]) -> Iterable[Link]:
    for inline in run:
        if isinstance(inline, Link):
            yield inline
        elif isinstance(inline, Styled | Span):
            yield from _links(inline.children)
