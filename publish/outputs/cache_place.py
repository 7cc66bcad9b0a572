"""Where what can be made again is kept."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from publish.errors import UsageError
from publish.limits import MEGABYTE
from publish.plain_files import read_plain

_LARGEST = 20 * MEGABYTE  # of a kept text: the text alternatives of one edition


def cache_folder() -> Path:
    """Where what can be made again is kept: the folder in PUBLISH_CACHE, or the system's place for it.

    Raises `UsageError` where something else stands there, and where the system has no place.
    """
    named = os.environ.get("PUBLISH_CACHE")
    if named:
        folder = Path(named)
    else:
        from platformdirs import user_cache_path

        try:
            folder = user_cache_path("accessible-publish")
        except RuntimeError:  # an account that the system knows by a number alone
            raise UsageError(
                "this account has no home folder, in which the cache would be. Name a folder for it in PUBLISH_CACHE."
            ) from None
    with suppress(PermissionError):  # of a folder above that is closed: then nothing is kept, and all is built
        _needs_folder(folder)
    return folder


def _needs_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: the cache is to be there, and this is no folder. Name a folder in PUBLISH_CACHE.")


def keep_in_cache(place: Path, text: str) -> None:
    """Put a text in its place in the cache at once, after its hash; where that cannot be written, nothing is kept."""
    draft = place.with_name(f"{place.name}.{token_hex(4)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(f"{_hash(text)}\n{text}", encoding="utf-8")
        draft.replace(place)
    except OSError:
        # The folder may be closed to this user as a whole: then the draft cannot be looked for either.
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def kept_in_cache(place: Path) -> str | None:
    """The text that was kept in that place; None where none was, or where it is not what was kept."""
    try:
        proof, _, text = read_plain(place, _LARGEST).decode("utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    return text if proof == _hash(text) else None


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
