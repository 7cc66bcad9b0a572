"""The report on one document: the page that a health information lead opens before a factsheet goes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from publish.building.going_out import agreements
from publish.building.never_built import never_built
from publish.building.standing_evidence import Evidence, kept_evidence
from publish.comparing.changes import FIRST
from publish.comparing.released_text import Comparison, compared_with, comparison
from publish.comparing.withdrawn_words import OfWords, withdrawals_of
from publish.comparing.word_marks import weighed
from publish.contracts.discovery import formats
from publish.contracts.format import Format, Part, Settings, clock
from publish.errors import PublishError, UsageError
from publish.linting.runner import errors_against, in_a_sentence
from publish.model.approval import Approval
from publish.model.publication import Publication
from publish.model.traverse import heading_paths
from publish.outputs import lock
from publish.outputs.built_document import built, known_documents
from publish.outputs.manifest import Manifest
from publish.outputs.proved_release import ProvedRelease
from publish.outputs.released import REPORT, Release
from publish.outputs.whole_file import put_whole
from publish.reporting.all_documents import write_index
from publish.reporting.changed_pictures import changed_pictures
from publish.reporting.edition_view import EditionView, alternatives_of, edition_view
from publish.reporting.kept_report import is_still_right, made_from, marked
from publish.reporting.links_view import links_view
from publish.reporting.next_step import next_step, released_step
from publish.reporting.pictures_view import PictureView, has_pictures, pictures_view
from publish.reporting.rendering import Badge, data_uri, page
from publish.reporting.standing import Agreed, EditionState, Standing, due_by, standing
from publish.source.approvals import approvals
from publish.source.load import load
from publish.source.readiness import unfinished
from publish.source.signed_words import body_hash


@dataclass(frozen=True, slots=True)
class Signature:
    """An approval as the page shows it: whether it holds, and why it is void where it does not.

    `unchecked` tells that it is of easy-read words which no people with a learning disability have checked.
    """

    approval: Approval
    holds: bool
    void: str
    unchecked: bool = False


def report(
    outputs: Path, identifier: str, settings: Settings, today: date | None = None, leaving: Release | None = None
) -> str:
    """The report on a document as a whole page.

    `leaving` is the release that the page is to lie in: it then speaks of that release as made, and links nothing else.
    Raises `UsageError` where nothing of it is built, `OutputsError`.
    """
    folder, _ = built(outputs, identifier)
    installed = formats(replace(settings, listen=False))
    state = standing(outputs, identifier, today, Evidence(installed, cache=settings.cache))
    if leaving is not None:
        state = _as_released(state, leaving)
    manifest = state.manifest
    publication, problem = _publication(state)
    if publication is not None:
        manifest = _as_now(manifest, publication)
        errors = in_a_sentence(errors_against(publication, state.today), state.source_name)
        withdrawn = withdrawals_of(manifest.body_sha256, state.versions)
        now = replace(state.source_now, withdrawn=withdrawn)
        state = replace(state, manifest=manifest, errors=errors, source_now=now)
    headings = heading_paths(publication.sections) if publication else {}
    editions = tuple(
        edition_view(record, manifest, folder, installed.get(record.format), publication, headings)
        for record in manifest.editions
    )
    earlier = [version for version in state.versions if leaving is None or version.release is not leaving]
    before = compared_with(earlier) if earlier else None
    changed, not_compared = _comparison(before, publication)
    unbuilt = tuple(never_built(manifest, publication, installed)) if publication and leaving is None else ()
    return page(
        "report.html.j2",
        "report.js",
        publication.publisher.look if publication is not None else None,
        standing=state,
        manifest=manifest,
        leaving=leaving,
        beside={edition.record.file for edition in leaving.editions} if leaving is not None else _names(editions),
        editions=editions,
        waiting=_waiting(editions),
        never_built=unbuilt,
        problem=problem or state.problem,
        step=released_step(leaving) if leaving is not None else next_step(state, editions, unbuilt, problem),
        signatures=tuple(_signatures(state, publication)),
        agreements=tuple(agreements(publication)) if publication else manifest.agreements,
        comparison=changed,
        not_compared=not_compared,
        first=FIRST,
        changed_pictures=changed_pictures(changed, publication),
        pictures=_pictures(publication, editions, folder, installed, settings.cache),
        links=links_view(publication) if publication else (),
        weighed=weighed,
        data_uri=data_uri,
        clock=clock,
    )


def _as_released(state: Standing, leaving: Release) -> Standing:
    """Where a document stands with a release that is about to be signed, of which all that it says is proved.

    Nothing of the manifest is left in it, in which anybody may have written.
    """
    manifest = state.manifest.model_copy(
        update={
            "title": leaving.title,
            "lang": leaving.lang,
            "version": leaving.version,
            "review": leaving.review,
            "editions": tuple(edition.record for edition in leaving.editions),
            "drafts": (),
        }
    )
    return replace(
        state,
        manifest=manifest,
        agreed=Agreed.YES,
        due=due_by(leaving.review),
        versions=(*state.versions, ProvedRelease(Path(leaving.version), leaving, ())),
    )


def _as_now(manifest: Manifest, publication: Publication) -> Manifest:
    """The manifest, with what the source says now of what is approved and what is not finished."""
    told = {"body_sha256": body_hash(publication), "unfinished": unfinished(publication)}
    return manifest.model_copy(update=told)


def _waiting(editions: tuple[EditionView, ...]) -> tuple[tuple[Badge, str], ...]:
    """What keeps editions from going out, each reason once, with how they stand and all of which it is true."""
    reasons: dict[tuple[Badge, str], list[str]] = {}
    for edition in editions:
        if edition.waits:
            reason = (edition.record.reason or _NOT_AGREED.get(edition.badge.word, "")).rstrip(".")
            reasons.setdefault((edition.badge, reason), []).append(edition.title)
    return tuple(
        (badge, f"{'; '.join(titles)}{f': {reason}' if reason else ''}.") for (badge, reason), titles in reasons.items()
    )


_NOT_AGREED = {EditionState.DRAFT.value: "nobody has agreed the meaning yet, so it is not released"}
"""Why an edition waits where its record gives no reason."""


def _names(editions: tuple[EditionView, ...]) -> set[str]:
    """The files of editions and drafts, by their names as seen from the report."""
    files = (name for edition in editions for name in (edition.record.file, edition.draft))
    return {name for name in files if name}


@dataclass(frozen=True, slots=True)
class Written:
    """The pages that were written, and what kept others from it."""

    paths: tuple[Path, ...]
    problems: tuple[str, ...]


def write_reports(outputs: Path, identifiers: tuple[str, ...], settings: Settings) -> Written:
    """Write a report on each document, all where none is named, and the index over all of them.

    One that cannot be read stops no other. Raises `UsageError` where nothing is built or a named document is not.
    """
    names = identifiers or known_documents(outputs)
    if not names:
        raise UsageError(f"{outputs}: nothing is built here. Build first, or name the folder with --outputs.")
    paths, problems = [], []
    for name in names:
        try:
            paths.append(write_report(outputs, name, settings))
        except UsageError:
            raise
        except PublishError as error:
            problems.append(str(error))
    with kept_evidence(settings) as evidence:
        return Written((*paths, write_index(outputs, evidence)), tuple(problems))


def write_report(outputs: Path, identifier: str, settings: Settings, today: date | None = None) -> Path:
    """Write the report on a document beside its editions; gives its path. Raises as `report` does.

    One that would say the same stays as it is.
    """
    folder, manifest = built(outputs, identifier)
    key = made_from(outputs, folder, manifest, settings, today)
    if is_still_right(folder / REPORT, key):
        return folder / REPORT
    text = marked(report(outputs, identifier, settings, today), key)
    with lock.exclusive(folder):  # a build looks at every file in it, to tell what a plugin wrote beside its target
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
    words = OfWords(publication, state.source_now.withdrawn) if publication is not None else None
    try:
        given = approvals(state.source)
    except PublishError:
        return
    for approval in reversed(given):
        good = words is not None and words.holds(approval)
        void = "" if good or words is None else words.why_void(approval)
        checked = approval.readers or (publication and publication.document.metadata.easy_read_checked_by)
        yield Signature(approval, good, void, Part.EASY_READ.value in approval.parts and not checked)


def _comparison(before: ProvedRelease | None, publication: Publication | None) -> tuple[Comparison | None, str]:
    """What changed since a version, or why that cannot be told."""
    if publication is None or before is None:
        return None, ""
    try:
        return comparison(before, publication), ""
    except PublishError as error:
        return None, str(error)


def _pictures(
    publication: Publication | None,
    editions: tuple[EditionView, ...],
    folder: Path,
    installed: Mapping[str, Format],
    cache: Path,
) -> tuple[PictureView, ...]:
    if publication is None:
        return ()
    shown = {edition.title: edition for edition in editions if edition.record.file is not None}
    concepts = {
        name
        for name, edition in shown.items()
        if (plugin := installed.get(edition.record.format)) is not None and Part.PICTURES in plugin.uses
    }
    # Reading pages back takes as long as checking them: only those are read that may show what there is to look for.
    wanted = shown if has_pictures(publication) else {name: shown[name] for name in shown if name in concepts}
    alternatives = {
        name: found
        for name, edition in wanted.items()
        if (found := alternatives_of(edition.record, folder, installed.get(edition.record.format), cache)) is not None
    }
    spoken = {
        name: {node: place[0] for node, place in edition.record.locations.items() if not isinstance(place, int)}
        for name, edition in shown.items()
        if edition.is_audio
    }
    outdated = {name for name, edition in shown.items() if edition.badge.word == EditionState.OUTDATED.value}
    return pictures_view(publication, alternatives, spoken, concepts, outdated)
