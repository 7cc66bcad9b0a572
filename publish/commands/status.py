"""`publish status` and `publish calendar`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    AsJson,
    DayToCome,
    Outputs,
    app,
    day_to_come,
    needs,
    plain_errors,
    say,
    say_json,
    worst,
)
from publish.errors import UsageError


@app.command()
@plain_errors
def status(outputs: Outputs = OUTPUTS, today: DayToCome = "", as_json: AsJson = False) -> None:
    """Show where every document stands. That is its editions, approval, release and review; nothing is built."""
    from publish.api import default_settings
    from publish.building.standing_evidence import kept_evidence
    from publish.commands.status_lines import status_data, status_lines
    from publish.reporting.standing import Unreadable, all_standings

    _refuse_absent(outputs)
    asked = day_to_come(today)
    with kept_evidence(default_settings()) as evidence:
        found = tuple(all_standings(outputs, asked, evidence))
    if as_json:
        say_json([status_data(each) for each in found])
    else:
        for line in status_lines(found):
            say(line)
    raise typer.Exit(worst([0, *(each.exit_code for each in found if isinstance(each, Unreadable))]))


@app.command("calendar")
@plain_errors
@needs("release")
def write_calendar(
    outputs: Outputs = OUTPUTS,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; else reviews.ics in outputs.")
    ] = None,
    today: DayToCome = "",
    as_json: AsJson = False,
) -> None:
    """Write all review dates as a calendar (iCalendar). Calendar programs subscribe to it."""
    from publish.api import default_settings
    from publish.building.standing_evidence import kept_evidence
    from publish.reporting.review_calendar import write_review_calendar

    _refuse_absent(outputs)
    path = output or outputs / "reviews.ics"
    asked = day_to_come(today)
    with kept_evidence(default_settings()) as evidence:
        written = write_review_calendar(outputs, path, asked, evidence)
    number = written.number
    if as_json:
        say_json({"path": str(path), "reviews": number, "problems": [each.problem for each in written.unread]})
    else:
        say(f"written: {path}, {number} review date{'' if number == 1 else 's'}.")
        for each in written.unread:
            say(f"✗ {each.problem}")
    raise typer.Exit(worst([0, *(each.exit_code for each in written.unread)]))


def _refuse_absent(outputs: Path) -> None:
    if not outputs.is_dir():
        raise UsageError(f"{outputs}: there is no such folder. Build first, or name the folder with --outputs.")
