"""What the fields, conditions and repetitions of an OpenDocument text show, written where pandoc reads it.

pandoc knows few fields; the others it drops with their words ("not" of a condition, a dose of a form letter).
"""

from __future__ import annotations

import re
from math import prod
from pathlib import Path

from lxml import etree

from publish.contracts.importer import Left, Notes, Reason
from publish.errors import SourceError
from publish.importing.html.content import drop
from publish.limits import CELLS_REPEATED

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_CONTROL = f"{_EXTENDED}content-control"
_FIELDS = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_FIELD_MARK = f"{_FIELDS}fieldmark"
_FORMS = ("vnd.oasis.opendocument.field.FORM", "ecma.office-open-xml.field.FORM")
_BLANKS = re.compile(r"[\u2000-\u200a\u3000 \u00a0]*[\u2000-\u200a\u3000][\u2000-\u200a\u3000 \u00a0]*")
"""Wide spaces, which stand for what a person has to fill in."""
_LINES = (f"{_TEXT}p", f"{_TEXT}h")
_READ = frozenset(
    f"{_TEXT}{name}"
    for name in (
        *("p", "h", "span", "a", "s", "tab", "line-break", "soft-page-break", "note", "note-citation", "note-body"),
        *("bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start", "reference-mark-end"),
        *("bookmark-ref", "reference-ref", "note-ref", "sequence", "sequence-ref", "bibliography-mark", "placeholder"),
        *("change", "change-start", "change-end", "list", "list-item", "list-header", "label", "number", "section"),
    )
)
"""Elements of a line that pandoc reads, or that are settled elsewhere; whatever else a line holds is a field."""
_MOST_TIMES = 100  # that one cell or row is repeated; more is no table of a document
_CONDITIONS = {f"{_TEXT}section": f"{_TEXT}display", f"{_TABLE}table-row": f"{_TABLE}visibility"}


def write_fields(root: etree._Element, notes: Notes) -> None:
    """Write each field as the text that it shows, take out what a condition hides, and repeat what is repeated."""
    for element in list(root.iter(f"{_TEXT}section", f"{_TABLE}table-row", f"{_TEXT}hidden-text", *_LINES)):
        if _hidden(element):
            notes.left.append(Left(Reason.HIDDEN, " ".join(str(part) for part in element.itertext())))
            drop(element)
    for line in list(root.iter(*_LINES)):
        for element in line.iter():
            for key in ("text", "tail"):
                if (text := getattr(element, key)) and not text.isascii():
                    setattr(element, key, _BLANKS.sub(" ", text))
        for control in list(line.iter(_CONTROL, _FIELD_MARK)):
            _choose(control, notes)
        for field in list(line.iter(f"{_TEXT}*")):
            if field.tag not in _READ:
                _write(field)
    for paragraph in list(root.iter(f"{_TEXT}numbered-paragraph")):
        _as_list(paragraph)
    for part in ("column", "row"):
        tags = ("table-cell", "covered-table-cell") if part == "column" else ("table-row",)
        for element in list(root.iter(*(f"{_TABLE}{tag}" for tag in tags))):
            _repeat(element, f"{_TABLE}number-{part}s-repeated")


def _choose(control: etree._Element, notes: Notes) -> None:
    """A control as what was chosen or written in it; what is drawn by the program alone is added."""
    kind = next((value.rpartition(".")[2] for value in control.attrib.values() if value.startswith(_FORMS)), "")
    parameters = {parameter.get(f"{_FIELDS}name", ""): parameter.get(f"{_FIELDS}value", "") for parameter in control}
    if control.tag == _CONTROL:
        for choice in control.findall(f"{_EXTENDED}list-item"):
            drop(choice)
        if control.get(f"{_EXTENDED}showing-place-holder") == "true":  # "Choose an item."
            notes.left.append(Left(Reason.FORM, " ".join("".join(map(str, control.itertext())).split())))
            control[:] = []
            control.text = ""
    elif kind == "FORMCHECKBOX":
        _draw(control, "☑" if "true" in parameters.values() else "☐", notes)
    elif kind == "FORMDROPDOWN":
        entries = [parameter.get(f"{_FIELDS}value", "") for parameter in control if _is_entry(parameter)]
        chosen = parameters.get("Dropdown_Selected", "0")
        _draw(control, entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else "", notes)
    else:
        return
    control.tag = f"{_TEXT}span"
    control.attrib.clear()


