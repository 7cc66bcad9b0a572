"""Writes a file of the outputs whole or not at all."""

from __future__ import annotations

from pathlib import Path

from publish.errors import OutputsError, UsageError
from publish.outputs.manifest import NAME
from publish.plain_files import write_whole


def put_named(path: Path, content: str | bytes, suffix: str) -> None:
    """Put content in the file that a person has named for it, and never in that of another kind, as a source or a key.

    Args:
        path: the file.
        content: its text, or its bytes.
        suffix: how the names of such files end, ".pdf".

    Raises `UsageError` where the name ends otherwise, where it is no plain file's, or that of an edition.

    """
    if path.suffix.casefold() != suffix:
        raise UsageError(f"{path}: a name that ends in {suffix} is needed for this file. Nothing was written.")
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent}: there is no such folder. Nothing was written.")
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UsageError(f"{path}: this is a link, a folder or a device, not a plain file. Nothing was written.")
    if (path.parent / NAME).exists():
        raise UsageError(f"{path.parent}: here are a document's editions. Nothing was written. Name another folder.")
    put_whole(path, content)


def put_whole(path: Path, content: str | bytes) -> None:
    """Put a text, or bytes, in a file's place at once.

    Raises `UsageError` where there is no such folder, and `OutputsError` where it cannot be, or a link stands there.
    """
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent}: there is no such folder. Build first, or name the folder with --outputs.")
    if path.is_symlink():
        raise OutputsError(f"{path}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
    try:
        write_whole(path, content)
    except OSError as error:
        raise OutputsError(f"{path}: it cannot be written: {error.strerror}.") from None
