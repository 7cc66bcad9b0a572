"""Which image files can stand in a source."""

from __future__ import annotations

from pathlib import PurePosixPath

from publish.source.files import LARGEST, plain_image

_KINDS = frozenset((".png", ".jpg", ".jpeg", ".svg"))


def usable(name: str, data: bytes) -> bool:
    """Whether an image is whole, of a known kind, within bounds, and plain."""
    if PurePosixPath(name).suffix.casefold() not in _KINDS or len(data) > LARGEST:
        return False
    try:
        plain_image(data)
    except ValueError:
        return False
    return True
