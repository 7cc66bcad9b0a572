"""Many sources: finds them, and builds them one after the other or side by side, in processes under supervision."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from publish.building.boundary import Step
from publish.building.one_document import BuildResult, Tries, build_one
from publish.building.supervision import Died, Worker, dismissed, hired
from publish.building.worker import Report
from publish.contracts.format import Settings, no_progress
from publish.errors import MissingTool, PublishError, Unforeseen, UsageError, described


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The sources that paths name: a file itself, a folder's `*.md` files with front matter. Raises `UsageError`."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            held = [one for one in sorted(path.glob("*.md")) if _has_front_matter(one)]
            if not held:
                raise UsageError(f"{path}: no source is here (a *.md file that starts with front matter).")
            found += held
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"{path}: there is no such file or folder.")
    return tuple(dict.fromkeys(found))


def _has_front_matter(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8).removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def build(
    sources: Iterable[Path | str],
    outputs: Path | str = "outputs",
    *,
    settings: Settings,
    formats: Iterable[str] = (),
    jobs: int = 1,
    force: bool = False,
) -> Iterator[BuildResult]:
    """Build the editions of sources into folders under `outputs`, and give each result as it is there.

    Sources are built in as many processes as `jobs` says, each under supervision: whatever a source or a plugin does to
    its process, its edition is named with the reason, and all others are made. With several `jobs` there is no progress
    inside a source. Raises `UsageError` for unknown formats or sources, and `MissingTool` where no format can be used.
    """
    found = find_sources(Path(source) for source in sources)
    progress = settings.progress if min(jobs, len(found)) <= 1 else no_progress
    request = _Request(Path(outputs), replace(settings, progress=no_progress), tuple(formats), force)
    crew = _Crew(progress)
    with ThreadPoolExecutor(max(1, min(jobs, len(found)))) as pool:
        try:
            yield from pool.map(partial(crew.build, request=request), found)
        finally:
            crew.dismiss()
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Request:
    """What is wanted of every source."""

    outputs: Path
    settings: Settings
    formats: tuple[str, ...]
    force: bool


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
    """Build one source in this process. Raises `UsageError` and `MissingTool`; all else is in the result."""
    settings = replace(request.settings, progress=report.progress)
    try:
        tries = Tries(condemned, report.step)
        return build_one(source, request.outputs, settings, request.formats, force=request.force, tries=tries)
    except (UsageError, MissingTool, KeyboardInterrupt):
        raise
    except PublishError as error:
        return BuildResult(source, source.stem, None, (), error=error)
    except BaseException as error:  # noqa: BLE001 — the boundary of a document
        unforeseen = Unforeseen(f"{source}: {described(error)}.")
        return BuildResult(source, source.stem, None, (), error=unforeseen)
