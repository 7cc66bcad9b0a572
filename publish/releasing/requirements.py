"""What stands against a release, each in one sentence; where nothing does, what may leave the house."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from publish.building.boundary import contained
from publish.building.never_built import never_built
from publish.building.recorded_jobs import Built
from publish.building.whole_editions import BUILD_AGAIN, FORCED, each_once, leaving_out, refuse_unknown, why_not_whole
from publish.comparing.document_text import NAME as TEXT
from publish.comparing.withdrawn_words import OfWords, Withdrawals, options, withdrawals_of
from publish.contracts.format import Part, Variants
from publish.errors import UsageError
from publish.linting.runner import errors_against, in_a_sentence
from publish.model.approval import Approval
from publish.model.publication import Publication
from publish.outputs.built_document import outputs_option
from publish.outputs.manifest import EditionRecord
from publish.outputs.proved_release import ProvedRelease
from publish.outputs.released import RELEASE, REPORT, SIGNATURE, WITHDRAWAL, order
from publish.proof.verdict import State
from publish.source.approvals import approvals, latest
from publish.source.day_words import day_in_words, when
from publish.source.readiness import blocked, unfinished
from publish.source.signed_words import body_hash

RECORDS = frozenset({RELEASE, SIGNATURE, REPORT, TEXT, WITHDRAWAL})
"""Names in the folder of a release that no edition may have."""


@dataclass(frozen=True, slots=True)
class Releasable:
    """What of a document may leave the house: editions, those that may not with the reason, and who stands for it.

    `withdrawals` are those of versions that said the same, of which who stands for it knew.
    """

    editions: tuple[EditionRecord, ...]
    left_out: tuple[str, ...]
    approvals: tuple[Approval, ...]
    withdrawals: Withdrawals = ()


def releasable(at: Built, before: tuple[ProvedRelease, ...], today: date, without: Collection[str]) -> Releasable:
    """What may leave the house; `without` are formats that are left out of this release.

    Raises `UsageError` with the first thing that stands against it, and what to do.
    """
    refuse_unknown(without, at.installed)
    words = OfWords(at.publication, withdrawals_of(body_hash(at.publication), before))
    _refuse_document(at, today, words)
    approved = _approved(words, _option(at))
    _refuse_version(at.publication, before)
    editions, left_out, missing = [], list(_without(at, words, without)), {}
    for record in at.manifest.editions:
        if record.format in without:
            continue
        if record.verdict.state is State.NOT_AUTHORED:
            left_out.append(f"{record.format}: {_why_none(at, record.format)}")
        elif reason := _against(at, words, record):
            missing[record.name] = reason
        else:
            editions.append(record)
    unbuilt = never_built(at.manifest, at.publication, at.installed)
    never = [edition.name for edition in unbuilt if edition.format not in without]
    _refuse_old(at, missing)
    _refuse_missing(at, missing | dict.fromkeys(never, _NOT_BUILT))
    if not editions:
        listed = "; ".join(left_out) or "none has been built"
        raise UsageError(f"{at.manifest.id}: no edition can be released: {listed}.")
    shown = {record.format for record in editions}
    agreed = tuple(each for each in words.standing if each.edition in shown)
    return Releasable(tuple(editions), tuple(left_out), (approved, *agreed), words.withdrawals)


def _option(at: Built) -> str:
    return outputs_option(at.folder.parent)


def _why_none(at: Built, format_: str) -> str:
    """Why a format makes no edition of a document, by what the format says: what is signed is of no manifest."""
    plugin = at.installed.get(format_)
    if plugin is None:
        return "its format is not installed here"
    return contained(plugin.variants, at.publication, gives=Variants).reason or "it is not written"


def _refuse_old(at: Built, missing: Mapping[str, str]) -> None:
    """Raise `UsageError` where a build makes an edition again that would be missing: it is not to be left out."""
    old = [*each_once({edition: reason for edition, reason in missing.items() if BUILD_AGAIN in reason})]
    if old:
        force = " --force" if any(FORCED in reason for reason in old) else ""
        raise UsageError(
            f"{at.manifest.id} is not released, as editions are not as they would be made now. {'; '.join(old)}: "
            f"publish build {at.publication.source}{force}{_option(at)}"
        )


_NOT_BUILT = "not built yet"
"""Why an edition is missing that could be made."""


def _refuse_missing(at: Built, missing: Mapping[str, str]) -> None:
    """Raise `UsageError` where editions would be missing; `missing` are the reasons by the names of the editions."""
    if missing:
        reasons = "; ".join(each_once(missing))
        unbuilt = _NOT_BUILT in missing.values()
        build = f" To make what is not built: publish build {at.publication.source}{_option(at)}." if unbuilt else ""
        raise UsageError(
            f"{at.manifest.id} is not released, as editions would be missing. {reasons}.{build} To release it without "
            f"them, which this version then never gets: {leaving_out(missing)}"
        )


def _without(at: Built, words: OfWords, without: Collection[str]) -> Iterator[str]:
    """What is left out because somebody said so, each edition with how it stands."""
    for record in at.manifest.editions:
        if record.format in without:
            none = record.verdict.state is State.NOT_AUTHORED
            reason = _why_none(at, record.format) if none else _against(at, words, record)
            yield f"{record.name}: left out on purpose{f' ({reason})' if reason else ''}"
    for edition in never_built(at.manifest, at.publication, at.installed):
        if edition.format in without:
            yield f"{edition.name}: left out on purpose ({_NOT_BUILT})"


def _refuse_document(at: Built, today: date, words: OfWords) -> None:
    publication, name = at.publication, at.manifest.id
    source = publication.source
    if publication.document.metadata.id != name:
        raise UsageError(f"{source}: this is the source of {publication.document.metadata.id}, not of {name}.")
    if publication.source_sha256 != at.manifest.source.sha256:
        raise UsageError(_stale(words) or f"{source} has changed since {name} was built. Build it again.")
    for left in unfinished(publication):
        raise UsageError(f"{source}: this is not finished, so it is not released: {left}.")
    if late := blocked(publication, today):
        raise UsageError(f"{name}: {late}")
    if errors := errors_against(publication, today):
        raise UsageError(f"{name} is not released: {in_a_sentence(errors, source)}")


def _stale(words: OfWords) -> str:
    """That a changed source has voided its approval, which says more than that it has changed; "" where it has not."""
    last = latest(approvals(words.publication.source))
    return _void(last, words) if last is not None and not latest(words.standing) else ""


def _void(approval: Approval, words: OfWords) -> str:
    return (
        f"{words.publication.document.metadata.id} is not released, as its approval ({approval.role}, "
        f"{day_in_words(approval.date)}) is void {words.why_void(approval)}: build, look at the report, and "
        "approve again."
    )


def _refuse_version(publication: Publication, before: tuple[ProvedRelease, ...]) -> None:
    about = publication.document.metadata
    if not about.version:
        raise UsageError(f"{publication.source}: it has no version. Add one to its front matter, as version: 1.0")
    for release in before:
        if order(release.version) == order(about.version):
            raise UsageError(
                f"{about.id} {release.version} is released already, and a release is never changed. "
                f"Raise version: in {publication.source}."
            )
    if before and order(about.version) < order(before[-1].version):
        raise UsageError(
            f"{about.id} {before[-1].version} is released already, and {about.version} would be older. "
            f"Raise version: in {publication.source}."
        )


def _approved(words: OfWords, option: str) -> Approval:
    """The approval of the document as it is. Raises `UsageError` where there is none, or what changed since it."""
    found = latest(words.standing)
    if found is not None:
        return found
    publication = words.publication
    last = latest(approvals(publication.source))
    if last is not None:
        raise UsageError(_void(last, words))
    raise UsageError(
        f"{publication.document.metadata.id} is not approved. Look at its report, then: publish approve "
        f'{publication.source} --role "health information lead"{option}'
    )


def _against(at: Built, words: OfWords, record: EditionRecord) -> str:
    """Why one edition stays in the house, "" where it may leave."""
    if record.file is not None and (record.file.casefold() in RECORDS or "/" in record.file):
        return f"its file is called {record.file}, as a record of the release is"
    plugin = at.installed.get(record.format)
    agreed = latest(words.standing, record.format) is not None
    if plugin is not None and Part.EASY_READ in plugin.uses and record.current and not agreed:
        return _not_agreed(words, record, _option(at))
    return why_not_whole(at, record)


def _not_agreed(words: OfWords, record: EditionRecord, option: str) -> str:
    publication = words.publication
    again = options(words.withdrawals)
    command = f'publish approve {publication.source} --edition {record.format} --role "easy read lead"{again}{option}'
    last = latest(approvals(publication.source), record.format)
    if last is None:
        return f"nobody has agreed its meaning, so it is a draft. When a role has: {command}"
    return (
        f"what {last.role} agreed {when(last.date)} is void {words.why_void(last)}. "
        f"Build it, look at it, and when its meaning is agreed again: {command}"
    )
