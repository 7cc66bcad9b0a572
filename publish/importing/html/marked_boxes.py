"""Text boxes with a heading of their own: what stands after the box in the text is not under that heading.

Where the text goes on after such a box, it is a box in the source too; where a heading or another box follows, its
heading is one of the text, as in leaflets that are laid out in boxes altogether.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from publish.importing.html.content import words_of

BOX_OPEN, BOX_CLOSE = "\ufdd9", "\ufdda"
"""The words of the paragraphs around a box in what is converted to a page: characters that no text can hold."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def wrap_boxes(tree: html.HtmlElement) -> None:
    """Make each box that is marked, and that the text goes on after, an element of the page; take the marks away."""
    for mark in _marks(tree, BOX_OPEN):
        inside: list[html.HtmlElement] = []
        for element in mark.itersiblings():
            if words_of(element) == BOX_CLOSE:
                following = next((after for after in element.itersiblings() if words_of(after)), None)
                if following is not None and _is_headed(inside) and not _begins(following):
                    box = html.Element("aside", {"class": "callout"})
                    mark.addprevious(box)
                    box.extend(inside)
                break
            inside.append(element)
    for mark in [*_marks(tree, BOX_OPEN), *_marks(tree, BOX_CLOSE)]:
        mark.drop_tree()


def _is_headed(inside: list[html.HtmlElement]) -> bool:
    """Whether the first words of a box are its heading, as such or as a strong line over others."""
    worded = [element for element in inside if words_of(element)]
    return len(worded) > 1 and _begins(worded[0])


def _begins(element: html.HtmlElement) -> bool:
    """Whether something new begins here: a heading, a strong line, another box."""
    strong = " ".join(words_of(part) for part in element.iter("strong", "b"))
    return (
        element.tag in _HEADINGS
        or words_of(element) == BOX_OPEN
        or (element.tag == "p" and strong == words_of(element))
    )


def _marks(tree: html.HtmlElement, mark: str) -> Iterator[html.HtmlElement]:
    yield from [element for element in tree.iter("p") if words_of(element) == mark]
