"""Days on which a source is judged, and days that are still to come."""

from __future__ import annotations

from datetime import UTC, date, datetime

from publish.model.nodes import PartialDate


def judged_on(asked: date | None = None) -> date:
    """The day on which a document is judged: the day that it is, or a later one that is asked for.

    Never an earlier one: with it, a document whose review is overdue would look as if it were not.
    """
    now = datetime.now(UTC).date()
    return now if asked is None else max(asked, now)


def is_future(day: PartialDate, today: date) -> bool:
    """Whether a date, or the whole of its month where it has no day, is still to come."""
    if day.day is None:
        return (day.year, day.month) > (today.year, today.month)
    return (day.year, day.month, day.day) > (today.year, today.month, today.day)
