"""Lint tells staff what is weak in a source: where, why it matters, and how to mend it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.linting.hard_words import reading_age
from publish.linting.runner import Remark, Severity, lint_one
from publish.rendering.raster import png
from tests.importing.conftest import PUBLISHER
from tests.specimen import SVG

HEAD = """---
title: Iron
lang: en-GB
summary: What iron does.
last-reviewed: 2024-01-31
next-review-due: 2027-01
---

# Iron {#iron}

"""
HARD = (
    "Haematological investigations characteristically demonstrate microcytic hypochromic erythrocytes in individuals "
    "experiencing prolonged insufficiency of bioavailable iron, notwithstanding supplementation with pharmaceutical "
    "preparations administered intravenously under specialist supervision, "
    "whereas gastrointestinal absorption deteriorates. "
) * 3
EASY = "Iron is in your blood. You need it. It is in meat and in beans. Eat some each day. " * 5


def remarks(folder: Path, body: str, head: str = HEAD, today: date = date(2026, 1, 1)) -> list[Remark]:
    shutil.copy(PUBLISHER, folder / "publisher.yaml")
    (folder / "cell.svg").write_bytes(SVG)
    (folder / "small.png").write_bytes(png(SVG, width_px=300))
    (folder / "large.png").write_bytes(png(SVG, width_px=1200))
    source = folder / "iron.md"
    source.write_text(head + body + "\n", encoding="utf-8")
    return list(lint_one(source, today))


LINE = HEAD.count("\n") + 1

BAD = [
    ("alt-text", "![cell.svg](cell.svg)"),
    ("alt-text", "![IMG_1234](cell.svg)"),
    ("alt-text", "![An image of a round cell](cell.svg)"),
    ("alt-text", "![A diagram](cell.svg)"),
    ("alt-text", "![Cell](cell.svg)"),
    ("alt-text", '![A round cell](cell.svg){caption="A round cell"}'),
    ("link-text", "For more, [click here](https://example.org)."),
    ("link-text", "Then [read more](https://example.org)."),
    ("link-needed", "See [the page]{.link-needed}."),
    ("table-header", '::: {.table caption="Doses"}\n| Age | |\n| --- | --- |\n| 5 | 1 |\n:::'),
    ("abbreviation", "Your MDT meets."),
    ("reading-age", HARD),
    ("picture-small", "![A cell seen from the side](small.png)"),
    ("video-description", '::: {.video href="https://example.org" title="Iron"}\n:::'),
    ("picture-missing", "![A cell seen from the side](gone.png){.picture-needed}"),
    ("import-check", "Two [halves]{.check} here."),
    ("speech", "Rest 😀 well."),
    ("speech", "Return the lot A7B9X2."),
    ("speech", "Come at 10.30 on Monday."),
    ("speech", "A friend of the type I mediated spoke."),
    ("import-check", '::: {.table .check caption="Doses"}\n| Age | Dose |\n| --- | --- |\n| 5 | 1 |\n:::'),
]
GOOD = [
    "![A round cell with a dark middle](cell.svg)",
    "![](cell.svg){.decorative}",
    "Read [how iron is measured](https://example.org).",
    '::: {.table caption="Doses" row-headers=1}\n| | Dose |\n| --- | --- |\n| 5 | 1 |\n:::',
    "Your multi-disciplinary team (MDT) meets. The MDT decides.",
    "A CSF (cerebrospinal fluid) test. The gene *FLT* is known. Ask the NHS.",
    EASY,
    "![A cell seen from the side](large.png)",
    '::: {.table caption="Doses"}\n| Age | Dose |\n| --- | --- |\n| 5 | – |\n| 6 | ✓ |\n:::',
    "At this stage I felt better. Type II diabetes[1] is one of two. Take 2.5 mg twice a day.",
    '::: {.video href="https://example.org" title="Iron"}\nA nurse takes a tablet.\n:::',
    "```\n[x]{.check} {.picture-needed}\n```",
]


@pytest.mark.parametrize(("rule", "body"), BAD)
def test_it_is_found_with_its_line(tmp_path: Path, rule: str, body: str) -> None:
    found = remarks(tmp_path, body)
    assert [one.rule for one in found] == [rule]
    assert found[0].line in (LINE, LINE - 2)
    assert found[0].severity is Severity.WARNING


@pytest.mark.parametrize("body", GOOD)
def test_nothing_is_said_of_what_is_good(tmp_path: Path, body: str) -> None:
    assert remarks(tmp_path, body) == []


def test_what_the_lexicon_says_is_no_guess(tmp_path: Path) -> None:
    entry = "<lexeme><grapheme>A7B9X2</grapheme><alias>A seven B nine X two</alias></lexeme>"
    lexicon = '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa"'
    (tmp_path / "lexicon.pls").write_text(f'{lexicon} xml:lang="en-GB">{entry}</lexicon>', encoding="utf-8")
    assert remarks(tmp_path, "Return the lot A7B9X2.") == []


def test_a_guess_is_reported_with_what_is_said_and_what_to_do(tmp_path: Path) -> None:
    (remark,) = remarks(tmp_path, "Return the lot A7B9X2.")
    assert "“A. seven B nine X two”" in remark.message
    assert "<grapheme>A7B9X2</grapheme>" in remark.message


def test_a_guessed_heading_is_shown_until_the_mark_is_taken_away(tmp_path: Path) -> None:
    assert [one.rule for one in remarks(tmp_path, "Text.\n\n## A {#a .check}\n\nText.")] == ["import-check"]
    assert remarks(tmp_path, "Text.\n\n## A {#a}\n\nText.") == []


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        ("2027-01-31", date(2027, 1, 31), False),
        ("2027-01-31", date(2027, 2, 1), True),
        ("2027-01", date(2027, 1, 31), False),
        ("2027-01", date(2027, 2, 1), True),
    ],
)
def test_a_review_is_overdue_the_day_after(tmp_path: Path, due: str, today: date, late: bool) -> None:
    found = remarks(tmp_path, "Text.", HEAD.replace("2027-01", due), today)
    assert [one.rule for one in found] == (["review-overdue"] if late else [])


def test_missing_front_matter_is_named(tmp_path: Path) -> None:
    head = HEAD.replace("last-reviewed: 2024-01-31\n", "").replace("What iron does.", "Summary needed.")
    assert sorted(one.rule for one in remarks(tmp_path, "Text.", head)) == ["review-date", "summary-needed"]


def test_references_are_not_measured(tmp_path: Path) -> None:
    assert remarks(tmp_path, f"Text.\n\n# Sources {{#sources}}\n\n{HARD} ESMO.") == []


def test_easy_words_have_a_lower_reading_age_than_hard_ones() -> None:
    assert reading_age(EASY) < 7 < 16 < reading_age(HARD)


def test_only_errors_fail_the_command(tmp_path: Path) -> None:
    remarks(tmp_path, "See [the page]{.link-needed}.")
    call = ["lint", str(tmp_path / "iron.md"), "--today", "2026-01-01"]
    assert CliRunner().invoke(app, call).exit_code == 0
    remarks(tmp_path, '::: {.easy-read for="iron" tie="00000000" title="Iron"}\n- [blood]{.picture} Iron.\n:::')
    assert CliRunner().invoke(app, call).exit_code == 1
    remarks(tmp_path, "See [there](#nowhere).")
    assert CliRunner().invoke(app, call).exit_code == 3


def test_a_new_source_is_ready_to_be_read_and_says_what_is_missing(tmp_path: Path) -> None:
    target = tmp_path / "sources" / "iron.md"
    result = CliRunner().invoke(app, ["new", 'Iron: "and" #blood', "-o", str(target)])
    assert result.exit_code == 0, result.output
    found = lint_one(target, date(2026, 1, 1))
    assert {one.severity for one in found} == {Severity.WARNING}
    assert {one.rule for one in found} == {"review-date", "summary-needed", "link-needed"}
    assert CliRunner().invoke(app, ["new", "Iron", "-o", str(target)]).exit_code == 2


def test_the_template_explains_every_key(tmp_path: Path) -> None:
    from publish.source.front_matter import FrontMatter

    target = tmp_path / "iron.md"
    CliRunner().invoke(app, ["new", "Iron", "-o", str(target)])
    text = target.read_text(encoding="utf-8")
    keys = [field.alias or name for name, field in FrontMatter.model_fields.items()]
    assert not [key for key in keys if f"\n{key}: " not in text and f"\n# {key}: " not in text]
