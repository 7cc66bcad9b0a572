"""An edition is read once for each state of its bytes: for its verdict, and for its pages and claims."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import file_digest
from pathlib import Path
from typing import TypeVar

Read = TypeVar("Read")


def read_once(read: Callable[[Path], Read]) -> Callable[[Path], Read]:
    """A reader that remembers the last file that it read, by its name and the hash of its bytes."""
    last: dict[tuple[Path, bytes], Read] = {}

    @wraps(read)
    def remembering(path: Path) -> Read:
        try:
            with path.open("rb") as file:
                key = (path, file_digest(file, "sha256").digest())
        except OSError:
            return read(path)  # which says what is wrong
        if key not in last:
            found = read(path)
            last.clear()
            last[key] = found
        return last[key]

    return remembering
