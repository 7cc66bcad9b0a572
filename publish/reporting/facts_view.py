"""What became of the facts of the source in an edition that says other words on purpose, as a report shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
class LeftOut:
    """The facts of a section that a role has left out for one reason, in words: “5” (figure, line 3), “6” (…)."""

    words: str
    place: str
    reason: str
    role: str
    day: str


@dataclass(frozen=True, slots=True)
class FactsView:
    """The counts in all and by section in source order, and the facts that a role has left out, with their headings."""

    rows: tuple[FactsOfSection, ...]
    waived: tuple[LeftOut, ...]


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
        tuple(_left_out(listed, headings)),
    )


def _left_out(facts: Iterable[Fact], headings: Mapping[str, str]) -> Iterator[LeftOut]:
    """A waiver once, however many facts it names."""
    waivers: dict[tuple[str, str, str, str], list[str]] = {}
    for fact in facts:
        if fact.state is FactState.WAIVED:
            key = (headings.get(fact.section, fact.section), fact.reason, fact.by, fact.date)
            waivers.setdefault(key, []).append(f"“{fact.words}” ({fact.kind}, line {fact.line})")
    return (LeftOut(", ".join(words), *key) for key, words in waivers.items())


def _counted(place: str, facts: Iterable[Fact]) -> FactsOfSection:
    states = Counter(fact.state for fact in facts)
    return FactsOfSection(place, states[FactState.TOLD], states[FactState.WAIVED], states[FactState.OPEN])
