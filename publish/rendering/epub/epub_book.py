"""Writes the EPUB: a front page, a page for each top-level section, the nav, the cover, the images."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from ebooklib import epub
from lxml import etree

from publish.model.edition_words import AddedWords, added_words
from publish.model.last_asked import kept_for_the_last
from publish.model.nodes import Asset, Block, EasyRead, Figure, Inline, InlineImage, Note, Section, walk
from publish.model.publication import Look, Publication
from publish.model.traverse import all_blocks, descend, inlines_of, nodes_of_text
from publish.proof.ledger import text_of
from publish.rendering.cover import cover_svg
from publish.rendering.epub.accessibility import claims
from publish.rendering.epub.epub_container import item, new_book, write_book
from publish.rendering.epub.printed_pages import NO_PAGES, TITLE, PrintedPages
from publish.rendering.raster import png
from publish.rendering.xhtml.page_markup import (
    EPUB,
    MATHML,
    Element,
    Page,
    element,
    page,
    page_anchor,
    serialised,
    set_language,
)

STYLE, NAV, COVER, FRONT = "style.css", "nav.xhtml", "cover.xhtml", "front.xhtml"
_XHTML_TYPE = "application/xhtml+xml"
_COVER_WIDTH = 768  # pixels, and 1,024 high: a screen for reading is not much larger, and 1,200 take twice the time
_NONE: Mapping[str, str] = MappingProxyType({})
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9-]+")
_SUFFIXES = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg"}


Writer = Callable[[str, Callable[[str], str], Callable[[Asset], str], AddedWords, int], Page]
"""What makes the writer of a page: its name, addresses of sections and of images as seen from it, added words, and the
number of its first note."""


def _silent(
    _name: str,
    href_of_section: Callable[[str], str],
    href_of_image: Callable[[Asset], str],
    words: AddedWords,
    first_note: int,
) -> Page:
    return Page(href_of_section, href_of_image, words, first_note)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a book, ready to be packed: `front` and `others` are what is read, in the order of `sections`."""

    sections: tuple[Section, ...]
    files: Mapping[str, str]  # of every section, by its id
    images: Mapping[Asset, str]
    front: PageFile
    others: tuple[PageFile, ...]

    @property
    def read(self) -> tuple[PageFile, ...]:
        """The pages of the text, without cover and contents."""
        return (self.front, *self.others)


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page: its name in the EPUB and its tree."""

    name: str
    root: Element

    @property
    def properties(self) -> tuple[str, ...]:
        """The manifest properties that its content asks for (EPUB 3.3, D.2)."""
        return ("mathml",) if self.root.find(f".//{{{MATHML}}}math") is not None else ()


def write_epub(publication: Publication, printed: PrintedPages, target: Path) -> None:
    """Write the publication as an EPUB to `target`, with the pages of its print edition marked and listed."""

    def with_page_breaks(
        _name: str,
        href_of_section: Callable[[str], str],
        href_of_image: Callable[[Asset], str],
        words: AddedWords,
        first_note: int,
    ) -> Page:
        return Page(href_of_section, href_of_image, words, first_note, printed)

    book = new_book(publication, claims(publication, paged=bool(printed.source)), page_source=printed.source)
    add_pages(book, publication, book_pages(publication, publication.sections, with_page_breaks), printed=printed)
    write_book(book, publication, target)


def book_pages(publication: Publication, sections: tuple[Section, ...], writer: Writer = _silent) -> Pages:
    """All pages of the text: a front page, and one for each of the top-level `sections`, in their order."""
    images = _images(publication)
    files = {
        inner.id: _file_of(number, section) for number, section in enumerate(sections, 1) for inner in walk((section,))
    }
    front = _front_page(publication, files, images, writer)
    return Pages(sections, files, images, front, tuple(_section_pages(publication, sections, files, images, writer)))


def add_pages(
    book: epub.EpubBook,
    publication: Publication,
    pages: Pages,
    style: str = "",
    overlays: Mapping[str, str] = _NONE,
    printed: PrintedPages = NO_PAGES,
) -> None:
    """Put pages into a book, with cover, contents, style sheet and images.

    `style` is added to the style sheet; `overlays` are the ids of what reads a page aloud, by the page's name;
    `printed` are the pages that are listed.
    """
    nav = item(NAV, _XHTML_TYPE, _nav(publication, pages, printed), ("nav",))
    book.add_item(nav)
    book.add_item(item("images/cover.png", "image/png", cover_picture(publication), ("cover-image",)))
    book.add_item(item(STYLE, "text/css", style_sheet(publication.publisher.look, style)))
    for asset, name in pages.images.items():
        book.add_item(item(name, asset.media_type, asset.data))
    for page_file in (PageFile(COVER, _cover_page(publication)), *pages.read):
        page_item = item(page_file.name, _XHTML_TYPE, serialised(page_file.root), page_file.properties)
        page_item.media_overlay = overlays.get(page_file.name)
        book.add_item(page_item)
        book.spine.append(page_item)
        if page_file.name == FRONT:
            book.spine.append(nav)


def house_pages(publication: Publication, pages: Pages) -> dict[str, bytes]:
    """Each page of a book by its name, with cover and contents; of what is in print, only where `pages` marks it."""
    shown = {page_file.name: serialised(page_file.root) for page_file in pages.read}
    return {NAV: _nav(publication, pages, NO_PAGES), COVER: serialised(_cover_page(publication)), **shown}


@kept_for_the_last
def silent_pages(publication: Publication) -> dict[str, bytes]:
    """The pages of a book that says nothing aloud, without the starts of printed pages."""
    return house_pages(publication, book_pages(publication, publication.sections))


@kept_for_the_last
def cover_picture(publication: Publication) -> bytes:
    """The picture of the cover, as PNG: asked for by who writes and by who checks, and slow to draw."""
    metadata, publisher = publication.document.metadata, publication.publisher
    return png(cover_svg(metadata.title, publisher.name, publisher.look), width_px=_COVER_WIDTH)


def style_sheet(look: Look, style: str = "") -> bytes:
    """The style sheet with the look of the house, and `style` after it.

    Its colour is that of a rule above headings only: of words, a reader who reads white on black would lose them.
    """
    sheet = resources.files(__package__).joinpath(STYLE).read_text(encoding="utf-8")
    house = [f"h1, h2 {{ border-top: 4px solid {look.colour}; padding: 0.4em 0 0; }}"]
    if look.typeface:
        house.append(f'body {{ font-family: "{look.typeface}", sans-serif; }}')
    return (sheet + "\n".join(house) + "\n" + style).encode()


def _file_of(number: int, section: Section) -> str:
    """The name of a section's page, with as much of its id as stands in an address as it is."""
    return f"section-{number:02}-{_NOT_IN_NAME.sub('-', section.id)}.xhtml"


