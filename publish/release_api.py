"""The public functions on what is reported, approved and released. They need the extra `release`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from publish.api import default_settings
from publish.building.standing_evidence import kept_evidence
from publish.comparing.changes import Change
from publish.comparing.released_text import compared
from publish.model.approval import Approval
from publish.ordering.catalogue import write_catalogue
from publish.ordering.items import Catalogue
from publish.ordering.ordering import order as place_order
from publish.ordering.podcast import write_podcast
from publish.ordering.tickets import Ticket
from publish.outputs.built_document import built
from publish.outputs.proved_release import ProvedRelease, verified
from publish.outputs.released import Withdrawal
from publish.outputs.signature import private_key, public_key
from publish.releasing import approving, new_release, withdrawing
from publish.releasing.new_release import Released
from publish.reporting.document_report import write_report
from publish.reporting.standing import Standing, Unreadable, all_standings
from publish.source.days import judged_on
from publish.source.load import load


def report(identifier: str, outputs: Path | str = "outputs") -> Path:
    """Write the report on a document beside its editions; gives its path."""
    return write_report(Path(outputs), identifier, default_settings())


def status(outputs: Path | str = "outputs", today: date | None = None) -> tuple[Standing | Unreadable, ...]:
    """Where every document stands: editions, approval, release, review. `today` may name a day to come."""
    with kept_evidence(default_settings()) as evidence:
        return tuple(all_standings(Path(outputs), today, evidence))


def changes(identifier: str, outputs: Path | str = "outputs", version: str = "") -> tuple[Change, ...]:
    """What changed in a document since a released version, the latest where none is named; the weighty first."""
    folder, manifest = built(Path(outputs), identifier)
    return compared(Path(outputs), identifier, load(manifest.source.seen_from(folder)), version).changes


def approve(
    source: Path | str,
    role: str,
    *,
    edition: str = "",
    readers: str = "",
    without: Collection[str] = (),
    despite_withdrawn: Collection[str] = (),
    outputs: Path | str = "outputs",
) -> tuple[Path, Approval]:
    """Approve a document as it was built, or one of its editions; see `publish.releasing.approving.approve`."""
    return approving.approve(
        Path(source),
        role,
        Path(outputs),
        default_settings(),
        edition=edition,
        readers=readers,
        without=without,
        despite_withdrawn=despite_withdrawn,
    )


def release(
    identifier: str, key: Path | str | None = None, outputs: Path | str = "outputs", without: Collection[str] = ()
) -> Released:
    """Release what is approved of a document; see `publish.releasing.new_release.release`.

    `key` is the file of the private key; without one PUBLISH_SIGNING_KEY holds its text.
    """
    return new_release.release(Path(outputs), identifier, _signing(key), default_settings(), without)


def verify(folder: Path | str, key: Path | str | None = None) -> ProvedRelease:
    """Prove a released folder; `key` is the file of the public key that must have signed it, where one is given."""
    return verified(Path(folder), (public_key(Path(key)),) if key is not None else ())


def withdraw(
    identifier: str,
    version: str,
    reason: str,
    role: str,
    key: Path | str | None = None,
    outputs: Path | str = "outputs",
) -> tuple[Path, Withdrawal]:
    """Withdraw a released version; see `publish.releasing.withdrawing.withdraw`, and `release` for the key."""
    return withdrawing.withdraw(Path(outputs), identifier, version, reason=reason, role=role, key=_signing(key))


def _signing(key: Path | str | None) -> Ed25519PrivateKey:
    return private_key(Path(key) if key is not None else None)


def catalogue(outputs: Path | str = "outputs", today: date | None = None) -> Catalogue:
    """What can be ordered, written anew as catalogue.json where it is of the day that it is.

    See `publish.ordering.catalogue`.
    """
    _, whole = write_catalogue(Path(outputs), default_settings(), judged_on(today))
    return whole


def feed(
    address: str, outputs: Path | str = "outputs", picture: str = "", today: date | None = None
) -> tuple[Path, ...]:
    """Write the podcast of all released audio and its chapters; gives their paths, the feed first.

    `address` is where the outputs are served; see `publish.ordering.podcast.write_podcast`.
    """
    return write_podcast(Path(outputs), address, picture, default_settings(), judged_on(today))[0]


def order(
    code: str,
    copies: int,
    to: str,
    outputs: Path | str = "outputs",
    tickets: Path | str | None = None,
    today: date | None = None,
) -> tuple[Path, Ticket]:
    """Order copies of an edition by its stock code, made on request where no release has it.

    `to` has the lines of an address, parted by line ends or semicolons. Gives the folder of the job ticket, below
    `tickets`, and the ticket; see `publish.ordering.ordering.order`.
    """
    folder = Path(tickets) if tickets is not None else Path(outputs) / "tickets"
    day = judged_on(today)
    return place_order(Path(outputs), code, copies, to, folder, default_settings(), day)
