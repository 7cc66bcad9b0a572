"""Each lint rule has a page, and lint says of its examples what the page says.

`pytest tests/test_lint_pages.py --refresh` writes what lint says into the pages; read the difference.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.contracts.rule import Severity, rules
from publish.linting import explanation
from publish.linting.runner import UNREADABLE
from tests.lint_pages import FOLDER, OVERVIEW, linted, pages, pairs, read_page, with_remarks

PAGES = pages()
SEVERITIES: dict[str, set[Severity]] = {UNREADABLE: {Severity.ERROR}}
for _rule in rules():
    SEVERITIES.setdefault(_rule.id, set()).add(_rule.severity)
ROWS = set(re.findall(r"^\| \[?`.+ \|$", OVERVIEW.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_rule_has_a_page() -> None:
    missing = [f"docs/lint/{rule}.md" for rule in sorted(SEVERITIES) if rule not in PAGES]
    assert not missing, f"to be written, as docs/lint/alt-text.md is (CONTRIBUTING.md, a lint rule): {missing}"


def test_every_page_has_a_rule() -> None:
    assert not [f"docs/lint/{page}.md" for page in PAGES if page not in SEVERITIES], "no installed rule has these names"
    assert {name: page.rule for name, page in PAGES.items() if page.rule != name} == {}, "titles that are not the name"


def test_the_table_of_rules_has_a_row_for_each_with_the_first_sentence_of_its_page() -> None:
    rows = {name: page.sentence[0].lower() + page.sentence[1:].rstrip(".") for name, page in PAGES.items()}
    wanted = {f"| [`{name}`](lint/{name}.md) | {sentence} |" for name, sentence in rows.items()}
    assert not wanted - ROWS, "rows that docs/lint.md lacks"
    assert not ROWS - wanted, "rows of docs/lint.md that are not as their page's first sentence"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_whether_it_is_an_error_and_why_it_matters(name: str) -> None:
    page = PAGES[name]
    kind, colon, _ = page.sentence.partition(": ")
    assert colon and page.sentence.endswith(".")
    assert set(re.findall(r"\berror\b|\bwarning\b", kind.casefold())) == SEVERITIES[name]
    assert page.why.endswith("."), "why it matters to a reader is missing"
    headings = [re.match(r"Found|Put right", part.heading) for part in page.parts]
    assert [match and match[0] for match in headings] == ["Found", "Put right"] * (len(headings) // 2)
    assert headings


@pytest.mark.parametrize("name", PAGES)
def test_lint_says_of_what_a_page_shows_what_the_page_says(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    said = [linted(found.files, tmp_path / str(number)) for number, (found, _) in enumerate(pairs(PAGES[name]))]
    path = FOLDER / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    if request.config.getoption("--refresh"):
        path.write_text(with_remarks(text, (lines for lines, _ in said)), encoding="utf-8")
    page = read_page(path.read_text(encoding="utf-8"))
    assert [found.remarks for found, _ in pairs(page)] == [lines for lines, _ in said]
    remarks = [remark for _, each in said for remark in each]
    assert all(each for _, each in said), "lint finds nothing in an example"
    assert {remark.rule for remark in remarks} == {name}, "another rule speaks of an example too"
    assert {remark.severity for remark in remarks} == SEVERITIES[name]
    assert all(int(re.findall(r"line (-?\d+): ", line)[0]) > 0 for lines, _ in said for line in lines), (
        "lint speaks of the front matter: show it in the example"
    )


@pytest.mark.parametrize("name", PAGES)
def test_lint_says_nothing_of_what_a_page_has_put_right(name: str, tmp_path: Path) -> None:
    for number, (_, right) in enumerate(pairs(PAGES[name])):
        lines, _remarks = linted(right.files, tmp_path / str(number))
        assert lines == ()


def test_lint_shows_the_page_of_a_rule() -> None:
    page = (FOLDER / "alt-text.md").read_text(encoding="utf-8")
    shown = CliRunner().invoke(app, ["lint", "--explain", "alt-text"])
    assert (shown.exit_code, shown.output) == (0, page)
    data = json.loads(CliRunner().invoke(app, ["lint", "--explain", "alt-text", "--json"]).output)
    assert data == {"rule": "alt-text", "page": "docs/lint/alt-text.md", "text": page}


@pytest.mark.parametrize("name", sorted(SEVERITIES))
def test_where_the_documents_are_not_installed_lint_says_what_a_rule_is_and_names_its_page(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explanation, "_ROOT", tmp_path)
    shown = explanation.explanation(name).text
    assert all(f"\n{severity}: " in shown for severity in SEVERITIES[name])
    assert f"docs/lint/{name}.md" in shown


def test_a_rule_that_there_is_not_is_refused_with_the_one_that_may_be_meant() -> None:
    result = CliRunner().invoke(app, ["lint", "--explain", "alt-txt"])
    assert (result.exit_code, result.stderr) == (2, "there is no rule “alt-txt”. Did you mean alt-text?\n")


def test_lint_says_how_to_read_more_where_it_has_found_something(tmp_path: Path) -> None:
    linted({"iron.md": "#Iron\n"}, tmp_path / "house")
    assert "--explain RULE" in CliRunner().invoke(app, ["lint", str(tmp_path / "house")]).output
