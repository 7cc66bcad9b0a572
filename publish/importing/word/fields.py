"""Fields and form controls of a Word file: what a person chose in them is content, an empty one is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.font_signs import sign
from publish.importing.word.styles import value_of
from publish.importing.word.xml_parts import W, on, words

_REFERENCE = re.compile(r"^\s*(?:PAGEREF|REF|NOTEREF)\s+([\w.-]+)", re.IGNORECASE)
_SYMBOL = re.compile(
    r"\s*SYMBOL\s+(0x[0-9a-f]{1,4}|\d{1,5})\b(?:.*?\\f\s+(?:\"([^\"]*)\"|([^\s\\]+(?:\s\d)?)))?", re.IGNORECASE
)
_LAST_BYTE = 0xFF  # numbers up to here are places in a font of 256 signs
_FRACTION = re.compile(r"\\f\s*\(([^(),;]*)[,;]([^()]*)\)", re.IGNORECASE)
_SWITCH = re.compile(r"\\[a-z]+\d*|[()]", re.IGNORECASE)
_SPACES = re.compile(r"[\u2000-\u200a\u3000 \u00a0]*[\u2000-\u200a\u3000][\u2000-\u200a\u3000 \u00a0]*")


@dataclass(slots=True)
class _Field:
    """A field of a paragraph: its first and last run, its order to Word, the runs of its result."""

    begin: etree._Element
    order: str = ""
    result: list[etree._Element] = field(default_factory=list)
    end: etree._Element | None = None
    shows: bool = False


def write_fields(root: etree._Element, notes: Notes) -> None:
    """Write what fields and controls show as text; make references to places links."""
    _bring_bookmarks(root)
    for place in _fields(root):
        _write_field(place, notes)
    for simple in list(root.iter(f"{W}fldSimple")):
        order = simple.get(f"{W}instr", "")
        target = _REFERENCE.match(order)
        if target is not None:
            simple.tag = f"{W}hyperlink"
            simple.set(f"{W}anchor", target[1])
        elif _SYMBOL.match(order) and not words(simple):
            _show(_Field(simple, end=simple), _symbol(order), notes)
    for control in list(root.iter(f"{W}sdt")):
        if on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
            _leave_prompt(control, notes)
    for text in root.iter(f"{W}t"):
        if text.text and not text.text.isascii():
            text.text = _SPACES.sub(" ", text.text)  # en spaces stand for what a person has to fill in


def _bring_bookmarks(root: etree._Element) -> None:
    """Put the names of places that stand between paragraphs into the paragraph that follows; pandoc drops them."""
    for mark in list(root.iter(f"{W}bookmarkStart")):
        above = mark.getparent()
        following = mark.getnext()
        while following is not None and following.tag in {f"{W}bookmarkStart", f"{W}bookmarkEnd"}:
            following = following.getnext()
        if above is None or above.tag == f"{W}p" or following is None or following.tag != f"{W}p":
            continue
        properties = following.find(f"{W}pPr")
        following.insert(0 if properties is None else following.index(properties) + 1, mark)
        mark.addnext(etree.Element(f"{W}bookmarkEnd", {f"{W}id": mark.get(f"{W}id", "")}))


def _fields(root: etree._Element) -> Iterator[_Field]:
    """The fields whose parts stand in runs, inner ones first."""
    begun = next(root.iter(f"{W}fldChar"), None) is not None
    for paragraph in list(root.iter(f"{W}p")) if begun else ():
        open_fields: list[_Field] = []
        for run in list(paragraph.iter(f"{W}r")):
            mark = run.find(f"{W}fldChar")
            kind = mark.get(f"{W}fldCharType") if mark is not None else ""
            if kind == "begin":
                open_fields.append(_Field(run))
            elif not open_fields:
                continue
            elif kind == "separate":
                open_fields[-1].shows = True
            elif kind == "end":
                ended_field = open_fields.pop()
                ended_field.end = run
                yield ended_field
            elif open_fields[-1].shows:
                open_fields[-1].result.append(run)
            else:
                open_fields[-1].order += "".join(element.text or "" for element in run.iter(f"{W}instrText"))


def _write_field(place: _Field, notes: Notes) -> None:
    order = place.order.strip().upper()
    data = place.begin.find(f"{W}fldChar/{W}ffData")
    target = _REFERENCE.match(place.order)
    if order.startswith("FORMCHECKBOX"):
        _show(place, "☑" if _ticked(data) else "☐")
    elif order.startswith("FORMDROPDOWN"):
        _show(place, _chosen(data))
    elif order.startswith("FORMTEXT"):
        if not _shown_words(place):
            notes.simplified.append("a field to fill in, which is empty, is left out")
            for run in place.result:
                _remove(run)
    elif order.startswith("SYMBOL") and not _shown_words(place):
        _show(place, _symbol(place.order), notes)
    elif order.startswith("EQ") and not _shown_words(place):
        _show(place, _equation(place.order), notes)
    elif target is not None and place.result and place.end is not None:
        _link(place, target[1])


def _ticked(data: etree._Element | None) -> bool:
    box = data.find(f"{W}checkBox") if data is not None else None
    if box is None:
        return False
    checked = box.find(f"{W}checked")
    return on(checked) if checked is not None else on(box.find(f"{W}default"))


def _chosen(data: etree._Element | None) -> str:
    """The entry of a list that a person chose; its first where nobody did, which is what Word shows."""
    choice = data.find(f"{W}ddList") if data is not None else None
    if choice is None:
        return ""
    entries = [entry.get(f"{W}val", "") for entry in choice.findall(f"{W}listEntry")]
    number = value_of(choice.find(f"{W}result")) or value_of(choice.find(f"{W}default")) or "0"
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def _shown_words(place: _Field) -> str:
    return "".join("".join(run.itertext()) for run in place.result).strip()


def _symbol(order: str) -> str:
    """The sign that a field names by its number in a font."""
    found = _SYMBOL.match(order)
    if found is None:
        return ""
    code = int(found[1], 0)
    font = next((name for name in found.groups()[1:] if name), "")
    return sign(font, chr(code)) or bytes([code]).decode("cp1252", "replace") if code <= _LAST_BYTE else chr(code)


def _equation(order: str) -> str:
    """A formula of the old kind as a line of characters: fractions by a stroke, all else by what stands in it."""
    parts = order.strip()[len("EQ") :]
    while (found := _FRACTION.search(parts)) is not None:
        parts = f"{parts[: found.start()]}{found[1].strip()}/{found[2].strip()}{parts[found.end() :]}"
    return " ".join(_SWITCH.sub(" ", parts).split())


def _show(place: _Field, shown: str, notes: Notes | None = None) -> None:
    """Put text after a field that Word draws without any of its own; `notes` where the file has it in no text."""
    for run in place.result:
        _remove(run)
    if place.end is None or not shown:
        return
    if notes is not None:
        notes.added.append(shown)
        notes.doubts.append(Doubt(0, f"“{shown}” is what a field draws", shown))
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = shown
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    place.end.addnext(run)


def _link(place: _Field, target: str) -> None:
    """Make the result of a reference a link to its place, and take the field around it away."""
    above = place.begin.getparent()
    if above is None or any(run.getparent() is not above for run in place.result):
        return
    link = etree.Element(f"{W}hyperlink", {f"{W}anchor": target})
    place.result[0].addprevious(link)
    for run in place.result:
        link.append(run)
    end = above.index(place.end) if place.end is not None and place.end.getparent() is above else -1
    for run in list(above)[above.index(place.begin) : end + 1]:
        if run.tag == f"{W}r" and (run.find(f"{W}fldChar") is not None or run.find(f"{W}instrText") is not None):
            _remove(run)


def _leave_prompt(control: etree._Element, notes: Notes) -> None:
    """Leave out "Choose an item.", which stands in a control while nobody has chosen."""
    content = control.find(f"{W}sdtContent")
    if content is None:
        return
    if prompt := words(content):
        notes.left.append(Left(Reason.FORM, prompt))
    for text in content.iter(f"{W}t"):
        text.text = ""


def _remove(run: etree._Element) -> None:
    above = run.getparent()
    if above is not None:
        above.remove(run)
