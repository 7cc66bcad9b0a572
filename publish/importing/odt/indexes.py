"""The indexes of an OpenDocument text (ODF 1.3, 8): contents are made anew by each edition; a bibliography is text."""

from __future__ import annotations

from lxml import etree

from publish.contracts.importer import Left, Notes, Reason
from publish.importing.html.content import drop

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MADE_ANEW = tuple(
    f"{_TEXT}{name}"
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    )
)
_BIBLIOGRAPHY = f"{_TEXT}bibliography"


def settle_indexes(root: etree._Element, notes: Notes) -> None:
    """Leave out lists of where things stand, and bring the lines of a bibliography into the text.

    Without this pandoc reads none of them.
    """
    for index in list(root.iter(*_MADE_ANEW)):
        notes.left.append(Left(Reason.NAVIGATION, " ".join(_line(paragraph) for paragraph in _lines(index))))
        drop(index)
    for index in list(root.iter(_BIBLIOGRAPHY)):
        for line in list(_lines(index)):
            index.addprevious(line)
        drop(index)


def _lines(index: etree._Element) -> list[etree._Element]:
    body = index.find(f"{_TEXT}index-body")
    return [] if body is None else list(body.iter(f"{_TEXT}h", f"{_TEXT}p"))


def _line(paragraph: etree._Element) -> str:
    """The words of a line; a tab, before the number of its page, parts them."""
    for tab in paragraph.iter(f"{_TEXT}tab", f"{_TEXT}s"):
        tab.text = " "
    return "".join(str(part) for part in paragraph.itertext())
