"""Titles and captions, which hold characters only: powers stay raised, and links and struck words follow as lines."""

from __future__ import annotations

from collections.abc import Iterable

from publish.contracts.importer import Doubt
from publish.importing.html.content import Element
from publish.importing.html.elements import LOOKS
from publish.importing.html.inline_content import plain
from publish.importing.html.inline_elements import Inliner, raising, strikes
from publish.importing.raised import flat_words, raised
from publish.model.nodes import Inline, InlineImage, Link, Paragraph, Span, Style, Styled, Text


def title_of(element: Element) -> str:
    """The words of an element on one line, with powers in raised characters and without what is struck."""
    return " ".join("".join(_characters(element)).split())


def emptied(element: Element) -> None:
    """Take all out of an element whose words became a title."""
    element.text = None
    for inner in list(element):
        element.remove(inner)


def drawn_heading(element: Element, images: Iterable[InlineImage], inliner: Inliner) -> tuple[Inline, ...]:
    """The words of a heading that is a picture, marked; without them, what follows stood under the heading before."""
    spoken = " ".join(image.alt for image in images if not image.decorative)
    if not spoken:
        return ()
    inliner.notes.doubts.append(
        Doubt(element.sourceline or 0, f"“{spoken[:60]}” is a heading that is drawn as a picture")
    )
    inliner.added.append(spoken)
    element.set(LOOKS, "yes")
    return (Text(spoken),)


def _characters(element: Element) -> Iterable[str]:
    if strikes(element):
        return []
    style = raising(element)
    inner = [element.text or ""]
    for child in element:
        inner += [" "] if child.tag == "br" else _characters(child) if isinstance(child.tag, str) else []
        inner.append(child.tail or "")
    return [raised("".join(inner), style)] if style is not None else inner


def links_under(element: Element, inliner: Inliner) -> tuple[Paragraph, ...]:
    """What a title cannot hold: its links, each as a line of its own; the whole title where some of it is struck."""
    if any(strikes(inner) for inner in element.iter()):
        return lines_of(inliner.run(element), inliner, element)
    found = [link for link in element.iter("a") if link.get("href") and "".join(link.itertext()).strip()]
    return lines_of(tuple(inline for link in found for inline in inliner.inline(link)), inliner, element)


def lines_of(run: tuple[Inline, ...], inliner: Inliner, element: Element) -> tuple[Paragraph, ...]:
    """What is lost of a run that becomes plain words: its links, each as a line of its own; all where some is struck.

    Without its stroke, a struck “not” would say the opposite; so it stands in that line alone.
    """
    if _has_struck(run):
        words = flat_words(run)
        inliner.added.append(words)
        inliner.notes.simplified.append(
            f"“{plain(run)[:60]}” has struck words, so all of it follows the title as a line"
        )
        return (Paragraph(tuple(run), line=element.sourceline or 0),)
    lines: list[Paragraph] = []
    for link in _links(run):
        words = flat_words(link.children)
        if not words:
            continue
        inliner.added.append(words)
        inliner.notes.simplified.append(f"the link “{words[:60]}” of a title or caption follows it as a line")
        lines.append(Paragraph((Link((Text(words),), link.target),), line=element.sourceline or 0))
    return tuple(lines)


def _has_struck(run: Iterable[Inline]) -> bool:
    return any(
        (isinstance(inline, Styled) and inline.style is Style.STRIKE) or _has_struck(getattr(inline, "children", ()))
        for inline in run
    )


def _links(run: Iterable[Inline]) -> Iterable[Link]:
    for inline in run:
        if isinstance(inline, Link):
            yield inline
        elif isinstance(inline, Styled | Span):
            yield from _links(inline.children)
