"""One lock for each document's outputs: who changes them holds it, and who only reads them does not wait for it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from platform import node

from filelock import FileLock, Timeout

from publish.errors import OutputsError
from publish.outputs import journal
from publish.outputs.release_guard import refuse_in_release
from publish.plain_files import read_plain

LOCK = ".lock"

_PATIENCE_S = 2.0  # for a build that was killed a moment ago: its process lets go when it notices
_LARGEST = 10_000  # bytes of a lock that is looked into
_LONGEST = 200  # characters of what a lock says of its owner


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold a document's lock, making its folder where there is none. Raises `OutputsError` where another has it.

    Raises `UsageError` where the folder lies in a release.
    """
    if folder.is_symlink():
        raise OutputsError(f"{folder}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
    refuse_in_release(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(folder / LOCK)
        lock = FileLock(folder / LOCK, timeout=_PATIENCE_S)
        lock.acquire()
        (folder / LOCK).write_text(f"process {os.getpid()} on {node()}, since {datetime.now():%H:%M}", encoding="utf-8")
    except Timeout:
        raise OutputsError(
            f"{folder}: another command is at work on this document{_owner(folder)}. Wait for it to end."
        ) from None
    except OSError as error:
        raise OutputsError(f"{folder}: nothing can be written here: {error.strerror}.") from None
    try:
        yield
    finally:
        _clear_away(folder)  # while the lock is held, so that no other build has just begun here
        lock.release()


def _refuse_foreign(path: Path) -> None:
    """Refuse a lock that is no file of this folder alone: to lock it would empty a file that lies elsewhere."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        raise OutputsError(f"{path}: this is a link, or no plain file, and no lock. Nothing was touched. Remove it.")


def _owner(folder: Path) -> str:
    """Who has the lock, as far as can be read; "" else."""
    try:
        words = read_plain(folder / LOCK, _LARGEST).decode("utf-8")[:_LONGEST]
    except (OSError, ValueError):
        return ""
    return f" ({words})" if words and words.isprintable() else ""


def _clear_away(folder: Path) -> None:
    """Remove a folder that holds nothing but its lock: its source was refused, and nothing was ever made of it."""
    with suppress(OSError):
        if [path.name for path in folder.iterdir()] == [LOCK]:
            (folder / LOCK).unlink()
            folder.rmdir()


def recover_if_free(folder: Path) -> bool:
    """Finish or clear away what a killed build left, unless a build is at work there; whether it was free.

    Who cannot write here cannot recover either, and reads the outputs as they are.
    """
    if not journal.is_open(folder):
        return True
    if folder.is_symlink() or folder.parent.is_symlink():
        return False
    try:
        _refuse_foreign(folder / LOCK)
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except (Timeout, OSError):
        return False
    try:
        journal.recover(folder)
    finally:
        lock.release()
    return True
