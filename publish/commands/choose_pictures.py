"""`publish pictures`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import AsJson, app, needs, plain_errors, say, say_json
from publish.commands.never_in_release import ONLY_READ

SHEET = Path("pictures.html")


@app.command()
@plain_errors
@needs("release")
def pictures(
    source: Annotated[Path, typer.Argument(help="The source with easy-read lines."), ONLY_READ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = SHEET,
    as_json: AsJson = False,
) -> None:
    """Write a page to judge easy-read pictures on. It has each line, its picture, and others to choose from."""
    from publish.outputs.whole_file import put_named
    from publish.reporting.contact_sheet import contact_sheet
    from publish.source.load import load

    put_named(output, contact_sheet(load(source)), ".html")
    if as_json:
        say_json({"path": str(output)})
    else:
        say(f"written: {output}")
