"""`publish lint`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import SOURCES, AsJson, app, plain_errors, say, say_json
from publish.errors import UsageError
from publish.linting.remarks import Remark, Severity

_SHOWN = 8  # remarks of one rule on one source


@app.command()
@plain_errors
def lint(
    sources: Annotated[list[Path] | None, typer.Argument(help="Sources or folders of them; sources/ if none.")] = None,
    today: Annotated[str, typer.Option(help="The day from which a review is overdue, as 2026-03-31; else today.")] = "",
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with sources, or will be, with file and line."""
    from publish.building.many_documents import find_sources
    from publish.commands import lines
    from publish.linting.runner import lint_one

    day = _day(today) if today else None
    remarks = [remark for source in find_sources(sources or [SOURCES]) for remark in lint_one(source, day)]
    if as_json:
        say_json([lines.remark_data(remark) for remark in remarks])
    else:
        for line in _grouped(remarks):
            say(line)
        errors = sum(remark.severity is Severity.ERROR for remark in remarks)
        say(f"{errors} errors, {len(remarks) - errors} warnings.")
    if any(remark.rule == "unreadable" for remark in remarks):
        raise typer.Exit(3)
    raise typer.Exit(int(any(remark.severity is Severity.ERROR for remark in remarks)))


def _grouped(remarks: list[Remark]) -> Iterator[str]:
    """A line for each remark; of one rule that repeats within a source, the first few and how many more there are."""
    from publish.commands import lines

    counts = Counter((remark.path, remark.rule) for remark in remarks)
    shown: Counter[tuple[Path, str]] = Counter()
    for remark in remarks:
        key = (remark.path, remark.rule)
        shown[key] += 1
        few = counts[key] <= _SHOWN + 1 or shown[key] <= _SHOWN
        if few or remark.severity is Severity.ERROR:
            yield lines.remark_line(remark)
        elif shown[key] == counts[key]:
            yield f"{remark.path}: {remark.rule}: and {counts[key] - _SHOWN} more; --json names all"


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"“{value}” is no day. Write it as 2026-03-31.") from None
