"""Whether the list of printed pages is right: read from the file, compared with the pages of the print edition itself.

Nothing of it comes from what placed the pages. The word after each must be the first that the print edition has on that
page, the word before stand on an earlier one; each page with words of the document must be there, and the list must
lead to all of them in order.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from publish.contracts.format import Edition, Editions
from publish.errors import UnreadableEdition
from publish.model.edition_words import AddedWords, added_words
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.paging.marked_passages import MarkedPassage, is_page_break, marked_passages, pages_in_order
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.epub.epub_package import Package, resolve
from publish.readers.written_numbers import written_number
from publish.readers.xhtml.markup import EPUB_TYPE, run_of

_H = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_AROUND = 4  # words


@dataclass(frozen=True, slots=True)
class _Break:
    number: str
    place: str  # "section-01.xhtml#page.3"


def page_findings(publication: Publication, package: Package, needed: Editions) -> list[Finding]:
    """What is wrong with pages, their list and their source.

    `needed` holds no print edition where there is none, and nothing of it where that is not known: a file by itself.
    """
    words = added_words(publication.document.metadata.language)
    breaks = [found for name in pages_in_order(publication, package) for found in _breaks(name, package.parts[name])]
    edition = next(iter(needed.get("print", ())), None)
    findings = [*_labels(package, words), *_list(package, breaks)]
    if "print" in needed or not breaks:
        findings += _source(package, _called(publication, edition) if edition is not None else "")
    if "print" in needed and edition is None and breaks:
        findings.append(_wrong("no pages, as there is no print edition", f"{len(breaks)} pages"))
    if edition is not None:
        passages = marked_passages(publication, package)
        try:
            from publish.paging.printed_words import pages_of  # who makes EPUBs alone has no reader of PDFs

            findings += _places(passages, pages_of(passages, edition.path))
        except UnreadableEdition as error:
            findings.append(_wrong("a print edition that can be read, to prove the pages", str(error)))
    return findings


def _wrong(expected: str, found: str, kind: FindingKind = FindingKind.CONTENTS) -> Finding:
    return Finding(kind, OPENING, "page list", expected, found)


def _breaks(name: str, page: etree._Element) -> Iterator[_Break]:
    for element in page.iter(f"{_H}*"):
        if is_page_break(element):
            yield _Break(element.get("aria-label", "").rpartition(" ")[2], f"{name}#{element.get('id', '')}")


def _labels(package: Package, words: AddedWords) -> Iterator[Finding]:
    for name in package.spine:
        for element in package.parts[name].iter(f"{_H}div", f"{_H}span"):
            label = element.get("aria-label")
            number = (label or "").rpartition(" ")[2]
            if is_page_break(element):
                empty = not len(element) and not element.text
                right = number.isdecimal() and label == f"{words.page} {number}" and empty
            else:
                right = label is None and element.get("role") is None and element.get(EPUB_TYPE) is None
            if not right:
                yield _wrong("pages that say their number", f"{name}: {label}", FindingKind.MISLABELLED)


def _list(package: Package, breaks: Sequence[_Break]) -> Iterator[Finding]:
    navs = package.parts[package.nav].iter(f"{_H}nav")
    lists = [nav for nav in navs if "page-list" in nav.get(EPUB_TYPE, "").split()]
    folder = posixpath.dirname(package.nav)
    listed = [
        _Break(run_of(link).text, f"{resolve(folder, file)}#{fragment}")
        for nav in lists
        for link in nav.iter(f"{_H}a")
        for file, _, fragment in [link.get("href", "").partition("#")]
    ]
    for wanted, found in zip(breaks, listed, strict=False):
        if wanted != found:
            yield _wrong(f"page {wanted.number} at {wanted.place}", f"page {found.number} at {found.place}")
    if len(breaks) != len(listed) or len(lists) > 1:
        yield _wrong(f"a list of {len(breaks)} pages", f"{len(lists)} lists, {len(listed)} pages")
    numbers = [written_number(each.number) for each in breaks if each.number.isdecimal()]
    if numbers != sorted(set(numbers)):
        yield _wrong("each page once, in order", ", ".join(map(str, numbers)))


def _called(publication: Publication, edition: Edition) -> str:
    about = publication.document.metadata
    code = sku(about.id, edition.format, edition.variant)
    return f"{code}, {about.version}" if about.version else code


def _source(package: Package, wanted: str) -> Iterator[Finding]:
    """The edition whose pages these are must be named, by `pageBreakSource` and as a source; no other may be."""
    metas = [each.text or "" for each in package.root.iter(f"{_OPF}meta") if each.get("property") == "pageBreakSource"]
    sources = [each.text or "" for each in package.root.iter(f"{_DC}source")]
    for name, found in (("pageBreakSource", metas), ("dc:source", sources)):
        if found != ([wanted] if wanted else []):
            yield _wrong(f"{name}: {wanted or 'none'}", ", ".join(found) or "none")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text, and the page on which print has it, 0 where that is not known."""

    text: str
    page: int


def _places(passages: Sequence[MarkedPassage], on_pages: Sequence[tuple[int, ...]]) -> Iterator[Finding]:
    """What is wrong with where pages begin, by the pages of all words of the passages."""
    words: list[_Word] = []
    begun: list[tuple[int, int]] = []  # before which word which page begins
    for passage, pages in zip(passages, on_pages, strict=True):
        begun += [(len(words) + place, number) for place, number in passage.begun]
        words += map(_Word, passage.words, pages or [0] * len(passage.words))
    first: dict[int, int] = {}
    for place, word in enumerate(words):
        first.setdefault(word.page, place)
    for place, number in begun:
        before = next((word.page for word in reversed(words[:place]) if word.page), 0)
        after = next((later for later in range(place, len(words)) if words[later].page), len(words))
        at_end = place == len(words)
        on_no_known_word = before < number and (after == len(words) or number < words[after].page)
        if at_end or not (first[number] == after if number in first else on_no_known_word):
            yield _wrong(_said(words, first, number), f"page {number} at “{_around(words, place)}”")
    for number in sorted(first.keys() - {0} - {number for _, number in begun}):
        yield _wrong(_said(words, first, number), "no page")


def _said(words: Sequence[_Word], first: Mapping[int, int], number: int) -> str:
    place = first.get(number)
    return f"no page {number}" if place is None else f"page {number} at “{_around(words, place)}”"


def _around(words: Sequence[_Word], place: int) -> str:
    """The words before and after a place, parted by a stroke."""
    before, after = words[max(0, place - _AROUND) : place], words[place : place + _AROUND]
    return " ".join([*(word.text for word in before), "|", *(word.text for word in after)])
