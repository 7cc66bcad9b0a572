"""An OpenDocument text to a document: by pandoc to a page, with what pandoc drops brought where it reads it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree, html

from publish.contracts.import_options import Options
from publish.contracts.importer import Imported, Input, Left, Notes, Reason
from publish.errors import SourceError
from publish.importing.archive import parts, zipped
from publish.importing.convert import converted
from publish.importing.html import page
from publish.importing.html.content import drop
from publish.importing.html.marked_boxes import wrap_boxes
from publish.importing.html.read import read as read_page
from publish.importing.marked_text import marked_spans
from publish.importing.odt.cell_colours import write_colours
from publish.importing.odt.changed_places import settle_changes
from publish.importing.odt.columned_lines import columns_of_tabs
from publish.importing.odt.comments import settle_comments
from publish.importing.odt.definitions import list_definitions, mark_definitions
from publish.importing.odt.drawn_words import settle_drawn
from publish.importing.odt.frames import alternatives_of, describe_pictures, link_pictures, unbox_frames
from publish.importing.odt.header_rows import widen_headers
from publish.importing.odt.indexes import settle_indexes
from publish.importing.odt.item_numbers import mark_numbers, number_headings, number_items
from publish.importing.odt.letter_styles import Looks
from publish.importing.odt.list_shapes import shape_lists
from publish.importing.odt.nested_tables import bring_tables, hold_tables
from publish.importing.odt.places import mark_places, name_places, unindent
from publish.importing.odt.shown_fields import refuse_repeated, write_fields
from publish.importing.odt.wide_spaces import refuse_wide_spaces
from publish.importing.table_captions import SIGN, into_tables, names_picture

_CONTENT = "content.xml"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CAPTIONS = {"Table", "TableCaption", "Table_20_Caption", "Caption"}
_TEMPLATE = """<html$if(lang)$ lang="$lang$"$endif$><head></head><body>$body$</body></html>"""
_NO_STYLES = (
    b'<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    b"<office:font-face-decls/><office:styles/><office:automatic-styles/><office:master-styles/></office:document-styles>"
)
"""For a text without any, which pandoc refuses."""
_NO_TEXT = re.compile("[\ufdd0-\ufdef]")  # noncharacters (The Unicode Standard, 23.7)
_TITLE = "\ufde7"  # at the start of a paragraph in the style of titles: a character that no text can hold


def read(file: Input, options: Options) -> Imported:
    """A document from an OpenDocument text. Raises `SourceError`, `UsageError`."""
    found = parts(file.path, file.data, "OpenDocument text")
    if b"encryption-data" in found.get("META-INF/manifest.xml", b""):
        raise SourceError(file.path, 0, "this OpenDocument text has a password. Save it without one.")
    if _CONTENT not in found:
        raise SourceError(file.path, 0, "this OpenDocument text is damaged: it has no content. Save it again.")
    notes = Notes()
    root = _tree(file.path, found[_CONTENT])
    refuse_wide_spaces(file.path, root)
    refuse_repeated(file.path, root)
    language = _language(root, found, file.path)
    styles = _tree(file.path, found.get("styles.xml", _NO_STYLES))
    looks = Looks(root, styles)
    looks.without_loops()
    settle_changes(file.path, root, options.changes, notes)
    _settle(root, looks, notes)
    columns_of_tabs(root, notes)
    write_colours(root, looks, notes)
    mark_definitions(root, looks)
    mark_numbers(root, looks, notes)
    number_headings(root, styles, notes)
    shape_lists(root)
    widen_headers(root, notes)
    hold_tables(root)
    places = mark_places(root)
    alternatives = alternatives_of(root, notes)
    for name, part in ((_CONTENT, root), ("styles.xml", styles)):
        unindent(part)
        found[name] = etree.tostring(part, xml_declaration=True, encoding="UTF-8")
    text = marked_spans(converted(file.path, zipped(found), "odt", _TEMPLATE))
    tree = page.tree(file.path, text)
    bring_tables(tree)
    describe_pictures(tree, alternatives)
    name_places(tree, places)
    number_items(tree)
    list_definitions(tree)
    wrap_boxes(tree)
    _mark_title(tree)
    into_tables(tree, notes)
    if language and not tree.get("lang"):
        tree.set("lang", language)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for picture, data in found.items():
            if picture.startswith("Pictures/"):
                target = folder / picture
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        return read_page(file.path, html.tostring(tree, encoding="unicode"), file.name, options, notes, folder)


def _tree(path: Path, part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        raise SourceError(
            path, 0, f"the part {_CONTENT} is damaged or nested too deeply. Save the file again."
        ) from None
    if b"\xef\xb7" in part or b"&#" in part:  # the signs that stand for places and numbers on the way are no text's own
        for element in root.iter():
            element.text = _NO_TEXT.sub("", element.text) if element.text else element.text
            element.tail = _NO_TEXT.sub("", element.tail) if element.tail else element.tail
    return root


def _settle(root: etree._Element, looks: Looks, notes: Notes) -> None:
    """Take out what editors say to each other, and lay open what stands in frames."""
    settle_comments(root, notes)
    settle_indexes(root, notes)
    write_fields(root, notes)
    settle_drawn(root, looks, notes)
    for items in [items for body in root.iter(f"{_TEXT}note-body") for items in body.findall(f"{_TEXT}list")]:
        _lines_of(items)
    unbox_frames(root)
    link_pictures(root, notes)
    for field in list(root.iter(f"{_TEXT}placeholder")):
        if text := _words(field):
            notes.left.append(Left(Reason.FORM, text))
        drop(field)
    titles = {"Title"} | {
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        if style.get(f"{_STYLE}parent-style-name") == "Title"
    }
    _leave_author(root, looks, notes)
    for table in root.iter(f"{_TABLE}table"):
        for paragraph in (table.getprevious(), table.getnext()):
            style = paragraph.get(f"{_TEXT}style-name", "") if paragraph is not None else ""
            if style in _CAPTIONS and paragraph is not None and not names_picture(_words(paragraph)):
                paragraph.text = f"{SIGN}{paragraph.text or ''}"
                break
    for paragraph in root.iter(f"{_TEXT}p"):
        if paragraph.get(f"{_TEXT}style-name") in titles and _words(paragraph):
            paragraph.text = f"{_TITLE}{paragraph.text or ''}"


def _leave_author(root: etree._Element, looks: Looks, notes: Notes) -> None:
    for line in [line for line in root.iter(f"{_TEXT}p") if "Author" in looks.names(line)]:
        notes.left.append(Left(Reason.AUTHOR, _words(line)))
        drop(line)


def _lines_of(items: etree._Element) -> None:
    """Write the items of a list within a note, which pandoc drops, as lines that begin with a bullet."""
    for paragraph in list(items.iter(f"{_TEXT}p")):
        paragraph.text = f"• {paragraph.text or ''}"
        items.addprevious(paragraph)
    drop(items)


def _mark_title(tree: html.HtmlElement) -> None:
    """The paragraphs in the style of titles as one heading of the first level."""
    first: html.HtmlElement | None = None
    for element in tree.xpath(f"//p[contains(., '{_TITLE}')]"):
        if first is None:
            first = element
            first.tag = "h1"
            first.set("data-title", "yes")
        elif element.getprevious() is first:
            first.append(html.Element("br"))
            first.append(element)
            element.drop_tag()
        else:
            element.tag = "h1"
    for element in tree.iter():
        if element.text and _TITLE in element.text:
            element.text = element.text.replace(_TITLE, "")
        if element.tail and _TITLE in element.tail:
            element.tail = element.tail.replace(_TITLE, "")


def _language(root: etree._Element, found: Mapping[str, bytes], path: Path) -> str:
    """The language of the default style, "" where there is none."""
    styles = _tree(path, found["styles.xml"]) if "styles.xml" in found else root
    fo = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
    for style in styles.iter(f"{_STYLE}default-style"):
        properties = style.find(f"{_STYLE}text-properties")
        if style.get(f"{_STYLE}family") == "paragraph" and properties is not None:
            tag, country = properties.get(f"{fo}language", ""), properties.get(f"{fo}country", "")
            if tag not in {"", "none", "zxx"}:
                return f"{tag}-{country}" if country not in {"", "none"} else tag
    return ""


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
