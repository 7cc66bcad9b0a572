"""Finds the sources for which there is nothing to do: by the file system, hashes and the manifest, never parsed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publish.building.going_out import Overdue, judged, notes, overdue
from publish.building.results import BuildResult, EditionResult
from publish.building.unchanged import is_unchanged
from publish.contracts.format import Format, Settings
from publish.errors import PublishError
from publish.outputs import journal
from publish.outputs.known_hashes import KnownHashes
from publish.outputs.manifest import NAME, EditionRecord, Manifest, read_manifest
from publish.outputs.proved_release import handed_out
from publish.plain_files import own_path, real_path
from publish.source.companions import publisher
from publish.source.files import text_of_file
from publish.source.front_matter import metadata
from publish.source.halves import split


@dataclass(frozen=True, slots=True)
class Wanted:
    """What every source of a build is asked for."""

    outputs: Path
    settings: Settings
    formats: dict[str, Format]
    today: date


def untouched(source: Path, wanted: Wanted, hashes: KnownHashes) -> BuildResult | None:
    """The editions of a source as they are, where a build would change nothing; None where one is needed.

    It takes no lock and changes nothing. What is wrong with the source is left for the build to say.
    """
    try:
        about = metadata(source, split(source, text_of_file(source)).yaml)
        folder = wanted.outputs / about.id
        if journal.is_open(folder):
            return None
        before = read_manifest(folder / NAME)
        late = overdue(source, about, wanted.today)
        if before is None or not nothing_to_do(source, folder, before, late, wanted, hashes):
            return None
    except (PublishError, OSError):
        return None
    return as_it_is(source, folder, before, late)


def nothing_to_do(
    source: Path, folder: Path, before: Manifest, late: Overdue, wanted: Wanted, hashes: KnownHashes
) -> bool:
    """Whether all editions are there, whole and current, and all that shapes them is as it was."""
    if late.blocks or before.source.path != relative(source, folder):
        return False
    if not is_unchanged(source, before, wanted.settings, wanted.formats):
        return False
    keys = publisher(source.parent).release_keys
    released = handed_out(folder.parent, folder.name, keys, hashes.hash_of)
    if any(record.orderable != _may_be_ordered(record, before, late, wanted, released) for record in before.editions):
        return False  # a version was released, withdrawn or changed, and the manifest could not be told
    return all(hashes.hash_in(folder, placed.file) == placed.sha256 for placed in before.placed)


def _may_be_ordered(
    record: EditionRecord, manifest: Manifest, late: Overdue, wanted: Wanted, released: frozenset[str]
) -> bool:
    """Whether an edition may be ordered as things are now; of a format that is not wanted, whether it still may."""
    plugin = wanted.formats.get(record.format)
    printable = record.orderable if plugin is None else plugin.orderable
    again = record.model_copy(update={"orderable": printable})
    return judged(again, late, manifest.unfinished, released).orderable


def as_it_is(source: Path, folder: Path, before: Manifest, late: Overdue) -> BuildResult:
    """The result of a build that had nothing to do."""
    kept = tuple(EditionResult(record, built_now=False) for record in before.editions)
    return BuildResult(source, before.id, folder, kept, notes=tuple(notes(before, late)), unchanged=True)


def relative(source: Path, folder: Path) -> str:
    """A source's path as a manifest in a document's folder writes it."""
    return Path(os.path.relpath(own_path(source), real_path(folder))).as_posix()
