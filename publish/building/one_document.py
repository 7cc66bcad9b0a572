"""Builds the editions of one source: in order of need, into staging, checked, and only then into the outputs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

from publish.building.boundary import Step, contained, no_step, variant_names, written
from publish.building.fingerprint import fingerprint
from publish.building.unchanged import is_unchanged, remember
from publish.contracts.discovery import chosen, formats
from publish.contracts.format import Edition, Format, Settings, Variants
from publish.errors import EditionError, OutputsError, PublishError
from publish.model.file_names import is_file_name
from publish.model.publication import Publication
from publish.model.traverse import heading_paths
from publish.outputs import journal, lock
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
from publish.proof.reading import Reading
from publish.proof.verdict import Review, State, Verdict
from publish.source.files import text_of_file
from publish.source.front_matter import metadata, split
from publish.source.load import load
from publish.source.waivers import Waived, checked, without_waived

DRAFTS = "drafts"


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
    error: PublishError | None = None

    @property
    def exit_code(self) -> int:
        """0 where all is complete or not authored, 1 where an edition is not, the error's where there is one."""
        if self.error is not None:
            return self.error.exit_code
        good = (State.COMPLETE, State.NOT_AUTHORED)
        return int(any(not one.record.current or one.record.verdict.state not in good for one in self.editions))


@dataclass(frozen=True, slots=True)
class Tries:
    """What a build knows of tries before it, and whom it tells where it is.

    `condemned` are the steps that killed their process, each with its reason: they are not tried again. `begun` is
    told of every step before it, so that the supervisor knows what killed this one.
    """

    condemned: Mapping[Step, str] = field(default_factory=dict)
    begun: Callable[[Step], None] = no_step

    def begin(self, step: Step) -> None:
        """Tell of a step. Raises `EditionError` where it killed its process before."""
        if step in self.condemned:
            raise EditionError(self.condemned[step])
        self.begun(step)


def build_one(
    source: Path,
    outputs: Path,
    settings: Settings,
    names: Iterable[str] = (),
    *,
    force: bool = False,
    tries: Tries | None = None,
) -> BuildResult:
    """Build the editions of one source into `outputs/<id>`.

    `names` are the formats wanted, all where none is named; `force` makes every edition again. Raises `UsageError`
    for an unknown format and `OutputsError` where the outputs cannot be used; a source that cannot be read is
    reported in the result.
    """
    wanted = chosen(formats(settings), names)
    try:
        identifier = metadata(source, split(source, text_of_file(source)).yaml).id
        folder = outputs / identifier
        with lock.held(folder):
            return _build(source, folder, wanted, settings, tries or Tries(), force=force)
    except OutputsError:
        raise
    except PublishError as error:
        return BuildResult(source, source.stem, None, (), error=error)


def _build(
    source: Path, folder: Path, wanted: dict[str, Format], settings: Settings, tries: Tries, *, force: bool
) -> BuildResult:
    journal.recover(folder)
    before = read_manifest(folder / NAME)
    if before is not None and not force and _nothing_to_do(source, folder, before, settings, wanted):
        kept = tuple(EditionResult(record, made=False) for record in before.editions)
        return BuildResult(source, before.id, folder, kept)
    publication = load(source)
    staged = journal.staging(folder)
    run = _Run(publication, folder, staged, before, settings, force, tries)
    results = [result for one in wanted.values() for result in run.format(one)]
    made = {(result.record.format, result.record.variant) for result in results}
    rest = [
        _not_asked_for(record, publication)
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
        unchanged=remember(source, publication, settings, wanted) if good else None,
    )
    journal.commit(folder, manifest)
    return BuildResult(source, document.id, folder, tuple(results), heading_paths(publication.sections))


def _not_asked_for(record: EditionRecord, publication: Publication) -> EditionRecord:
    """The record of an edition that this build was not asked for: current only while the source is the same."""
    same = record.made_from is not None and record.made_from.source_sha256 == publication.source_sha256
    return record if same else record.model_copy(update={"current": False, "reason": "the source has changed since"})


