"""The easy-read lines as one page of the web that needs no other file: pictures and style are in it."""

from __future__ import annotations

from base64 import b64encode
from importlib.resources import files

from lxml import etree

from formats.easy_read import added_words as words
from formats.easy_read.agreed_words import agreement_of
from formats.easy_read.booklet import Explained, explained_entries, one_sentence_a_line
from formats.easy_read.cover_lines import CoverLines, cover_lines
from formats.easy_read.easy_blocks import easy_read_blocks
from publish.model.edition_words import added_words
from publish.model.nodes import Asset, EasyRead, EasyReadLine, Inline, Text
from publish.model.publication import Look, Publication
from publish.rendering.xhtml.page_markup import Element, Page, element, page

_CONTENTS_ID = "contents"


def style_sheet(look: Look) -> str:
    """The style of the page, in the house's colour."""
    return (files(__package__) / "web.css").read_text(encoding="utf-8").replace("HOUSE", look.colour)


def web_page(publication: Publication, *, short: bool) -> bytes:
    """The page of a publication that holds the lines to be shown."""
    return _Writer(publication, short=short).page()


class _Writer:
    def __init__(self, publication: Publication, *, short: bool) -> None:
        self._publication = publication
        self._metadata = publication.document.metadata
        self._own = words.easy_words(self._metadata.language)
        self._blocks = easy_read_blocks(publication)
        self._entries = explained_entries(publication, self._blocks)
        self._explained = Explained(publication.glossary)
        self._page = Page(lambda name: f"#{name}", _address, added_words(self._metadata.language))
        self._short = short

    def page(self) -> bytes:
        root, body = page(self._metadata.language, words.title(self._metadata))
        look = self._publication.publisher.look
        head = root[0]
        element(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
        element(head, "style", style_sheet(look))
        head.insert(0, element(None, "meta", charset="utf-8"))
        lines = cover_lines(
            self._metadata,
            self._publication.publisher,
            self._blocks,
            agreement_of(self._publication),
            hard_words=bool(self._entries),
            short=self._short,
        )
        self._cover(element(body, "header"), lines, look)
        contents = element(element(body, "nav", aria_labelledby=_CONTENTS_ID), "h2", id=_CONTENTS_ID)
        self._page.inlines(contents, self._own.marked(self._own.contents))
        main = element(body, "main")
        if lines.hard_words:
            self._page.inlines(element(main, "p"), lines.hard_words)
        for block in self._blocks:
            self._part(main, block)
        if self._entries:
            self._word_list(self._added_section(main, words.WORD_LIST_ID, self._own.word_list))
        self._page.section(main, self._publication.imprint)
        self._credits(main)
        self._list_headings(body, main)
        etree.cleanup_namespaces(root)
        return etree.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")

    def _cover(self, header: Element, lines: CoverLines, look: Look) -> None:
        element(header, "h1", words.title(self._metadata))
        for line in lines.what:
            self._page.inlines(element(header, "p"), line)
        self._page.inlines(element(header, "p", class_="helpline"), lines.helpline)
        for line in lines.checks:
            self._page.inlines(element(header, "p"), line)
        if look.logo is not None:
            logo = element(header, "figure", class_="logo")
            element(logo, "img", src=_address(look.logo), alt=look.logo_alt)

    def _part(self, main: Element, block: EasyRead) -> None:
        section = element(main, "section", id=block.id, aria_labelledby=f"{block.id}-heading")
        element(section, "h2", block.title, id=f"{block.id}-heading")
        for line in block.lines:
            self._line(section, line)

    def _line(self, section: Element, line: EasyReadLine) -> None:
        box = element(section, "div", class_="line")
        picture = self._publication.pictures.get(line.picture)
        if picture is not None:
            element(element(box, "figure"), "img", src=_address(picture.image), alt=picture.alt)
        said = element(box, "div", class_="words")
        if picture is None:
            self._paragraph(said, words.picture_needed(line.picture, self._metadata.language))
        self._paragraph(said, tuple(one_sentence_a_line(words.Unlinked().inlines(line.children))))
        for meaning in self._explained.new(line):
            self._paragraph(said, meaning)

    def _paragraph(self, parent: Element, inlines: tuple[Inline, ...]) -> None:
        self._page.inlines(element(parent, "p"), inlines)

    def _added_section(self, main: Element, name: str, heading: str) -> Element:
        section = element(main, "section", id=name, aria_labelledby=f"{name}-heading")
        self._page.inlines(element(section, "h2", id=f"{name}-heading"), self._own.marked(heading))
        return section

    def _word_list(self, section: Element) -> None:
        listed = element(section, "dl")
        for entry in self._entries:
            element(listed, "dt", entry.term)
            self._page.inlines(element(listed, "dd"), (Text(entry.meaning),))

    def _credits(self, main: Element) -> None:
        shown = (line.picture for block in self._blocks for line in block.lines)
        pictures = (self._publication.pictures[name] for name in shown if name in self._publication.pictures)
        credits_ = dict.fromkeys(words.credit(picture, self._metadata.language) for picture in pictures)
        if credits_:
            listed = element(self._added_section(main, words.CREDITS_ID, self._own.credits), "ul")
            for credit in credits_:
                self._page.inlines(element(listed, "li"), credit)

    def _list_headings(self, body: Element, main: Element) -> None:
        """The contents: a link to each section."""
        nav = body[1]
        listed = element(nav, "ol")
        for section in main.iterchildren(f"{{{etree.QName(main).namespace}}}section"):
            link = element(element(listed, "li"), "a", href=f"#{section.get('id')}")
            heading = section[0]
            link.text = heading.text
            for child in heading:
                link.append(etree.fromstring(etree.tostring(child)))


def _address(image: Asset) -> str:
    return f"data:{image.media_type};base64,{b64encode(image.data).decode('ascii')}"
