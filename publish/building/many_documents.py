"""Many sources: finds them, and builds them one after the other or in several processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from publish.building.one_document import BuildResult, build_one
from publish.contracts.format import Settings, no_progress
from publish.errors import UsageError
from publish.source.same_id import has_front_matter


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
) -> Iterator[BuildResult]:
    """Build the editions of sources into folders under `outputs`, and give each result as it is there.

    With several `jobs`, sources are built in as many processes, without progress inside a source. Raises `UsageError`
    for unknown formats or sources before anything is built, and `OutputsError` where outputs cannot be used.
    """
    found = find_sources(Path(source) for source in sources)
    names = tuple(formats)
    if jobs <= 1 or len(found) <= 1:
        for source in found:
            yield build_one(source, Path(outputs), settings, names, force=force)
        return
    quiet = replace(settings, progress=no_progress)
    work = partial(build_one, outputs=Path(outputs), settings=quiet, names=names, force=force)
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, found)
