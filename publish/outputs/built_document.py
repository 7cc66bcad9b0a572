"""Finds the outputs of documents by their ids."""

from __future__ import annotations

import shlex
from pathlib import Path

from publish.errors import OutputsError, UsageError
from publish.model.file_names import is_identifier
from publish.outputs.manifest import NAME, Manifest, read_manifest
from publish.outputs.released import FOLDER, versions_of
from publish.plain_files import own_path

USUAL = "outputs"
"""The folder in which commands look for outputs where none is named."""


def outputs_option(outputs: Path, typed_in: Path | None = None) -> str:
    """What is typed after a command so that it finds these outputs, "" where it looks there by itself.

    `typed_in` is the folder in which it is typed; else that in which this command was.
    """
    if typed_in is None:
        return "" if outputs == Path(USUAL) else f" --outputs {shlex.quote(str(outputs))}"
    place, home = own_path(outputs), own_path(typed_in)
    if place == home / USUAL:
        return ""
    return f" --outputs {shlex.quote(str(place.relative_to(home) if place.is_relative_to(home) else place))}"


def known_documents(outputs: Path) -> tuple[str, ...]:
    """The ids of all that was built or released in a folder of outputs. Raises `OutputsError`."""
    if not outputs.is_dir():
        return ()
    there = {name for name in _names_in(outputs) if name != FOLDER and may_hold_manifest(outputs / name)}
    left = _names_in(outputs / FOLDER) if (outputs / FOLDER).is_dir() else set()
    released = {name for name in filter(is_identifier, left) if _may_be_released(outputs, name)}
    return tuple(sorted(set(filter(is_identifier, there)) | released))


def _names_in(folder: Path) -> set[str]:
    try:
        return {path.name for path in folder.iterdir()}
    except OSError as error:
        raise OutputsError(f"{folder}: it cannot be read: {error.strerror}.") from None


def _may_be_released(outputs: Path, name: str) -> bool:
    try:
        return bool(versions_of(outputs, name))
    except OutputsError:
        return True


def may_hold_manifest(folder: Path) -> bool:
    """Whether a manifest is in a folder, or that cannot be told: who reads it says then that the folder is closed."""
    try:
        (folder / NAME).lstat()
    except PermissionError:
        return True
    except OSError:
        return False
    return True


def linked(folder: Path) -> OutputsError:
    """What to say of a link in the place of a document's folder."""
    return OutputsError(f"{folder}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")


def built(outputs: Path, identifier: str) -> tuple[Path, Manifest]:
    """The outputs folder of a document and its manifest.

    Raises `UsageError` where nothing of it is built, `OutputsError` where its records cannot be read, or are gone.
    """
    if not is_identifier(identifier):
        raise UsageError(
            f"“{identifier[:80]}” is no document's id. Write it as it stands in outputs/, such as b-cell-all."
        )
    folder = outputs / identifier
    if folder.is_symlink():
        raise linked(folder)
    manifest = read_manifest(folder / NAME)
    if manifest is None and (versions := versions_of(outputs, identifier)):
        raise OutputsError(
            f"{folder / NAME}: it is not there, and version {versions[-1].name} of {identifier} is released. Put it "
            "back from a copy, or build the document again."
        )
    if manifest is None:
        raise UsageError(f"{folder}: no manifest is here. Build the document first, or name the folder with --outputs.")
    if manifest.id != identifier:
        raise OutputsError(f"{folder / NAME}: this is the manifest of {manifest.id}. Move it to its place, and build.")
    return folder, manifest
