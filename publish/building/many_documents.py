"""Many sources: finds them, and builds them one after the other or side by side, in processes under supervision."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from publish.building.boundary import Step
from publish.building.editions import Tries
from publish.building.one_document import build_one
from publish.building.results import BuildResult, EditionResult
from publish.building.supervision import Died, Worker, dismissed, hired
from publish.building.task_worker import Report
from publish.building.withdrawal import orphans, owner, remove, withdraw
from publish.contracts.format import Settings, no_progress
from publish.errors import OutputsError, PublishError, Unforeseen, UsageError, described
from publish.source.same_id import has_front_matter, siblings, with_same_id


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The sources that paths name: a file itself, a folder's `*.md` files with front matter. Raises `UsageError`."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            held = [source for source in sorted(path.glob("*.md")) if has_front_matter(source)]
            if not held:
                raise UsageError(f"{path}: no source is here (a *.md file that starts with front matter).")
            found += held
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"{path}: there is no such file or folder.")
    return tuple(dict.fromkeys(found))


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
) -> Iterator[BuildResult]:
    """Build the editions of sources into folders under `outputs`, and give each result as it is there.

    Sources are built in as many processes as `jobs` says, each under supervision: whatever a source or a plugin does to
    its process, its edition is named with the reason, and all others are made. With several `jobs` there is no progress
    inside a source. After them come the results of editions whose source is gone: withdrawn, and with `prune` removed.
    Raises `UsageError` for unknown formats or sources.
    """
    found = find_sources(Path(source) for source in sources)
    twice = with_same_id((*found, *siblings(found)))
    for source in found:
        if (error := twice.get(source.resolve())) is not None:
            yield BuildResult(source, source.stem, None, (), error=error)
    request = _Request(Path(outputs), replace(settings, progress=no_progress), tuple(formats), force, today)
    built: set[str] = set()
    alone = [source for source in found if source.resolve() not in twice]
    for result in _each(alone, request, settings.progress, jobs):
        built.add(result.folder.name if result.folder is not None else result.id)
        yield result
    for folder, reason in orphans(Path(outputs), built):
        yield _withdrawn(folder, reason, prune=prune)


@dataclass(frozen=True, slots=True)
class _Request:
    """What is wanted of every source."""

    outputs: Path
    settings: Settings
    formats: tuple[str, ...]
    force: bool
    today: date | None


def _each(
    sources: list[Path], request: _Request, progress: Callable[[str, float], None], jobs: int
) -> Iterator[BuildResult]:
    side_by_side = max(1, min(jobs, len(sources)))
    crew = _Crew(progress if side_by_side == 1 else no_progress)
    with ThreadPoolExecutor(side_by_side) as pool:
        try:
            yield from pool.map(partial(crew.build, request=request), sources)
        finally:
            crew.dismiss()
            pool.shutdown(cancel_futures=True)


class _Crew:
    """The workers of one build, one for each thread that supervises."""

    def __init__(self, progress: Callable[[str, float], None]) -> None:
        self._progress = progress
        self._own = threading.local()
        self._workers: list[Worker] = []
        self._dismissed = False

    def build(self, source: Path, request: _Request) -> BuildResult:
        """Build one source. What kills its worker is condemned, and the source is built again without it."""
        worker = self._worker()
        condemned: dict[Step, str] = {}
        while True:
            outcome = worker.run(build_in_worker, source, request, condemned, progress=self._progress)
            if isinstance(outcome, BuildResult):
                return outcome
            if self._dismissed or not isinstance(outcome, Died) or outcome.step is None or outcome.step in condemned:
                reason = outcome.reason if isinstance(outcome, Died) else "its worker gave no result"
                return BuildResult(source, source.stem, None, (), error=Unforeseen(f"{source}: {reason}."))
            condemned[outcome.step] = outcome.reason

    def dismiss(self) -> None:
        """End all workers."""
        self._dismissed = True
        for worker in self._workers:
            dismissed(worker)

    def _worker(self) -> Worker:
        if not hasattr(self._own, "worker"):
            self._own.worker = hired()
            self._workers.append(self._own.worker)
        worker: Worker = self._own.worker
        return worker


def build_in_worker(report: Report, source: Path, request: _Request, condemned: Mapping[Step, str]) -> BuildResult:
    """Build one source in this process. Raises `UsageError`; all else is in the result."""
    try:
        return _build_owned(source, request, report.progress, Tries(condemned, report.step))
    except (UsageError, KeyboardInterrupt):
        raise
    except PublishError as error:
        return BuildResult(source, source.stem, None, (), error=error)
    except BaseException as error:  # noqa: BLE001 — the boundary of a document
        unforeseen = Unforeseen(f"{source}: {described(error)}.")
        return BuildResult(source, source.stem, None, (), error=unforeseen)


def _build_owned(source: Path, request: _Request, progress: Callable[[str, float], None], tries: Tries) -> BuildResult:
    """Build one source, unless the editions under its id are those of another source that is still there."""
    if (other := owner(request.outputs, source)) is not None:
        twice = with_same_id((source, other))
        if source.resolve() in twice:
            return BuildResult(source, source.stem, None, (), error=twice[source.resolve()])
    settings = replace(request.settings, progress=progress)
    return build_one(
        source, request.outputs, settings, request.formats, force=request.force, today=request.today, tries=tries
    )


def _withdrawn(folder: Path, reason: str, *, prune: bool) -> BuildResult:
    """Withdraw the editions of a folder, or remove them; what kept that from being done is reported in the result."""
    try:
        if prune:
            return BuildResult(folder, folder.name, folder, (), withdrawn=reason, removed=remove(folder))
        manifest = withdraw(folder, reason)
    except OutputsError as error:
        return BuildResult(folder, folder.name, folder, (), error=error)
    kept = tuple(EditionResult(record, made=False) for record in manifest.editions)
    return BuildResult(folder / manifest.source.path, manifest.id, folder, kept, withdrawn=reason)
