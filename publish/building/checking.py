"""Checks editions again, at any time and place, against the source as it is now."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from secrets import token_hex

from pydantic import ValidationError

from publish.building.boundary import contained
from publish.building.supervision import Died, dismissed, hired
from publish.building.task_worker import Report
from publish.contracts.discovery import formats
from publish.contracts.format import EditionOptions, Format, Job, Part, Settings, Variants, no_progress
from publish.errors import OutputsError, PublishError, Unforeseen, UnreadableEdition, UsageError, described
from publish.limits import EDITION_BYTES, MEGABYTE
from publish.model.publication import Publication
from publish.outputs import journal
from publish.outputs.lock import recover_if_free
from publish.outputs.manifest import NAME, EditionRecord, Manifest, read_manifest
from publish.outputs.record_names import inside
from publish.proof.verdict import State, Verdict
from publish.source.edition_imprint import of_edition
from publish.source.load import load
from publish.source.same_id import siblings, with_same_id
from publish.source.waivers import checked, without_waived

_PATIENCE_S = 5.0  # in which a build that is just putting its editions into place has done so
_PAUSE_S = 0.05


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found in one file. `notes` are facts beside the verdict: changed since it was made, not current."""

    path: Path
    format: str
    variant: str
    verdict: Verdict | None
    publication: Publication | None = None
    notes: tuple[str, ...] = ()
    error: PublishError | None = None

    @property
    def exit_code(self) -> int:
        """0 where nothing in the file is wrong or in doubt, but for doubts that hold no edition back."""
        if self.error is not None:
            return self.error.exit_code
        return int(self.verdict is None or self.verdict.state is not State.COMPLETE)


@dataclass(frozen=True, slots=True)
class _File:
    """A file to check: its record and the source where a manifest has them, and the format that was named."""

    path: Path
    record: EditionRecord | None
    origin: Path
    identifier: str  # that the source must have, "" where no manifest says
    format: str
    run: str  # of the check, one for all its files


def check_paths(
    paths: tuple[Path, ...], settings: Settings, source: Path | None = None, format_name: str = ""
) -> Iterator[CheckResult]:
    """Check edition files, or all editions of outputs folders, each under supervision.

    The source is the manifest's, or the one named. Raises `UsageError` where a file is in no manifest and no source is
    named, or where its name does not tell its format and none is given.
    """
    quiet = replace(settings, progress=no_progress)
    run = token_hex(8)
    worker = hired()
    try:
        for path in paths:
            for file in _files(path, source, format_name, run):
                outcome = worker.run(check_in_worker, file, quiet, progress=settings.progress)
                if isinstance(outcome, Died):
                    outcome = _failed(file, Unforeseen(f"{file.path}: {outcome.reason}."))
                yield outcome
    finally:
        dismissed(worker)


def check_in_worker(report: Report, file: _File, settings: Settings) -> CheckResult:
    """Check one file in this process. Raises `UsageError`; all else is in the result."""
    try:
        format_ = _format_of(file, formats(replace(settings, progress=report.progress), report.step))
        report.step(format_.name)
        return _checked(file, format_)
    except (UsageError, KeyboardInterrupt):
        raise
    except PublishError as error:
        return _failed(file, error)
    except BaseException as error:  # noqa: BLE001 — the boundary of a file
        return _failed(file, Unforeseen(f"{file.path}: {described(error)}."))


def _failed(file: _File, error: PublishError) -> CheckResult:
    record = file.record
    return CheckResult(
        file.path, record.format if record else file.format, record.variant if record else "", None, error=error
    )


def _checked(file: _File, format_: Format) -> CheckResult:
    _refuse_strange(file.path)
    _refuse_same_id(file.origin)
    publication = _loaded(file.origin, file.run)
    if file.identifier and publication.document.metadata.id != file.identifier:
        raise OutputsError(
            f"{file.path}: its manifest names the source {file.origin}, which is of another document. "
            "Name its source with --source."
        )
    waived = without_waived(publication, format_.name, easy_read=Part.EASY_READ in format_.uses)
    options = _options(format_, file.record, waived.publication)
    job = Job(of_edition(waived.publication, format_.name, options.variant), options)
    verdict = contained(checked, format_, job, waived, file.path, gives=Verdict)
    notes = tuple(_notes(file.path, file.record, publication))
    return CheckResult(file.path, format_.name, file.record.variant if file.record else "", verdict, publication, notes)


def _refuse_strange(path: Path) -> None:
    if not path.is_file():
        raise UnreadableEdition(f"{path}: this is no file. Build the edition again.")
    if path.stat().st_size > EDITION_BYTES:
        raise UnreadableEdition(f"{path}: this is larger than {EDITION_BYTES // MEGABYTE} MB, which no edition is.")


