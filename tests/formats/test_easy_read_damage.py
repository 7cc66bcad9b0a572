"""No figure, number, negation or section can be lost from the factsheet's easy-read words, or changed in them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from formats.easy_read.agreed_words import NAME, agreement_findings
from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.fact_ledger import fact_ledger
from formats.easy_read.facts import NEVER_WAIVED
from formats.easy_read.rules import coverage_findings
from publish.model.nodes import EasyRead, walk
from publish.model.publication import Publication
from publish.proof.verdict import FactState, FindingKind
from publish.source.load import load
from publish.source.waivers import tie_of_waiver
from tests.conftest import FACTSHEET, REPOSITORY
from tests.mutants.easy_words import around, damages


@cache
def factsheet() -> Publication:
    return load(FACTSHEET)


def found(publication: Publication) -> set[tuple[str | None, str | None]]:
    differs = [finding for finding in agreement_findings(publication) if finding.kind is not FindingKind.STALE]
    return {(finding.expected, finding.found) for finding in (*differs, *coverage_findings(publication, NAME))}


def test_the_factsheet_has_no_open_fact_and_waives_few() -> None:
    states = Counter(entry.state for entry in fact_ledger(factsheet(), NAME))
    assert states[FactState.OPEN] == 0
    assert states[FactState.TOLD] > 100
    assert states[FactState.WAIVED] <= 2


def test_waivers_of_facts_hold_and_are_needed() -> None:
    sections = {section.id: section for section in walk(factsheet().sections)}
    for waiver in factsheet().document.fact_waivers:
        assert waiver.by == "health information lead"
        assert waiver.tie == tie_of_waiver(waiver, sections[waiver.section])
    kinds = {entry.source.kind for entry in fact_ledger(factsheet(), NAME) if entry.state is FactState.WAIVED}
    assert not kinds & NEVER_WAIVED
    assert not list(agreement_findings(factsheet()))


CANNULA = REPOSITORY / "tests" / "cases" / "easy_read" / "cannula" / "cannula.md"
"""A short leaflet of another subject, with a date to come back and two numbers to phone."""


@pytest.mark.parametrize(
    ("source", "kinds", "fewest"),
    [
        (
            FACTSHEET,
            {"figure changed", "figure taken out", "negation taken out", "sentence cut", "digits exchanged"},
            10,
        ),
        (
            CANNULA,
            {"figure changed", "figure taken out", "negation taken out", "sentence cut", "digits exchanged"}
            | {"date changed", "date taken out"},
            1,
        ),
    ],
)
def test_every_figure_date_and_negation_changed_or_taken_out_of_a_line_is_found(
    source: Path, kinds: set[str], fewest: int
) -> None:
    publication = load(source)
    before: dict[str, set[tuple[str | None, str | None]]] = {}
    missed = []
    tried: Counter[str] = Counter()
    for block, damage in damages(publication):
        if block.id not in before:
            before[block.id] = found(around(publication, block, block))
        tried[damage.kind] += 1
        if not found(around(publication, block, damage.block)) - before[block.id]:
            missed.append((damage.kind, damage.before, damage.after))
    assert missed == []
    assert set(tried) == kinds
    assert min(tried.values()) >= fewest


@pytest.mark.parametrize("source", [FACTSHEET, CANNULA])
def test_every_block_taken_out_is_found(source: Path) -> None:
    publication = load(source)
    for block in easy_read_blocks(publication):
        before = found(around(publication, block, block))
        assert found(around(publication, block, None)) - before, block.title


def test_a_leaflet_of_another_subject_tells_every_fact() -> None:
    publication = load(CANNULA)
    assert not list(agreement_findings(publication))
    assert {entry.state for entry in fact_ledger(publication, NAME)} == {FactState.TOLD}


def test_every_fact_is_open_where_no_line_tells_it() -> None:
    def silent(block: EasyRead) -> Publication:
        return around(factsheet(), block, None)

    for block in easy_read_blocks(factsheet()):
        alone = silent(block)
        others = {section for other in easy_read_blocks(alone) for section in other.covers}
        for entry in fact_ledger(alone, NAME):
            if entry.source.section not in others:
                assert entry.state is not FactState.TOLD
