"""Tables without headers, videos without words, and front matter that is missing or too long."""

from __future__ import annotations

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.model.nodes import Table, Video
from publish.model.traverse import blocks_of, grid
from publish.proof.ledger import text_of

_LONGEST_SUMMARY = 60  # words


def _tables(subject: Subject) -> Places:
    """Tables with a column that no header cell names."""
    for block in blocks_of(subject.publication.document):
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
                f"column {numbers} of the table “{text_of(block.caption)}” has no header. People who hear the table "
                "are told the header of each cell; here they would hear a value without its meaning. Fill in the first "
                "row."
            )
            yield block.line, message


def _videos(subject: Subject) -> Places:
    """Videos that say nothing to people who cannot see or hear them."""
    for block in blocks_of(subject.publication.document):
        if isinstance(block, Video) and not block.description:
            message = (
                f"the video “{block.title}” has no description. People who cannot see or hear it learn nothing from "
                "it: write what is said and shown between its ::: lines."
            )
            yield block.line, message


def _dates_missing(subject: Subject) -> Places:
    """Review dates that a person still has to fill in."""
    metadata = subject.publication.document.metadata
    for name, value in (("last-reviewed", metadata.last_reviewed), ("next-review-due", metadata.next_review_due)):
        if value is None:
            yield 1, f"the front matter has no {name}. Readers of health information need it: add the date."


def _summary(subject: Subject) -> Places:
    """A summary that is too long to be heard first."""
    if len(subject.publication.document.metadata.summary.split()) > _LONGEST_SUMMARY:
        message = (
            f"the summary has more than {_LONGEST_SUMMARY} words. It is the first thing that a listener hears, and the "
            "catalogue shows it whole: keep it to one or two sentences."
        )
        yield 1, message


RULES = (
    Rule("table-header", Severity.WARNING, _tables),
    Rule("video-description", Severity.WARNING, _videos),
    Rule("review-date", Severity.WARNING, _dates_missing),
    Rule("summary-long", Severity.WARNING, _summary),
)
