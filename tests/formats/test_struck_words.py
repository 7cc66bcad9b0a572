"""Words struck out are struck in the edition, and no others: a line through “not” takes the word away."""

from __future__ import annotations

from pathlib import Path

import pytest

import publish
from publish.contracts.format import Job, Settings
from publish.proof.compare import Expectation, compare
from publish.proof.reading import Passage, Reading, Role, StruckText, Unit
from tests.mutants import sight
from tests.mutants.kinds import Kind
from tests.specimen import specimen

NOT = Passage(Role.PARAGRAPH, "Do not take not.", struck=(StruckText("not", 3),))


@pytest.mark.parametrize(
    ("passage", "kinds"), [(NOT, []), (Passage(Role.PARAGRAPH, NOT.text), ["altered"])], ids=["struck", "in force"]
)
def test_what_is_struck_out_is_compared(passage: Passage, kinds: list[str]) -> None:
    unit = Unit(Role.PARAGRAPH, NOT.text, "iron", struck=NOT.struck)
    found = compare(Expectation((unit,), "", "", struck=True), Reading((passage,), "", "")).findings
    assert [finding.kind for finding in found] == kinds
    assert {finding.section for finding in found} <= {"iron"}


def test_a_line_drawn_through_words_of_a_page_is_found_with_its_section(tmp_path: Path) -> None:
    large_print = publish.formats(Settings(tmp_path / "cache"))["large-print"]
    job, target = Job(specimen(), large_print.Options()), tmp_path / "x-18pt.pdf"
    large_print.write(job, target)
    mutants = sight.mutants(target, Kind.STRUCK)
    damaged = tmp_path / "struck.pdf"
    mutants[len(mutants) // 2](damaged)
    found = large_print.check(job, damaged).findings
    assert len(found) == 1
    assert "struck out" in str(found[0].found)
    assert found[0].section != "opening"