@lru_cache(maxsize=4)
def _loaded(source: Path, _run: str) -> Publication:
    """A source, read once for all files of one run; what stands beside it may have changed by the next."""
    return load(source)


def _files(path: Path, source: Path | None, format_name: str, run: str) -> Iterator[_File]:
    """Each file to check, with its record where a manifest has one."""
    if path.is_file():
        folder = _home(path)
        name = path.relative_to(folder).as_posix()
        manifest = _steady(folder) if (folder / NAME).exists() else None
        records = manifest.files if manifest is not None else ()
        record = next((record for record in records if record.file == name), None)
        yield _file(path, record, manifest, source, format_name, run)
        return
    if not path.is_dir():
        raise UsageError(f"{path}: there is no such file or folder.")
    folders = sorted(place.parent for place in path.rglob(NAME))
    if not folders:
        raise UsageError(f"{path}: no manifest is here or below. Name an edition file, or build first.")
    for folder in folders:
        manifest = _steady(folder)
        for record in manifest.files if manifest is not None else ():
            yield _file(inside(folder, str(record.file)), record, manifest, source, format_name, run)


def _home(file: Path) -> Path:
    """The folder whose manifest names a file: a draft lies one below."""
    return file.parent.parent if file.parent.name == journal.DRAFTS else file.parent


def _refuse_same_id(origin: Path) -> None:
    """Refuse a source that shares its id with another in its folder: it is in doubt of which the edition was made."""
    twice = with_same_id(siblings([origin]))
    if (error := twice.get(origin.resolve())) is not None:
        raise error


def _file(
    path: Path,
    record: EditionRecord | None,
    manifest: Manifest | None,
    source: Path | None,
    format_name: str,
    run: str,
) -> _File:
    if source is not None or manifest is None:
        if source is None:
            raise UsageError(f"{path}: no manifest stands beside it. Name its source with --source.")
        return _File(path, record, source, "", format_name or (record.format if record else ""), run)
    origin = (_home(path) / manifest.source.path).resolve()
    return _File(path, record, origin, manifest.id, format_name or (record.format if record else ""), run)


def _steady(folder: Path) -> Manifest | None:
    """The manifest of a folder, once what a killed build left is cleared and no build is putting files into place."""
    end = time.monotonic() + _PATIENCE_S
    while True:
        recover_if_free(folder)
        manifest = read_manifest(folder / NAME)
        if manifest is None or not (folder / journal.NEXT).exists() or time.monotonic() > end:
            return manifest
        time.sleep(_PAUSE_S)


def _format_of(file: _File, installed: dict[str, Format]) -> Format:
    if file.format:
        if file.format not in installed:
            raise UsageError(f"there is no format {file.format}. Installed: {', '.join(installed)}.")
        return installed[file.format]
    fitting = [format_ for format_ in installed.values() if file.path.suffix == format_.suffix]
    named = [format_ for format_ in fitting if format_.stem and format_.stem in file.path.stem]
    found = named or fitting
    if len(found) != 1:
        known = ", ".join(format_.name for format_ in found or installed.values())
        raise UsageError(f"{file.path}: its name does not tell its format. Add --format with one of: {known}.")
    return found[0]


def _options(format_: Format, record: EditionRecord | None, publication: Publication) -> EditionOptions:
    """What an edition was made to be: as its record says, else the first that its format would make.

    Never by the file's name, which anybody may change.
    """
    if record is not None and record.options:
        try:
            return format_.Options.model_validate(record.options)
        except ValidationError:
            raise OutputsError(
                f"the manifest's options of {record.file} do not fit {format_.name}. Build again."
            ) from None
    return next(iter(contained(format_.variants, publication, gives=Variants).options), format_.Options())


def _notes(file: Path, record: EditionRecord | None, publication: Publication) -> Iterator[str]:
    if record is None:
        return
    if journal.hash_of(file) not in {record.sha256, *_hashes_now(file, record)}:
        yield "the file has been changed since it was built"
    if record.made_from is not None and record.made_from.source_sha256 != publication.source_sha256:
        yield "the source has been changed since it was built"
    if not record.current:
        yield "it is not current"


def _hashes_now(file: Path, record: EditionRecord) -> Iterator[str | None]:
    """The hash by the manifest as it is now: a build may have put a newer edition into place since it was read."""
    manifest = read_manifest(_home(file) / NAME)
    return (
        edition.sha256 for edition in (manifest.files if manifest is not None else ()) if edition.file == record.file
    )
