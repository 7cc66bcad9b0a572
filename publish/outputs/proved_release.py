"""Proves released versions: every byte is as it was signed, and by whom. Who reads a release reads it through here."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from publish.contracts.installed import how_to_get
from publish.errors import OutputsError, UsageError
from publish.model.file_names import is_of_file_managers
from publish.outputs.journal import hash_of
from publish.outputs.released import (
    FOLDER,
    RELEASE,
    SIGNATURE,
    VERSION,
    WITHDRAWAL,
    Release,
    Withdrawal,
    read_release,
    read_withdrawal,
    versions_of,
)

HashOf = Callable[[Path], str | None]
"""What gives the SHA-256 of a file, None where there is none."""

WITHDRAWN_CODE = 7
"""The exit code of `publish verify` for a version that is as it was signed, and withdrawn."""

_LONGEST_SIGNATURE = 1_000  # bytes: it has 89


@dataclass(frozen=True, slots=True)
class ProvedRelease:
    """What was found in the folder of a released version: what is wrong, each with its file, and what it records.

    `release` is None where its record cannot be read. Nothing of a release with a fault is to be believed. `signed` is
    whether its record bears the signature of the key that it names.
    """

    folder: Path
    release: Release | None
    faults: tuple[str, ...]
    withdrawn: Withdrawal | None = None
    signed: bool = False

    @property
    def version(self) -> str:
        """The version by the name of its folder."""
        return self.folder.absolute().name

    @property
    def exit_code(self) -> int:
        """0 where every byte is as it was signed and nothing is withdrawn."""
        if self.faults:
            return 1
        return WITHDRAWN_CODE if self.withdrawn is not None else 0


def proved(folder: Path, keys: Collection[str] = (), hash_of_file: HashOf = hash_of) -> ProvedRelease:
    """Look at every file of a release; `keys` are the public keys that may have signed it, any where none is given."""
    if folder.is_symlink():
        return ProvedRelease(folder, None, (f"{folder}: this is a link, and outputs hold none. Remove the link.",))
    try:
        release = read_release(folder)
        signature = _signature(folder, release)
        record = _record(folder, release, keys, signature)
        found = [*_place(folder, release), *record, *_files(folder, release, hash_of_file)]
        withdrawn = _withdrawal(folder, release, keys)
    except OutputsError as error:
        return ProvedRelease(folder, None, (str(error),))
    except OSError as error:
        return ProvedRelease(folder, None, (f"{error.filename or folder}: it cannot be read: {error.strerror}.",))
    if isinstance(withdrawn, str):
        return ProvedRelease(folder, release, (*found, withdrawn), signed=not signature)
    return ProvedRelease(folder, release, tuple(found), withdrawn, signed=not signature)


def proved_releases(
    outputs: Path, identifier: str, keys: Collection[str] = (), hash_of_file: HashOf = hash_of
) -> tuple[ProvedRelease, ...]:
    """Every released version of a document, the latest last, those that are not as they were signed among them.

    Where a house names no keys, all versions of a document must be signed by the key of the first. Raises
    `OutputsError` where a link stands in the way.
    """
    found = [proved(folder, keys, hash_of_file) for folder in versions_of(outputs, identifier)]
    if not keys:
        found = _of_one_key(found)
    sound = [each.release for each in found if each.release is not None and not each.faults]
    return tuple(_withdrawn_as_told(each, sound) for each in found)


def verified(folder: Path, keys: Collection[str] = ()) -> ProvedRelease:
    """Prove one released folder, wherever it lies; later versions beside it tell of a withdrawal that was removed.

    Raises `UsageError` where there is no such folder, or it is a link.
    """
    if folder.is_symlink():
        raise UsageError(f"{folder}: this is a link. Name the folder that it leads to.")
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder. Name a release, as outputs/released/iron/1.0.")
    found = proved(folder, keys)
    return found if found.release is None else _withdrawn_as_told(found, [*_beside(folder, found.release)])


def handed_out(
    outputs: Path, identifier: str, keys: Collection[str] = (), hash_of_file: HashOf = hash_of
) -> frozenset[str]:
    """The hashes of the editions that may be given out: those of the latest release, unless that is withdrawn.

    None where it is not as it was signed: what cannot be proved to be released is not given out.
    """
    try:
        found = proved_releases(outputs, identifier, keys, hash_of_file)
    except OutputsError:
        return frozenset()
    last = found[-1] if found else None
    if last is None or last.release is None or last.faults or last.withdrawn is not None:
        return frozenset()
    return frozenset(str(edition.record.sha256) for edition in last.release.editions)


def _place(folder: Path, release: Release) -> Iterator[str]:
    """That a release lies under its own name; a copy may be called otherwise, but not as another version."""
    place = folder.absolute()
    if re.fullmatch(VERSION, place.name) and place.name != release.version:
        yield f"{folder}: this is version {release.version}, under the name of another. Move it to its place."
    if place.parent.parent.name == FOLDER and place.parent.name != release.id:
        yield f"{folder}: this is a release of {release.id}. Move it to its place."


def _signature(folder: Path, release: Release) -> str:
    """What is wrong with the signature of a release, "" where nothing is."""
    path = folder / SIGNATURE
    if path.is_symlink() or not path.is_file():
        return f"{path}: the signature is not there."
    if path.stat().st_size > _LONGEST_SIGNATURE or not _signed(release.key, release.text(), path.read_bytes()):
        return f"{path}: this is not the signature of {RELEASE}: one of the two was changed."
    return ""


def _record(folder: Path, release: Release, keys: Collection[str], signature: str) -> Iterator[str]:
    """What is wrong with the record of a release; `signature` is what is wrong with its signature."""
    if (folder / RELEASE).read_bytes() != release.text().encode():
        yield f"{folder / RELEASE}: it is not as it was written: something in it was changed."
    if signature:
        yield signature
    if keys and release.key not in keys:
        yield f"{folder / RELEASE}: it is signed by another key than the house's."


def _signed(key: str, text: str, signature: bytes) -> bool:
    """Whether a signature is that of a text by a key. Raises `OutputsError` where an installation cannot tell."""
    try:
        from publish.outputs.signature import is_signed
    except ImportError:
        advice = how_to_get("accessible-publish", "release")
        message = f"whether a release is as it was signed needs cryptography, which is not installed. {advice}"
        raise OutputsError(message) from None
    return is_signed(key, text, signature)


def _files(folder: Path, release: Release, hash_of_file: HashOf) -> Iterator[str]:
    known = {RELEASE, SIGNATURE, WITHDRAWAL}
    for record in release.files:
        known.add(record.file)
        path = folder / record.file
        if path.is_symlink():
            yield f"{path}: this is a link, and a release holds none."
        elif not path.is_file():
            yield f"{path}: the file is not there."
        elif path.stat().st_size != record.bytes or hash_of_file(path) != record.sha256:
            yield f"{path}: the file was changed."
    for path in sorted(folder.rglob("*")):
        if is_of_file_managers(path.name) and path.parent == folder and path.is_file() and not path.is_symlink():
            continue
        if path.relative_to(folder).as_posix() not in known:
            yield f"{path}: this is no file of the release."


def _withdrawal(folder: Path, release: Release, keys: Collection[str]) -> Withdrawal | str | None:
    """The withdrawal of a release, what is wrong with it, or None where there is none."""
    path = folder / WITHDRAWAL
    try:
        record = read_withdrawal(folder)
    except OutputsError as error:
        return str(error)
    if record is None:
        return None
    withdrawal = record.withdrawal
    if (withdrawal.id, withdrawal.version) != (release.id, release.version):
        return f"{path}: this is the withdrawal of {withdrawal.id} {withdrawal.version}, not of this release."
    if record.key != release.key and record.key not in keys:
        return f"{path}: it is signed by another key than the release."
    if path.read_bytes() != record.text().encode() or not _signed(
        record.key, withdrawal.text(), record.signature.encode()
    ):
        return f"{path}: this withdrawal is not as it was signed: something in it was changed."
    return withdrawal


def _of_one_key(found: list[ProvedRelease]) -> list[ProvedRelease]:
    """Releases, with the fault of those that are signed by another key than the first."""
    first = next((each.release for each in found if each.release is not None and not each.faults), None)

    def foreign(each: ProvedRelease) -> ProvedRelease:
        if first is None or each.release is None or each.release.key == first.key:
            return each
        fault = (
            f"{each.folder / RELEASE}: it is signed by another key than version {first.version}. If the house has both "
            "keys, name them in publisher.yaml as release-keys."
        )
        return replace(each, faults=(*each.faults, fault))

    return [foreign(each) for each in found]


def _withdrawn_as_told(each: ProvedRelease, others: Collection[Release]) -> ProvedRelease:
    """A release, with the fault that its withdrawal is gone, of which another version tells."""
    release = each.release
    told = [other for other in others if release is not None and release.version in other.withdrawn]
    if not told or each.withdrawn is not None:
        return each
    fault = f"{each.folder}: version {told[0].version} says that this was withdrawn, and its {WITHDRAWAL} is not there."
    return replace(each, faults=(*each.faults, fault))


def _beside(folder: Path, release: Release) -> Iterator[Release]:
    """The other versions of a document that lie beside one of its releases, as far as the same key signed them."""
    place = folder.absolute()
    try:
        names = sorted(path for path in place.parent.iterdir() if re.fullmatch(VERSION, path.name) and path != place)
    except OSError:
        return  # a folder that may not be listed: its other versions tell nothing
    for path in names:
        try:
            other = read_release(path)
            if other.id == release.id and not [*_record(path, other, (release.key,), _signature(path, other))]:
                yield other
        except (OutputsError, OSError):
            continue
