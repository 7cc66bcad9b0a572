"""What waits for a person in a document's editions, and what a person can settle: doubts, and never what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from publish.errors import SourceError, UsageError
from publish.model.publication import Settlement
from publish.outputs import journal, lock
from publish.outputs.manifest import NAME, DoubtRecord, EditionRecord, Manifest, read_manifest
from publish.proof.verdict import Finding
from publish.source.days import judged_on
from publish.source.settled import add_settlement, settled_file, settlements, text_hash

_ID = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A numbered point of one document that waits for a person: a doubt to listen to, or a finding to mend."""

    number: int
    edition: EditionRecord
    point: DoubtRecord | Finding
    clip: Path | None = None


def open_points(outputs: Path, identifier: str) -> tuple[OpenPoint, ...]:
    """The open doubts of a document by their numbers, then its findings, which have the numbers that follow.

    Raises `UsageError` where the outputs hold no such document, `OutputsError` where its manifest cannot be read.
    """
    folder, manifest = _manifest(outputs, identifier)
    verdicts = [(record, record.attempt or record.verdict) for record in manifest.editions]
    doubts = [
        OpenPoint(doubt.number, record, doubt, folder / doubt.clip if doubt.clip else None)
        for record, verdict in verdicts
        for doubt in verdict.doubts
    ]
    doubts.sort(key=lambda one: one.number)
    findings = [(record, finding) for record, verdict in verdicts for finding in verdict.findings]
    first = doubts[-1].number + 1 if doubts else 1
    return (
        *doubts,
        *(OpenPoint(number, record, finding) for number, (record, finding) in enumerate(findings, first)),
    )


def accept(outputs: Path, identifier: str, number: int, role: str) -> tuple[Path, Settlement]:
    """Settle a doubt: write into the source's folder that a person has listened and heard what is written.

    Gives the file and what was written, with the day that it is. The next build takes it into account.

    Raises:
        UsageError: there is no such doubt, no role is given, or no person may accept it.
        SourceError: what was settled before cannot be read.
        OutputsError: the manifest cannot be read, or another command is at work on the document.

    """
    folder, _ = _manifest(outputs, identifier)
    with lock.exclusive(folder):  # the file is read and written under it: of two at once none is lost
        journal.recover(folder)
        return _accepted(outputs, identifier, number, role)


def _accepted(outputs: Path, identifier: str, number: int, role: str) -> tuple[Path, Settlement]:
    """What `accept` does, under the document's lock."""
    folder, manifest = _manifest(outputs, identifier)
    point = next((open_point for open_point in open_points(outputs, identifier) if open_point.number == number), None)
    if point is None:
        where = "" if outputs == Path("outputs") else f" --outputs {outputs}"
        raise UsageError(
            f"there is no finding {number} of {identifier}. See them with: publish listen {identifier}{where}"
        )
    if not role.strip():
        raise UsageError('the role is empty. Say who has listened, as in --role "health information lead".')
    doubt = _acceptable(point)
    source = manifest.source.seen_from(folder)
    if not source.is_file():
        raise UsageError(f"{source}: the source is not there, so nothing can be settled beside it.")
    settlement = Settlement(
        section=doubt.section,
        text=doubt.text,
        expected=doubt.expected,
        role=" ".join(role.split()),
        date=judged_on(),
        text_sha256=text_hash(doubt.text),
        sound_sha256=doubt.sound_sha256,
    )
    for before in settlements(source):
        if (before.text_sha256, before.sound_sha256) == (settlement.text_sha256, settlement.sound_sha256):
            raise UsageError(
                f"{settled_file(source)}:{before.line}: this is settled already ({before.role}, {before.date}). "
                "Build again."
            )
    try:
        return add_settlement(source, settlement), settlement
    except OSError as error:
        raise SourceError(settled_file(source), 0, f"it cannot be written: {error.strerror}.") from None


def _acceptable(point: OpenPoint) -> DoubtRecord:
    """The doubt, where a person may accept it. Raises `UsageError`, which says why, where not."""
    found = point.point
    if isinstance(found, Finding):
        raise UsageError(
            f"finding {point.number} cannot be accepted: it is no doubt, the edition is wrong here "
            f"({found.kind.value}: “{found.expected or '—'}”, in the edition “{found.found or '—'}”). "
            "Mend the source, or how it is said (lexicon.pls), and build again."
        )
    if not found.settleable:
        raise UsageError(
            f"finding {point.number} cannot be accepted: a number, negation or unit seems to be another one "
            f"(“{found.expected}”, perhaps “{found.heard}”), and a wrong one harms. Write the sentence otherwise, or "
            "give its words a pronunciation (lexicon.pls), and build again."
        )
    return found


def _manifest(outputs: Path, identifier: str) -> tuple[Path, Manifest]:
    """The outputs folder of a document and its manifest."""
    if not _ID.fullmatch(identifier):
        raise UsageError(f"“{identifier}” is no document's id. Write it as it stands in outputs/, such as b-cell-all.")
    folder = outputs / identifier
    manifest = read_manifest(folder / NAME)
    if manifest is None:
        raise UsageError(f"{folder}: no manifest is here. Build the document first, or name the folder with --outputs.")
    return folder, manifest
