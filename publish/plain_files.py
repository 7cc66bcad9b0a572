"""Files where anything may stand in their place: nothing is read but plain files, and each is written whole.

Sources and outputs lie where others write, too. What stands under a name may be a link, a second name of a file that
lies elsewhere, a pipe that nobody ever writes to, or a device without an end.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EFBIG, EINVAL, ELOOP, ENAMETOOLONG
from pathlib import Path
from secrets import token_hex

if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, flock

_LONGEST_STEM = 100  # characters of a name that are kept in that of its draft: file systems hold 255 bytes
_AS_IT_STANDS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link is not followed and a pipe not waited for."""


def read_plain(path: Path, most: int) -> bytes:
    """The bytes of a plain file. Raises `OSError` where it is a link, none, or larger than `most` bytes."""
    if path.is_symlink():  # the system says the same in words of its own, and Windows does not
        raise OSError(ELOOP, "this is a link", str(path))
    # What is looked at is what is read, whatever is put in its place meanwhile.
    with os.fdopen(_opened(path), "rb") as file:
        found = os.fstat(file.fileno())
        data = file.read(most + 1) if found.st_size <= most else b""
        if max(found.st_size, len(data)) > most:
            raise OSError(EFBIG, os.strerror(EFBIG), str(path))
        return data


def _opened(path: Path) -> int:
    """The handle of a plain file, to be read."""
    handle = os.open(path, os.O_RDONLY | _AS_IT_STANDS)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(EINVAL, "this is no file, but a folder, pipe or device", str(path))


def add_to_plain(path: Path, text: str) -> None:
    """Put a text at the end of a plain file, or begin one. Raises `OSError` where something else stands there."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _AS_IT_STANDS, 0o666), "wb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(EINVAL, "this is no file, but a folder, pipe or device", str(path))
        file.write(text.encode("utf-8"))


def write_whole(path: Path, content: str | bytes) -> None:
    """Put a text, or bytes, in a file's place at once, so that it is never half written and nothing else is.

    Raises `OSError` where it cannot be written, and where a link, a folder, a pipe or a device stands there.
    """
    refuse_unplain(path)
    with draft_of(path, content) as draft:
        draft.replace(path)
        flush(path.parent)


@contextmanager
def draft_of(path: Path, content: str | bytes) -> Iterator[Path]:
    """A file with new content beside the one that it is for, and what killed commands left of such files cleared away.

    It is removed in the end, if it is there still.
    """
    _clear_left(path)
    draft, held = _begun(path)
    try:
        with draft.open("wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        if held is not None:
            os.close(held)
        draft.unlink(missing_ok=True)


def _begun(path: Path) -> tuple[Path, int | None]:
    """An empty draft and the handle by which it is held, so that no other command takes it for one that was left."""
    while True:
        draft = path.with_name(f"{_draft_name(path)}{token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # what somebody put there is not followed
        if sys.platform == "win32":  # where what is open cannot be put into its place
            os.close(handle)
            return draft, None
        with suppress(OSError):  # file systems without locks
            flock(handle, LOCK_EX)
        if draft.exists():
            return draft, handle
        os.close(handle)  # another command cleared it away before it was held


def _draft_name(path: Path) -> str:
    # Its stem is the file's own, which is a source's id where it gives none; its ending is no document's.
    return f"{path.stem[:_LONGEST_STEM]}{path.suffix}-unfinished-"


def _clear_left(path: Path) -> None:
    """Remove the drafts of a file that no command holds any more."""
    if sys.platform == "win32":
        return
    left = re.compile(re.escape(_draft_name(path)) + "[0-9a-f]{8}")
    for draft in [beside for beside in path.parent.iterdir() if left.fullmatch(beside.name)]:
        with suppress(OSError):  # it is held, it is gone, or it is none of ours
            handle = os.open(draft, os.O_RDONLY | _AS_IT_STANDS)
            try:
                flock(handle, LOCK_EX | LOCK_NB)
                if stat.S_ISREG(os.fstat(handle).st_mode):
                    draft.unlink()
            finally:
                os.close(handle)


def real_path(path: Path) -> Path:
    """Where a path leads through all links. A circle of links leads to itself, where `Path.resolve` raises."""
    return Path(os.path.realpath(path))  # `resolve` does the same from Python 3.13 on


def is_there(path: Path) -> bool:
    """Whether anything stands under a name, a link that leads nowhere included; also where that cannot be told.

    What a link led to may be back tomorrow, as a drive that is not mounted today: it is unreadable, and never gone.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        return error.errno != ENAMETOOLONG  # nothing can stand under such a name
    return True


def path_key(path: Path) -> str:
    """A path as text that any table and hash takes: the names of a drive need not be UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def own_path(path: Path) -> Path:
    """A file's whole path through no link but itself: a source may be one, and what goes with it lies beside it."""
    return real_path(path.parent) / path.name


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
