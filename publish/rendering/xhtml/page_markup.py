"""The model as XHTML: what EPUB and the web have in common.

HTML elements where they say what is meant; DPUB-ARIA 1.1 roles for notes. A page is made by one `Page`, which gathers
the notes that its blocks refer to and places them where `notes()` is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from publish.model.edition_words import AddedWords
from publish.model.languages import direction
from publish.model.nodes import (
    Asset,
    Block,
    Callout,
    Cell,
    Code,
    CodeBlock,
    DefinitionList,
    EasyRead,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    Note,
    Paragraph,
    Quote,
    Row,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
)
from publish.model.traverse import grid
from publish.proof.wholes import held_together
from publish.rendering.epub.printed_pages import NO_PAGES, PrintedPages
from publish.rendering.xhtml.own_words import OwnWords

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
_XML = "http://www.w3.org/XML/1998/namespace"

Element = etree._Element

_NAMESPACES: dict[str | None, str] = {None: XHTML, "epub": EPUB}

_STYLES = {
    Style.EMPHASIS: "em",
    Style.STRONG: "strong",
    Style.SUPERSCRIPT: "sup",
    Style.SUBSCRIPT: "sub",
    Style.STRIKE: "s",
}


def element(parent: Element | None, tag: str, text: str = "", **attributes: str) -> Element:
    """An XHTML element, appended to `parent`. A trailing underscore is taken off attribute names (`class_`)."""
    name = f"{{{XHTML}}}{tag}"
    created = etree.Element(name, nsmap=_NAMESPACES) if parent is None else etree.SubElement(parent, name)
    for key, value in attributes.items():
        created.set(key.rstrip("_").replace("_", "-"), value)
    if text:
        created.text = text
    return created


def set_language(target: Element, language: str) -> None:
    """Mark an element's language and, where it is not the usual one or not that around it, its direction."""
    target.set("lang", language)
    target.set(f"{{{_XML}}}lang", language)
    around = next((way for holder in target.iterancestors() if (way := holder.get("dir"))), "ltr")
    if (own := direction(language)) == "rtl" or own != around:
        target.set("dir", own)


def label(target: Element, text: str, words: AddedWords) -> None:
    """Name an element by added words, and mark their language where the document has another."""
    target.set("aria-label", text)
    if words.language:
        set_language(target, words.language)


def page_anchor(number: int) -> str:
    """The id of the place where a printed page begins; ids of sections have no full stop."""
    return f"page.{number}"


