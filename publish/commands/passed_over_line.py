"""What a command says of files in a folder of sources that it takes for none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from publish.commands.app import complain
from publish.source.named_sources import passed_over

_SHOWN = 3  # files that are named


def say_passed_over(paths: Iterable[Path]) -> None:
    """Name, on the error stream, the Markdown files of folders that were passed over, in one line; else nothing."""
    files = [str(file) for file in passed_over(paths)]
    if not files:
        return
    more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
    sources = "a source is a *.md file that begins with front matter"
    complain(f"note: passed over, as {sources}: {', '.join(files[:_SHOWN])}{more}.")
