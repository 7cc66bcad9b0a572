"""Builds the editions of one source: in order of need, into staging, checked, and only then into the outputs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from publish.building.doubt_clips import Clips
from publish.building.fingerprint import fingerprint
from publish.building.left_alone import LeftAlone, left_alone
from publish.building.unchanged import files_now, is_unchanged, remember
from publish.contracts.discovery import chosen, formats, refuse_unknown_sections
from publish.contracts.format import PLAIN, Edition, EditionOptions, Format, Job, Locations, Revising, Settings
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
from publish.source.settled import settled_file, void_in_sound, with_settled
from publish.source.waivers import Waived, checked, without_waived

LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class EditionResult:
    """What became of one edition: its record, whether it was made just now, and a draft where it was not proved."""

    record: EditionRecord
    made: bool
    draft: EditionRecord | None = None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one source's editions, or the error that kept it from being read."""

    source: Path
    id: str
    folder: Path | None
    editions: tuple[EditionResult, ...]
    headings: Mapping[str, str] = field(default_factory=dict)  # of each section by id, with those above it
    notes: tuple[str, ...] = ()
    error: PublishError | None = None

    @property
    def exit_code(self) -> int:
        """0 where all is complete or not authored, 1 where an edition is not, the error's where there is one."""
        if self.error is not None:
            return self.error.exit_code
        good = (State.COMPLETE, State.NOT_AUTHORED)
        return int(any(not one.record.current or one.record.verdict.state not in good for one in self.editions))


def build_one(
    source: Path, outputs: Path, settings: Settings, names: Iterable[str] = (), *, force: bool = False
) -> BuildResult:
    """Build the editions of one source into `outputs/<id>`.

    `names` are the formats wanted, all where none is named; `force` makes every edition again. Raises `UsageError`
    for an unknown format and `OutputsError` where the outputs cannot be used; a source that cannot be read is
    reported in the result.
    """
    installed = formats(settings)
    wanted = chosen(installed, names)
    try:
        identifier = metadata(source, split(source, text_of_file(source)).yaml).id
        folder = outputs / identifier
        with _locked(folder):
            return _build(source, folder, wanted, installed, settings, force=force)
    except OutputsError:
        raise
    except PublishError as error:
        return BuildResult(source, source.stem, None, (), error=error)


def _locked(folder: Path) -> FileLock:
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
    source: Path,
    folder: Path,
    wanted: dict[str, Format],
    installed: dict[str, Format],
    settings: Settings,
    *,
    force: bool,
) -> BuildResult:
    journal.recover(folder)
    before = read_manifest(folder / NAME)
    if before is not None and not force and _nothing_to_do(source, folder, before, settings, wanted):
        kept = tuple(EditionResult(record, made=False) for record in before.editions)
        return BuildResult(source, before.id, folder, kept)
    # What tells the next build that there is nothing to do must be of the very bytes that were read: a source is often
    # saved while its audio is made, which takes minutes.
    before_reading = files_now(source)
    publication = load(source)
    refuse_unknown_sections(publication, installed)
    unchanged = remember(source, publication, settings, wanted)
    read_whole = before_reading == files_now(source)
    staged = journal.staging(folder)
    headings = heading_paths(publication.sections)
    rest = left_alone(before, publication, wanted) if before is not None else LeftAlone()
    clips = Clips(staged, headings, list(rest.clips), rest.last_number)
    run = _Run(publication, folder, staged, before, settings, force, clips)
    results = [result for one in wanted.values() for result in run.format(one)]
    records = (*(result.record for result in results), *rest.editions)
    good = all(one.current and one.verdict.state is not State.INCOMPLETE for one in records)
    document = publication.document.metadata
    manifest = Manifest(
        id=document.id,
        title=document.title,
        lang=document.language,
        source=SourceRecord(path=_relative(source, folder), sha256=publication.source_sha256),
        editions=records,
        drafts=(*(result.draft for result in results if result.draft is not None), *rest.drafts),
        clips=tuple(clips.files),
        unchanged=unchanged if good and read_whole else None,
    )
    journal.commit(folder, manifest)
    return BuildResult(source, document.id, folder, tuple(results), headings, _void(results, publication))


