"""Why a released version is not given out any more: the one answer of status, index, report, catalogue and orders."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from publish.comparing.withdrawn_words import Withdrawals, knows, said_before
from publish.model.approval import Approval
from publish.outputs.released import ApprovalRecord, Release
from publish.source.day_words import when
from publish.source.front_matter import partial_date
from publish.source.readiness import is_past


class Reason(StrEnum):
    """Why a released version is not given out any more."""

    WITHDRAWN = "withdrawn"
    OVERDUE = "overdue"
    VOIDED = "voided"  # what was approved is not what the source says now, or the approval was taken back
    UNVERIFIED = "unverified"  # it cannot be proved to be what was released
    FAULTY = "faulty"  # lint finds errors in its source
    DROPPED = "dropped"  # a later version was released without it


@dataclass(frozen=True, slots=True)
class SourceNow:
    """What a source says now, of all that decides whether its release is given out.

    `body_sha256` is None where nobody has approved it, so that nothing of it was read. `errors` are those of lint in a
    sentence, `blocks` whether its publisher wants no overdue document out. `withdrawn` are versions that said the same.
    """

    name: str
    body_sha256: str | None
    approvals: Collection[Approval]
    errors: str
    blocks: bool
    withdrawn: Withdrawals = ()


class KeptIn(NamedTuple):
    """Why, in a word and in a sentence, and since when, where that is known."""

    reason: Reason
    explanation: str
    since: date | None = None


def why_kept_in(release: Release, now: SourceNow, today: date) -> KeptIn | None:
    """Why a version that is as it was signed, and is not withdrawn, is not given out; None where it is."""
    if now.body_sha256 is not None and now.body_sha256 != release.body_sha256:
        return KeptIn(Reason.VOIDED, f"{now.name} does not say any more what was approved and released")
    if now.errors:
        return KeptIn(Reason.FAULTY, now.errors)
    gone = next((record for record in taken_back(release, now) if not record.edition), None)
    if gone is not None:
        if gone in _records(each for each in now.approvals if each.body_sha256 == release.body_sha256):
            return KeptIn(Reason.VOIDED, said_before(now.withdrawn).rstrip("."))
        return KeptIn(Reason.VOIDED, f"its approval ({gone.role}) was taken back, or changed in its file")
    due = partial_date(release.review.next_review_due) if release.review.next_review_due else None
    if now.blocks and due is not None and is_past(due, today):
        since = date(due.year, due.month, due.day) if due.day is not None else None
        return KeptIn(Reason.OVERDUE, f"its review was due {when(due)}", since)
    return None


def taken_back(release: Release, now: SourceNow) -> tuple[ApprovalRecord, ...]:
    """The approvals by which a version was released, and that are not beside its source any more.

    Nor is one that is of other words now, or was given before the same words were withdrawn under another version; for
    that, any later one that knows of it will do.
    """
    of_it = [each for each in now.approvals if each.body_sha256 == release.body_sha256]
    given = _records(of_it)
    known = {each.edition for each in of_it if knows(each, now.withdrawn)}
    return tuple(record for record in release.approvals if record not in given or record.edition not in known)


def _records(approvals: Iterable[Approval]) -> set[ApprovalRecord]:
    return {
        ApprovalRecord(role=each.role, date=each.date, edition=each.edition, readers=each.readers) for each in approvals
    }
