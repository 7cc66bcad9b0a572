"""Whether all that a Word document holds can be seen and heard as it stands: by a list of what its parts are made of.

A document may be made of what is listed here. An element that is not may hide words, say others in their place, or
fetch them; nobody can list all that can. So each is a finding, and so are words struck out that the source does not
strike out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from publish.model.colours import ENOUGH, WHITE, contrast
from publish.model.edition_words import added_words
from publish.model.languages import direction
from publish.model.nodes import Style, Styled, Table, walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import descend, nodes_of_text
from publish.proof.ledger import OPENING, text_of
from publish.proof.verdict import Finding, FindingKind
from publish.readers.docx.allowed_lines import line_faults, number_of, parts_of_colour, words_of
from publish.readers.docx.allowed_values import (
    NUMBERING,
    RUN,
    SETTINGS,
    STYLED_RUN,
    STYLES,
    TEXT,
    strange,
)
from publish.readers.docx.allowed_values import (
    Table as Allowed,
)
from publish.readers.docx.docx_passages import core_property
from publish.readers.docx.listed_parts import package_faults
from publish.readers.docx.paragraph_styles import setting
from publish.readers.docx.parts import Archive, W
from publish.readers.written_numbers import MOST, written_number

_FACES = frozenset({"Arial", "Courier New", "Cambria Math"})
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PER_TWIP = 635  # the units of drawings (EMU) in a twip
_CONTENTS = re.compile(r" TOC .o \"2-6\" .h .n ")
_DARKEST_GROUND = 0xD0  # of each colour of a ground, from 0 to 255
_WIDEST = 9_100  # twips of a table: the width of the text, rounded
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app)\.xml|word/_rels/\w+\.xml\.rels|word/media/[\w.-]+|"
    r"word/(?:document|footnotes|styles|numbering|settings|fontTable|theme|webSettings|footer\d*)\.xml"
)


def shown_findings(publication: Publication, archive: Archive) -> Iterator[Finding]:
    """A finding for whatever keeps a document from showing its words, or shows others."""
    stories = [archive.document.tree, *([archive.footnotes.tree] if archive.footnotes else [])]
    language = publication.document.metadata.language
    parts: list[tuple[etree._Element | None, Allowed, Allowed]] = [
        *((story, TEXT, RUN) for story in (*stories, *archive.footers)),
        (archive.styles, STYLES, STYLED_RUN),
        (archive.numbering, NUMBERING, RUN),
        (archive.settings, SETTINGS, RUN),
    ]
    faces = _FACES | ({publication.publisher.look.typeface} - {""})
    for part, table, of_runs in parts:
        if part is not None:
            for found in (*strange(part, table, of_runs), *_typefaces(part, faces)):
                yield _wrong("a document of what documents are made of", found)
    for story in stories:
        for found in (*_hidden(story, language), *_fields(story), *_marks(story), *_tables(story), *_drawings(story)):
            yield _wrong("a document of what documents are made of", found)
    for found in line_faults(archive, language):
        yield _wrong("lines as their words ask", found)
    for found in _described(publication, stories):
        yield _wrong("tables called as in the source", found)
    if archive.styles is not None:
        for found in (*_colours(archive.styles), *_named_styles(archive.styles, language)):
            yield _wrong("a style that hides nothing", found)
    for name in sorted(archive.hashes):
        if not _PARTS.fullmatch(name):
            yield _wrong("no other parts", name)
    for found in package_faults(archive):
        yield _wrong("the parts and the relationships of a Word document", found)
    page = added_words(language).page
    for footer in archive.footers:
        words = "".join(element.text or "" for element in footer.iter(f"{W}t"))
        if words.casefold() != f"{page} 1".casefold():
            yield _wrong("a foot with the page's number alone", words)
    for style in _LETTERS:
        yield from _styled(publication, stories, style)
    for name, wanted in (("creator", publication.publisher.name), ("subject", publication.document.metadata.summary)):
        if core_property(archive, name) != plain(wanted):
            yield _wrong(f"the {name} {wanted}", core_property(archive, name))


def _wrong(expected: str, found: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found)


def _typefaces(part: etree._Element, known: frozenset[str]) -> Iterator[str]:
    for fonts in part.iter(f"{W}rFonts"):
        yield from (f"the typeface {face}" for face in map(str, fonts.attrib.values()) if face not in known)


def _hidden(story: etree._Element, language: str) -> Iterator[str]:
    """Directions that are not those of the language."""
    for properties in story.iter(f"{W}rPr"):
        if properties.find(f"{W}rtl") is None:
            continue
        own = properties.find(f"{W}lang")
        tag = language if own is None else str(own.get(f"{W}bidi") or own.get(f"{W}val") or language)
        if direction(tag) != "rtl":
            yield "words from right to left in a language from left to right"
    if direction(language) == "rtl":
        return
    for turned in story.iter(f"{W}bidi", f"{W}bidiVisual"):
        holder = next(turned.iterancestors(f"{W}p"), None)
        runs = [] if holder is None else [run for run in holder.iter(f"{W}r") if words_of(run)]
        if not runs or any(run.find(f"{W}rPr/{W}rtl") is None for run in runs):
            yield "a line or table from the right in a language from left to right"


def _fields(story: etree._Element) -> Iterator[str]:
    """Words that Word fills in: it makes the contents anew where they are, and nothing else."""
    fields = list(story.iter(f"{W}instrText", f"{W}fldChar"))
    outside = [field for field in fields if next(field.iterancestors(f"{W}sdt"), None) is None]
    instructions = [field.text or "" for field in fields if field.tag == f"{W}instrText"]
    if outside or len(fields) > 4 or any(not _CONTENTS.fullmatch(words) for words in instructions):
        yield f"a field that Word fills in: {', '.join(instructions)}"


def _marks(story: etree._Element) -> Iterator[str]:
    """Notes without their marks, and words that look like one."""
    for note in story.iter(f"{W}footnote"):
        is_line = note.get(f"{W}type") is not None
        if is_line != (note.get(f"{W}id") in ("-1", "0")) or (not is_line and _count(note, "footnoteRef") != 1):
            yield f"the note {note.get(f'{W}id')} without its mark"
    for run in story.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        is_mark = _count(run, "footnoteReference") + _count(run, "footnoteRef") > 0
        if is_mark != (style is not None and style.get(f"{W}val") == "FootnoteReference"):
            yield "words that look like the mark of a note, or a mark that does not"


def _count(holder: etree._Element, name: str) -> int:
    return sum(1 for _ in holder.iter(f"{W}{name}"))


def _tables(story: etree._Element) -> Iterator[str]:
    """Columns that are not as wide as their cells, and tables wider than the text."""
    for table in story.iter(f"{W}tbl"):
        columns = [number_of(column, "w") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        edge, width = table.find(f"{W}tblPr/{W}tblInd"), table.find(f"{W}tblPr/{W}tblW")
        left = 0 if edge is None else number_of(edge, "w")
        if left + sum(columns) > _WIDEST or (width is not None and number_of(width, "w") != sum(columns)):
            yield "a table that is wider than the page, or not as wide as its columns"
        for row in table.iterfind(f"{W}tr"):
            at = 0
            for cell in row.iterfind(f"{W}tc"):
                span, wide = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}tcW")
                covered = 1 if span is None else number_of(span, "val")
                if wide is not None and number_of(wide, "w") != sum(columns[at : at + covered]):
                    yield "a cell that is not as wide as its column"
                at += covered


def _described(publication: Publication, stories: list[etree._Element]) -> Iterator[str]:
    """What a table says of itself besides its cells, to who hears it: its caption, and what heads its columns."""
    tables = (node for node in nodes_of_text(publication.document) if isinstance(node, Table))
    wanted = Counter((plain(text_of(table.caption)), plain(_headings(table))) for table in tables)
    found = Counter(
        (plain(setting(table, "tblPr/tblCaption") or ""), plain(setting(table, "tblPr/tblDescription") or ""))
        for story in stories
        for table in story.iter(f"{W}tbl")
    )
    yield from (f"a table that is called {'; '.join(words)}" for words in found - wanted if any(words))


def _headings(table: Table) -> str:
    texts = (text_of(cell.children) for row in table.header_rows for cell in row)
    return "; ".join(text for text in texts if text)


def _drawings(story: etree._Element) -> Iterator[str]:
    """Pictures that say two things of themselves, or are not as large as their place."""
    for picture in story.iter(f"{_WP}inline"):
        words = {element.get("descr", "") for element in picture.iter(f"{_WP}docPr", f"{_PIC}cNvPr")}
        places = {
            (place.get("cx"), place.get("cy")) for place in picture.iter(f"{_WP}extent", f"{_A}ext") if place.get("cx")
        }
        if len(words) != 1 or len(places) != 1:
            yield f"a picture of two sizes, or of two texts: {', '.join(sorted(words))}"
        if any(written_number(wide, MOST) > _WIDEST * _PER_TWIP for wide, _ in places):
            yield f"a picture wider than the page: {', '.join(words)}"


def _named_styles(styles: etree._Element, language: str) -> Iterator[str]:
    """Styles by which words run the wrong way, are raised, or are of another language or level than they seem."""
    for style in styles.iter(f"{W}style", f"{W}docDefaults"):
        name = setting(style, "name") or ""
        level = setting(style, "pPr/outlineLvl")
        if level is not None and name != f"heading {written_number(level, -1) + 1}":
            yield f"the style {name} of the level {written_number(level, -1) + 1}"
        if style.find(f".//{W}vertAlign") is not None and name != "footnote reference":
            yield f"the style {name}, whose words are raised"
        if style.tag == f"{W}style" and style.find(f".//{W}lang") is not None:
            yield f"the style {name} of a language of its own"
        if direction(language) != "rtl" and next(style.iter(f"{W}rtl", f"{W}bidi"), None) is not None:
            yield f"the style {name}, whose words run from right to left"


def _colours(styles: etree._Element) -> Iterator[str]:
    for colour in styles.iter(f"{W}color"):
        if contrast(parts_of_colour(colour.get(f"{W}val", "")), WHITE) < ENOUGH:
            yield f"ink of the colour {colour.get(f'{W}val')}"
    for ground in styles.iter(f"{W}shd"):
        if min(parts_of_colour(ground.get(f"{W}fill", ""))) < _DARKEST_GROUND or ground.get(f"{W}val") != "clear":
            yield f"a ground of the colour {ground.get(f'{W}fill')}"


_LETTERS = {Style.STRIKE: ("strike", "struck out"), Style.SMALL_CAPITALS: ("smallCaps", "in small capitals")}


def _styled(publication: Publication, stories: list[etree._Element], style: Style) -> Iterator[Finding]:
    """Letters of a look that says something, where the source does not say it."""
    name, in_words = _LETTERS[style]
    document = publication.document
    listed = (node for section in walk(document.sections) for node in descend(section.heading))  # in the contents
    styled = (node for node in (*nodes_of_text(document), *listed) if isinstance(node, Styled))
    texts = (text_of(node.children) for node in styled if node.style is style)
    wanted = Counter(letter for text in texts for letter in text if letter.isalnum())
    with_marks = (story for story in stories if next(story.iter(f"{W}{name}"), None) is not None)
    runs = (run for story in with_marks for run in story.iter(f"{W}r") if run.find(f"{W}rPr/{W}{name}") is not None)
    words = (plain(text.text or "") for run in runs for text in run.iter(f"{W}t"))
    found = Counter(letter for word in words for letter in word if letter.isalnum())
    if found != wanted:
        yield _wrong(f"{wanted.total()} letters {in_words}", f"{found.total()}")
