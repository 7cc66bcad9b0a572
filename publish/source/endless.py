"""A text measured before pandoc reads it: paragraphs that take it minutes, and notes that name each other for ever."""

from __future__ import annotations

import re

from publish.limits import LINE_CHARACTERS, MARKS
from publish.source.context import Context
from publish.source.note_circles import note_circle

_MARKS = re.compile(r"[*_~^\[\]`$]")
_BEGINS = re.compile(r"\s*(?:[-+|>#:]|\*\s|\d{1,9}[.)]\s)")  # an item, a row, a heading, a block: no paragraph goes on
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_REFERENCE = re.compile(r"\[\^[^\]\s]+\]")


def refuse_endless(context: Context) -> None:
    """Refuse, before pandoc reads them, paragraphs that take it minutes, and notes that name each other for ever."""
    start, marks, characters, in_note, before = 1, 0, 0, False, ""
    for number, line in enumerate((*context.lines, ""), 1):
        if not line.strip() or _BEGINS.match(line):
            start, marks, characters = number + (not line.strip()), 0, 0
        # A paragraph goes on with its next line, set in or not.
        if line.strip() and not line[0].isspace() and (not before.strip() or _BEGINS.match(line) or _NOTE.match(line)):
            in_note = _NOTE.match(line) is not None
        before = line
        if in_note and _REFERENCE.search(line.partition("]:")[2] if _NOTE.match(line) else line):
            context.fail(number, "a footnote refers to a footnote here. Put the words of one into the other.")
        marks += len(_MARKS.findall(line))
        characters += len(line)
        if marks > MARKS:
            context.fail(start, f"this paragraph has more than {MARKS:,} signs of markup. Make paragraphs of it.")
        if characters > LINE_CHARACTERS:
            context.fail(start, f"this paragraph has more than {LINE_CHARACTERS:,} characters. Make paragraphs of it.")
    if (circle := note_circle("\n".join(context.lines))) is not None:
        place, name = circle
        context.fail(place, f"the footnote [^{name}] leads back to itself. Take the mark out of it.")
