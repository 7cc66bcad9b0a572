"""Where each document stands between its source and its release, told from its outputs without parsing its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from publish.building.current_editions import why_not_current
from publish.building.kept_in import KeptIn, Reason, SourceNow, why_kept_in
from publish.building.standing_agreements import AgreedWords, agreed_words
from publish.building.standing_evidence import Evidence
from publish.comparing.withdrawn_words import editions_known, withdrawals_of
from publish.errors import OutputsError, PublishError
from publish.model.approval import Approval
from publish.model.nodes import Metadata, PartialDate
from publish.outputs.built_document import built, known_documents, outputs_option
from publish.outputs.journal import hash_of
from publish.outputs.manifest import EditionRecord, Manifest, ReviewDates
from publish.outputs.proved_release import ProvedRelease, proved_releases
from publish.outputs.record_names import inside
from publish.outputs.released import Release
from publish.proof.verdict import Review, State
from publish.source.approvals import approvals, latest
from publish.source.companions import GLOSSARY, LEXICON, PUBLISHER, glossary, lexicon, publisher
from publish.source.concept_pictures import PICTURES, pictures
from publish.source.days import judged_on
from publish.source.files import text_of_file
from publish.source.front_matter import metadata, partial_date
from publish.source.halves import split
from publish.source.readiness import BLOCK, is_past
from publish.source.roles import may_approve
from publish.source.settled import settlements
from publish.source.unsettled_marks import number_of_marks


class EditionState(StrEnum):
    """How an edition stands, in a word for people."""

    COMPLETE = "complete"
    DRAFT = "draft"  # complete, and nobody has agreed its meaning yet
    IN_DOUBT = "in doubt"
    OUTDATED = "not current"
    INCOMPLETE = "incomplete"
    NOT_MADE = "not made"


SIGNS = {
    EditionState.COMPLETE: "✓",
    EditionState.DRAFT: "✎",
    EditionState.IN_DOUBT: "?",
    EditionState.OUTDATED: "!",
    EditionState.INCOMPLETE: "✗",
    EditionState.NOT_MADE: "–",
}
"""A sign beside each word, so that no state is told by colour alone."""


class Agreed(StrEnum):
    """Whether a role stands for a document as it is now."""

    YES = "approved"
    VOID = "approval void"
    NO = "not approved"
    UNKNOWN = "changed since it was built"


@dataclass(frozen=True, slots=True)
class House:
    """What the publisher of a document wants; `problem` says why publisher.yaml cannot be read, "" where it can."""

    blocks: bool = False
    approvers: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one document stands.

    `versions` are its releases, each proved anew: nothing of one with a fault is believed. `due` is when the next
    review is due; `house` is what the publisher wants. `unsettled` counts marks of its import that wait for a person.
    `errors` says which errors of lint keep an approved document in, `unread` why its source cannot be read, and
    `problem` what could not be read at all: "" where nothing is wrong. `source_now` is what its source says now,
    `outputs` the folder of all documents.
    """

    manifest: Manifest
    source: Path
    agreed: Agreed
    approval: Approval | None
    versions: tuple[ProvedRelease, ...]
    due: PartialDate | None
    today: date
    house: House
    source_now: SourceNow
    outputs: Path
    unread: str = ""
    unsettled: int = 0
    errors: str = ""
    problem: str = ""

    @property
    def source_name(self) -> str:
        """The source as a person types it, from the folder that holds its folder."""
        return f"{self.source.parent.name}/{self.source.name}"

    @property
    def at_outputs(self) -> str:
        """What is typed there after a command, so that it finds the outputs; "" where it does by itself."""
        return outputs_option(self.outputs, self.source.parent.parent)

    @property
    def overdue(self) -> bool:
        """Whether the review of the document as it was built last is overdue."""
        return self.due is not None and is_past(self.due, self.today)

    @property
    def blocks(self) -> bool:
        """Whether the publisher wants no overdue document out."""
        return self.house.blocks

    @property
    def latest(self) -> ProvedRelease | None:
        """The latest version in the folder of releases, withdrawn or with faults though it may be."""
        return self.versions[-1] if self.versions else None

    @property
    def release(self) -> Release | None:
        """The record of the latest version, where it is as it was signed."""
        return self.latest.release if self.latest is not None and not self.latest.faults else None

    @property
    def release_faults(self) -> tuple[str, ...]:
        """What is wrong with releases, the first of each: they are not as they were signed."""
        return tuple(version.faults[0] for version in self.versions if version.faults)

    @property
    def orderable(self) -> bool:
        """Whether a person could be given the latest version: it was released, and nothing keeps it in."""
        return self.latest is not None and self.kept_in is None

    @property
    def out_as_approved(self) -> str:
        """Why the latest version can be ordered though an approval is void now, "" where that is not so."""
        if self.agreed is not Agreed.VOID or not self.orderable or self.latest is None:
            return ""
        return (
            f"version {self.latest.version} says what was approved then, and can still be ordered; what is said now of "
            "the publisher, or shown beside the words, is to be approved before another version goes out"
        )

    @property
    def kept_in(self) -> KeptIn | None:
        """Why the latest version is not given out; None where it is, or where there is none.

        Where the source or publisher.yaml cannot be read, nobody knows what they want, and nothing is given out.
        """
        if self.latest is None:
            return None
        if self.latest.faults or self.latest.release is None:
            return KeptIn(Reason.UNVERIFIED, self.latest.faults[0])
        if self.latest.withdrawn is not None:
            return KeptIn(Reason.WITHDRAWN, self.latest.withdrawn.reason, self.latest.withdrawn.date)
        if self.unread:
            return KeptIn(Reason.VOIDED, f"what it was made from cannot be read: {self.unread}")
        return why_kept_in(self.latest.release, self.source_now, self.today)

    @property
    def states(self) -> tuple[tuple[EditionRecord, EditionState], ...]:
        """Each edition with how it stands."""
        return tuple((record, edition_state(record)) for record in self.manifest.editions)

    @property
    def worst(self) -> EditionState:
        """How the document stands as a whole: as its worst edition that is made."""
        states = [state for _, state in self.states if state is not EditionState.NOT_MADE]
        return max(states, key=list(EditionState).index, default=EditionState.NOT_MADE)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A folder of outputs whose records cannot be read, and why."""

    identifier: str
    problem: str
    exit_code: int


def edition_state(record: EditionRecord) -> EditionState:
    """How an edition stands."""
    verdict = record.attempt or record.verdict
    if record.verdict.state is State.NOT_AUTHORED:
        return EditionState.NOT_MADE
    if any(doubt.blocks for doubt in verdict.doubts) and not verdict.findings:
        return EditionState.IN_DOUBT
    if record.file is None or record.verdict.state is not State.COMPLETE:
        return EditionState.INCOMPLETE
    if not record.current or record.withdrawn:
        return EditionState.OUTDATED
    return EditionState.DRAFT if record.verdict.review is Review.DRAFT else EditionState.COMPLETE


def standing(outputs: Path, identifier: str, today: date | None, evidence: Evidence) -> Standing:
    """Where one document stands on a day, never one that is past.

    Raises `UsageError` where nothing is built, `OutputsError` where it cannot be read.
    """
    folder, manifest = built(outputs, identifier)
    source = manifest.source.seen_from(folder)
    house = _house(source.parent, hash_of(source.parent / PUBLISHER))
    versions = proved_releases(outputs, identifier, house.keys, evidence.hash_of_file)
    words, given, problem = _approvals(source, evidence)
    allowed = [each for each in given if may_approve(each.role, house.approvers)]
    approval = latest(allowed)
    withdrawn = withdrawals_of(words.body_sha256, versions)
    words = replace(words, editions=editions_known(words.editions, allowed, withdrawn))
    told = _beginning(source)
    named = as_named(manifest, told.metadata)
    same = named == manifest and hash_of(source) == manifest.source.sha256
    return Standing(
        manifest=_as_it_is(named, source, folder, words, evidence),
        source=source,
        agreed=_agreed(words, approval) if same else Agreed.UNKNOWN,
        approval=approval,
        versions=versions,
        due=due_by(named.review),
        today=judged_on(today),
        house=house,
        source_now=SourceNow(source.name, words.body_sha256, given, words.errors, house.blocks, withdrawn),
        outputs=outputs,
        unread=house.problem or problem,
        unsettled=told.unsettled,
        errors=words.errors,
        problem=house.problem or problem or _companions_problem(source.parent, _companions(source)) or _settled(source),
    )


def all_standings(outputs: Path, today: date | None, evidence: Evidence) -> Iterator[Standing | Unreadable]:
    """Where every document of an outputs folder stands, built or released; one that cannot be read stops no other."""
    for name in known_documents(outputs):
        try:
            yield standing(outputs, name, today, evidence)
        except PublishError as error:
            yield Unreadable(name, str(error), error.exit_code)


def _approvals(source: Path, evidence: Evidence) -> tuple[AgreedWords, tuple[Approval, ...], str]:
    """What is agreed of a source as it is now, every approval beside it, and what could not be read.

    A manifest says nothing of it that is believed: it is read from the files beside the source.
    """
    if not source.is_file():
        return AgreedWords(), (), f"the source {source} is not there"
    try:
        given = tuple(approvals(source))
        words = agreed_words(source, evidence.cache, evidence.hash_of_file) if given else AgreedWords()
    except PublishError as error:
        return AgreedWords(), (), str(error)
    return words, given, ""


def as_named(manifest: Manifest, about: Metadata | None) -> Manifest:
    """The manifest with the title, language, version and review dates that the source has now, as far as it is read.

    A manifest is not signed: a date that somebody wrote into it would hide that a document is overdue.
    """
    if about is None:
        return manifest
    named = {"title": about.title, "lang": about.language, "version": about.version, "review": ReviewDates.of(about)}
    return manifest.model_copy(update=named)


def _agreed(words: AgreedWords, approval: Approval | None) -> Agreed:
    """Whether a role stands for what was built."""
    if approval is None:
        return Agreed.NO
    return Agreed.YES if "" in words.editions else Agreed.VOID


def _as_it_is(manifest: Manifest, source: Path, folder: Path, words: AgreedWords, evidence: Evidence) -> Manifest:
    """The manifest, without what it says of files and of people that is not so."""
    why = why_not_current(source, folder, manifest, evidence)

    def judged(record: EditionRecord) -> EditionRecord:
        if record.file is None:
            return record
        reason = _not_there(folder, record, evidence) or why.get(record.name, "")
        if record.current and reason:
            record = record.model_copy(update={"current": False, "reason": reason})
        if evidence.is_to_agree(record.format) and (review := _review(record, words)) is not record.verdict.review:
            record = record.model_copy(update={"verdict": record.verdict.model_copy(update={"review": review})})
        return record

    return manifest.model_copy(update={"editions": tuple(map(judged, manifest.editions))})


def _not_there(folder: Path, record: EditionRecord, evidence: Evidence) -> str:
    """Why the file of an edition is not the one that was checked, "" where it is."""
    try:
        same = evidence.hash_of_file(inside(folder, str(record.file))) == record.sha256
    except OutputsError as error:
        return str(error).rstrip(".")
    return "" if same else "its file is not the one that was checked"


def _review(record: EditionRecord, words: AgreedWords) -> Review:
    """Whether a role has agreed an edition's words, and whether people checked them, of all that its record claims."""
    if record.format not in words.editions:
        return Review.DRAFT
    claimed = record.verdict.review
    return Review.UNREVIEWED if claimed is Review.REVIEWED and not words.checked_by_people else claimed


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What a source says of itself, None where it cannot be read; and how many marks of its import wait in it."""

    metadata: Metadata | None = None
    unsettled: int = 0


def _beginning(source: Path) -> _Beginning:
    """What is told of a source without parsing it: its front matter, and the marks of its import."""
    try:
        parts = split(source, text_of_file(source))
    except PublishError:
        return _Beginning()
    marks = number_of_marks(parts.yaml, parts.body)
    try:
        return _Beginning(metadata(source, parts.yaml), marks)
    except PublishError:
        return _Beginning(None, marks)


def _companions(source: Path) -> tuple[str | None, ...]:
    """The hashes of the files that all sources of a folder share."""
    return tuple(hash_of(source.parent / name) for name in (GLOSSARY, LEXICON, PICTURES))


@lru_cache(maxsize=64)
def _companions_problem(folder: Path, _hashes: tuple[str | None, ...]) -> str:
    """What keeps the files in a folder of sources from being read, "" where all can be; told once for many sources."""
    try:
        glossary(folder)
        lexicon(folder)
        pictures(folder, frozenset())
    except PublishError as error:
        return str(error)
    return ""


def _settled(source: Path) -> str:
    """What keeps the settled doubts of a source from being read, "" where they can be."""
    try:
        settlements(source)
    except PublishError as error:
        return str(error)
    return ""


def day_of(words: str | None) -> PartialDate | None:
    """A date of a record, None where it has none, or something that is no date."""
    try:
        return partial_date(words) if words else None
    except ValueError:
        return None


def due_by(review: ReviewDates | None) -> PartialDate | None:
    """When the next review is due."""
    return day_of(review.next_review_due) if review is not None else None


@lru_cache(maxsize=64)
def _house(folder: Path, _publisher_hash: str | None) -> House:
    """What the publisher of the sources in a folder wants; read once for many sources."""
    try:
        found = publisher(folder)
    except PublishError as error:
        return House(problem=str(error))
    return House(found.overdue == BLOCK, found.approvers, found.release_keys)
