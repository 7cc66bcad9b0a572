"""Whether lines run and stand as their words ask: their direction, the box beside them, their depth in a list.

What says so is an element that may be missing, or a value that may be another, in a document of allowed elements alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.model.colours import ENOUGH, WHITE, Colour, contrast
from publish.model.languages import direction
from publish.readers.docx.parts import Archive, W
from publish.readers.written_numbers import written_number

_STEP = 480  # twips from one level of a list to the next
_PAGE = "PAGE"


def line_faults(archive: Archive, language: str) -> Iterator[str]:
    """What is wrong with the lines of a document in a language."""
    for story in (archive.document.tree, *([] if archive.footnotes is None else [archive.footnotes.tree])):
        yield from _from_the_left(story, language)
        yield from _boxes(story)
        yield from _levels(story)
        yield from _separators(story)
    for foot in archive.footers:
        fields = ["".join((words.text or "").split()) for words in foot.iter(f"{W}instrText")]
        if fields != [_PAGE]:
            yield f"a foot with another field than the page's number: {', '.join(fields)}"


def _from_the_left(story: etree._Element, language: str) -> Iterator[str]:
    """Words, tables and pages from the left in a language from right to left."""
    for run in story.iter(f"{W}r"):
        words = words_of(run)
        own = run.find(f"{W}rPr/{W}lang")
        tag = language if own is None else str(own.get(f"{W}bidi") or own.get(f"{W}val") or language)
        if words and direction(tag) == "rtl" and not _is_rtl(run) and not _is_code(run):
            yield f"words from left to right in a language from right to left: {words}"
    if direction(language) == "rtl":
        turned = f"{W}tblPr/{W}bidiVisual"
        if any(table.find(turned) is None for table in story.iter(f"{W}tbl")):
            yield "a table from the left in a language from right to left"
        if any(page.find(f"{W}bidi") is None for page in story.iter(f"{W}sectPr")):
            yield "pages from the left in a language from right to left"
        return
    for paragraph in story.iter(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
        in_contents = next(paragraph.iterancestors(f"{W}sdt"), None) is not None
        if runs and all(map(_is_rtl, runs)) and paragraph.find(f"{W}pPr/{W}bidi") is None and not in_contents:
            yield "a line from the left, all of whose words run from right to left"


def words_of(run: etree._Element) -> str:
    """The words of a run; "" where it only parts others, as a note's number from the note."""
    return "".join(text.text or "" for text in run.iterchildren(f"{W}t")).strip()


def _is_rtl(run: etree._Element) -> bool:
    return run.find(f"{W}rPr/{W}rtl") is not None


def _is_code(run: etree._Element) -> bool:
    """Whether a run is of a block of code, which runs from left to right in every language."""
    holder = next(run.iterancestors(f"{W}p"), None)
    style = None if holder is None else holder.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") == "HTMLPreformatted"


def _boxes(story: etree._Element) -> Iterator[str]:
    for box in story.iter(f"{W}pBdr"):
        for edge in box.iterchildren(etree.Element):
            ink = edge.get(f"{W}color", "")
            if contrast(parts_of_colour(ink), WHITE) < ENOUGH:
                yield f"a box of the colour {ink}"


def parts_of_colour(colour: str) -> Colour:
    """Red, green and blue; what is no colour is too light for ink and too dark for a ground."""
    digits = "0123456789abcdef"
    if len(colour) != 6 or any(digit not in digits for digit in colour.casefold()):
        return (0, 255, 255)
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _levels(story: etree._Element) -> Iterator[str]:
    """Items that stand less far in than their level."""
    for properties in story.iter(f"{W}pPr"):
        level, indent = properties.find(f"{W}numPr/{W}ilvl"), properties.find(f"{W}ind")
        if level is not None and indent is not None:
            least = _STEP * (number_of(level, "val") + 1)
            if number_of(indent, "left") < least:
                yield f"an item of level {least // _STEP} that stands at {indent.get(f'{W}left')} twips"


def number_of(element: etree._Element, name: str) -> int:
    """The number in an attribute; 0 where there is none."""
    return written_number(element.get(f"{W}{name}"))


def _separators(story: etree._Element) -> Iterator[str]:
    """Lines above notes that hold words, or no line."""
    for note in story.iter(f"{W}footnote"):
        if (kind := note.get(f"{W}type")) is not None:
            lines = sum(1 for _ in note.iter(f"{W}{kind}"))
            words = "".join(text.text or "" for text in note.iter(f"{W}t"))
            if lines != 1 or words:
                yield f"another thing than a line above the notes: {words or 'nothing'}"
