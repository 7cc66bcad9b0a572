"""What the manifest records of an edition, taken from the file itself and from what it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.building.fingerprint import Fingerprint
from publish.building.kept_alternatives import keep_alternatives
from publish.contracts.format import Format, Job, Kind, Locations
from publish.contracts.installed import installed_version
from publish.model.publication import Publication
from publish.outputs import journal
from publish.outputs.manifest import EditionRecord, MadeFrom, ReviewDates, VerdictRecord, recorded_locations
from publish.proof.reading import Reading


@dataclass(frozen=True, slots=True)
class ProvedFile:
    """The file of an edition that was written, read back and checked."""

    path: Path
    locations: Locations
    reading: Reading
    verdict: VerdictRecord


def edition_record(
    plugin: Format, job: Job[Any], proved: ProvedFile, made_from: MadeFrom, cache: Path
) -> EditionRecord:
    """The record of an edition; what a report needs of it goes into the cache."""
    path, reading = proved.path, proved.reading
    file_hash = str(journal.hash_of(path))
    if plugin.kind is not Kind.AUDIO:
        keep_alternatives(reading, file_hash, cache)
    return EditionRecord(
        format=plugin.name,
        variant=job.options.variant,
        options=job.options.model_dump(mode="json"),
        file=path.name,
        media_type=plugin.media_type,
        kind=plugin.kind,
        edition_type=plugin.edition_type,
        orderable=plugin.orderable,
        bytes=path.stat().st_size,
        sha256=file_hash,
        made_from=made_from,
        current=True,
        pages=reading.pages,
        duration_s=reading.duration_s,
        accessibility=dict(reading.accessibility),
        locations=recorded_locations(proved.locations),
        verdict=proved.verdict,
    )


def made_from_now(publication: Publication, shaped_by: Fingerprint) -> MadeFrom:
    """That an edition is made from a publication as it is now, by the library as it is now."""
    return MadeFrom(
        source_sha256=publication.source_sha256,
        fingerprint=shaped_by.sha256,
        version=installed_version("accessible-publish"),
        review=ReviewDates.of(publication.document.metadata),
        parts=dict(shaped_by.parts),
    )