def _images(publication: Publication) -> dict[Asset, str]:
    """Each image of the document with its name in the EPUB; the same image twice is one file.

    No name of an author's file is kept: an address ends at its #, and a package's ids have no spaces.
    """
    nodes = nodes_of_text(publication.document)
    assets = dict.fromkeys(node.image for node in nodes if isinstance(node, Figure | InlineImage))
    return {asset: f"images/picture-{number:02}{_SUFFIXES[asset.media_type]}" for number, asset in enumerate(assets, 1)}


def _front_page(
    publication: Publication, files: Mapping[str, str], images: Mapping[Asset, str], writer_of: Writer
) -> PageFile:
    metadata = publication.document.metadata
    root, body = page(metadata.language, metadata.title, STYLE)
    words = added_words(metadata.language)
    writer = writer_of(FRONT, lambda name: f"{files[name]}#{name}", lambda asset: images[asset], words, 1)
    writer.page_breaks(body, TITLE)
    writer.words(element(body, "h1", id="title"), metadata.title)
    writer.blocks(body, (*publication.front, *publication.document.opening))
    writer.notes(body)
    return PageFile(FRONT, root)


def _section_pages(
    publication: Publication,
    sections: tuple[Section, ...],
    files: Mapping[str, str],
    images: Mapping[Asset, str],
    writer_of: Writer,
) -> Iterator[PageFile]:
    first_notes = _first_notes(publication)
    for section in sections:
        root, body = page(publication.document.metadata.language, text_of(section.heading), STYLE)
        here = files[section.id]
        writer = writer_of(
            here,
            lambda name, here=here: f"#{name}" if files[name] == here else f"{files[name]}#{name}",  # type: ignore[misc]
            lambda asset: images[asset],
            added_words(publication.document.metadata.language),
            first_notes[section.id],
        )
        writer.section(body, section)
        writer.notes(body)
        yield PageFile(here, root)


