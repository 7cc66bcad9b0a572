"""An EPUB as one page: its chapters in the order of the spine, with their names of places kept apart (EPUB 3.3).

Its chapters are web pages, so that they are read as such: pandoc would drop labels, roles and headers of rows.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from html.entities import html5
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from publish.errors import SourceError
from publish.importing.archive import parts
from publish.importing.html.content import PAGE_BREAK
from publish.importing.html.page import refuse_endless

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_ENTITY = re.compile(r"&(\w+);")
_KEPT = {"amp", "lt", "gt", "quot", "apos"}
_FONT = "http://www.idpf.org/2008/embedding"  # fonts made unusable elsewhere, which hides no text
_NOTES = frozenset({"footnote", "endnote", "rearnote", "footnotes", "endnotes", "rearnotes"})  # as EPUB 3 names them
_ADDRESSES = {"a": "href", "img": "src", "image": "href", "source": "src", "audio": "src", "video": "src"}
_MOST_CHAPTERS = 2_000


@dataclass(frozen=True, slots=True)
class Book:
    """A book as one page, and its pictures by the address that they have in it."""

    page: str
    pictures: Mapping[str, bytes]


def book(path: Path, data: bytes) -> Book:
    """Put a book together. Raises `SourceError`."""
    found = parts(path, data, "EPUB")
    _refuse_protected(path, found)
    package = _package(path, found)
    tree = _xml(path, package, found[package])
    folder = posixpath.dirname(package)
    names = {item.get("id", ""): _resolved(folder, item.get("href", "")) for item in tree.iter("{*}item")}
    spine = [names.get(item.get("idref", ""), "") for item in tree.iter("{*}itemref")]
    chapters = [name for name in spine if name in found]
    if not chapters or len(chapters) > _MOST_CHAPTERS:
        raise SourceError(path, 0, "this EPUB is damaged: its list of chapters leads nowhere. Save it again.")
    refuse_endless(path, *(chapter_text(found[name]) for name in chapters))
    title, language, summary = (_said(tree, name) for name in ("title", "language", "description"))
    prefixes = {name: f"c{number}-" for number, name in enumerate(chapters, 1)}
    sheets: dict[str, None] = {}
    bodies = [_chapter(path, name, found, prefixes, sheets) for name in chapters]
    heading = "" if _headed(bodies, title) or not title else f'<h1 data-title="yes">{escape(title)}</h1>'
    page = (
        f'<html lang="{escape(language)}"><head><title>{escape(title)}</title>'
        f'<meta name="description" content="{escape(summary)}"><style>{"".join(sheets)}</style></head>'
        f"<body><main>{heading}{''.join(bodies)}</main></body></html>"
    )
    pictures = {name: part for name, part in found.items() if not name.endswith((".xhtml", ".html", ".opf", ".css"))}
    return Book(page, pictures)


def _refuse_protected(path: Path, found: Mapping[str, bytes]) -> None:
    if _ENCRYPTION not in found:
        return
    for method in _xml(path, _ENCRYPTION, found[_ENCRYPTION]).iter("{*}EncryptionMethod"):
        if not method.get("Algorithm", "").startswith((_FONT, "http://ns.adobe.com/pdf/enc#RC")):
            raise SourceError(path, 0, "this EPUB is encrypted. Give one without protection.")


def _package(path: Path, found: Mapping[str, bytes]) -> str:
    if _CONTAINER in found:
        for root in _xml(path, _CONTAINER, found[_CONTAINER]).iter("{*}rootfile"):
            name = _resolved("", root.get("full-path", ""))
            if name in found:
                return name
    raise SourceError(path, 0, "this EPUB is damaged: it does not say where its content is. Save it again.")


def _said(tree: etree._Element, name: str) -> str:
    """What the package says of the book."""
    element = tree.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
    words = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return re.sub(r"<[^>]*>", "", words)


def _xml(path: Path, name: str, part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        raise SourceError(path, 0, f"the part {name} is damaged or nested too deeply. Save the EPUB again.") from None


def chapter_text(part: bytes) -> str:
    """The characters of a chapter, with the entities of HTML resolved: without a DTD a reader of XML has none."""
    encoding = "utf-16" if part.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = part.decode(encoding, "replace")

    def character(match: re.Match[str]) -> str:
        known = html5.get(f"{match[1]};")
        return match[0] if match[1] in _KEPT or known is None else known

    return _ENTITY.sub(character, text)


def _chapter(
    path: Path, name: str, found: Mapping[str, bytes], prefixes: Mapping[str, str], sheets: dict[str, None]
) -> str:
    """A chapter as HTML, its places and addresses as they are in the whole book; gathers its style sheets."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", chapter_text(found[name]))
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise SourceError(path, 0, f"the chapter {name} is damaged. Save the EPUB again.")
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
        for key in list(element.attrib):
            if key.startswith("{"):
                value = element.attrib.pop(key)
                local = etree.QName(key).localname
                element.set({"type": "data-type", "href": "href", "lang": "lang"}.get(local, f"data-{local}"), value)
        _readdress(element, posixpath.dirname(name), name, prefixes)
    sheets |= dict.fromkeys(_sheets(root, posixpath.dirname(name), found))
    body = root.find(".//body")
    body = root if body is None else body
    body.tag = "section"
    language = body.get("lang") or root.get("lang") or ""
    body.attrib.clear()
    if language:
        body.set("lang", language)
    body.set("id", prefixes[name].rstrip("-"))
    return etree.tostring(body, encoding="unicode", method="html", with_tail=False)


def _sheets(root: etree._Element, folder: str, found: Mapping[str, bytes]) -> Iterator[str]:
    """The style sheets of a chapter: what they write, strike, raise or number is part of what it says."""
    for element in root.iter("link", "style"):
        name = _resolved(folder, element.get("href", ""))
        if element.tag == "style":
            sheet = "".join(element.itertext())
        else:
            sheet = (
                found[name].decode("utf-8-sig", "replace")
                if "stylesheet" in element.get("rel", "") and name in found
                else ""
            )
        yield sheet.replace("</", "<\\/")


def _readdress(element: etree._Element, folder: str, name: str, prefixes: Mapping[str, str]) -> None:
    for key in ("id", "aria-controls", "aria-labelledby"):
        if element.get(key):
            element.set(key, " ".join(f"{prefixes[name]}{word}" for word in element.get(key, "").split()))
    kind = element.get("data-type", "")
    if kind in _NOTES and not element.get("role"):
        element.set("role", "doc-endnotes")
    if kind == "pagebreak":
        element.set("role", PAGE_BREAK)
    key = _ADDRESSES.get(str(element.tag), "")
    value = element.get(key, "") if key else ""
    if not value or re.match(r"[a-z][a-z0-9+.-]*:", value, re.IGNORECASE):
        return
    file, sign, place = value.partition("#")
    target = _resolved(folder, unquote(file)) if file else name
    if element.tag == "a":
        prefix = prefixes.get(target, "")
        element.set("href", f"#{prefix}{place}" if sign else f"#{prefix.rstrip('-')}" if prefix else value)
    else:
        element.set(key, target)


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(target))).lstrip("/")


def _headed(bodies: list[str], title: str) -> bool:
    """Whether the book says its title in a heading of the first level."""
    words = "".join(title.casefold().split())
    headings = re.findall(r"<h1\b[^>]*>(.*?)</h1>", "".join(bodies), re.DOTALL)
    return any("".join(re.sub(r"<[^>]*>", "", heading).casefold().split()) == words for heading in headings)
