"""One edition, written or taken from the store of other machines, and in either case read back and checked."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from publish.building.boundary import read_alone, revised, written
from publish.building.results import Took
from publish.contracts.format import Format, Job, Locations, Revising
from publish.errors import EditionError, UnreadableEdition
from publish.outputs.edition_store import EditionStore
from publish.proof.reading import Reading
from publish.proof.verdict import State, Verdict
from publish.source.waivers import Waived, checked


@dataclass(frozen=True, slots=True)
class Proved:
    """What came of an edition: its places, the verdict on it, what was read back, and how long it took."""

    locations: Locations
    verdict: Verdict
    reading: Reading
    took: Took
    taken: bool = False  # from the store


@dataclass(frozen=True, slots=True)
class Writing:
    """An edition to be made: of which job, where to; no other file in the folder of `target` may change."""

    format: Format
    job: Job[Any]
    waived: Waived
    target: Path
    guarded: Path
    progress: Callable[[str, float], None]

    def check(self) -> Verdict:
        """Compare what is at the target with the source. Raises `EditionError`."""
        check = partial(checked, self.format, self.job, self.waived, self.target)
        return read_alone(check, self.guarded, gives=Verdict)

    def read(self) -> Reading:
        """What is at the target. Raises `EditionError`."""
        return read_alone(partial(self.format.read, self.target), self.guarded, gives=Reading)


def proved(order: Writing, store: EditionStore | None, fingerprint: str, *, anew: bool) -> Proved:
    """Make one edition and prove it, or (unless `anew`) take what the store has and prove that. Raises `EditionError`.

    What is in the store and is not complete is made as if it were not there; what is complete is put there.
    """
    if store is not None and not anew and (found := _taken(order, store, fingerprint)) is not None:
        return found
    fresh = newly_made(order)
    if store is not None and fresh.verdict.state is State.COMPLETE:
        store.give(fingerprint, fresh.locations, order.target)
    return fresh


def _taken(order: Writing, store: EditionStore, fingerprint: str) -> Proved | None:
    begun = time.perf_counter()
    locations = store.take(fingerprint, order.target)
    if locations is None:
        return None
    fetched = time.perf_counter()
    order.progress(f"{order.format.title}: checking", 0.0)
    with suppress(EditionError, UnreadableEdition):
        verdict = order.check()
        if verdict.state is State.COMPLETE and not verdict.doubts:
            reading = order.read()
            took = Took(fetched - begun, time.perf_counter() - fetched)
            return Proved(locations, verdict, reading, took, taken=True)
    order.target.unlink()
    return None


def newly_made(order: Writing) -> Proved:
    """Write an edition and check it; what the check doubts is written otherwise, where the format can do that.

    Raises `EditionError`.
    """
    begun = time.perf_counter()
    order.progress(f"{order.format.title}: writing", 0.0)
    locations = written(partial(order.format.write, order.job, order.target), order.target, order.guarded)
    writing = time.perf_counter() - begun
    order.progress(f"{order.format.title}: checking", 0.0)
    verdicts = [order.check()]
    while isinstance(order.format, Revising) and (verdicts[-1].doubts or verdicts[-1].findings):
        revising = time.perf_counter()
        revise = partial(order.format.revise, order.job, order.target, tuple(verdicts))
        again = revised(revise, order.target, order.guarded)
        if again is None:
            break
        writing += time.perf_counter() - revising
        order.progress(f"{order.format.title}: checking again", 0.0)
        locations = again
        verdicts.append(order.check())
    reading = order.read()
    return Proved(locations, verdicts[-1], reading, Took(writing, time.perf_counter() - begun - writing))
