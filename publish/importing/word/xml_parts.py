"""The parts of a Word file made ready for pandoc: what it would drop without a word is brought where it reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from publish.contracts.importer import Left, Notes, Reason

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_WRAPPERS = ("fldSimple", "smartTag", "customXml", "dir", "bdo")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_PREFIX = re.compile(rb"""xmlns:([\w.-]+)=["']http://schemas\.openxmlformats\.org/wordprocessingml/2006/main["']""")
_TAG = re.compile(rb"<[^<>]*>")
_NO = {"0", "false", "off"}


def transitional(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Parts with the names of a transitional file (ISO/IEC 29500-4) and the prefix of its own, as pandoc reads them."""
    return {
        name: _prefixed(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part_data))
        if name.endswith((".xml", ".rels"))
        else part_data
        for name, part_data in parts.items()
    }


def _prefixed(part: bytes) -> bytes:
    """A part with the prefix "w" for what is Word's, as all programs write it but some that build XML themselves."""
    found = _PREFIX.search(part)
    if found is None or found[1] == b"w" or b"xmlns:w=" in part:
        return part
    named = re.compile(rb"(</?|\s|xmlns:)" + re.escape(found[1]) + rb"(?=[:=])")
    return _TAG.sub(lambda tag: named.sub(rb"\1w", tag[0]), part)


def words(element: etree._Element, tag: str = "t") -> str:
    """The words of a part or paragraph on one line."""
    return " ".join("".join(inner.text or "" for inner in element.iter(f"{W}{tag}")).split())


def on(element: etree._Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and element.get(f"{W}val", "true") not in _NO


def properties_of(paragraph: etree._Element) -> etree._Element:
    """The properties of a paragraph, made where there are none."""
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = etree.Element(f"{W}pPr")
        paragraph.insert(0, found)
    return found


def prepared(root: etree._Element, notes: Notes, *, accept: bool) -> None:
    """Unwrap what pandoc leaves out with its text; take out rows and empty cells that are refused, and note them."""
    for tag in _WRAPPERS:
        for element in list(root.iter(f"{W}{tag}")):
            unwrap(element)
    for control in list(root.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        if content is not None and next(control.iter(f"{W}docPartObj"), None) is None:  # no list of contents
            for part in [part for part in control if part is not content]:
                control.remove(part)
            unwrap(content)
            unwrap(control)
    for ruby in list(root.iter(f"{W}ruby")):
        _spell(ruby)
    for element in root.iter(f"{W}cr"):
        element.tag = f"{W}br"
    for element in root.iter(f"{W}ptab"):
        element.tag = f"{W}tab"
    for mark in list(root.iter(f"{W}del" if accept else f"{W}ins")):
        properties = mark.getparent()
        if properties is not None and properties.tag == f"{W}trPr":
            leave(properties.getparent(), Reason.DELETED, notes)
    for mark in root.iter(f"{W}cellDel" if accept else f"{W}cellIns"):
        cell = next(mark.iterancestors(f"{W}tc"), None)
        for part in [part for part in cell if part.tag != f"{W}tcPr"] if cell is not None else ():
            leave(part, Reason.DELETED, notes)
        if cell is not None:
            etree.SubElement(cell, f"{W}p")  # an empty cell has one


def unreferred(root: etree._Element, documents: list[etree._Element], tag: str, notes: Notes) -> None:
    """Note the footnotes or endnotes (`tag`) that nothing refers to; Word does not show them."""
    used = {element.get(f"{W}id") for document in documents for element in document.iter(f"{W}{tag}Reference")}
    for note in root.iter(f"{W}{tag}"):
        if note.get(f"{W}id") not in used and words(note):
            notes.left.append(Left(Reason.HIDDEN, words(note)))


def leave(element: etree._Element | None, reason: Reason, notes: Notes) -> None:
    """Take a run or row out; what is deleted in it has been noted with all that is."""
    if element is None or element.getparent() is None:
        return
    if text := words(element):
        notes.left.append(Left(reason, text))
    element.getparent().remove(element)  # type: ignore[union-attr]


def _spell(ruby: etree._Element) -> None:
    """Characters with their reading above them: the reading follows in brackets."""
    run = ruby.getparent()
    base, reading = (
        words(found) if (found := ruby.find(f"{W}{tag}")) is not None else "" for tag in ("rubyBase", "rt")
    )
    if run is None:
        return
    new_element = etree.Element(f"{W}t")
    new_element.text = f"{base}({reading})" if reading else base
    run.replace(ruby, new_element)


def unwrap(element: etree._Element) -> None:
    """Put what stands in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(element):
        parent.insert(place, child)
    parent.remove(element)
