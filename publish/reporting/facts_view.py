"""What became of the facts of the source in an edition that says other words on purpose, as a report shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publish.proof.verdict import Fact, FactState


@dataclass(frozen=True, slots=True)
class FactsOfSection:
    """The counts of one section, by its heading."""

    place: str
    told: int
    waived: int
    open: int


@dataclass(frozen=True, slots=True)
class FactsView:
    """The counts in all and by section in source order, and the facts that a role has left out, with their headings."""

    rows: tuple[FactsOfSection, ...]
    waived: tuple[tuple[str, Fact], ...]


def facts_view(facts: Iterable[Fact], headings: Mapping[str, str]) -> FactsView | None:
    """The facts as a report shows them, None where the format lists none."""
    listed = tuple(facts)
    if not listed:
        return None
    order = dict.fromkeys(fact.section for fact in listed)
    by_section = (
        _counted(headings.get(name, name), (fact for fact in listed if fact.section == name)) for name in order
    )
    return FactsView(
        (_counted("All sections", listed), *by_section),
        tuple((headings.get(fact.section, fact.section), fact) for fact in listed if fact.state is FactState.WAIVED),
    )


def _counted(place: str, facts: Iterable[Fact]) -> FactsOfSection:
    states = Counter(fact.state for fact in facts)
    return FactsOfSection(place, states[FactState.TOLD], states[FactState.WAIVED], states[FactState.OPEN])
