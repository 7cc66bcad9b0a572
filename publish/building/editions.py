"""Makes the editions of one publication: written into staging, read back, checked, and recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publish.building.boundary import Step, contained, no_step, recordable, usable_options
from publish.building.doubt_clips import Clips
from publish.building.edition_records import ProvedFile, edition_record, made_from_now
from publish.building.fingerprint import Fingerprint, fingerprint
from publish.building.hand_over import HandOver
from publish.building.proved_edition import Proved, Writing, proved
from publish.building.results import EditionResult, Took
from publish.contracts.format import (
    PLAIN,
    Edition,
    EditionOptions,
    Format,
    Job,
    Part,
    Settings,
    Variants,
)
from publish.errors import EditionError, PublishError
from publish.model.file_names import is_file_name
from publish.model.publication import Publication
from publish.outputs import journal
from publish.outputs.edition_store import EditionStore
from publish.outputs.manifest import (
    EditionRecord,
    Manifest,
    VerdictRecord,
)
from publish.proof.verdict import Review, State, Verdict
from publish.source.edition_imprint import of_edition
from publish.source.settled import with_settled
from publish.source.waivers import Waived, without_waived

SHAPES = {"body": "the text", "easy-read": "the easy-read words", "code": "this program"}
"""What shapes an edition, in words that staff use; the other names are such words already."""


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


@dataclass(frozen=True, slots=True)
class MadeAhead:
    """Editions that are made before their document is: taken here, or (`giving`) made here and handed on."""

    hand_over: HandOver
    giving: bool = False


@dataclass(slots=True)
class Editions:
    """One build of one publication: makes the editions of one format after the other."""

    publication: Publication
    folder: Path
    staged: Path
    before: Manifest | None
    settings: Settings
    force: bool
    clips: Clips
    tries: Tries
    ahead: MadeAhead | None = None
    store: EditionStore | None = None
    took: dict[tuple[str, str], Took] = field(default_factory=dict)
    ready: dict[str, tuple[Edition, ...]] = field(default_factory=dict)  # for formats that need them

    def format(self, format_: Format) -> list[EditionResult]:
        """All editions of one format. What goes wrong in one of them is recorded with it and stops no other."""
        try:
            self.tries.begin(Step(format_.name, None))
            waived = without_waived(self.publication, format_.name, easy_read=Part.EASY_READ in format_.uses)
            variants = contained(format_.variants, waived.publication, gives=Variants)
            chosen = usable_options(variants.options)
            if not chosen:
                none = contained(self._not_authored, format_, variants.reason, gives=EditionRecord)
                return [EditionResult(recordable(none), built_now=False)]
        except PublishError as error:
            return self._all_failed(format_, str(error))
        mine = [options for options in chosen if self._is_mine(format_, options)]
        results = [self._timed(format_, options, waived) for options in mine]
        self.ready[format_.name] = tuple(
            result.record.edition(self.staged if result.built_now else self.folder)
            for result in results
            if result.record.file is not None and result.record.current
        )
        return results

    def _is_mine(self, format_: Format, options: EditionOptions) -> bool:
        """Whether this worker makes an edition: all, but where several make those of one document ahead."""
        if self.ahead is None or not self.ahead.giving:
            return True
        return self.ahead.hand_over.claimed(f"{format_.name} {options.variant}")

    def _timed(self, format_: Format, options: EditionOptions, waived: Waived) -> EditionResult:
        result = self._edition(format_, options, waived)
        return replace(result, took=self.took.get((format_.name, options.variant), Took()))

    def _edition(self, format_: Format, options: EditionOptions, waived: Waived) -> EditionResult:
        publication = of_edition(waived.publication, format_.name, options.ordered_as)
        needed = {need.format: self.ready.get(need.format, ()) for need in format_.needs}
        job = Job(publication, options, needed)
        kept = self._kept(format_, options.variant)
        missing = [need.format for need in format_.needs if need.required and not job.needed[need.format]]
        try:
            self.tries.begin(Step(format_.name, options.variant))
            shaped_by = contained(fingerprint, format_, job, gives=Fingerprint)
            if kept is not None and not self.force and (verdict := self._still_right(kept, shaped_by)) is not None:
                again = {
                    "made_from": made_from_now(self.publication, shaped_by),
                    "current": True,
                    "reason": None,
                    "attempt": None,
                }
                again |= {"orderable": format_.orderable, "withdrawn": False}
                return EditionResult(kept.model_copy(update={**again, "verdict": verdict}), built_now=False)
            if missing:
                return self._failed(
                    format_, options, kept, f"it needs the edition {', '.join(missing)}, which is not there"
                )
            draft = self._kept_draft(format_, options.variant, shaped_by)
            if draft is None:
                fresh = recordable(contained(self._made, format_, job, waived, shaped_by, gives=EditionRecord))
                if fresh.verdict.state is State.COMPLETE:
                    return EditionResult(fresh, built_now=True, why=self._why(kept, shaped_by))
                if fresh.verdict.findings:
                    return self._failed(format_, options, kept, _summary(fresh.verdict), fresh.verdict)
                draft = self._as_draft(fresh)
        except PublishError as error:
            return self._failed(format_, options, kept, str(error))
        held_back = self._failed(format_, options, kept, draft.reason or "", draft.verdict)
        return replace(held_back, draft=draft)

    def _still_right(self, kept: EditionRecord, shaped_by: Fingerprint) -> VerdictRecord | None:
        """The verdict on an edition that would be made just so again, by what is settled now; None where it is not."""
        if kept.made_from is None or kept.made_from.fingerprint != shaped_by.sha256:
            return None
        verdict = VerdictRecord.of(with_settled(kept.verdict.verdict(), self.publication.settlements))
        if kept.verdict.state is not State.COMPLETE or verdict.state is not State.COMPLETE:
            return None
        now = kept.verdict.model_copy(update={"doubts": verdict.doubts, "settled": verdict.settled})
        return self.clips.cut(now, self.folder / str(kept.file))

    def _why(self, kept: EditionRecord | None, shaped_by: Fingerprint) -> str:
        """Why an edition was made: because there was none, or by what it differs from the one before."""
        if kept is None or kept.made_from is None:
            return "there was none, or its file was not the one that was made"
        changed = [SHAPES.get(name, name) for name in shaped_by.unlike(kept.made_from.parts)]
        if not kept.made_from.parts:
            return "the edition before it does not say what it was made from"
        return f"changed: {', '.join(changed)}" if changed else "all were to be made again"

    def _made(self, format_: Format, job: Job[Any], waived: Waived, shaped_by: Fingerprint) -> EditionRecord:
        target = self.staged / file_name(self.publication.document.metadata.id, format_, job.options)
        if target.exists():
            raise EditionError(f"another edition is called {target.name} too. Uninstall one of the two plugins")
        record = self._made_ahead(shaped_by, target)
        if record is None:
            writing = Writing(format_, job, waived, target, self.staged.parent, self.settings.progress)
            found = proved(writing, self.store, shaped_by.sha256, anew=self.force)
            record = self._record(writing, found, shaped_by)
            self.took[format_.name, job.options.variant] = found.took
            if self.ahead is not None and self.ahead.giving:
                self.ahead.hand_over.give(record, found.took, target)
        return record.model_copy(update={"verdict": self.clips.cut(record.verdict, target)})

    def _made_ahead(self, shaped_by: Fingerprint, target: Path) -> EditionRecord | None:
        """The record of an edition that another worker has made already, and that is at `target` now."""
        if self.ahead is None or self.ahead.giving:
            return None
        handed = self.ahead.hand_over.take(shaped_by.sha256, target)
        if handed is None:
            return None
        record, took = handed
        self.took[record.format, record.variant] = took
        return record

    def _record(self, writing: Writing, found: Proved, shaped_by: Fingerprint) -> EditionRecord:
        made_from = made_from_now(self.publication, shaped_by)
        verdict = VerdictRecord.of(found.verdict, writing.waived.waivers)
        proved_file = ProvedFile(writing.target, found.locations, found.reading, verdict)
        return edition_record(writing.format, writing.job, proved_file, made_from, self.settings.cache)

    def _as_draft(self, record: EditionRecord) -> EditionRecord:
        """Move an edition that nobody has heard, or that is in doubt, to the drafts, away from the editions."""
        assert record.file is not None, "a draft has just been written"
        name = f"{journal.DRAFTS}/{record.file}"
        (self.staged / name).parent.mkdir(exist_ok=True)
        (self.staged / record.file).replace(self.staged / name)
        verdict = record.verdict.model_copy(update={"review": Review.DRAFT})
        return record.model_copy(update={"file": name, "verdict": verdict, "reason": _held_back_by(record.verdict)})

    def _kept_draft(self, format_: Format, variant: str, shaped_by: Fingerprint) -> EditionRecord | None:
        """The draft of an earlier build that is what this build would make, where nobody is to listen to it."""
        if self.settings.listen or self.force or self.before is None:
            return None
        for draft in self.before.drafts:
            same = draft.made_from is not None and draft.made_from.fingerprint == shaped_by.sha256
            if same and draft.file is not None and journal.hash_in(self.folder, draft.file) == draft.sha256:
                cut = self.clips.cut(draft.verdict, self.folder / draft.file)
                return draft.model_copy(update={"verdict": cut})
        return None

    def _kept(self, format_: Format, variant: str) -> EditionRecord | None:
        """The record of the last good edition, while its file is whole."""
        record = self.before.record(format_.name, variant) if self.before is not None else None
        if record is None or record.file is None or journal.hash_in(self.folder, record.file) != record.sha256:
            return None
        return record

    def _failed(
        self,
        format_: Format,
        options: EditionOptions,
        kept: EditionRecord | None,
        reason: str,
        attempt: VerdictRecord | None = None,
    ) -> EditionResult:
        """The last good edition marked as not current, or a record of an edition that is not there."""
        if kept is not None and kept.verdict.state is State.COMPLETE:
            verdict = self.clips.cut(kept.verdict, self.folder / str(kept.file))
            changes = {"current": False, "reason": reason, "attempt": attempt, "verdict": verdict, "withdrawn": False}
            return EditionResult(kept.model_copy(update=changes), built_now=False)
        verdict = attempt or VerdictRecord.of(Verdict((), ()))
        return EditionResult(self._absent(format_, options, verdict, reason, current=False), built_now=False)

    def _all_failed(self, format_: Format, reason: str) -> list[EditionResult]:
        """A failure of the whole format: every edition that it had stays, marked as not current."""
        records = self.before.editions if self.before is not None else ()
        had = [self._kept(format_, record.variant) for record in records if record.format == format_.name]
        kept = [record for record in had if record is not None and record.verdict.state is State.COMPLETE]
        if not kept:
            return [self._failed(format_, PLAIN, None, reason)]
        return [self._failed(format_, PLAIN, record, reason) for record in kept]

    def _not_authored(self, format_: Format, reason: str) -> EditionRecord:
        verdict = VerdictRecord.of(Verdict((), (), review=Review.UNREVIEWED))
        none = verdict.model_copy(update={"state": State.NOT_AUTHORED})
        return self._absent(format_, PLAIN, none, reason, current=True)

    def _absent(
        self, format_: Format, options: EditionOptions, verdict: VerdictRecord, reason: str, *, current: bool
    ) -> EditionRecord:
        return EditionRecord(
            format=format_.name,
            variant=options.variant,
            options=options.model_dump(mode="json"),
            file=None,
            media_type=format_.media_type,
            kind=format_.kind,
            edition_type=format_.edition_type,
            orderable=format_.orderable,
            bytes=None,
            sha256=None,
            made_from=None,
            current=current,
            pages=None,
            duration_s=None,
            verdict=verdict,
            reason=reason,
        )


def file_name(identifier: str, format_: Format, options: EditionOptions) -> str:
    """The name of an edition's file: "b-cell-all-large-print-18pt.pdf". Raises `EditionError`."""
    variant = options.variant
    name = f"{identifier}{format_.stem}{f'-{variant}' if variant else ''}{format_.suffix}"
    if not is_file_name(name):
        raise EditionError(f"its plugin is at fault: {name[:80]!r} is no name of a file")
    return name


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
