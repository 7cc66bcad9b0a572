"""Builds the editions of one source: in order of need, into staging, checked, and only then into the outputs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from publish.building.boundary import Step
from publish.building.doubt_clips import Clips
from publish.building.editions import Editions, MadeAhead, Tries
from publish.building.going_out import Overdue, agreements, judged, notes, overdue
from publish.building.left_alone import LeftAlone, left_alone, refuse_to_displace
from publish.building.results import BuildResult, EditionResult
from publish.building.standing_agreements import AgreedWords, keep_agreed_words
from publish.building.unchanged import files_now, remember
from publish.building.untouched import Wanted, as_it_is, nothing_to_do, relative
from publish.contracts.discovery import chosen, formats, refuse_unknown_sections
from publish.contracts.format import Edition, Format, Kind, Settings
from publish.errors import OutputsError, PublishError
from publish.model.publication import Publication
from publish.model.traverse import heading_paths
from publish.outputs import journal, lock
from publish.outputs.edition_store import edition_store
from publish.outputs.known_hashes import known_hashes
from publish.outputs.manifest import NAME, Manifest, ReviewDates, SourceRecord, Unchanged, read_manifest, recorded_doubt
from publish.outputs.proved_release import handed_out
from publish.proof.verdict import State
from publish.source import pandoc
from publish.source.companions import house_formats
from publish.source.days import judged_on
from publish.source.files import text_of_file
from publish.source.front_matter import metadata
from publish.source.halves import split
from publish.source.load import load
from publish.source.readiness import unfinished
from publish.source.settled import settled_file, void_in_sound
from publish.source.signed_words import body_hash
from publish.source.source_file import refuse_unrecordable


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be built: of which source, which of the installed formats, and how."""

    source: Path
    wanted: Wanted
    installed: dict[str, Format]
    late: Overdue
    force: bool
    tries: Tries
    ahead: MadeAhead | None
    beside: Mapping[str, tuple[Edition, ...]]


def build_one(
    source: Path,
    outputs: Path,
    settings: Settings,
    names: Iterable[str] = (),
    *,
    force: bool = False,
    today: date | None = None,
    tries: Tries | None = None,
    ahead: MadeAhead | None = None,
    beside: Mapping[str, tuple[Edition, ...]] | None = None,
) -> BuildResult:
    """Build the editions of one source into `outputs/<id>`.

    `names` are the formats wanted, all where none is named; `force` makes every edition again; `today` is a later day
    on which its review is judged; `tries` are those of this build that killed their process, `ahead` is where editions
    are that were made already; `beside` are editions that stand elsewhere, for formats that need them. Raises
    `UsageError` for an unknown format and `OutputsError` where the outputs cannot be used; a source that cannot be read
    is reported in the result.
    """
    tries = tries or Tries()
    names = tuple(names)
    installed = formats(settings, lambda name: tries.begin(Step(name, None)), names)
    house = house_formats(source.parent)
    wanted = Wanted(outputs, settings, chosen(installed, names, house), judged_on(today))
    try:
        about = metadata(source, split(source, text_of_file(source)).yaml)
        late = overdue(source, about, wanted.today)
        folder = outputs / about.id
        refuse_unrecordable(source, relative(source, folder))
        with lock.exclusive(folder):
            return _build(_Order(source, wanted, installed, late, force, tries, ahead, beside or {}), folder)
    except OutputsError:
        raise
    except PublishError as error:
        return BuildResult(source, source.stem, None, (), error=error)


