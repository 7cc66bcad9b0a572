"""Builds the editions of one source: in order of need, into staging, checked, and only then into the outputs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from publish.building.fingerprint import fingerprint
from publish.building.going_out import Overdue, agreements, judged, notes, overdue
from publish.building.unchanged import is_unchanged, remember
from publish.contracts.discovery import chosen, formats
from publish.contracts.format import Edition, Format, Part, Settings
from publish.errors import OutputsError, PublishError
from publish.model.publication import Publication
from publish.model.traverse import heading_paths
from publish.outputs import journal
from publish.outputs.manifest import (
    NAME,
    EditionRecord,
    MadeFrom,
    Manifest,
    ReviewDates,
    SourceRecord,
    VerdictRecord,
    read_manifest,
    recorded_locations,
)
from publish.proof.verdict import Review, State, Verdict
from publish.source.files import text_of_file
from publish.source.front_matter import metadata, split
from publish.source.load import load
from publish.source.readiness import unfinished
from publish.source.waivers import Waived, checked, without_waived

LOCK = ".lock"
DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class EditionResult:
    """What became of one edition: its record, whether it was made just now, and a draft where it was not proved."""

    record: EditionRecord
    made: bool
    draft: EditionRecord | None = None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one source's editions, or the error that kept it from being read.

    `notes` are what a person is to know of the document besides. `withdrawn` says why the editions have no source any
    more, "" where they have; `removed` are their files where they were pruned.
    """

    source: Path
    id: str
    folder: Path | None
    editions: tuple[EditionResult, ...]
    headings: Mapping[str, str] = field(default_factory=dict)  # of each section by id, with those above it
    error: PublishError | None = None
    notes: tuple[str, ...] = ()
    withdrawn: str = ""
    removed: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where all is complete, not authored or withdrawn; 1 where an edition is not; or the error's."""
        if self.error is not None:
            return self.error.exit_code
        if self.withdrawn:
            return 0
        good = (State.COMPLETE, State.NOT_AUTHORED)
        return int(any(not one.record.current or one.record.verdict.state not in good for one in self.editions))


def build_one(
    source: Path,
    outputs: Path,
    settings: Settings,
    names: Iterable[str] = (),
    *,
    force: bool = False,
    today: date | None = None,
) -> BuildResult:
    """Build the editions of one source into `outputs/<id>`.

    `names` are the formats wanted, all where none is named; `force` makes every edition again; `today` tells whether
    the review is overdue. Raises `UsageError` for an unknown format and `OutputsError` where the outputs cannot be
    used; a source that cannot be read is reported in the result.
    """
    wanted = chosen(formats(settings), names)
    try:
        about = metadata(source, split(source, text_of_file(source)).yaml)
        late = overdue(source, about, today or datetime.now(UTC).date())
        folder = outputs / about.id
        with locked(folder):
            return _build(source, folder, wanted, settings, late, force=force)
    except OutputsError:
        raise
    except PublishError as error:
        return BuildResult(source, source.stem, None, (), error=error)


