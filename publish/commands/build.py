"""`publish build`."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    SOURCES,
    DayToCome,
    Listen,
    Set,
    Voice,
    app,
    complain,
    day_to_come,
    plain_errors,
    progress_shown,
    requested,
    say,
    worst,
)
from publish.commands.never_in_release import ONLY_READ
from publish.errors import UsageError

_INTERRUPTED = 130  # as a shell has it: 128 and the number of SIGINT


@app.command()
@plain_errors
def build(
    sources: Annotated[
        list[Path] | None, typer.Argument(help="Sources or folders of them; sources/ if none."), ONLY_READ
    ] = None,
    formats: Annotated[list[str] | None, typer.Option("--format", help="A format to build; all if none.")] = None,
    outputs: Annotated[Path, typer.Option(help="The folder for the editions.")] = OUTPUTS,
    jobs: Annotated[int, typer.Option(min=1, help="How many workers build side by side.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Make every edition again.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the editions of sources that are gone.")] = False,
    address: Annotated[str, typer.Option("--cluster", help="A Dask scheduler's address, or local for a try.")] = "",
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first that is not complete.")] = False,
    variants: Annotated[
        list[str] | None, typer.Option("--variant", help="A variant of the one --format, as 24pt-cream, to build.")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Say why each edition was made.")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Say how long writing and checking took.")] = False,
    today: DayToCome = "",
    listen: Listen = True,
    voice: Voice = "",
    options: Set = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each document.")] = False,
) -> None:
    """Make the editions of sources, and prove each complete."""
    from publish.building.supervision import start_ahead

    if not address:
        start_ahead(jobs, "publish.building.tasks")
    from publish.building.many_documents import build as build_sources
    from publish.commands import lines, profile_lines
    from publish.commands.passed_over_line import say_passed_over
    from publish.commands.tally import Tally
    from publish.contracts.format import Settings
    from publish.outputs.cache_place import cache_folder

    start = time.monotonic()
    tally, totals = Tally(), profile_lines.Profile()
    with progress_shown() as progress, _going_on():
        asked = requested(options or (), voice)
        if variants:
            asked.setdefault(_only(formats or ()), {})["variants"] = variants
        settings = Settings(cache=cache_folder(), listen=listen, requested=asked, progress=progress)
        for result in build_sources(
            sources or [SOURCES],
            outputs,
            settings=settings,
            formats=formats or (),
            jobs=jobs,
            force=force,
            prune=prune,
            today=day_to_come(today),
            address=address,
        ):
            tally.add(result)
            totals.add(result)
            if as_json:
                say(lines.build_json(result, profile_lines.took_data(result) if profile else None))
            else:
                for line in (
                    *lines.build_lines(result, why=why),
                    *(profile_lines.took_lines(result) if profile else ()),
                ):
                    say(line)
            if fail_fast and result.exit_code:
                break
    if profile and not as_json:
        for line in totals.lines():
            say(line)
    if not as_json:
        seconds = time.monotonic() - start
        notes = _anyone_approves(tally.approved_in)
        for line in (*tally.lines(seconds), *notes, *tally.next_line(outputs, OUTPUTS)):
            say(line)
    say_passed_over(sources or [SOURCES])
    raise typer.Exit(worst(list(tally.codes)))


def _anyone_approves(folders: Iterable[Path]) -> Iterator[str]:
    """Once for each publisher.yaml: that it names no approvers, where something beside it was approved."""
    from publish.errors import PublishError
    from publish.source.companions import PUBLISHER, publisher

    for folder in sorted(folders):
        try:
            named = publisher(folder).approvers
        except PublishError:
            continue  # the sources of the folder cannot be read then, and say so
        if not named:
            yield f"note: {folder / PUBLISHER} names no approvers, so any role may approve. Name them: approvers: [...]"


def _only(formats: Sequence[str]) -> str:
    """The one format that variants are of. Raises `UsageError`."""
    if len(formats) != 1:
        raise UsageError("--variant says which edition of one format is built. Name that format: --format large-print.")
    return formats[0]


@contextmanager
def _going_on() -> Iterator[None]:
    """Say, when somebody presses Ctrl-C, that what is made stays."""
    try:
        yield
    except KeyboardInterrupt:
        complain("Stopped. What was complete is in its place: the same command goes on from there.")
        raise typer.Exit(_INTERRUPTED) from None
