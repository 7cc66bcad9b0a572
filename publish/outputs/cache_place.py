"""Where what can be made again is kept."""

from __future__ import annotations

import os
from pathlib import Path

from publish.errors import UsageError


def cache_folder() -> Path:
    """Where what can be made again is kept: the folder in PUBLISH_CACHE, or the system's place for it.

    Raises `UsageError` where something else stands there.
    """
    named = os.environ.get("PUBLISH_CACHE")
    if named:
        folder = Path(named)
    else:
        from platformdirs import user_cache_path

        folder = user_cache_path("accessible-publish")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: the cache is to be there, and this is no folder. Name a folder in PUBLISH_CACHE.")
    return folder
