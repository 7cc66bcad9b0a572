"""Where what can be made again is kept."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

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
    with suppress(PermissionError):  # of a folder above that is closed: then nothing is kept, and all is built
        _needs_folder(folder)
    return folder


def _needs_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: the cache is to be there, and this is no folder. Name a folder in PUBLISH_CACHE.")


def keep_in_cache(place: Path, text: str) -> None:
    """Put a text in its place in the cache at once; where the cache cannot be written to, nothing is kept."""
    draft = place.with_name(f"{place.name}.{token_hex(4)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(place)
    except OSError:
        # The folder may be closed to this user as a whole: then the draft cannot be looked for either.
        with suppress(OSError):
            draft.unlink(missing_ok=True)