def _build(order: _Order, folder: Path) -> BuildResult:
    journal.recover(folder)
    before = read_manifest(folder / NAME)
    if before is not None and not order.force and _nothing_to_do(order, folder, before):
        return as_it_is(order.source, folder, before, order.late)
    # What tells the next build that there is nothing to do must be of the very bytes that were read: a source is often
    # saved while its audio is made, which takes minutes.
    before_reading = files_now(order.source)
    begun = time.perf_counter()
    publication = load(order.source)
    reading_s = time.perf_counter() - begun
    if any(format_.kind is Kind.AUDIO for format_ in order.wanted.formats.values()):
        pandoc.rest()  # for minutes of speech and listening, which take most of the memory
    refuse_unknown_sections(publication, order.installed)
    settings, wanted = order.wanted.settings, order.wanted.formats
    if before is not None:
        asked = {name: wanted[name] for name in settings.requested if name in wanted}
        refuse_to_displace(before, publication, asked)
    unchanged = remember(order.source, publication, settings, wanted)
    read_whole = before_reading == files_now(order.source)
    agreed = AgreedWords.of(publication)
    if read_whole:
        keep_agreed_words(publication, agreed, settings.cache)
    to_finish = unfinished(publication)
    staged = journal.staging(folder)
    headings = heading_paths(publication.sections)
    rest = left_alone(before, publication, wanted) if before is not None else LeftAlone()
    clips = Clips(staged, headings, list(rest.clips), rest.last_number)
    editions = Editions(
        publication, folder, staged, before, settings, order.force, clips, order.tries, order.ahead, edition_store()
    )
    editions.ready |= {**order.beside, **rest.ready(folder)}
    keys = publication.publisher.release_keys
    released = handed_out(folder.parent, folder.name, keys) if not agreed.errors else frozenset()
    results = [
        replace(result, record=judged(result.record, order.late, to_finish, released))
        for format_ in wanted.values()
        for result in editions.format(format_)
    ]
    drafts = tuple(result.draft for result in results if result.draft is not None)
    rest = rest.beside((*(result.record for result in results), *drafts))
    others = (judged(record, order.late, to_finish, released) for record in rest.editions)
    records = (*(result.record for result in results), *others)
    complete = all(record.current and record.verdict.state is not State.INCOMPLETE for record in records)
    document = publication.document.metadata
    manifest = Manifest(
        id=document.id,
        title=document.title,
        lang=document.language,
        source=SourceRecord(path=relative(order.source, folder), sha256=publication.source_sha256),
        version=document.version,
        review=ReviewDates.of(document),
        body_sha256=body_hash(publication),
        editions=records,
        drafts=(*drafts, *rest.drafts),
        clips=tuple(clips.files),
        unfinished=to_finish,
        agreements=tuple(agreements(publication)),
        links_needed=tuple(link.words for link in publication.links_needed),
        # Where there are errors, each build says them.
        unchanged=_told(unchanged, before, rest) if complete and read_whole and not agreed.errors else None,
    )
    journal.commit(folder, manifest)
    stopped = (f"not to be approved or released: {agreed.errors.rstrip('.')}",) if agreed.errors else ()
    told = (*notes(manifest, order.late), *_void(results, publication), *stopped)
    return BuildResult(order.source, document.id, folder, tuple(results), headings, notes=told, reading_s=reading_s)


def _told(unchanged: Unchanged, before: Manifest | None, rest: LeftAlone) -> Unchanged:
    """What tells that nothing shapes editions otherwise; of what was left alone only where that was so before."""
    same = before is not None and before.unchanged is not None and before.unchanged.around == unchanged.around
    if same or not any(record.file for record in rest.editions):
        return unchanged
    return unchanged.model_copy(update={"around": ""})


def _void(results: Iterable[EditionResult], publication: Publication) -> tuple[str, ...]:
    """Which settled doubts no longer hold, as their sentence now sounds otherwise."""
    verdicts = [result.record.attempt or result.record.verdict for result in results]
    doubts = [recorded_doubt(doubt) for verdict in verdicts for doubt in verdict.doubts]
    path = settled_file(publication.source)
    return tuple(
        f"{path}:{settlement.line}: this settled doubt is void since the sound of its sentence changed. Listen again, "
        "and delete it"
        for settlement in void_in_sound(doubts, publication.settlements)
    )


def _nothing_to_do(order: _Order, folder: Path, before: Manifest) -> bool:
    with known_hashes(order.wanted.settings.cache) as hashes:
        return nothing_to_do(order.source, folder, before, order.late, order.wanted, hashes)
