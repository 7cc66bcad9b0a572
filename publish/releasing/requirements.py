"""What stands against a release, each in one sentence; where nothing does, what may leave the house."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from publish.building.boundary import contained
from publish.building.fingerprint import Fingerprint, fingerprint
from publish.comparing.document_text import NAME as TEXT
from publish.contracts.format import Edition, Format, Job, Part
from publish.errors import OutputsError, PublishError, UsageError
from publish.model.approval import Approval
from publish.model.publication import Publication
from publish.outputs import journal
from publish.outputs.manifest import EditionRecord, Manifest
from publish.outputs.released import FOLDER, RELEASE, REPORT, SIGNATURE, Release, order
from publish.proof.verdict import Proof, State, Verdict
from publish.source.approvals import approvals, changed_since, latest
from publish.source.edition_imprint import of_edition
from publish.source.readiness import BLOCK, overdue_since, unfinished
from publish.source.waivers import Waived, checked, without_waived


@dataclass(frozen=True, slots=True)
class Releasable:
    """What of a document may leave the house: editions, those that may not with the reason, and who stands for it."""

    editions: tuple[EditionRecord, ...]
    left_out: tuple[str, ...]
    approvals: tuple[Approval, ...]


def releasable(
    folder: Path,
    manifest: Manifest,
    publication: Publication,
    installed: Mapping[str, Format],
    before: tuple[Release, ...],
    today: date,
) -> Releasable:
    """What may leave the house. Raises `UsageError` with the first thing that stands against it, and what to do."""
    _refuse_document(folder, manifest, publication, today)
    approved = _approved(publication)
    _refuse_version(publication, before)
    editions, left_out = [], []
    for record in manifest.editions:
        reason = _against(folder, record, manifest, publication, installed)
        if reason:
            left_out.append(f"{f'{record.format} {record.variant}'.rstrip()}: {reason}")
        else:
            editions.append(record)
    if not editions:
        listed = "; ".join(left_out) or "none has been built"
        raise UsageError(f"{manifest.id}: no edition can be released: {listed}.")
    shown = {record.format for record in editions}
    stands = tuple(each for each in publication.approvals if not each.edition or each.edition in shown)
    return Releasable(tuple(editions), tuple(left_out), (approved, *(each for each in stands if each.edition)))


def _refuse_document(folder: Path, manifest: Manifest, publication: Publication, today: date) -> None:
    source, name = publication.source, manifest.id
    if name == FOLDER:
        raise UsageError(f"the id “{name}” is the name of the folder of releases. Give {source} another id.")
    if publication.document.metadata.id != name:
        raise UsageError(f"{source}: this is the source of {publication.document.metadata.id}, not of {name}.")
    if publication.source_sha256 != manifest.source.sha256:
        raise UsageError(_stale(publication) or f"{source} has changed since {name} was built. Build it again.")
    for words in unfinished(publication):
        raise UsageError(f"{source}: this is not finished, so it is not released: {words}.")
    late = overdue_since(publication.document.metadata, today)
    if late is not None and publication.publisher.overdue == BLOCK:
        raise UsageError(
            f"{name}: its review was due on {late}, and publisher.yaml says overdue: block. Review it first."
        )


def _stale(publication: Publication) -> str:
    """That a changed source has voided its approval, which says more than that it has changed; "" where it has not."""
    last = latest(approvals(publication.source))
    return _void(last, publication) if last is not None and not latest(publication.approvals) else ""


def _void(approval: Approval, publication: Publication) -> str:
    return (
        f"{publication.document.metadata.id} is not released, as its approval ({approval.role}, {approval.date}) is "
        f"void since {changed_since(approval, publication)} changed: build, look at the report, and approve again."
    )


def _refuse_version(publication: Publication, before: tuple[Release, ...]) -> None:
    about = publication.document.metadata
    if not about.version:
        raise UsageError(f"{publication.source}: it has no version. Add one to its front matter, as version: 1.0")
    for release in before:
        if order(release.version) == order(about.version):
            raise UsageError(
                f"{about.id} {release.version} was released on {release.released}, and a release is never changed. "
                f"Raise version: in {publication.source}."
            )
    if before and order(about.version) < order(before[-1].version):
        raise UsageError(
            f"{about.id} {before[-1].version} is released already, and {about.version} would be older. "
            f"Raise version: in {publication.source}."
        )


def _approved(publication: Publication) -> Approval:
    """The approval of the document as it is. Raises `UsageError` where there is none, or what changed since it."""
    found = latest(publication.approvals)
    if found is not None:
        return found
    last = latest(approvals(publication.source))
    if last is not None:
        raise UsageError(_void(last, publication))
    raise UsageError(
        f"{publication.document.metadata.id} is not approved. Look at its report, then: publish approve "
        f'{publication.source} --role "health information lead"'
    )


def _against(
    folder: Path,
    record: EditionRecord,
    manifest: Manifest,
    publication: Publication,
    installed: Mapping[str, Format],
) -> str:
    """Why one edition stays in the house, "" where it may leave."""
    if record.verdict.state is State.NOT_AUTHORED:
        return record.reason or "it is not written"
    if record.file is None or not record.current or record.withdrawn:
        return record.reason or "it is not current"
    if record.verdict.state is not State.COMPLETE or record.verdict.proof is Proof.SCRIPT:
        return "it is not complete"
    if record.file.casefold() in RECORDS or "/" in record.file:
        return f"its file is called {record.file}, as a record of the release is"
    if journal.hash_in(folder, record.file) != record.sha256:
        return "its file is not the one that was checked. Build again with --force"
    plugin = installed.get(record.format)
    if plugin is None:
        return "its format is not installed here"
    if Part.EASY_READ in plugin.uses and latest(publication.approvals, record.format) is None:
        return _not_agreed(record, publication)
    return "" if _is_as_now(folder, record, manifest, publication, plugin) else _MADE_OF_OTHER


RECORDS = frozenset({RELEASE, SIGNATURE, REPORT, TEXT})
"""Names in the folder of a release that no edition may have."""

_MADE_OF_OTHER = "it was made of other words, pictures or tools than there are now. Build again"


def _not_agreed(record: EditionRecord, publication: Publication) -> str:
    last = latest(approvals(publication.source), record.format)
    if last is not None:
        return f"what {last.role} agreed on {last.date} is void since {changed_since(last, publication)} changed"
    return (
        "nobody has agreed its meaning, so it is a draft. When a role has: publish approve "
        f'{publication.source} --edition {record.format} --role "easy read lead"'
    )


def _is_as_now(
    folder: Path, record: EditionRecord, manifest: Manifest, publication: Publication, plugin: Format
) -> bool:
    """Whether the same edition would be made now: of the same words, pictures, options and tools."""
    try:
        _, job = _order(folder, record, manifest, publication, plugin)
        now = contained(partial(fingerprint, plugin, job), gives=Fingerprint)
    except (ValidationError, PublishError):
        return False
    return record.made_from is not None and record.made_from.fingerprint == now.sha256


def _order(
    folder: Path, record: EditionRecord, manifest: Manifest, publication: Publication, plugin: Format
) -> tuple[Waived, Job[Any]]:
    """What an edition was made of: what is not waived, and the job. Raises `ValidationError` for a record by hand."""
    options = plugin.Options.model_validate(record.options)
    waived = without_waived(publication, plugin.name, easy_read=Part.EASY_READ in plugin.uses)
    needed = {need.format: tuple(_needed(folder, manifest, need.format)) for need in plugin.needs}
    return waived, Job(of_edition(waived.publication, plugin.name, options.variant), options, needed)


def refuse_untrue(
    folder: Path,
    chosen: Releasable,
    manifest: Manifest,
    publication: Publication,
    installed: Mapping[str, Format],
    copies: Path,
) -> None:
    """Prove the very files that are to be signed, which lie in `copies`, against the source once more.

    A manifest is not signed: whoever can write to the outputs can write a hash of another file into it. Raises
    `UsageError` where an edition does not say what its source says.
    """
    for record in chosen.editions:
        plugin = installed[record.format]
        waived, job = _order(folder, record, manifest, publication, plugin)
        verdict = contained(partial(checked, plugin, job, waived, copies / str(record.file)), gives=Verdict)
        if verdict.state is not State.COMPLETE:
            raise UsageError(
                f"{folder / str(record.file)}: this does not say what its source says, whatever its record claims. "
                "Nothing was released. Find out who changed it, and build again with --force."
            )


def _needed(folder: Path, manifest: Manifest, name: str) -> Iterator[Edition]:
    for record in manifest.editions:
        if record.format == name and record.file is not None and record.current:
            try:
                yield record.edition(folder)
            except OutputsError:
                continue
