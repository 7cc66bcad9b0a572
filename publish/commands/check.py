"""`publish check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from publish.commands.app import AsJson, Listen, Set, app, plain_errors, progress_shown, requested, say, say_json, worst
from publish.commands.never_in_release import ONLY_READ
from publish.errors import UsageError


@app.command()
@plain_errors
def check(
    paths: Annotated[list[Path], typer.Argument(help="Edition files, or folders with manifests."), ONLY_READ],
    source: Annotated[
        Path | None, typer.Option(help="The source to check against; the manifest's if none."), ONLY_READ
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="The format of a file whose name does not tell.")] = "",
    options: Set = None,
    listen: Listen = True,
    sound: Annotated[bool, typer.Option("--sound", help="Make audio again as well, and compare every byte.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check editions again against their source."""
    from publish.building.checking import check_paths
    from publish.commands import lines
    from publish.contracts.format import Settings
    from publish.outputs.cache_place import cache_folder

    codes: list[int] = []
    data: list[dict[str, Any]] = []
    with progress_shown() as progress:
        asked = requested(options or ())
        settings = Settings(cache=cache_folder(), listen=listen, requested=asked, progress=progress)
        for result in check_paths(tuple(paths), settings, source, format_, sound=sound):
            codes.append(result.exit_code)
            data.append(lines.check_data(result))
            if not as_json:
                for line in lines.check_lines(result):
                    say(line)
    if not codes:
        named = " ".join(map(str, paths))
        raise UsageError(
            f"{named}: no edition is here, as none was complete when it was built. Build again, then check."
        )
    if as_json:
        say_json(data)
    raise typer.Exit(worst(codes))
