"""`publish watch`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import OUTPUTS, SOURCES, Listen, app, plain_errors, progress_shown, say
from publish.commands.never_in_release import ONLY_READ
from publish.errors import MissingTool, UsageError

_ROUND_MS = 300
_NO_SOURCES = frozenset({".part", ".tmp", ".swp"})


@app.command()
@plain_errors
def watch(
    sources: Annotated[Path, typer.Argument(help="The folder of the sources; sources/ if none."), ONLY_READ] = SOURCES,
    formats: Annotated[list[str] | None, typer.Option("--format", help="A format to build; all if none.")] = None,
    outputs: Annotated[Path, typer.Option(help="The folder for the editions.")] = OUTPUTS,
    listen: Listen = False,
) -> None:
    """Build what a saved source touches, until Ctrl-C. Audio is not heard unless asked for."""
    try:
        from watchfiles import watch as changes
    except ImportError:
        raise MissingTool("watching needs watchfiles. Install it: pip install 'accessible-publish[watch]'.") from None

    if not sources.is_dir():
        raise UsageError(f"{sources}: there is no such folder. Name the folder of the sources.")
    waiting = False
    # What is saved during a build is kept for the next round, as the folder is watched from before the first one.
    for saved in changes(sources, yield_on_timeout=True, rust_timeout=_ROUND_MS, ignore_permission_denied=True):
        if not waiting or any(not _is_half_written(Path(path)) for _, path in saved):
            _build(sources, formats or [], outputs, listen=listen)
        if not waiting:
            say("Waiting for a source to be saved. Ctrl-C ends this.")
            waiting = True


def _is_half_written(path: Path) -> bool:
    """Whether a file is what an editor keeps beside the one that is being written."""
    return path.suffix in _NO_SOURCES or path.name.startswith((".", "~")) or path.name.endswith("~")


def _build(sources: Path, formats: list[str], outputs: Path, *, listen: bool) -> None:
    from publish.building.many_documents import build
    from publish.commands import lines
    from publish.contracts.format import Settings
    from publish.outputs.cache_place import cache_folder

    with progress_shown() as progress:
        settings = Settings(cache=cache_folder(), listen=listen, progress=progress)
        for result in build([sources], outputs, settings=settings, formats=formats):
            if not result.unchanged:
                for line in lines.build_lines(result, why=True):
                    say(line)
