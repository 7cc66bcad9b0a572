"""One edition as a report shows it: its state, what is wrong or in doubt, and what its format wants shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from publish.building.boundary import contained
from publish.building.edition_titles import title_of
from publish.building.kept_alternatives import alternatives_in, keep_alternatives, kept_alternatives
from publish.contracts.format import Format, Job, Kind, Part
from publish.contracts.showing import Showing, Shown
from publish.errors import OutputsError, PublishError
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.outputs.journal import hash_of
from publish.outputs.manifest import DoubtRecord, EditionRecord, Manifest, VerdictRecord
from publish.outputs.record_names import inside
from publish.proof.reading import Reading
from publish.proof.verdict import Finding, Review
from publish.reporting.default_view import default_view
from publish.reporting.facts_view import FactsView, facts_view
from publish.reporting.marked_sides import Sides, of_finding, sides
from publish.reporting.rendering import Badge, data_uri
from publish.reporting.standing import SIGNS, EditionState, edition_state
from publish.source.edition_imprint import of_edition
from publish.source.waivers import without_waived

_TONES = {
    EditionState.COMPLETE: "good",
    EditionState.DRAFT: "warn",
    EditionState.IN_DOUBT: "warn",
    EditionState.OUTDATED: "bad",
    EditionState.INCOMPLETE: "bad",
    EditionState.NOT_MADE: "calm",
}
_MOST_FINDINGS = 200
_MINUTE = 60  # seconds
_LARGEST_CLIP = 200_000  # bytes: a clip of some seconds has a quarter of it


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding under its headings, with both wordings marked."""

    record: Finding
    place: str
    sides: Sides


@dataclass(frozen=True, slots=True)
class DoubtView:
    """A doubt with its clip as an address ("" where there is none), and both hearings marked."""

    record: DoubtRecord
    clip: str
    sides: Sides


@dataclass(frozen=True, slots=True)
class EditionView:
    """All that a report shows of one edition."""

    name: str
    anchor: str
    title: str
    badge: Badge
    record: EditionRecord
    verdict: VerdictRecord
    sku: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[FindingView, ...]
    more_findings: int
    doubts: tuple[DoubtView, ...]
    waivers: tuple[tuple[str, str, str, str], ...]  # the section's heading, the reason, the role, the day
    settled: tuple[tuple[str, str, str], ...]  # the sentence, the role, the day
    source_facts: FactsView | None
    shown: Shown
    draft: str

    @property
    def is_audio(self) -> bool:
        """Whether it is heard."""
        return self.record.kind == Kind.AUDIO

    @property
    def waits(self) -> bool:
        """Whether it is there, or should be, and cannot go out as it is."""
        return self.badge.word not in (EditionState.COMPLETE.value, EditionState.NOT_MADE.value)

    @property
    def player(self) -> str:
        """The file to play: the edition, or else its draft."""
        return (self.record.file or self.draft) if self.is_audio else ""


def badge_of(state: EditionState) -> Badge:
    """A state as a page shows it."""
    return Badge(SIGNS[state], state.value, _TONES[state])


def edition_view(
    record: EditionRecord,
    manifest: Manifest,
    folder: Path,
    plugin: Format | None,
    publication: Publication | None,
    headings: Mapping[str, str],
) -> EditionView:
    """One edition as a report shows it."""
    verdict = record.attempt or record.verdict
    draft = next((each for each in manifest.drafts if each.name == record.name), None)
    return EditionView(
        name=record.name,
        anchor=f"edition-{record.name.replace(' ', '-')}",
        title=title_of(record, plugin),
        badge=badge_of(edition_state(record)),
        record=record,
        verdict=verdict,
        sku=sku(manifest.id, record.format, record.variant),
        facts=tuple(_facts(record, plugin)),
        findings=tuple(
            FindingView(finding, headings.get(finding.section, finding.section), of_finding(finding))
            for finding in verdict.findings[:_MOST_FINDINGS]
        ),
        more_findings=max(0, len(verdict.findings) - _MOST_FINDINGS),
        doubts=tuple(
            DoubtView(doubt, _clip(folder, doubt), sides(doubt.expected or "—", doubt.heard or "—"))
            for doubt in verdict.doubts
        ),
        waivers=tuple(
            (headings.get(each.section, each.section), each.reason, each.by, each.date) for each in verdict.waivers
        ),
        settled=tuple((each.text, each.role, str(each.date)) for each in verdict.settled),
        source_facts=facts_view(verdict.facts, headings),
        shown=_shown(record, folder, plugin, publication, headings),
        draft=str(draft.file) if draft is not None else "",
    )


def alternatives_of(record: EditionRecord, folder: Path, plugin: Format | None, cache: Path) -> tuple[str, ...] | None:
    """The text alternatives of an edition, None where it cannot be read back or is heard."""
    if plugin is None or record.file is None or record.kind == Kind.AUDIO:
        return None
    try:
        path = inside(folder, record.file)
        file_hash = str(hash_of(path))
        if (kept := kept_alternatives(file_hash, cache)) is not None:
            return kept
        reading = contained(partial(plugin.read, path), gives=Reading)
    except (PublishError, OSError):
        return None
    keep_alternatives(reading, file_hash, cache)
    return alternatives_in(reading)


def _facts(record: EditionRecord, plugin: Format | None) -> Iterator[tuple[str, str]]:
    if record.pages is not None:
        yield "Pages", str(record.pages)
    if record.duration_s is not None:
        yield "Duration", _minutes(record.duration_s)
    if record.verdict.units:
        whole = f"{record.verdict.found} of {record.verdict.units} pieces of text"
        yield "Found", f"{whole}, {record.verdict.waived} left out on purpose" if record.verdict.waived else whole
    if record.verdict.proof is not None:
        yield "Proved by", "listening" if record.verdict.proof == "heard" else "its script alone"
    if record.verdict.review is Review.REVIEWED:
        yield "Checked", "by people with a learning disability"
    elif record.verdict.review is Review.UNREVIEWED and plugin is not None and Part.EASY_READ in plugin.uses:
        yield "Checked", "not by people with a learning disability"


def _minutes(seconds: float) -> str:
    """How long a recording takes, for people."""
    if seconds < _MINUTE:
        return "less than a minute"
    whole = round(seconds / _MINUTE)
    return f"{whole} minute{'' if whole == 1 else 's'}"


def _clip(folder: Path, doubt: DoubtRecord) -> str:
    """The seconds of a doubt as an address that needs no file."""
    try:
        path = inside(folder, doubt.clip) if doubt.clip else None
        if path is None or not path.is_file() or path.stat().st_size > _LARGEST_CLIP:
            return ""
        return data_uri("audio/mpeg", path.read_bytes())
    except (OSError, OutputsError):
        return ""


def _shown(
    record: EditionRecord,
    folder: Path,
    plugin: Format | None,
    publication: Publication | None,
    headings: Mapping[str, str],
) -> Shown:
    """What the format wants shown, or what is shown of any edition. A fault of a plugin shows nothing."""
    if record.file is None:
        return Shown()
    try:
        path = inside(folder, record.file)
        default = default_view(record, path, headings)
        if publication is None or not isinstance(plugin, Showing):
            return default
        options = plugin.Options.model_validate(record.options)
        waived = without_waived(publication, plugin.name, easy_read=Part.EASY_READ in plugin.uses)
        job: Job[Any] = Job(of_edition(waived.publication, plugin.name, options.ordered_as), options)
        return contained(partial(plugin.shown, job, path, default), gives=Shown)
    except (PublishError, ValidationError, OSError):
        return Shown()
