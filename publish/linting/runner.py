"""Says what is wrong with a source, or will be: file, line, why it matters, what to do."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from publish.errors import PublishError, SourceError, described
from publish.linting import agreement, imports, links, pictures, structure
from publish.linting import hard_words as wording
from publish.linting.remarks import Remark, Severity
from publish.source.load import load

__all__ = ["Remark", "Severity", "lint_one"]


def lint_one(source: Path, today: date | None = None) -> tuple[Remark, ...]:
    """All remarks on one source, by line. A source that cannot be read has just the error that says why.

    `today` tells whether a review is overdue; the day it is, where it is not given.
    """
    try:
        publication = load(source)
    except SourceError as error:
        return (Remark(error.path, error.line, Severity.ERROR, "unreadable", error.message),)
    except PublishError as error:
        return (Remark(source, 0, Severity.ERROR, "unreadable", str(error)),)
    except Exception as error:  # noqa: BLE001 — the boundary of a source: the others are looked at
        return (Remark(source, 0, Severity.ERROR, "unreadable", f"this was not foreseen: {described(error)}."),)
    rules = (
        agreement.ties,
        agreement.pictures,
        imports.marks,
        links.needed,
        links.vague,
        pictures.alternatives,
        pictures.moving,
        pictures.small,
        structure.front_matter,
        partial(structure.overdue, today=today or datetime.now(UTC).date()),
        structure.tables,
        structure.videos,
        wording.abbreviations,
        wording.reading_ages,
    )
    remarks = [
        Remark(source, line, severity, rule, message)
        for check in rules
        for line, severity, rule, message in check(publication)
    ]
    return tuple(sorted(remarks, key=lambda one: (one.line, one.rule)))
