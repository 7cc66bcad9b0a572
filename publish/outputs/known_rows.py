"""A small table in the cache: what can be found out again, so that a damaged or full one is simply begun anew."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

_WAIT_S = 5.0
_MOST = 1_000_000  # rows; beyond them all are forgotten


def opened(file: Path, table: str, definition: str) -> sqlite3.Connection | None:
    """The database of one file with its one table; None where it cannot be written."""
    with suppress(OSError, sqlite3.Error):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _prepared(file, table, definition)
        except sqlite3.DatabaseError:
            file.unlink(missing_ok=True)
            return _prepared(file, table, definition)
    return None


def _prepared(file: Path, table: str, definition: str) -> sqlite3.Connection:
    rows = sqlite3.connect(file, timeout=_WAIT_S)
    rows.execute(definition)
    if rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > _MOST:  # noqa: S608 — a name of ours
        rows.execute(f"DELETE FROM {table}")  # noqa: S608
        rows.commit()
    return rows
