"""Results as lines for people and as JSON data for programs. Nothing here prints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from publish.building.checking import CheckResult
from publish.building.results import BuildResult
from publish.contracts.format import clock
from publish.model.publication import Settlement
from publish.outputs.manifest import DoubtRecord, EditionRecord, SettledRecord, VerdictRecord
from publish.proof.verdict import Fact, FactState, Finding, Proof, Review, State, Verdict
from publish.review.settling import OpenPoint
from publish.source.day_words import day_in_words

_INDENT = " " * 2
_SIMPLIFIED = "SMP"
"""ONIX edition type of simplified language: the one kind of edition whose own standard asks that readers check it."""

_MOST = 12  # findings shown of one edition; the manifest and --json hold all


def _name(format_: str, variant: str) -> str:
    return f"{format_} {variant}".rstrip()


def edition_words(record: EditionRecord) -> str:
    """One edition in a few words: "audio ✓ heard, 24 min"."""
    name = _name(record.format, record.variant)
    if record.verdict.state is State.NOT_AUTHORED:
        return f"{name} – not authored"
    if record.verdict.state is State.INCOMPLETE or not record.current:
        return f"{name} ✗"
    facts = []
    if record.verdict.proof is not None:
        facts.append(record.verdict.proof.value)
    if record.duration_s is not None:
        facts.append(f"{record.duration_s / 60:.0f} min")
    if record.pages is not None:
        facts.append(f"{record.pages} pages")
    if record.verdict.doubts:
        facts.append(f"{len(record.verdict.doubts)} in doubt")
    if record.edition_type == _SIMPLIFIED and record.verdict.review is Review.UNREVIEWED:
        facts.append("unreviewed")
    if record.verdict.review is Review.DRAFT:
        facts.append("draft, meaning not agreed")
    return f"{name} ✓" + (f" {', '.join(facts)}" if facts else "")


def build_lines(result: BuildResult, *, why: bool = False) -> Iterator[str]:
    """What became of one source; with `why`, also why each edition was made."""
    if result.error is not None:
        yield f"{result.id}{_INDENT}✗ {result.error}"
        return
    if result.withdrawn:
        yield from _withdrawn_lines(result)
        return
    yield f"{result.id}{_INDENT}" + _INDENT.join(edition_words(edition.record) for edition in result.editions)
    told = dict.fromkeys(map(_what_became, (edition.record for edition in result.editions)))
    for edition in result.editions:
        record = edition.record
        name = _name(record.format, record.variant)
        became = _what_became(record)
        if became and became in told:
            del told[became]
            alike = [each.record for each in result.editions if _what_became(each.record) == became]
            names = ", ".join(_name(each.format, each.variant) for each in alike)
            yield f"{_INDENT}{names} {became[len(alike) > 1]}"
        if record.verdict.state is not State.NOT_AUTHORED and record.reason is not None:
            attempt = record.attempt or record.verdict
            yield from finding_lines(name, attempt.verdict().findings, result.headings)
        if result.folder is not None:
            yield from doubt_lines(name, (record.attempt or record.verdict).doubts, result.id, result.folder)
        yield from settled_lines(name, record.verdict.settled, result.headings)
        for waiver in record.verdict.waivers:
            place = result.headings.get(waiver.section, waiver.section)
            yield f"{_INDENT}{name} leaves out “{place}”: {waiver.reason} ({waiver.by}, {day_in_words(waiver.date)})."
        yield from fact_lines(name, (record.attempt or record.verdict).facts, result.headings)
        if why and edition.why:
            yield f"{_INDENT}{name} was made: {edition.why}."
        if edition.draft is not None and result.folder is not None:
            yield f"{_INDENT}draft: {result.folder / str(edition.draft.file)}"
    yield from (f"{_INDENT}note: {note}." for note in result.notes)


def _what_became(record: EditionRecord) -> tuple[str, str] | None:
    """Why an edition was not made, or is not complete, of one and of several; None where it is."""
    reason = (record.reason or "").rstrip(".")
    if record.verdict.state is State.NOT_AUTHORED:
        return f"was not made: {reason}.", f"were not made: {reason}."
    if record.reason is None:
        return None
    if record.file:
        kept = "the previous edition stays, marked as not current", "the previous editions stay, marked as not current"
    else:
        kept = "there is no edition", "there are no editions"
    return f"is not complete: {reason}; {kept[0]}.", f"are not complete: {reason}; {kept[1]}."


def fact_lines(edition: str, facts: Sequence[Fact], headings: Mapping[str, str]) -> Iterator[str]:
    """How many facts of the source an edition in other words tells, and each that a role has left out."""
    if facts:
        counts = Counter(fact.state for fact in facts)
        told, waived, open_ = (counts[state] for state in (FactState.TOLD, FactState.WAIVED, FactState.OPEN))
        yield f"{_INDENT}{edition} tells {told} of {len(facts)} facts; {waived} left out by a role, {open_} open."
    waivers: dict[tuple[str, str, str, str], list[str]] = {}
    for fact in facts:
        if fact.state is FactState.WAIVED:
            waiver = (headings.get(fact.section, fact.section), fact.reason, fact.by, fact.date)
            waivers.setdefault(waiver, []).append(f"“{fact.words}”")
    for (place, reason, role, day), words in waivers.items():
        yield f"{_INDENT}{edition} leaves out {', '.join(words)} of “{place}”: {reason} ({role}, {day_in_words(day)})."


def _withdrawn_lines(result: BuildResult) -> Iterator[str]:
    if result.removed:
        yield f"{result.id}{_INDENT}removed: {', '.join(result.removed)}. They were withdrawn: {result.withdrawn}."
    else:
        yield f"{result.id}{_INDENT}withdrawn, not to be ordered: {result.withdrawn}. publish build --prune removes it."


def finding_lines(edition: str, findings: Sequence[Finding], headings: Mapping[str, str]) -> Iterator[str]:
    """Findings side by side: what the source says, what the edition says."""
    for finding in findings[:_MOST]:
        place = headings.get(finding.section, finding.section)
        where = f" ({finding.where})" if finding.where else ""
        line = f", line {finding.line} of the source" if finding.line else ""
        yield f"{edition}{_INDENT}{place}{where}{line}"
        yield f"{_INDENT}{finding.kind.value:<12} source:  {finding.expected if finding.expected is not None else '—'}"
        yield f"{_INDENT}{'':<12} edition: {finding.found if finding.found is not None else '—'}"
    if len(findings) > _MOST:
        yield f"{_INDENT}… and {len(findings) - _MOST} more findings."


def doubt_lines(edition: str, doubts: Sequence[DoubtRecord], identifier: str, folder: Path) -> Iterator[str]:
    """What listening could not decide, with its clip, and what a person is to do."""
    for doubt in doubts[:_MOST]:
        yield from _one_doubt(edition, doubt, folder)
    if len(doubts) > _MOST:
        yield f"{_INDENT}… and {len(doubts) - _MOST} more doubts."
    if not doubts:
        return
    where = "" if folder.parent == Path("outputs") else f" --outputs {folder.parent}"
    yield f"{_INDENT}Hear the clips with: publish listen {identifier}{where} --play"
    settleable = next((doubt.number for doubt in doubts if doubt.settleable), None)
    if settleable is not None:
        yield (
            f"{_INDENT}Where a sentence is said as written: publish accept {identifier}{where} --finding {settleable} "
            '--role "health information lead"'
        )
    if any(not doubt.settleable for doubt in doubts):
        yield f"{_INDENT}{_UNSETTLEABLE}"


_UNSETTLEABLE = (
    "Where a number, negation or unit may have been said wrongly, nobody can accept it: reword the sentence, "
    "or give its words a pronunciation (lexicon.pls), and build again."
)


def _one_doubt(edition: str, doubt: DoubtRecord, folder: Path | None) -> Iterator[str]:
    line = f", line {doubt.line} of the source" if doubt.line else ""
    yield f"{edition}{_INDENT}{doubt.place or doubt.section} ({clock(doubt.start_s)}){line}"
    name = f"in doubt {doubt.number}" if doubt.clip else "in doubt"
    yield f"{_INDENT}{name:<12} source:  {doubt.text}"
    yield f"{_INDENT}{'':<12} words:   {doubt.expected or '—'}"
    yield f"{_INDENT}{'':<12} perhaps: {doubt.heard or '—'}"
    yield f"{_INDENT}{'':<12} why:     {doubt.reason}"
    if folder is not None and doubt.clip:
        yield f"{_INDENT}{'':<12} clip:    {folder / doubt.clip}"
    if not doubt.blocks:
        yield f"{_INDENT}{'':<12} It stands in a reference or an address, and does not hold the edition back."


def settled_lines(edition: str, settled: Sequence[SettledRecord], headings: Mapping[str, str]) -> Iterator[str]:
    """What people have settled: shown at every build, as waivers are."""
    for record in settled:
        place = headings.get(record.section, record.section)
        words = record.expected or record.text
        by = f"{record.role}, {day_in_words(record.date)}"
        yield f"{_INDENT}{edition}: “{words}” in “{place}” was in doubt and is settled ({by})."


def point_lines(point: OpenPoint) -> Iterator[str]:
    """One point of `publish listen`: a doubt with its clip, or a finding, which nobody can accept."""
    edition = _name(point.edition.format, point.edition.variant)
    if isinstance(point.point, DoubtRecord):
        yield from _one_doubt(edition, point.point, None)
        yield f"{_INDENT}{'':<12} clip:    {point.clip}"
        if not point.point.settleable:
            yield f"{_INDENT}{'':<12} {_UNSETTLEABLE}"
        return
    finding = point.point
    yield f"{edition}{_INDENT}{finding.section}{f' ({finding.where})' if finding.where else ''}"
    yield f"{_INDENT}{f'wrong {point.number}':<12} source:  {finding.expected or '—'}"
    yield f"{_INDENT}{'':<12} edition: {finding.found or '—'}"
    yield f"{_INDENT}{'':<12} It is {finding.kind.value}: nobody can accept it. Mend it and build again."


def point_data(point: OpenPoint) -> dict[str, Any]:
    """One point of `publish listen`, as JSON data."""
    doubt = point.point if isinstance(point.point, DoubtRecord) else None
    return {
        **asdict(point.point),
        "number": point.number,
        "format": point.edition.format,
        "variant": point.edition.variant,
        "acceptable": doubt is not None and doubt.settleable,
        "clip": str(point.clip) if point.clip is not None else None,
    }


def settlement_data(path: Path, settlement: Settlement) -> dict[str, Any]:
    """A settled doubt as JSON data, with the file it was written into."""
    return {"path": str(path), **asdict(settlement), "date": settlement.date.isoformat()}


def check_lines(result: CheckResult) -> Iterator[str]:
    """What a check found in one file."""
    name = _name(result.format, result.variant)
    if result.error is not None or result.verdict is None:
        yield f"{result.path}{_INDENT}✗ {result.error}"
        return
    verdict = result.verdict
    proof = f", {verdict.proof.value}" if verdict.proof is not None else ""
    mark = "✓" if verdict.state is State.COMPLETE else "✗"
    yield f"{result.path}{_INDENT}{mark} {verdict.state.value}: {verdict.found} of {verdict.units} units{proof}"
    yield from (f"{_INDENT}note: {note}" for note in result.notes)
    if verdict.state is State.INCOMPLETE and verdict.proof is Proof.SCRIPT and not verdict.findings:
        yield f"{_INDENT}note: it was not listened to; check it without --no-listen"
    yield from finding_lines(name, verdict.findings, result.headings)
    recorded = VerdictRecord.of(verdict)
    for doubt in recorded.doubts[:_MOST]:
        yield from _one_doubt(name, doubt, None)
    yield from settled_lines(name, recorded.settled, result.headings)


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON data."""
    return VerdictRecord.of(verdict).model_dump(mode="json")


