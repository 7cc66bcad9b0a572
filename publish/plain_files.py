"""Files where anything may stand in their place: nothing is read but plain files, and each is written whole.

Sources and outputs lie where others write, too. What stands under a name may be a link, a second name of a file that
lies elsewhere, a pipe that nobody ever writes to, or a device without an end.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import EFBIG, EINVAL, ELOOP
from pathlib import Path
from secrets import token_hex

_LONGEST_STEM = 100  # characters of a name that are kept in that of its draft: file systems hold 255 bytes


def read_plain(path: Path, most: int) -> bytes:
    """The bytes of a plain file. Raises `OSError` where it is a link, none, or larger than `most` bytes."""
    if path.is_symlink():
        raise OSError(ELOOP, "this is a link", str(path))
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, "this is no file, but a folder, pipe or device", str(path))
    if path.stat().st_size > most:
        raise OSError(EFBIG, os.strerror(EFBIG), str(path))
    return path.read_bytes()


def write_whole(path: Path, content: str | bytes, prove: Callable[[Path], object] | None = None) -> None:
    """Put a text, or bytes, in a file's place at once, so that it is never half written and nothing else is.

    `prove` is given the new file, which lies in the same folder; what it raises leaves all as it was. Raises `OSError`
    where it cannot be written, and where a link, a folder, a pipe or a device stands there.
    """
    refuse_unplain(path)
    # Its stem is the file's own, which is a source's id where it gives none.
    draft = path.with_name(f"{path.stem[:_LONGEST_STEM]}{path.suffix}-{token_hex(4)}")
    try:
        with draft.open("xb") as file:  # "x": what somebody has put there is not followed
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        if prove is not None:
            prove(draft)
        draft.replace(path)
        flush(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def refuse_unplain(path: Path) -> None:
    """Raise `OSError` where something else than a plain file stands in a file's place."""
    if path.is_symlink():
        raise OSError(ELOOP, "this is a link. Nothing was written. Remove it, or name another file", str(path))
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, "this is a folder, a pipe or a device, and no file. Nothing was written", str(path))


def refuse_linked(folder: Path, path: Path) -> None:
    """Raise `OSError` where a folder between `folder` and a file below it is a link."""
    for parent in path.parents:
        if parent == folder:
            return
        if parent.is_symlink():
            raise OSError(ELOOP, f"{parent.name} is a link. Nothing was written there. Remove it", str(path))


def flush(path: Path) -> None:
    """Have the system write a file, or a folder's names, to disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
