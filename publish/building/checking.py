"""Checks editions again, at any time and place, against the source as it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from typing import Any

from publish.building.boundary import contained
from publish.building.edition_files import CheckRun, EditionFile, NotToRead, files_to_check, hashes_now
from publish.building.made_again import ONLY_WORDS, ByteProof, proved_to_the_byte
from publish.building.recorded_jobs import Built, recorded_job
from publish.building.supervision import Died, dismissed, hired
from publish.building.task_worker import Report
from publish.contracts.discovery import formats
from publish.contracts.format import Format, Job, Part, Settings, Variants, no_progress
from publish.errors import OutputsError, PublishError, Unforeseen, UnreadableEdition, UsageError, described
from publish.limits import EDITION_BYTES, MEGABYTE
from publish.model.publication import Publication
from publish.model.traverse import heading_paths
from publish.outputs.journal import hash_of
from publish.outputs.manifest import EditionRecord
from publish.outputs.released import RELEASE
from publish.plain_files import own_path
from publish.proof.verdict import State, Verdict
from publish.source.edition_imprint import of_edition
from publish.source.load import load
from publish.source.same_id import siblings, with_same_id
from publish.source.waivers import Waived, checked, without_waived


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found in one file. `notes` are facts beside the verdict: what could not be proved, not current."""

    path: Path
    format: str
    variant: str
    verdict: Verdict | None
    headings: Mapping[str, str] = field(default_factory=dict)  # of each section by id, with those above it
    notes: tuple[str, ...] = ()
    error: PublishError | None = None

    @property
    def exit_code(self) -> int:
        """0 where nothing in the file is wrong or in doubt, but for doubts that hold no edition back."""
        if self.error is not None:
            return self.error.exit_code
        return int(self.verdict is None or self.verdict.state is not State.COMPLETE)


def check_paths(
    paths: tuple[Path, ...],
    settings: Settings,
    source: Path | None = None,
    format_name: str = "",
    *,
    sound: bool = False,
) -> Iterator[CheckResult]:
    """Check edition files, or all editions of outputs folders, each under supervision.

    The source is the manifest's, or the one named. An edition in the outputs is also made again and compared byte for
    byte, with `sound` audio as well. Raises `UsageError` where a file is in no manifest and no source is named, where
    its name does not tell its format and none is given, or where audio is to be made again and not to be heard.
    """
    if sound and not settings.listen:
        raise UsageError("audio is made again as it was heard: leave out --no-listen, or --sound.")
    quiet = replace(settings, progress=no_progress)
    run = CheckRun(source, format_name, sound, token_hex(8))
    worker = hired()
    try:
        for path in paths:
            for file in files_to_check(path, run):
                if isinstance(file, NotToRead):
                    yield CheckResult(file.path, "", "", None, error=file.error)
                    continue
                outcome = worker.run(check_in_worker, file, quiet, progress=settings.progress)
                if isinstance(outcome, Died):
                    outcome = _failed(file, Unforeseen(f"{file.path}: {outcome.reason}."))
                yield outcome
    finally:
        dismissed(worker)


def check_in_worker(report: Report, file: EditionFile, settings: Settings) -> CheckResult:
    """Check one file in this process. Raises `UsageError` for a file in no manifest; all else is in the result."""
    try:
        installed = formats(replace(settings, progress=report.progress), report.step)
        format_ = _format_of(file, installed)
        report.step(format_.name)
        return _checked(file, format_, installed, report.progress)
    except KeyboardInterrupt:
        raise
    except PublishError as error:
        if isinstance(error, UsageError) and file.record is None:
            raise
        return _failed(file, error)
    except BaseException as error:  # noqa: BLE001 — the boundary of a file
        return _failed(file, Unforeseen(f"{file.path}: {described(error)}."))


def _failed(file: EditionFile, error: PublishError) -> CheckResult:
    record = file.record
    return CheckResult(
        file.path, record.format if record else file.format, record.variant if record else "", None, error=error
    )


