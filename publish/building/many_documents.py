"""Many sources: finds them, and builds them one after the other or side by side, in processes under supervision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from publish.building.boundary import Step
from publish.building.cluster import cluster
from publish.building.crew import Engine, crew
from publish.building.editions import Tries
from publish.building.how_far import HowFar
from publish.building.one_document import build_one
from publish.building.results import BuildResult, EditionResult
from publish.building.supervision import Died
from publish.building.task_worker import Report
from publish.building.untouched import Wanted, untouched
from publish.building.withdrawal import orphans, owner, remove, withdraw
from publish.contracts.discovery import chosen, formats
from publish.contracts.format import Settings, no_progress
from publish.errors import OutputsError, PublishError, Unforeseen, UsageError, described
from publish.outputs.known_hashes import KnownHashes
from publish.source.same_id import has_front_matter, siblings, with_same_id

_WORTH_A_LOOK = 8  # sources from which it pays to look first for those with nothing to do
_LOOK = 50  # sources that a worker looks at in one go


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The sources that paths name: a file itself, a folder's `*.md` files with front matter. Raises `UsageError`."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [source for source in sorted(path.glob("*.md")) if has_front_matter(source)]
            if not inside:
                raise UsageError(f"{path}: no source is here (a *.md file that starts with front matter).")
            found += inside
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
    address: str = "",
) -> Iterator[BuildResult]:
    """Build the editions of sources into folders under `outputs`, and give each result as it is there.

    Sources are built in as many processes as `jobs` says, each under supervision: whatever a source or a plugin does to
    its process, its edition is named with the reason, and all others are made. Of many sources those with nothing to do
    come first. After all come the results of editions whose source is gone: withdrawn, and with `prune` removed.
    With `address` the workers are those of a Dask scheduler: see `publish.building.cluster`. Raises `UsageError` for
    unknown formats or sources.
    """
    found = find_sources(Path(source) for source in sources)
    twice = with_same_id((*found, *siblings(found)))
    for source in found:
        if (error := twice.get(source.resolve())) is not None:
            yield BuildResult(source, source.stem, None, (), error=error)
    shared = replace(settings, cache=settings.cache.absolute(), progress=no_progress)
    request = _Request(Path(outputs).absolute() if address else Path(outputs), shared, tuple(formats), force, today)
    built: set[str] = set()
    alone = [source.absolute() if address else source for source in found if source.resolve() not in twice]
    with cluster(address, jobs) if address else crew(max(1, min(jobs, len(alone)))) as workers:
        for result in _each(alone, request, workers, HowFar(len(alone), settings.progress)):
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


def _each(sources: list[Path], request: _Request, workers: Engine, far: HowFar) -> Iterator[BuildResult]:
    """Each source's result as it is there: first of those with nothing to do, then of the others."""
    rest = list(sources)
    if len(sources) >= _WORTH_A_LOOK and not request.force:
        seen: dict[Path, BuildResult] = {}
        looks = [tuple(sources[start : start + _LOOK]) for start in range(0, len(sources), _LOOK)]
        for _, found in workers.each(look_in_worker, looks, request, progress=_unsaid):
            if isinstance(found, dict):  # else the build says what is wrong
                seen |= found
                for result in found.values():
                    far.found()
                    yield result
        rest = [source for source in sources if source not in seen]
    if workers.side_by_side > 1:
        rest.sort(key=_size, reverse=True)  # or the longest, begun last, would be waited for alone
    for source, outcome in workers.each(build_in_worker, rest, request, progress=far.making):
        far.built()
        if isinstance(outcome, BuildResult):
            yield outcome
        else:
            reason = outcome.reason if isinstance(outcome, Died) else "its worker gave no result"
            yield BuildResult(source, source.stem, None, (), error=Unforeseen(f"{source}: {reason}."))


def _unsaid(_part: tuple[Path, ...], _message: str, _share: float) -> None:
    """Say nothing of a look, which is over in a moment."""


def _size(source: Path) -> int:
    try:
        return source.stat().st_size
    except OSError:
        return 0


def look_in_worker(
    _report: Report, sources: tuple[Path, ...], request: _Request, _condemned: Mapping[Step, str]
) -> dict[Path, BuildResult]:
    """Those of some sources that have nothing to do, each with its result."""
    installed = chosen(formats(request.settings), request.formats)
    wanted = Wanted(request.outputs, request.settings, installed, request.today or datetime.now(UTC).date())
    hashes = KnownHashes(request.settings.cache)
    try:
        looked = {source: untouched(source, wanted, hashes) for source in sources}
        return {source: result for source, result in looked.items() if result is not None}
    finally:
        hashes.close()


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
