"""The whole document, from title to imprint, as one file."""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.constants import CONTENT_TYPE
from lxml import etree

from publish.errors import EditionError
from publish.model.edition_words import added_words
from publish.model.languages import direction
from publish.model.nodes import Inline, Note, Section, Text, walk
from publish.model.publication import Publication
from publish.rendering.docx.body_blocks import TEXT_WIDTH, Blocks, Place
from publish.rendering.docx.docx_package import Parts, TreePart
from publish.rendering.docx.footnotes import Footnotes
from publish.rendering.docx.house_styles import house_styles, in_house_look
from publish.rendering.docx.inline_pictures import Pictures
from publish.rendering.docx.inline_runs import NoteTaker, Runs
from publish.rendering.docx.list_definitions import Numbering
from publish.rendering.docx.ooxml import element, qualified
from publish.rendering.docx.page_furniture import contents, core_properties, footer, settings
from publish.rendering.docx.type_sizes import RAISED, STANDARD

_PAGE_WIDTH, _PAGE_HEIGHT = 11906, 16838  # A4, ISO 216, in twips
_MARGIN = (_PAGE_WIDTH - TEXT_WIDTH) // 2
_SPACE_AFTER_TABLE = 280  # twips
_LOGO_WIDTH, _LOGO_HEIGHT = 4536, 907  # twips: at most 80 by 16 mm
_SPACED = ("Heading", "CalloutTitle", "Video", "Picture")  # styles that have space before them anyway


def word_file(publication: Publication, stock_code: str = "", size: int = STANDARD, *, in_pairs: bool = False) -> bytes:
    """The publication as a Word document.

    Args:
        publication: what to write.
        stock_code: the code that the edition is ordered by, for its properties.
        size: of the body text, in points; nothing is smaller where it is larger than usual.
        in_pairs: whether figures are small, and each stands beside the paragraphs that follow it.

    Raises:
        EditionError: the publication holds what Word cannot hold.

    """
    try:
        return _Writer(publication, stock_code, size, in_pairs=in_pairs).packed()
    except ValueError as error:
        # lxml refuses characters that XML cannot hold.
        raise EditionError(f"{publication.source.name} cannot be written as a Word document: {error}") from error


