"""One test for each edition and section of the real factsheet: the built file, read back, says all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import publish
from publish.building.checking import CheckResult
from publish.commands.lines import finding_lines
from publish.model.nodes import walk
from publish.model.traverse import heading_paths
from publish.proof.verdict import Verdict
from publish.source.waivers import without_waived
from tests.conftest import FACTSHEET, Built

EDITIONS = ("audio", "easy-read", "epub", "large-print", "word")
FACTS = publish.load(FACTSHEET)
CASES = [
    pytest.param(edition, section.id, id=f"{edition}-{section.id}")
    for edition in EDITIONS
    for section in walk(without_waived(FACTS, edition).publication.document.sections)
]


@pytest.fixture(scope="session")
def verdict_of(built: Built, checked: dict[Path, CheckResult]) -> Callable[[str], Verdict]:
    """The verdict on an edition's built file."""

    def verdict(edition: str) -> Verdict:
        found = checked[built.path(edition).resolve()].verdict
        assert found is not None
        return found

    return verdict


@pytest.mark.parametrize(("edition", "section"), CASES)
def test_the_edition_says_the_whole_section(edition: str, section: str, verdict_of: Callable[[str], Verdict]) -> None:
    verdict = verdict_of(edition)
    here = [finding for finding in verdict.findings if finding.section == section]
    assert not here, "\n".join(finding_lines(edition, here, heading_paths(FACTS.sections)))
    (count,) = [one for one in verdict.sections if one.section == section]
    assert count.units > 0, "the section has nothing that could be missing"
    assert count.found == count.units


def test_every_section_of_the_source_is_tested_but_the_waived_ones() -> None:
    tested = {(case.values[0], case.values[1]) for case in CASES}
    everything = {(edition, section.id) for edition in EDITIONS for section in walk(FACTS.document.sections)}
    assert everything - tested == {(one.format, one.section) for one in FACTS.document.waivers}


def test_the_manifest_has_six_kinds_of_edition_all_complete_and_current(built: Built) -> None:
    states = {one.format: (one.verdict.state, one.current) for one in built.manifest.editions}
    assert states == dict.fromkeys((*EDITIONS, "print"), ("complete", True))


def test_the_audio_was_heard_and_easy_read_is_not_yet_reviewed(built: Built) -> None:
    assert built.record("audio").verdict.proof == "heard"
    assert built.record("easy-read").verdict.review == "draft"


def test_the_easy_read_edition_is_at_most_24_pages(built: Built) -> None:
    pages = built.record("easy-read").pages
    assert pages is not None
    assert pages <= 24  # GOV.UK: accessible communication formats


def test_all_sections_have_a_place_in_paged_and_spoken_editions(built: Built) -> None:
    for edition in ("audio", "large-print"):
        places = built.record(edition).locations
        assert {section.id for section in walk(FACTS.document.sections)} <= set(places)
