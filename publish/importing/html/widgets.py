"""Parts of a page that are something else than their elements say.

Tables made of roles, fields with what was chosen in them, words that show when a pointer rests on others.
"""

from __future__ import annotations

import re

from publish.contracts.importer import Notes
from publish.importing.html.content import UNSEEN, Element, words_of

_ROWS = {"row": "tr", "columnheader": "th", "rowheader": "th", "cell": "td", "gridcell": "td"}
_WRITTEN = frozenset(("", "text", "number", "date", "tel", "email", "time", "month", "week"))  # types of `input`
_TIPS = ("data-tooltip", "data-bs-title", "data-original-title", "data-tippy-content", "data-tip")
_TIP_CLASS = re.compile(r"(?:^|[\s_-])tool-?tip-?(?:text|content|body|inner)(?:$|\s)")
_PASSAGES = ("li", "td", "th", "p", "dd", "label")


def settle_widgets(page: Element, notes: Notes) -> None:
    """Write what such parts of a page say as ordinary elements and text."""
    for element in list(page.xpath("//*[@role='table' or @role='grid'][not(self::table)]")):
        _table(element)
    for field in list(page.iter("input", "select")):
        _field(field, notes)
    for element in list(page.iter("span", "a", "abbr", "button", "strong", "em", "b", "i", "div")):
        _tip(element, notes)
    for element in page.iter("span"):
        if UNSEEN.search(element.get("class", "")):
            _part(element)


def _table(holder: Element) -> None:
    """Elements with the roles of a table as a table (WAI-ARIA 1.2, role `table`)."""
    rows = [element for element in holder.iter() if element.get("role") == "row"]
    if not rows or any(element.tag in {"table", "tr"} for element in holder.iterdescendants()):
        return
    for element in [inner for inner in holder.iterdescendants() if isinstance(inner.tag, str)]:
        role = element.get("role", "")
        if role in _ROWS:
            element.tag = _ROWS[role]
            for aria, attribute in (("aria-colspan", "colspan"), ("aria-rowspan", "rowspan")):
                if element.get(aria):
                    element.set(attribute, element.get(aria, ""))
        elif role in {"rowgroup", "presentation", "none"} or element.xpath(".//*[@role='row' or @role='cell']"):
            element.drop_tag()
        elif role == "caption" or element.tag == "caption":
            element.tag = "caption"
    holder.tag = "table"
    for row in rows:
        del row.attrib["role"]
    del holder.attrib["role"]


def _field(field: Element, notes: Notes) -> None:
    """What was chosen or written in a field of a passage, outside forms, as text."""
    if next(field.iterancestors("form"), None) is not None or next(field.iterancestors(*_PASSAGES), None) is None:
        return
    value = ""
    if field.tag == "select":
        value = next((words_of(option) for option in field.iter("option") if "selected" in option.attrib), "")
    elif field.get("type", "").casefold() in _WRITTEN:
        value = " ".join(field.get("value", "").split())
    if not value:
        return
    notes.added.append(value)
    chosen = field.makeelement("span")
    chosen.text, chosen.tail = value, field.tail
    above = field.getparent()
    assert above is not None
    field.tail = None
    field.addnext(chosen)


def _tip(element: Element, notes: Notes) -> None:
    """Words that show when a pointer rests on others follow them in brackets."""
    names = (*_TIPS, "title") if element.tag == "span" else _TIPS
    tip = next((" ".join(value.split()) for name in names if (value := element.get(name))), "")
    if tip and not any(sign.isalnum() for sign in words_of(element)):
        return  # an icon, or the mark of a note
    drawn = _TIP_CLASS.search(element.get("class", "").casefold()) is not None
    text = words_of(element) if tip or drawn else ""  # of few elements: each stands in others, which say it too
    if tip and text and tip.casefold() not in text.casefold():
        note = element.makeelement("span")
        note.text, note.tail, element.tail = f" ({tip})", element.tail, None
        element.addnext(note)
        notes.added.append(tip)
    elif text and drawn and not text.startswith("("):
        element.text = f" ({element.text or ''}"
        last = element[-1] if len(element) else None
        if last is None:
            element.text = f"{element.text})"
        else:
            last.tail = f"{last.tail or ''})"


def _part(element: Element) -> None:
    """A space between words that only a screen reader says and those beside them."""
    inside = words_of(element)
    before = element.getprevious()
    above = element.getparent()
    if not inside or above is None:
        return
    left = (before.tail if before is not None else above.text) or ""
    if left[-1:].isalnum() and inside[:1].isalnum():
        element.text = f" {element.text or ''}"
    if inside[-1:].isalnum() and (element.tail or "")[:1].isalnum():
        element.tail = f" {element.tail}"
