"""What a build was not asked for, and so leaves as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publish.building.boundary import contained, usable_options
from publish.building.needed_editions import editions_of
from publish.contracts.format import Edition, Format, Variants
from publish.errors import EditionError, UsageError
from publish.model.publication import Publication
from publish.outputs.manifest import EditionRecord, FileRecord, Manifest
from publish.proof.verdict import State


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """What a build was not asked for and leaves as it is: editions, and drafts with the clips of their doubts."""

    editions: tuple[EditionRecord, ...] = ()
    drafts: tuple[EditionRecord, ...] = ()
    clips: tuple[FileRecord, ...] = ()
    last_number: int = 0  # the highest number of a doubt

    def beside(self, fresh: Iterable[EditionRecord]) -> LeftAlone:
        """What stays beside new editions: none whose file is one of theirs now, as where a plugin has another name."""
        taken = {str(record.file).casefold() for record in fresh if record.file is not None}
        editions, drafts = (
            tuple(record for record in records if str(record.file).casefold() not in taken)
            for records in (self.editions, self.drafts)
        )
        return replace(self, editions=editions, drafts=drafts)

    def ready(self, folder: Path) -> dict[str, tuple[Edition, ...]]:
        """The current editions in `folder` by their formats, for formats that need them: as a check finds them."""
        names = dict.fromkeys(record.format for record in self.editions)
        return {name: tuple(editions_of(name, self.editions, folder)) for name in names}


def left_alone(before: Manifest, publication: Publication, wanted: Iterable[str]) -> LeftAlone:
    """What stays of the formats that are not wanted: current only while the source is the same."""
    editions = []
    for record in before.editions:
        made_from = record.made_from.source_sha256 if record.made_from is not None else before.source.sha256
        if record.format in wanted:
            continue
        never = record.verdict.state is State.NOT_AUTHORED and record.file is None
        if made_from == publication.source_sha256 or never:  # of what was never written nothing is out of date
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


def refuse_to_displace(before: Manifest, publication: Publication, asked: Mapping[str, Format]) -> None:
    """Refuse a request for other editions of a format than stand in the outputs, which would take their place.

    Args:
        before: what stands there.
        publication: what is to be built.
        asked: the formats for which options were requested, by name.

    Raises:
        UsageError: an edition would go, or the options requested cannot be used.

    """
    for name, format_ in asked.items():
        try:
            options = usable_options(contained(format_.variants, publication, gives=Variants).options)
        except EditionError as error:
            raise UsageError(f"the options requested for {name} cannot be used: {error}.") from None
        wanted = {each.variant for each in options}
        going = [
            record.variant or name
            for record in before.editions
            if record.format == name and record.file is not None and record.current and record.variant not in wanted
        ]
        if going:
            raise UsageError(
                f"{publication.document.metadata.id}: the outputs hold {name} {', '.join(going)}, whose place this "
                "request would take. Name another folder for it with --outputs."
            )
