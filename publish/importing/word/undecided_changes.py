"""Tracked changes of a Word file: one side of each is taken, and marked where no person has said which.

Without a mark "Do [deleted: not ]take it" comes in as "Do take it", and nobody is asked whether that was meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from publish.contracts.import_options import Changes
from publish.contracts.importer import Doubt, Notes
from publish.importing.marked_text import CLOSE, OPEN
from publish.importing.word.xml_parts import W, unwrap

_ADDED, _TAKEN = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_OF_CHANGES = (*_ADDED, *_TAKEN, f"{W}delText", f"{W}cellIns", f"{W}cellDel")
_PROPERTIES = (f"{W}rPr", f"{W}trPr", f"{W}tcPr")  # whose marks say that a paragraph's end, a row or a cell has changed
_FLAG = "undecided"  # an attribute of texts, until they are marked; "start", "end" or "whole"
_PLACES = {
    "whole": re.compile(r"(?s)(?<!.)\s*(\S.*\S|\S)\s*\Z"),
    "end": re.compile(r"(\S+)\s*\Z"),
    "start": re.compile(r"\A\s*(\S+)"),
}


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its paragraph, and whether a change puts it in ("added") or takes it out ("taken")."""

    element: etree._Element
    paragraph: etree._Element | None
    change: str


def settle_changes(root: etree._Element, changes: Changes | None) -> None:
    """Decide on tracked changes of runs: pandoc drops those that lack a number or a date with their words."""
    kept, gone = (_TAKEN, _ADDED) if changes is Changes.REJECT else (_ADDED, _TAKEN)
    for element in list(root.iter(*gone)):
        above = element.getparent()
        if above is not None and above.tag not in _PROPERTIES:
            above.remove(element)
    for element in list(root.iter(*kept)):
        above = element.getparent()
        if above is not None and above.tag not in _PROPERTIES:
            unwrap(element)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"


def mark_changes(roots: Sequence[etree._Element], notes: Notes) -> None:
    """Mark the flagged texts, once nothing reads them any more, and say how a person decides on all at once."""
    flagged = [text for root in roots for text in root.iter(f"{W}t") if text.get(_FLAG)]
    for text in flagged:
        for place in text.attrib.pop(_FLAG).split():
            found = _PLACES[place].search(text.text or "")
            if found is not None and OPEN not in found[1] and CLOSE not in found[1]:
                before, after = (text.text or "")[: found.start(1)], (text.text or "")[found.end(1) :]
                text.text = f"{before}{OPEN}{found[1]}{CLOSE}{after}"
    if flagged:
        what = "tracked changes that nobody has decided on are taken as accepted, each with a mark where it stood; "
        notes.doubts.insert(0, Doubt(0, f"{what}to decide on all, import with --changes accept or --changes reject"))


def flag_undecided(root: etree._Element, changes: Changes | None, notes: Notes) -> None:
    """Flag the words that changes put in, where nobody chose a side; where words only go, the word beside the place."""
    if changes is not None or next(root.iter(*_OF_CHANGES), None) is None:
        return  # most files have none: to ask each text of 12.5 MB took a third of the import
    row = [_Text(text, *_change(text)) for text in root.iter(f"{W}t", f"{W}delText") if text.text]
    usable = [n for n, part in enumerate(row) if part.change != "taken" and (part.element.text or "").strip()]
    lines: dict[etree._Element | None, str] = {}
    for n in usable:
        lines[row[n].paragraph] = lines.get(row[n].paragraph, "") + (row[n].element.text or "")
    for _, group in groupby(range(len(row)), key=lambda n: (row[n].paragraph, bool(row[n].change))):
        places = [n for n in group if row[n].change]
        added = [row[n] for n in places if row[n].change == "added" and (row[n].element.text or "").strip()]
        taken = _words([row[n] for n in places if row[n].change == "taken"])
        put_in = _words(added)
        for part in added:
            _set(part.element, "whole")
        beside = _set_beside(row, places, usable) if places and not added else None
        what = f"“{taken}” became “{put_in}”" if taken and put_in else f"“{taken}” was taken out"
        what = what if taken else f"“{put_in}” was put in"
        if taken or put_in:
            at = put_in if beside is None else lines.get(beside, "")
            notes.doubts.append(Doubt(0, f"{what} by a tracked change that nobody has decided on", at))
    _flag_joined(root, notes)


def _flag_joined(root: etree._Element, notes: Notes) -> None:
    """Flag the last word of each paragraph whose end is taken out."""
    for mark in root.iter(f"{W}del"):
        properties = mark.getparent()
        paragraph = properties.getparent() if properties is not None and properties.tag == f"{W}rPr" else None
        if paragraph is None or paragraph.tag != f"{W}pPr":
            continue
        texts = [text for text in next(mark.iterancestors(f"{W}p")).iter(f"{W}t") if (text.text or "").strip()]
        if texts and _change(texts[-1])[1] != "taken":
            _set(texts[-1], "end")
            what = "a paragraph is joined to the next by a tracked change that nobody has decided on"
            notes.doubts.append(Doubt(0, what, (texts[-1].text or "").strip()))


def _words(parts: Sequence[_Text]) -> str:
    return " ".join("".join(part.element.text or "" for part in parts).split())


def _set_beside(row: Sequence[_Text], places: Sequence[int], usable: Sequence[int]) -> etree._Element | None:
    """Flag the word before a place, or the one after it, rather one of the same paragraph; return its paragraph."""
    at = bisect_left(usable, places[0])
    before = row[usable[at - 1]] if at else None
    at = bisect_right(usable, places[-1])
    after = row[usable[at]] if at < len(usable) else None
    own = row[places[0]].paragraph
    if before is not None and (after is None or before.paragraph is own or after.paragraph is not own):
        _set(before.element, "end")
        return before.paragraph
    if after is not None:
        _set(after.element, "start")
    return after.paragraph if after is not None else None


def _set(text: etree._Element, place: str) -> None:
    text.set(_FLAG, " ".join(sorted({*(text.get(_FLAG) or "").split(), place})))


def _change(text: etree._Element) -> tuple[etree._Element | None, str]:
    """The paragraph of a text, and whether a change puts it in or takes it out."""
    change = "taken" if text.tag == f"{W}delText" else ""
    for above in text.iterancestors():
        if above.tag == f"{W}p":
            cell = above.getparent()
            marks = cell.find(f"{W}tcPr") if cell is not None else None
            if marks is not None and not change:
                change = "taken" if marks.find(f"{W}cellDel") is not None else ""
                change = change or ("added" if marks.find(f"{W}cellIns") is not None else "")
            row = next(above.iterancestors(f"{W}tr"), None)
            marks = row.find(f"{W}trPr") if row is not None else None
            if marks is not None and not change:
                change = "taken" if marks.find(f"{W}del") is not None else ""
                change = change or ("added" if marks.find(f"{W}ins") is not None else "")
            return above, change
        if above.tag in _TAKEN:
            change = "taken"
        elif above.tag in _ADDED:
            change = change or "added"
    return None, change
