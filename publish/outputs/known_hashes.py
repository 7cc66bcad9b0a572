"""Hashes of files that were read before, kept while the file system says that they are the same files.

A thousand documents with audio are 25 GB: a build that has nothing to do must not read them. What tells a file is its
size, its times of change and its number on the disk. A file that was changed in the last two seconds is not kept: the
next change could have the same time (FAT counts in steps of two seconds). `publish check` trusts none of this.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publish.errors import OutputsError
from publish.outputs.journal import hash_of
from publish.outputs.known_rows import opened
from publish.outputs.record_names import inside
from publish.plain_files import path_key

NAME = "hashes-1.sqlite3"

_SETTLED_NS = 2_000_000_000
_TABLE = "CREATE TABLE IF NOT EXISTS hashes (path TEXT PRIMARY KEY, facts TEXT, sha256 TEXT) WITHOUT ROWID"


class KnownHashes:
    """The hashes of one cache folder. Where it cannot be written to, every file is read each time."""

    def __init__(self, cache: Path) -> None:
        """Open what is there; a damaged file of it is made anew."""
        self._rows = opened(cache / NAME, "hashes", _TABLE)
        self._new: dict[str, tuple[str, str]] = {}

    def hash_in(self, folder: Path, name: str) -> str | None:
        """The SHA-256 of a named file in a document's folder, None where there is none or a link is in its place."""
        try:
            return self.hash_of(inside(folder, name))
        except OutputsError:
            return None

    def hash_of(self, path: Path) -> str | None:
        """The SHA-256 of a file, None where there is none."""
        try:
            facts = path.stat()
        except OSError:
            return None
        told = f"{facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns} {facts.st_ino}"
        key = path_key(path.absolute())
        kept = self._kept(key)
        if kept is not None and kept[0] == told:
            return kept[1]
        digest = hash_of(path)
        if digest is not None and time.time_ns() - max(facts.st_mtime_ns, facts.st_ctime_ns) > _SETTLED_NS:
            self._new[key] = (told, digest)
        return digest

    def close(self) -> None:
        """Write what is new, in one short transaction, so that builds side by side do not wait for each other."""
        if self._rows is not None:
            new = [(key, told, digest) for key, (told, digest) in self._new.items()]
            with suppress(sqlite3.Error), self._rows:
                self._rows.executemany("INSERT OR REPLACE INTO hashes VALUES (?, ?, ?)", new)
            self._rows.close()
            self._rows = None

    def _kept(self, key: str) -> tuple[str, str] | None:
        if self._rows is None:
            return None
        with suppress(sqlite3.Error):
            row: tuple[str, str] | None = self._rows.execute(
                "SELECT facts, sha256 FROM hashes WHERE path = ? AND typeof(sha256) = 'text'", (key,)
            ).fetchone()
            return row
        return None


@contextmanager
def known_hashes(cache: Path) -> Iterator[KnownHashes]:
    """The hashes of a cache folder; what is new is written at the end."""
    hashes = KnownHashes(cache)
    try:
        yield hashes
    finally:
        hashes.close()
