"""Approval: a role has seen a document, or one of its editions, as it was built, and stands for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from publish.building.recorded_jobs import Built
from publish.building.whole_editions import BUILD_AGAIN, each_once, leaving_out, refuse_unknown, why_not_whole
from publish.comparing.withdrawn_words import Withdrawals, options, said_before, withdrawals_of
from publish.contracts.discovery import formats
from publish.contracts.format import Format, Part, Settings
from publish.errors import UsageError
from publish.linting.runner import errors_against, in_a_sentence
from publish.model.approval import Approval
from publish.model.publication import Publication
from publish.outputs import journal, lock
from publish.outputs.built_document import built
from publish.outputs.proved_release import proved_releases
from publish.source.approvals import add_approval, approvals, approvals_file, latest
from publish.source.day_words import day_in_words
from publish.source.days import judged_on
from publish.source.load import load
from publish.source.readiness import blocked, unfinished, unsettled
from publish.source.roles import may_approve, role_named
from publish.source.signed_words import HOUSE, body_hash, edition_hash, section_hashes


def approve(
    source: Path,
    role: str,
    outputs: Path,
    settings: Settings,
    *,
    edition: str = "",
    readers: str = "",
    without: Collection[str] = (),
    despite_withdrawn: Collection[str] = (),
) -> tuple[Path, Approval]:
    """Write beside a source that a role approves it, or its easy-read words or another edition, as it was built.

    `readers` names the people with a learning disability who checked an easy-read edition, `without` the formats whose
    editions need not be whole, as they are to be left out of the release. `despite_withdrawn` are the withdrawn
    versions that say the same: who approves that again names each. Gives the file and what was written.

    Raises:
        UsageError: the role names nobody, a person, or one that may not approve; there is no such edition; the document
            is not finished, not built as it is now, or not whole; says what was withdrawn; or is approved already.
        SourceError: the source, or what was approved before, cannot be read.
        OutputsError: the outputs cannot be read, or a build is at work there.

    """
    try:
        plain_role, plain_readers = role_named(role), role_named(readers) if readers else ""
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    installed = formats(settings)
    refuse_unknown(without, installed)
    publication = load(source)
    _refuse_role(plain_role, publication)
    _refuse_unfinished(publication)
    parts = _parts(edition, publication, installed) if edition else ()
    if plain_readers and Part.EASY_READ.value not in parts:
        raise UsageError("readers with a learning disability check the easy-read edition. Add --edition easy-read.")
    folder, _ = built(outputs, publication.document.metadata.id)
    with lock.exclusive(folder):  # the file of approvals is read and written under it: of two at once none is lost
        journal.recover(folder)
        _, manifest = built(outputs, publication.document.metadata.id)
        _refuse_not_built(Built(folder, manifest, publication, installed), edition, without)
        known = _refuse_withdrawn(publication, outputs, despite_withdrawn)
        approval = Approval(
            role=plain_role,
            date=judged_on(),
            body_sha256=body_hash(publication),
            sections=section_hashes(publication, parts),
            edition=edition,
            parts=parts,
            edition_sha256=edition_hash(publication, parts) if edition else "",
            readers=plain_readers,
            despite_withdrawn=tuple(each.version for each in known),
        )
        _refuse_again(source, approval)
        return add_approval(source, approval), approval


def _refuse_role(role: str, publication: Publication) -> None:
    approvers = publication.publisher.approvers
    if not may_approve(role, approvers):
        raise UsageError(
            f"“{role}” may not approve here. publisher.yaml names who may, as approvers: {', '.join(approvers)}."
        )


def _refuse_unfinished(publication: Publication) -> None:
    for words in unfinished(publication):
        raise UsageError(f"{publication.source}: this is not finished, so nobody can approve it: {words}.")
    if late := blocked(publication, judged_on()):
        raise UsageError(f"{publication.source}: nobody can approve this now: {late}")
    if marks := unsettled(publication.unsettled, publication.source):
        raise UsageError(f"{publication.source}: nobody can approve this yet: {marks}")
    if errors := errors_against(publication, judged_on()):
        raise UsageError(f"{publication.source}: nobody can approve this: {in_a_sentence(errors, publication.source)}")


def _refuse_not_built(at: Built, edition: str, without: Collection[str]) -> None:
    """Raise `UsageError` where what is approved is not what lies in the outputs, whole and as it is now."""
    source = at.publication.source
    if at.publication.source_sha256 != at.manifest.source.sha256:
        raise UsageError(
            f"{source} has changed since it was built, so nobody has seen its editions as they would be. Build it, "
            "look at its report, and approve it then."
        )
    wanted = [record for record in at.manifest.editions if not edition or record.format == edition]
    if not any(record.file for record in wanted):
        raise UsageError(
            f"{source}: no {edition or 'edition'} of it is built, so there is nothing to approve. Build it, look at "
            "its report, and approve it then."
        )
    given = {record.name: why_not_whole(at, record) for record in wanted if record.format not in without}
    reasons = {name: reason for name, reason in given.items() if reason}
    if reasons:
        lasting = [name for name, reason in reasons.items() if BUILD_AGAIN not in reason]
        advice = "" if edition or not lasting else f" To approve the document without, add {leaving_out(lasting)}."
        raise UsageError(f"{source}: nobody can approve this yet. {'; '.join(each_once(reasons))}.{advice}")


def _refuse_withdrawn(publication: Publication, outputs: Path, named: Collection[str]) -> Withdrawals:
    """The withdrawals of versions that say the same; raises `UsageError` unless just those versions are named."""
    source, keys = publication.source, publication.publisher.release_keys
    found = withdrawals_of(body_hash(publication), proved_releases(outputs, publication.document.metadata.id, keys))
    if others := [version[:40] for version in named if version not in {each.version for each in found}]:
        raise UsageError(f"{source}: no withdrawn version {', '.join(others)} says the same. Leave that option out.")
    if len(set(named)) < len(found):
        raise UsageError(
            f"{source}: {said_before(found)} Put right what was wrong, build it, and approve it then. Where the "
            f"words were not the reason, approve them knowingly: add{options(found)}."
        )
    return found


def _refuse_again(source: Path, approval: Approval) -> None:
    before = latest(approvals(source), approval.edition)
    if before is not None and _essence(before) == _essence(approval):
        raise UsageError(
            f"{approvals_file(source)}:{before.line}: this is approved already ({before.role}, "
            f"{day_in_words(before.date)}), and nothing has changed since."
        )


def _essence(approval: Approval) -> tuple[str, ...]:
    house = "" if approval.edition else approval.sections.get(HOUSE, "")
    return (
        approval.role,
        approval.readers,
        approval.body_sha256,
        approval.edition_sha256,
        house,
        *approval.despite_withdrawn,
    )


def _parts(edition: str, publication: Publication, installed: Mapping[str, Format]) -> tuple[str, ...]:
    """The parts of a publication that an edition shows. Raises `UsageError` where there is no such edition."""
    refuse_unknown([edition], installed)
    variants = installed[edition].variants(publication)
    if not variants.options:
        raise UsageError(f"there is no {edition} edition of this document to approve: {variants.reason}.")
    return tuple(sorted(part.value for part in installed[edition].uses))
