"""Where documents stand, as lines for people and as JSON data for programs. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from publish.comparing.withdrawn_words import said_before
from publish.reporting.standing import SIGNS, EditionState, Standing, Unreadable
from publish.source.day_words import day_in_words, when
from publish.source.readiness import unsettled


def status_lines(found: Sequence[Standing | Unreadable]) -> Iterator[str]:
    """A line for each document, and one for all."""
    width = max((len(_identifier(each)) for each in found), default=0)
    for each in found:
        name = f"{_identifier(each):<{width}}"
        if isinstance(each, Unreadable):
            yield f"{name}  ✗ {each.problem}"
            continue
        editions = " ".join(f"{record.name} {_state(state)}" for record, state in each.states)
        yield f"{name}  {editions}  {each.agreed.value}  {_release(each)}  {_review(each)}"
        for note in (
            _kept_in(each),
            each.out_as_approved,
            said_before(each.source_now.withdrawn),
            *each.release_faults,
            unsettled(each.unsettled, each.source_name),
            each.errors,
            each.problem,
        ):
            if note:
                yield f"{'':<{width}}  note: {note}"
    good = [each for each in found if isinstance(each, Standing)]
    unreadable = len(found) - len(good)
    unread = f", {unreadable} whose records cannot be read" if unreadable else ""
    whole = sum(each.worst is EditionState.COMPLETE for each in good)
    yield (
        f"{len(found)} document{'' if len(found) == 1 else 's'}: {whole} with every edition complete, "
        f"{sum(each.agreed.value == 'approved' for each in good)} approved, "
        f"{sum(each.orderable for each in good)} can be ordered, {sum(each.overdue for each in good)} overdue{unread}."
    )


def _state(state: EditionState) -> str:
    """How an edition stands: a tick is known to all, every other sign has its word beside it."""
    return SIGNS[state] if state is EditionState.COMPLETE else f"{SIGNS[state]} ({state.value})"


def _identifier(each: Standing | Unreadable) -> str:
    return each.identifier if isinstance(each, Unreadable) else each.manifest.id


def _release(each: Standing) -> str:
    if each.latest is None:
        return "not released"
    if each.release is None:
        return f"{each.latest.version} not as it was signed"
    if each.latest.withdrawn is not None:
        return f"{each.latest.version} withdrawn on {day_in_words(each.latest.withdrawn.date)}"
    return f"{each.latest.version} released on {day_in_words(each.release.released)}"


def _kept_in(each: Standing) -> str:
    """Why the latest version is not to be ordered, "" where it is, or where another note says why."""
    if each.kept_in is None or each.kept_in.explanation in (*each.release_faults, each.errors):
        return ""
    return f"not to be ordered ({each.kept_in.reason.value}): {each.kept_in.explanation}"


def _review(each: Standing) -> str:
    if each.due is None:
        return "no review planned"
    return f"review {f'overdue since {day_in_words(each.due)}' if each.overdue else f'due {when(each.due)}'}"


def status_data(each: Standing | Unreadable) -> dict[str, Any]:
    """Where one document stands, as JSON data."""
    if isinstance(each, Unreadable):
        return {"id": each.identifier, "problem": each.problem}
    last = each.latest
    return {
        "id": each.manifest.id,
        "title": each.manifest.title,
        "version": each.manifest.version or None,
        "editions": {record.name: state.value for record, state in each.states},
        "approval": each.agreed.value,
        "approved_by": each.approval.role if each.approval else None,
        "approved_on": each.approval.date.isoformat() if each.approval else None,
        "released": last.version if last else None,
        "released_on": each.release.released.isoformat() if each.release else None,
        "release_faults": list(each.release_faults),
        "withdrawn": last.withdrawn.reason if last and last.withdrawn else None,
        "orderable": each.orderable,
        "says_what_was_withdrawn": [record.version for record in each.source_now.withdrawn],
        "not_orderable": each.kept_in.explanation if each.kept_in else None,
        "next_review_due": str(each.due) if each.due else None,
        "overdue": each.overdue,
        "unsettled_marks": each.unsettled,
        "errors": each.errors or None,
        "problem": each.problem or None,
    }
