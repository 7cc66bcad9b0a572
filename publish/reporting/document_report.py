"""The report on one document: the page that a health information lead opens before a factsheet goes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from publish.building.going_out import agreements
from publish.comparing.released_text import Comparison, compared
from publish.comparing.word_marks import weighed
from publish.contracts.discovery import formats
from publish.contracts.format import Format, Settings, clock
from publish.errors import PublishError, UsageError
from publish.model.approval import Approval
from publish.model.publication import Publication
from publish.model.traverse import heading_paths
from publish.outputs import lock
from publish.outputs.built_document import built
from publish.outputs.manifest import NAME
from publish.outputs.released import REPORT
from publish.outputs.whole_file import put_whole
from publish.reporting.all_documents import write_index
from publish.reporting.edition_view import EditionView, edition_view, reading_of
from publish.reporting.links_view import links_view
from publish.reporting.next_step import next_step
from publish.reporting.pictures_view import PictureView, pictures_view
from publish.reporting.rendering import data_uri, page
from publish.reporting.standing import Standing, standing
from publish.source.approvals import approvals, changed_since, holds
from publish.source.load import load


@dataclass(frozen=True, slots=True)
class Signature:
    """An approval as the page shows it: whether it holds, and what has changed since where it does not."""

    approval: Approval
    holds: bool
    changed: str


def report(outputs: Path, identifier: str, settings: Settings, today: date | None = None) -> str:
    """The report on a document as a whole page. Raises `UsageError` where nothing of it is built, `OutputsError`."""
    day = today or datetime.now(UTC).date()
    folder, manifest = built(outputs, identifier)
    state = standing(outputs, identifier, day)
    publication, problem = _publication(state)
    installed = formats(replace(settings, listen=False))
    headings = heading_paths(publication.sections) if publication else {}
    editions = tuple(
        edition_view(record, manifest, folder, installed.get(record.format), publication, headings)
        for record in manifest.editions
    )
    signatures = tuple(_signatures(state, publication))
    comparison = _comparison(outputs, state, publication)
    return page(
        "report.html.j2",
        "report.js",
        standing=state,
        manifest=manifest,
        today=day,
        editions=editions,
        problem=problem or state.problem,
        step=next_step(state, editions),
        signatures=signatures,
        agreements=tuple(agreements(publication)) if publication else manifest.agreements,
        comparison=comparison,
        pictures=_pictures(publication, editions, folder, installed),
        links=links_view(publication) if publication else (),
        weighed=weighed,
        data_uri=data_uri,
        clock=clock,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """The pages that were written, and what kept others from it."""

    paths: tuple[Path, ...]
    problems: tuple[str, ...]


def write_reports(
    outputs: Path, identifiers: tuple[str, ...], settings: Settings, today: date | None = None
) -> Written:
    """Write a report on each document, all where none is named, and the index over all of them.

    One that cannot be read stops no other. Raises `UsageError` where nothing is built or a named document is not.
    """
    day = today or datetime.now(UTC).date()
    names = identifiers or tuple(sorted(path.parent.name for path in outputs.glob(f"*/{NAME}")))
    if not names:
        raise UsageError(f"{outputs}: nothing is built here. Build first, or name the folder with --outputs.")
    paths, problems = [], []
    for name in names:
        try:
            paths.append(write_report(outputs, name, settings, day))
        except UsageError:
            raise
        except PublishError as error:
            problems.append(str(error))
    return Written((*paths, write_index(outputs, day)), tuple(problems))


def write_report(outputs: Path, identifier: str, settings: Settings, today: date | None = None) -> Path:
    """Write the report on a document beside its editions; gives its path. Raises as `report` does."""
    folder, _ = built(outputs, identifier)
    text = report(outputs, identifier, settings, today)
    with lock.held(folder):  # a build looks at every file of its folder, to tell what a plugin wrote beside its target
        put_whole(folder / REPORT, text)
    return folder / REPORT


def _publication(state: Standing) -> tuple[Publication | None, str]:
    """The document as it is now, or why it cannot be read: a report says so, and shows what the manifest knows."""
    try:
        return load(state.source), ""
    except PublishError as error:
        return None, str(error)


def _signatures(state: Standing, publication: Publication | None) -> Iterator[Signature]:
    """Every approval, the latest first."""
    try:
        given = approvals(state.source)
    except PublishError:
        return
    for approval in reversed(given):
        good = publication is not None and holds(approval, publication)
        changed = "" if good or publication is None else changed_since(approval, publication)
        yield Signature(approval, good, changed)


def _comparison(outputs: Path, state: Standing, publication: Publication | None) -> Comparison | None:
    if publication is None or not state.versions:
        return None
    try:
        return compared(outputs, state.manifest.id, publication)
    except PublishError:
        return None  # publish verify says what is wrong with the release


def _pictures(
    publication: Publication | None,
    editions: tuple[EditionView, ...],
    folder: Path,
    installed: Mapping[str, Format],
) -> tuple[PictureView, ...]:
    if publication is None:
        return ()
    found = pictures_view(publication, {}, {})
    if not any(not picture.decorative for picture in found):
        return found  # nothing to look for: reading pages back takes as long as checking them
    readings = {
        edition.title: reading
        for edition in editions
        if (reading := reading_of(edition.record, folder, installed.get(edition.record.format))) is not None
    }
    spoken = {
        edition.title: {
            name: place[0] for name, place in edition.record.locations.items() if not isinstance(place, int)
        }
        for edition in editions
        if edition.is_audio
    }
    return pictures_view(publication, readings, spoken)
