"""What small forms and boxes beside the text say to the reader: a form is left out, a consent in it is not.

Without this “Do not take this if you are pregnant.” goes with the field under it, and “Ring us if you have a fever.”
with the menu of a sidebar.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from publish.contracts.importer import Doubt, Notes
from publish.importing.html.content import CONTROLS, KEPT, Element, is_left_form, tokens, words_of
from publish.importing.html.icons import GUESSED
from publish.importing.html.site import is_beside, is_site

_FEWEST = 5  # words
_LINES = ("p", "li", "td", "dd", "dt", "div", "blockquote", "figcaption")
_BLOCKS = (*_LINES, "ul", "ol", "dl", "table", "form", "fieldset", "section", "h1", "h2", "h3", "h4", "h5", "h6")


def keep_sentences(page: Element, notes: Notes) -> None:
    """Keep each form that says a sentence, without its fields and their labels, and each such box; all is marked."""
    for form in list(page.iter("form")):
        if is_left_form(form) and not is_site(tokens(form), whole=False) and form.get("role") != "search":
            _keep(form, "stands within a form", notes)
    for box in list(page.xpath(".//*[contains(@class, 'side') or contains(@id, 'side')]")):
        inside = any(KEPT in above.attrib for above in box.iterancestors())
        if not inside and is_beside(tokens(box)) and _outside_links(box) > len(words_of(box).split()) / 2:
            _keep(box, "stands beside the text", notes)


def _keep(box: Element, where: str, notes: Notes) -> None:
    lines = [line for line in box.iter(*_LINES) if _is_line(line)]
    if not any(_is_sentence(line) for line in lines):
        return
    box.set(KEPT, "yes")
    for line in lines:
        mark = html.Element("span", {GUESSED: "yes"})
        mark.text, line.text = line.text, None
        mark.extend(list(line))
        line.append(mark)
        words = " ".join(_own_words(line))
        notes.doubts.append(Doubt(line.sourceline or 0, f"“{words[:60]}” {where}", words))


def _is_line(line: Element) -> bool:
    """Whether an element holds words of its own, and no other line."""
    return next(line.iterdescendants(*_BLOCKS), None) is None and bool(_own_words(line))


def _is_sentence(line: Element) -> bool:
    words = _own_words(line)
    fields = next(line.iter(*CONTROLS), None) is not None
    return not fields and len(words) >= _FEWEST and words[-1].endswith((".", "!"))


def _own_words(line: Element) -> list[str]:
    """The words of a line, without those of fields and their labels."""
    return " ".join(_texts(line)).split()


def _texts(element: Element) -> Iterator[str]:
    if element.tag not in CONTROLS:
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from _texts(child)
            yield child.tail or ""


def _outside_links(box: Element) -> int:
    """How many words of a box are no links."""
    return len(words_of(box).split()) - sum(len(words_of(link).split()) for link in box.iter("a"))
