"""`publish build`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    SOURCES,
    AsJson,
    Listen,
    Set,
    Today,
    Voice,
    app,
    day,
    plain_errors,
    progress_shown,
    requested,
    say,
    say_json,
    worst,
)


@app.command()
@plain_errors
def build(
    sources: Annotated[list[Path] | None, typer.Argument(help="Sources or folders of them; sources/ if none.")] = None,
    formats: Annotated[list[str] | None, typer.Option("--format", help="A format to build; all if none.")] = None,
    outputs: Annotated[Path, typer.Option(help="The folder for the editions.")] = OUTPUTS,
    jobs: Annotated[int, typer.Option(min=1, help="How many sources to build at once.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Make every edition again.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the editions of sources that are gone.")] = False,
    today: Today = "",
    listen: Listen = True,
    voice: Voice = "",
    options: Set = None,
    as_json: AsJson = False,
) -> None:
    """Make the editions of sources, and prove each complete against its source."""
    from publish.api import cache_folder
    from publish.building.many_documents import build as build_sources
    from publish.building.results import BuildResult
    from publish.commands import lines
    from publish.contracts.format import Settings

    start = time.monotonic()
    results: list[BuildResult] = []
    with progress_shown() as progress:
        asked = requested(options or (), voice)
        settings = Settings(cache=cache_folder(), listen=listen, requested=asked, progress=progress)
        for result in build_sources(
            sources or [SOURCES],
            outputs,
            settings=settings,
            formats=formats or (),
            jobs=jobs,
            force=force,
            prune=prune,
            today=day(today),
        ):
            results.append(result)
            if not as_json:
                for line in lines.build_lines(result):
                    say(line)
    if as_json:
        say_json([lines.build_data(result) for result in results])
    else:
        say(lines.build_summary(results, time.monotonic() - start))
    raise typer.Exit(worst([result.exit_code for result in results]))
