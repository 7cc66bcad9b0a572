"""Tables without headers, videos without words, and front matter that is missing, empty or out of date."""

from __future__ import annotations

from datetime import date

from publish.linting.remarks import Found, Severity
from publish.model.nodes import PartialDate, Table, Video
from publish.model.publication import Publication
from publish.model.traverse import blocks_of, grid
from publish.proof.ledger import text_of

_LONGEST_SUMMARY = 60  # words


def tables(publication: Publication) -> Found:
    """Tables with a column that no header cell names."""
    for block in blocks_of(publication.document):
        if not isinstance(block, Table):
            continue
        named: set[int] = set()
        for row in grid(block.header_rows):
            for column, cell in row:
                if text_of(cell.children):
                    named |= set(range(column, column + cell.column_span))
        width = sum(cell.column_span for cell in block.header_rows[0])
        if missing := [column + 1 for column in range(block.row_headers, width) if column not in named]:
            numbers = ", ".join(str(column) for column in missing)
            message = (
                f"column {numbers} of the table “{text_of(block.caption)}” has no header. Who hears the table is "
                "told the "
                "header with each cell, and here hears a value without its meaning: fill in the first row."
            )
            yield block.line, Severity.WARNING, "table-header", message


def videos(publication: Publication) -> Found:
    """Videos that say nothing to who cannot see or hear them."""
    for block in blocks_of(publication.document):
        if isinstance(block, Video) and not block.description:
            message = (
                f"the video “{block.title}” has no description. Who cannot see or hear it learns nothing from it: "
                "write what is said and shown between its ::: lines."
            )
            yield block.line, Severity.WARNING, "video-description", message


def front_matter(publication: Publication) -> Found:
    """Front matter that a person still has to fill in."""
    metadata = publication.document.metadata
    for name, value in (("last-reviewed", metadata.last_reviewed), ("next-review-due", metadata.next_review_due)):
        if value is None:
            message = f"the front matter has no {name}. Readers of health information need it: add the date."
            yield 1, Severity.WARNING, "review-date", message
    for name, words in (("title", metadata.title), ("summary", metadata.summary)):
        if words.rstrip(".").casefold() == f"{name} needed":
            message = (
                f"the {name} is still missing. It stands at the head of every edition and in the catalogue: write it."
            )
            yield 1, Severity.WARNING, f"{name}-needed", message
    if len(metadata.summary.split()) > _LONGEST_SUMMARY:
        message = (
            f"the summary has more than {_LONGEST_SUMMARY} words. It is the first that a listener hears, and the "
            "catalogue "
            "shows it whole: keep it to one or two sentences."
        )
        yield 1, Severity.WARNING, "summary-long", message


def overdue(publication: Publication, today: date) -> Found:
    """A review that should have been."""
    due = publication.document.metadata.next_review_due
    if due is not None and _is_past(due, today):
        message = (
            f"the next review was due on {due}. Information that nobody has checked since may be wrong: review "
            "the text, "
            "then put the new dates into the front matter."
        )
        yield 1, Severity.WARNING, "review-overdue", message


def _is_past(due: PartialDate, today: date) -> bool:
    """Whether a date, or the whole of its month where it has no day, is over."""
    if due.day is None:
        return (due.year, due.month) < (today.year, today.month)
    return (due.year, due.month, due.day) < (today.year, today.month, today.day)
