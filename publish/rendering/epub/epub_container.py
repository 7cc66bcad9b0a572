"""ebooklib's EPUB container, made to give the same bytes each time and the package attributes that it leaves out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias
from uuid import NAMESPACE_URL, uuid5

from ebooklib import epub
from lxml import etree

from publish.model.languages import direction
from publish.model.nodes import PartialDate
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.rendering.epub.accessibility import Claims
from publish.rendering.zipping import FixedZip

Book: TypeAlias = epub.EpubBook
"""A book that is being put together."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """Sets the package's language, drops the NCX that EPUB 3 does not need, and dates no zip entry."""

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(_XML_LANG, self.book.language)
        root.set("dir", direction(self.book.language))
        spine = root.find("spine")
        if spine is not None and "toc" in spine.attrib:
            del spine.attrib["toc"]
        super()._write_opf_file(root)

    def write(self) -> None:
        self.out = FixedZip(self.file_name, "w")
        with self.out:
            self.out.writestr("mimetype", "application/epub+zip", compress_type=0)
            self._write_container()
            self._write_opf()
            self._write_items()


def _modified(publication: Publication) -> datetime:
    """When the content was last changed, as the source says: a month stands for its first day."""
    metadata = publication.document.metadata
    date = metadata.updated or metadata.last_reviewed or PartialDate(2000, 1, 1)
    return datetime(date.year, date.month, date.day or 1, tzinfo=UTC)


def new_book(publication: Publication, claimed: Claims, stock_name: str = "epub", page_source: str = "") -> Book:
    """A book with its metadata and no content yet.

    `stock_name` is the format's, as stock codes have it; `page_source` the edition whose pages are listed, if any.
    """
    metadata = publication.document.metadata
    book = epub.EpubBook()
    kind = "" if stock_name == "epub" else f"/{stock_name}"  # a reading system keeps one book of one identifier
    book.set_identifier(f"urn:uuid:{uuid5(NAMESPACE_URL, f'{publication.publisher.name}/{metadata.id}{kind}')}")
    book.set_title(metadata.title)
    book.set_language(metadata.language)
    book.set_direction(direction(metadata.language))
    book.add_author(publication.publisher.name)
    book.add_metadata("DC", "publisher", publication.publisher.name, {"id": "publisher"})
    if email := _email(publication):
        # EPUB Accessibility 1.2 has a11y:contactEmail for it, which epubcheck 5.3 refuses; schema.org's term for the
        # address of an organisation says the same, and is known to both.
        book.add_metadata(None, "meta", email, {"property": "schema:email", "refines": "#publisher"})
    book.add_metadata("DC", "description", metadata.summary)
    date = metadata.last_reviewed or metadata.updated
    if date is not None:
        book.add_metadata("DC", "date", str(date))
    _add_version(book, publication, stock_name)
    _add_claims(book, claimed)
    if page_source:
        # EPUB Accessibility 1.1 names a page list's edition by pageBreakSource, reading systems before it by dc:source.
        book.add_metadata("DC", "source", page_source)
        book.add_metadata(None, "meta", page_source, {"property": "pageBreakSource"})
    return book


def _add_version(book: Book, publication: Publication, stock_name: str) -> None:
    """Which version of the document this is, and the code that it is ordered by."""
    metadata = publication.document.metadata
    if metadata.version:
        book.add_metadata(None, "meta", metadata.version, {"property": "schema:version"})
        book.add_metadata(None, "meta", sku(metadata.id, stock_name, ""), {"property": "schema:sku"})


def _email(publication: Publication) -> str:
    """The first e-mail address of the publisher, "" where it names none."""
    publisher = publication.publisher
    targets = [contact.target or "" for contact in (publisher.helpline, *publisher.contacts)]
    return next(
        (target.removeprefix("mailto:").partition("?")[0] for target in targets if target.startswith("mailto:")), ""
    )


def _add_claims(book: Book, claimed: Claims) -> None:
    def meta(term: str, value: str) -> None:
        book.add_metadata(None, "meta", value, {"property": term})

    for mode in claimed.modes:
        meta("schema:accessMode", mode)
    for modes in claimed.sufficient:
        meta("schema:accessModeSufficient", ",".join(modes))
    for feature in claimed.features:
        meta("schema:accessibilityFeature", feature)
    for hazard in claimed.hazards:
        meta("schema:accessibilityHazard", hazard)
    english = {} if book.language.casefold().startswith("en") else {_XML_LANG: "en"}
    book.add_metadata(None, "meta", claimed.summary, {"property": "schema:accessibilitySummary", **english})
    if claimed.conforms_to:
        meta("dcterms:conformsTo", claimed.conforms_to)
    if claimed.certified_by:
        book.add_metadata(None, "meta", claimed.certified_by, {"property": "a11y:certifiedBy", "id": "certifier"})
        book.add_metadata(None, "meta", claimed.certified_on, {"property": "dcterms:date", "refines": "#certifier"})


def write_book(book: Book, publication: Publication, target: Path) -> None:
    """Write the finished book to `target`."""
    _Writer(str(target), book, {"mtime": _modified(publication)}).write()


def item(name: str, media_type: str, content: bytes, properties: tuple[str, ...] = ()) -> epub.EpubItem:
    """A finished file of the book."""
    book_item = epub.EpubItem(
        uid=name.replace("/", "-").rsplit(".", 1)[0], file_name=name, media_type=media_type, content=content
    )
    book_item.properties = list(properties)
    return book_item
