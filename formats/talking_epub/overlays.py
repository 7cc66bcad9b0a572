"""Media overlays (EPUB 3.3, 9; a profile of SMIL 3.0): the phrases of a page, in the structures that can be left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from lxml import etree

from formats.talking_epub.timing import Phrase
from publish.rendering.xhtml.page_markup import EPUB, XHTML, Element

_SMIL = "http://www.w3.org/ns/SMIL"
_TYPE = f"{{{EPUB}}}type"
_TEXTREF = f"{{{EPUB}}}textref"
_KINDS = {f"{{{XHTML}}}table": "table", f"{{{XHTML}}}tr": "table-row", f"{{{XHTML}}}figure": "figure"}
_CELLS = frozenset({f"{{{XHTML}}}td", f"{{{XHTML}}}th"})
_UP = "../"  # from the folder of the overlays to that of the pages


def duration(seconds: float) -> str:
    """A clock value: "62.345s"."""
    return f"{seconds:.3f}s"


def seconds_of(phrases: Sequence[Phrase]) -> float:
    """How long phrases last, as their overlay says it."""
    return sum(round(phrase.end_s, 3) - round(phrase.start_s, 3) for phrase in phrases)


def overlay(page: str, phrases: Sequence[Phrase], bibliographies: Collection[str]) -> bytes:
    """The overlay of one page, where lists of references have the ids `bibliographies`.

    A reading system may leave a table, and leave out notes and references.
    """
    root = etree.Element(f"{{{_SMIL}}}smil", nsmap={None: _SMIL, "epub": EPUB}, version="3.0")
    body = etree.SubElement(root, f"{{{_SMIL}}}body", id="overlay")
    body.set(_TEXTREF, f"{_UP}{page}")
    opened: list[tuple[Element | None, Element]] = [(None, body)]  # elements of the page, and their places here
    for number, phrase in enumerate(phrases, 1):
        structures = list(_structures(phrase.fragment.element, bibliographies))
        while opened[-1][0] is not None and opened[-1][0] not in [structure for structure, _ in structures]:
            opened.pop()
        for structure, kind in structures[len(opened) - 1 :]:
            seq = etree.SubElement(opened[-1][1], f"{{{_SMIL}}}seq")
            seq.set(_TYPE, kind)
            seq.set(_TEXTREF, f"{_UP}{page}#{_named(structure, number)}")
            opened.append((structure, seq))
        par = etree.SubElement(opened[-1][1], f"{{{_SMIL}}}par", id=f"par_{number}")
        if phrase.fragment.element.tag in _CELLS:
            par.set(_TYPE, "table-cell")
        etree.SubElement(par, f"{{{_SMIL}}}text", src=f"{_UP}{page}#{phrase.fragment.element.get('id')}")
        audio = etree.SubElement(par, f"{{{_SMIL}}}audio", src=f"{_UP}{phrase.audio}")
        audio.set("clipBegin", duration(phrase.start_s))
        audio.set("clipEnd", duration(phrase.end_s))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _structures(element: Element, bibliographies: Collection[str]) -> Iterator[tuple[Element, str]]:
    """What an element stands in that can be left or left out, the outermost first."""
    for holder in reversed(list(element.iterancestors())):
        if holder.get("role") == "doc-footnote":
            yield holder, "footnote"
        elif holder.get("id") in bibliographies:
            yield holder, "bibliography"
        elif holder.tag in _KINDS:
            yield holder, _KINDS[str(holder.tag)]


def _named(structure: Element, number: int) -> str:
    """The id of a structure; one that has none gets one."""
    name = structure.get("id") or f"structure_{number}_{len(list(structure.iterancestors()))}"
    structure.set("id", name)
    return name
