"""The passages of an EPUB in the order of its print edition, with the places where printed pages begin in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from publish.model.publication import Publication
from publish.proof.reading import Role
from publish.readers.epub.epub_package import Package
from publish.readers.written_numbers import written_number
from publish.readers.xhtml.markup import EPUB_TYPE, PageReader

_H = "{http://www.w3.org/1999/xhtml}"
# Of private use: no source may hold them.
_PAGE, _PAGE_END, _WHOLE, _WHOLE_END = "\ue000\ue001\ue002\ue003"
_PIECES = re.compile(
    rf"{_PAGE}(?P<page>[^{_PAGE_END}]*){_PAGE_END}|{_WHOLE}|{_WHOLE_END}|[^{_PAGE}{_WHOLE}{_WHOLE_END}]"
)


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """The letters and digits of a passage, word by word.

    `begun`: before which word, counted from 0, which page begins. `whole`: stretches of words that are read in one.
    """

    role: Role
    words: tuple[str, ...]
    begun: tuple[tuple[int, int], ...]
    whole: tuple[tuple[int, int], ...]


def is_page_break(element: etree._Element) -> bool:
    """Whether an element says that a page begins."""
    return "doc-pagebreak" in element.get("role", "").split() or "pagebreak" in element.get(EPUB_TYPE, "").split()


def pages_in_order(publication: Publication, package: Package) -> list[str]:
    """The names of the pages with the sections in the order of the document: a spine may have references last."""
    order = {section.id: number for number, section in enumerate(publication.sections)}

    def place(name: str) -> int:
        section = package.parts[name].find(f".//{_H}section")
        return order.get(section.get("id", ""), -1) if section is not None else -1

    return sorted((name for name in package.spine if name != package.nav), key=place)


def marked_passages(publication: Publication, package: Package) -> list[MarkedPassage]:
    """All passages in the order of the document, but notes, which print has elsewhere."""
    names = pages_in_order(publication, package)
    return [passage for name in names for passage in _passages(name, package.parts[name])]


def _passages(name: str, root: etree._Element) -> Iterator[MarkedPassage]:
    page = deepcopy(root)
    for element in page.iter(f"{_H}*"):
        if is_page_break(element):
            element.text = f"{_PAGE}{element.get('aria-label', '').rpartition(' ')[2]}{_PAGE_END}"
        elif element.tag in (f"{_H}a", f"{_H}code") and element.get("role") is None:
            element.text = f"{_WHOLE}{element.text or ''}"
            last = element[-1] if len(element) else None
            if last is None:
                element.text += _WHOLE_END
            else:
                last.tail = f"{last.tail or ''}{_WHOLE_END}"
    for passage in PageReader(name, str).page(page):
        if passage.role is not Role.NOTE:
            yield _marked(passage.role, passage.text)


def _marked(role: Role, text: str) -> MarkedPassage:
    words: list[str] = []
    begun: list[tuple[int, int]] = []
    whole: list[tuple[int, int]] = []
    word, opened = "", 0
    for piece in _PIECES.finditer(f"{text} "):
        sign = piece[0]
        if (number := piece["page"]) is not None:
            ended = bool(word) and not text[piece.end() : piece.end() + 1].isalnum()  # else it is within the word
            begun.append((len(words) + ended, written_number(number)))
        elif sign == _WHOLE:
            opened = len(words)
        elif sign == _WHOLE_END:
            whole.append((opened, len(words) + bool(word)))
        elif sign.isspace():
            words += [word] if word else []
            word = ""
        elif sign.isalnum():
            word += sign
    return MarkedPassage(role, tuple(words), tuple(begun), tuple(whole))
