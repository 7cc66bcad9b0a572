"""A release: approved, complete, current editions copied under their version, signed, and never changed again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from secrets import token_hex

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from publish.building.recorded_jobs import Built
from publish.building.whole_editions import proved_records
from publish.comparing.document_text import NAME as TEXT
from publish.comparing.document_text import document_text
from publish.comparing.withdrawn_words import Withdrawals
from publish.contracts.discovery import formats
from publish.contracts.format import Settings
from publish.errors import OutputsError, UsageError
from publish.model.stock_code import sku
from publish.outputs import journal, lock
from publish.outputs.built_document import built
from publish.outputs.manifest import ReviewDates
from publish.outputs.proved_release import ProvedRelease, proved_releases
from publish.outputs.record_names import inside
from publish.outputs.released import (
    RELEASE,
    REPORT,
    SIGNATURE,
    ApprovalRecord,
    Release,
    ReleasedEdition,
    ReleasedFile,
    folder_of,
)
from publish.outputs.signature import public_of, short_name, signed
from publish.plain_files import flush
from publish.releasing.orderable import tell_manifest
from publish.releasing.requirements import Releasable, releasable
from publish.reporting.document_report import report
from publish.source.days import judged_on
from publish.source.load import load
from publish.source.signed_words import body_hash

STAGING = ".staging-"


@dataclass(frozen=True, slots=True)
class Released:
    """What was released, of which source, and where it lies; `withdrawals` are of versions that said the same."""

    source: Path
    folder: Path
    release: Release
    withdrawals: Withdrawals = ()


def release(
    outputs: Path, identifier: str, key: Ed25519PrivateKey, settings: Settings, without: Collection[str] = ()
) -> Released:
    """Release what is approved of a document, under the version in its front matter.

    `without` are the formats whose editions are left out of it: any other that is not whole stands against the release.

    Raises:
        UsageError: something stands against it; the message says what, and what to do.
        SourceError: the source cannot be read.
        OutputsError: the outputs cannot be read or written.

    """
    today = judged_on()
    folder, _ = built(outputs, identifier)
    with lock.exclusive(folder):
        journal.recover(folder)
        _, manifest = built(outputs, identifier)
        publication = load(manifest.source.seen_from(folder))
        keys = publication.publisher.release_keys
        before = proved_releases(outputs, identifier, keys)
        _refuse_key(public_of(key), keys, before)
        at = Built(folder, manifest, publication, formats(settings))
        chosen = releasable(at, before, today, without)
        home = folder_of(outputs, identifier)
        staged = _staging(home)
        try:
            _copy(folder, chosen, staged)
            chosen = replace(chosen, editions=proved_records(at, chosen.editions, staged, settings.cache))
            record = _record(at, chosen, before, public_of(key), today)
            _write(staged / REPORT, report(outputs, identifier, settings, leaving=record))
            _write(staged / TEXT, document_text(publication).data())
            record = record.model_copy(update={"files": _files(staged)})
            _write(staged / RELEASE, record.text())
            _write(staged / SIGNATURE, signed(key, record.text()))
            place = home / record.version
            _put(staged, place)
            tell_manifest(outputs, identifier, {name for name, each in at.installed.items() if each.orderable}, keys)
        except OSError as error:
            raise OutputsError(f"{home}: nothing can be written here: {error.strerror}.") from None
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    return Released(publication.source, place, record, chosen.withdrawals)


def _refuse_key(key: str, keys: Collection[str], before: Iterable[ProvedRelease]) -> None:
    """Raise where the key is not the house's, or an earlier release is not as it was signed."""
    if keys and key not in keys:
        raise UsageError(
            f"the key {short_name(key)} is none that publisher.yaml names as release-keys. Sign with one of those, or "
            f"add it: {key}"
        )
    for earlier in before:
        if earlier.faults:
            raise OutputsError(
                f"{earlier.faults[0]} Nothing is released after a release that is not as it was signed. Find out who "
                "changed it, and put it back from a copy, or move it away."
            )
        if not keys and earlier.release is not None and earlier.release.key != key:
            raise UsageError(
                f"version {earlier.version} was signed by another key ({short_name(earlier.release.key)}) than this "
                f"({short_name(key)}). If the house has both, name them in publisher.yaml as release-keys."
            )


def _staging(home: Path) -> Path:
    """An empty folder beside the releases; what a killed release left is cleared away."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        for left in home.glob(f"{STAGING}*"):
            if left.is_dir():  # a pipe would be waited for
                shutil.rmtree(left, ignore_errors=True)
        staged = home / f"{STAGING}{token_hex(8)}"
        staged.mkdir()
    except OSError as error:
        raise OutputsError(f"{home}: nothing can be written here: {error.strerror}.") from None
    return staged


def _copy(folder: Path, chosen: Releasable, staged: Path) -> None:
    for record in chosen.editions:
        name = str(record.file)
        shutil.copyfile(inside(folder, name), staged / name, follow_symlinks=False)
        if journal.hash_of(staged / name) != record.sha256:
            raise OutputsError(f"{folder / name}: the file changed while it was copied. Nothing was released.")
        flush(staged / name)


def _record(at: Built, chosen: Releasable, before: tuple[ProvedRelease, ...], key: str, today: date) -> Release:
    """The record of a release whose files are still to be named."""
    about = at.publication.document.metadata
    # Clips of doubts stay in the house: what was released has none that holds it back.
    editions = tuple(
        ReleasedEdition(sku=sku(about.id, record.format, record.variant), record=record) for record in chosen.editions
    )
    return Release(
        id=about.id,
        version=about.version,
        replaces=before[-1].version if before else None,
        title=about.title,
        lang=about.language,
        released=today,
        review=ReviewDates.of(about),
        source_sha256=at.manifest.source.sha256,
        body_sha256=body_hash(at.publication),
        approvals=tuple(
            ApprovalRecord(role=each.role, date=each.date, edition=each.edition, readers=each.readers)
            for each in chosen.approvals
        ),
        editions=editions,
        left_out=chosen.left_out,
        withdrawn=tuple(earlier.version for earlier in before if earlier.withdrawn is not None),
        files=(),
        key=key,
    )


def _files(staged: Path) -> tuple[ReleasedFile, ...]:
    return tuple(
        ReleasedFile(file=path.name, bytes=path.stat().st_size, sha256=str(journal.hash_of(path)))
        for path in sorted(staged.iterdir())
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
    flush(path)


def _put(staged: Path, place: Path) -> None:
    """Put a whole release in its place at once. Raises `UsageError` where something is there already."""
    flush(staged)
    if place.exists() or place.is_symlink():
        raise UsageError(f"{place}: something is there already, and nothing is written over a release.")
    os.rename(staged, place)  # noqa: PTH104 — it fails where a folder with files is there; replace would mean otherwise
    flush(place.parent)
