"""The public functions, with the settings that a caller need not think of filled in."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from datetime import date
from pathlib import Path

from publish.building import checking
from publish.building import many_documents as batch
from publish.building.checking import CheckResult
from publish.building.results import BuildResult
from publish.contracts import discovery as plugins
from publish.contracts.format import Format, Settings
from publish.linting.runner import Remark, lint_one
from publish.model.publication import Settlement
from publish.outputs.cache_place import cache_folder
from publish.review import settling
from publish.review.settling import OpenPoint
from publish.source.named_sources import nameable


def default_settings() -> Settings:
    """Settings with the usual cache folder and without progress."""
    return Settings(cache=cache_folder())


def formats(settings: Settings | None = None) -> dict[str, Format]:
    """All registered formats by name, each after those it needs.

    One that cannot be used has a `reason`: its packages are not installed, or its plugin is at fault.
    """
    return plugins.formats(settings or default_settings())


def build(
    sources: Iterable[Path | str],
    outputs: Path | str = "outputs",
    *,
    settings: Settings | None = None,
    formats: Iterable[str] = (),
    jobs: int = 1,
    force: bool = False,
    prune: bool = False,
    today: date | None = None,
    address: str = "",
) -> Generator[BuildResult, None, None]:
    """Build the editions of sources, and give each result when it is ready.

    To cancel a build, close the iterator: its workers end, what was complete stays, and the next build goes on from
    there.

    Args:
        sources: source files, or folders of them.
        outputs: the folder in which each document has its own.
        settings: the cache, whether to listen, options requested, a callback for progress.
        formats: the names of those wanted, all that are installed where none is named.
        jobs: how many workers build side by side, each a process of its own.
        force: make every edition again, whatever has changed.
        prune: remove the editions of sources that are gone.
        today: a day to come on which reviews are judged; the day that it is, where none or an earlier one is given.
        address: a Dask scheduler's, whose workers build; "local" for workers of its kind on this machine.

    Raises:
        UsageError: an unknown format, no source, a path that no file can have, or no scheduler. What goes wrong with
            one source stands in its result.

    """
    chosen = settings or default_settings()
    return batch.build(
        tuple(nameable(source) for source in sources),
        nameable(outputs),
        settings=chosen,
        formats=formats,
        jobs=jobs,
        force=force,
        prune=prune,
        today=today,
        address=address,
    )


def check(
    paths: Iterable[Path | str],
    source: Path | str | None = None,
    *,
    settings: Settings | None = None,
    format_name: str = "",
    sound: bool = False,
) -> Iterator[CheckResult]:
    """Check edition files or outputs folders against their sources, and give each result when it is ready.

    An edition in the outputs is also made again, and compared byte for byte, as far as it was made of what is here now.

    Args:
        paths: edition files, documents' outputs, or the folder of all outputs.
        source: the source to check against; the manifest's where none is named.
        settings: the cache, and whether to listen.
        format_name: the format of the files, where neither manifest nor suffix tells.
        sound: make audio again, too, as it takes minutes.

    """
    origin = nameable(source) if source is not None else None
    files = tuple(nameable(path) for path in paths)
    return checking.check_paths(files, settings or default_settings(), origin, format_name, sound=sound)


def doubts(identifier: str, outputs: Path | str = "outputs") -> tuple[OpenPoint, ...]:
    """What of a document waits for a person: doubts of listening, and findings that keep an edition back."""
    return settling.open_points(Path(outputs), identifier)


def accept(identifier: str, number: int, role: str, outputs: Path | str = "outputs") -> tuple[Path, Settlement]:
    """Settle a doubt that a person has listened to, on the day that it is.

    Args:
        identifier: the document's id.
        number: the doubt's, as `doubts` gives it.
        role: who stands for it; no person's name.
        outputs: the folder of all outputs.

    Returns:
        The file beside the source into which it was written, and the settlement.

    Raises:
        UsageError: there is no such doubt, or nobody may accept it: a number, negation or unit is in question.

    """
    return settling.accept(Path(outputs), identifier, number, role)


def lint(source: Path | str) -> tuple[Remark, ...]:
    """All remarks on one source, by line."""
    return lint_one(nameable(source))
