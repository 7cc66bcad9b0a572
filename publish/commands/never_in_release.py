"""The one guard of releases: no command takes a path to write that lies in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_type_hints

ONLY_READ = "only read"
"""Marks a path that a command reads and never writes to or beside; every other path is guarded."""


def refuse_paths_in_release(command: Callable[..., None], given: Mapping[str, Any]) -> None:
    """Raise `UsageError` where a path that a command may write to lies in a release, or is one.

    A command marks what it only reads, not what it writes, so that a new command cannot forget the guard.
    """
    for name, kind in get_type_hints(command, include_extras=True).items():
        if ONLY_READ in getattr(kind, "__metadata__", ()):
            continue
        value = given.get(name)
        for path in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(path, Path):
                from publish.outputs.release_guard import refuse_in_release

                refuse_in_release(path)
