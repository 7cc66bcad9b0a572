"""The rules for easy-read lines: each finds its own faulty lines, and none finds fault with plain ones."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.easy_lines import LONGEST, faults, sentences, word_count
from publish.linting.hard_words import reading_age
from publish.proof.ledger import text_of
from publish.source.load import load
from tests.conftest import FACTSHEET, REPOSITORY

TABLE = yaml.safe_load((REPOSITORY / "tests" / "cases" / "easy_read" / "lines.yaml").read_text(encoding="utf-8"))
SAID = REPOSITORY / "tests" / "cases" / "easy_read" / "said.txt"
GOOD = TABLE.pop("good")
BAD = [(rule, line) for rule, lines in TABLE.items() for line in lines]


def test_the_table_is_large_enough_to_say_something() -> None:
    assert len(GOOD) >= 80
    assert len(BAD) >= 80


@pytest.mark.parametrize(("rule", "line"), BAD)
def test_a_faulty_line_is_found_by_its_rule(rule: str, line: str) -> None:
    assert {fault.rule for fault in faults(line)} == {rule}


def test_what_the_linter_says_of_each_faulty_line_is_as_the_table_has_it(request: pytest.FixtureRequest) -> None:
    said = "\n\n".join(
        "\n".join(
            (line, *(f"  {each.rule}: “{each.words}”: {each.suggestion} ({each.source})." for each in faults(line)))
        )
        for _, line in BAD
    )
    if request.config.getoption("--refresh"):
        SAID.write_text(f"{said}\n", encoding="utf-8")
    assert SAID.read_text(encoding="utf-8") == f"{said}\n"


@pytest.mark.parametrize("line", GOOD)
def test_a_plain_line_has_no_fault(line: str) -> None:
    assert list(faults(line)) == []


def test_every_fault_says_whose_rule_it_is_and_what_to_write() -> None:
    assert all(fault.source and fault.suggestion for _, line in BAD for fault in faults(line))


def test_the_factsheet_is_as_easy_as_the_rules_ask() -> None:
    lines = [text_of(line.children) for block in easy_read_blocks(load(Path(FACTSHEET))) for line in block.lines]
    lengths = [word_count(sentence) for line in lines for sentence in sentences(line)]
    assert [fault for line in lines for fault in faults(line) if fault.is_error] == []
    assert sum(lengths) / len(lengths) <= 9
    assert max(lengths) <= LONGEST
    assert reading_age(" ".join(lines)) - 5 <= 4  # Flesch-Kincaid grade


def test_the_list_of_judged_pictures_is_of_the_pictures_of_the_factsheet() -> None:
    page = (REPOSITORY / "docs" / "easy-read.md").read_text(encoding="utf-8")
    judged = re.findall(r"^\| `([\w-]+)` \| [^|]+ \| (right|in part|wrong) \| ([^|]*) \|$", page, re.MULTILINE)
    shown = [line.picture for block in easy_read_blocks(load(Path(FACTSHEET))) for line in block.lines]
    assert [name for name, _, _ in judged] == shown
    assert len(set(shown)) == len(shown), "the page says that no picture stands twice"
    assert [name for name, verdict, remedy in judged if (verdict == "right") == bool(remedy.strip())] == []
    (row,) = re.findall(r"^\| fifth\b[^|]*\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    counts = Counter(verdict for _, verdict, _ in judged)
    assert tuple(map(int, row)) == (len(shown), counts["right"], counts["in part"], counts["wrong"])
    assert counts["right"] >= 0.9 * len(shown)
