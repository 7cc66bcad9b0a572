"""Approval: a role has seen a document, or one of its editions, and stands for it as it is now."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from publish.contracts.discovery import formats
from publish.contracts.format import Part, Settings
from publish.errors import UsageError
from publish.model.approval import Approval
from publish.model.publication import Publication
from publish.source.approvals import add_approval, approvals, approvals_file, latest, role_named
from publish.source.load import load
from publish.source.readiness import unfinished
from publish.source.signed_words import body_hash, edition_hash, section_hashes


def approve(
    source: Path, role: str, settings: Settings, *, edition: str = "", readers: str = "", today: date | None = None
) -> tuple[Path, Approval]:
    """Write beside a source that a role approves it, or its easy-read words or another edition, as it is now.

    `readers` names the people with a learning disability who checked an easy-read edition. Gives the file and what was
    written.

    Raises:
        UsageError: the role names nobody or a person, there is no such edition, the document is not finished, or this
            is approved already.
        SourceError: the source, or what was approved before, cannot be read.

    """
    try:
        plain_role, plain_readers = role_named(role), role_named(readers) if readers else ""
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    publication = load(source)
    _refuse_unfinished(publication)
    day = today or datetime.now(UTC).date()
    parts = _parts(edition, publication, settings) if edition else ()
    if plain_readers and Part.EASY_READ.value not in parts:
        raise UsageError("readers with a learning disability check the easy-read edition. Add --edition easy-read.")
    approval = Approval(
        role=plain_role,
        date=day,
        body_sha256=body_hash(publication),
        sections=section_hashes(publication),
        edition=edition,
        parts=parts,
        edition_sha256=edition_hash(publication, parts) if edition else "",
        readers=plain_readers,
    )
    before = latest(approvals(source), edition)
    if before is not None and _says_the_same(before, approval):
        raise UsageError(
            f"{approvals_file(source)}:{before.line}: this is approved already ({before.role}, {before.date}), and "
            "nothing has changed since."
        )
    return add_approval(source, approval), approval


def _says_the_same(before: Approval, after: Approval) -> bool:
    def essence(approval: Approval) -> tuple[str, str, str, str]:
        return approval.role, approval.readers, approval.body_sha256, approval.edition_sha256

    return essence(before) == essence(after)


def _refuse_unfinished(publication: Publication) -> None:
    for words in unfinished(publication):
        raise UsageError(f"{publication.source}: this is not finished, so nobody can approve it: {words}.")
    if publication.unsettled:
        marks = f"{publication.unsettled} mark{'s' if publication.unsettled > 1 else ''}"
        raise UsageError(
            f"{publication.source}: {marks} of its import (.check, .picture-needed) wait for a person, so nobody can "
            f"approve it yet. See them with: publish lint {publication.source}"
        )


def _parts(edition: str, publication: Publication, settings: Settings) -> tuple[str, ...]:
    """The parts of a publication that an edition shows. Raises `UsageError` where there is no such edition."""
    installed = formats(settings)
    if edition not in installed:
        raise UsageError(f"there is no format {edition}. Installed: {', '.join(installed)}.")
    variants = installed[edition].variants(publication)
    if not variants.options:
        raise UsageError(f"there is no {edition} edition of this document to approve: {variants.reason}.")
    return tuple(sorted(part.value for part in installed[edition].uses))
