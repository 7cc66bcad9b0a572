"""Words that were withdrawn: who approves the same ones once more does it knowingly, or not at all.

An approval of the words of a withdrawn version counts only where it names that version: one that was given before the
withdrawal cannot, and neither can one by somebody who was not told of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from publish.model.approval import Approval
from publish.model.publication import Publication
from publish.outputs.proved_release import ProvedRelease
from publish.outputs.released import Withdrawal
from publish.source.approvals import holds, why_void
from publish.source.day_words import when

Withdrawals = tuple[Withdrawal, ...]
"""Those of the versions that say just what a document says now, the latest last."""


def withdrawals_of(body_sha256: str | None, versions: Iterable[ProvedRelease]) -> Withdrawals:
    """The withdrawals of versions that said all that a document says now, by its hash."""
    return tuple(
        version.withdrawn
        for version in versions
        if version.withdrawn is not None and version.release is not None and version.release.body_sha256 == body_sha256
    )


def knows(approval: Approval, withdrawals: Withdrawals) -> bool:
    """Whether an approval was given in the knowledge of withdrawals."""
    return {each.version for each in withdrawals} <= set(approval.despite_withdrawn)


def said_before(withdrawals: Withdrawals) -> str:
    """That a document says what was withdrawn, with version, day and reason; "" where nothing of it was."""
    if not withdrawals:
        return ""
    told = "; and of ".join(_told(each) for each in withdrawals)
    return f"these are word for word the words of {told}."


def _told(withdrawal: Withdrawal) -> str:
    reason = withdrawal.reason.rstrip(".")
    return f"version {withdrawal.version}, withdrawn {when(withdrawal.date)} by {withdrawal.role} (“{reason}”)"


def options(withdrawals: Withdrawals) -> str:
    """What is typed to approve the same words knowingly: " --despite-withdrawn 1.0"."""
    return "".join(f" --despite-withdrawn {each.version}" for each in withdrawals)


class OfWords(NamedTuple):
    """Approvals of a document judged by all that is known: what it says now, and what of that was withdrawn."""

    publication: Publication
    withdrawals: Withdrawals

    @property
    def standing(self) -> tuple[Approval, ...]:
        """The approvals that hold, and were given in the knowledge of what was withdrawn."""
        return tuple(each for each in self.publication.approvals if knows(each, self.withdrawals))

    def holds(self, approval: Approval) -> bool:
        """Whether one of all approvals ever given holds."""
        return holds(approval, self.publication) and knows(approval, self.withdrawals)

    def why_void(self, approval: Approval) -> str:
        """Why one does not, after the word “void”."""
        if holds(approval, self.publication):
            return f"since what it approves was withdrawn: {said_before(self.withdrawals).rstrip('.')}"
        return why_void(approval, self.publication)


def editions_known(editions: Collection[str], given: Iterable[Approval], withdrawals: Withdrawals) -> frozenset[str]:
    """Of the editions whose last approval holds, "" for the document, those of which it knew what was withdrawn."""
    last = {approval.edition: approval for approval in given}
    return frozenset(name for name in editions if name in last and knows(last[name], withdrawals))
