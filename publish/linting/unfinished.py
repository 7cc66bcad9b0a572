"""What is not finished: placeholders, and reviews that are overdue or dated before they can have been."""

from __future__ import annotations

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.model.nodes import EasyRead
from publish.model.traverse import blocks_of
from publish.source.placeholders import placeholders
from publish.source.readiness import BLOCK, is_future, overdue_since


def _placeholders(subject: Subject) -> Places:
    """Words that stand for what somebody has still to write."""
    for placeholder in placeholders(subject.publication):
        where = f" in {placeholder.file}" if placeholder.file else ""
        message = f"“{placeholder.words}”{where} is a placeholder. Write what belongs there, or delete it."
        yield placeholder.line or 1, message


def _overdue(subject: Subject) -> Places:
    """A review that should have been."""
    due = overdue_since(subject.publication.document.metadata, subject.today)
    if due is not None:
        message = (
            f"the next review was due on {due}. Information that nobody has checked since may be wrong: review the "
            "text, then put the new dates into the front matter."
        )
        yield 1, message


def _overdue_warned(subject: Subject) -> Places:
    if subject.publication.publisher.overdue != BLOCK:
        yield from _overdue(subject)


def _overdue_blocked(subject: Subject) -> Places:
    if subject.publication.publisher.overdue == BLOCK:
        for line, message in _overdue(subject):
            yield line, f"{message} Until then no edition is current (overdue: block in publisher.yaml)."


def _dates_to_come(subject: Subject) -> Places:
    """Reviews and changes that are dated after today."""
    metadata = subject.publication.document.metadata
    days = (
        ("last-reviewed", metadata.last_reviewed),
        ("updated", metadata.updated),
        ("accessibility-checked", metadata.accessibility_checked),
    )
    signed = [(1, name, day) for name, day in days if day is not None]
    document = subject.publication.document
    signed += [(waiver.line, "the date of this waiver", waiver.date) for waiver in document.waivers]
    signed += [
        (block.line, "the date of this agreement", block.agreed.date)
        for block in blocks_of(document)
        if isinstance(block, EasyRead) and block.agreed is not None
    ]
    for line, name, day in signed:
        if is_future(day, subject.today):
            yield line, f"{name} is {day}, which is in the future. Give the day on which it happened."


def _out_of_order(subject: Subject) -> Places:
    """A next review that was due before the last one was made."""
    metadata = subject.publication.document.metadata
    last, due = metadata.last_reviewed, metadata.next_review_due
    if last is not None and due is not None and (due.year, due.month) < (last.year, last.month):
        yield 1, f"next-review-due is {due}, before last-reviewed, which is {last}. Give the day of the next review."


RULES = (
    Rule("placeholder", Severity.ERROR, _placeholders),
    Rule("review-overdue", Severity.WARNING, _overdue_warned),
    Rule("review-overdue", Severity.ERROR, _overdue_blocked),
    Rule("date-to-come", Severity.ERROR, _dates_to_come),
    Rule("date-order", Severity.ERROR, _out_of_order),
)
