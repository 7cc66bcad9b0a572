"""`publish status` and `publish calendar`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import OUTPUTS, AsJson, Outputs, Today, app, day, needs, plain_errors, say, say_json


@app.command()
@plain_errors
def status(outputs: Outputs = OUTPUTS, today: Today = "", as_json: AsJson = False) -> None:
    """Show where every document stands: its editions, approval, release and review. Nothing is built."""
    from datetime import UTC, datetime

    from publish.commands.status_lines import status_data, status_lines
    from publish.reporting.standing import all_standings

    found = tuple(all_standings(outputs, day(today) or datetime.now(UTC).date()))
    if as_json:
        say_json([status_data(each) for each in found])
    else:
        for line in status_lines(found):
            say(line)


@app.command("calendar")
@plain_errors
@needs("release")
def write_calendar(
    outputs: Outputs = OUTPUTS,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; else reviews.ics in outputs.")
    ] = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Write the review dates of all documents as a calendar that calendar programs subscribe to (iCalendar)."""
    from datetime import UTC, datetime

    from publish.outputs.released import refuse_in_release
    from publish.reporting.review_calendar import write_review_calendar

    path = output or outputs / "reviews.ics"
    refuse_in_release(path)
    number = write_review_calendar(outputs, path, day(today) or datetime.now(UTC).date())
    if as_json:
        say_json({"path": str(path), "reviews": number})
    else:
        say(f"written: {path}, {number} review date{'' if number == 1 else 's'}.")
