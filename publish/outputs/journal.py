"""Changes one document's outputs so that, killed at any moment, they hold only whole, checked editions.

New files are written into a staging folder beside the editions. When all are checked, `manifest.next.json` is written
and flushed to disk: from then on the change happens. The files are renamed into place and the manifest last. Whoever
opens the outputs later finishes a change that was under way (`recover`), or clears away one that had not begun.
"""

from __future__ import annotations

import logging
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from publish.errors import OutputsError
from publish.limits import EDITION_BYTES
from publish.outputs.manifest import NAME, Manifest, read_manifest
from publish.outputs.record_names import inside
from publish.plain_files import flush

NEXT = "manifest.next.json"
STAGING = ".staging"
DRAFTS = "drafts"

_logger = logging.getLogger(__name__)


def hash_of(path: Path) -> str | None:
    """The SHA-256 of a file, None where there is none, or what is there is no file of data, or larger than any of ours.

    Raises `OutputsError` where it cannot be read: whether it is the file that was checked, nobody knows then.
    """
    try:
        if not path.is_file() or path.stat().st_size > EDITION_BYTES:
            return None
        with path.open("rb") as file:
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
            return digest.hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputsError(f"{path}: it cannot be read: {error.strerror}.") from None


def hash_in(folder: Path, name: str) -> str | None:
    """The SHA-256 of a named file in a document's folder, None where there is none or a link stands in its place."""
    try:
        return hash_of(inside(folder, name))
    except OutputsError:
        return None


def is_open(folder: Path) -> bool:
    """Whether a change is under way in a document's folder, or was when its build was killed.

    Raises `OutputsError` where the folder is closed to this user.
    """
    try:
        return (folder / NEXT).exists() or (folder / STAGING).exists()
    except PermissionError as error:
        raise OutputsError(f"{folder}: it cannot be read: {error.strerror}.") from None


def staging(folder: Path) -> Path:
    """An empty staging folder for the outputs folder of one document."""
    staging_folder = folder / STAGING
    _clear_staging(folder)
    try:
        staging_folder.mkdir(parents=True)
    except OSError as error:
        raise OutputsError(f"{folder}: nothing can be written here: {error.strerror}.") from None
    return staging_folder


def commit(folder: Path, manifest: Manifest) -> None:
    """Put what the manifest names from staging into its place, then the manifest."""
    staged = folder / STAGING
    for record in manifest.placed:
        _place(folder, record.file)
        file = staged / record.file
        if file.is_file() and not file.is_symlink():  # else it stays where it is from an earlier build
            flush(file)
    if lost := _lost(folder, manifest):  # a thread that a plugin left behind, or a program that watches the folder
        raise OutputsError(f"{folder / lost}: it was changed after it was checked. Nothing was replaced. Build again.")
    draft = staged / NEXT
    try:
        draft.write_text(manifest.text(), encoding="utf-8")
        flush(draft)
        draft.replace(folder / NEXT)
        flush(folder)
    except FileNotFoundError:
        raise OutputsError(
            f"{staged}: it was removed while it was written to. Nothing was replaced. Build again."
        ) from None
    _finish(folder, manifest)


def rewrite(folder: Path, manifest: Manifest) -> None:
    """Put a manifest that speaks of the same files in the place of the last, at once. Under the document's lock."""
    draft = staging(folder) / NAME
    try:
        draft.write_text(manifest.text(), encoding="utf-8")
        flush(draft)
        draft.replace(folder / NAME)
        flush(folder)
    finally:
        _clear_staging(folder)


def recover(folder: Path) -> None:
    """Finish a change that was under way, or clear one away that had not begun. Only under the document's lock.

    One of which a file is gone, or is another now, cannot be finished and is given up: the last manifest holds, and
    whatever is no more as it says is made again by the next build. It would keep every command out for ever.
    """
    _staged(folder)
    unfinished = read_manifest(folder / NEXT)
    if unfinished is not None and (lost := _lost(folder, unfinished)):
        _logger.warning("%s: a change under way is given up, as its %s is gone or is another now", folder, lost)
        (folder / NEXT).unlink()
    elif unfinished is not None:
        _finish(folder, unfinished)
    _clear_staging(folder)


def _lost(folder: Path, manifest: Manifest) -> str:
    """The first file of a manifest that is as it says neither in staging nor in its place; "" where there is none."""
    for record in manifest.placed:
        here = _place(folder, record.file)
        if hash_in(folder / STAGING, record.file) != record.sha256 and hash_of(here) != record.sha256:
            return record.file
    return ""


def _clear_staging(folder: Path) -> None:
    shutil.rmtree(_staged(folder), ignore_errors=True)


def _staged(folder: Path) -> Path:
    """The staging folder. What else stands in its place may be anybody's, and a pipe would be waited for."""
    staged = folder / STAGING
    if staged.is_symlink() or (staged.exists() and not staged.is_dir()):
        raise OutputsError(
            f"{staged}: this is a link, or no folder, and outputs hold none such. Nothing was touched. Remove it."
        )
    return staged


def _place(folder: Path, name: str) -> Path:
    """Where a named file goes. Raises `OutputsError` for a folder in its place, or a file in that of its folder."""
    here = inside(folder, name)
    if here.is_dir():
        raise OutputsError(f"{here}: a folder stands where a file is to be. Move it away and build again.")
    if here.parent.exists() and not here.parent.is_dir():
        raise OutputsError(f"{here.parent}: a file stands where a folder is to be. Move it away and build again.")
    return here


def _finish(folder: Path, manifest: Manifest) -> None:
    for record in manifest.placed:
        here, staged = _place(folder, record.file), folder / STAGING / record.file
        # An edition that failed its check may lie in staging under the name of the good one that stays.
        if hash_in(folder / STAGING, record.file) == record.sha256:
            here.parent.mkdir(parents=True, exist_ok=True)
            staged.replace(here)
        if hash_of(here) != record.sha256:
            raise OutputsError(f"{here}: this is not the file that was checked. Build again.")
    _remove_dropped(folder, manifest)
    flush(folder)
    (folder / NEXT).replace(folder / NAME)
    flush(folder)
    _clear_staging(folder)


def _remove_dropped(folder: Path, manifest: Manifest) -> None:
    """Remove files that the last manifest had and this one has no more, and the folder of drafts with the last."""
    before = read_manifest(folder / NAME)
    kept = {record.file for record in manifest.placed}
    for record in before.placed if before is not None else ():
        if record.file not in kept and not (dropped := inside(folder, record.file)).is_dir():  # that is not ours
            dropped.unlink(missing_ok=True)
    with suppress(OSError):  # it is not there, or something of somebody else's is in it
        (folder / DRAFTS).rmdir()
