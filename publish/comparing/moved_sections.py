"""A section that stands elsewhere is one change: what it says moved with it, and is compared where it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from publish.comparing.beside_text import EASY_PICTURE, EASY_TITLE, PICTURE, PICTURE_TEXT
from publish.comparing.document_text import EASY_READ
from publish.comparing.text_unit import TextUnit
from publish.proof.align import increasing
from publish.proof.reading import Role

SECTION = "section"

_PARTS = {role: role for role in (EASY_READ, EASY_TITLE, PICTURE, EASY_PICTURE)} | {PICTURE_TEXT: EASY_PICTURE}
"""The lists that follow the words of a version, each in the order of the sections, by the roles in them."""

_Units = Sequence[TextUnit]


def moved_sections(left: _Units, right: _Units) -> tuple[tuple[TextUnit, TextUnit], ...]:
    """Each section that stands elsewhere among those of both versions, as it was and as it is."""
    before, after = _headings(left), _headings(right)
    was, now = [name for name in before if name in after], [name for name in after if name in before]
    places = {name: number for number, name in enumerate(now)}
    stayed = {was[i] for i, _ in increasing([(i, places[name]) for i, name in enumerate(was)])}
    return tuple(
        (_placed(before[name], was, before), _placed(after[name], now, after)) for name in now if name not in stayed
    )


def as_they_stand_now(left: _Units, right: _Units) -> tuple[TextUnit, ...]:
    """The earlier units with their sections in the order of the later version.

    A list that does not follow the sections in both versions stays as it is: what moved in it moved by itself.
    """
    was, now = _order(left), _order(right)
    later = {part: list(units) for part, units in _parts(right)}
    ranks = _ranks(was, now)
    found: list[TextUnit] = []
    for part, run in _parts(left):
        units = list(run)
        if _follows(units, was) and _follows(later.get(part, []), now):
            units.sort(key=lambda unit: ranks.get(unit.section, -1))
        found += units
    return tuple(found)


def _parts(units: _Units) -> Iterable[tuple[str, Iterable[TextUnit]]]:
    return groupby(units, key=lambda unit: _PARTS.get(unit.role, ""))


def _headings(units: _Units) -> dict[str, TextUnit]:
    """The headings in their order, by their sections."""
    found: dict[str, TextUnit] = {}
    for unit in units:
        if unit.role == Role.HEADING.value:
            found.setdefault(unit.section, unit)
    return found


def _placed(heading: TextUnit, order: list[str], headings: Mapping[str, TextUnit]) -> TextUnit:
    """A section by its heading, with the section it stands after."""
    at = order.index(heading.section)
    after = f"after “{headings[order[at - 1]].text}”" if at else "first"
    return TextUnit(role=SECTION, text=heading.text, section=heading.section, place=heading.place, shown=(after,))


def _order(units: _Units) -> dict[str, int]:
    """The sections in the order of the words, which easy-read words and pictures come after."""
    words = dict.fromkeys(unit.section for unit in units if unit.role not in _PARTS)
    return {section: number for number, section in enumerate(words)}


def _ranks(was: Mapping[str, int], now: Mapping[str, int]) -> dict[str, int]:
    """Where each earlier section stands now; one that is gone goes with the one before it."""
    ranks: dict[str, int] = {}
    last = -1
    for section in was:
        last = now.get(section, last)
        ranks[section] = last
    return ranks


def _follows(units: _Units, order: Mapping[str, int]) -> bool:
    """Whether units stand in the order of the sections."""
    return all(order.get(a.section, 0) <= order.get(b.section, 0) for a, b in pairwise(units))
