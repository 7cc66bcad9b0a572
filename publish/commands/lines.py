"""Results as lines for people and as JSON data for programs. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from publish.building.checking import CheckResult
from publish.building.one_document import BuildResult
from publish.linting.runner import Remark
from publish.model.traverse import heading_paths
from publish.outputs.manifest import EditionRecord, VerdictRecord
from publish.proof.verdict import Finding, Review, State, Verdict

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
    if record.edition_type == _SIMPLIFIED and record.verdict.review is Review.UNREVIEWED:
        facts.append("unreviewed")
    return f"{name} ✓" + (f" {', '.join(facts)}" if facts else "")


def build_lines(result: BuildResult) -> Iterator[str]:
    """What became of one source."""
    if result.error is not None:
        yield f"{result.id}{_INDENT}✗ {result.error}"
        return
    if result.withdrawn:
        yield from _withdrawn_lines(result)
        return
    yield f"{result.id}{_INDENT}" + _INDENT.join(edition_words(one.record) for one in result.editions)
    for one in result.editions:
        record = one.record
        name = _name(record.format, record.variant)
        if record.verdict.state is State.NOT_AUTHORED:
            yield f"{_INDENT}{name} is not made: {(record.reason or '').rstrip('.')}."
        elif record.reason is not None:
            kept = "the edition before it stays, marked as not current" if record.file else "there is no edition"
            yield f"{_INDENT}{name} is not complete: {record.reason.rstrip('.')}; {kept}."
            attempt = record.attempt or record.verdict
            yield from finding_lines(name, attempt.verdict().findings, result.headings)
        for waiver in record.verdict.waivers:
            place = result.headings.get(waiver.section, waiver.section)
            yield f"{_INDENT}{name} leaves out “{place}”: {waiver.reason} ({waiver.by}, {waiver.date})."
        if one.draft is not None and result.folder is not None:
            yield f"{_INDENT}draft: {result.folder / str(one.draft.file)}"
    yield from (f"{_INDENT}note: {note}." for note in result.notes)


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


def build_summary(results: Iterable[BuildResult], seconds: float) -> str:
    """The last line of a build."""
    results = tuple(result for result in results if not result.withdrawn)
    records = [one.record for result in results for one in result.editions]
    made = [one for one in records if one.verdict.state is not State.NOT_AUTHORED]
    good = sum(one.current and one.verdict.state is State.COMPLETE for one in made)
    unread = sum(result.error is not None for result in results)
    parts = [_count(len(results), "document"), f"{_count(good, 'edition')} complete", f"{len(made) - good} not"]
    if unread:
        parts.append(f"{_count(unread, 'source')} not readable")
    return f"{', '.join(parts)}. {seconds:.0f} s."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


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
    headings = heading_paths(result.publication.sections) if result.publication is not None else {}
    yield from finding_lines(name, verdict.findings, headings)


def remark_line(remark: Remark) -> str:
    """One remark of lint, in the form that editors can jump to."""
    return f"{remark.path}:{remark.line}: {remark.severity}: {remark.message} [{remark.rule}]"


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON data."""
    return VerdictRecord.of(verdict).model_dump(mode="json")


def build_data(result: BuildResult) -> dict[str, Any]:
    """What became of one source, as JSON data."""
    return {
        "source": str(result.source),
        "id": result.id,
        "outputs": str(result.folder) if result.folder is not None else None,
        "error": str(result.error) if result.error is not None else None,
        "exit_code": result.exit_code,
        "notes": list(result.notes),
        "withdrawn": result.withdrawn or None,
        "removed": list(result.removed),
        "editions": [
            {
                **one.record.model_dump(mode="json"),
                "made": one.made,
                "draft": str(one.draft.file) if one.draft else None,
            }
            for one in result.editions
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


def remark_data(remark: Remark) -> dict[str, Any]:
    """One remark of lint, as JSON data."""
    return {
        "path": str(remark.path),
        "line": remark.line,
        "severity": remark.severity.value,
        "rule": remark.rule,
        "message": remark.message,
    }
