"""`publish build`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    SOURCES,
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
    worst,
)

_INTERRUPTED = 130  # as a shell has it: 128 and the number of SIGINT


@app.command()
@plain_errors
def build(
    sources: Annotated[list[Path] | None, typer.Argument(help="Sources or folders of them; sources/ if none.")] = None,
    formats: Annotated[list[str] | None, typer.Option("--format", help="A format to build; all if none.")] = None,
    outputs: Annotated[Path, typer.Option(help="The folder for the editions.")] = OUTPUTS,
    jobs: Annotated[int, typer.Option(min=1, help="How many sources to build at once.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Make every edition again.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the editions of sources that are gone.")] = False,
    address: Annotated[str, typer.Option("--cluster", help="A Dask scheduler's address, or local for a try.")] = "",
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first that is not complete.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Say why each edition was made.")] = False,
    today: Today = "",
    listen: Listen = True,
    voice: Voice = "",
    options: Set = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each document.")] = False,
) -> None:
    """Make the editions of sources, and prove each complete against its source."""
    from publish.api import cache_folder
    from publish.building.many_documents import build as build_sources
    from publish.building.results import BuildResult
    from publish.commands import lines
    from publish.contracts.format import Settings

    start = time.monotonic()
    results: list[BuildResult] = []
    with progress_shown() as progress, _going_on():
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
            address=address,
        ):
            results.append(result)
            for line in [lines.build_json(result)] if as_json else lines.build_lines(result, why=why):
                say(line)
            if fail_fast and result.exit_code:
                break
    if not as_json:
        for line in lines.build_summary(results, time.monotonic() - start):
            say(line)
    raise typer.Exit(worst([result.exit_code for result in results]))


@contextmanager
def _going_on() -> Iterator[None]:
    """Say, when somebody presses Ctrl-C, that what is made stays."""
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was complete is in its place: the same command goes on from there.\n")
        raise typer.Exit(_INTERRUPTED) from None