def page(language: str, title: str, style_sheet: str = "") -> tuple[Element, Element]:
    """An empty page: its root and its body."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap=_NAMESPACES)
    set_language(root, language)
    head = element(root, "head")
    element(head, "title", title)
    if style_sheet:
        element(head, "link", rel="stylesheet", type="text/css", href=style_sheet)
    return root, element(root, "body")


def serialised(root: Element) -> bytes:
    """A page as bytes, with XML declaration and the HTML5 doctype."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class Page:
    """Writes blocks into elements of one page.

    `href_of_section` gives the address of a section by its id, `href_of_image` that of an image, both as seen from
    this page. `words` are what a page adds. Notes are numbered from `first_note`. `printed` are the pages of a print
    edition.
    """

    def __init__(
        self,
        href_of_section: Callable[[str], str],
        href_of_image: Callable[[Asset], str],
        words: AddedWords,
        first_note: int = 1,
        printed: PrintedPages = NO_PAGES,
    ) -> None:
        self._href_of_section = href_of_section
        self._href_of_image = href_of_image
        self._words = words
        self._number = first_note
        self._printed = printed
        self._own_words = OwnWords()
        self._notes: list[tuple[int, Note]] = []

    def section(self, parent: Element, section: Section) -> None:
        """A section with its heading, blocks and sub-sections."""
        created = element(parent, "section", id=section.id, aria_labelledby=f"{section.id}-heading")
        self.page_breaks(created, section.id)
        heading = element(created, f"h{section.level + 1}", id=f"{section.id}-heading")
        self.run(heading, section.heading)
        self.blocks(created, section.blocks)
        for inner in section.sections:
            self.section(created, inner)

    def blocks(self, parent: Element, blocks: Iterable[Block]) -> None:
        """Blocks, one after the other; easy-read words belong to their own edition."""
        for block in blocks:
            self.page_breaks(parent, block.id)
            around, self._own_words = self._own_words, OwnWords(self._printed.within(block.id))
            self._block(parent, block)
            self._own_words = around

    def page_breaks(self, parent: Element, node: str) -> None:
        """Where pages of a print edition begin before a node."""
        for number in self._printed.before(node) if node else ():
            self._page_break(parent, "div", number)

    def _page_break(self, parent: Element, tag: str, number: int) -> None:
        """The start of a printed page (DPUB-ARIA 1.1, doc-pagebreak)."""
        mark = element(parent, tag, id=page_anchor(number), role="doc-pagebreak")
        mark.set(f"{{{EPUB}}}type", "pagebreak")
        label(mark, f"{self._words.page} {number}", self._words)

    def notes(self, parent: Element) -> None:
        """The notes gathered so far, each with a link back to its mark."""
        while self._notes:
            number, note = self._notes.pop(0)
            aside = element(parent, "aside", id=f"note-{number}", role="doc-footnote")
            aside.set(f"{{{EPUB}}}type", "footnote")
            self.blocks(aside, note.blocks)
            paragraphs = aside.findall(f"{{{XHTML}}}p")
            home = paragraphs[-1] if paragraphs and paragraphs[-1] is aside[-1] else element(aside, "p")
            _append_text(home, " ")
            back = element(home, "a", "↩", href=f"#mark-{number}", role="doc-backlink")
            label(back, self._words.back.format(number), self._words)

    def run(self, parent: Element, inlines: tuple[Inline, ...]) -> None:
        """All the words of an element: of a paragraph, a cell, a caption. A page that is read aloud marks them here."""
        self.inlines(parent, inlines)

    def words(self, parent: Element, text: str) -> None:
        """All the words of an element that have no mark-up: a title, a block of code."""
        _append_text(parent, text)

    def inlines(self, parent: Element, inlines: Iterable[Inline]) -> None:
        """Inlines, one after the other."""
        for inline in inlines:
            self._inline(parent, inline)

    def _block(self, parent: Element, block: Block) -> None:
        match block:
            case Paragraph():
                self.run(element(parent, "p"), block.children)
            case List():
                self._list(parent, block)
            case DefinitionList():
                created = element(parent, "dl")
                for item in block.items:
                    self.run(element(created, "dt"), item.term)
                    for meaning in item.meanings:
                        self.blocks(element(created, "dd"), meaning)
            case Table():
                self._table(parent, block)
            case Figure():
                figure = element(parent, "figure")
                self._image(figure, block.image, block.alt)
                if block.caption:
                    self.run(element(figure, "figcaption"), block.caption)
            case Quote():
                self.blocks(element(parent, "blockquote"), block.blocks)
            case CodeBlock():
                self.words(element(element(parent, "pre"), "code"), block.text)
            case MathBlock():
                self.run(element(parent, "div", class_="formula"), (block.math,))
            case Video():
                link = Link((Text(block.title),), block.address)
                self.run(element(parent, "p", class_="video"), (*block.label, Text(" "), link))
                if block.description:
                    self.blocks(element(parent, "div", class_="description"), block.description)
            case Callout():
                aside = element(parent, "aside", class_=f"callout {block.kind}", role="note", aria_label=block.title)
                self.words(element(aside, "p", class_="callout-title"), block.title)
                self.blocks(aside, block.blocks)
            case EasyRead():
                pass  # only the easy-read edition shows these words

    def _list(self, parent: Element, block: List) -> None:
        created = element(parent, "ol" if block.ordered else "ul")
        if block.ordered and block.start != 1:
            created.set("start", str(block.start))
        for item in block.items:
            self.blocks(element(created, "li"), item.blocks)

    def _table(self, parent: Element, block: Table) -> None:
        table = element(parent, "table")
        if block.caption:
            self.run(element(table, "caption"), block.caption)
        if block.header_rows:
            self.header_rows(element(table, "thead"), block.header_rows)
        body = element(table, "tbody")
        rows = grid(block.rows)
        width = max((column + cell.column_span for placed in rows for column, cell in placed), default=0)
        for placed in rows:
            cells = tuple(cell for _, cell in placed)
            heads_group = len(cells) == 1 and cells[0].column_span == width > 1
            if heads_group and len(body):
                body = element(table, "tbody")
            heads = [column < block.row_headers for column, _ in placed]
            self._row(body, cells, heads, "rowgroup" if heads_group else "row")

    def header_rows(self, head: Element, rows: tuple[Row, ...]) -> None:
        """The rows over a table that head its columns."""
        for row in rows:
            self._row(head, row, [True] * len(row), "col")

    def _row(self, parent: Element, row: Row, heads: list[bool], scope: str) -> None:
        created = element(parent, "tr")
        for cell, is_head in zip(row, heads, strict=True):
            made_cell = element(created, "th" if is_head else "td")
            if is_head:
                made_cell.set("scope", _scope(cell, scope))
            if cell.row_span > 1:
                made_cell.set("rowspan", str(cell.row_span))
            if cell.column_span > 1:
                made_cell.set("colspan", str(cell.column_span))
            self.run(made_cell, cell.children)

    def _inline(self, parent: Element, inline: Inline) -> None:
        if self._own_words.are_parted:
            for number in self._own_words.begun_in(inline):
                self._page_break(parent, "span", number)
        match inline:
            case Text(value):
                for words, begun in self._own_words.parted(value):
                    _append_text(parent, held_together(words))
                    if begun is not None:
                        self._page_break(parent, "span", begun)
            case Styled(Style.SMALL_CAPITALS, children):
                self.inlines(element(parent, "span", class_="small-capitals"), children)
            case Styled(style, children):
                self.inlines(element(parent, _STYLES[style]), children)
            case Link(children, None):
                self.inlines(parent, children)
            case Link(children, target) if target is not None and target.startswith("#"):
                self.inlines(element(parent, "a", href=self._href_of_section(target[1:])), children)
            case Link(children, target):
                self.inlines(element(parent, "a", href=target or ""), children)
            case Code(value):
                element(parent, "code", value)
            case Math():
                self._math(parent, inline)
            case InlineImage():
                self._image(parent, inline.image, inline.alt)
            case Note():
                self._mark(parent, inline)
            case LineBreak():
                element(parent, "br")
            case Span(children, language):
                span = element(parent, "span")
                set_language(span, language)
                self.inlines(span, children)

    def _image(self, parent: Element, image: Asset, alt: str) -> None:
        self.picture(element(parent, "img", src=self._href_of_image(image), alt=alt), alt)

    def picture(self, image: Element, alt: str) -> None:
        """A picture that was just placed, for a page that reads its text alternative aloud."""

    def _math(self, parent: Element, math: Math) -> None:
        formula = etree.fromstring(math.mathml)
        for annotation in formula.findall(f".//{{{MATHML}}}annotation"):
            annotation.getparent().remove(annotation)  # type: ignore[union-attr]
        formula.set("alttext", math.text)
        parent.append(formula)

    def _mark(self, parent: Element, note: Note) -> None:
        number, self._number = self._number, self._number + 1
        self._notes.append((number, note))
        mark = element(parent, "a", str(number), id=f"mark-{number}", href=f"#note-{number}", role="doc-noteref")
        mark.set(f"{{{EPUB}}}type", "noteref")
        note_name = f"{self._words.note} {number}"
        label(mark, note_name[0].upper() + note_name[1:], self._words)


def _scope(cell: Cell, scope: str) -> str:
    """The scope of a header cell: one over several columns or rows heads them as a group."""
    spans = {"col": cell.column_span, "row": cell.row_span}.get(scope, 1)
    return f"{scope}group" if spans > 1 else scope
