"""Which released versions may be given out on a day, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publish.building.edition_titles import title_of
from publish.building.kept_in import Reason, SourceNow, taken_back, why_kept_in
from publish.comparing.withdrawn_words import withdrawals_of
from publish.contracts.format import Format
from publish.errors import OutputsError, PublishError, SourceError
from publish.linting.runner import errors_against, in_a_sentence
from publish.model.file_names import is_identifier
from publish.model.publication import Publication
from publish.ordering.customers_words import without_folders
from publish.ordering.items import Unavailable
from publish.ordering.printed_editions import codes
from publish.outputs.built_document import built
from publish.outputs.manifest import EditionRecord
from publish.outputs.proved_release import ProvedRelease, proved_releases
from publish.outputs.released import FOLDER, Release
from publish.releasing.house_keys import house_keys
from publish.source.approvals import approvals
from publish.source.front_matter import partial_date
from publish.source.load import load
from publish.source.readiness import BLOCK, is_past
from publish.source.signed_words import body_hash


@dataclass(frozen=True, slots=True)
class CurrentRelease:
    """A released version that may be given out: where it lies, and the publication as its source says it now.

    `voided` are the formats whose own approval was taken back since.
    """

    folder: Path
    release: Release
    publication: Publication
    overdue: bool
    voided: frozenset[str]


def current_releases(
    outputs: Path, today: date, installed: Mapping[str, Format]
) -> Iterator[CurrentRelease | Unavailable]:
    """The latest version of each released document, or why it is not given out; and what of others left with it."""
    home = outputs / FOLDER
    if home.is_symlink():
        raise OutputsError(f"{home}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
    for place in sorted(home.iterdir()) if home.is_dir() else ():
        if is_identifier(place.name):
            for each in _of_document(outputs, place, today, installed):
                if isinstance(each, Unavailable):
                    told = without_folders(each.explanation, (outputs,))
                    yield each.model_copy(update={"explanation": told})
                else:
                    yield each


def _of_document(
    outputs: Path, place: Path, today: date, installed: Mapping[str, Format]
) -> Iterator[CurrentRelease | Unavailable]:
    identifier = place.name
    if not place.is_dir():
        yield _unproved(identifier, None, f"{place}: this is no folder of releases. Put back what was there")
        return
    try:
        versions = proved_releases(outputs, identifier, house_keys(outputs, identifier))
    except PublishError as error:
        yield _unproved(identifier, None, str(error))
        return
    for version in versions:
        if version.withdrawn is not None and version.release is not None and not version.faults:
            skus = codes(version.release, installed)
            gone = version.withdrawn
            yield _unavailable(version.release, skus, Reason.WITHDRAWN, gone.reason, gone.date)
    yield from (_unverified(identifier, version, installed) for version in versions[:-1] if version.faults)
    yield from _dropped(versions, installed)
    if versions and (versions[-1].withdrawn is None or versions[-1].faults):
        yield _latest(outputs, identifier, versions, today, installed)


def _dropped(versions: tuple[ProvedRelease, ...], installed: Mapping[str, Format]) -> Iterator[Unavailable]:
    """Editions of earlier versions that a later one was released without, each since the first that lacks it."""
    sound = [each.release for each in versions if each.release is not None and not each.faults]
    withdrawn = {each.version for each in versions if each.withdrawn is not None}
    for place, before in enumerate(sound[:-1], start=1):
        later = {edition.sku for release in sound[place:] for edition in release.editions}
        gone = tuple(code for code in codes(before, installed) if code not in later)
        if gone and before.version not in withdrawn:
            names = _in_words((edition.record for edition in before.editions if edition.sku in gone), installed)
            explanation = f"version {sound[place].version} was released without {names}"
            yield _unavailable(before, gone, Reason.DROPPED, explanation, sound[place].released)


def _in_words(records: Iterable[EditionRecord], installed: Mapping[str, Format]) -> str:
    """Editions as people call them: "EPUB, Large print 18pt and Print A4"."""
    names = [title_of(record, installed.get(record.format)) for record in records]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _unproved(identifier: str, version: str | None, explanation: str) -> Unavailable:
    return Unavailable(
        id=identifier, version=version, reason=Reason.UNVERIFIED, explanation=explanation, since=None, skus=()
    )


def _unverified(identifier: str, found: ProvedRelease, installed: Mapping[str, Format]) -> Unavailable:
    """A version that is not as it was signed, with its stock codes where they are of its document."""
    release = found.release
    if release is None or release.id != identifier:  # a copy of another document's: its codes stand for the true one
        return _unproved(identifier, found.version, found.faults[0])
    return _unavailable(release, codes(release, installed), Reason.UNVERIFIED, found.faults[0])


def _latest(
    outputs: Path, identifier: str, versions: tuple[ProvedRelease, ...], today: date, installed: Mapping[str, Format]
) -> CurrentRelease | Unavailable:
    found = versions[-1]
    release = found.release
    if release is None or found.faults:
        return _unverified(identifier, found, installed)
    skus = codes(release, installed)
    try:
        place, manifest = built(outputs, release.id)
        source = manifest.source.seen_from(place)
        publication = load(source)
        given = approvals(source)
    except SourceError as error:
        first = SourceError(Path(error.path.name), error.line, error.message)
        return _unavailable(release, skus, Reason.VOIDED, f"what it was made from cannot be read: {first}")
    except PublishError as error:
        return _unavailable(release, skus, Reason.VOIDED, f"what it was made from cannot be read: {error}")
    now = SourceNow(
        name=source.name,
        body_sha256=body_hash(publication),
        approvals=given,
        errors=in_a_sentence(errors_against(publication, today), Path(source.name)),
        blocks=publication.publisher.overdue == BLOCK,
        withdrawn=withdrawals_of(body_hash(publication), versions),
    )
    if (why := why_kept_in(release, now, today)) is not None:
        return _unavailable(release, skus, *why)
    due = partial_date(release.review.next_review_due) if release.review.next_review_due else None
    late = due is not None and is_past(due, today)
    voided = frozenset(record.edition for record in taken_back(release, now))
    return CurrentRelease(found.folder, release, publication, late, voided)


def _unavailable(
    release: Release, skus: tuple[str, ...], reason: Reason, explanation: str, since: date | None = None
) -> Unavailable:
    return Unavailable(
        id=release.id,
        version=release.version,
        reason=reason,
        explanation=explanation,
        since=since,
        skus=skus,
    )
