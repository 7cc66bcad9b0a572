"""Puts a changed text in a source's place, at once and whole; and what a source may be called."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import EACCES
from pathlib import Path

from publish.errors import SourceError
from publish.plain_files import draft_of, real_path, write_whole


def refuse_read_only(path: Path) -> None:
    """Raise `PermissionError` for a file that may only be read, as another could still be put in its place."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))


def refuse_unrecordable(source: Path, name: str) -> None:
    """Raise `SourceError` for a name, or a path to a source, that no record can hold: a manifest is UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        message = "a name on the way to this file is not UTF-8, so no record can hold it. Rename the file or folder."
        raise SourceError(source, 0, message) from None


def save(source: Path, text: str, prove: Callable[[Path], object] | None = None) -> None:
    """Put a text in a source's place, so that the file is never half written.

    `prove` is given the new text as a file beside the source; what it raises leaves the source as it was. One that is a
    link stays one, and the file that it leads to is written. Raises `SourceError` where it cannot be.
    """
    place = real_path(source)
    try:
        refuse_read_only(place)
        if prove is not None:
            with draft_of(source, text) as draft:
                prove(draft)
        write_whole(place, text)
    except SourceError as error:
        raise error.of(source) from None
    except OSError as error:
        raise SourceError(source, 0, f"the file cannot be written: {error.strerror}.") from None
