"""Whether a document may go out on a day: whether its review is overdue, and whether it is finished."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from publish.model.nodes import Metadata, PartialDate
from publish.model.publication import Publication
from publish.source.day_words import when
from publish.source.placeholders import placeholders

BLOCK = "block"
"""What publisher.yaml says for `overdue` where a document past its review date is to be kept in."""


def is_past(day: PartialDate, today: date) -> bool:
    """Whether a date, or the whole of its month where it has no day, is over."""
    if day.day is None:
        return (day.year, day.month) < (today.year, today.month)
    return (day.year, day.month, day.day) < (today.year, today.month, today.day)


def overdue_since(metadata: Metadata, today: date) -> PartialDate | None:
    """The day on which the next review was due, None where it is still to come or not planned."""
    due = metadata.next_review_due
    return due if due is not None and is_past(due, today) else None


def blocked(publication: Publication, today: date) -> str:
    """That a review is overdue and its publisher wants nothing out then, "" where that is not so."""
    late = overdue_since(publication.document.metadata, today)
    if late is None or publication.publisher.overdue != BLOCK:
        return ""
    return f"its review was due {when(late)}, and publisher.yaml says overdue: block. Review it first."


def unsettled(marks: int, source: Path | str) -> str:
    """That marks of an import wait for a person, "" where none do; `marks` is how many there are."""
    if not marks:
        return ""
    waiting = "1 mark of its import waits" if marks == 1 else f"{marks} marks of its import wait"
    return f"{waiting} for a person (.check, .picture-needed). See them with: publish lint {source}"


def unfinished(publication: Publication) -> tuple[str, ...]:
    """What keeps a document from being finished, each in a few words with its place."""
    return tuple(f"“{found.words}” ({found.place})" for found in placeholders(publication))
