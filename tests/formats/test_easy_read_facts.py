"""The fact ledger of easy read: what a source says is told, waived by a role, or open; and opposites are found."""

from __future__ import annotations

import json
import re
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
from tests.formats.test_easy_read_agreement import build, differences, lint, written

OPPOSITE = [
    ("Take it with food.", "Take it without food.", "with", "without"),
    ("Take it before food.", "Take it after food.", "before food", "after food"),
    ("Keep it above 5 degrees.", "Keep it below 5 degrees.", "above 5", "below 5"),
    ("Your blood count is high.", "Your blood count is low.", "high", "low"),
    ("Drink more water.", "Drink less water.", "more", "less"),
    ("Take 1 tablet a day.", "Take 1 tablet a week.", "a day", "a week"),
    ("Take it daily.", "Take it weekly.", "daily", "weekly"),
    ("You need to fast.", "You don’t need to fast.", "need to", "don't need to"),
    ("You do not need to fast.", "You need to fast.", "do not need to", "need to"),
    ("Stop giving the medicine.", "Give more of the medicine.", "Stop", "Give more"),
    ("This medicine is for adults.", "This medicine is for children.", "adults", "children"),
    ("Your dose will increase.", "Your dose will decrease.", "increase", "decrease"),
    ("Use your left arm.", "Use your right arm.", "your left", "your right"),
    ("Use a hot pack.", "Use a cold pack.", "hot", "cold"),
    ("Take it in the morning.", "Take it in the evening.", "morning", "evening"),
    ("It is safe to fly.", "It is dangerous to fly.", "safe", "dangerous"),
    ("Tell us immediately if you bleed.", "Tell us later if you bleed.", "immediately", "later"),
    ("The risk is lower with this drug.", "The risk is higher with this medicine.", "lower", "higher"),
    ("You always need a scan.", "You never need a scan.", "always", "never"),
    ("Their shape is abnormal.", "Their shape is normal.", "abnormal", "normal"),
    ("Aspirin is forbidden.", "Aspirin is allowed.", "forbidden", "allowed"),
    ("Refuse aspirin.", "Accept aspirin.", "Refuse", "Accept"),
    ("Keep it in the fridge.", "Keep it in the freezer.", "fridge", "freezer"),
    ("Most people get better.", "Few people get better.", "Most", "Few"),
    ("Lactose is fine.", "Lactose is bad for you.", "is fine", "is bad"),
    ("Keep the tablets away from children.", "Keep the tablets near children.", "away from", "near"),
    ("Keep insulin in the fridge.", "Keep insulin out of the fridge.", "in the", "out of the"),
    ("Use a new needle each time.", "Use an old needle each time.", "new", "old"),
    ("Drink plenty of water.", "Drink little water.", "plenty of", "little"),
    ("You can feel tired.", "You will feel well.", "feel tired", "feel well"),
    ("Take long walks.", "Take short walks.", "long", "short"),
]


@pytest.mark.parametrize(("text", "words", "source", "easy"), OPPOSITE)
def test_the_other_word_of_a_pair_is_a_contradiction_that_names_both_words_and_lines(
    tmp_path: Path, text: str, words: str, source: str, easy: str
) -> None:
    path = written(tmp_path, text, words)
    assert ("altered", easy) in differences(path)
    remark = next(line for line in lint(path).splitlines() if f"“{easy}” is the opposite of “{source}”" in line)
    assert remark.startswith(f"{path}:13: error: ")
    assert "in the source on line 10" in remark


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Call us by 9am.", "Call us by 9pm."),
        ("Call us by 9am.", "Call us by 9 at night."),
        ("Come on Monday.", "Come on Tuesday."),
        ("Your review is on 3 May 2026.", "Your review is on 3 June 2026."),
        ("Call the ward if you bleed.", "Do not call the ward if you bleed."),
        ("It has three parts.", "It has 4 parts."),
        ("About 85% live.", "About 85 live."),
    ],
)
def test_another_hour_day_month_or_number_is_open_and_nothing_of_the_source(
    tmp_path: Path, text: str, words: str
) -> None:
    assert {"missing", "extra"} <= {kind for kind, _ in differences(written(tmp_path, text, words))}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wash before meals and after using the toilet.", "Wash before meals. Wash after you use the toilet."),
        ("The number must not rise above 5.", "The number must not rise above 5. It must stay below 5."),
        ("The exact cause of ALL is not known. Most patients are children.", "Nobody knows the cause of ALL."),
        ("You must not eat grapefruit.", "Do not eat grapefruit. You can eat other fruit."),
        ("Come to the ward at 9.30am on 3 May 2026.", "Come to the ward at 9.30am on 3 May 2026."),
    ],
)
def test_both_words_in_the_source_the_negated_word_and_an_illness_in_capitals_are_no_contradiction(
    tmp_path: Path, text: str, words: str
) -> None:
    assert [name for kind, name in differences(written(tmp_path, text, words)) if kind != "missing"] == []


