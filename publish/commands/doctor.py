"""`publish doctor`."""

from __future__ import annotations

import typer

from publish.commands.app import AsJson, app, plain_errors, say, say_json


@app.command()
@plain_errors
def doctor(as_json: AsJson = False) -> None:
    """Say what is installed, what is missing and how to get it."""
    from publish.commands.checkup import checkup
    from publish.contracts.format import Settings
    from publish.outputs.cache_place import cache_folder

    rows = list(checkup(Settings(cache=cache_folder())))
    if as_json:
        say_json([{"name": row.name, "well": row.well, "detail": row.detail} for row in rows])
    else:
        for row in rows:
            say(f"{'✓' if row.well else '✗'} {row.name:<58} {row.detail}")
    raise typer.Exit(0 if all(row.well for row in rows) else 6)
