"""What the workers of a build do, each task in a process under supervision, on this machine or another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from publish.building.agenda import Ahead, Whole
from publish.building.boundary import Step
from publish.building.editions import MadeAhead, Tries
from publish.building.hand_over import HandOver
from publish.building.made_ahead import has_sound, make_ahead
from publish.building.one_document import build_one
from publish.building.results import BuildResult
from publish.building.task_worker import Report
from publish.building.untouched import Wanted, untouched
from publish.building.withdrawal import owner
from publish.contracts.discovery import chosen, formats
from publish.contracts.format import Format, Settings
from publish.errors import PublishError, Unforeseen, UsageError, described
from publish.outputs.known_hashes import known_hashes
from publish.plain_files import own_path
from publish.source.companions import house_formats
from publish.source.days import judged_on
from publish.source.same_id import with_same_id


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted of every source."""

    outputs: Path
    settings: Settings
    formats: tuple[str, ...]
    force: bool
    today: date | None

    def wanted(self, source: Path, installed: dict[str, Format]) -> Wanted:
        """What is wanted of one source, by its house. Raises `UsageError` for unknown formats."""
        own = chosen(installed, self.formats, house_formats(source.parent))
        return Wanted(self.outputs, self.settings, own, judged_on(self.today))


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at some sources found: those with nothing to do, each with its result, and those that are heard."""

    untouched: Mapping[Path, BuildResult]
    heard: frozenset[Path]


def look(report: Report, sources: tuple[Path, ...], request: Request, condemned: Mapping[Step, str]) -> Look:
    """Look at sources without parsing them. Raises `PublishError`, which the build of the sources says too."""
    tries = Tries(condemned, report.step)
    installed = formats(request.settings, lambda name: tries.begin(Step(name, None)), request.formats)
    wanted = {source: request.wanted(source, installed) for source in sources}
    with known_hashes(request.settings.cache) as hashes:
        results = {} if request.force else {source: untouched(source, wanted[source], hashes) for source in sources}
    heard = frozenset(source for source in sources if has_sound(wanted[source].formats.values()))
    return Look({source: result for source, result in results.items() if result is not None}, heard)


def work(
    report: Report, task: Ahead | Whole, request: Request, condemned: Mapping[Step, str]
) -> BuildResult | Mapping[Step, str]:
    """Do what is next. Raises `UsageError`; all else is in the result."""
    if isinstance(task, Whole):
        return _build(report.progress, task, request, Tries({**task.failed, **condemned}, report.step))
    tries = Tries(condemned, report.step)
    installed = formats(request.settings, lambda name: tries.begin(Step(name, None)), request.formats)
    return make_ahead(report, task, request.wanted(task.source, installed), condemned, force=request.force)


def _build(progress: Callable[[str, float], None], task: Whole, request: Request, tries: Tries) -> BuildResult:
    source = task.source
    try:
        return _build_owned(progress, task, request, tries)
    except (UsageError, KeyboardInterrupt):
        raise
    except PublishError as error:
        return BuildResult(source, source.stem, None, (), error=error)
    except BaseException as error:  # noqa: BLE001 — the boundary of a document
        unforeseen = Unforeseen(f"{source}: {described(error)}.")
        return BuildResult(source, source.stem, None, (), error=unforeseen)


def _build_owned(progress: Callable[[str, float], None], task: Whole, request: Request, tries: Tries) -> BuildResult:
    """Build one source, unless the editions under its id are those of another source that is still there."""
    source = task.source
    if (other := owner(request.outputs, source)) is not None:
        twice = with_same_id((source, other))
        if own_path(source) in twice:
            return BuildResult(source, source.stem, None, (), error=twice[own_path(source)])
    return build_one(
        source,
        request.outputs,
        replace(request.settings, progress=progress),
        request.formats,
        force=request.force,
        today=request.today,
        tries=tries,
        ahead=MadeAhead(HandOver(task.folder)) if task.folder is not None else None,
    )
