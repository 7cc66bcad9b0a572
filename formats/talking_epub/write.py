"""Writes the book: the pages of the EPUB with ids, an MP3 for each chapter, and an overlay for each page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from formats.talking_epub.overlays import duration, overlay, seconds_of
from formats.talking_epub.spoken_page import Fragment, SpokenPage
from formats.talking_epub.timing import Phrase, phrases
from publish.contracts.voice import Voice
from publish.model.publication import Publication
from publish.proof.reference_sections import reference_ids
from publish.rendering.epub import epub_container
from publish.rendering.epub.accessibility import claims
from publish.rendering.epub.epub_book import Pages, add_pages, book_pages
from publish.rendering.epub.printed_pages import PrintedPages
from publish.speech.script import references
from publish.speech.spoken_script import SpokenScript

_ACTIVE = "-epub-media-overlay-active"
STYLE = f".{_ACTIVE} {{ outline: 0.15em solid; }}\n"
"""In the colour of the text, which the reader chooses."""


def spoken_pages(publication: Publication, printed: PrintedPages, fragments: list[Fragment]) -> Pages:
    """The pages of a book with an id for all that is said, which is added to `fragments`."""
    last = references(publication)
    sections = tuple(sorted(publication.sections, key=lambda section: section.id in last))
    return book_pages(publication, sections, partial(SpokenPage, fragments=fragments, printed=printed))


def write_book(
    publication: Publication, printed: PrintedPages, spoken: SpokenScript, voice: Voice, target: Path
) -> None:
    """Write what was spoken with its text, and the pages of its print edition marked and listed.

    The references come last, as they are said.
    """
    fragments: list[Fragment] = []
    pages = spoken_pages(publication, printed, fragments)
    by_page: dict[str, list[Phrase]] = {page.name: [] for page in pages.read}
    claimed = claims(publication, paged=bool(printed.source), read_aloud=True)
    book = epub_container.new_book(publication, claimed, "talking-epub", printed.source)
    for number, part in enumerate(spoken.chapters, 1):
        audio = f"audio/chapter{number:03}.mp3"
        for phrase in phrases(part, fragments, audio):
            by_page[phrase.fragment.page].append(phrase)
        book.add_item(epub_container.item(audio, "audio/mpeg", part.sound.frames))
    bibliographies = reference_ids(publication)
    overlays = {}
    for name, own in by_page.items():
        smil = epub_container.item(
            f"overlays/{name.rsplit('.', 1)[0]}.smil", "application/smil+xml", overlay(name, own, bibliographies)
        )
        book.add_item(smil)
        overlays[name] = smil.id
        _meta(book, "media:duration", duration(seconds_of(own)), refines=f"#{smil.id}")
    _meta(book, "media:duration", duration(sum(map(seconds_of, by_page.values()))))
    _meta(book, "media:active-class", _ACTIVE)
    _meta(book, "media:narrator", voice.title)
    add_pages(book, publication, pages, STYLE, overlays, printed)
    epub_container.write_book(book, publication, target)


def _meta(book: epub_container.Book, term: str, value: str, **others: str) -> None:
    book.add_metadata(None, "meta", value, {"property": term, **others})
