"""Whether a file is, byte for byte, the one that its source makes.

A check of words knows what an edition must say, not all that could be put into a file besides: an action in a PDF, a
part that nothing names in a package. The same source, options and tools make the same bytes, so an edition is made
again, beside its place, and compared.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from publish.building.boundary import contained, written
from publish.building.editions import SHAPES
from publish.building.fingerprint import Fingerprint, fingerprint
from publish.building.proved_edition import Writing, newly_made
from publish.building.recorded_jobs import Built, recorded_job
from publish.contracts.format import Format, Job, Locations, Revising
from publish.errors import PublishError
from publish.outputs.journal import hash_of
from publish.outputs.manifest import EditionRecord
from publish.proof.verdict import Finding, FindingKind
from publish.source.waivers import Waived

_MOST_PARTS = 3  # named in one finding
_BLOCK = 1 << 16

ONLY_WORDS = "only what it says was proved, and not that nothing else was put into the file"


@dataclass(frozen=True, slots=True)
class ByteProof:
    """What a comparison of bytes came to: a finding where they differ, a note where they could not be compared."""

    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def proved_to_the_byte(
    at: Built,
    record: EditionRecord,
    path: Path,
    *,
    replaced: Callable[[], bool],
    sound: bool,
    progress: Callable[[str, float], None],
) -> ByteProof:
    """Compare an edition with the file that its source makes now, as far as it was made of the same.

    `replaced` says whether a build has just put another file into its place. `sound` is True where audio, which takes
    minutes, is made again as well. Raises `OutputsError` for a record that no build writes.
    """
    if (found := hash_of(path)) != record.sha256 and replaced():
        return ByteProof(notes=("a build has just put another file into its place: check it again",))
    waived, job = recorded_job(at, record)
    plugin = at.installed[record.format]
    why_not = _why_not_comparable(plugin, job, record, sound=sound)
    if why_not and found != record.sha256:
        return ByteProof((_finding("the file that was built", "a file that was changed since it was built"),))
    if why_not:
        return ByteProof(notes=(why_not,))
    with TemporaryDirectory() as folder:
        again = Path(folder) / Path(str(record.file)).name
        try:
            _write_again(plugin, job, waived, again, progress)
        except PublishError as error:
            return ByteProof(notes=(f"it cannot be made again here, so {ONLY_WORDS}: {str(error).rstrip('.')}",))
        if hash_of(again) != found:
            others = f"another file, and {different_in(path, again)}"
            return ByteProof((_finding("the very file that this source makes", others),))
    wrong_record = ("it is the very file that its source makes, and its manifest tells of another: build again",)
    return ByteProof(notes=() if found == record.sha256 else wrong_record)


def locations_where_made_so(plugin: Format, job: Job[Any], path: Path) -> Locations | None:
    """Where things are in a file that is the very one that a job makes, None where it is another.

    Raises `EditionError` where the job makes none.
    """
    with TemporaryDirectory() as folder:
        again = Path(folder) / path.name
        locations = written(partial(plugin.write, job, again), again, Path(folder))
        return locations if hash_of(again) == hash_of(path) else None


def different_in(path: Path, again: Path) -> str:
    """Where a file differs from the one that was made again, for people: the parts of a package, else the place."""
    try:
        with zipfile.ZipFile(path) as package, zipfile.ZipFile(again) as right:
            found, wanted = _parts(package), _parts(right)
    except (OSError, ValueError, zipfile.BadZipFile):
        return f"it differs from byte {_first_difference(path, again)} on"
    names = [name for name in {**wanted, **found} if found.get(name) != wanted.get(name)]
    if not names:
        return "its parts are packed in another way"
    more = f" and {len(names) - _MOST_PARTS} more" if len(names) > _MOST_PARTS else ""
    return f"these parts of it differ: {', '.join(names[:_MOST_PARTS])}{more}"


def _why_not_comparable(plugin: Format, job: Job[Any], record: EditionRecord, *, sound: bool) -> str:
    """Why the bytes of an edition say nothing, "" where they do."""
    try:
        now = contained(partial(fingerprint, plugin, job), gives=Fingerprint)
    except PublishError as error:
        return f"it cannot be told what it would be made of now, so {ONLY_WORDS}: {str(error).rstrip('.')}"
    if record.made_from is None:
        return f"its manifest does not say what it was made of, so {ONLY_WORDS}"
    if record.made_from.fingerprint != now.sha256:
        changed = [SHAPES.get(name, name) for name in now.unlike(record.made_from.parts)]
        since = f" ({', '.join(changed)})" if changed else ""
        return f"it was made of something else than there is now{since}, so {ONLY_WORDS}. Build again, then check"
    if isinstance(plugin, Revising) and not sound:
        return (
            "what it says was heard, and its file is the one that its manifest names. With --sound it is made again, "
            "and compared byte for byte"
        )
    return ""


def _write_again(
    plugin: Format, job: Job[Any], waived: Waived, target: Path, progress: Callable[[str, float], None]
) -> None:
    """Write an edition as a build does: where its check would have had it written otherwise, with that check."""
    if isinstance(plugin, Revising):
        newly_made(Writing(plugin, job, waived, target, target.parent, progress))
    else:
        written(partial(plugin.write, job, target), target, target.parent)


def _finding(expected: str, found: str) -> Finding:
    return Finding(FindingKind.CHANGED, "", "", expected, found)


def _parts(package: zipfile.ZipFile) -> dict[str, tuple[int, int]]:
    return {member.filename: (member.CRC, member.file_size) for member in package.infolist()}


def _first_difference(path: Path, again: Path) -> int:
    """The first byte, counted from 1, in which two files differ."""
    place = 0
    for found, wanted in _blocks(path, again):
        if found != wanted:
            pairs = enumerate(zip(found, wanted, strict=False))
            return place + next((at for at, (a, b) in pairs if a != b), min(len(found), len(wanted))) + 1
        place += len(found)
    return place + 1


def _blocks(path: Path, again: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file, again.open("rb") as right:
        while (blocks := (file.read(_BLOCK), right.read(_BLOCK))) != (b"", b""):
            yield blocks
