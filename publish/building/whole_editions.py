"""Whether the editions of a document are whole: complete, current, and as they would be made now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from publish.building.boundary import contained
from publish.building.edition_records import ProvedFile, edition_record, made_from_now
from publish.building.fingerprint import Fingerprint, fingerprint
from publish.building.made_again import locations_where_made_so
from publish.building.recorded_jobs import Built, recorded_job
from publish.contracts.format import Format, Revising
from publish.errors import PublishError, UsageError
from publish.outputs import journal
from publish.outputs.manifest import EditionRecord, VerdictRecord
from publish.proof.reading import Reading
from publish.proof.verdict import Proof, State, Verdict
from publish.source.waivers import checked

BUILD_AGAIN = "Build again"
"""What a reason says that a build mends."""

FORCED = f"{BUILD_AGAIN} with --force"
"""What it says where only a build mends it that makes every edition again."""

_MADE_OF_OTHER = f"it was made of other words, pictures or tools than there are now. {BUILD_AGAIN}"
_NAMES_NOBODY = f"it does not say yet who agreed it. {BUILD_AGAIN}"


def refuse_unknown(names: Iterable[str], installed: Mapping[str, Format]) -> None:
    """Raise `UsageError` for a name that is none of a format."""
    for name in names:
        if name not in installed:
            raise UsageError(f"there is no format {name[:40]}. Installed: {', '.join(installed)}.")


def each_once(reasons: Mapping[str, str]) -> Iterator[str]:
    """Each reason with all editions of which it is true; `reasons` are by the names of the editions."""
    editions: dict[str, list[str]] = {}
    for edition, reason in reasons.items():
        editions.setdefault(reason, []).append(edition)
    return (f"{', '.join(names)}: {reason}" for reason, names in editions.items())


def leaving_out(editions: Iterable[str]) -> str:
    """What is typed to go on without editions of those names: "--without audio --without epub"."""
    formats = dict.fromkeys(edition.partition(" ")[0] for edition in editions)
    return " ".join(f"--without {format_}" for format_ in formats)


def why_not_whole(at: Built, record: EditionRecord) -> str:
    """Why an edition is not whole, "" where it is, or where a document has none of its kind."""
    if record.verdict.state is State.NOT_AUTHORED:
        return ""
    if record.file is None or not record.current or record.withdrawn:
        reason = record.reason or "it is not current"
        failed = record.file is None or record.attempt is not None
        return reason if failed or record.withdrawn else f"{reason}. {BUILD_AGAIN}"
    if record.verdict.state is not State.COMPLETE or record.verdict.proof is Proof.SCRIPT:
        return "it is not complete"
    if journal.hash_in(at.folder, record.file) != record.sha256:
        return f"its file is not the one that was checked. {FORCED}"
    return why_not_as_now(at, record)


def why_not_as_now(at: Built, record: EditionRecord) -> str:
    """Why the same edition would not be made now, "" where it would."""
    if record.format not in at.installed:
        return "its format is not installed here"
    if _is_as_now(at, record):
        return ""
    agreed_by_nobody = replace(at.publication, approvals=())
    return _NAMES_NOBODY if _is_as_now(replace(at, publication=agreed_by_nobody), record) else _MADE_OF_OTHER


def proved_records(at: Built, records: Iterable[EditionRecord], copies: Path, cache: Path) -> tuple[EditionRecord, ...]:
    """The records of the very files that are to be signed, which lie in `copies`, each proved and recorded once more.

    A manifest is not signed: whoever can write to the outputs can write a hash of another file into it, or other pages,
    claims and reviews. So each edition is checked again, and made again: a check knows what an edition must say, not
    all that could be added to a file, and the same words, options and tools make the same bytes. Only sound, of which a
    sentence may have been spoken anew, is heard and not made again. All that is signed is taken from the files and
    from the source. Raises `UsageError` where an edition is not what its source makes.
    """
    return tuple(_proved(at, record, copies / str(record.file), cache) for record in records)


def _proved(at: Built, record: EditionRecord, path: Path, cache: Path) -> EditionRecord:
    plugin = at.installed[record.format]
    waived, job = recorded_job(at, record)
    locations = None if isinstance(plugin, Revising) else locations_where_made_so(plugin, job, path)
    verdict = contained(partial(checked, plugin, job, waived, path), gives=Verdict)
    if verdict.state is not State.COMPLETE or (locations is None and not isinstance(plugin, Revising)):
        raise UsageError(
            f"{at.folder / str(record.file)}: this is not what its source makes, whatever its record claims. "
            "Nothing was released. Find out who changed it, and build again with --force."
        )
    made_from = made_from_now(at.publication, contained(partial(fingerprint, plugin, job), gives=Fingerprint))
    reading = contained(partial(plugin.read, path), gives=Reading)
    found = ProvedFile(path, locations or {}, reading, VerdictRecord.of(verdict, waived.waivers))
    proved = edition_record(plugin, job, found, made_from, cache)
    return proved if locations is not None else proved.model_copy(update={"locations": record.locations})


def _is_as_now(at: Built, record: EditionRecord) -> bool:
    """Whether the same edition would be made now: of the same words, pictures, options and tools."""
    plugin = at.installed[record.format]
    try:
        _, job = recorded_job(at, record)
        now = contained(partial(fingerprint, plugin, job), gives=Fingerprint)
    except PublishError:
        return False
    return record.made_from is not None and record.made_from.fingerprint == now.sha256
