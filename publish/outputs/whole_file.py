"""Writes a file of the outputs whole or not at all."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

from publish.errors import OutputsError, UsageError
from publish.outputs.journal import flush


def put_whole(path: Path, text: str) -> None:
    """Put a text in a file's place at once.

    Raises `UsageError` where there is no such folder, and `OutputsError` where it cannot be, or a link stands there.
    """
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent}: there is no such folder. Build first, or name the folder with --outputs.")
    if path.is_symlink():
        raise OutputsError(f"{path}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
    draft = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        try:
            draft.write_text(text, encoding="utf-8", newline="\n")
            flush(draft)
            draft.replace(path)
            flush(path.parent)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise OutputsError(f"{path}: it cannot be written: {error.strerror}.") from None
