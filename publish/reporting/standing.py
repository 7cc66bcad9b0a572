"""Where each document stands between its source and its release, told from its outputs without parsing its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from publish.errors import PublishError
from publish.model.approval import Approval
from publish.model.file_names import is_identifier
from publish.model.nodes import PartialDate
from publish.outputs.built_document import built
from publish.outputs.journal import hash_of
from publish.outputs.manifest import NAME, EditionRecord, Manifest, ReviewDates
from publish.outputs.released import FOLDER, Release, Withdrawal, folder_of, releases, withdrawal
from publish.proof.verdict import Review, State
from publish.source.approvals import approvals, latest
from publish.source.companions import PUBLISHER, publisher
from publish.source.front_matter import partial_date
from publish.source.readiness import BLOCK, is_past


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
class ReleasedVersion:
    """One released version, and why it was withdrawn, where it was."""

    release: Release
    withdrawn: Withdrawal | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one document stands.

    `due` is when its next review is due; `blocks` says that its publisher wants no overdue document out. `problem` says
    what could not be read, "" where all could.
    """

    manifest: Manifest
    source: Path
    agreed: Agreed
    approval: Approval | None
    versions: tuple[ReleasedVersion, ...]
    due: PartialDate | None
    today: date
    blocks: bool
    problem: str = ""

    @property
    def overdue(self) -> bool:
        """Whether the review of the document as it was built last is overdue."""
        return self.due is not None and is_past(self.due, self.today)

    @property
    def released(self) -> ReleasedVersion | None:
        """The latest released version that is not withdrawn."""
        return next((version for version in reversed(self.versions) if version.withdrawn is None), None)

    @property
    def orderable(self) -> bool:
        """Whether a person could be given the latest released version: not withdrawn, not overdue under `block`."""
        if not self.versions or self.versions[-1].withdrawn is not None:
            return False
        due = _day(self.versions[-1].release.review)
        return not (self.blocks and due is not None and is_past(due, self.today))

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


def standing(outputs: Path, identifier: str, today: date) -> Standing:
    """Where one document stands. Raises `UsageError` where nothing is built, `OutputsError` where it cannot be read."""
    folder, manifest = built(outputs, identifier)
    source = (folder / manifest.source.path).resolve()
    agreed, approval, problem = _agreed(source, manifest)
    home = folder_of(outputs, identifier)
    return Standing(
        manifest=manifest,
        source=source,
        agreed=agreed,
        approval=approval,
        versions=tuple(
            ReleasedVersion(release, withdrawal(home, release.version)) for release in releases(outputs, identifier)
        ),
        due=_day(manifest.review),
        today=today,
        blocks=_blocks(source.parent, hash_of(source.parent / PUBLISHER)),
        problem=problem,
    )


def all_standings(outputs: Path, today: date) -> Iterator[Standing | Unreadable]:
    """Where every document of an outputs folder stands, by id; one that cannot be read stops no other."""
    for path in sorted(outputs.glob(f"*/{NAME}")) if outputs.is_dir() else ():
        name = path.parent.name
        if name == FOLDER or not is_identifier(name):
            continue
        try:
            yield standing(outputs, name, today)
        except PublishError as error:
            yield Unreadable(name, str(error))


def _agreed(source: Path, manifest: Manifest) -> tuple[Agreed, Approval | None, str]:
    """Whether a role stands for what was built, the approval that says so or did, and what could not be read."""
    now = hash_of(source)
    if now is None:
        return Agreed.UNKNOWN, None, f"the source {source} is not there"
    try:
        given = approvals(source)
    except PublishError as error:
        return Agreed.NO, None, str(error)
    last = latest(given)
    if now != manifest.source.sha256:
        return Agreed.UNKNOWN, last, ""
    if last is None:
        return Agreed.NO, None, ""
    return (Agreed.YES if last.body_sha256 == manifest.body_sha256 else Agreed.VOID), last, ""


def _day(review: ReviewDates | None) -> PartialDate | None:
    """When the next review is due."""
    try:
        return partial_date(review.next_review_due) if review is not None and review.next_review_due else None
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _blocks(folder: Path, _publisher_hash: str | None) -> bool:
    """Whether the publisher of the sources in a folder wants no overdue document out; read once for many sources."""
    try:
        return publisher(folder).overdue == BLOCK
    except PublishError:
        return False
