"""A report that would say the same is not made again: told by all that it is made from, and by its own bytes.

To tell takes 0.2 s where the page of the B-cell ALL factsheet takes 1.7, on a loaded machine. A page that somebody
changed is made again.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from publish.building.fingerprint import digest
from publish.building.unchanged import around
from publish.contracts.format import Settings
from publish.errors import PublishError
from publish.limits import EDITION_BYTES
from publish.outputs.journal import hash_of
from publish.outputs.known_hashes import known_hashes
from publish.outputs.lock import LOCK
from publish.outputs.manifest import Manifest
from publish.outputs.released import FOLDER, REPORT
from publish.plain_files import read_plain
from publish.source.approvals import approvals_file
from publish.source.days import judged_on

_END = "\n<!-- {} -->\n"


def made_from(outputs: Path, folder: Path, manifest: Manifest, settings: Settings, today: date | None) -> str | None:
    """A hash over all that the report on a document is made from; None where its last build does not say.

    That is all around its source, its outputs, its releases, and the day on which its review is judged.
    """
    source = manifest.source.seen_from(folder)
    try:
        beside = around(source, manifest)
        signed = hash_of(approvals_file(source))
        found = _beside(outputs, folder, manifest.id, settings)
    except PublishError:  # what is wrong there is for the report to say
        return None
    if beside is None:
        return None
    return digest([str(source), beside, signed, found, str(judged_on(today))])


def _beside(outputs: Path, folder: Path, identifier: str, settings: Settings) -> list[tuple[str, str | None]]:
    """Every file of a document's outputs and releases with its hash."""
    own = {REPORT, LOCK}
    files = [path for path in sorted(folder.rglob("*")) if path.relative_to(folder).as_posix() not in own]
    files += sorted((outputs / FOLDER / identifier).rglob("*"))
    with known_hashes(settings.cache) as hashes:
        return [(path.relative_to(outputs).as_posix(), hashes.hash_of(path)) for path in files]


def marked(page: str, key: str | None) -> str:
    """A page with what it was made from at its end, bound to what it says."""
    return page if key is None else page + _END.format(_bound(page, key))


def is_still_right(report: Path, key: str | None) -> bool:
    """Whether a report was made from just that, and is as it was made."""
    if key is None:
        return False
    try:
        text = read_plain(report, EDITION_BYTES).decode("utf-8")
    except (OSError, ValueError):
        return False
    page = text[: -len(_END.format("0" * 64))]
    return text == marked(page, key)


def _bound(page: str, key: str) -> str:
    return sha256(f"{key} {sha256(page.encode()).hexdigest()}".encode()).hexdigest()
