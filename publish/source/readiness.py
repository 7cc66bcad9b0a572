"""Whether a document may go out on a day: whether its review is overdue, and whether it is finished."""

from __future__ import annotations

from datetime import date

from publish.model.nodes import Metadata, PartialDate
from publish.model.publication import Publication
from publish.source.placeholders import placeholders

BLOCK = "block"
"""What publisher.yaml says for `overdue` where a document past its review date is to be kept in."""


def is_past(day: PartialDate, today: date) -> bool:
    """Whether a date, or the whole of its month where it has no day, is over."""
    if day.day is None:
        return (day.year, day.month) < (today.year, today.month)
    return (day.year, day.month, day.day) < (today.year, today.month, today.day)


def is_future(day: PartialDate, today: date) -> bool:
    """Whether a date, or the whole of its month where it has no day, is still to come."""
    if day.day is None:
        return (day.year, day.month) > (today.year, today.month)
    return (day.year, day.month, day.day) > (today.year, today.month, today.day)


def overdue_since(metadata: Metadata, today: date) -> PartialDate | None:
    """The day on which the next review was due, None where it is still to come or not planned."""
    due = metadata.next_review_due
    return due if due is not None and is_past(due, today) else None


def unfinished(publication: Publication) -> tuple[str, ...]:
    """What keeps a document from being finished, each in a few words with its place."""
    return tuple(
        f"“{found.words}” ({f'line {found.line}' if not found.file else found.file})"
        for found in placeholders(publication)
    )
