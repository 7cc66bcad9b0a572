"""Approvals, releases and changes as lines for people and as JSON data for programs. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publish.comparing.changes import FIRST, Change, ChangeKind
from publish.comparing.released_text import Comparison
from publish.comparing.withdrawn_words import said_before
from publish.comparing.word_marks import Mark, Words
from publish.model.approval import Approval
from publish.outputs.proved_release import ProvedRelease
from publish.outputs.signature import short_name
from publish.releasing.new_release import Released
from publish.source.day_words import day_in_words, when

_SIGNS = {Mark.KEPT: ("", ""), Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}
"""How changed words are marked in a line of text: as `git diff --word-diff` does."""


def approval_data(path: Path, approval: Approval) -> dict[str, Any]:
    """An approval as JSON data, with the file it was written into."""
    return {
        "path": str(path),
        "role": approval.role,
        "date": approval.date.isoformat(),
        "edition": approval.edition or None,
        "readers": approval.readers or None,
        "despite_withdrawn": list(approval.despite_withdrawn),
        "body_sha256": approval.body_sha256,
        "edition_sha256": approval.edition_sha256 or None,
    }


def release_lines(released: Released) -> Iterator[str]:
    """What was released, and what stayed in the house."""
    record = released.release
    replaces = f", in place of {record.replaces}" if record.replaces else ""
    yield f"{record.id} {record.version} is released{replaces}: {released.folder}"
    approvals = "; ".join(
        f"{each.role}, {day_in_words(each.date)}{f' ({each.edition})' if each.edition else ''}"
        for each in record.approvals
    )
    yield f"  of {released.source}, approved by {approvals}"
    if released.withdrawals:
        yield f"  ! approved again knowingly: {said_before(released.withdrawals)}"
    for edition in record.editions:
        yield f"  ✓ {edition.record.file}  {edition.sku}"
    for reason in record.left_out:
        yield f"  – {reason}"
    yield f"  signed with the key {short_name(record.key)}"


def release_data(released: Released) -> dict[str, Any]:
    """A release as JSON data."""
    return {
        "source": str(released.source),
        "folder": str(released.folder),
        "despite_withdrawn": [each.version for each in released.withdrawals],
        **released.release.model_dump(mode="json", by_alias=True),
    }


def verification_lines(found: ProvedRelease, *, named: bool) -> Iterator[str]:
    """Whether a release is as it was signed, with each fault; `named` tells whether its key was named."""
    yield from (f"✗ {fault}" for fault in found.faults)
    if found.release is None:
        return
    record = found.release
    key = f"signed with the key {short_name(record.key)}" if found.signed else "not signed by the key that it names"
    whole = f"{record.id} {record.version}, released {when(record.released)}, {key}"
    if not found.faults:
        yield f"✓ {whole}: all {len(record.files)} files are as they were signed."
        if not named:
            yield "  Anybody can sign with a key of their own. Ask the house for its public one: --key FILE.pub"
    else:
        yield f"{whole}: do not use it."
    if found.withdrawn is not None:
        withdrawn = found.withdrawn
        yield f"✗ withdrawn {when(withdrawn.date)} by {withdrawn.role}, so do not give it out: {withdrawn.reason}"


def verification_data(found: ProvedRelease) -> dict[str, Any]:
    """What was found in a released folder, as JSON data."""
    return {
        "folder": str(found.folder),
        "id": found.release.id if found.release else None,
        "version": found.release.version if found.release else None,
        "key": found.release.key if found.release else None,
        "signed": found.signed,
        "verified": not found.faults,
        "faults": list(found.faults),
        "withdrawn": found.withdrawn.model_dump(mode="json") if found.withdrawn else None,
    }


def change_lines(found: Comparison) -> Iterator[str]:
    """Every change since a version, those with numbers and negations first."""
    if not found.changes:
        in_words = " in words" if found.in_words_alone else ""
        yield f"{found.after.id} says{in_words} what version {found.before.version} says."
        yield from found.notes
        return
    weighty = sum(change.weighty for change in found.changes)
    total = f"{len(found.changes)} change{'' if len(found.changes) == 1 else 's'}"
    yield f"{found.after.id}: {total} since version {found.before.version}, {weighty} to look at first."
    yield from found.notes
    last = None
    for change in found.changes:
        if change.weighty != last:
            last = change.weighty
            yield f"{FIRST}:" if change.weighty else "All else:"
        yield f"  {change.unit.where} ({change.unit.role}, {change.kind.value})"
        yield f"    {marked_line(change.words) if change.kind is not ChangeKind.MOVED else change.unit.text}"
        if change.is_picture and change.kind is ChangeKind.CHANGED:
            yield "    the picture is another one: look at both"
        if change.details is not None:
            yield f"    was: {change.details[0]}"
            yield f"    is:  {change.details[1]}"


def marked_line(words: tuple[Words, ...]) -> str:
    """Both wordings in one line: [-what went-] and {+what came+}."""
    return "".join(f"{_SIGNS[run.mark][0]}{run.text}{_SIGNS[run.mark][1]}" for run in words)


def change_data(change: Change) -> dict[str, Any]:
    """One change as JSON data."""
    return {
        "kind": change.kind.value,
        "weighty": change.weighty,
        "place": change.unit.where,
        "section": change.unit.section,
        "role": change.unit.role,
        "before": change.before.model_dump(mode="json") if change.before else None,
        "after": change.after.model_dump(mode="json") if change.after else None,
        "words": [{"mark": run.mark.value, "text": run.text} for run in change.words],
    }
