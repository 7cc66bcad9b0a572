"""The rules for easy-read lines that need a parser: each finds its own lines, and none finds fault with plain ones."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import yaml

from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.easy_lines import faults
from formats.easy_read.grammar import grammar_faults
from formats.easy_read.parser import parse_ahead, parsed, words_of
from publish.contracts import rule
from publish.contracts.rule import left_out, rules
from publish.proof.ledger import text_of
from publish.source.load import load
from tests.conftest import FACTSHEET, REPOSITORY
from tests.doubles.installing import register

CASES = REPOSITORY / "tests" / "cases" / "easy_read"
TABLE = yaml.safe_load((CASES / "grammar.yaml").read_text(encoding="utf-8"))
JUDGED = CASES / "judged_errors.txt"
"""Plain English of many kinds, with each error that is found in it, and what a reader said of that error."""
BAD = [
    (line, name, severity == "errors")
    for severity in ("errors", "advice")
    for name, lines in TABLE[severity].items()
    for line in lines
]


@pytest.mark.parametrize(("line", "name", "is_error"), BAD)
def test_a_faulty_line_is_found_by_its_rule(line: str, name: str, is_error: bool) -> None:
    assert {(fault.rule, fault.is_error) for fault in grammar_faults(line)} == {(name, is_error)}


@pytest.mark.parametrize("line", TABLE["good"])
def test_a_plain_line_has_no_fault(line: str) -> None:
    assert list(grammar_faults(line)) == []


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("You can rest or you can go home.", "make it two sentences, the second with “Or …”"),
        ("The ward is quiet because you need rest.", "make it two sentences, the second as in “This is because …”"),
        (
            "If you are ill, you stay at home and the nurse comes to you.",
            "make it two sentences, parted at “and”, and say the “if” in both where it holds for both",
        ),
        ("The medicine is given by a nurse.", "begin with who does it: “nurse”"),
    ],
)
def test_a_suggestion_keeps_what_the_sentence_says(line: str, suggestion: str) -> None:
    (fault,) = grammar_faults(line)
    assert fault.suggestion == suggestion


def test_a_sentence_is_parsed_the_same_whatever_was_parsed_before_it() -> None:
    lines = [line for line, _, _ in BAD] + TABLE["good"]
    assert list(words_of(lines)) == [words for line in lines for words in words_of([line])]


def test_a_sentence_that_the_cache_holds_needs_no_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "A nurse takes some blood from your arm."
    monkeypatch.setattr("formats.easy_read.parser._known", {})
    parse_ahead([sentence], tmp_path)
    first = parsed(sentence)
    monkeypatch.setattr("formats.easy_read.parser._known", {})
    monkeypatch.setattr("formats.easy_read.parser._parser", None)
    parse_ahead([sentence], tmp_path)
    assert parsed(sentence) == first


def test_the_easy_read_of_the_factsheet_has_no_error() -> None:
    lines = [text_of(line.children) for block in easy_read_blocks(load(Path(FACTSHEET))) for line in block.lines]
    assert [fault for line in lines for fault in grammar_faults(line) if fault.is_error] == []


def test_what_lint_leaves_out_is_said_with_the_way_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert left_out() == ()
    points = {"publish.rules": {"grammar": "no_such_module:RULES"}}
    register(tmp_path, "bare-rules", points, {"grammar": "nobodys-package"})
    monkeypatch.syspath_prepend(str(tmp_path))
    (said,) = left_out()
    assert said == (
        "Lint left out the rules of no_such_module:RULES: grammar needs nobodys-package, which is not installed. "
        "To install: pip install 'bare-rules[grammar]'."
    )


def test_what_lint_leaves_out_is_named_rule_by_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(point: EntryPoint) -> str:
        return "needs spacy" if point.name == "easy" else ""

    monkeypatch.setattr(rule, "lacking", lacks)
    assert left_out() == ("Lint left out easy-read-grammar, easy-read-grammar-advice: easy needs spacy.",)
    assert not {each.id for each in rules() if each.id.startswith("easy-read-grammar")}


def test_rules_of_a_format_that_is_not_installed_are_left_out_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = {
        "publish.formats": {"braille": "no_such_package.braille:Braille"},
        "publish.rules": {"grammar": "no_such_package.lint_rules:RULES"},
    }
    register(tmp_path, "bare-rules", points, {"grammar": "nobodys-package", "braille": "nobodys-package"})
    monkeypatch.syspath_prepend(str(tmp_path))
    assert left_out() == ()


def test_the_rules_are_known_without_loading_the_parser_or_what_reads_a_source() -> None:
    assert {"easy-read-grammar", "easy-read-grammar-advice"} <= {each.id for each in rules()}
    # Pydantic stands for all that reads a source: the command names these rules wherever the parser is not installed.
    code = "import sys, formats.easy_read.grammar_rules; sys.exit(not {'spacy', 'pydantic'}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=REPOSITORY).returncode == 0


# --- plain English that was not written for the linter ----------------------------------------------------------------


def judged_errors() -> dict[str, list[tuple[str, str]]]:
    """Each sentence with the errors found in it, and what a reader said of each: true or false."""
    found: dict[str, list[tuple[str, str]]] = {}
    sentence = ""
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            verdict, error = line.split(maxsplit=1)
            found[sentence].append((error, verdict))
        else:
            sentence = line
            found[sentence] = []
    return found


def errors_in(sentence: str) -> list[str]:
    found = (fault for fault in (*faults(sentence), *grammar_faults(sentence)) if fault.is_error)
    return [fault.rule if fault.words == sentence else f"{fault.rule}: “{fault.words}”" for fault in found]


def test_of_the_errors_in_plain_english_at_most_five_in_100_are_false() -> None:
    judged = judged_errors()
    assert len(judged) >= 300
    assert {sentence: errors_in(sentence) for sentence in judged} == {
        sentence: [error for error, _ in errors] for sentence, errors in judged.items()
    }, "an error that nobody has judged, or one that is no longer found"
    verdicts = Counter(verdict for errors in judged.values() for _, verdict in errors)
    assert set(verdicts) <= {"true", "false"}
    assert verdicts["true"] >= 100
    assert verdicts["false"] <= 0.05 * verdicts.total()
