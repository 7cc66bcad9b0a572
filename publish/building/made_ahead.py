"""Makes editions of one document before the document's own turn, and hands them over to it.

It takes no lock and touches no outputs. Whatever goes wrong here is left to the document to say, which makes what is
not there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from publish.building.agenda import Ahead
from publish.building.boundary import Step
from publish.building.doubt_clips import Clips
from publish.building.editions import Editions, MadeAhead, Tries
from publish.building.hand_over import HandOver
from publish.building.results import EditionResult
from publish.building.task_worker import Report
from publish.building.untouched import Wanted
from publish.building.withdrawal import owner
from publish.contracts.format import Format, Kind
from publish.errors import described
from publish.model.traverse import heading_paths
from publish.outputs.edition_store import edition_store
from publish.outputs.journal import STAGING
from publish.outputs.manifest import NAME, read_manifest
from publish.source.load import load

_logger = logging.getLogger(__name__)
_SOUND = "sound"
_LONGEST_FIRST = (Kind.AUDIO, Kind.PAGED, Kind.REFLOWABLE)


def has_sound(formats: Iterable[Format]) -> bool:
    """Whether some of a document's editions are heard: they take minutes where the others take seconds."""
    return any(format_.kind is Kind.AUDIO for format_ in formats)


def make_ahead(
    report: Report, task: Ahead, wanted: Wanted, condemned: Mapping[Step, str], *, force: bool
) -> dict[Step, str]:
    """Make the editions of a task that no other worker has begun; those that failed, each with the reason."""
    failed = dict(condemned)
    try:
        if owner(wanted.outputs, task.source) is not None:
            return failed  # it is refused, or takes the place of another
        publication = load(task.source)
        folder = wanted.outputs / publication.document.metadata.id
        hand_over = HandOver(task.folder)
        with TemporaryDirectory() as scratch:
            staged = Path(scratch) / STAGING
            staged.mkdir()
            editions = Editions(
                publication,
                folder,
                staged,
                read_manifest(folder / NAME),
                replace(wanted.settings, progress=report.progress),
                force,
                Clips(staged, heading_paths(publication.sections)),
                Tries(condemned, report.step),
                MadeAhead(hand_over, giving=True),
                edition_store(),
            )
            for format_ in _own(wanted.formats.values(), hand_over, all_kinds=task.all_kinds):
                failed |= _failures(editions.format(format_))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 — the boundary of a document, which says so itself
        _logger.debug("%s: nothing more is made ahead: %s", task.source, described(error))
    return failed


def _own(formats: Iterable[Format], hand_over: HandOver, *, all_kinds: bool) -> Iterator[Format]:
    """The formats of which this worker makes editions: those that need no other's, the longest first.

    All that is heard is made by one worker, as its editions share the sentences that were spoken.
    """
    alone = [format_ for format_ in formats if not format_.needs]
    heard = [format_ for format_ in alone if format_.kind is Kind.AUDIO]
    if heard and hand_over.claimed(_SOUND):
        yield from heard
    if all_kinds:
        seen = (format_ for kind in _LONGEST_FIRST[1:] for format_ in alone if format_.kind is kind)
        yield from seen


def _failures(results: Iterable[EditionResult]) -> Iterator[tuple[Step, str]]:
    """What could not be made at all: what was made and is not complete has been handed over with its findings."""
    for result in results:
        record = result.record
        handed_over = result.built_now or result.draft is not None or (record.attempt or record.verdict).findings
        if not record.current and not handed_over and record.reason:
            yield Step(record.format, record.variant), record.reason