def test_a_role_settles_that_something_else_is_allowed(tmp_path: Path) -> None:
    more = ' agreed="health information lead, 2026-03-02" settled="You can eat other cheese."'
    path = written(tmp_path, "You must not eat cheese.", "Do not eat cheese. You can eat other cheese.", more=more)
    assert "easy-read" not in lint(path)


KINDS = [
    ("Take 5 mg.", "dose", "5 mg"),
    ("It takes two weeks.", "duration", "two weeks"),
    ("It has three parts.", "figure", "3"),
    ("It starts on 3 May 2026.", "date", "3 May 2026"),
    ("The number is 0800 123 4567.", "telephone number", "0800 123 4567"),
    ("It is not known.", "negation", "It is not known"),
    ("It hurts until it is treated.", "condition", "until it is treated"),
    ("You should rest.", "instruction", "You should rest"),
    ("It is only in adults.", "warning word", "only in adults"),
    ("The count is high.", "direction", "high"),
]


@pytest.mark.parametrize(
    "text",
    ["See the section on iron.", "Visit our website.", "Iron is told of at https://example.org/life-without-iron."],
)
def test_what_points_to_other_text_is_no_fact(tmp_path: Path, text: str) -> None:
    assert fact_ledger(load(written(tmp_path, text, "Iron is good.")), NAME) == ()


def test_what_is_struck_out_is_no_fact(tmp_path: Path) -> None:
    entries = fact_ledger(load(written(tmp_path, "Take ~~10 mg~~ 5 mg.", "Blood.")), NAME)
    assert "10 mg" not in " ".join(entry.source.words for entry in entries)
    assert "5 mg" in " ".join(entry.source.words for entry in entries)


@pytest.mark.parametrize(("text", "kind", "words"), KINDS)
def test_each_kind_of_fact_is_listed_with_its_line(tmp_path: Path, text: str, kind: str, words: str) -> None:
    entries = fact_ledger(load(written(tmp_path, text, "Blood.")), NAME)
    assert (kind, words, 10, "open") in [
        (entry.source.kind.value, entry.source.words, entry.source.line, entry.state.value) for entry in entries
    ]


def waived(path: Path, facts: str, reason: str = "Too much for this booklet") -> Path:
    waiver = (
        f'\n::: {{.waive format="easy-read" section="iron" facts="{facts}" reason="{reason}" '
        'by="health information lead" date="2026-03-02"}\n:::\n'
    )
    path.write_text(path.read_text(encoding="utf-8") + waiver, encoding="utf-8")
    write_ties(path)
    return path


def test_what_a_role_waives_is_counted_and_named_in_manifest_and_build(tmp_path: Path) -> None:
    path = written(tmp_path, "It takes two weeks. It is not known why.", "It is a long time.")
    code, output = build(path)
    assert (code, "0 of 2 facts; 0 left out by a role, 2 open" in output) == (1, True)
    code, output = build(waived(path, "two weeks; It is not known why"))
    assert code == 0
    assert "0 of 2 facts; 2 left out by a role, 0 open" in output
    assert "leaves out “two weeks”, “" in output
    reason = "of “Iron”: Too much for this booklet (health information lead, 2 March 2026)"
    assert output.count(reason) == 1, "once for both facts"
    manifest = read_manifest(path.parent / "outputs" / "iron" / "manifest.json")
    assert manifest is not None
    (record,) = manifest.editions
    assert {(fact.words, fact.state, fact.by) for fact in record.verdict.facts} == {
        ("two weeks", "waived", "health information lead"),
        ("It is not known why", "waived", "health information lead"),
    }
    assert json.loads(manifest.text())["editions"][0]["verdict"]["facts"][0]["kind"] == "duration"


