"""Easy read contradicts nothing: what its words lack, add or turn round is found, and only a role settles it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formats.easy_read.agreed_words import NAME
from formats.easy_read.contradictions import points
from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.fact_ledger import fact_ledger
from publish.commands.cli import app
from publish.outputs.manifest import read_manifest
from publish.source.load import load
from publish.source.tying import write_ties
from tests.conftest import FACTSHEET, REPOSITORY

EDITIONS = REPOSITORY / "tests" / "cases" / "editions"
HEAD = """---
title: Iron
lang: {lang}
summary: What iron does.
easy-read-title: Iron
---

# Iron {{#iron}}

"""
BLOCK = """
::: {{.easy-read for="iron" title="Iron"{more}}}
- [clock]{{.picture}} {words}
:::
"""


def written(folder: Path, text: str, words: str, lang: str = "en-GB", more: str = "") -> Path:
    for file in ("publisher.yaml", "pictures.yaml"):
        shutil.copy(EDITIONS / file, folder / file)
    source = folder / "iron.md"
    source.write_text(f"{HEAD.format(lang=lang)}{text}\n{BLOCK.format(words=words, more=more)}", encoding="utf-8")
    write_ties(source)
    return source


def differences(source: Path) -> list[tuple[str, str]]:
    publication = load(source)
    lacking = [("missing", entry.source.words) for entry in fact_ledger(publication, NAME) if entry.state == "open"]
    return lacking + [
        (point.kind.value, point.words)
        for block in easy_read_blocks(publication)
        for point in points(publication, block)
    ]


def lint(source: Path) -> str:
    return CliRunner().invoke(app, ["lint", str(source), "--today", "2026-01-01"]).output


def build(source: Path) -> tuple[int, str]:
    outputs = source.parent / "outputs"
    result = CliRunner().invoke(app, ["build", str(source), "--outputs", str(outputs), "--format", "easy-read"])
    return result.exit_code, result.output


FOUND = [
    ("Do not take aspirin.", "You may take aspirin.", {"Do not take aspirin", "You may take aspirin."}),
    ("Do not take aspirin.", "Take aspirin.", {"Do not take aspirin"}),
    ("Don’t take aspirin.", "Ask us.", {"Don't take aspirin"}),
    ("You must not drive.", "You may drive.", {"You must not drive", "You may drive."}),
    ("The tablets must not be crushed.", "Swallow the tablets.", {"The tablets must not be crushed"}),
    ("Avoid grapefruit.", "Eat fruit.", {"Avoid grapefruit"}),
    ("Never stop your steroids.", "You can rest.", {"Never stop your steroids", "stop your steroids"}),
    ("Do not take:\n\n- aspirin\n- ibuprofen", "Do not take aspirin.", {"Do not take ibuprofen"}),
    (
        "Do not take aspirin, ibuprofen or naproxen.",
        "Do not take aspirin or naproxen.",
        {"Do not take aspirin, ibuprofen"},
    ),
    ("Do not take it with milk.", "Do not take it with tea.", {"Do not take it with milk", "Do not take it with tea"}),
    ("Take this medicine.", "Do not take this medicine.", {"Do not take this medicine", "Take this medicine"}),
    (
        "It is not safe in pregnancy.",
        "It is safe if you are pregnant.",
        {"It is safe if you are pregnant.", "It is not safe in pregnancy"},
    ),
    ("It is safe in pregnancy.", "It is not safe if you are pregnant.", {"It is not safe if you are pregnant."}),
    ("Only take it with food.", "Take it with food.", {"only take it with"}),
    ("Take it with food.", "Only take it with food.", {"only take it with"}),
    ("Stop taking iron at once.", "Take iron.", {"stop taking iron at", "at once"}),
    ("Take it unless you are ill.", "Take it.", {"unless you are ill"}),
    ("Call 999.", "Call 111.", {"999", "111"}),
    ("Ring 0800 123 456.", "Ring 0800 123 457.", {"0800 123 456", "0800 123 457"}),
    (
        "Take 2 tablets every 8 hours.",
        "Take 8 tablets every 2 hours.",
        {"2 tablets", "8 hours", "8 tablets", "2 hours"},
    ),
    (
        "Adults take 500 mg. Children take 250 mg.",
        "Adults take 250 mg. Children take 500 mg.",
        {"500 mg", "250 mg", "Adults", "Children"},
    ),
    ("Wait ten minutes.", "Wait.", {"ten minutes"}),
    ("Take it twice a day.", "Take it.", {"twice", "a day"}),
    ("Take half a tablet.", "Take a tablet.", {"half tablet"}),
    ("It is 38.5°C.", "It is 38°C.", {"38.5°c", "38°c"}),
    ("You take 1 mg.", "You take 10 mg.", {"1 mg", "10 mg"}),
    ("One in four people get it.", "1 in 5 people get it.", {"four", "5"}),
    ("About 85% of people live.", "About 58 in every 100 people live.", {"85%", "58%"}),
]


@pytest.mark.parametrize(("text", "words", "found"), FOUND)
def test_what_is_lacking_added_or_turned_round_is_found(tmp_path: Path, text: str, words: str, found: set[str]) -> None:
    source = written(tmp_path, text, words)
    assert {name for _, name in differences(source)} == found
    remarks = lint(source)
    assert remarks.count("[easy-read-differs]") + remarks.count("[easy-read-fact]") == len(differences(source))
    code, output = build(source)
    assert code == 1
    assert "easy-read ✗" in output


SAME = [
    ("Do not take aspirin.", "Do not take aspirin. Aspirin can make you bleed."),
    ("Patients should not be left alone.", "Do not leave patients alone."),
    ("Please don’t smoke or drink alcohol.", "Do not smoke. Do not drink alcohol."),
    ("If you are pregnant, do not take aspirin.", "Do not take aspirin if you are pregnant."),
    ("Do not take:\n\n- aspirin\n- ibuprofen", "Do not take aspirin. Do not take ibuprofen."),
    ("Take two tablets every eight hours.", "Take 2 tablets every 8 hours."),
    ("Between 60-80% of people get better.", "60 to 80 in every 100 people get better."),
    ("One in four people get it.", "1 in 4 people get it."),
    ("It lasts two to three years.", "It lasts 2 to 3 years."),
    ("Take 1,000 mg at 9.30am.", "Take 1000 mg at 9.30am."),
    ("CD19, B12 and t(9;22) are names.", "These are names."),
    ("One effective drug, for example, is imatinib.", "Imatinib is a drug."),
    ("Your cells do not fight infections as they should.", "Your cells do not fight infections."),
    ("If you do not have this treatment, ALL may come back.", "Without this treatment, ALL may come back."),
    ("The drug stops the cell from growing.", "The drug helps."),
    ("Only children get it.", "It is only in children."),
    ("Take 1 tablet in the morning.", "In the morning, take 1 tablet."),
    ("We are looking after the cannula.", "We check the cannula."),
    ("Press on the place if it falls out.", "Press on the place if it comes out."),
]


@pytest.mark.parametrize(("text", "words"), SAME)
def test_other_words_for_the_same_are_no_difference(tmp_path: Path, text: str, words: str) -> None:
    source = written(tmp_path, text, words)
    assert differences(source) == []
    code, output = build(source)
    assert (code, "✓" in output, "draft" in output) == (0, True, True)


def test_the_factsheet_lacks_nothing_and_says_that_nobody_has_agreed_it(tmp_path: Path) -> None:
    assert differences(FACTSHEET) == []
    assert not [line for line in lint(FACTSHEET).splitlines() if ": error: " in line and "[easy-read" in line]


def settle(source: Path, more: str, old: str = "") -> None:
    text = source.read_text(encoding="utf-8")
    before = f' title="Iron"{old}'
    assert before in text
    source.write_text(text.replace(before, f' title="Iron"{more}'), encoding="utf-8")


AGREED = ' agreed="health information lead, 2026-03-02"'


def test_a_role_settles_what_is_left_out_and_the_report_says_so(tmp_path: Path) -> None:
    source = written(tmp_path, "Call 999. Wait 10 minutes.", "Call 999.")
    assert build(source)[0] == 1
    settle(source, f'{AGREED} settled="10 minutes; Wait 10 minutes"')
    assert "run publish tie" in lint(source) or "[easy-read-agreed]" in lint(source)
    assert [one.before for one in write_ties(source)] == [""]
    code, output = build(source)
    assert code == 0
    assert "agreed by health information lead, 2026-03-02, and settled: 10 minutes; Wait 10 minutes" in output
    manifest = read_manifest(source.parent / "outputs" / "iron" / "manifest.json")
    assert manifest is not None
    assert len(manifest.agreements) == 1
    assert lint(source).count("easy-read") == 0


@pytest.mark.parametrize(
    ("before", "after"), [("Wait 10 minutes.", "Wait 10 minutes at home."), ("} Call", "} Do call")]
)
def test_a_change_in_either_text_makes_the_agreement_stale(tmp_path: Path, before: str, after: str) -> None:
    source = written(tmp_path, "Call 999. Wait 10 minutes.", "Call 999.")
    settle(source, f'{AGREED} settled="10 minutes; Wait 10 minutes"')
    write_ties(source)
    source.write_text(source.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    write_ties(source)
    output = lint(source)
    assert "[easy-read-agreed]" in output, "publish tie renews no agreement"
    assert "“10 minutes”" in output
    assert build(source)[0] == 1


def test_nobody_settles_the_opposite(tmp_path: Path) -> None:
    source = written(tmp_path, "Do not take aspirin.", "You may take aspirin.")
    settle(source, f'{AGREED} settled="Do not take aspirin; You may take aspirin."')
    write_ties(source)
    assert "Mend one of the two." in lint(source)
    assert build(source)[0] == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("You may go home with a cannula.", "Mend one, or have a role"),
        ("You may use a cannula.", "Mend one of the two."),
    ],
)
def test_what_is_allowed_beside_an_order_may_be_settled(tmp_path: Path, words: str, message: str) -> None:
    text = "If you go home with a cannula, you must come back.\nNever use the cannula yourself."
    assert message in lint(written(tmp_path, text, words))


def test_what_is_settled_must_differ(tmp_path: Path) -> None:
    source = written(tmp_path, "Call 999.", "Call 999.", more=f'{AGREED} settled="10 minutes; Wait 10 minutes"')
    assert "[easy-read-agreed]" in lint(source)


def test_settled_without_a_name_is_refused(tmp_path: Path) -> None:
    for file in ("publisher.yaml", "pictures.yaml"):
        shutil.copy(EDITIONS / file, tmp_path / file)
    source = tmp_path / "iron.md"
    source.write_text(
        HEAD.format(lang="en-GB") + "Call 999.\n" + BLOCK.format(words="Call.", more=' settled="999"'), encoding="utf-8"
    )
    assert "what is settled needs who settled it" in lint(source)


def test_figures_are_compared_in_every_language_and_the_rest_is_left_to_a_person(tmp_path: Path) -> None:
    source = written(tmp_path, "Ffoniwch 999. Arhoswch.", "Ffoniwch 111.", lang="cy")
    assert {name for _, name in differences(source)} == {"999", "111"}
    assert "[easy-read-language]" in lint(source)


def test_the_opposite_of_the_source_is_never_complete() -> None:
    assert {words for _, words in differences(EDITIONS / "easy-read-says-the-opposite.md")} == {
        "999",
        "10 minutes",
        "2 tablets",
        "500 mg",
        "8 hours",
        "3 days",
        "Do not take aspirin",
        "You may take aspirin.",
        "Do not take this medicine when you are pregnant",
        "when you are pregnant",
        "Take 2 tablets of 500 mg",
        "Call 999 if you bleed for",
        "if you bleed for more than 10",
        "more than 10",
        "when to call 999",
    }


def test_words_that_stand_in_a_waived_section_are_found_with_their_line(tmp_path: Path) -> None:
    for file in ("easy-read-in-a-waived-section.md", "publisher.yaml", "pictures.yaml"):
        shutil.copy(EDITIONS / file, tmp_path / file)
    source = tmp_path / "easy-read-in-a-waived-section.md"
    assert f"{source}:18: error: these easy-read words stand in the section “sources”" in lint(source)
    code, output = build(source)
    assert code == 1
    assert "line 18" in output
    assert "not authored" not in output


# --- the factsheet, damaged -------------------------------------------------------------------------------------------


def damaged(tmp_path: Path, old: str, new: str) -> Path:
    """The factsheet with its companions in another folder, one place of it changed and its ties written."""
    shutil.copytree(FACTSHEET.parent, tmp_path / "sources")
    source = tmp_path / "sources" / FACTSHEET.name
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")
    return source


MUTANTS = [
    ("85 in every 100 are children", "58 in every 100 are children"),
    ("children under 15 years old", "children under 50 years old"),
    ("15 in every 100 people are adults over 50", "15 in every 100 people are adults over 60"),
    ("60 to 80 in every 100 people have changes", "60 to 90 in every 100 people have changes"),
    ("extra copy of chromosome 21.", "extra copy of chromosome 12."),
    ("then 10 to 20 greater", "then 10 to 30 greater"),
    ("20 to 30 in every 100 adults with ALL", "2 to 3 in every 100 adults with ALL"),
    ("up to 8 weeks", "up to 8 months"),
    ("up to 8 weeks.", "a long time."),
    ("in up to 30 in every 100 cases", "in up to 3 in every 100 cases"),
    ("after 6 months", "after 6 weeks"),
    ("It can last for 2 to 3 years.", "It can last for 3 to 4 years."),
    ("It can last for 2 to 3 years.", "It can last for years."),
    ("The number is 08088 010 444.", "The number is 08088 010 445."),
    ("The number is 07500 068 065.", "The number is 07500 068 066."),
    ("You can phone our helpline for free. The number is 08088 010 444.", "You can phone our helpline for free."),
    ("It should not replace advice", "It should replace advice"),
    ("You cannot pass them on to your children.", "You can pass them on to your children."),
    ("finds cells that you see only in certain diseases", "finds cells that you see in certain diseases"),
    ("The aim is to make only normal blood cells again.", "The aim is to make normal blood cells again."),
]


@pytest.mark.parametrize(("old", "new"), MUTANTS)
def test_a_changed_figure_number_or_not_in_the_easy_read_of_the_factsheet_is_found(
    tmp_path: Path, old: str, new: str
) -> None:
    assert differences(damaged(tmp_path, old, new)) != []


def test_a_block_taken_out_of_the_factsheet_is_missing(tmp_path: Path) -> None:
    text = FACTSHEET.read_text(encoding="utf-8")
    start = text.index('::: {.easy-read for="symptoms"')
    block = text[start : text.index("\n:::\n", start) + 5]
    assert "[easy-read-missing]" in lint(damaged(tmp_path, block, ""))


def test_a_changed_sentence_of_the_source_makes_its_easy_read_words_stale_by_line(tmp_path: Path) -> None:
    source = damaged(tmp_path, "- easy bruising", "- frequent bruising")
    line = source.read_text(encoding="utf-8").split('::: {.easy-read for="symptoms"')[0].count("\n") + 1
    assert f"{source}:{line}: error: " in lint(source)
    assert "[stale]" in lint(source)
