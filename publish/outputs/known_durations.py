"""How long each edition took when it was last made, so that the longest are begun first.

They are kept in the cache, not in the manifest: the same input gives the same manifest, however busy the machine was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from publish.outputs.known_rows import opened
from publish.plain_files import path_key

NAME = "durations-1.sqlite3"

_TABLE = (
    "CREATE TABLE IF NOT EXISTS durations (source TEXT, edition TEXT, seconds REAL, PRIMARY KEY (source, edition))"
    " WITHOUT ROWID"
)
_SELECT = (  # what a damaged file holds need be no number and no name
    "SELECT edition, seconds FROM durations WHERE source = ? AND typeof(edition) = 'text' AND typeof(seconds) = 'real'"
)
_A_BYTE = 1e-4
"""Seconds for a byte of a source where none was ever built: 30 kB take some three with all text formats."""


def keep_durations(cache: Path, taken: Mapping[Path, Mapping[str, float]]) -> None:
    """Keep how long editions took, in seconds by source and name, in one short transaction."""
    rows = opened(cache / NAME, "durations", _TABLE)
    if rows is None:
        return
    new = [
        (path_key(path.absolute()), name, each) for path, editions in taken.items() for name, each in editions.items()
    ]
    with suppress(sqlite3.Error), rows:
        rows.executemany("INSERT OR REPLACE INTO durations VALUES (?, ?, ?)", new)
    rows.close()


def durations(cache: Path, sources: Iterable[Path], formats: Iterable[str] = ()) -> dict[Path, float]:
    """Seconds that the editions of each source take together, those of some formats or all.

    What was never built counts by its size, as the others took for theirs.
    """
    sizes = {source: _size(source) for source in sources}
    known = _known(cache, sizes, frozenset(formats))
    of_known = sum(sizes[source] for source in known)
    a_byte = sum(known.values()) / of_known if of_known else _A_BYTE
    return {source: known.get(source, size * a_byte) for source, size in sizes.items()}


def _known(cache: Path, sources: Iterable[Path], formats: frozenset[str]) -> dict[Path, float]:
    rows = opened(cache / NAME, "durations", _TABLE)
    if rows is None:
        return {}
    known: dict[Path, float] = {}
    with suppress(sqlite3.Error):
        for source in sources:
            found = rows.execute(_SELECT, (path_key(source.absolute()),)).fetchall()
            taken = [seconds for edition, seconds in found if not formats or edition.split(" ")[0] in formats]
            if taken:
                known[source] = sum(taken)
    rows.close()
    return known


def _size(source: Path) -> int:
    try:
        return source.stat().st_size
    except OSError:
        return 0
