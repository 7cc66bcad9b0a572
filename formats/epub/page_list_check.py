"""Whether the list of printed pages is right: read from the file, compared with where the print edition has its text.

Nothing of it comes from what placed the pages. Each must begin with text that the print edition has on that page, each
page on which text of the document begins must be there, and the list must lead to all of them in order.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from publish.contracts.format import Edition, Editions, Page
from publish.model.edition_words import AddedWords, added_words
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.proof.ledger import OPENING
from publish.proof.reading import Role, Unit
from publish.proof.verdict import Finding, FindingKind
from publish.readers.epub.epub_package import Package, resolve
from publish.readers.written_numbers import written_number
from publish.readers.xhtml.markup import EPUB_TYPE, PageReader, run_of

_H = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MARK = "\ue000"  # of private use: no source may hold it


@dataclass(frozen=True, slots=True)
class _Break:
    number: str
    place: str  # "section-01.xhtml#page.3"


def page_findings(publication: Publication, package: Package, needed: Editions, units: Sequence[Unit]) -> list[Finding]:
    """What is wrong with pages, their list and their source.

    `needed` holds no print edition where there is none, and nothing of it where that is not known: a file by itself.
    """
    words = added_words(publication.document.metadata.language)
    breaks = [found for name in package.spine for found in _breaks(name, package.parts[name])]
    edition = next(iter(needed.get("print", ())), None)
    findings = [*_labels(package, words), *_list(package, breaks)]
    if "print" in needed or not breaks:
        findings += _source(package, _called(publication, edition) if edition is not None else "")
    if "print" in needed and edition is None and breaks:
        findings.append(_wrong("no pages, as there is no print edition", f"{len(breaks)} pages"))
    if edition is not None:
        pages = {name: place.number for name, place in edition.locations.items() if isinstance(place, Page)}
        findings += _places(package, _Printed(publication, units, pages))
    return findings


def _wrong(expected: str, found: str, kind: FindingKind = FindingKind.CONTENTS) -> Finding:
    return Finding(kind, OPENING, "page list", expected, found)


def _is_break(element: etree._Element) -> bool:
    return "doc-pagebreak" in element.get("role", "").split() or "pagebreak" in element.get(EPUB_TYPE, "").split()


def _breaks(name: str, page: etree._Element) -> Iterator[_Break]:
    for element in page.iter(f"{_H}*"):
        if _is_break(element):
            yield _Break(element.get("aria-label", "").rpartition(" ")[2], f"{name}#{element.get('id', '')}")


def _labels(package: Package, words: AddedWords) -> Iterator[Finding]:
    for name in package.spine:
        for element in package.parts[name].iter(f"{_H}div"):
            label = element.get("aria-label")
            number = (label or "").rpartition(" ")[2]
            if _is_break(element):
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
class _Printed:
    """Where the print edition has each unit of the source."""

    publication: Publication
    units: Sequence[Unit]
    pages: Mapping[str, int]

    def placed(self) -> list[tuple[Unit, int]]:
        """Each unit whose page is known, in order, but no notes. The title is on the page of the lines under it."""
        first = self.publication.front[0].id if self.publication.front else ""
        found = []
        for number, unit in enumerate(self.units):
            page = self.pages.get(unit.id, self.pages.get(first, 1) if number == 0 else 0)
            if unit.role is not Role.NOTE and page:
                found.append((unit, page))
        return found


def _places(package: Package, printed: _Printed) -> Iterator[Finding]:
    placed = printed.placed()
    by_text: dict[str, list[int]] = {}
    for place, (unit, _) in enumerate(placed):
        by_text.setdefault(unit.text, []).append(place)
    marked: set[int] = set()
    waiting: list[int] = []
    for text in _texts(package):
        if text.startswith(_MARK):
            number = text.removeprefix(_MARK)
            waiting.append(written_number(number))
        elif by_text.get(text):  # else a text without a place, or one that the comparison names
            place = by_text[text].pop(0)
            for begun in waiting:
                if not _begins(begun, placed, place):
                    yield _wrong(f"page {placed[place][1]} at “{text[:60]}”", f"page {begun}")
            marked |= set(waiting)
            waiting = []
    for begun in waiting:
        yield _wrong("text after the start of a page", f"page {begun} at the end")
    first_text = {page: unit.text for unit, page in reversed(placed)}
    for page in sorted(first_text.keys() - marked):
        yield _wrong(f"page {page} at “{first_text[page][:60]}”", "no page")


def _begins(number: int, placed: Sequence[tuple[Unit, int]], place: int) -> bool:
    """Whether a page begins at a unit: the first on that page, or one that goes on from an earlier page over it."""
    unit, page = placed[place]
    if page == number:
        return place == 0 or placed[place - 1][1] < number
    after = next((later for other, later in placed[place:] if other.id != unit.id), page)
    return page < number < after


def _texts(package: Package) -> Iterator[str]:
    """All that the pages say, in order, with a mark and the number where a printed page begins. Notes are left out."""
    for name in package.spine:
        if name == package.nav:
            continue
        page = deepcopy(package.parts[name])
        for element in page.iter(f"{_H}*"):
            if _is_break(element):
                element.text = _MARK + element.get("aria-label", "").rpartition(" ")[2]
        for passage in PageReader(name, str).page(page):
            if passage.role is not Role.NOTE:
                yield passage.text
