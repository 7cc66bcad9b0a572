"""Names in manifests and journals: names of files in the document's own folder, never paths to anywhere else.

Outputs lie on shared drives, so a manifest may have been written by anyone. A name is validated where it is read, and
what it names is opened, moved or removed only where no link leads out of the folder.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from publish.errors import OutputsError
from publish.model.file_names import is_file_name, is_identifier
from publish.plain_files import real_path

_DEEPEST = 3  # parts of a name: a file in the drafts, and a clip beside it
_OWN = frozenset({"manifest.json", "manifest.next.json", "report.html"})
_LONGEST_PATH = 4_000


def _file_name(value: str) -> str:
    parts = value.split("/")
    if len(parts) > _DEEPEST or not all(is_file_name(part) for part in parts) or value.casefold() in _OWN:
        raise ValueError(f"{value[:80]!r} is no name of a file in the document's folder")
    return value


def _identifier(value: str) -> str:
    if not is_identifier(value):
        raise ValueError(f"{value[:80]!r} is no id of a document")
    return value


def _source_path(value: str) -> str:
    """A source lies anywhere, so this is a path; it only leads to a Markdown file and is never written to."""
    if not value.endswith(".md") or len(value) > _LONGEST_PATH or "\0" in value:
        raise ValueError(f"{value[:80]!r} is no path of a source")
    return value


def is_beside_source(value: str) -> bool:
    """Whether a name is that of a file in the source's folder, or in one below it."""
    plain = posixpath.normpath(value.replace("\\", "/"))
    return not plain.startswith(("/", "../")) and plain != ".." and ":" not in plain[:2] and value.isprintable()


def _file_beside_source(value: str) -> str:
    if not is_beside_source(value):
        raise ValueError(f"{value[:80]!r} is no file in the source's folder")
    return value


FileName = Annotated[str, AfterValidator(_file_name)]
"""The name of a file in a document's folder, or in a folder below it: "x.epub", "drafts/x.mp3"."""

Identifier = Annotated[str, AfterValidator(_identifier)]
SourcePath = Annotated[str, AfterValidator(_source_path)]
FileBesideSource = Annotated[str, AfterValidator(_file_beside_source)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def inside(folder: Path, name: str) -> Path:
    """The path of a named file in a document's folder.

    Raises `OutputsError` where it is no such name, or where it, or a folder on the way to it, is a link: nothing here
    makes links, and a link leads to files that are none of ours.
    """
    try:
        parts = _file_name(name).split("/")
    except ValueError as error:
        raise OutputsError(f"{folder}: {error}. Nothing was touched. Move the folder away and build again.") from None
    path = folder
    for part in parts:
        path = path / part
        if path.is_symlink():
            raise OutputsError(f"{path}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
    return path


def refuse_linked_folder(folder: Path) -> None:
    """Raise `OutputsError` where a folder that is to be written to is a link, and say where it leads."""
    if folder.is_symlink():
        raise OutputsError(
            f"{folder}: this is a link, and outputs hold none. Nothing was touched. Name the folder that it leads to: "
            f"{real_path(folder)}."
        )
