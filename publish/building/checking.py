"""Checks editions again, at any time and place, against the source as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from publish.contracts.discovery import formats
from publish.contracts.format import EditionOptions, Format, Job, Part, Settings
from publish.errors import OutputsError, PublishError, UsageError
from publish.model.publication import Publication
from publish.outputs import journal
from publish.outputs.manifest import NAME, EditionRecord, Manifest, read_manifest
from publish.proof.verdict import Verdict
from publish.source.load import load
from publish.source.same_id import siblings, with_same_id
from publish.source.waivers import checked, without_waived


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
        if self.verdict is None or self.verdict.findings:
            return 1
        return int(any(doubt.blocks for doubt in self.verdict.doubts))


def check_paths(
    paths: tuple[Path, ...], settings: Settings, source: Path | None = None, format_name: str = ""
) -> Iterator[CheckResult]:
    """Check edition files, or all editions of outputs folders.

    The source is the manifest's, or the one named. Raises `UsageError` where a file is in no manifest and no source is
    named, or where its name does not tell its format and none is given.
    """
    installed = formats(settings)
    loaded: dict[Path, Publication] = {}
    for path in paths:
        for file, record, manifest in _files(path):
            origin = source or _source_of(file, manifest)
            one = _format_of(file, record, installed, format_name)
            try:
                if origin not in loaded:
                    _refuse_same_id(origin)
                    loaded[origin] = load(origin)
                publication = loaded[origin]
                waived = without_waived(publication, one.name, easy_read=Part.EASY_READ in one.uses)
                job = Job(waived.publication, _options(one, record, waived.publication))
                verdict = checked(one, job, waived, file)
                notes = tuple(_notes(file, record, publication))
                yield CheckResult(file, one.name, record.variant if record else "", verdict, publication, notes)
            except PublishError as error:
                yield CheckResult(file, one.name, record.variant if record else "", None, error=error)


def _files(path: Path) -> Iterator[tuple[Path, EditionRecord | None, Manifest | None]]:
    """Each file to check, with its record where a manifest has one."""
    if path.is_file():
        folder = _home(path)
        journal.recover(folder)
        manifest = read_manifest(folder / NAME)
        records = manifest.files if manifest is not None else ()
        yield path, next((one for one in records if folder / str(one.file) == path), None), manifest
        return
    if not path.is_dir():
        raise UsageError(f"{path}: there is no such file or folder.")
    folders = sorted(one.parent for one in path.rglob(NAME))
    if not folders:
        raise UsageError(f"{path}: no manifest is here or below. Name an edition file, or build first.")
    for folder in folders:
        journal.recover(folder)
        manifest = read_manifest(folder / NAME)
        for record in manifest.files if manifest is not None else ():
            yield folder / str(record.file), record, manifest


def _home(file: Path) -> Path:
    """The folder whose manifest names a file: a draft lies one below."""
    return file.parent.parent if file.parent.name == journal.DRAFTS else file.parent


def _refuse_same_id(origin: Path) -> None:
    """Refuse a source that shares its id with another in its folder: it is in doubt of which the edition was made."""
    twice = with_same_id(siblings([origin]))
    if (error := twice.get(origin.resolve())) is not None:
        raise error


def _source_of(file: Path, manifest: Manifest | None) -> Path:
    if manifest is None:
        raise UsageError(f"{file}: no manifest stands beside it. Name its source with --source.")
    return (_home(file) / manifest.source.path).resolve()


def _format_of(file: Path, record: EditionRecord | None, installed: dict[str, Format], name: str) -> Format:
    wanted = name or (record.format if record is not None else "")
    if wanted:
        if wanted not in installed:
            raise UsageError(f"there is no format {wanted}. Installed: {', '.join(installed)}.")
        return installed[wanted]
    fitting = [one for one in installed.values() if file.suffix == one.suffix]
    named = [one for one in fitting if one.stem and one.stem in file.stem]
    found = named or fitting
    if len(found) != 1:
        known = ", ".join(one.name for one in found or installed.values())
        raise UsageError(f"{file}: its name does not tell its format. Add --format with one of: {known}.")
    return found[0]


def _options(one: Format, record: EditionRecord | None, publication: Publication) -> EditionOptions:
    """What an edition was made to be: as its record says, else the first that its format would make.

    Never by the file's name, which anybody may change.
    """
    if record is not None and record.options:
        try:
            return one.Options.model_validate(record.options)
        except ValidationError:
            raise OutputsError(f"the manifest's options of {record.file} do not fit {one.name}. Build again.") from None
    return next(iter(one.variants(publication).options), one.Options())


def _notes(file: Path, record: EditionRecord | None, publication: Publication) -> Iterator[str]:
    if record is None:
        return
    if not file.exists() or journal.hash_of(file) != record.sha256:
        yield "the file has been changed since it was built"
    if record.made_from is not None and record.made_from.source_sha256 != publication.source_sha256:
        yield "the source has been changed since it was built"
    if not record.current:
        yield "it is not current"