def _first_notes(publication: Publication) -> dict[str, int]:
    """The number of each section's first note: they are numbered through, as in the editions on paper."""
    number = 1 + _notes_in((*publication.front, *publication.document.opening))
    numbers = {}
    for section in publication.sections:
        numbers[section.id] = number
        number += sum(_notes_in_run(inner.heading) + _notes_in(inner.blocks) for inner in walk((section,)))
    return numbers


def _notes_in(blocks: tuple[Block, ...]) -> int:
    shown = (run for block in all_blocks(blocks) if not isinstance(block, EasyRead) for run in inlines_of(block))
    return sum(map(_notes_in_run, shown))


def _notes_in_run(inlines: tuple[Inline, ...]) -> int:
    return sum(isinstance(inline, Note) for inline in descend(inlines))


def _cover_page(publication: Publication) -> Element:
    metadata = publication.document.metadata
    root, body = page(metadata.language, metadata.title, STYLE)
    body.set(f"{{{EPUB}}}type", "cover")
    holder = element(body, "div", class_="cover")
    words = added_words(metadata.language)
    logo = publication.publisher.look.logo_alt
    alt = f"{words.cover}: {metadata.title}. {publication.publisher.name}.{f' {logo}.' if logo else ''}"
    element(holder, "img", src="images/cover.png", alt=alt, role="doc-cover")
    return root


def _nav(publication: Publication, pages: Pages, printed: PrintedPages) -> bytes:
    """The navigation document: contents of all headings, landmarks, and the pages in print (EPUB 3.3, 7)."""
    metadata = publication.document.metadata
    words = added_words(metadata.language)
    root, body = page(metadata.language, f"{words.contents}: {metadata.title}", STYLE)
    contents = element(body, "nav", id="toc", role="doc-toc", aria_labelledby="toc-heading")
    contents.set(f"{{{EPUB}}}type", "toc")
    _added(element(contents, "h2", words.contents, id="toc-heading"), words)
    _nav_list(contents, pages.sections, pages.files)
    landmarks = element(body, "nav", id="landmarks", aria_labelledby="landmarks-heading", hidden="hidden")
    landmarks.set(f"{{{EPUB}}}type", "landmarks")
    _added(element(landmarks, "h2", words.landmarks, id="landmarks-heading"), words)
    items = element(landmarks, "ol")
    first = pages.sections[0]
    for kind, href, label in (
        ("cover", COVER, words.cover),
        ("titlepage", FRONT, words.title_page),
        ("toc", f"{NAV}#toc", words.contents),
        ("bodymatter", pages.files[first.id], text_of(first.heading)),
    ):
        link = element(element(items, "li"), "a", label, href=href)
        link.set(f"{{{EPUB}}}type", kind)
        if kind != "bodymatter":
            _added(link, words)
    if printed.breaks:
        _page_list(body, pages.files, printed, words)
    return serialised(root)


def _page_list(body: Element, files: Mapping[str, str], printed: PrintedPages, words: AddedWords) -> None:
    """The pages of the print edition (EPUB 3.3, 7.4.2.2); reading systems offer it as “go to page”."""
    pages = element(body, "nav", id="page-list", role="doc-pagelist", hidden="hidden")
    pages.set("aria-labelledby", "page-list-heading")
    pages.set(f"{{{EPUB}}}type", "page-list")
    _added(element(pages, "h2", words.page_list, id="page-list-heading"), words)
    items = element(pages, "ol")
    for page_break in printed.breaks:
        file = files.get(page_break.section, FRONT)
        href = f"{file}#{page_anchor(page_break.number)}"
        element(element(items, "li"), "a", str(page_break.number), href=href)


def _added(target: Element, words: AddedWords) -> None:
    """Mark the language of added words where the document has another."""
    if words.language:
        set_language(target, words.language)


def _nav_list(parent: etree._Element, sections: tuple[Section, ...], files: Mapping[str, str]) -> None:
    items = element(parent, "ol")
    for section in sections:
        entry = element(items, "li")
        element(entry, "a", text_of(section.heading), href=f"{files[section.id]}#{section.id}")
        if section.sections:
            _nav_list(entry, section.sections, files)
