"""Many sources: finds them, and builds them one after the other or in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from publish.building.one_document import build_one
from publish.building.results import BuildResult, EditionResult
from publish.building.withdrawal import orphans, owner, remove, withdraw
from publish.contracts.format import Settings, no_progress
from publish.errors import OutputsError, UsageError
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

    After them come the results of editions whose source is gone: withdrawn, and with `prune` removed. With several
    `jobs`, sources are built in as many processes, without progress inside a source. Raises `UsageError` for unknown
    formats or sources before anything is built, and `OutputsError` where outputs cannot be used.
    """
    found = find_sources(Path(source) for source in sources)
    twice = with_same_id((*found, *siblings(found)))
    built: set[str] = set()
    for source in found:
        if (error := twice.get(source.resolve())) is not None:
            yield BuildResult(source, source.stem, None, (), error=error)
    quiet = replace(settings, progress=no_progress) if jobs > 1 else settings
    work = partial(_build_owned, outputs=Path(outputs), settings=quiet, names=tuple(formats), force=force, today=today)
    for result in _each([source for source in found if source.resolve() not in twice], work, jobs):
        built.add(result.folder.name if result.folder is not None else result.id)
        yield result
    for folder, reason in orphans(Path(outputs), built):
        yield _withdrawn(folder, reason, prune=prune)


def _each(sources: list[Path], work: Callable[[Path], BuildResult], jobs: int) -> Iterator[BuildResult]:
    if jobs <= 1 or len(sources) <= 1:
        yield from map(work, sources)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, sources)


def _build_owned(
    source: Path,
    outputs: Path,
    settings: Settings,
    names: tuple[str, ...],
    *,
    force: bool,
    today: date | None,
) -> BuildResult:
    """Build one source, unless the editions under its id are those of another source that is still there."""
    if (other := owner(outputs, source)) is not None:
        twice = with_same_id((source, other))
        if source.resolve() in twice:
            return BuildResult(source, source.stem, None, (), error=twice[source.resolve()])
    return build_one(source, outputs, settings, names, force=force, today=today)


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
