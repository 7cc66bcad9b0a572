"""Whether the texts of a DAISY book are those of its document, and made of what such books are made of.

A player shows them, and plays by them: words beside the headings, another title of a file, a second place in a SMIL or
another order in the master SMIL are a book that nobody heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from formats.daisy.read import Book
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind

_H = "{http://www.w3.org/1999/xhtml}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADING = re.compile(r"h[1-6]")
_ALONE = frozenset({"ncc:narrator", "ncc:totalTime", "ncc:kByteSize", "ncc:tocItems", "dc:date"})
"""Metadata of the NCC that have no words of the document: who reads, and figures."""
_EMPTY = ("pageFront", "pageNormal", "pageSpecial", "maxPageNormal", "footnotes", "prodNotes", "sidebars")
_OF_SMIL: Mapping[str, frozenset[str]] = {
    "smil": frozenset(),
    "head": frozenset(),
    "body": frozenset(),
    "meta": frozenset({"name", "content"}),
    "layout": frozenset(),
    "region": frozenset({"id"}),
    "seq": frozenset({"dur"}),
    "par": frozenset({"endsync", "id"}),
    "text": frozenset({"src", "id"}),
    "audio": frozenset({"src", "clip-begin", "clip-end", "id"}),
    "ref": frozenset({"src", "title", "id"}),
}
"""The elements of a SMIL and their attributes: another may repeat a phrase, begin it later or choose what is played."""
_TIMES = frozenset({"ncc:totalElapsedTime", "ncc:timeInThisSmil"})


def form_findings(publication: Publication, title: str, book: Book) -> Iterator[Finding]:
    """What is wrong with the texts of a book with a title."""
    for expected, found in (*_ncc(publication, title, book), *_smils(publication, title, book)):
        yield Finding(FindingKind.PRESENTATION, OPENING, OPENING, expected, found)


def _ncc(publication: Publication, title: str, book: Book) -> Iterator[tuple[str, str]]:
    about, publisher = publication.document.metadata, publication.publisher.name
    days = [day for day in (about.updated, about.last_reviewed) if day is not None]
    wanted = {
        "dc:title": title,
        "dc:creator": publisher,
        "dc:publisher": publisher,
        "dc:date": str(next((day for day in days if day.day), days[0] if days else "")),
        "dc:identifier": sku(about.id, "daisy", ""),
        "dc:language": about.language,
        "dc:format": "Daisy 2.02",
        "dc:description": about.summary,
        "ncc:charset": "utf-8",
        "ncc:generator": "accessible-publish",
        "ncc:producer": publisher,
        "ncc:multimediaType": "audioNcc",
        "ncc:setInfo": "1 of 1",
        "ncc:depth": str(max((heading.level for heading in book.headings), default=1)),
        "ncc:files": str(2 * len(book.headings) + 2),
        **dict.fromkeys((f"ncc:{name}" for name in _EMPTY), "0"),
    }
    root = book.ncc
    metas = [(meta.get("name", ""), meta.get("content", "")) for meta in root.iter(f"{_H}meta") if meta.get("name")]
    for name, value in wanted.items():
        found = [content for other, content in metas if other == name]
        if found != [value]:
            yield f"{name} {value}", ", ".join(found) or "none"
    names = [name for name, _ in metas]
    yield from (("known metadata", name) for name in names if name not in wanted.keys() | _ALONE)
    yield from (("metadata once", name) for name in sorted(_ALONE) if names.count(name) > 1)
    yield from (("an NCC of headings alone", found) for found in _strange(root, title))


def _strange(root: etree._Element, title: str) -> Iterator[str]:
    """What is in an NCC besides its metadata and headings."""
    head, *bodies = root.iterchildren(etree.Element)
    if [str(part.tag) for part in (head, *bodies)] != [f"{_H}head", f"{_H}body"]:
        yield "more than a head and a body"
        return
    if [name.text for name in head.iter(f"{_H}title")] != [title]:
        yield "another title"
    for element in root.iter(etree.Element):
        name = str(element.tag).removeprefix(_H)
        is_heading, holder = _HEADING.fullmatch(name) is not None, element.getparent()
        links = [str(child.tag) for child in element.iterchildren(etree.Element)] if is_heading else [f"{_H}a"]
        allowed = {"id", "class"} if is_heading else _OF_NCC.get(name)
        if allowed is None or links != [f"{_H}a"] or not set(map(str, element.attrib)) <= allowed:
            yield f"<{name}> {' '.join(map(str, element.attrib))}"
        if name == "meta" and element.get("name") is None and dict(element.attrib) != _ENCODING:
            yield f"<meta> {element.get('content')}"
        if (element.tail or "").strip() or ((element.text or "").strip() and name not in ("a", "title")):
            yield f"words at <{name}>: {(element.text or '').strip()} {(element.tail or '').strip()}"
        if is_heading and holder is not bodies[0]:
            yield f"<{name}> in no body"


_ENCODING = {"http-equiv": "Content-type", "content": "text/html; charset=utf-8"}
_OF_NCC: Mapping[str, set[str]] = {
    "html": {"lang", _XML_LANG},
    "head": set(),
    "title": set(),
    "meta": {"name", "content", "http-equiv"},
    "body": set(),
    "a": {"href"},
}
"""The elements of an NCC besides its headings, and their attributes."""


def _smils(publication: Publication, title: str, book: Book) -> Iterator[tuple[str, str]]:
    texts = [heading.title for heading in book.headings]
    names = [heading.smil for heading in book.headings]
    heading_s = {heading.smil: heading.lasts_s for heading in book.headings}  # `check` compares that with the sound
    about = {"dc:format": "Daisy 2.02", "dc:title": title, "dc:identifier": publication.document.metadata.id}
    about["ncc:generator"] = "accessible-publish"
    for name, chapter in zip(names, texts, strict=True):
        yield from _smil(name, book.smils[name], {**about, "title": chapter})
        for whole, told in (("seq", ("dur", f"{heading_s[name]:.3f}s")), ("par", ("endsync", "last"))):
            found_there = next((each.get(told[0], "") for each in book.smils[name].iter(whole)), "")
            if found_there != told[1]:
                yield f"{name} that is played to its end", f"{told[0]} {found_there}"
        shape = [str(element.tag) for element in book.smils[name].find("body").iter(etree.Element)]  # type: ignore[union-attr]
        if shape[:5] != ["body", "seq", "par", "text", "seq"] or set(shape[5:]) - {"audio"}:
            yield f"one place of one heading in {name}", ", ".join(sorted(set(shape)))
    if len(set(names)) < len(names):
        yield "a SMIL for each heading", ", ".join(names)
    master = book.smils.get("master.smil")
    if master is None:
        yield "a master SMIL", "none"
        return
    yield from _smil("master.smil", master, about)
    found = [(ref.get("src", ""), ref.get("title", "")) for ref in master.iter("ref")]
    if found != list(zip(names, texts, strict=True)):
        yield "a master SMIL with all headings in order", ", ".join(shown for _, shown in found)


def _smil(name: str, root: etree._Element, wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a SMIL is made of, and what it says of itself."""
    for element in root.iter(etree.Element):
        allowed = _OF_SMIL.get(str(element.tag))
        if allowed is None or not set(map(str, element.attrib)) <= allowed:
            yield f"{name} of what SMILs are made of", f"<{element.tag!s}> {' '.join(map(str, element.attrib))}"
        if (element.text or "").strip() or (element.tail or "").strip():
            yield f"{name} without words", f"{(element.text or '').strip()} {(element.tail or '').strip()}"
    metas = [(meta.get("name", ""), meta.get("content", "")) for meta in root.iter("meta")]
    found = [(term, value) for term, value in metas if term not in _TIMES]
    if sorted(found) != sorted(wanted.items()) or len({term for term, _ in metas}) < len(metas):
        yield f"what {name} says of itself: {'; '.join(wanted.values())}", "; ".join(value for _, value in found)