def _nothing_to_do(source: Path, folder: Path, before: Manifest, settings: Settings, wanted: dict[str, Format]) -> bool:
    whole = all(one.file is None or journal.hash_in(folder, one.file) == one.sha256 for one in before.editions)
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
    tries: Tries
    ready: dict[str, tuple[Edition, ...]] = field(default_factory=dict)  # for formats that need them

    def format(self, one: Format) -> list[EditionResult]:
        """All editions of one format. What goes wrong in one of them is recorded with it and stops no other."""
        try:
            self.tries.begin(Step(one.name, None))
            waived = without_waived(self.publication, one.name)
            variants = contained(one.variants, waived.publication, gives=Variants)
            names = variant_names(variants.names)
        except PublishError as error:
            return self._all_failed(one, str(error))
        if not names:
            return [EditionResult(self._not_authored(one, variants.reason), made=False)]
        results = [self._edition(one, variant, waived) for variant in names]
        self.ready[one.name] = tuple(
            result.record.edition(self.staged if result.made else self.folder)
            for result in results
            if result.record.file is not None and result.record.current
        )
        return results

    def _edition(self, one: Format, variant: str, waived: Waived) -> EditionResult:
        needed = {name: self.ready.get(name, ()) for name in one.needs}
        missing = [name for name in one.needs if not needed[name]]
        kept = self._kept(one, variant)
        try:
            self.tries.begin(Step(one.name, variant))
            print_of = contained(fingerprint, one, waived.publication, variant, needed, gives=str)
        except PublishError as error:
            return self._failed(one, variant, kept, str(error))
        if kept is not None and not self.force and self._still_right(kept, print_of):
            again = {"made_from": self._made_from(print_of), "current": True, "reason": None, "attempt": None}
            return EditionResult(kept.model_copy(update=again), made=False)
        if missing:
            return self._failed(one, variant, kept, f"it needs the edition {', '.join(missing)}, which is not there")
        draft = self._kept_draft(one, variant, print_of)
        try:
            if draft is None:
                made = contained(self._made, one, variant, waived, print_of, needed, gives=EditionRecord)
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
        if target.exists():
            raise EditionError(f"another edition is called {target.name} too. Uninstall one of the two plugins")
        self.settings.progress(f"{one.title}: writing", 0.0)
        write = partial(one.write, waived.publication, variant, target, needed)
        locations = written(write, target, self.folder)
        self.settings.progress(f"{one.title}: checking", 0.0)
        verdict = contained(checked, one, waived, target, gives=Verdict)
        reading = contained(one.read, target, gives=Reading)
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
            if same and draft.file is not None and journal.hash_in(self.folder, draft.file) == draft.sha256:
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
        if record is None or record.file is None or journal.hash_in(self.folder, record.file) != record.sha256:
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
            changes = {"current": False, "reason": reason, "attempt": attempt}
            return EditionResult(kept.model_copy(update=changes), made=False)
        verdict = attempt or VerdictRecord.of(Verdict((), ()))
        return EditionResult(self._absent(one, variant, verdict, reason, current=False), made=False)

    def _all_failed(self, one: Format, reason: str) -> list[EditionResult]:
        """A failure of the whole format: every edition that it had stays, marked as not current."""
        records = self.before.editions if self.before is not None else ()
        had = [record.variant for record in records if record.format == one.name and record.file is not None]
        return [self._failed(one, variant, self._kept(one, variant), reason) for variant in had or [""]]

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
    """The name of an edition's file: "b-cell-all-large-print-18pt.pdf". Raises `EditionError`."""
    name = f"{identifier}{one.stem}{f'-{variant}' if variant else ''}{one.suffix}"
    if not is_file_name(name):
        raise EditionError(f"its plugin is at fault: {name[:80]!r} is no name of a file")
    return name


def _summary(verdict: VerdictRecord) -> str:
    kinds: dict[str, int] = {}
    for finding in verdict.findings:
        kinds[finding.kind] = kinds.get(finding.kind, 0) + 1
    return ", ".join(f"{number} {kind}" for kind, number in kinds.items())
