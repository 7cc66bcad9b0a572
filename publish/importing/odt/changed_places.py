"""Tracked changes of an OpenDocument text: the text stands as if all were accepted; each is marked where it stood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from publish.contracts.import_options import Changes
from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.errors import SourceError
from publish.importing.html.content import drop
from publish.importing.odt.marked_places import mark_beside, mark_between

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CHANGE, _START, _END = (f"{_TEXT}{name}" for name in ("change", "change-start", "change-end"))
_ROW = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row"
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}*"


def settle_changes(path: Path, root: etree._Element, changes: Changes | None, notes: Notes) -> None:
    """List what is deleted; mark what is put in, and the places of what is deleted, where nobody has decided.

    Raises `SourceError` where they are to be rejected: what is deleted stands apart from the text.
    """
    regions = list(root.iter(f"{_TEXT}tracked-changes"))
    taken = {
        name: words
        for region in regions
        for deletion in region.iter(f"{_TEXT}deletion")
        if (words := " ".join("".join(_pieces(deletion)).split()))
        for name in _names(deletion.getparent())
    }
    put_in = {
        name for region in regions for added in region.iter(f"{_TEXT}insertion") for name in _names(added.getparent())
    }
    if (taken or put_in) and changes is Changes.REJECT:
        what = "the tracked changes of an OpenDocument text cannot be rejected here. Reject them in the program that "
        raise SourceError(path, 0, f"{what}made it, and save it again.")
    notes.left += [Left(Reason.DELETED, words) for words in dict.fromkeys(taken.values())]
    for region in regions:
        drop(region)
    if changes is None:
        doubts = [*_marked_added(root, put_in), *_marked_taken(root, taken)]
        if doubts:
            what = "tracked changes that nobody has decided on are taken as accepted, each with a mark where it stood; "
            doubts.insert(0, Doubt(0, f"{what}if all are right, import with --changes accept"))
        notes.doubts += doubts
    for row in _emptied_rows(root, taken):
        drop(row)


def _names(region: etree._Element | None) -> set[str]:
    keys = (f"{_TEXT}id", "{http://www.w3.org/XML/1998/namespace}id")
    return set() if region is None else {str(region.get(key)) for key in keys if region.get(key)}


def _pieces(deletion: etree._Element) -> Iterator[str]:
    """The text of a deletion, without who made it and when."""
    for child in deletion:
        if child.tag != f"{_OFFICE}change-info":
            yield from (str(piece) for piece in child.itertext())
            yield " "


def _marked_added(root: etree._Element, put_in: set[str]) -> list[Doubt]:
    """Mark the text between the ends of each insertion."""
    marked = mark_between(root, (_START, _END), f"{_TEXT}change-id", put_in)
    what = "was put in by a tracked change that nobody has decided on"
    return [Doubt(0, f"“{words}” {what}", words) for words in marked.values()]


def _marked_taken(root: etree._Element, taken: dict[str, str]) -> list[Doubt]:
    """Mark the word before each place at which words are deleted, or the one after it."""
    doubts: list[Doubt] = []
    for place in root.iter(_CHANGE):
        if words := taken.get(_name(place), ""):
            what = f"“{words}” was taken out by a tracked change that nobody has decided on"
            doubts.append(Doubt(0, what, mark_beside(place)))
    for row in _emptied_rows(root, taken):
        before = row.getprevious()
        lines = (
            [] if before is None else [line for line in before.iter(f"{_TEXT}p") if "".join(line.itertext()).strip()]
        )
        if lines:
            mark_beside(etree.SubElement(lines[-1], _CHANGE))
    return doubts


def _emptied_rows(root: etree._Element, taken: dict[str, str]) -> list[etree._Element]:
    """The rows of tables that hold no words but those that are deleted."""
    rows = {row: None for place in root.iter(_CHANGE) if _name(place) in taken for row in place.iterancestors(_ROW)}
    return [row for row in rows if not "".join(row.itertext()).strip() and next(row.iter(_DRAWN), None) is None]


def _name(place: etree._Element) -> str:
    return place.get(f"{_TEXT}change-id", "")
