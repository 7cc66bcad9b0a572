"""What editors leave in a Word file for each other: comments, and words that are highlighted. They are marked."""

from __future__ import annotations

from lxml import etree

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.marked_text import CLOSE, OPEN
from publish.importing.word.styles import value_of
from publish.importing.word.xml_parts import W, words


def mark_notes(root: etree._Element, comments: etree._Element | None, notes: Notes) -> None:
    """Mark the words that a comment points at, and list what each says."""
    comments_by_id = (
        {element.get(f"{W}id", ""): element for element in comments.iter(f"{W}comment")} if comments is not None else {}
    )
    told: set[str] = set()
    for name, runs in _ranges(root).items():
        if name not in comments_by_id or name in told:
            continue
        told.add(name)
        _tell(comments_by_id[name], runs, notes)


def mark_highlights(root: etree._Element, notes: Notes) -> None:
    """Mark the words of a part, also of its notes, that are highlighted; what two lines strike is struck."""
    for highlight in root.iter(f"{W}highlight"):
        run = next(highlight.iterancestors(f"{W}r"), None)
        if run is not None and value_of(highlight) not in {"", "none"} and words(run):
            notes.doubts.append(Doubt(0, f"“{words(run)[:60]}” is highlighted", words(run)))
            mark_run(run)
    for strike in list(root.iter(f"{W}dstrike")):
        strike.tag = f"{W}strike"


def _ranges(root: etree._Element) -> dict[str, list[etree._Element]]:
    """The runs with words that each comment is about; the one before it where it is about a place only."""
    found: dict[str, list[etree._Element]] = {}
    open_names: list[str] = []
    before: etree._Element | None = None
    if next(root.iter(f"{W}commentReference"), None) is None:
        return found
    for element in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference", f"{W}r"):
        name = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_names.append(name)
            found.setdefault(name, [])
        elif element.tag == f"{W}commentRangeEnd":
            open_names = [open_name for open_name in open_names if open_name != name]
        elif element.tag == f"{W}commentReference":
            if not found.get(name) and before is not None:
                found[name] = [before]
        elif words(element):
            before = element
            for open_name in open_names:
                found[open_name].append(element)
    return found


def _tell(comment: etree._Element, runs: list[etree._Element], notes: Notes) -> None:
    text = " ".join(line for paragraph in comment.iter(f"{W}p") if (line := words(paragraph)))
    about = " ".join("".join(words(run) + " " for run in runs).split())
    who = comment.get(f"{W}author", "")
    notes.left.append(Left(Reason.COMMENT, text))
    notes.doubts.append(Doubt(0, f"a comment{f' by {who}' if who else ''} at “{about[:60]}” says: “{text}”", about))
    for run in runs:
        mark_run(run)


def mark_run(run: etree._Element) -> None:
    """Put the marks for words that a person has to look at around the words of a run."""
    texts = [text for text in run.iter(f"{W}t") if text.text]
    if texts and not (texts[0].text or "").startswith(OPEN):
        texts[0].text = f"{OPEN}{texts[0].text}"
        texts[-1].text = f"{texts[-1].text}{CLOSE}"
