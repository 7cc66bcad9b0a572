"""Many sources: finds them, and builds them one after the other or side by side, in processes under supervision."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from publish.building.agenda import Agenda, Ahead, Whole
from publish.building.cluster import cluster
from publish.building.crew import Engine, crew
from publish.building.hand_over import hand_over_folder
from publish.building.how_far import HowFar
from publish.building.results import BuildResult, EditionResult
from publish.building.supervision import Died
from publish.building.tasks import Look, Request, look, work
from publish.building.withdrawal import orphans, remove, withdraw
from publish.contracts.format import Settings, no_progress
from publish.errors import OutputsError, Unforeseen
from publish.limits import WORKERS_A_CORE
from publish.outputs.edition_store import edition_store
from publish.outputs.known_durations import durations, keep_durations
from publish.plain_files import own_path, path_key
from publish.source.named_sources import find_sources
from publish.source.same_id import siblings, with_same_id

_WORTH_A_LOOK = 8  # sources from which it pays to look first for those with nothing to do
_LOOK = 50  # sources that a worker looks at in one go
_MOST_SHARING = 8  # workers for one document, which has some ten editions
_WHOLE_AND_HEARD = 2  # tasks of a document that is not shared out
_WORTH_SHARING_S = 2.0  # of a document; EPUB and Word of one take 0.6, and a worker needs 0.8 to start


def build(
    sources: Iterable[Path | str],
    outputs: Path | str = "outputs",
    *,
    settings: Settings,
    formats: Iterable[str] = (),
    jobs: int = 1,
    force: bool = False,
    prune: bool = False,
    today: date | None = None,
    address: str = "",
) -> Generator[BuildResult, None, None]:
    """Build the editions of sources into folders under `outputs`, and give each result as it is there.

    Sources are built by as many processes as `jobs` says, each under supervision: whatever a source or a plugin does to
    its process, its edition is named with the reason, and all others are made. Of many sources those with nothing to do
    come first. After all come the results of editions whose source is gone: withdrawn, and with `prune` removed.
    With `address` the workers are those of a Dask scheduler: see `publish.building.cluster`. Raises `UsageError` for
    unknown formats or sources.
    """
    found = find_sources(Path(source) for source in sources)
    twice = with_same_id((*found, *siblings(found)))
    for source in found:
        if (error := twice.get(own_path(source))) is not None:
            yield BuildResult(source, source.stem, None, (), error=error)
    shared = replace(settings, cache=settings.cache.absolute(), progress=no_progress)
    request = Request(Path(outputs).absolute() if address else Path(outputs), shared, tuple(formats), force, today)
    edition_store()  # refused here, once, where it cannot be used
    built: set[str] = set()
    alone = [source.absolute() if address else source for source in found if own_path(source) not in twice]
    number = _useful(jobs, alone, request)
    with cluster(address, number) if address else crew(number) as workers:
        for result in _each(alone, request, workers, HowFar(len(alone), settings.progress)):
            built.add(result.folder.name if result.folder is not None else result.id)
            yield result
    for folder, reason in orphans(Path(outputs), built):
        yield _withdrawn(folder, reason, prune=prune)


def _useful(jobs: int, sources: list[Path], request: Request) -> int:
    """How many workers are hired where `jobs` are allowed: no more than there are tasks, or than the machine bears."""
    most = min(jobs, WORKERS_A_CORE * (os.cpu_count() or 1))
    if most <= len(sources) * _WHOLE_AND_HEARD:
        return max(1, most)
    seconds = durations(request.settings.cache, sources, request.formats).values()
    tasks = sum(_MOST_SHARING if each >= _WORTH_SHARING_S else _WHOLE_AND_HEARD for each in seconds)
    return max(1, min(most, tasks))


def _each(sources: list[Path], request: Request, workers: Engine, far: HowFar) -> Iterator[BuildResult]:
    """Each source's result as it is there: first of those with nothing to do, then of the others."""
    side_by_side = workers.side_by_side
    seen: set[Path] = set()
    heard: set[Path] = set()
    if side_by_side > 1 or (len(sources) >= _WORTH_A_LOOK and not request.force):
        for found in _look(sources, request, workers):
            seen |= found.untouched.keys()
            heard |= found.heard
            for result in found.untouched.values():
                far.found()
                yield result
    rest = [source for source in sources if source not in seen]
    cache = request.settings.cache
    expected = durations(cache, rest, request.formats)
    if side_by_side > 1:
        rest.sort(key=lambda source: expected[source], reverse=True)  # or the longest, begun last, is waited for alone
    taken: dict[Path, Mapping[str, float]] = {}
    try:
        with hand_over_folder(cache) as folder:
            agenda = Agenda(rest, _Splitting(folder, side_by_side, len(rest), heard, expected).parts)
            for result in _worked(agenda, request, workers, far):
                taken[result.source] = _durations(result)
                yield result
    finally:
        if taken:
            keep_durations(cache, taken)


