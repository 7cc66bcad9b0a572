"""`publish status` and `publish calendar`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from publish.reporting.standing import Evidence


@app.command()
@plain_errors
def status(outputs: Outputs = OUTPUTS, today: DayToCome = "", as_json: AsJson = False) -> None:
    """Show where every document stands. That is its editions, approval, release and review; nothing is built."""
    from publish.commands.status_lines import status_data, status_lines
    from publish.reporting.standing import Unreadable, all_standings

    if not outputs.is_dir():
        raise UsageError(f"{outputs}: there is no such folder. Build first, or name the folder with --outputs.")
    asked = day_to_come(today)
    with _evidence() as evidence:
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
    from publish.outputs.released import refuse_in_release
    from publish.reporting.review_calendar import write_review_calendar

    path = output or outputs / "reviews.ics"
    refuse_in_release(path)
    asked = day_to_come(today)
    with _evidence() as evidence:
        number = write_review_calendar(outputs, path, asked, evidence)
    if as_json:
        say_json({"path": str(path), "reviews": number})
    else:
        say(f"written: {path}, {number} review date{'' if number == 1 else 's'}.")


@contextmanager
def _evidence() -> Iterator[Evidence]:
    """What is kept in the cache of files and of what is agreed."""
    from publish.api import cache_folder, formats
    from publish.outputs.known_hashes import known_hashes
    from publish.reporting.standing import Evidence, words_to_agree

    with known_hashes(cache_folder()) as hashes:
        yield Evidence(hashes.hash_of, cache_folder(), words_to_agree(formats()))
