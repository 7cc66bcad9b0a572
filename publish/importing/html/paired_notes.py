"""Notes and comments whose mark leads to a link that leads back, as programs for texts save them in pages."""

from __future__ import annotations

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.html.content import Element, words_of

_COMMENT = "#cmnt"  # of Google Docs
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_MARK = 6  # characters, as in "[123]"


def settle_paired_notes(root: Element, notes: Notes) -> None:
    """Name such notes as notes, without the link back before them; tell comments, and take them out."""
    places: dict[str, Element] = {}
    for link in root.iter("a"):
        for name in (link.get("id"), link.get("name")):
            places.setdefault(name or "", link)
    seen: set[Element] = set()
    for mark in [link for link in root.iter("a") if link.get("href", "").startswith("#")]:
        seen.add(mark)
        target = mark.get("href", "")
        back = places.get(target[1:])
        if back is None or back in seen or words_of(back) != words_of(mark):
            continue
        note = _note(back)
        if note is None or places.get(back.get("href", "").removeprefix("#")) is not mark:
            continue
        if target.startswith(_COMMENT):
            _tell(mark, back, note, notes)
            continue
        notes.left.append(Left(Reason.MARKUP, words_of(back)))
        back.drop_tree()
        note.set("id", target[1:])
        note.set("role", "doc-endnotes")


def _note(back: Element) -> Element | None:
    """The block that a link back begins: its paragraph, or the division that holds nothing but this note."""
    line = next(back.iterancestors("p", "li", "div", *_HEADINGS), None)
    words = words_of(back)
    if line is None or line.tag in _HEADINGS or not 0 < len(words) <= _LONGEST_MARK:
        return None
    if not words_of(line).startswith(words):
        return None
    around = line.getparent()
    if around is None or around.tag != "div" or not words_of(around).startswith(words_of(line)):
        return line
    others = [link for link in around.iter("a") if link is not back and link.get("href", "").startswith("#")]
    return line if others else around


def _tell(mark: Element, back: Element, note: Element, notes: Notes) -> None:
    notes.left += [Left(Reason.COMMENT, words_of(mark)), Left(Reason.COMMENT, words_of(note))]
    comment = words_of(note).removeprefix(words_of(back)).strip()
    notes.doubts.append(Doubt(mark.sourceline or 0, f"a comment says: “{comment}”"))
    note.drop_tree()
    mark.drop_tree()