def _is_entry(parameter: etree._Element) -> bool:
    return parameter.get(f"{_FIELDS}name") == "Dropdown_ListEntry"


def _draw(control: etree._Element, shown: str, notes: Notes) -> None:
    control[:] = []
    control.text = shown
    notes.added.append(shown)


def _hidden(element: etree._Element) -> bool:
    """Whether a condition, or the element itself, says that it does not show."""
    if element.tag in _LINES:
        marks = element.findall(f"{_TEXT}hidden-paragraph")
        return any(mark.get(f"{_TEXT}is-hidden") == "true" for mark in marks)
    condition = _CONDITIONS.get(str(element.tag))
    shown = element.get(condition, "") if condition else ""
    return shown in {"none", "collapse", "filter"} or element.get(f"{_TEXT}is-hidden") == "true"


def _write(field: etree._Element) -> None:
    """A field as a run of text; the reading of characters (ruby) in brackets."""
    for label in field.findall(f"{_TEXT}label"):
        drop(label)
    reading = field.tag == f"{_TEXT}ruby-text"
    field.tag = f"{_TEXT}span"
    field.attrib.clear()
    if reading:
        field.text = f" ({field.text or ''}"
        last = field[-1] if len(field) else None
        if last is None:
            field.text += ")"
        else:
            last.tail = f"{last.tail or ''})"


def _as_list(paragraph: etree._Element) -> None:
    """A numbered paragraph as the list of one item that it is."""
    holder = etree.Element(f"{_TEXT}list")
    if style := paragraph.get(f"{_TEXT}style-name"):
        holder.set(f"{_TEXT}style-name", style)
    paragraph.addprevious(holder)
    holder.tail, paragraph.tail = paragraph.tail, None
    paragraph.tag = f"{_TEXT}list-item"
    paragraph.attrib.clear()
    holder.append(paragraph)


def _repeat(element: etree._Element, key: str) -> None:
    """A cell or row that stands for several, as several where it has words (OpenDocument 1.3, 19.675 and 19.678)."""
    times = _times(str(element.attrib.pop(key, "1")))
    if times < 2 or not "".join(str(part) for part in element.itertext()).strip():
        if times > 1:
            element.set(key, str(times))
        return
    text = etree.tostring(element, with_tail=False)
    for _ in range(times - 1):
        element.addnext(etree.fromstring(text))


def _times(written: str) -> int:
    return min(int(written), _MOST_TIMES) if written.isdecimal() and len(written) < 6 else 1


def refuse_repeated(path: Path, root: etree._Element) -> None:
    """Refuse cells and rows that are repeated more often than any table has. Raises `SourceError`."""
    copies = 0
    for element in root.iter(*(f"{_TABLE}{tag}" for tag in ("table-cell", "covered-table-cell", "table-row"))):
        if _repeats(element) > 1 and "".join(str(part) for part in element.itertext()).strip():
            copies += prod(_repeats(holder) for holder in (element, *element.iterancestors()))
        if copies > CELLS_REPEATED:
            message = f"its tables repeat cells more than {CELLS_REPEATED:,} times. Take out the rows that repeat."
            raise SourceError(path, 0, message)


def _repeats(element: etree._Element) -> int:
    """How often a cell or row stands."""
    return prod(_times(element.get(f"{_TABLE}number-{part}s-repeated", "1")) for part in ("column", "row"))