class _Writer:
    """One document while it is being written."""

    def __init__(self, publication: Publication, stock_code: str, size: int, *, in_pairs: bool) -> None:
        self._publication = publication
        self._stock_code = stock_code
        self._size = size
        self._in_pairs = in_pairs
        self._language = publication.document.metadata.language
        self._words = added_words(self._language)
        self._right_to_left = direction(self._language) == "rtl"
        self._body = element("w:body")
        self._parts = Parts(element("w:document", children=[self._body]))
        self._footnotes = Footnotes()
        self._footnote_story, _ = self._parts.beside("footnotes", CONTENT_TYPE.WML_FOOTNOTES, self._footnotes.tree)
        self._numbering = Numbering()
        self._pictures = Pictures(self._parts)
        sections = walk(publication.sections)
        self._anchors = {section.id: f"section{number}" for number, section in enumerate(sections, 1)}
        self._runs, self._blocks = self._makers(self._parts.document, self._footnote)
        _, self._note_blocks = self._makers(self._footnote_story, _no_footnote)

    def packed(self) -> bytes:
        """The file."""
        self._body.extend(self._text())
        _make_room_after_tables(self._body)
        _make_room_after_tables(self._footnotes.tree)
        _, foot_id = self._parts.beside(
            "footer1", CONTENT_TYPE.WML_FOOTER, footer(self._runs, added_words(self._language))
        )
        self._body.append(self._page(foot_id))
        look = self._publication.publisher.look
        self._parts.beside("styles", CONTENT_TYPE.WML_STYLES, house_styles(self._publication, self._size))
        self._parts.beside("numbering", CONTENT_TYPE.WML_NUMBERING, self._numbering.tree())
        self._parts.beside("settings", CONTENT_TYPE.WML_SETTINGS, settings())
        self._parts.beside("fontTable", CONTENT_TYPE.WML_FONT_TABLE, in_house_look("fontTable.xml", look))
        self._parts.beside("theme", CONTENT_TYPE.OFC_THEME, in_house_look("theme.xml", look))
        metadata = self._publication.document.metadata
        self._parts.core_properties(core_properties(metadata, self._publication.publisher.name, self._stock_code))
        return self._parts.packed()

    def _makers(self, story: TreePart, note: NoteTaker) -> tuple[Runs, Blocks]:
        raised = round(2 * RAISED * self._size) if self._size > STANDARD else 0
        to_left = self._right_to_left
        runs = Runs(story, self._pictures, note, self._anchors, raised=raised, right_to_left=to_left)
        blocks = Blocks(
            story,
            runs,
            self._pictures,
            self._numbering,
            size=self._size,
            right_to_left=to_left,
            in_pairs=self._in_pairs,
        )
        return runs, blocks

    def _text(self) -> Iterator[etree._Element]:
        document = self._publication.document
        yield self._heading((Text(document.metadata.title),), 1)
        yield from self._blocks.all(self._publication.front, Place())
        yield from self._logo()
        yield contents(self._publication.sections, self._runs, self._words)
        yield from self._blocks.all(document.opening, Place())
        for section in self._publication.sections:
            yield from self._section(section)

    def _logo(self) -> Iterator[etree._Element]:
        look = self._publication.publisher.look
        if look.logo is not None:
            story = self._parts.document
            drawing = self._pictures.figure(look.logo, look.logo_alt, story, widest=_LOGO_WIDTH, tallest=_LOGO_HEIGHT)
            yield self._blocks.paragraph([element("w:r", children=[drawing])], Place(style="Picture"))

    def _section(self, section: Section) -> Iterator[etree._Element]:
        yield self._heading(section.heading, section.level + 1, self._anchors[section.id])
        yield from (self._blocks.pairs if self._in_pairs else self._blocks.all)(section.blocks, Place())
        for inner in section.sections:
            yield from self._section(inner)

    def _heading(self, words: tuple[Inline, ...], level: int, anchor: str = "") -> etree._Element:
        inside = self._runs.of(words)
        if anchor:
            number = anchor.removeprefix("section")
            start = element("w:bookmarkStart", {"w:id": number, "w:name": anchor})
            inside = [start, *inside, element("w:bookmarkEnd", {"w:id": number})]
        return self._blocks.paragraph(inside, Place(style=f"Heading{level}"))

    def _footnote(self, note: Note) -> int:
        return self._footnotes.add(
            self._note_blocks.all(note.blocks, Place(style="FootnoteText", rest="FootnoteText", note=True))
        )

    def _page(self, foot_id: str) -> etree._Element:
        margins = {f"w:{side}": _MARGIN for side in ("top", "right", "bottom", "left")}
        distances = {"w:header": 709, "w:footer": 709, "w:gutter": 0}
        return element(
            "w:sectPr",
            children=[
                element("w:footerReference", {"w:type": "default", "r:id": foot_id}),
                element("w:pgSz", {"w:w": _PAGE_WIDTH, "w:h": _PAGE_HEIGHT}),
                element("w:pgMar", {**margins, **distances}),
                *([element("w:bidi")] if self._right_to_left else []),
            ],
        )


def _make_room_after_tables(story: etree._Element) -> None:
    """Put space after each table, and a paragraph where Word needs one: between two tables, and at the end."""
    for found in list(story.iter(qualified("w:tbl"))):
        following = found.getnext()
        if following is None or following.tag != qualified("w:p"):
            found.addnext(element("w:p"))
            continue
        properties = following.find(qualified("w:pPr"))
        if properties is None:
            properties = element("w:pPr")
            following.insert(0, properties)
        style = properties.find(qualified("w:pStyle"))
        if style is not None and style.get(qualified("w:val"), "").startswith(_SPACED):
            continue
        space = properties.find(qualified("w:spacing"))
        indent = properties.find(qualified("w:ind"))
        if space is None:
            space = element("w:spacing")
            properties.insert(len(properties) if indent is None else properties.index(indent), space)
        space.set(qualified("w:before"), str(_SPACE_AFTER_TABLE))


def _no_footnote(_note: Note) -> int:
    raise EditionError("a footnote is inside another footnote, which Word does not support. Write it in the text")
