"""Proves a released folder anywhere, with nothing but the folder: every byte is as it was signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.errors import OutputsError, UsageError
from publish.outputs.journal import hash_of
from publish.outputs.released import RELEASE, SIGNATURE, Release, Withdrawal, read_release, withdrawal
from publish.releasing.signature import is_signed


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found in a released folder: what is wrong, each with its file, and the record where it can be read."""

    folder: Path
    release: Release | None
    faults: tuple[str, ...]
    withdrawn: Withdrawal | None = None

    @property
    def exit_code(self) -> int:
        """0 where every byte is as it was signed."""
        return 1 if self.faults else 0


def verified(folder: Path, key: str = "") -> Verification:
    """Look at every file of a release; `key` is the public key that must have signed it, any where none is given.

    Raises `UsageError` where there is no such folder.
    """
    if not folder.is_dir() or folder.is_symlink():
        raise UsageError(f"{folder}: there is no such folder. Name a release, as outputs/released/iron/1.0.")
    try:
        release = read_release(folder)
    except OutputsError as error:
        return Verification(folder, None, (str(error),))
    faults = (*_record(folder, release, key), *_files(folder, release))
    try:
        gone = withdrawal(folder.absolute().parent, release.version)
    except OutputsError as error:
        return Verification(folder, release, (*faults, str(error)))
    ours = gone if gone is not None and gone.id == release.id else None
    return Verification(folder, release, faults, ours)


def _record(folder: Path, release: Release, key: str) -> Iterator[str]:
    text = release.text()
    if (folder / RELEASE).read_bytes() != text.encode():
        yield f"{folder / RELEASE}: it is not as it was written: something in it was changed."
    path = folder / SIGNATURE
    if path.is_symlink() or not path.is_file():
        yield f"{path}: the signature is not there."
    elif not is_signed(release.key, text, path.read_bytes()[:1000]) or path.stat().st_size > 1000:
        yield f"{path}: this is not the signature of {RELEASE}: one of the two was changed."
    if key and key != release.key:
        yield f"{folder / RELEASE}: it is signed by another key than the one that was named."


def _files(folder: Path, release: Release) -> Iterator[str]:
    known = {RELEASE, SIGNATURE}
    for record in release.files:
        known.add(record.file)
        path = folder / record.file
        if path.is_symlink():
            yield f"{path}: this is a link, and a release holds none."
        elif not path.is_file():
            yield f"{path}: the file is not there."
        elif path.stat().st_size != record.bytes or hash_of(path) != record.sha256:
            yield f"{path}: the file was changed."
    for path in sorted(folder.rglob("*")):
        if path.relative_to(folder).as_posix() not in known:
            yield f"{path}: this is no file of the release."
