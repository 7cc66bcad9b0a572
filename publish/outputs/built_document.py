"""Finds the outputs of one document by its id."""

from __future__ import annotations

from pathlib import Path

from publish.errors import OutputsError, UsageError
from publish.model.file_names import is_identifier
from publish.outputs.manifest import NAME, Manifest, read_manifest


def built(outputs: Path, identifier: str) -> tuple[Path, Manifest]:
    """The outputs folder of a document and its manifest. Raises `UsageError` where there is none."""
    if not is_identifier(identifier):
        raise UsageError(
            f"“{identifier[:80]}” is no document's id. Write it as it stands in outputs/, such as b-cell-all."
        )
    folder = outputs / identifier
    if folder.is_symlink():
        raise OutputsError(f"{folder}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
    manifest = read_manifest(folder / NAME)
    if manifest is None:
        raise UsageError(f"{folder}: no manifest is here. Build the document first, or name the folder with --outputs.")
    if manifest.id != identifier:
        raise OutputsError(f"{folder / NAME}: this is the manifest of {manifest.id}. Move it to its place, and build.")
    return folder, manifest
