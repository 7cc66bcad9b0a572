"""`publish report`."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    AsJson,
    Outputs,
    app,
    needs,
    plain_errors,
    say,
    say_json,
)


@app.command()
@plain_errors
@needs("release")
def report(
    identifiers: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="The documents to report on; all if none."),
    ] = None,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Write a report on each document, and an index over all. In outputs/ID/report.html and outputs/index.html."""
    from publish.api import default_settings
    from publish.reporting.document_report import write_reports

    written = write_reports(outputs, tuple(identifiers or ()), default_settings())
    if as_json:
        say_json([str(path) for path in written.paths] + [{"problem": problem} for problem in written.problems])
    else:
        for path in written.paths:
            say(f"written: {path}")
        for problem in written.problems:
            say(f"✗ {problem}")
        say("Open them in a browser: each says first whether its document may go out, and what is to be done.")
    raise typer.Exit(1 if written.problems else 0)
