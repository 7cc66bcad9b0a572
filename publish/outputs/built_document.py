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
    there = {path.parent.name for path in outputs.glob(f"*/{NAME}") if path.parent.name != FOLDER}
    try:
        left = {path.name for path in (outputs / FOLDER).iterdir()} if (outputs / FOLDER).is_dir() else set()
    except OSError as error:
        raise OutputsError(f"{outputs / FOLDER}: it cannot be read: {error.strerror}.") from None
    released = {name for name in filter(is_identifier, left) if versions_of(outputs, name)}
    return tuple(sorted(set(filter(is_identifier, there)) | released))


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
        raise OutputsError(f"{folder}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
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
