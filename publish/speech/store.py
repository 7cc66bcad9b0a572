"""A folder of made things by key, for what takes long and depends on its key alone.

Each entry begins with the hash of what follows. An entry that is damaged is as good as none: it is made again, and
`publish doctor` names it until then.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publish.limits import CACHE_BYTES, MEGABYTE
from publish.plain_files import add_to_plain, read_plain

SUFFIX = ".entry"
_MARK = b"accessible-publish cache 1 "
_AGAIN = "made-again.txt"
_LARGEST_ACCOUNT = 10 * MEGABYTE  # a line of 65 bytes for each entry that was damaged
_HEAD = len(_MARK) + 64 + 1
_TRIM_EVERY = 200  # entries: to look at all of them takes as long as to write some
_puts: Counter[Path] = Counter()


def key(*parts: Any) -> str:
    """A key for all that a thing depends on."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def get(folder: Path, name: str) -> bytes | None:
    """What was put under that name, None where nothing was, or where it is not what was put."""
    path = _path(folder, name)
    data = _whole(path)
    if data is not None:
        with contextlib.suppress(OSError):
            os.utime(path)  # what is used stays longest: see `trim`
    return data


def put(folder: Path, name: str, data: bytes) -> None:
    """Keep a thing. A folder that cannot be written costs time at the next build and nothing else."""
    temporary = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(_MARK + hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        again = _path(folder, name).exists() and get(folder, name) is None
        Path(temporary).replace(_path(folder, name))
        _puts[folder] += 1
        if _puts[folder] % _TRIM_EVERY == 1:
            trim(folder)
        if again:
            add_to_plain(folder / _AGAIN, f"{name}\n")
    except OSError:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def trim(folder: Path, largest: int = CACHE_BYTES) -> None:
    """Remove what was longest not used, until the folder holds no more than `largest` bytes."""
    entries = [(path.stat(), path) for path in folder.glob(f"*{SUFFIX}")]
    too_many = sum(about.st_size for about, _ in entries) - largest
    for about, path in sorted(entries, key=lambda entry: entry[0].st_mtime_ns):
        if too_many <= 0:
            return
        path.unlink(missing_ok=True)
        too_many -= about.st_size


def damaged(folder: Path) -> Iterator[Path]:
    """The entries of a folder that are not what was put there."""
    return (path for path in sorted(folder.glob(f"*{SUFFIX}")) if _whole(path) is None)


def made_again(folder: Path) -> tuple[str, ...]:
    """The names of the entries of a folder that were not what was put there, and were made again."""
    try:
        return tuple(read_plain(folder / _AGAIN, _LARGEST_ACCOUNT).decode("utf-8", "replace").splitlines())
    except OSError:
        return ()


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}{SUFFIX}"


def _whole(path: Path) -> bytes | None:
    try:
        kept = read_plain(path, CACHE_BYTES)
    except OSError:
        return None
    head, data = kept[:_HEAD], kept[_HEAD:]
    return data if head == _MARK + hashlib.sha256(data).hexdigest().encode() + b"\n" else None
