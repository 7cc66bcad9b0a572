"""What a build was not asked for, and so leaves as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from publish.model.publication import Publication
from publish.outputs.manifest import EditionRecord, FileRecord, Manifest


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """What a build was not asked for and leaves as it is: editions, and drafts with the clips of their doubts."""

    editions: tuple[EditionRecord, ...] = ()
    drafts: tuple[EditionRecord, ...] = ()
    clips: tuple[FileRecord, ...] = ()
    last_number: int = 0  # the highest number of a doubt


def left_alone(before: Manifest, publication: Publication, wanted: Iterable[str]) -> LeftAlone:
    """What stays of the formats that are not wanted: current only while the source is the same."""
    editions = []
    for record in before.editions:
        made_from = record.made_from.source_sha256 if record.made_from is not None else before.source.sha256
        if record.format in wanted:
            continue
        if made_from == publication.source_sha256:
            editions.append(record)
            continue
        changes = {"current": False, "reason": "the source has changed since", "attempt": None}
        if record.file is None:
            changes["verdict"] = record.verdict.model_copy(update={"doubts": ()})
        editions.append(record.model_copy(update=changes))
    drafts = tuple(
        draft
        for draft in before.drafts
        if draft.format not in wanted
        and draft.made_from is not None
        and draft.made_from.source_sha256 == publication.source_sha256
    )
    verdicts = [
        verdict for edition in editions for verdict in (edition.verdict, edition.attempt) if verdict is not None
    ]
    doubts = [doubt for verdict in verdicts for doubt in verdict.doubts]
    clips = {Path(doubt.clip).stem for doubt in doubts if doubt.clip is not None}
    kept = tuple(clip for clip in before.clips if Path(clip.file).stem in clips)
    return LeftAlone(tuple(editions), drafts, kept, max((doubt.number for doubt in doubts), default=0))