def _void(results: Iterable[EditionResult], publication: Publication) -> tuple[str, ...]:
    """Which settled doubts no longer hold, as their sentence now sounds otherwise."""
    verdicts = [result.record.attempt or result.record.verdict for result in results]
    doubts = [doubt.doubt() for verdict in verdicts for doubt in verdict.doubts]
    path = settled_file(publication.source)
    return tuple(
        f"{path}:{one.line}: this settled doubt is void since the sound of its sentence changed. Listen again, and "
        "delete it."
        for one in void_in_sound(doubts, publication.settlements)
    )


def _nothing_to_do(source: Path, folder: Path, before: Manifest, settings: Settings, wanted: dict[str, Format]) -> bool:
    whole = all(journal.hash_of(folder / one.file) == one.sha256 for one in before.placed)
    return whole and is_unchanged(source, before, settings, wanted)


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
    clips: Clips
    ready: dict[str, tuple[Edition, ...]] = field(default_factory=dict)  # for formats that need them

    def format(self, one: Format) -> list[EditionResult]:
        """All editions of one format. What goes wrong in one of them is recorded with it and stops no other."""
        try:
            waived = without_waived(self.publication, one.name)
            variants = one.variants(waived.publication)
        except PublishError as error:
            return [self._failed(one, PLAIN, self._kept(one, ""), str(error))]
        if not variants.options:
            return [EditionResult(self._not_authored(one, variants.reason), made=False)]
        results = [self._edition(one, options, waived) for options in variants.options]
        self.ready[one.name] = tuple(
            result.record.edition(self.staged if result.made else self.folder)
            for result in results
            if result.record.file is not None and result.record.current
        )
        return results

    def _edition(self, one: Format, options: EditionOptions, waived: Waived) -> EditionResult:
        job = Job(waived.publication, options, {name: self.ready.get(name, ()) for name in one.needs})
        kept = self._kept(one, options.variant)
        missing = [name for name in one.needs if not job.needed[name]]
        try:
            print_of = fingerprint(one, job)
            if kept is not None and not self.force and (verdict := self._still_right(kept, print_of)) is not None:
                again = {"made_from": self._made_from(print_of), "current": True, "reason": None, "attempt": None}
                return EditionResult(kept.model_copy(update={**again, "verdict": verdict}), made=False)
            if missing:
                return self._failed(
                    one, options, kept, f"it needs the edition {', '.join(missing)}, which is not there"
                )
            draft = self._kept_draft(one, options.variant, print_of)
            if draft is None:
                made = self._made(one, job, waived, print_of)
                if made.verdict.state is State.COMPLETE:
                    return EditionResult(made, made=True)
                if made.verdict.findings:
                    return self._failed(one, options, kept, _summary(made.verdict), made.verdict)
                draft = self._as_draft(made)
        except PublishError as error:
            return self._failed(one, options, kept, str(error))
        held_back = self._failed(one, options, kept, draft.reason or "", draft.verdict)
        return replace(held_back, draft=draft)

    def _still_right(self, kept: EditionRecord, print_of: str) -> VerdictRecord | None:
        """The verdict on an edition that would be made just so again, by what is settled now; None where it is not."""
        if kept.made_from is None or kept.made_from.fingerprint != print_of:
            return None
        verdict = VerdictRecord.of(with_settled(kept.verdict.verdict(), self.publication.settlements))
        if kept.verdict.state is not State.COMPLETE or verdict.state is not State.COMPLETE:
            return None
        now = kept.verdict.model_copy(update={"doubts": verdict.doubts, "settled": verdict.settled})
        return self.clips.cut(now, self.folder / str(kept.file))

    def _made(self, one: Format, job: Job[Any], waived: Waived, print_of: str) -> EditionRecord:
        target = self.staged / file_name(self.publication.document.metadata.id, one, job.options)
        locations, verdict = self._written(one, job, waived, target)
        reading = one.read(target)
        return EditionRecord(
            format=one.name,
            variant=job.options.variant,
            options=job.options.model_dump(mode="json"),
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
            verdict=self.clips.cut(VerdictRecord.of(verdict, waived.waivers), target),
        )

    def _written(self, one: Format, job: Job[Any], waived: Waived, target: Path) -> tuple[Locations, Verdict]:
        """Write an edition and check it; what the check doubts is written otherwise, where the format can do that."""
        self.settings.progress(f"{one.title}: writing", 0.0)
        locations = one.write(job, target)
        self.settings.progress(f"{one.title}: checking", 0.0)
        verdicts = [checked(one, job, waived, target)]
        while isinstance(one, Revising) and (verdicts[-1].doubts or verdicts[-1].findings):
            again = one.revise(job, target, tuple(verdicts))
            if again is None:
                break
            self.settings.progress(f"{one.title}: checking again", 0.0)
            locations = again
            verdicts.append(checked(one, job, waived, target))
        return locations, verdicts[-1]

    def _as_draft(self, made: EditionRecord) -> EditionRecord:
        """Move an edition that nobody has heard, or that is in doubt, to the drafts, away from the editions."""
        assert made.file is not None, "a draft has just been written"
        name = f"{journal.DRAFTS}/{made.file}"
        (self.staged / name).parent.mkdir(exist_ok=True)
        (self.staged / made.file).replace(self.staged / name)
        verdict = made.verdict.model_copy(update={"review": Review.DRAFT})
        return made.model_copy(update={"file": name, "verdict": verdict, "reason": _held_back_by(made.verdict)})

    def _kept_draft(self, one: Format, variant: str, print_of: str) -> EditionRecord | None:
        """The draft of an earlier build that is what this build would make, where nobody is to listen to it."""
        if self.settings.listen or self.force or self.before is None:
            return None
        for draft in self.before.drafts:
            same = draft.made_from is not None and draft.made_from.fingerprint == print_of
            if same and draft.file is not None and journal.hash_of(self.folder / draft.file) == draft.sha256:
                cut = self.clips.cut(draft.verdict, self.folder / draft.file)
                return draft.model_copy(update={"verdict": cut})
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
        options: EditionOptions,
        kept: EditionRecord | None,
        reason: str,
        attempt: VerdictRecord | None = None,
    ) -> EditionResult:
        """The last good edition marked as not current, or a record of an edition that is not there."""
        if kept is not None and kept.verdict.state is State.COMPLETE:
            verdict = self.clips.cut(kept.verdict, self.folder / str(kept.file))
            changes = {"current": False, "reason": reason, "attempt": attempt, "verdict": verdict}
            return EditionResult(kept.model_copy(update=changes), made=False)
        verdict = attempt or VerdictRecord.of(Verdict((), ()))
        return EditionResult(self._absent(one, options, verdict, reason, current=False), made=False)

    def _not_authored(self, one: Format, reason: str) -> EditionRecord:
        verdict = VerdictRecord.of(Verdict((), (), review=Review.UNREVIEWED))
        none = verdict.model_copy(update={"state": State.NOT_AUTHORED})
        return self._absent(one, PLAIN, none, reason, current=True)

    def _absent(
        self, one: Format, options: EditionOptions, verdict: VerdictRecord, reason: str, *, current: bool
    ) -> EditionRecord:
        return EditionRecord(
            format=one.name,
            variant=options.variant,
            options=options.model_dump(mode="json"),
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


def file_name(identifier: str, one: Format, options: EditionOptions) -> str:
    """The name of an edition's file: "b-cell-all-large-print-18pt.pdf"."""
    variant = options.variant
    return f"{identifier}{one.stem}{f'-{variant}' if variant else ''}{one.suffix}"


def _held_back_by(verdict: VerdictRecord) -> str:
    """Why an edition without any finding stays a draft."""
    blocking = sum(doubt.blocks for doubt in verdict.doubts)
    if not blocking:
        return "it was not listened to; build with --listen"
    return f"{blocking} {'sentence is' if blocking == 1 else 'sentences are'} in doubt, for a person to listen to"


def _summary(verdict: VerdictRecord) -> str:
    kinds: dict[str, int] = {}
    for finding in verdict.findings:
        kinds[finding.kind] = kinds.get(finding.kind, 0) + 1
    return ", ".join(f"{number} {kind}" for kind, number in kinds.items())
