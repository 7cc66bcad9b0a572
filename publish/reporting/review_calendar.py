"""The review dates of a house as a calendar (iCalendar, RFC 5545) that calendar programs show and remind of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from publish.building.standing_evidence import Evidence
from publish.model.nodes import PartialDate
from publish.outputs.manifest import ReviewDates
from publish.outputs.whole_file import put_named
from publish.reporting.standing import Standing, Unreadable, all_standings, day_of

_UNKNOWN = (1970, 1, 1)
"""The day for a document that says neither when it was reviewed nor when it was updated."""

_NOTICE = timedelta(days=-30)
"""How long before it a review is reminded of: a factsheet is read, corrected and signed in about a month."""


@dataclass(frozen=True, slots=True)
class ReviewCalendar:
    """The calendar as text, how many review dates are in it, and the documents whose dates could not be read."""

    text: str
    number: int
    unread: tuple[Unreadable, ...]


def write_review_calendar(outputs: Path, path: Path, today: date | None, evidence: Evidence) -> ReviewCalendar:
    """Write the calendar of all documents, and give it. Raises `OutputsError`."""
    calendar = review_calendar(outputs, today, evidence)
    put_named(path, calendar.text, ".ics")
    return calendar


def review_calendar(outputs: Path, today: date | None, evidence: Evidence) -> ReviewCalendar:
    """The calendar of all documents, the same for the same documents."""
    calendar = Calendar()
    calendar.add("prodid", "-//accessible-publish//review dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Reviews of health information")
    states = tuple(all_standings(outputs, today, evidence))
    reviews = [_review(state, state.due) for state in states if isinstance(state, Standing) and state.due is not None]
    for review in reviews:
        calendar.add_component(review)
    unread = tuple(state for state in states if isinstance(state, Unreadable))
    return ReviewCalendar(calendar.to_ical().decode("utf-8"), len(reviews), unread)


def _review(state: Standing, due: PartialDate) -> Event:
    """A day, or the whole month where no day is known: no day is invented."""
    first = date(due.year, due.month, due.day or 1)
    last = first if due.day else _next_month(first) - timedelta(days=1)
    event = Event()
    event.add("uid", f"review-{state.manifest.id}@accessible-publish")
    event.add("dtstamp", _revised(state.manifest.review))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", f"Review due: {state.manifest.title}")
    version = f", version {state.manifest.version}" if state.manifest.version else ""
    event.add("description", f"{state.manifest.id}{version}")
    event.add("transp", "TRANSPARENT")
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", f"Review due in a month: {state.manifest.title}")
    reminder.add("trigger", _NOTICE)
    event.add_component(reminder)
    return event


def _revised(review: ReviewDates | None) -> datetime:
    """When a review was planned: the day of the last one, or of the last update.

    RFC 5545 (3.8.7.2) wants the moment at which what the calendar says was revised last. The moment of writing would
    make another file of the same documents each day.
    """
    dates = (review.last_reviewed, review.updated) if review is not None else ()
    days = [day for day in map(day_of, dates) if day is not None]
    latest = max(((day.year, day.month, day.day or 1) for day in days), default=_UNKNOWN)
    return datetime(*latest, tzinfo=UTC)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
