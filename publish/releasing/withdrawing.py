"""Takes a released version back: it is not given out any more, and stays as it was for who has it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from publish.errors import OutputsError, UsageError
from publish.model.file_names import is_identifier
from publish.outputs import lock
from publish.outputs.built_document import may_hold_manifest
from publish.outputs.manifest import NAME, read_manifest
from publish.outputs.proved_release import ProvedRelease, proved_releases
from publish.outputs.released import WITHDRAWAL, SignedWithdrawal, Withdrawal, folder_of
from publish.outputs.signature import public_of, short_name, signed
from publish.plain_files import flush
from publish.releasing.house_keys import house_keys
from publish.releasing.orderable import tell_manifest
from publish.source.day_words import when
from publish.source.days import judged_on
from publish.source.roles import role_named

_LONGEST = 1_000  # characters of a reason


def withdraw(
    outputs: Path, identifier: str, version: str, *, reason: str, role: str, key: Ed25519PrivateKey
) -> tuple[Path, Withdrawal]:
    """Withdraw one version of a document, signed by the key of its release; gives the file that says so, and what.

    A release with a fault can be withdrawn, too. Raises `UsageError` where there is no such version, no reason or role
    is given, the key is another, or it is withdrawn already; `OutputsError` where its record cannot be read.
    """
    plain = " ".join(reason.split())
    if not plain or len(plain) > _LONGEST or not plain.isprintable():
        raise UsageError(
            f"say why it is withdrawn, in at most {_LONGEST} plain characters: --reason “A dose was wrong”."
        )
    try:
        by = role_named(role)
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    if not is_identifier(identifier):
        raise UsageError(f"“{identifier[:80]}” is no document's id. Write it as it stands in outputs/released/.")
    keys = house_keys(outputs, identifier)
    home = folder_of(outputs, identifier)
    with lock.exclusive(home):
        found = _released(outputs, identifier, version, keys)
        _refuse(found, identifier, public_of(key), keys)
        record = Withdrawal(id=identifier, version=version, reason=plain, date=judged_on(), role=by)
        path = _put(home, found.folder / WITHDRAWAL, _signed(record, key))
    _tell_manifest(outputs, identifier, keys)
    return path, record


def _signed(record: Withdrawal, key: Ed25519PrivateKey) -> SignedWithdrawal:
    return SignedWithdrawal(withdrawal=record, key=public_of(key), signature=signed(key, record.text()))


def _released(outputs: Path, identifier: str, version: str, keys: tuple[str, ...]) -> ProvedRelease:
    every = proved_releases(outputs, identifier, keys)
    for found in every:
        if found.version == version:
            return found
    listed = f"There are: {', '.join(each.version for each in every)}" if every else "Nothing of it has been released"
    raise UsageError(f"there is no released version {version[:40]!r} of {identifier}. {listed}.")


def _refuse(found: ProvedRelease, identifier: str, key: str, keys: tuple[str, ...]) -> None:
    if found.withdrawn is not None:
        before = found.withdrawn
        raise UsageError(f"{identifier} {found.version} was withdrawn {when(before.date)}: {before.reason}")
    if found.release is None:
        raise OutputsError(f"{found.faults[0]} Its record cannot be read, so nobody is given it. Move its folder away.")
    if key != found.release.key and key not in keys:
        raise UsageError(
            f"{identifier} {found.version} was signed by the key {short_name(found.release.key)}, and this is another "
            f"({short_name(key)}). Withdraw it with the key that signed it."
        )


def _put(home: Path, path: Path, record: SignedWithdrawal) -> Path:
    """Put a withdrawal into a release at once: what is half written lies beside it, as a release has no other file."""
    draft = home / f".withdrawal-{token_hex(4)}"
    try:
        draft.write_text(record.text(), encoding="utf-8", newline="\n")
        flush(draft)
        draft.rename(path)
        flush(path.parent)
    except OSError as error:
        raise OutputsError(f"{path}: it cannot be written: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)
    return path


def _tell_manifest(outputs: Path, identifier: str, keys: tuple[str, ...]) -> None:
    """Let the manifest say at once that nothing may be ordered; where a build holds it, that build says so."""
    folder = outputs / identifier
    if folder.is_symlink() or not may_hold_manifest(folder):
        return
    with suppress(OutputsError), lock.exclusive(folder):
        manifest = read_manifest(folder / NAME)
        printable = {record.format for record in manifest.editions if record.orderable} if manifest else set()
        tell_manifest(outputs, identifier, printable, keys)
