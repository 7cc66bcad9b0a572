"""What stands in a table outside its cells, brought to where browsers show it (HTML, 13.2.6.4.9, "in table")."""

from __future__ import annotations

from lxml import html

from publish.importing.html.content import Element

_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_BARE = frozenset(("colgroup", "col"))


def settle(content: Element) -> None:
    """Give cells without a row one of their own, and bring all else that stands between cells before the table."""
    for table in list(content.iter("table")):
        for form in [inner for inner in table.iter("form") if _between(inner)]:
            form.drop_tag()
        out: list[Element] = []
        _group(table, out)
        if out and table.getparent() is not None:
            for element in out:
                table.addprevious(element)


def _between(element: Element) -> bool:
    above = element.getparent()
    return above is not None and (above.tag in _GROUPS or above.tag in {"table", "tr"})


def _group(group: Element, out: list[Element]) -> None:
    """The rows of a table or of a part of it."""
    _take_text(group, out)
    row: Element | None = None
    for child in list(group):
        _take_tail(child, out)
        if child.tag in _CELLS:
            if row is None:
                row = html.Element("tr")
                child.addprevious(row)
            row.append(child)
            continue
        row = None
        if child.tag in _GROUPS:
            _group(child, out)
        elif child.tag == "tr":
            _row(child, out)
        elif child.tag != "caption" and child.tag not in _BARE:
            group.remove(child)
            out.append(child)


def _row(row: Element, out: list[Element]) -> None:
    _take_text(row, out)
    for child in list(row):
        _take_tail(child, out)
        if child.tag not in _CELLS:
            row.remove(child)
            out.append(child)


def _take_text(element: Element, out: list[Element]) -> None:
    if (element.text or "").strip():
        out.append(_paragraph(element.text or ""))
    element.text = None


def _take_tail(element: Element, out: list[Element]) -> None:
    if (element.tail or "").strip():
        out.append(_paragraph(element.tail or ""))
    element.tail = None


def _paragraph(value: str) -> Element:
    new_element = html.Element("p")
    new_element.text = value
    return new_element
