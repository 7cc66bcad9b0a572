"""The text alternatives that editions show, kept from when they were read back: a report needs nothing else of that.

To read the pages of a factsheet back takes a third of all that its report takes.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from publish.building.fingerprint import code
from publish.outputs.cache_place import keep_in_cache, kept_in_cache
from publish.proof.reading import Reading, Role

FOLDER = "alternatives"


def alternatives_in(reading: Reading) -> tuple[str, ...]:
    """The text alternatives of an edition, in its order."""
    return tuple(passage.text for passage in reading.passages if passage.role is Role.ALT)


def keep_alternatives(reading: Reading, file_hash: str, cache: Path) -> None:
    """Keep those of an edition that was just read; where the cache cannot be written to, nothing is kept."""
    keep_in_cache(_place(file_hash, cache), json.dumps(alternatives_in(reading)))


def kept_alternatives(file_hash: str, cache: Path) -> tuple[str, ...] | None:
    """Those of a file that was read by this program as it is now, None where nothing is kept of it."""
    text = kept_in_cache(_place(file_hash, cache))
    return tuple(json.loads(text)) if text is not None else None


def _place(file_hash: str, cache: Path) -> Path:
    return cache / FOLDER / f"{sha256(f'{file_hash} {code()}'.encode()).hexdigest()[:32]}.json"
