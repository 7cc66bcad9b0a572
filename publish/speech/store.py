"""A folder of made things by key, for what takes long and depends on its key alone."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


def key(*parts: Any) -> str:
    """A key for all that a thing depends on."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def get(folder: Path, name: str) -> bytes | None:
    """What was put under that name, None where nothing was. A file is whole: `put` renames it into place."""
    try:
        return (folder / name).read_bytes()
    except OSError:
        return None


def put(folder: Path, name: str, data: bytes) -> None:
    """Keep a thing. A folder that cannot be written costs time at the next build and nothing else."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(folder / name)
    except OSError:
        return
