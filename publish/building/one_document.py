"""Builds the editions of one source: in order of need, into staging, checked, and only then into the outputs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from publish.building.boundary import Step
from publish.building.doubt_clips import Clips
from publish.building.editions import Editions, Tries
from publish.building.going_out import Overdue, agreements, judged, notes, overdue
from publish.building.left_alone import LeftAlone, left_alone
from publish.building.results import BuildResult, EditionResult
from publish.building.unchanged import files_now, is_unchanged, remember
from publish.contracts.discovery import chosen, formats, refuse_unknown_sections
from publish.contracts.format import Format, Settings
from publish.errors import OutputsError, PublishError
from publish.model.publication import Publication
from publish.model.traverse import heading_paths
from publish.outputs import journal, lock
from publish.outputs.manifest import NAME, Manifest, ReviewDates, SourceRecord, read_manifest, recorded_doubt
from publish.outputs.released import handed_out
from publish.proof.verdict import State
from publish.source.files import text_of_file
from publish.source.front_matter import metadata, split
from publish.source.load import load
from publish.source.readiness import unfinished
from publish.source.settled import settled_file, void_in_sound
from publish.source.signed_words import body_hash


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be built: of which source, which of the installed formats, and how."""

    source: Path
    wanted: dict[str, Format]
    installed: dict[str, Format]
    settings: Settings
    late: Overdue
    force: bool
    tries: Tries


def build_one(
    source: Path,
    outputs: Path,
    settings: Settings,
    names: Iterable[str] = (),
    *,
    force: bool = False,
    today: date | None = None,
    tries: Tries | None = None,
) -> BuildResult:
    """Build the editions of one source into `outputs/<id>`.

    `names` are the formats wanted, all where none is named; `force` makes every edition again; `today` tells whether
    the review is overdue; `tries` are those of this build that killed their process. Raises `UsageError` for an unknown
    format and `OutputsError` where the outputs cannot be used; a source that cannot be read is reported in the result.
    """
    tries = tries or Tries()
    installed = formats(settings, lambda name: tries.begin(Step(name, None)))
    wanted = chosen(installed, names)
    try:
        about = metadata(source, split(source, text_of_file(source)).yaml)
        late = overdue(source, about, today or datetime.now(UTC).date())
        folder = outputs / about.id
        with lock.held(folder):
            return _build(_Order(source, wanted, installed, settings, late, force, tries), folder)
    except OutputsError:
        raise
    except PublishError as error:
        return BuildResult(source, source.stem, None, (), error=error)


def _build(order: _Order, folder: Path) -> BuildResult:
    journal.recover(folder)
    before = read_manifest(folder / NAME)
    if before is not None and _nothing_to_do(order, folder, before):
        kept = tuple(EditionResult(record, made=False) for record in before.editions)
        return BuildResult(order.source, before.id, folder, kept, notes=tuple(notes(before, order.late)))
    # What tells the next build that there is nothing to do must be of the very bytes that were read: a source is often
    # saved while its audio is made, which takes minutes.
    before_reading = files_now(order.source)
    publication = load(order.source)
    refuse_unknown_sections(publication, order.installed)
    unchanged = remember(order.source, publication, order.settings, order.wanted)
    read_whole = before_reading == files_now(order.source)
    to_finish = unfinished(publication)
    staged = journal.staging(folder)
    headings = heading_paths(publication.sections)
    rest = left_alone(before, publication, order.wanted) if before is not None else LeftAlone()
    clips = Clips(staged, headings, list(rest.clips), rest.last_number)
    editions = Editions(publication, folder, staged, before, order.settings, order.force, clips, order.tries)
    released = handed_out(folder.parent, folder.name)
    results = [
        replace(result, record=judged(result.record, order.late, to_finish, released))
        for one in order.wanted.values()
        for result in editions.format(one)
    ]
    others = (judged(record, order.late, to_finish, released) for record in rest.editions)
    records = (*(result.record for result in results), *others)
    good = all(one.current and one.verdict.state is not State.INCOMPLETE for one in records)
    document = publication.document.metadata
    manifest = Manifest(
        id=document.id,
        title=document.title,
        lang=document.language,
        source=SourceRecord(path=_relative(order.source, folder), sha256=publication.source_sha256),
        version=document.version,
        review=ReviewDates.of(document),
        body_sha256=body_hash(publication),
        editions=records,
        drafts=(*(result.draft for result in results if result.draft is not None), *rest.drafts),
        clips=tuple(clips.files),
        unfinished=to_finish,
        agreements=tuple(agreements(publication)),
        links_needed=tuple(link.words for link in publication.links_needed),
        unchanged=unchanged if good and read_whole else None,
    )
    journal.commit(folder, manifest)
    told = (*notes(manifest, order.late), *_void(results, publication))
    return BuildResult(order.source, document.id, folder, tuple(results), headings, notes=told)


def _void(results: Iterable[EditionResult], publication: Publication) -> tuple[str, ...]:
    """Which settled doubts no longer hold, as their sentence now sounds otherwise."""
    verdicts = [result.record.attempt or result.record.verdict for result in results]
    doubts = [recorded_doubt(doubt) for verdict in verdicts for doubt in verdict.doubts]
    path = settled_file(publication.source)
    return tuple(
        f"{path}:{one.line}: this settled doubt is void since the sound of its sentence changed. Listen again, and "
        "delete it"
        for one in void_in_sound(doubts, publication.settlements)
    )


def _nothing_to_do(order: _Order, folder: Path, before: Manifest) -> bool:
    if order.force or order.late.blocks or before.source.path != _relative(order.source, folder):
        return False
    whole = all(journal.hash_in(folder, one.file) == one.sha256 for one in before.placed)
    ordered = {record.sha256 for record in before.editions if record.orderable}
    if ordered and not ordered <= handed_out(folder.parent, folder.name):
        return False  # a version was withdrawn, and whoever did so was stopped before the manifest was told
    return whole and is_unchanged(order.source, before, order.settings, order.wanted)


def _relative(source: Path, folder: Path) -> str:
    return Path(os.path.relpath(source.resolve(), folder.resolve())).as_posix()
