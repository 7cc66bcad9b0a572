"""A release: approved, complete, current editions copied under their version, signed, and never changed again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_hex

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from publish.comparing.document_text import NAME as TEXT
from publish.comparing.document_text import document_text
from publish.contracts.discovery import formats
from publish.contracts.format import Settings
from publish.errors import OutputsError, UsageError
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.outputs import journal, lock
from publish.outputs.built_document import built
from publish.outputs.manifest import NAME, Manifest, ReviewDates, read_manifest
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
    releases,
)
from publish.releasing.orderable import tell_manifest
from publish.releasing.requirements import Releasable, refuse_untrue, releasable
from publish.releasing.signature import public_of, signed
from publish.reporting.document_report import report
from publish.source.load import load
from publish.source.signed_words import body_hash

STAGING = ".staging-"


@dataclass(frozen=True, slots=True)
class Released:
    """What was released, and where it lies."""

    folder: Path
    release: Release


def release(
    outputs: Path, identifier: str, key: Ed25519PrivateKey, settings: Settings, today: date | None = None
) -> Released:
    """Release what is approved of a document, under the version in its front matter.

    Raises:
        UsageError: something stands against it; the message says what, and what to do.
        SourceError: the source cannot be read.
        OutputsError: the outputs cannot be read or written.

    """
    day = today or datetime.now(UTC).date()
    folder, manifest = built(outputs, identifier)
    with lock.held(folder):
        journal.recover(folder)
        manifest = read_manifest(folder / NAME) or manifest
        publication = load((folder / manifest.source.path).resolve())
        before = releases(outputs, identifier)
        installed = formats(settings)
        chosen = releasable(folder, manifest, publication, installed, before, day)
        home = folder_of(outputs, identifier)
        staged = _staging(home)
        try:
            _copy(folder, chosen, staged)
            refuse_untrue(folder, chosen, manifest, publication, installed, staged)
            page = report(outputs, identifier, settings, day)
            _write(staged / REPORT, page)
            _write(staged / TEXT, document_text(publication).data())
            record = _record(manifest, publication, chosen, staged, before, key, day)
            _write(staged / RELEASE, record.text())
            _write(staged / SIGNATURE, signed(key, record.text()))
            place = home / record.version
            _put(staged, place)
            tell_manifest(outputs, identifier, {name for name, plugin in installed.items() if plugin.orderable})
        except OSError as error:
            raise OutputsError(f"{home}: nothing can be written here: {error.strerror}.") from None
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    return Released(place, record)


def _staging(home: Path) -> Path:
    """An empty folder beside the releases; what a killed release left is cleared away."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        for left in home.glob(f"{STAGING}*"):
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
        journal.flush(staged / name)


def _record(
    manifest: Manifest,
    publication: Publication,
    chosen: Releasable,
    staged: Path,
    before: Iterable[Release],
    key: Ed25519PrivateKey,
    day: date,
) -> Release:
    about = publication.document.metadata
    last = next(iter(reversed(tuple(before))), None)
    # Clips of doubts stay in the house: what was released has none that holds it back.
    editions = tuple(
        ReleasedEdition(sku=sku(about.id, record.format, record.variant), record=record) for record in chosen.editions
    )
    return Release(
        id=about.id,
        version=about.version,
        replaces=last.version if last is not None else None,
        title=about.title,
        lang=about.language,
        released=day,
        review=ReviewDates.of(about),
        source_sha256=manifest.source.sha256,
        body_sha256=body_hash(publication),
        approvals=tuple(
            ApprovalRecord(role=each.role, date=each.date, edition=each.edition, readers=each.readers)
            for each in chosen.approvals
        ),
        editions=editions,
        left_out=chosen.left_out,
        files=tuple(
            ReleasedFile(file=path.name, bytes=path.stat().st_size, sha256=str(journal.hash_of(path)))
            for path in sorted(staged.iterdir())
        ),
        key=public_of(key),
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
    journal.flush(path)


def _put(staged: Path, place: Path) -> None:
    """Put a whole release in its place at once. Raises `UsageError` where something is there already."""
    journal.flush(staged)
    if place.exists() or place.is_symlink():
        raise UsageError(f"{place}: something is there already, and nothing is written over a release.")
    os.rename(staged, place)  # noqa: PTH104 — it fails where a folder with files is there; replace would mean otherwise
    journal.flush(place.parent)
