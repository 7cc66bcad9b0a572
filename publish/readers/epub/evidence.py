"""What the pages of an EPUB themselves show of its accessibility, read without a look at what it claims."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publish.model.edition_words import PICTURES_NEEDED
from publish.readers.epub.epub_package import Package, resolve

_H = "{http://www.w3.org/1999/xhtml}"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ACTIVE = ("script", "audio", "video", "iframe", "object", "embed", "canvas")
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_STANDS_FOR_WORDS = frozenset({"", *(words.casefold() for words in PICTURES_NEEDED)})
_SIGNS = 2  # letters of another script in a row that are a sign, as α is, and no word


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found: counts of pictures, and whether there is what a claim speaks of."""

    pictures: int
    meaningful: int
    undescribed: int
    formulas: int
    tables: int
    unmarked_tables: int
    headings: int
    contents: int
    page_breaks: int
    pages_listed: int
    active: int
    unnamed: tuple[str, ...]  # words in a script other than their language's
    languages: frozenset[str]  # the first parts of all language tags
    is_read_aloud: bool  # each page of text has an overlay, which says when each of its words is said


def evidence(package: Package) -> Evidence:
    """Look through the pages of the spine and the navigation document."""
    pages = [page for name, page in package.parts.items() if name != package.nav and not _is_cover(page)]
    images = [image for page in pages for image in page.iter(f"{_H}img")]
    meaningful = [image for image in images if image.get("alt") != ""]  # an empty one says that it decorates
    tables = [table for page in pages for table in page.iter(f"{_H}table")]
    return Evidence(
        pictures=len(images),
        meaningful=len(meaningful),
        undescribed=sum((image.get("alt") or "").strip().casefold() in _STANDS_FOR_WORDS for image in meaningful),
        formulas=sum(1 for page in pages for _ in page.iter(_MATH)),
        tables=len(tables),
        unmarked_tables=sum(not _is_marked(table) for table in tables),
        headings=sum(1 for page in pages for _ in page.iter(*(f"{_H}{name}" for name in _HEADINGS))),
        contents=_links(package, "toc"),
        page_breaks=sum(element.get("role") == "doc-pagebreak" for page in pages for element in page.iter(f"{_H}*")),
        pages_listed=_links(package, "page-list"),
        active=sum(1 for page in pages for _ in page.iter(*(f"{_H}{name}" for name in _ACTIVE))),
        unnamed=tuple(word for page in pages for word in _unnamed(page)),
        languages=frozenset(_language(element).split("-")[0] for page in pages for element in page.iter(f"{_H}*"))
        - {""},
        is_read_aloud=_is_read_aloud(package),
    )


def _links(package: Package, kind: str) -> int:
    """The links of the lists of one kind in the navigation document."""
    lists = (nav for nav in package.parts[package.nav].iter(f"{_H}nav") if kind in nav.get(_EPUB_TYPE, "").split())
    return sum(1 for nav in lists for _ in nav.iter(f"{_H}a"))


def _is_read_aloud(package: Package) -> bool:
    """Whether every page but the cover and the contents has a media overlay (EPUB 3.3, 9)."""
    overlays = {resolve(package.folder, item.get("href", "")): item.get("media-overlay") for item in package.items}
    text = [name for name in package.spine if name != package.nav and not _is_cover(package.parts[name])]
    return all(overlays.get(name) for name in text)


def _is_cover(page: etree._Element) -> bool:
    body = page.find(f"{_H}body")
    return body is not None and "cover" in (body.get(_EPUB_TYPE) or "").split()


def _is_marked(table: etree._Element) -> bool:
    return table.find(f"{_H}caption") is not None and any(True for _ in table.iter(f"{_H}th"))


def _unnamed(page: etree._Element) -> Iterator[str]:
    """Words of letters that a language in Latin script does not have, where no element says another language."""
    own = _language(page)
    if own.split("-")[0] not in _IN_LATIN_LETTERS:
        return
    body = page.find(f"{_H}body")
    for element in body.iter(f"{_H}*") if body is not None else ():
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if not text or holder is None or text.isascii():
                continue
            words = [word for word in text.split() if _letters_of_other_scripts(word) > _SIGNS]
            if words and _nearest_language(holder, own) == own:
                yield from words


_LATIN_LANGUAGES = "cy de en es fr ga gd gv it kw lt lv nl pl pt ro so sq sv tr vi"
_IN_LATIN_LETTERS = frozenset(_LATIN_LANGUAGES.split())


def _language(element: etree._Element) -> str:
    return (element.get(_XML_LANG) or element.get("lang") or "").casefold()


def _nearest_language(element: etree._Element, own: str) -> str:
    for holder in (element, *element.iterancestors()):
        if tag := _language(holder):
            return tag
    return own


def _letters_of_other_scripts(word: str) -> int:
    return sum(letter.isalpha() and "LATIN" not in unicodedata.name(letter, "LATIN") for letter in word)
