"""What comes after an approval: what a release would say now, asked of the release itself."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from publish.building.recorded_jobs import Built
from publish.building.whole_editions import BUILD_AGAIN, why_not_whole
from publish.comparing.withdrawn_words import OfWords, withdrawals_of
from publish.contracts.discovery import formats
from publish.contracts.format import Settings
from publish.errors import PublishError
from publish.outputs.built_document import built, outputs_option
from publish.outputs.proved_release import ProvedRelease, proved_releases
from publish.releasing.requirements import releasable
from publish.source.approvals import latest
from publish.source.days import judged_on
from publish.source.load import load
from publish.source.signed_words import body_hash


def next_after_approval(
    source: Path, outputs: Path, settings: Settings, edition: str = "", without: Collection[str] = ()
) -> str:
    """What a person does once a document, or one of its editions, is approved, in a sentence with its command."""
    publication = load(source)
    identifier = publication.document.metadata.id
    folder, manifest = built(outputs, identifier)
    at = Built(folder, manifest, publication, formats(settings))
    before = proved_releases(outputs, identifier, publication.publisher.release_keys)
    if edition and _is_to_build(at, edition):
        words = OfWords(publication, withdrawals_of(body_hash(publication), before))
        then = "release it" if latest(words.standing) is not None else "approve the document"
        build = f"publish build {source}{outputs_option(outputs)}"
        return f"{build}, so that the edition says who agreed it; then {then}."
    if against := _against(at, before, without):
        return against
    left_out = "".join(f" --without {name}" for name in without)
    return f"publish release {identifier} --key house.pem{left_out}{outputs_option(outputs)}"


def _is_to_build(at: Built, edition: str) -> bool:
    return any(BUILD_AGAIN in why_not_whole(at, each) for each in at.manifest.editions if each.format == edition)


def _against(at: Built, before: tuple[ProvedRelease, ...], without: Collection[str]) -> str:
    """The first thing that stands against a release, "" where nothing does."""
    if faults := [fault for version in before for fault in version.faults]:
        return f"{faults[0]} Nothing is released after a release that is not as it was signed."
    try:
        releasable(at, before, judged_on(), without)
    except PublishError as error:
        return str(error)
    return ""
