"""`publish lint`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import SOURCES, AsJson, Today, app, day, plain_errors, say, say_json


@app.command()
@plain_errors
def lint(
    sources: Annotated[list[Path] | None, typer.Argument(help="Sources or folders of them; sources/ if none.")] = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with sources, or will be, with file and line."""
    from publish.building.many_documents import find_sources
    from publish.commands import lines
    from publish.linting.runner import UNREADABLE, Severity, lint_all

    remarks = list(lint_all(find_sources(sources or [SOURCES]), day(today)))
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