def locked(folder: Path) -> FileLock:
    """The lock on one document's outputs: two builds of it at once would overwrite each other's staging."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise OutputsError(f"{folder}: another build of this document is running. Wait for it to end.") from None
    except OSError as error:
        raise OutputsError(f"{folder}: nothing can be written here: {error.strerror}.") from None
    return lock


def _build(
    source: Path, folder: Path, wanted: dict[str, Format], settings: Settings, late: Overdue, *, force: bool
) -> BuildResult:
    journal.recover(folder)
    before = read_manifest(folder / NAME)
    idle = not force and not late.blocks
    if before is not None and idle and _nothing_to_do(source, folder, before, settings, wanted):
        kept = tuple(EditionResult(record, made=False) for record in before.editions)
        return BuildResult(source, before.id, folder, kept, notes=tuple(notes(before, late)))
    publication = load(source)
    to_finish = unfinished(publication)
    staged = journal.staging(folder)
    run = _Run(publication, folder, staged, before, settings, force)
    results = [
        replace(result, record=judged(result.record, late, to_finish))
        for one in wanted.values()
        for result in run.format(one)
    ]
    made = {(result.record.format, result.record.variant) for result in results}
    rest = [
        judged(_not_asked_for(record, publication), late, to_finish)
        for record in (before.editions if before is not None else ())
        if record.format not in wanted and (record.format, record.variant) not in made
    ]
    records = (*(result.record for result in results), *rest)
    good = all(one.current and one.verdict.state is not State.INCOMPLETE for one in records)
    document = publication.document.metadata
    manifest = Manifest(
        id=document.id,
        title=document.title,
        lang=document.language,
        source=SourceRecord(path=_relative(source, folder), sha256=publication.source_sha256),
        editions=records,
        drafts=tuple(result.draft for result in results if result.draft is not None),
        unfinished=to_finish,
        agreements=tuple(agreements(publication)),
        links_needed=tuple(link.words for link in publication.links_needed),
        unchanged=remember(source, publication, settings, wanted) if good else None,
    )
    journal.commit(folder, manifest)
    told = tuple(notes(manifest, late))
    return BuildResult(source, document.id, folder, tuple(results), heading_paths(publication.sections), notes=told)


def _not_asked_for(record: EditionRecord, publication: Publication) -> EditionRecord:
    """The record of an edition that this build was not asked for: current only while the source is the same."""
    same = record.made_from is not None and record.made_from.source_sha256 == publication.source_sha256
    return record if same else record.model_copy(update={"current": False, "reason": "the source has changed since"})


def _nothing_to_do(source: Path, folder: Path, before: Manifest, settings: Settings, wanted: dict[str, Format]) -> bool:
    whole = all(one.file is None or journal.hash_of(folder / one.file) == one.sha256 for one in before.editions)
    same_name = before.source.path == _relative(source, folder)
    return whole and same_name and is_unchanged(source, before, settings, wanted)


def _relative(source: Path, folder: Path) -> str:
    return Path(os.path.relpath(source.resolve(), folder.resolve())).as_posix()


@dataclass(slots=True)
class _Run:
    """One build of one publication: makes the editions of one format after the other."""

    publication: Publication
    folder: Path
    staged: Path
    before: Manifest | None
    settings: Settings
    force: bool
    ready: dict[str, tuple[Edition, ...]] = field(default_factory=dict)  # for formats that need them

    def format(self, one: Format) -> list[EditionResult]:
        """All editions of one format. What goes wrong in one of them is recorded with it and stops no other."""
        try:
            waived = without_waived(self.publication, one.name, easy_read=Part.EASY_READ in one.uses)
        except PublishError as error:
            return [self._failed(one, "", self._kept(one, ""), str(error))]
        variants = one.variants(waived.publication)
        if not variants.names:
            return [EditionResult(self._not_authored(one, variants.reason), made=False)]
        results = [self._edition(one, variant, waived) for variant in variants.names]
        self.ready[one.name] = tuple(
            result.record.edition(self.staged if result.made else self.folder)
            for result in results
            if result.record.file is not None and result.record.current
        )
        return results

    def _edition(self, one: Format, variant: str, waived: Waived) -> EditionResult:
        needed = {name: self.ready.get(name, ()) for name in one.needs}
        missing = [name for name in one.needs if not needed[name]]
        print_of = fingerprint(one, waived.publication, variant, needed)
        kept = self._kept(one, variant)
        if kept is not None and not self.force and self._still_right(kept, print_of):
            again = {"made_from": self._made_from(print_of), "current": True, "reason": None, "attempt": None}
            again |= {"orderable": one.orderable, "withdrawn": False}
            return EditionResult(kept.model_copy(update=again), made=False)
        if missing:
            return self._failed(one, variant, kept, f"it needs the edition {', '.join(missing)}, which is not there")
        draft = self._kept_draft(one, variant, print_of)
        try:
            if draft is None:
                made = self._made(one, variant, waived, print_of, needed)
                if made.verdict.state is State.COMPLETE:
                    return EditionResult(made, made=True)
                if made.verdict.findings:
                    return self._failed(one, variant, kept, _summary(made.verdict), made.verdict)
                draft = self._as_draft(made)
        except PublishError as error:
            return self._failed(one, variant, kept, str(error))
        unheard = self._failed(one, variant, kept, "it was not listened to; build with --listen", draft.verdict)
        return replace(unheard, draft=draft)

    @staticmethod
    def _still_right(kept: EditionRecord, print_of: str) -> bool:
        same = kept.made_from is not None and kept.made_from.fingerprint == print_of
        return same and kept.verdict.state is State.COMPLETE

    def _made(
        self, one: Format, variant: str, waived: Waived, print_of: str, needed: dict[str, tuple[Edition, ...]]
    ) -> EditionRecord:
        target = self.staged / file_name(self.publication.document.metadata.id, one, variant)
        self.settings.progress(f"{one.title}: writing", 0.0)
        locations = one.write(waived.publication, variant, target, needed)
        self.settings.progress(f"{one.title}: checking", 0.0)
        verdict = checked(one, waived, target)
        reading = one.read(target)
        return EditionRecord(
            format=one.name,
            variant=variant,
            file=target.name,
            media_type=one.media_type,
            kind=one.kind,
            edition_type=one.edition_type,
            orderable=one.orderable,
            bytes=target.stat().st_size,
            sha256=journal.hash_of(target),
            made_from=self._made_from(print_of),
            current=True,
            pages=reading.pages,
            duration_s=reading.duration_s,
            accessibility=dict(reading.accessibility),
            locations=recorded_locations(locations),
            verdict=VerdictRecord.of(verdict, waived.waivers),
        )

    def _as_draft(self, made: EditionRecord) -> EditionRecord:
        """Move an edition that nobody has heard to the drafts, away from the editions."""
        assert made.file is not None, "a draft has just been written"
        name = f"{DRAFTS}/{made.file}"
        (self.staged / DRAFTS).mkdir(exist_ok=True)
        (self.staged / made.file).replace(self.staged / name)
        verdict = made.verdict.model_copy(update={"review": Review.DRAFT})
        return made.model_copy(update={"file": name, "verdict": verdict, "reason": "it was not listened to"})

    def _kept_draft(self, one: Format, variant: str, print_of: str) -> EditionRecord | None:
        """The draft of an earlier build that is what this build would make, where nobody is to listen to it."""
        if self.settings.listen or self.force or self.before is None:
            return None
        for draft in self.before.drafts:
            same = draft.made_from is not None and draft.made_from.fingerprint == print_of
            if same and draft.file is not None and journal.hash_of(self.folder / draft.file) == draft.sha256:
                return draft
        return None

    def _made_from(self, print_of: str) -> MadeFrom:
        return MadeFrom(
            source_sha256=self.publication.source_sha256,
            fingerprint=print_of,
            version=version("accessible-publish"),
            review=ReviewDates.of(self.publication.document.metadata),
        )

    def _kept(self, one: Format, variant: str) -> EditionRecord | None:
        """The record of the last good edition, while its file is whole."""
        record = self.before.record(one.name, variant) if self.before is not None else None
        if record is None or record.file is None or journal.hash_of(self.folder / record.file) != record.sha256:
            return None
        return record

    def _failed(
        self,
        one: Format,
        variant: str,
        kept: EditionRecord | None,
        reason: str,
        attempt: VerdictRecord | None = None,
    ) -> EditionResult:
        """The last good edition marked as not current, or a record of an edition that is not there."""
        if kept is not None and kept.verdict.state is State.COMPLETE:
            changes = {"current": False, "reason": reason, "attempt": attempt, "withdrawn": False}
            return EditionResult(kept.model_copy(update=changes), made=False)
        verdict = attempt or VerdictRecord.of(Verdict((), ()))
        return EditionResult(self._absent(one, variant, verdict, reason, current=False), made=False)

    def _not_authored(self, one: Format, reason: str) -> EditionRecord:
        verdict = VerdictRecord.of(Verdict((), (), review=Review.UNREVIEWED))
        none = verdict.model_copy(update={"state": State.NOT_AUTHORED})
        return self._absent(one, "", none, reason, current=True)

    def _absent(
        self, one: Format, variant: str, verdict: VerdictRecord, reason: str, *, current: bool
    ) -> EditionRecord:
        return EditionRecord(
            format=one.name,
            variant=variant,
            file=None,
            media_type=one.media_type,
            kind=one.kind,
            edition_type=one.edition_type,
            orderable=one.orderable,
            bytes=None,
            sha256=None,
            made_from=None,
            current=current,
            pages=None,
            duration_s=None,
            verdict=verdict,
            reason=reason,
        )


def file_name(identifier: str, one: Format, variant: str) -> str:
    """The name of an edition's file: "b-cell-all-large-print-18pt.pdf"."""
    return f"{identifier}{one.stem}{f'-{variant}' if variant else ''}{one.suffix}"


def _summary(verdict: VerdictRecord) -> str:
    kinds: dict[str, int] = {}
    for finding in verdict.findings:
        kinds[finding.kind] = kinds.get(finding.kind, 0) + 1
    return ", ".join(f"{number} {kind}" for kind, number in kinds.items())
