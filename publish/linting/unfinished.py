"""What is not finished: placeholders, words struck out, and reviews overdue or dated before they can have been."""

from __future__ import annotations

from pathlib import Path

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.linting.front_lines import front_line
from publish.model.nodes import EasyRead, Metadata
from publish.model.traverse import blocks_of
from publish.proof.ledger import ledger
from publish.source.companions import PUBLISHER
from publish.source.day_words import when
from publish.source.days import is_future
from publish.source.files import text_of_file
from publish.source.placeholders import Placeholder, placeholders
from publish.source.readiness import BLOCK, overdue_since
from publish.source.yaml_source import parse


def _placeholders(subject: Subject) -> Places:
    """Words of the source that stand for what somebody has still to write."""
    for placeholder in placeholders(subject.publication):
        if not placeholder.file:
            yield placeholder.line or front_line(subject, *placeholder.key), _placeholder_message(placeholder)


def _publishers_placeholders(subject: Subject) -> Places:
    """Such words of publisher.yaml."""
    path = _publisher_file(subject.publication.source)
    lines = parse(path, text_of_file(path))
    for placeholder in placeholders(subject.publication):
        if placeholder.file:
            yield lines.line(placeholder.key), _placeholder_message(placeholder)


def _placeholder_message(placeholder: Placeholder) -> str:
    return f"“{placeholder.words}” is a placeholder. Write what belongs there, or delete it."


def _publisher_file(source: Path) -> Path:
    return source.parent / PUBLISHER


def _overdue(subject: Subject) -> Places:
    """A review that should have been; where its date is a slip of typing, `date-order` says so."""
    metadata = subject.publication.document.metadata
    due = overdue_since(metadata, subject.today)
    if due is not None and not _is_out_of_order(metadata):
        message = (
            f"the next review was due {when(due)}. Information that nobody has checked since may be wrong: review the "
            "text, then put the new dates into the front matter."
        )
        yield front_line(subject, "next-review-due"), message


def _overdue_warned(subject: Subject) -> Places:
    """A review that should have been, where editions go out all the same."""
    if subject.publication.publisher.overdue != BLOCK:
        yield from _overdue(subject)


def _overdue_blocked(subject: Subject) -> Places:
    """A review that should have been, where no edition goes out before it."""
    if subject.publication.publisher.overdue == BLOCK:
        for line, message in _overdue(subject):
            yield line, f"{message} Until then no edition is current (overdue: block in publisher.yaml)."


def _dates_to_come(subject: Subject) -> Places:
    """Reviews and changes that are dated after today."""
    metadata = subject.publication.document.metadata
    days = (
        ("last-reviewed", metadata.last_reviewed),
        ("updated", metadata.updated),
    )
    signed = [(front_line(subject, name), name, day) for name, day in days if day is not None]
    document = subject.publication.document
    signed += [
        (waiver.line, "the date of this waiver", waiver.date) for waiver in (*document.waivers, *document.fact_waivers)
    ]
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
    if _is_out_of_order(metadata):
        message = f"next-review-due is {due}, before last-reviewed, which is {last}. Give the day of the next review."
        yield front_line(subject, "next-review-due"), message


def _is_out_of_order(metadata: Metadata) -> bool:
    """Whether the next review was due before the last: by the day where both have one, else by the month."""
    last, due = metadata.last_reviewed, metadata.next_review_due
    if last is None or due is None:
        return False
    if last.day is None or due.day is None:
        return (due.year, due.month) < (last.year, last.month)
    return (due.year, due.month, due.day) < (last.year, last.month, last.day)


def _struck_words(subject: Subject) -> Places:
    """Words that are struck out: who listens hears them as all others."""
    for unit in ledger(subject.publication):
        for words in unit.struck:
            yield (
                unit.line,
                f"“{words.text}” is struck out, and who listens hears it all the same. Delete it, or its ~~.",
            )


RULES = (
    Rule("placeholder", Severity.ERROR, _placeholders, stops_release=False),
    Rule("placeholder", Severity.ERROR, _publishers_placeholders, _publisher_file, stops_release=False),
    Rule("review-overdue", Severity.WARNING, _overdue_warned),
    Rule("review-overdue", Severity.ERROR, _overdue_blocked, stops_release=False),
    Rule("date-to-come", Severity.ERROR, _dates_to_come),
    Rule("date-order", Severity.ERROR, _out_of_order),
    Rule("struck-words", Severity.ERROR, _struck_words),
)
