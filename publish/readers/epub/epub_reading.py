"""Reads an EPUB back: the pages of the spine in order, the nav, and the claims of the package."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from publish.proof.reading import Entry, Reading
from publish.readers.epub.epub_package import Package, open_package, resolve
from publish.readers.once import read_once
from publish.readers.xhtml.markup import EPUB_TYPE, PageReader, is_heading, run_of

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_H = "{http://www.w3.org/1999/xhtml}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_CLAIMS = "schema:access"
_SEVERAL = ("accessMode", "accessibilityFeature", "accessibilityHazard")
_SIGNED = {"dcterms:conformsTo", "a11y:certifiedBy", "dcterms:date"}  # the date where it is that of a signature


@read_once
def read_epub(path: Path) -> Reading:
    """Read an EPUB. The nav and the cover page are no content; links inside it are followed to where they land."""
    package = open_package(path)
    pages = [name for name in package.spine if name != package.nav and not _is_cover(package.parts[name])]
    anchors = {(name, identifier): text for name in pages for identifier, text in _anchors(package.parts[name])}
    language = _language(package, pages)

    def landing(name: str, href: str) -> str:
        """Where a link leads: an address as it is, a place in the book as "#" and its heading."""
        if ":" in href.split("/", 1)[0] or href.startswith("//"):
            return href
        file, _, fragment = href.partition("#")
        target = resolve(posixpath.dirname(name), file) if file else name
        return f"#{anchors.get((target, fragment), '(nowhere)')}"

    passages = [
        passage
        for name in pages
        for passage in PageReader(name, lambda href, name=name: landing(name, href)).page(  # type: ignore[misc]
            package.parts[name]
        )
    ]
    title = package.root.find(f".//{_DC}title")
    return Reading(
        passages=tuple(passages),
        title=(title.text or "") if title is not None else "",
        language=language,
        contents=tuple(_contents(package, landing)),
        accessibility=_claims(package),
    )


def _is_cover(page: etree._Element) -> bool:
    body = page.find(f"{_H}body")
    return body is not None and "cover" in (body.get(EPUB_TYPE) or "").split()


def _anchors(page: etree._Element) -> Iterator[tuple[str, str]]:
    """Each id of a page with the text of the heading that a reader lands on there, and "" for the page's start."""
    for element in page.iter(f"{_H}*"):
        heading = (
            element if is_heading(element) else next((inner for inner in element.iter() if is_heading(inner)), None)
        )
        identifier = element.get("id")
        if heading is not None and (identifier or element.tag == f"{_H}body"):
            yield identifier or "", run_of(heading).text


def _language(package: Package, pages: list[str]) -> str:
    """The language of the book, "" unless package, metadata and every page say the same."""
    languages = {package.root.get(_XML_LANG, "")}
    languages |= {(element.text or "").strip() for element in package.root.iter(f"{_DC}language")}
    for name in pages:
        languages |= {package.parts[name].get(_XML_LANG, ""), package.parts[name].get("lang", "")}
    return languages.pop() if len(languages) == 1 else ""


def _contents(package: Package, landing: Callable[[str, str], str]) -> Iterator[Entry]:
    nav = package.parts[package.nav]
    for element in nav.iter(f"{_H}nav"):
        if "toc" in (element.get(EPUB_TYPE) or "").split():
            for child in element.findall(f"{_H}ol"):
                yield from _entries(child, 2, package.nav, landing)


def _entries(items: etree._Element, level: int, nav: str, landing: Callable[[str, str], str]) -> Iterator[Entry]:
    for item in items.findall(f"{_H}li"):
        link = item.find(f"{_H}a")
        if link is not None:
            yield Entry(run_of(link).text, level, landing(nav, link.get("href", "")))
        for inner in item.findall(f"{_H}ol"):
            yield from _entries(inner, level + 1, nav, landing)


def _claims(package: Package) -> dict[str, str | list[str]]:
    claims: dict[str, str | list[str]] = {}
    for meta in package.root.iter(f"{_OPF}meta"):
        term, value = meta.get("property", ""), (meta.text or "").strip()
        if term == "dcterms:date" and not meta.get("refines"):
            continue
        if term.startswith(_CLAIMS) or term in _SIGNED:
            before = claims.get(term)
            if term.endswith(_SEVERAL) or before is not None:
                claims[term] = [*([before] if isinstance(before, str) else before or []), value]
            else:
                claims[term] = value
    return claims
