"""Where documents stand, as lines for people and as JSON data for programs. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from publish.reporting.standing import SIGNS, EditionState, Standing, Unreadable


def status_lines(found: Sequence[Standing | Unreadable]) -> Iterator[str]:
    """A line for each document, and one for all."""
    width = max((len(_identifier(each)) for each in found), default=0)
    for each in found:
        name = f"{_identifier(each):<{width}}"
        if isinstance(each, Unreadable):
            yield f"{name}  ✗ {each.problem}"
            continue
        editions = " ".join(
            f"{record.format}{f' {record.variant}' if record.variant else ''} {SIGNS[state]}"
            for record, state in each.states
        )
        yield f"{name}  {editions}  {each.agreed.value}  {_release(each)}  {_review(each)}"
        if each.problem:
            yield f"{'':<{width}}  note: {each.problem}"
    good = [each for each in found if isinstance(each, Standing)]
    whole = sum(each.worst is EditionState.COMPLETE for each in good)
    yield (
        f"{len(found)} document{'' if len(found) == 1 else 's'}: {whole} with every edition complete, "
        f"{sum(each.agreed.value == 'approved' for each in good)} approved, "
        f"{sum(each.orderable for each in good)} can be ordered, {sum(each.overdue for each in good)} overdue."
    )


def _identifier(each: Standing | Unreadable) -> str:
    return each.identifier if isinstance(each, Unreadable) else each.manifest.id


def _release(each: Standing) -> str:
    if not each.versions:
        return "not released"
    last = each.versions[-1]
    if last.withdrawn is not None:
        return f"{last.release.version} withdrawn {last.withdrawn.date}"
    return f"{last.release.version} released {last.release.released}"


def _review(each: Standing) -> str:
    if each.due is None:
        return "no review planned"
    return f"review {'overdue since' if each.overdue else 'due'} {each.due}"


def status_data(each: Standing | Unreadable) -> dict[str, Any]:
    """Where one document stands, as JSON data."""
    if isinstance(each, Unreadable):
        return {"id": each.identifier, "problem": each.problem}
    last = each.versions[-1] if each.versions else None
    return {
        "id": each.manifest.id,
        "title": each.manifest.title,
        "version": each.manifest.version or None,
        "editions": {f"{record.format} {record.variant}".rstrip(): state.value for record, state in each.states},
        "approval": each.agreed.value,
        "approved_by": each.approval.role if each.approval else None,
        "approved_on": each.approval.date.isoformat() if each.approval else None,
        "released": last.release.version if last else None,
        "released_on": last.release.released.isoformat() if last else None,
        "withdrawn": last.withdrawn.reason if last and last.withdrawn else None,
        "orderable": each.orderable,
        "next_review_due": str(each.due) if each.due else None,
        "overdue": each.overdue,
        "problem": each.problem or None,
    }