def test_a_changed_section_opens_what_was_waived_in_one_error(tmp_path: Path) -> None:
    source = written(tmp_path, "It takes two weeks. It is not known why.", "It is a long time.")
    path = waived(source, "two weeks; It is not known why")
    assert "easy-read-fact" not in lint(path)
    text = path.read_text(encoding="utf-8").replace("two weeks.", "two weeks, or more.", 1)
    path.write_text(text, encoding="utf-8")
    others = ("these easy-read words", "the date of this waiver")
    errors = [line for line in lint(path).splitlines() if ": error: " in line and not any(map(line.count, others))]
    assert len(errors) == 1, errors
    assert "with facts waived for easy-read, has changed. Decide whether the waiver still holds" in errors[0]
    code, output = build(path)
    assert (code, output.count("a waiver of “two weeks”, “It is not known why”")) == (1, 1)
    assert "0 of 2 facts; 0 left out by a role, 2 open" in output, "what the waiver leaves out is open all the same"


def test_a_telephone_number_in_a_waiver_for_an_earlier_text_is_told_by_itself(tmp_path: Path) -> None:
    path = waived(written(tmp_path, "Phone 0800 123 4567.", "We can help."), "0800 123 4567")
    path.write_text(path.read_text(encoding="utf-8").replace("Phone", "Please phone", 1), encoding="utf-8")
    remarks = lint(path)
    assert "[easy-read-fact]" in remarks
    assert "[stale]" in remarks


@pytest.mark.parametrize(("text", "facts"), [("Phone 0800 123 4567.", "0800 123 4567"), ("Come on Monday.", "Monday")])
def test_no_waiver_leaves_out_a_telephone_number_or_a_date(tmp_path: Path, text: str, facts: str) -> None:
    remarks = lint(waived(written(tmp_path, text, "We can help."), facts))
    assert "or have a role settle it, who has read both" in remarks
    assert "[easy-read-agreed]" in remarks


def test_a_waiver_names_only_what_is_a_fact_and_is_not_told(tmp_path: Path) -> None:
    remarks = lint(waived(written(tmp_path, "It takes two weeks.", "It takes 2 weeks."), "two weeks; five years"))
    assert "“two weeks”" in remarks
    assert "“five years”" in remarks


def test_a_waiver_without_a_fact_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "It takes two weeks.", "It takes 2 weeks.")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text
        + '\n::: {.waive format="easy-read" section="iron" facts=" ; " reason="a" by="b" date="2026-03-02"}\n:::\n',
        encoding="utf-8",
    )
    assert "the waiver names no fact" in lint(path)


def test_the_report_counts_the_facts_by_section_and_names_what_a_role_left_out(tmp_path: Path) -> None:

    path = waived(written(tmp_path, "It takes two weeks. Take 5 mg.", "You take 5 mg."), "two weeks")
    build(path)
    CliRunner().invoke(app, ["report", "--outputs", str(path.parent / "outputs")])
    page = (path.parent / "outputs" / "iron" / "report.html").read_text(encoding="utf-8")
    assert "Facts of the source in easy read" in page
    assert re.search(r"<th scope=\"row\">Iron</th><td>2</td><td>1</td><td>0</td>", page)
    assert "“two weeks” (duration, line 10) of “Iron”: Too much for this booklet" in page


def test_points_and_facts_of_every_block_name_their_lines(tmp_path: Path) -> None:
    publication = load(written(tmp_path, "Take 5 mg.", "Take 6 mg."))
    assert [point.line for block in easy_read_blocks(publication) for point in points(publication, block)] == [13]
