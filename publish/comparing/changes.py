"""What changed between two versions of a document: units added, removed, changed or moved, the weighty ones first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from publish.comparing.beside_text import EASY_TITLE, for_section
from publish.comparing.document_text import DocumentText
from publish.comparing.moved_sections import as_they_stand_now, moved_sections
from publish.comparing.text_unit import TextUnit
from publish.comparing.whole_rows import in_rows
from publish.comparing.word_marks import Mark, Words, marked, weights
from publish.proof.align import Pair, alike, increasing, same
from publish.proof.opposite_words import is_turned_round
from publish.proof.reading import Role

FIRST = "Numbers, units, negations, opposites, pictures and the order of steps"
"""What harms when it is wrong: changes of these are told first."""

_HASH_SHOWN = 8
"""Characters of a picture's hash: enough to tell two files apart."""


class ChangeKind(StrEnum):
    """What became of a unit."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One unit that differs: as it was (None where it is new), and as it is (None where it is gone)."""

    kind: ChangeKind
    before: TextUnit | None
    after: TextUnit | None

    @property
    def unit(self) -> TextUnit:
        """The unit as it is, or was."""
        unit = self.after or self.before
        assert unit is not None, "a change has at least one side"
        return unit

    @property
    def words(self) -> tuple[Words, ...]:
        """Both wordings in one, each word marked as kept, removed or added."""
        texts = marked(self.before.text if self.before else "", self.after.text if self.after else "")
        return (*texts, *_files(self.before, self.after))

    @property
    def details(self) -> tuple[str, str] | None:
        """How it differs beside its words, as it was and as it is; None where it does not, or has one side alone."""
        if self.before is None or self.after is None or self.before.details == self.after.details:
            return None
        before, after = self.before.details, self.after.details
        gone = "; ".join(fact for fact in before if fact not in after)
        come = "; ".join(fact for fact in after if fact not in before)
        return (
            (gone or "nothing more", come or "nothing more") if gone or come else ("; ".join(before), "; ".join(after))
        )

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture whose file is another one, was added, removed or moved."""
        return bool(self.unit.image)

    @property
    def weighty(self) -> bool:
        """Whether what differs harms when it is wrong: a number, a unit, a negation, an opposite, a picture, a step."""
        before, after = self.before, self.after
        if self.is_picture:
            return True  # what a picture shows no program judges: a person looks at it first
        if self.kind is ChangeKind.MOVED and self.unit.ordinal:
            return True  # a step that is taken before another one, or after it
        if before and after and (before.headers, before.section) != (after.headers, after.section):
            return bool(weights(before.text) or weights(after.text))  # under another heading it says another thing
        texts = before.text if before else "", after.text if after else ""
        if weights(texts[0]) != weights(texts[1]):
            return True
        return before is not None and after is not None and is_turned_round(*texts)


def changes(before: DocumentText, after: DocumentText) -> tuple[Change, ...]:
    """Every difference: numbers and negations first, then pictures; each group in the order of the document."""
    sections = [Change(ChangeKind.MOVED, *both) for both in moved_sections(before.units, after.units)]
    units = [change for change in in_order(before, after) if change.kind is not ChangeKind.KEPT]
    found = (*sections, *_whole_rows(units))
    return tuple(sorted(found, key=lambda change: (not change.weighty, change.weighty and change.is_picture)))


def _whole_rows(found: list[Change]) -> list[Change]:
    """The changes, with each row or column of a table that was added or removed as one, where its first cell stood."""
    for kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        lines = in_rows([each.unit for each in found if each.kind is kind])
        told: set[int] = set()
        whole = []
        for change in found:
            line = lines.get(id(change.unit)) if change.kind is kind else None
            if line is None:
                whole.append(change)
            elif id(line) not in told:
                told.add(id(line))
                whole.append(Change(kind, *((None, line) if kind is ChangeKind.ADDED else (line, None))))
        found = whole
    return found


def in_order(before: DocumentText, after: DocumentText, *, moves: bool = True) -> Iterator[Change]:
    """Every unit of both versions in the order of the document, those that stayed as they were among them.

    A unit that moved comes where it went, and what moved with its section stands as it did in it; without `moves` it
    is removed there and added here.
    """
    left, right = compared_units(before, after)
    left = as_they_stand_now(left, right) if moves else left
    pairs = _pairs(left, right)
    moved = _moved(left, right, dict(pairs)) if moves else {}
    gone = iter([i for i in range(len(left)) if i not in dict(pairs) and i not in moved])
    origins = {j: i for i, j in pairs}
    borders = _borders(origins, len(right), len(left))
    arrived = {j: i for i, j in moved.items()}
    lost = next(gone, None)
    for j, unit in enumerate(right):
        while lost is not None and lost < borders[j]:
            yield Change(ChangeKind.REMOVED, left[lost], None)
            lost = next(gone, None)
        if j in arrived:
            yield Change(ChangeKind.MOVED, left[arrived[j]], unit)
        elif j in origins:
            yield Change(_kind(left[origins[j]], unit), left[origins[j]], unit)
        else:
            yield Change(ChangeKind.ADDED, None, unit)
    while lost is not None:
        yield Change(ChangeKind.REMOVED, left[lost], None)
        lost = next(gone, None)


def _files(before: TextUnit | None, after: TextUnit | None) -> Iterator[Words]:
    """Which file a picture is, for its words may stay the same: each as one word."""
    files = [f" (file {unit.image[:_HASH_SHOWN]})" if unit and unit.image else "" for unit in (before, after)]
    if files[0] == files[1]:
        yield from (Words(Mark.KEPT, text) for text in files[:1] if text)
        return
    yield from (Words(mark, text) for mark, text in zip((Mark.REMOVED, Mark.ADDED), files, strict=True) if text)


Units = tuple[TextUnit, ...]


def compared_units(before: DocumentText, after: DocumentText) -> tuple[Units, Units]:
    """The units of two versions that can be compared: words alone where one kept no record of what it shows."""
    if before.beside is None or after.beside is None:
        before, after = before.words_alone, after.words_alone
    left, right = (*before.units, *(before.beside or ())), (*after.units, *(after.beside or ()))
    return _under_new_headings(left, right), right


def _under_new_headings(left: Units, right: Units) -> Units:
    """The earlier units, with easy-read words under headings as they are now: a renamed heading is one change."""
    now = {unit.section: unit.place for unit in right if unit.role == Role.HEADING.value}
    renamed = {
        for_section(unit.place): for_section(now[unit.section])
        for unit in left
        if unit.role == Role.HEADING.value and now.get(unit.section, unit.place) != unit.place
    }
    if not renamed:
        return left
    return tuple(
        unit.model_copy(update={"shown": tuple(renamed.get(words, words) for words in unit.shown)})
        if unit.role == EASY_TITLE
        else unit
        for unit in left
    )


def _borders(origins: dict[int, int], right: int, left: int) -> list[int]:
    """For each unit of the later version, before which unit of the earlier one it stands: what is lost comes first."""
    borders = [left] * right
    for j in reversed(range(right)):
        borders[j] = origins.get(j, borders[j + 1] if j + 1 < right else left)
    return borders


def _kind(before: TextUnit, after: TextUnit) -> ChangeKind:
    """What became of a unit that is on both sides."""
    if before.image and before.image == after.image:  # its text alternative is a unit of its own
        return ChangeKind.KEPT if before.section == after.section else ChangeKind.MOVED
    if (before.text, before.role, before.details, before.image) != (after.text, after.role, after.details, after.image):
        return ChangeKind.CHANGED
    return ChangeKind.KEPT if before.section == after.section else ChangeKind.MOVED


def _pairs(left: tuple[TextUnit, ...], right: tuple[TextUnit, ...]) -> list[Pair]:
    """Each unit with what became of it, rising on both sides: first by section and words, then by likeness."""
    exact = same([_key(unit) for unit in left], [_key(unit) for unit in right])
    pairs = list(exact)
    for (a, b), (c, d) in pairwise([(-1, -1), *exact, (len(left), len(right))]):
        gap_left, gap_right = left[a + 1 : c], right[b + 1 : d]
        if gap_left and gap_right:
            close = [*_same_place(gap_left, gap_right)]
            likely = alike([unit.text for unit in gap_left], [unit.text for unit in gap_right])
            taken_left, taken_right = {i for i, _ in likely}, {j for _, j in likely}
            close = [pair for pair in close if pair[0] not in taken_left and pair[1] not in taken_right]
            pairs += [(a + 1 + i, b + 1 + j) for i, j in increasing(sorted([*likely, *close]))]
    return sorted(pairs)


def _key(unit: TextUnit) -> tuple[str, str, str]:
    return unit.section, unit.role, unit.text


def _same_place(left: tuple[TextUnit, ...], right: tuple[TextUnit, ...]) -> Iterator[Pair]:
    """A lone unit between two that stayed, and the lone one of its kind that stands there now."""
    if len(left) == len(right) == 1 and (left[0].section, left[0].role) == (right[0].section, right[0].role):
        yield 0, 0


def _moved(left: tuple[TextUnit, ...], right: tuple[TextUnit, ...], pairs: dict[int, int]) -> dict[int, int]:
    """Units whose very words stand elsewhere now."""
    arrivals: dict[tuple[str, str], list[int]] = {}
    taken = set(pairs.values())
    for j in reversed(range(len(right))):
        if j not in taken:
            arrivals.setdefault((right[j].role, right[j].text), []).append(j)
    moved = {}
    for i, unit in enumerate(left):
        if i not in pairs and (places := arrivals.get((unit.role, unit.text))):
            moved[i] = places.pop()
    return moved
