"""Text whose lines are kept (`pre`): as a block of characters, or as a paragraph where characters do not say it all."""

from __future__ import annotations

from lxml import etree, html

from publish.importing.assemble import Part
from publish.importing.html.content import Element
from publish.importing.html.inline_elements import Inliner, raising, strikes
from publish.model.nodes import CodeBlock, Paragraph


def preformatted(element: Element, inliner: Inliner) -> list[Part]:
    """The text of an element with its lines; with powers or struck words it is no block of characters."""
    line = element.sourceline or 0
    if any(strikes(inner) or raising(inner) is not None for inner in element.iter(etree.Element)):
        _break_lines(element)
        return [Paragraph(inliner.run(element), line=line)]
    value = _verbatim(element).strip("\n")
    return [CodeBlock(value, line=line)] if value.strip() else []


def _verbatim(element: Element) -> str:
    """The characters of an element: its line ends, and pictures by what they say."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\n" if node.tag == "br" else node.text or "")
            parts.append(node.get("alt", "") if node.tag == "img" else "")
        elif node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _break_lines(element: Element) -> None:
    """Line ends as elements."""
    for node in list(element.iter()):
        for number, piece in enumerate((node.text or "").split("\n")):
            if not number:
                node.text = piece
                continue
            node.insert(number - 1, _ended(piece))
        above, (first, *more) = node.getparent(), (node.tail or "").split("\n")
        if node is not element and above is not None:
            node.tail = first
            for piece in reversed(more):
                node.addnext(_ended(piece))


def _ended(piece: str) -> Element:
    """A line end with the words after it."""
    end: Element = html.Element("br")
    end.tail = piece
    return end
