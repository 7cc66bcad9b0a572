"""Editions whose source is gone: withdrawn, so that nobody orders them, and removed when that is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.errors import OutputsError
from publish.outputs import journal, lock
from publish.outputs.manifest import LARGEST, NAME, SCHEMA, EditionRecord, Manifest, read_manifest
from publish.outputs.record_names import inside
from publish.plain_files import is_there, own_path, read_plain
from publish.source.same_id import identifier, siblings


def orphans(outputs: Path, built: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Each folder of outputs whose source is gone, with the reason; `built` are ids that have a source for certain."""
    known = set(built)
    if not outputs.is_dir():
        return
    for path in sorted(outputs.glob(f"*/{NAME}")):
        folder = path.parent
        if folder.name in known:
            continue
        made_by = _source_of(path)
        if made_by is not None and (reason := _why_gone(*made_by)):
            yield folder, reason


def _source_of(path: Path) -> tuple[Path, str] | None:
    """The source that a manifest names, and its id. Read without validation, as it is asked of every document."""
    try:
        data = json.loads(read_plain(path, LARGEST))
        if data["schema"] == SCHEMA:
            return own_path(path.parent / str(data["source"]["path"])), str(data["id"])
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return None  # it is no manifest of this library, so nothing there is ours to withdraw


def _why_gone(source: Path, name: str) -> str:
    """Why no source makes the editions under an id any more, "" where one does."""
    there = is_there(source)
    if there and identifier(source) in (name, ""):
        return ""
    if any(identifier(other) == name for other in siblings([source])):
        return ""  # the source has another name now; its next build says so in the manifest
    return f"its source {source.name} has another id now" if there else f"its source {source} is gone"


def owner(outputs: Path, source: Path) -> Path | None:
    """The source of which the editions under a source's id were made, where that is another file and still there."""
    folder = outputs / identifier(source)
    try:
        manifest = read_manifest(folder / NAME)
    except OutputsError:
        return None  # the build says so
    if manifest is None:
        return None
    other = manifest.source.seen_from(folder)
    return other if is_there(other) and other != own_path(source) else None


def withdraw(folder: Path, reason: str) -> Manifest:
    """Mark all editions of a folder as withdrawn, under its lock, and give the manifest as it is then.

    Raises `OutputsError` where another build is at work there.
    """
    with lock.exclusive(folder):
        journal.recover(folder)
        manifest = read_manifest(folder / NAME)
        assert manifest is not None, "it was found by its manifest"
        records = tuple(_withdrawn(record, reason) for record in manifest.editions)
        if records == manifest.editions:
            return manifest
        changed = manifest.model_copy(update={"editions": records, "unchanged": None})
        journal.rewrite(folder, changed)
        return changed


def _withdrawn(record: EditionRecord, reason: str) -> EditionRecord:
    return record.model_copy(update={"withdrawn": True, "orderable": False, "current": False, "reason": reason})


def remove(folder: Path) -> tuple[str, ...]:
    """Remove the files that a manifest names, and the manifest last; the names of what was removed.

    Other files stay, and so does the folder that holds them. Raises `OutputsError` where the manifest names a file
    outside its folder, or where another build is at work there.
    """
    with lock.exclusive(folder):
        journal.recover(folder)
        manifest = read_manifest(folder / NAME)
        assert manifest is not None, "it was found by its manifest"
        names = tuple(record.file for record in manifest.placed)
        for path in [inside(folder, name) for name in names]:
            path.unlink(missing_ok=True)
        for inner in {(folder / name).parent for name in names} - {folder}:
            _remove_if_empty(inner)
        (folder / NAME).unlink()
    (folder / lock.LOCK).unlink(missing_ok=True)
    _remove_if_empty(folder)
    return (*names, NAME)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()