def _look(sources: list[Path], request: Request, workers: Engine) -> Iterator[Look]:
    """What looks at sources find, some at a time; each worker takes some, so that all start at once."""
    size = max(1, min(_LOOK, -(-len(sources) // workers.side_by_side)))
    parts = [tuple(sources[start : start + size]) for start in range(0, len(sources), size)]
    pieces = iter(parts + [()] * (workers.side_by_side - len(parts)))
    for _, found in workers.each(look, lambda: next(pieces, None), request, progress=_unsaid):
        if isinstance(found, Look):  # else the build says what is wrong
            yield found


def _worked(agenda: Agenda, request: Request, workers: Engine, far: HowFar) -> Iterator[BuildResult]:
    """The result of each document of an agenda, once all of its editions are there."""

    def making(task: Ahead | Whole, message: str, share: float) -> None:
        far.making(task.source, message, share)

    done: Iterator[tuple[Ahead | Whole, Any]] = workers.each(work, agenda.take, request, progress=making)
    for task, outcome in done:
        if isinstance(task, Ahead):
            agenda.finished(task, outcome if isinstance(outcome, dict) else {})
            continue
        far.built()
        if isinstance(outcome, BuildResult):
            yield outcome
        else:
            reason = outcome.reason if isinstance(outcome, Died) else "its worker gave no result"
            error = Unforeseen(f"{task.source}: {reason}.")
            yield BuildResult(task.source, task.source.stem, None, (), error=error)


@dataclass(frozen=True, slots=True)
class _Splitting:
    """Which editions are made ahead of their documents, each in a task of its own.

    To read a source again costs 0.3 s of some 5.5 s that all its text formats take, and more than half of what EPUB and
    Word take. So the text editions of a document are shared out only where there are more workers than documents, and
    editions that are heard, which take minutes, wherever there are two workers.
    """

    folder: Path
    side_by_side: int
    documents: int
    heard: Set[Path]
    expected: Mapping[Path, float]  # seconds

    def parts(self, source: Path) -> Iterator[Ahead]:
        """What is made ahead of one document."""
        if self.side_by_side == 1:
            return
        folder = self.folder / sha256(path_key(source).encode()).hexdigest()[:16]
        sharing = min(_MOST_SHARING, self.side_by_side // max(1, self.documents))
        if sharing > 1 and self.expected[source] >= _WORTH_SHARING_S:
            for _ in range(sharing):
                yield Ahead(source, folder, all_kinds=True)
        elif source in self.heard:
            yield Ahead(source, folder)


def _durations(result: BuildResult) -> dict[str, float]:
    """How long each edition took that was made now, by its name."""
    taken = {edition.record.name: edition.took.writing_s + edition.took.checking_s for edition in result.editions}
    return {name: seconds for name, seconds in taken.items() if seconds}


def _unsaid(_part: tuple[Path, ...], _message: str, _share: float) -> None:
    """Say nothing of a look, which is over in a moment."""


def _withdrawn(folder: Path, reason: str, *, prune: bool) -> BuildResult:
    """Withdraw the editions of a folder, or remove them; what kept that from being done is reported in the result."""
    try:
        if prune:
            return BuildResult(folder, folder.name, folder, (), withdrawn=reason, removed=remove(folder))
        manifest = withdraw(folder, reason)
    except OutputsError as error:
        return BuildResult(folder, folder.name, folder, (), error=error)
    kept = tuple(EditionResult(record, built_now=False) for record in manifest.editions)
    return BuildResult(folder / manifest.source.path, manifest.id, folder, kept, withdrawn=reason)
