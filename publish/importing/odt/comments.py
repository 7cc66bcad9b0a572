"""Comments of an OpenDocument text: listed, and marked at the words that they are about."""

from __future__ import annotations

from lxml import etree

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.html.content import drop
from publish.importing.odt.marked_places import mark_beside, mark_between

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_START, _END, _NAME = f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_OFFICE}name"


def settle_comments(root: etree._Element, notes: Notes) -> None:
    """Take the comments out, with a mark at their words or beside their place."""
    comments = {annotation: _said(annotation) for annotation in root.iter(_START)}
    for annotation in comments:
        annotation[:] = []
    between = mark_between(root, (_START, _END), _NAME, {end.get(_NAME, "") for end in root.iter(_END)})
    for annotation, (who, text) in comments.items():
        about = between.get(annotation.get(_NAME, "")) or mark_beside(annotation)
        notes.left.append(Left(Reason.COMMENT, text))
        notes.doubts.append(Doubt(0, f"a comment{f' by {who}' if who else ''} at “{about[:60]}” says: “{text}”", about))
        drop(annotation)


def _said(annotation: etree._Element) -> tuple[str, str]:
    """Who wrote a comment, and what it says."""
    lines = (" ".join("".join(map(str, line.itertext())).split()) for line in annotation.iter(_PARAGRAPH))
    return annotation.findtext(_CREATOR) or "", " ".join(lines)
