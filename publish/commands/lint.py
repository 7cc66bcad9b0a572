"""`publish lint`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import SOURCES, AsJson, app, plain_errors, say, say_json
from publish.errors import UsageError


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
    from publish.linting.runner import UNREADABLE, Severity, lint_all

    day = _day(today) if today else None
    remarks = list(lint_all(find_sources(sources or [SOURCES]), day))
    if as_json:
        say_json([lines.remark_data(remark) for remark in remarks])
    else:
        for remark in remarks:
            say(lines.remark_line(remark))
        errors = sum(remark.severity is Severity.ERROR for remark in remarks)
        say(f"{errors} errors, {len(remarks) - errors} warnings.")
    if any(remark.rule == UNREADABLE for remark in remarks):
        raise typer.Exit(3)
    raise typer.Exit(int(any(remark.severity is Severity.ERROR for remark in remarks)))


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"“{value}” is no day. Write it as 2026-03-31.") from None
