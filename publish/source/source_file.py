"""Puts a changed text in a source's place, at once and whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import EACCES
from pathlib import Path

from publish.errors import SourceError


def unproved(_draft: Path) -> None:
    """Ask for no proof."""


def refuse_read_only(path: Path) -> None:
    """Raise `PermissionError` for a file that may only be read, as another could still be put in its place."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))


def save(source: Path, text: str, prove: Callable[[Path], object] = unproved) -> None:
    """Put a text in a source's place, so that the file is never half written.

    `prove` is given the new text as a file of the same folder; what it raises leaves the source as it was. Raises
    `SourceError` where the file cannot be written.
    """
    place = source.resolve()
    draft = place.with_suffix(f"{place.suffix}-draft")  # its stem is the source's, which is the id where none is given
    try:
        refuse_read_only(place)
        draft.write_bytes(text.encode("utf-8"))
        prove(draft)
        draft.replace(place)
    except OSError as error:
        raise SourceError(source, 0, f"the file cannot be written: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)
