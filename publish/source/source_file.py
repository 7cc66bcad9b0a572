"""Puts a changed text in a source's place, at once and whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import EACCES
from pathlib import Path

from publish.errors import SourceError
from publish.plain_files import write_whole


def refuse_read_only(path: Path) -> None:
    """Raise `PermissionError` for a file that may only be read, as another could still be put in its place."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))


def save(source: Path, text: str, prove: Callable[[Path], object] | None = None) -> None:
    """Put a text in a source's place, so that the file is never half written.

    `prove` is given the new text as a file of the same folder; what it raises leaves the source as it was. Raises
    `SourceError` where the file cannot be written.
    """
    place = source.resolve()
    try:
        refuse_read_only(place)
        write_whole(place, text, prove)
    except SourceError as error:
        raise error.of(source) from None
    except OSError as error:
        raise SourceError(source, 0, f"the file cannot be written: {error.strerror}.") from None
