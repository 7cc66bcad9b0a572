"""The index over all documents: state, approval, release, and the calendar of reviews with the overdue first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publish.building.edition_titles import title_of
from publish.building.standing_evidence import Evidence
from publish.model.nodes import PartialDate
from publish.outputs.released import REPORT
from publish.outputs.whole_file import put_whole
from publish.reporting.edition_view import badge_of
from publish.reporting.rendering import Badge, day_in_words, page
from publish.reporting.standing import (
    SIGNS,
    Agreed,
    EditionState,
    Standing,
    Unreadable,
    all_standings,
)
from publish.source.days import judged_on

INDEX = "index.html"

_TONES = {Agreed.YES: ("✓", "good"), Agreed.VOID: ("✗", "bad"), Agreed.NO: ("–", "calm"), Agreed.UNKNOWN: ("!", "warn")}


@dataclass(frozen=True, slots=True)
class Row:
    """One document as the index shows it; `keys` are what its filters look for."""

    identifier: str
    title: str
    language: str
    report: str
    badge: Badge
    approval: Badge
    editions: tuple[str, ...]
    release: Badge
    released: str
    due: PartialDate | None
    overdue: bool
    orderable: bool
    kept_in: str
    problem: str
    waits: Badge | None = None

    @property
    def first(self) -> Badge | None:
        """Why a person looks at it first: what is out may be wrong, nobody can tell, or it waits for that person."""
        if self.badge is _UNREADABLE:
            return _UNREADABLE
        if self.release is _BROKEN:
            return _BROKEN
        if self.kept_in and self.release is not _WITHDRAWN:
            return _KEPT_IN
        if self.overdue:
            return _OVERDUE
        return self.badge if self.badge.word in _FAULTY else self.waits

    @property
    def keys(self) -> str:
        """What the page's filters look for."""
        approval = "approved" if self.approval.word == Agreed.YES.value else "unapproved"
        order = "orderable" if self.orderable else "not-orderable"
        late = ["overdue"] if self.overdue else []
        kept_in = [_KEPT_IN.word] if self.kept_in else []
        words = (self.badge.word, approval, order, self.release.word, *late, *kept_in)
        return " ".join(word.replace(" ", "-") for word in words)


def write_index(outputs: Path, evidence: Evidence, today: date | None = None) -> Path:
    """Write the index over all documents of an outputs folder; gives its path. Raises `OutputsError`."""
    path = outputs / INDEX
    put_whole(path, index(outputs, judged_on(today), evidence))
    return path


def index(outputs: Path, today: date, evidence: Evidence) -> str:
    """The index as a whole page."""
    rows = [_row(outputs, state, evidence) for state in all_standings(outputs, today, evidence)]
    reviews = sorted((row for row in rows if row.due is not None), key=lambda row: (not row.overdue, _soonest(row)))
    counts = (
        ("Documents", len(rows)),
        ("Every edition complete", sum(row.badge.word == EditionState.COMPLETE.value for row in rows)),
        ("Not approved", sum(row.approval.word != Agreed.YES.value for row in rows)),
        ("Withdrawn", sum(row.release is _WITHDRAWN for row in rows)),
        ("Can be ordered", sum(row.orderable for row in rows)),
        ("Overdue", sum(row.overdue for row in rows)),
    )
    rows.sort(key=lambda row: row.title.casefold())
    first = _first(rows)
    return page(
        "index.html.j2", "index.js", rows=rows, reviews=reviews[:_MOST_REVIEWS], counts=counts, first=first, today=today
    )


def _first(rows: list[Row]) -> list[tuple[Badge, list[Row], int]]:
    """What to look at first, the gravest reason first: the documents of each, and how many more there are."""
    waiting = (_TO_AGREE.word, _TO_APPROVE.word, _TO_RELEASE.word)
    graver = [_BROKEN.word, _UNREADABLE.word, _KEPT_IN.word, _OVERDUE.word, *_FAULTY, *waiting]
    found: dict[Badge, list[Row]] = {}
    for row in rows:
        if (reason := row.first) is not None:
            found.setdefault(reason, []).append(row)
    order = sorted(found, key=lambda badge: graver.index(badge.word))
    return [(badge, found[badge][:_MOST_FIRST], len(found[badge][_MOST_FIRST:])) for badge in order]