def build_json(result: BuildResult, took: Mapping[str, Any] | None = None) -> str:
    """What became of one source, as one line of JSON; with how long it `took` where that is asked for."""
    data = build_data(result)
    return json.dumps({**data, "took": took} if took is not None else data, ensure_ascii=False)


def build_data(result: BuildResult) -> dict[str, Any]:
    """What became of one source, as JSON data."""
    return {
        "source": str(result.source),
        "id": result.id,
        "outputs": str(result.folder) if result.folder is not None else None,
        "error": str(result.error) if result.error is not None else None,
        "exit_code": result.exit_code,
        "unchanged": result.unchanged,
        "notes": list(result.notes),
        "withdrawn": result.withdrawn or None,
        "removed": list(result.removed),
        "editions": [
            {
                **edition.record.model_dump(mode="json"),
                "made": edition.built_now,
                "why": edition.why or None,
                "draft": str(edition.draft.file) if edition.draft else None,
            }
            for edition in result.editions
        ],
    }


def check_data(result: CheckResult) -> dict[str, Any]:
    """What a check found, as JSON data."""
    return {
        "path": str(result.path),
        "format": result.format,
        "variant": result.variant,
        "notes": list(result.notes),
        "error": str(result.error) if result.error is not None else None,
        "verdict": verdict_data(result.verdict) if result.verdict is not None else None,
    }