def _checked(
    file: EditionFile, format_: Format, installed: dict[str, Format], progress: Callable[[str, float], None]
) -> CheckResult:
    _refuse_strange(file.path)
    _refuse_same_id(file.origin)
    publication = _loaded(file.origin, file.run)
    if file.identifier and publication.document.metadata.id != file.identifier:
        raise OutputsError(
            f"{file.path}: its manifest names the source {file.origin}, which is of another document. "
            "Name its source with --source."
        )
    waived, job = _ordered(file, format_, publication, installed)
    verdict = contained(checked, format_, job, waived, file.path, gives=Verdict)
    bytes_proof = _proved_to_the_byte(file, publication, installed, progress)
    return CheckResult(
        path=file.path,
        format=format_.name,
        variant=file.record.variant if file.record else "",
        verdict=replace(verdict, findings=(*verdict.findings, *bytes_proof.findings)),
        headings=heading_paths(publication.sections),
        notes=(*bytes_proof.notes, *_notes(file.record, publication)),
    )


def _proved_to_the_byte(
    file: EditionFile, publication: Publication, installed: dict[str, Format], progress: Callable[[str, float], None]
) -> ByteProof:
    """What a comparison with the file that the source makes comes to, where a manifest says what that is to be."""
    if file.record is None or file.manifest is None:
        return ByteProof(notes=(_why_only_words(file.path),))
    return proved_to_the_byte(
        Built(file.home, file.manifest, publication, installed),
        file.record,
        file.path,
        replaced=lambda: hash_of(file.path) in hashes_now(file.path),
        sound=file.run.sound,
        progress=progress,
    )


def _why_only_words(path: Path) -> str:
    """What a check cannot prove of a file that no manifest names, and who can."""
    if (path.parent / RELEASE).is_file():
        return f"{ONLY_WORDS}: it lies in a release, whose bytes publish verify {path.parent} proves"
    return f"no manifest beside it names it, so {ONLY_WORDS}"


def _refuse_strange(path: Path) -> None:
    if not path.is_file():
        raise UnreadableEdition(f"{path}: this is no file. Build the edition again.")
    if path.stat().st_size > EDITION_BYTES:
        raise UnreadableEdition(f"{path}: this is larger than {EDITION_BYTES // MEGABYTE} MB, which no edition is.")


@lru_cache(maxsize=4)
def _loaded(source: Path, _run: CheckRun) -> Publication:
    """A source, read once for all files of one run; what stands beside it may have changed by the next."""
    return load(source)


def _refuse_same_id(origin: Path) -> None:
    """Refuse a source that shares its id with another in its folder: it is in doubt of which the edition was made."""
    twice = with_same_id(siblings([origin]))
    if (error := twice.get(own_path(origin))) is not None:
        raise error


def _format_of(file: EditionFile, installed: dict[str, Format]) -> Format:
    if file.format:
        if file.format not in installed:
            raise UsageError(f"there is no format {file.format}. Installed: {', '.join(installed)}.")
        return installed[file.format]
    fitting = [format_ for format_ in installed.values() if file.path.suffix == format_.suffix]
    named = [format_ for format_ in fitting if format_.stem and format_.stem in file.path.stem]
    longest = max((len(format_.stem) for format_ in named), default=0)  # "-large-print" ends in "-print"
    found = [format_ for format_ in named if len(format_.stem) == longest]
    found = found or [format_ for format_ in fitting if not format_.stem] or fitting
    if len(found) != 1:
        known = ", ".join(format_.name for format_ in found or installed.values())
        raise UsageError(f"{file.path}: its name does not tell its format. Add --format with one of: {known}.")
    return found[0]


def _ordered(
    file: EditionFile, plugin: Format, publication: Publication, installed: dict[str, Format]
) -> tuple[Waived, Job[Any]]:
    """What an edition was made to be: as its record says, else the first that its format would make.

    Never by the file's name, which anybody may change.
    """
    if file.record is not None and file.manifest is not None:
        return recorded_job(Built(file.home, file.manifest, publication, installed), file.record)
    waived = without_waived(publication, plugin.name, easy_read=Part.EASY_READ in plugin.uses)
    variants = contained(plugin.variants, waived.publication, gives=Variants)
    options = next(iter(variants.options), plugin.Options())
    return waived, Job(of_edition(waived.publication, plugin.name, options.ordered_as), options)


def _notes(record: EditionRecord | None, publication: Publication) -> Iterator[str]:
    if record is None:
        return
    if record.made_from is not None and record.made_from.source_sha256 != publication.source_sha256:
        yield "the source has been changed since it was built"
    if not record.current:
        yield "it is not current"
