"""Whether a place lies in a release: asked by each command that writes, so nothing is read for it but this.

To read the modules of their records (`publish.outputs.released`) took 0.2 s of each command that writes.
"""

from __future__ import annotations

from pathlib import Path

from publish.errors import UsageError
from publish.plain_files import real_path

FOLDER = "released"
RELEASE, SIGNATURE = "release.json", "release.sig"


def refuse_in_release(path: Path) -> None:
    """Raise `UsageError` where a file or folder that is to be written would lie in a release, or is one."""
    place = real_path(path)
    for folder in (place, *place.parents):
        if _is_release(folder):
            raise UsageError(
                f"{path}: this lies in the release {folder}, and a release is never changed. Name another."
            )


def _is_release(folder: Path) -> bool:
    """Whether a release lies here, also where its signature is gone: a file of this name alone may be anybody's."""
    try:
        signed_or_kept = (folder / SIGNATURE).exists() or folder.parent.parent.name == FOLDER
        return (folder / RELEASE).exists() and signed_or_kept
    except PermissionError:  # it is closed to this user, who can write nothing there either
        return False