_FAULTY = (EditionState.INCOMPLETE.value, EditionState.IN_DOUBT.value, EditionState.OUTDATED.value)
"""States of a document whose editions are not as they should be, the gravest first."""

_MOST_FIRST = 20
"""Documents named for one reason before all others: more are a list of their own, which the filter gives."""

_MOST_REVIEWS = 100
"""Reviews listed apart, the most urgent first: every document has its own date in its row besides."""


def _soonest(row: Row) -> tuple[int, int, int]:
    return (row.due.year, row.due.month, row.due.day or 31) if row.due else (9999, 12, 31)


def _row(outputs: Path, state: Standing | Unreadable, evidence: Evidence) -> Row:
    if isinstance(state, Unreadable):
        return Row(
            identifier=state.identifier,
            title=state.identifier,
            language="en-GB",
            report="",
            badge=_UNREADABLE,
            approval=Badge("–", "unknown", "calm"),
            editions=(),
            release=_NOT_RELEASED,
            released="",
            due=None,
            overdue=False,
            orderable=False,
            kept_in="",
            problem=state.problem,
        )
    manifest = state.manifest
    sign, tone = _TONES[state.agreed]
    there = (outputs / manifest.id / REPORT).is_file()
    return Row(
        identifier=manifest.id,
        title=manifest.title,
        language=manifest.lang,
        report=f"{manifest.id}/{REPORT}" if there else "",
        badge=badge_of(state.worst),
        approval=Badge(sign, state.agreed.value, tone),
        editions=tuple(
            f"{SIGNS[each]} {title_of(record, evidence.installed.get(record.format))}: {each.value}"
            for record, each in state.states
        ),
        release=_release(state),
        released=_released(state),
        due=state.due,
        overdue=state.overdue,
        orderable=state.orderable,
        kept_in=f"{state.kept_in.explanation} ({state.kept_in.reason.value})" if state.kept_in else "",
        problem=" ".join(words for words in (*state.release_faults, state.errors, state.problem) if words),
        waits=_waits(state),
    )


def _waits(state: Standing) -> Badge | None:
    """What a document that is built whole waits for: that a role agrees, approves or releases it."""
    if state.errors or state.problem or state.unsettled or state.manifest.unfinished:
        return None
    if state.worst is EditionState.DRAFT:
        return _TO_AGREE
    if state.worst is not EditionState.COMPLETE or state.agreed is Agreed.UNKNOWN:
        return None
    if state.agreed is not Agreed.YES:
        return _TO_APPROVE
    version = state.manifest.version
    return _TO_RELEASE if version and (state.latest is None or state.latest.version != version) else None


_NOT_RELEASED = Badge("–", "not released", "calm")
_WITHDRAWN = Badge("✗", "withdrawn", "bad")
_BROKEN = Badge("✗", "release broken", "bad")
_UNREADABLE = Badge("✗", "unreadable", "bad")
_KEPT_IN = Badge("✗", "not to be ordered", "bad")
_OVERDUE = Badge("!", "overdue", "bad")
_TO_AGREE = Badge("✎", "meaning to be agreed", "warn")
_TO_APPROVE = Badge("✎", "to be approved", "warn")
_TO_RELEASE = Badge("✎", "to be released", "warn")


def _release(state: Standing) -> Badge:
    """How the latest release stands."""
    if state.release_faults:
        return _BROKEN
    if state.latest is None:
        return _NOT_RELEASED
    return _WITHDRAWN if state.latest.withdrawn is not None else Badge("✓", "released", "good")


def _released(state: Standing) -> str:
    """Which version was released or withdrawn, and when, in words after which a full stop may stand."""
    if state.latest is None or state.release is None:
        return ""
    if state.latest.withdrawn is not None:
        return f"Version {state.latest.version} was withdrawn on {day_in_words(state.latest.withdrawn.date)}"
    return f"Version {state.latest.version} was released on {day_in_words(state.release.released)}"
