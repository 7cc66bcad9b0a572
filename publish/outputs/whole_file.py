"""Writes a file of the outputs whole or not at all."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

from publish.errors import OutputsError
from publish.outputs.journal import flush


def put_whole(path: Path, text: str) -> None:
    """Put a text in a file's place at once. Raises `OutputsError` where that cannot be, or a link stands there."""
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
