"""Whether a page is marked up as the house marks up its source: element by element, with all attributes and words.

Lists of what a page may be made of cannot say where each may stand: words straight in a row of a table are shown and
are no cell's, a second `thead` puts the last row first, and `head` around a word hides it. The pages of a print
edition, which another proof looks at, are left out on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, zip_longest

from lxml import etree

from publish.readers.xhtml.markup import EPUB_TYPE

_XHTML = "{http://www.w3.org/1999/xhtml}"
_ANCHOR = re.compile(r"page\.[0-9]+")
_PLAYED = re.compile(r"structure(?:_[0-9]+)+")  # ids by which overlays name what a listener may leave or leave out
_WORDS = "words"
_END = "the end"
_LONGEST = 60  # letters of a finding

_Mark = tuple[str, str]
"""A piece of markup: its kind, and what it says."""


def page_difference(page: etree._Element, house: etree._Element) -> tuple[str, str] | None:
    """What a page first has otherwise than the house's: what is expected, and what is there; None where nothing is."""
    before = ""
    for mark, found in zip_longest(_joined(house), _joined(page), fillvalue=(_END, "")):
        if mark != found:
            near = f" after “{before[-_LONGEST:]}”" if before else ""
            return _cut(mark), f"{_cut(found)}{near}"
        kind, words = mark
        before = words if kind == _WORDS and words.strip() else before
    return None


def _cut(mark: _Mark) -> str:
    kind, words = mark
    return f"{kind} {words[:_LONGEST]}".strip()


def _joined(page: etree._Element) -> Iterator[_Mark]:
    """The marks of a page, with the words around what is left out as one."""
    for kind, group in groupby(_marks(page), lambda mark: mark[0]):
        if kind == _WORDS:
            yield kind, "".join(words for _, words in group)
        else:
            yield from group


def _marks(element: etree._Element) -> Iterator[_Mark]:
    name = f"<{str(element.tag).removeprefix(_XHTML)}>"
    yield name, " ".join(_attributes(element))
    yield from _words(element.text)
    for child in element:
        if isinstance(child.tag, str) and not _of_print(child):
            yield from _marks(child)
        yield from _words(child.tail)
    yield f"/{name}", ""


def _attributes(element: etree._Element) -> Iterator[str]:
    for key, value in sorted((str(key), str(value)) for key, value in element.attrib.items()):
        if key != "id" or not _PLAYED.fullmatch(value):
            yield f'{key}="{value}"'


def _words(text: str | None) -> Iterator[_Mark]:
    if text:
        yield _WORDS, text


def _of_print(element: etree._Element) -> bool:
    """Whether an element is the start of a printed page, or the list of them."""
    kind = element.get(EPUB_TYPE)
    if kind == "page-list":
        return element.tag == f"{_XHTML}nav"
    return kind == "pagebreak" and _ANCHOR.fullmatch(element.get("id", "")) is not None
