"""The files that a check is asked for, each with what the manifest beside it says of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.errors import OutputsError, UsageError
from publish.outputs import journal
from publish.outputs.built_document import linked, may_hold_manifest
from publish.outputs.lock import recover_if_free
from publish.outputs.manifest import NAME, EditionRecord, Manifest, read_manifest
from publish.outputs.record_names import inside

_PATIENCE_S = 5.0  # in which a build that is just putting its editions into place has done so
_PAUSE_S = 0.05


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What is asked of all files of one run: to make audio again as well. `token` is its own."""

    source: Path | None
    format: str
    sound: bool
    token: str


@dataclass(frozen=True, slots=True)
class EditionFile:
    """A file to check: its record and manifest where it has them, its source, and the format that was named."""

    path: Path
    record: EditionRecord | None
    manifest: Manifest | None
    origin: Path
    identifier: str  # that the source must have, "" where no manifest says
    format: str
    run: CheckRun

    @property
    def home(self) -> Path:
        """The folder of its manifest."""
        return home_of(self.path)


@dataclass(frozen=True, slots=True)
class NotToRead:
    """A folder or manifest of which no file can be checked, or a name that is none of a file to check, and why."""

    path: Path
    error: OutputsError


def files_to_check(path: Path, run: CheckRun) -> Iterator[EditionFile | NotToRead]:
    """Each file to check, with its record where a manifest has one; a manifest that cannot be read stops no other."""
    if path.is_file():
        folder = home_of(path)
        name = path.relative_to(folder).as_posix()
        manifest = _steady(folder) if (folder / NAME).exists() else None
        records = manifest.files if manifest is not None else ()
        record = next((record for record in records if record.file == name), None)
        yield _file(path, record, manifest, run)
        return
    if not path.is_dir():
        what = "this is a pipe or device, and no file" if path.exists() else "there is no such file or folder"
        raise UsageError(f"{path}: {what}.")
    folders, closed = _folders(path)
    yield from closed
    if not folders and not closed:
        raise UsageError(f"{path}: no manifest is here or below. Name an edition file, or build first.")
    for folder in folders:
        try:
            manifest = _steady(folder)
        except OutputsError as error:
            yield NotToRead(folder / NAME, error)
            continue
        for record in manifest.files if manifest is not None else ():
            try:
                place = inside(folder, str(record.file))
            except OutputsError as error:
                yield NotToRead(folder / str(record.file), error)
                continue
            yield _file(place, record, manifest, run)


def _folders(path: Path) -> tuple[list[Path], list[NotToRead]]:
    """The folders with a manifest, a folder itself or those below it, and the links and closed ones."""
    closed: dict[str, OSError] = {}
    found: list[Path] = []
    errors: dict[Path, OutputsError] = {}
    for name, folders, files in os.walk(path, onerror=lambda error: closed.setdefault(str(error.filename), error)):
        if NAME in (*folders, *files):
            found.append(Path(name))
        links = (Path(name, inner) for inner in folders if Path(name, inner).is_symlink())
        errors |= {link: linked(link) for link in links if may_hold_manifest(link)}
    errors |= {Path(name): OutputsError(f"{name}: it cannot be read: {closed[name].strerror}.") for name in closed}
    return sorted(found), [NotToRead(place, errors[place]) for place in sorted(errors)]


def home_of(file: Path) -> Path:
    """The folder whose manifest names a file: a draft lies one below."""
    return file.parent.parent if file.parent.name == journal.DRAFTS else file.parent


def _file(path: Path, record: EditionRecord | None, manifest: Manifest | None, run: CheckRun) -> EditionFile:
    if record is not None and run.format not in ("", record.format):
        record = None  # whoever names another format does not mean what the manifest says of the file
    format_name = run.format or (record.format if record else "")
    if run.source is not None:
        return EditionFile(path, record, manifest, run.source, "", format_name, run)
    if manifest is None:
        raise UsageError(f"{path}: no manifest stands beside it. Name its source with --source.")
    origin = manifest.source.seen_from(home_of(path))
    return EditionFile(path, record, manifest, origin, manifest.id, format_name, run)


def _steady(folder: Path) -> Manifest | None:
    """The manifest of a folder, once what a killed build left is cleared and no build is putting files into place."""
    end = time.monotonic() + _PATIENCE_S
    while True:
        recover_if_free(folder)
        manifest = read_manifest(folder / NAME)
        if manifest is None or not (folder / journal.NEXT).exists() or time.monotonic() > end:
            return manifest
        time.sleep(_PAUSE_S)


def hashes_now(path: Path) -> frozenset[str]:
    """The hashes of a file by the manifest as it is now: a build may have put another into its place since it was read.

    Raises `OutputsError`.
    """
    folder = home_of(path)
    manifest = read_manifest(folder / NAME)
    name = path.relative_to(folder).as_posix()
    return frozenset(str(record.sha256) for record in (manifest.files if manifest else ()) if record.file == name)
