"""The public functions, with the settings that a caller need not think of filled in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import platformdirs

from publish.building import checking
from publish.building import many_documents as batch
from publish.building.checking import CheckResult
from publish.building.results import BuildResult
from publish.contracts import discovery as plugins
from publish.contracts.format import Format, Settings
from publish.linting.runner import Remark, lint_one
from publish.model.publication import Settlement
from publish.review import settling
from publish.review.settling import OpenPoint


def cache_folder() -> Path:
    """Where what can be made again is kept: the folder in PUBLISH_CACHE, or the system's place for it."""
    named = os.environ.get("PUBLISH_CACHE")
    return Path(named) if named else platformdirs.user_cache_path("accessible-publish")


def default_settings() -> Settings:
    """Settings with the usual cache folder and without progress."""
    return Settings(cache=cache_folder())


def formats(settings: Settings | None = None) -> dict[str, Format]:
    """All installed formats by name, each after those it needs; see `publish.contracts.discovery.formats`."""
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
) -> Iterator[BuildResult]:
    """Build the editions of sources; see `publish.building.many_documents.build`."""
    chosen = settings or default_settings()
    return batch.build(
        sources,
        outputs,
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
) -> Iterator[CheckResult]:
    """Check edition files or outputs folders; see `publish.building.checking.check_paths`."""
    origin = Path(source) if source is not None else None
    files = tuple(Path(path) for path in paths)
    return checking.check_paths(files, settings or default_settings(), origin, format_name)


def doubts(identifier: str, outputs: Path | str = "outputs") -> tuple[OpenPoint, ...]:
    """What of a document waits for a person; see `publish.settling.open_points`."""
    return settling.open_points(Path(outputs), identifier)


def accept(
    identifier: str, number: int, role: str, outputs: Path | str = "outputs", today: date | None = None
) -> tuple[Path, Settlement]:
    """Settle a doubt that a person has listened to; see `publish.settling.accept`."""
    return settling.accept(Path(outputs), identifier, number, role, today)


def lint(source: Path | str) -> tuple[Remark, ...]:
    """All remarks on one source, by line."""
    return lint_one(Path(source))
