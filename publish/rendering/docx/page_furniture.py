"""What stands around the text: the contents, the foot of each page, the settings, what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.model.edition_words import AddedWords
from publish.model.nodes import (
    Inline,
    InlineImage,
    Link,
    Metadata,
    Note,
    PartialDate,
    Section,
    Span,
    Styled,
    Text,
    walk,
)
from publish.rendering.docx.footnotes import separators
from publish.rendering.docx.inline_runs import Runs
from publish.rendering.docx.ooxml import element, text, value

_CORE = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}

_CONTENTS_FIELD = r' TOC \o "2-6" \h \n '
"""Headings 2 to 6, as links, without page numbers: right as written, and right after Word has made it again."""


_SPACE_AFTER_CONTENTS = 360  # twips


def contents(sections: tuple[Section, ...], runs: Runs, words: AddedWords) -> etree._Element:
    """The contents: a link to every section, in the content control by which Word knows its table of contents."""
    title = element("w:p", children=[_style("TOCHeading"), *runs.of(words.marked(words.contents))])
    entries = [
        element(
            "w:p",
            children=[
                _style(f"TOC{section.level + 1}"),
                runs.anchored(_words(section.heading), section.id),
            ],
        )
        for section in walk(sections)
    ]
    begin = [_field("begin"), _instruction(_CONTENTS_FIELD), _field("separate")]
    entries[0][1:1] = begin
    entries[-1].append(_field("end"))
    entries[-1][0].append(element("w:spacing", {"w:after": _SPACE_AFTER_CONTENTS}))
    part = element(
        "w:docPartObj", children=[value("w:docPartGallery", "Table of Contents"), element("w:docPartUnique")]
    )
    return element(
        "w:sdt",
        children=[
            element("w:sdtPr", children=[value("w:id", 1), part]),
            element("w:sdtContent", children=[title, *entries]),
        ],
    )


def footer(runs: Runs, words: AddedWords) -> etree._Element:
    """The foot of each page: its number."""
    page = runs.of((*words.marked(words.page[0].upper() + words.page[1:]), Text(" ")))
    number = [_field("begin"), _instruction(" PAGE "), _field("separate"), _run("1"), _field("end")]
    return element("w:ftr", children=[element("w:p", children=[_style("Footer"), *page, *number])])


def settings() -> etree._Element:
    """The settings: current Word, no hyphenation, the lines above the footnotes."""
    newest = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": "15"}
    return element(
        "w:settings",
        children=[
            element("w:zoom", {"w:percent": 100}),
            value("w:defaultTabStop", 720),
            value("w:autoHyphenation", "false"),
            separators(),
            element("w:compat", children=[element("w:compatSetting", newest)]),
        ],
    )


def core_properties(metadata: Metadata, publisher: str, stock_code: str) -> etree._Element:
    """What the file says of itself (ECMA-376, part 2, 11). A date without its day is left out: none is invented."""
    tree = etree.Element(f"{{{_CORE['cp']}}}coreProperties", nsmap=_CORE)
    properties = {
        "title": metadata.title,
        "subject": metadata.summary,
        "creator": publisher,
        "language": metadata.language,
    }
    for name, words in properties.items():
        if words:
            etree.SubElement(tree, f"{{{_CORE['dc']}}}{name}").text = words
    if metadata.version:
        etree.SubElement(tree, f"{{{_CORE['dc']}}}identifier").text = stock_code
        etree.SubElement(tree, f"{{{_CORE['cp']}}}version").text = metadata.version
    changed = _whole(metadata.updated) or _whole(metadata.last_reviewed)
    if changed:
        date = etree.SubElement(tree, f"{{{_CORE['dcterms']}}}modified")
        date.set(f"{{{_CORE['xsi']}}}type", "dcterms:W3CDTF")
        date.text = f"{changed}T00:00:00Z"
    return tree


def _whole(date: PartialDate | None) -> str:
    return str(date) if date and date.day is not None else ""


def _words(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """A heading as it stands in the contents: without notes and images, and with no link inside the link."""
    for inline in inlines:
        match inline:
            case Note() | InlineImage():
                pass
            case Link(children, _):
                yield from _words(children)
            case Styled(style, children):
                yield Styled(style, tuple(_words(children)))
            case Span(children, language):
                yield Span(tuple(_words(children)), language)
            case _:
                yield inline


def _style(name: str) -> etree._Element:
    return element("w:pPr", children=[value("w:pStyle", name)])


def _run(words: str) -> etree._Element:
    return element("w:r", children=[text("w:t", words)])


def _field(kind: str) -> etree._Element:
    return element("w:r", children=[element("w:fldChar", {"w:fldCharType": kind})])


def _instruction(words: str) -> etree._Element:
    return element("w:r", children=[text("w:instrText", words)])
