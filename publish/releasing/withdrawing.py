"""Takes a released version back: it is not given out any more, and stays as it was for who has it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from publish.errors import OutputsError, UsageError
from publish.model.file_names import is_identifier
from publish.outputs import lock
from publish.outputs.manifest import NAME, read_manifest
from publish.outputs.released import Withdrawal, canonical_json, folder_of, releases, withdrawal, withdrawal_file
from publish.outputs.whole_file import put_whole
from publish.releasing.orderable import tell_manifest
from publish.source.approvals import role_named

_LONGEST = 1_000  # characters of a reason


def withdraw(
    outputs: Path, identifier: str, version: str, reason: str, role: str = "", today: date | None = None
) -> tuple[Path, Withdrawal]:
    """Withdraw one version of a document, with the reason; gives the file that says so, and what it says.

    Raises `UsageError` where there is no such version, no reason is given, or it is withdrawn already.
    """
    plain = " ".join(reason.split())
    if not plain or len(plain) > _LONGEST or not plain.isprintable():
        raise UsageError(
            f"say why it is withdrawn, in at most {_LONGEST} plain characters: --reason “A dose was wrong”."
        )
    try:
        by = role_named(role) if role else ""
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    if not is_identifier(identifier):
        raise UsageError(f"“{identifier[:80]}” is no document's id. Write it as it stands in outputs/released/.")
    home = folder_of(outputs, identifier)
    known = {release.version for release in releases(outputs, identifier)}
    if version not in known:
        listed = f"There are: {', '.join(sorted(known))}" if known else "Nothing of it has been released"
        raise UsageError(f"there is no released version {version[:40]} of {identifier}. {listed}.")
    record = Withdrawal(id=identifier, version=version, reason=plain, date=today or datetime.now(UTC).date(), role=by)
    with lock.held(home):
        before = withdrawal(home, version)
        if before is not None:
            raise UsageError(f"{identifier} {version} was withdrawn on {before.date}: {before.reason}")
        path = withdrawal_file(home, version)
        put_whole(path, canonical_json(record.model_dump(mode="json")))
    _tell_manifest(outputs, identifier)
    return path, record


def _tell_manifest(outputs: Path, identifier: str) -> None:
    """Let the manifest say at once that nothing may be ordered; where a build holds it, that build says so."""
    folder = outputs / identifier
    if folder.is_symlink() or not (folder / NAME).exists():
        return
    with suppress(OutputsError), lock.held(folder):
        manifest = read_manifest(folder / NAME)
        printable = {record.format for record in manifest.editions if record.orderable} if manifest else set()
        tell_manifest(outputs, identifier, printable)
