"""Writes the EPUB: a front page, a page for each top-level section, the nav, the cover, the images."""

from __future__ import annotations

from importlib import resources
from pathlib import Path, PurePosixPath

from lxml import etree

from formats.epub.package import item, new_book, write_book
from publish.model.edition_words import AddedWords, added_words
from publish.model.nodes import Asset, Figure, InlineImage, Section, walk
from publish.model.publication import Publication
from publish.model.traverse import blocks_of, inlines_in
from publish.proof.ledger import text_of
from publish.rendering.cover import WIDTH, cover_svg
from publish.rendering.raster import png
from publish.rendering.xhtml.page_markup import EPUB, MATHML, Element, Page, element, page, serialised, set_language

STYLE, NAV, COVER, FRONT = "style.css", "nav.xhtml", "cover.xhtml", "front.xhtml"
_XHTML_TYPE = "application/xhtml+xml"
_SUFFIXES = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg"}


def write_epub(publication: Publication, target: Path) -> None:
    """Write the publication as an EPUB to `target`."""
    book = new_book(publication)
    images = _images(publication)
    files = {
        inner.id: _file_of(number, section)
        for number, section in enumerate(publication.sections, 1)
        for inner in walk((section,))
    }
    pages = [
        (COVER, _cover_page(publication), ()),
        (FRONT, *_front_page(publication, files, images)),
        *_section_pages(publication, files, images),
    ]
    nav = item(NAV, _XHTML_TYPE, _nav(publication, files), ("nav",))
    book.add_item(nav)
    cover = png(cover_svg(publication.document.metadata.title, publication.publisher.name), width_px=WIDTH)
    book.add_item(item("images/cover.png", "image/png", cover, ("cover-image",)))
    book.add_item(item(STYLE, "text/css", resources.files(__package__).joinpath(STYLE).read_bytes()))
    for asset, name in images.items():
        book.add_item(item(name, asset.media_type, asset.data))
    for name, content, properties in pages:
        made = item(name, _XHTML_TYPE, content, properties)
        book.add_item(made)
        book.spine.append(made)
        if name == FRONT:
            book.spine.append(nav)
    write_book(book, publication, target)


def _file_of(number: int, section: Section) -> str:
    return f"section-{number:02}-{section.id}.xhtml"


def _images(publication: Publication) -> dict[Asset, str]:
    """Each image of the document with its name in the EPUB; the same image twice is one file."""
    nodes = (*blocks_of(publication.document), *inlines_in(publication.document))
    assets = dict.fromkeys(node.image for node in nodes if isinstance(node, Figure | InlineImage))
    return {
        asset: f"images/{number:02}-{PurePosixPath(asset.name).stem}{_SUFFIXES[asset.media_type]}"
        for number, asset in enumerate(assets, 1)
    }


def _properties(root: Element) -> tuple[str, ...]:
    """The manifest properties that a page's content asks for (EPUB 3.3, D.2)."""
    return ("mathml",) if root.find(f".//{{{MATHML}}}math") is not None else ()


def _front_page(
    publication: Publication, files: dict[str, str], images: dict[Asset, str]
) -> tuple[bytes, tuple[str, ...]]:
    metadata = publication.document.metadata
    root, body = page(metadata.language, metadata.title, STYLE)
    words = added_words(metadata.language)
    writer = Page(lambda name: f"{files[name]}#{name}", lambda asset: images[asset], words)
    element(body, "h1", metadata.title, id="title")
    writer.blocks(body, (*publication.front, *publication.document.opening))
    writer.notes(body)
    return serialised(root), _properties(root)


def _section_pages(
    publication: Publication, files: dict[str, str], images: dict[Asset, str]
) -> list[tuple[str, bytes, tuple[str, ...]]]:
    pages = []
    for section in publication.sections:
        root, body = page(publication.document.metadata.language, text_of(section.heading), STYLE)
        here = files[section.id]
        writer = Page(
            lambda name, here=here: f"#{name}" if files[name] == here else f"{files[name]}#{name}",  # type: ignore[misc]
            lambda asset: images[asset],
            added_words(publication.document.metadata.language),
        )
        writer.section(body, section)
        writer.notes(body)
        pages.append((here, serialised(root), _properties(root)))
    return pages


def _cover_page(publication: Publication) -> bytes:
    metadata = publication.document.metadata
    root, body = page(metadata.language, metadata.title, STYLE)
    body.set(f"{{{EPUB}}}type", "cover")
    holder = element(body, "div", class_="cover")
    words = added_words(metadata.language)
    alt = f"{words.cover}: {metadata.title}. {publication.publisher.name}."
    element(holder, "img", src="images/cover.png", alt=alt, role="doc-cover")
    return serialised(root)


def _nav(publication: Publication, files: dict[str, str]) -> bytes:
    """The navigation document: contents of all headings, and landmarks (EPUB 3.3, 7)."""
    metadata = publication.document.metadata
    words = added_words(metadata.language)
    root, body = page(metadata.language, f"{words.contents}: {metadata.title}", STYLE)
    contents = element(body, "nav", id="toc", role="doc-toc", aria_labelledby="toc-heading")
    contents.set(f"{{{EPUB}}}type", "toc")
    _added(element(contents, "h2", words.contents, id="toc-heading"), words)
    _nav_list(contents, publication.sections, files)
    landmarks = element(body, "nav", id="landmarks", aria_labelledby="landmarks-heading", hidden="hidden")
    landmarks.set(f"{{{EPUB}}}type", "landmarks")
    _added(element(landmarks, "h2", words.landmarks, id="landmarks-heading"), words)
    items = element(landmarks, "ol")
    first = publication.sections[0]
    for kind, href, label in (
        ("cover", COVER, words.cover),
        ("titlepage", FRONT, words.title_page),
        ("toc", f"{NAV}#toc", words.contents),
        ("bodymatter", files[first.id], text_of(first.heading)),
    ):
        link = element(element(items, "li"), "a", label, href=href)
        link.set(f"{{{EPUB}}}type", kind)
        if kind != "bodymatter":
            _added(link, words)
    return serialised(root)


def _added(target: Element, words: AddedWords) -> None:
    """Mark the language of added words where the document has another."""
    if words.language:
        set_language(target, words.language)


def _nav_list(parent: etree._Element, sections: tuple[Section, ...], files: dict[str, str]) -> None:
    items = element(parent, "ol")
    for section in sections:
        entry = element(items, "li")
        element(entry, "a", text_of(section.heading), href=f"{files[section.id]}#{section.id}")
        if section.sections:
            _nav_list(entry, section.sections, files)
