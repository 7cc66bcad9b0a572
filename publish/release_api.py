"""The public functions on what is reported, approved and released. They need the extra `release`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from publish.api import default_settings
from publish.comparing.changes import Change
from publish.comparing.released_text import compared
from publish.model.approval import Approval
from publish.outputs.built_document import built
from publish.outputs.released import Withdrawal
from publish.releasing import approving, new_release, verifying, withdrawing
from publish.releasing.new_release import Released
from publish.releasing.signature import private_key, public_key
from publish.releasing.verifying import Verification
from publish.reporting.document_report import write_report
from publish.reporting.standing import Standing, Unreadable, all_standings
from publish.source.load import load


def report(identifier: str, outputs: Path | str = "outputs", today: date | None = None) -> Path:
    """Write the report on a document beside its editions; gives its path."""
    return write_report(Path(outputs), identifier, default_settings(), today)


def status(outputs: Path | str = "outputs", today: date | None = None) -> tuple[Standing | Unreadable, ...]:
    """Where every document stands: editions, approval, release, review."""
    return tuple(all_standings(Path(outputs), today or datetime.now(UTC).date()))


def changes(identifier: str, outputs: Path | str = "outputs", version: str = "") -> tuple[Change, ...]:
    """What changed in a document since a released version, the latest where none is named; the weighty first."""
    folder, manifest = built(Path(outputs), identifier)
    return compared(Path(outputs), identifier, load((folder / manifest.source.path).resolve()), version).changes


def approve(
    source: Path | str, role: str, *, edition: str = "", readers: str = "", today: date | None = None
) -> tuple[Path, Approval]:
    """Approve a document as it is now, or one of its editions; see `publish.releasing.approving.approve`."""
    return approving.approve(Path(source), role, default_settings(), edition=edition, readers=readers, today=today)


def release(
    identifier: str, key: Path | str | None = None, outputs: Path | str = "outputs", today: date | None = None
) -> Released:
    """Release what is approved of a document; see `publish.releasing.new_release.release`.

    `key` is the file of the private key; without one PUBLISH_SIGNING_KEY holds its text.
    """
    signing = private_key(Path(key) if key is not None else None)
    return new_release.release(Path(outputs), identifier, signing, default_settings(), today)


def verify(folder: Path | str, key: Path | str | None = None) -> Verification:
    """Prove a released folder; `key` is the file of the public key that must have signed it, where one is given."""
    return verifying.verified(Path(folder), public_key(Path(key)) if key is not None else "")


def withdraw(
    identifier: str, version: str, reason: str, role: str = "", outputs: Path | str = "outputs"
) -> tuple[Path, Withdrawal]:
    """Withdraw a released version; see `publish.releasing.withdrawing.withdraw`."""
    return withdrawing.withdraw(Path(outputs), identifier, version, reason, role)
