"""What may go out: an edition is orderable only where a person could be given it now; what stands against is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publish.errors import PublishError
from publish.model.nodes import EasyRead, Metadata, PartialDate
from publish.model.publication import Publication
from publish.model.traverse import blocks_of
from publish.outputs.manifest import EditionRecord, Manifest
from publish.proof.verdict import State
from publish.source.companions import publisher
from publish.source.day_words import when
from publish.source.readiness import BLOCK, overdue_since

_FEW = 6  # words listed in a note


@dataclass(frozen=True, slots=True)
class Overdue:
    """When a document's review was due, None where it is not overdue, and whether that keeps its editions in."""

    since: PartialDate | None
    blocks: bool


def overdue(source: Path, metadata: Metadata, today: date) -> Overdue:
    """Whether a source is overdue, and what its publisher wants then."""
    since = overdue_since(metadata, today)
    try:
        blocks = since is not None and publisher(source.parent).overdue == BLOCK
    except PublishError:
        blocks = False  # the source cannot be read as a whole then, and is reported so
    return Overdue(since, blocks)


def judged(
    record: EditionRecord, late: Overdue, unfinished: tuple[str, ...], released: frozenset[str] = frozenset()
) -> EditionRecord:
    """The record of an edition: orderable only where all is well, not current where an overdue review blocks.

    `released` are the hashes of the editions that were released and not withdrawn.
    """
    if late.blocks and record.verdict.state is not State.NOT_AUTHORED:
        reason = f"the next review was due {when(late.since)}, and publisher.yaml says overdue: block"
        record = record.model_copy(update={"current": False, "reason": record.reason or reason})
    sound = record.current and record.file is not None and record.verdict.state is State.COMPLETE
    orderable = record.orderable and sound and not unfinished and record.sha256 in released
    return record.model_copy(update={"orderable": orderable})


def agreements(publication: Publication) -> Iterator[str]:
    """Who stands for easy-read words, when they agreed them, and what they settled."""
    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead) and block.agreed is not None:
            settled = f", and settled: {'; '.join(block.settled)}" if block.settled else ""
            yield f"the easy-read words “{block.title}” were agreed by {block.agreed.by}, {block.agreed.date}{settled}"


def notes(manifest: Manifest, late: Overdue) -> Iterator[str]:
    """What a person is to know of a document beside its editions."""
    if late.since is not None and not late.blocks:
        yield f"the next review was due {when(late.since)}"
    if manifest.unfinished:
        yield f"not finished, so not to be ordered: {_few(manifest.unfinished)}"
    yield from manifest.agreements
    if manifest.links_needed:
        words = [f"“{words}”" for words in dict.fromkeys(manifest.links_needed)]
        yield f"links without an address, left out or shown as plain words: {_few(words)}"


def _few(words: Sequence[str]) -> str:
    """The first of a list; the manifest holds it whole."""
    more = len(words) - _FEW
    return ", ".join(words) if more <= 0 else f"{', '.join(words[:_FEW])} and {more} more"
