"""`publish new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import AsJson, app, plain_errors, say, say_json


@app.command()
@plain_errors
def new(
    title: Annotated[str, typer.Argument(help="The title of the new document.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The source to write, a .md file.")],
    as_json: AsJson = False,
) -> None:
    """Start a source from a template that explains each part."""
    from publish.importing.canonical.template import new_source

    files = new_source(title, output)
    if as_json:
        say_json([str(path) for path in files])
    else:
        for path in files:
            say(f"written: {path}")
        say("Beside it may stand glossary.yaml, terms with plain meanings, and pictures.yaml, pictures of easy read.")
        say("docs/source.md shows how both are written. Next: publish lint, then publish build")
