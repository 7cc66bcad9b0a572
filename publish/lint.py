"""Says what is wrong with a source, or will be: file, line, why it matters, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from publish.completeness.ledger import text_of
from publish.errors import PublishError, SourceError
from publish.model import EasyRead, Link, Section, Video, walk
from publish.publication import Publication
from publish.source.identity import tie
from publish.source.load import load
from publish.traverse import blocks_of, descend, inlines_of
from publish.waivers import tie_of_waived


class Severity(StrEnum):
    """An error keeps an edition from being made or being complete; a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at."""

    path: Path
    line: int
    severity: Severity
    rule: str
    message: str


def lint_one(source: Path) -> tuple[Remark, ...]:
    """All remarks on one source, by line. A source that cannot be read has just the error that says why."""
    try:
        publication = load(source)
    except SourceError as error:
        return (Remark(error.path, error.line, Severity.ERROR, "unreadable", error.message),)
    except PublishError as error:
        return (Remark(source, 0, Severity.ERROR, "unreadable", str(error)),)
    remarks = [
        Remark(source, line, severity, rule, message)
        for check in (_link_needed, _videos, _ties, _pictures, _dates)
        for line, severity, rule, message in check(publication)
    ]
    return tuple(sorted(remarks, key=lambda one: (one.line, one.rule)))


Found = Iterator[tuple[int, Severity, str, str]]


def _link_needed(publication: Publication) -> Found:
    for block in blocks_of(publication.document):
        for inline in (inner for run in inlines_of(block) for inner in descend(run)):
            if isinstance(inline, Link) and inline.target is None:
                words = text_of(inline.children)
                message = f"“{words}” still needs its address. Find it, and write [{words}](https://…)."
                yield block.line, Severity.WARNING, "link-needed", message


def _videos(publication: Publication) -> Found:
    for block in blocks_of(publication.document):
        if isinstance(block, Video) and not block.description:
            message = (
                f"the video “{block.title}” has no description. Who cannot see or hear it learns nothing from it: "
                "write what is said and shown between its ::: lines."
            )
            yield block.line, Severity.WARNING, "video-description", message


def _ties(publication: Publication) -> Found:
    """Easy-read words and waivers that were agreed for an earlier text."""
    sections = {section.id: section for section in walk(publication.sections)}

    def named(names: tuple[str, ...]) -> tuple[Section, ...]:
        return tuple(sections[name] for name in names)

    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead) and (now := tie(named(block.covers))) != block.tie:
            message = (
                f"the text that these easy-read words stand for has changed ({', '.join(block.covers)}). "
                f'Read them again beside it, then put tie="{now}".'
            )
            yield block.line, Severity.ERROR, "stale", message
    for waiver in publication.document.waivers:
        if (now := tie_of_waived(sections[waiver.section])) != waiver.tie:
            message = (
                f"the section {waiver.section} has changed since it was waived for {waiver.format}. "
                f'Decide again, then put tie="{now}".'
            )
            yield waiver.line, Severity.ERROR, "stale", message


def _pictures(publication: Publication) -> Found:
    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead):
            for line in block.lines:
                if line.picture not in publication.pictures:
                    message = f"there is no picture for “{line.picture}”. Add it to pictures.yaml, or name another."
                    yield line.line, Severity.ERROR, "picture-needed", message


def _dates(publication: Publication) -> Found:
    metadata = publication.document.metadata
    for name, value in (("last-reviewed", metadata.last_reviewed), ("next-review-due", metadata.next_review_due)):
        if value is None:
            message = f"the front matter has no {name}. Readers of health information need it: add the date."
            yield 1, Severity.WARNING, "review-date", message
