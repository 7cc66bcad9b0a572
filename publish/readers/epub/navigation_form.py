"""Whether the contents document of an EPUB is made of its lists alone: contents, places, and pages of the print."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from publish.model.edition_words import AddedWords
from publish.model.text import plain
from publish.readers.epub.epub_package import Package, resolve
from publish.readers.xhtml.markup import EPUB_TYPE, run_of

_H = "{http://www.w3.org/1999/xhtml}"
_ROLES = {"toc": "doc-toc", "landmarks": None, "page-list": "doc-pagelist"}
"""The lists, in their order, and the role of each."""

_PLACES = {"cover": 0, "titlepage": 1, "toc": 2, "bodymatter": 3}
"""The places that a book names, and which of its pages each is."""


def navigation_faults(package: Package, words: AddedWords) -> Iterator[str]:
    """What the contents document has beside its lists, and what they have beside their lines."""
    body = package.parts[package.nav].find(f"{_H}body")
    parts = [] if body is None else list(body)
    kinds = [part.get(EPUB_TYPE) or "" for part in parts]
    if kinds not in (["toc", "landmarks"], ["toc", "landmarks", "page-list"]):
        yield f"the lists {', '.join(kinds)}"
    titles = {"toc": words.contents, "landmarks": words.landmarks, "page-list": words.page_list}
    for kind, part in zip(kinds, parts, strict=True):
        if [child.tag for child in part] != [f"{_H}h2", f"{_H}ol"] or part.tag != f"{_H}nav":
            yield f"{kind}: not a heading and a list"
            continue
        if run_of(part[0]).text != plain(titles.get(kind, "")):
            yield f"the heading {run_of(part[0]).text}"
        if part.get("role") != _ROLES.get(kind) or (part.get("hidden") is None) != (kind == "toc"):
            yield f"{kind}: shown or called otherwise"
        yield from (f"{kind}: {fault}" for fault in _lines(part[1], nested=kind == "toc"))
        if kind == "landmarks":
            yield from _places(part, package)


def _lines(items: etree._Element, *, nested: bool) -> Iterator[str]:
    """A line is one link, in the contents with the lines of what is below it."""
    for item in items:
        tags = [child.tag for child in item]
        if item.tag != f"{_H}li" or tags not in ([f"{_H}a"], *([[f"{_H}a", f"{_H}ol"]] if nested else [])):
            yield f"a line that is not one link: {run_of(item).text}"
        for inner in item.findall(f"{_H}ol"):
            yield from _lines(inner, nested=nested)


def _places(part: etree._Element, package: Package) -> Iterator[str]:
    links = list(part.iter(f"{_H}a"))
    if (kinds := [link.get(EPUB_TYPE) or "" for link in links]) != list(_PLACES):
        yield f"the places {', '.join(kinds)}"
    for kind, link in zip(kinds, links, strict=True):
        number = _PLACES.get(kind, len(package.spine))
        target = resolve(posixpath.dirname(package.nav), link.get("href", ""))
        fragment = link.get("href", "").partition("#")[2]
        if package.spine[number : number + 1] != (target,) or fragment not in ("", *([kind] if kind == "toc" else [])):
            yield f"the place {kind} at {link.get('href')}"
