"""Text boxes of a Word file with a heading of their own, marked for the page that is made of it."""

from __future__ import annotations

from itertools import groupby

from lxml import etree

from publish.importing.html.marked_boxes import BOX_CLOSE, BOX_OPEN
from publish.importing.word.styles import Styles
from publish.importing.word.xml_parts import W, on, words

BOXED = "boxed"
"""The attribute of the paragraphs and tables of a text box, with its number."""


def mark_headed_boxes(document: etree._Element, styles: Styles) -> None:
    """Put a mark before and after each box that begins with a heading; other boxes may stand within a list."""
    bodies = {element.getparent() for element in document.iter(f"{W}p", f"{W}tbl") if _box(element)}
    for body in [body for body in bodies if body is not None]:
        for number, group in [(number, list(group)) for number, group in groupby(body, _box)]:
            first = next((element for element in group if words(element)), None)
            if number and first is not None and _heads(first, styles):
                group[0].addprevious(_paragraph(BOX_OPEN))
                group[-1].addnext(_paragraph(BOX_CLOSE))


def _box(element: etree._Element) -> str:
    """The number of the box that an element of the text stands in, "frame" for a frame, "" for none."""
    frame = element.find(f"{W}pPr/{W}framePr")
    framed = frame is not None and frame.get(f"{W}dropCap", "none") == "none"
    return element.get(BOXED, "frame" if framed else "")


def _heads(paragraph: etree._Element, styles: Styles) -> bool:
    """Whether a paragraph is a heading by its style, or all bold."""
    if paragraph.tag != f"{W}p":
        return False
    chain = styles.of(paragraph)
    if chain.heads or chain.outline or paragraph.find(f"{W}pPr/{W}outlineLvl") is not None:
        return True
    marks = [run.find(f"{W}rPr/{W}b") for run in paragraph.iter(f"{W}r") if words(run)]
    return all(on(mark) if mark is not None else chain.bold for mark in marks)


def _paragraph(mark: str) -> etree._Element:
    paragraph = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = mark
    return paragraph
