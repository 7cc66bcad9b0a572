"""Rules of an accessible Word document that no comparison of words can see, read from the file itself."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.docx.docx_passages import core_property, language_of
from publish.readers.docx.paragraph_styles import Styles
from publish.readers.docx.paragraph_text import pictures
from publish.readers.docx.parts import Archive, W
from publish.readers.written_numbers import written_number

CLEAR = 12
"""Points: the least for clear print."""

_DRAWING = f"{W}drawing"


def findings(archive: Archive, smallest: int = CLEAR) -> list[Finding]:
    """Say where a document breaks the rules.

    Each image has a text alternative or the mark that it decorates (WCAG 2.2, 1.1.1). Each table repeats its heading
    row and says what it is (1.3.1). Links inside the document land, fields end (2.4.4). The language is the same
    wherever it is said (3.1.1). No text is smaller than `smallest`, in
    points.
    """
    stories = [archive.document.tree, *([archive.footnotes.tree] if archive.footnotes else [])]
    return [
        *_language(archive),
        *(finding for story in stories for finding in _images(story)),
        *(finding for story in stories for finding in _tables(story, Styles(archive.styles))),
        *_anchors(stories),
        *(finding for story in (*stories, *archive.footers) for finding in _fields(story)),
        *_sizes([*stories, *archive.footers, *([] if archive.styles is None else [archive.styles])], smallest),
    ]


def _finding(kind: FindingKind, unit: str, expected: str, found: str | None) -> Finding:
    return Finding(kind, OPENING, unit, expected, found)


def _language(archive: Archive) -> Iterator[Finding]:
    text, file = language_of(archive), core_property(archive, "language")
    if text.casefold() != file.casefold():
        yield _finding(
            FindingKind.MISLABELLED, "language", f"{text or 'a language'} in the file's properties", file or None
        )


def _images(story: etree._Element) -> Iterator[Finding]:
    for drawing in story.iter(_DRAWING):
        for picture in pictures(drawing):
            if not picture.alt and not picture.decorative:
                yield _finding(FindingKind.PRESENTATION, "image", "a text alternative, or the mark “decorative”", None)
            if picture.alt and picture.decorative:
                yield _finding(FindingKind.PRESENTATION, "image", "no mark “decorative” on this image", picture.alt)


def _tables(story: etree._Element, styles: Styles) -> Iterator[Finding]:
    for table in story.iter(f"{W}tbl"):
        if styles.is_layout(table):
            continue
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        name = "" if caption is None else caption.get(f"{W}val", "")
        if not name:
            yield _finding(FindingKind.PRESENTATION, "table", "a title in the table's properties", None)
        look = table.find(f"{W}tblPr/{W}tblLook")
        headed = look is None or look.get(f"{W}firstRow") != "0"
        if headed and table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            yield _finding(
                FindingKind.PRESENTATION, "table", "a heading row that is repeated on each page", name or None
            )


def _anchors(stories: list[etree._Element]) -> Iterator[Finding]:
    names = {mark.get(f"{W}name") for story in stories for mark in story.iter(f"{W}bookmarkStart")}
    for story in stories:
        for link in story.iter(f"{W}hyperlink"):
            anchor = link.get(f"{W}anchor")
            if anchor is not None and anchor not in names:
                yield _finding(FindingKind.MISDIRECTED, "link", f"a bookmark “{anchor}”", None)


def _fields(story: etree._Element) -> Iterator[Finding]:
    depth = 0
    for mark in story.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        if depth < 0:
            break
    if depth:
        yield _finding(FindingKind.PRESENTATION, "field", "an end for each field that begins", None)


def _sizes(trees: list[etree._Element], smallest: int) -> Iterator[Finding]:
    sizes = [
        size.get(f"{W}val", "")
        for tree in trees
        for size in tree.iter(f"{W}sz", f"{W}szCs")
        if size.getparent() is not None
    ]
    numbers = [written_number(size) for size in sizes]
    if not numbers:
        yield _finding(FindingKind.PRESENTATION, "type size", "a type size", None)
    elif min(numbers) < 2 * smallest:  # in half-points
        yield _finding(
            FindingKind.PRESENTATION, "type size", f"{smallest} points or more", f"{min(numbers) / 2:g} points"
        )
