"""One lock for each document's outputs: who changes them holds it, and who only reads them does not wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from publish.errors import OutputsError
from publish.outputs import journal

LOCK = ".lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a document's lock, making its folder where there is none. Raises `OutputsError` where another has it."""
    if folder.is_symlink():
        raise OutputsError(f"{folder}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise OutputsError(f"{folder}: another build of this document is running. Wait for it to end.") from None
    except OSError as error:
        raise OutputsError(f"{folder}: nothing can be written here: {error.strerror}.") from None
    try:
        yield
    finally:
        _clear_away(folder)  # while the lock is held, so that no other build has just begun here
        lock.release()


def _clear_away(folder: Path) -> None:
    """Remove a folder that holds nothing but its lock: its source was refused, and nothing was ever made of it."""
    with suppress(OSError):
        if [path.name for path in folder.iterdir()] == [LOCK]:
            (folder / LOCK).unlink()
            folder.rmdir()


def recover_if_free(folder: Path) -> bool:
    """Finish or clear away what a killed build left, unless a build is at work there; whether it was free.

    Who cannot write here cannot recover either, and reads the outputs as they are. Raises `OutputsError` where a file
    that the change needs is gone.
    """
    if not journal.is_open(folder):
        return True
    try:
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except (Timeout, OSError):
        return False
    try:
        journal.recover(folder)
    finally:
        lock.release()
    return True
