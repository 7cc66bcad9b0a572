"""Lint tells staff what is weak in a source: where, why it matters, and how to mend it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.linting.hard_words import reading_age
from publish.linting.runner import Remark, Severity, lint_one
from publish.rendering.raster import png
from publish.source.tying import write_ties
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
    "Haematological investigations characteristically demonstrate visible hypochromic erythrocytes in individuals "
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
    ("link-text", "[Click here for more information](https://example.org)."),
    ("link-text", "Go to [our website](https://example.org)."),
    ("alt-text", "![Screenshot 2024-01-01 at 10](cell.svg)"),
    ("alt-text", "![WhatsApp Image 2024-01-01](cell.svg)"),
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
    ("speech", "Come at 10.30."),
    ("speech", "Take 1/2 tablets."),
    ("speech", "It was on 31/4/25."),
    ("speech", "It is 5 x 10-8 of all."),
    ("speech", "You have hx pts."),
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
    "**DO NOT** stop. Take it ONCE a day, NOT twice.",
    "At this stage I felt better. Type II diabetes[1] is one of two. Take 2.5 mg twice a day.",
    '::: {.video href="https://example.org" title="Iron"}\nA nurse takes a tablet.\n:::',
    "```\n[x]{.check} {.picture-needed}\n```",
]


SLIPS = [
    ("heading-without-space", "#Why iron", 0),
    ("link-with-space", "See [the page] (https://example.org/iron).", 0),
    ("stray-stars", "Take **two ** tablets.", 0),
    ("stray-stars", "Text.\n\n## Take **two ** tablets {#two}\n\nText.", 2),
    ("stray-stars", '::: {.table caption="Doses"}\n| Age | Dose |\n| --- | --- |\n| Adult | **two ** |\n:::', 3),
    ("stray-stars", '![A round red cell](cell.svg){caption="A **red ** cell"}', 0),
    ("fraction-in-pieces", "Take 2^1^/~2~ tablets.", 0),
    ("fraction-in-pieces", "Take ¹⁄₂ tablet.", 0),
    ("note-in-word", "Haemo[^1]globin is red.\n\n[^1]: It is iron.", 0),
    ("note-in-word", "**Haemo**[^1]globin is red.\n\n[^1]: It is iron.", 0),
    ("typed-list", "• one • two", 0),
    ("typed-list", "– one", 0),
    ("typed-list", "a) one", 0),
    ("typed-list", "1.One", 0),
    ("typed-list", "1)One", 0),
    ("typed-list", "-one\n-two", 0),
    ("typed-list", "o one\no two", 0),
    ("typed-list", "✓ one\n✓ two", 0),
    ("typed-list", "First this:\n2. Then that", 1),
    ("typed-list", "You need:\n• one\n• two", 1),
    ("indented-code", "Text.\n\n    Take it with water.", 2),
    ("list-broken", "1. One\n- Under it\n2. Two", 1),
    ("section-empty", "Text.\n\n## Nothing here {#nothing}", 2),
    ("bold-heading", "**When to take it**\n\nIn the morning.", 0),
    ("bold-heading", "***When to take it***\n\nIn the morning.", 0),
    ("bold-heading", "**When** **to take it**\n\nIn the morning.", 0),
    ("link-differs", "[Call 0800 123 4567](tel:08001234576)", 0),
    ("link-differs", "[Write to help@example.org](mailto:info@example.org)", 0),
    ("protected-emblem", "![The sign of a red cross](cell.svg)", 0),
    ("protected-emblem", "![A sign on a white ground](red-cross.svg)", 0),
    ("language-needed", "The word خون الحديد is Arabic.", 0),
    ("placeholder", "Ask [NAME OF WARD].", 0),
    ("placeholder", "The dose: TBD.", 0),
    ("no-typeface", "The sign \U00013000 is rare.", 0),
    ("no-typeface", "Step 1\ufe0f\u20e3 is to rest.", 0),
    ("word-too-long", f"It is {'methyl' * 20}.", 0),
]
FAIR = [
    "#1 in the country.",
    "[Call 0800 123 4567 (365 days a year)](tel:+448001234567), or [ring us, 24 hours a day](tel:999).",
    "-5 °C is cold. **Iron** is *not* a vitamin.",
    "**Iron** helps.\n\nOften.",
    "\\#Why is a tag.",
    "\\[the page\\] (https://example.org/iron) in brackets.",
    "Two \\*\\* stars.",
    "Type `2 ** 3`.",
    "- one\n- two",
    "1. One\n   - Under it\n2. Two",
    "1. One\n2. Two\n\nThen:\n\n- three",
    "```\nTake it with water.\n```",
    "**Do not drink alcohol with it.**\n\nIt harms you.",
    "**When to take it**",
    "It costs 2.50 and is 3.1 cm.",
    "In the year\n2010. That was late.",
    "The words α and µg, and [خون]{lang=ar}.",
    "See [the long page](https://example.org/a-very-long-address/that-goes-on/and-on/until-it-ends/some-where.html).",
    "The International Red Cross helps.",
]


@pytest.mark.parametrize(("rule", "body", "further"), SLIPS)
def test_a_slip_that_would_go_out_as_text_is_found_on_its_line(
    tmp_path: Path, rule: str, body: str, further: int
) -> None:
    (tmp_path / "red-cross.svg").write_bytes(SVG)
    found = [one for one in remarks(tmp_path, body) if one.rule != "speech"]  # a rare sign is one to guess as well
    assert [(one.rule, one.line) for one in found] == [(rule, LINE + further)]


@pytest.mark.parametrize("body", FAIR)
def test_what_is_meant_so_is_no_slip(tmp_path: Path, body: str) -> None:
    assert remarks(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("خذ 500 mg 3 مرات.", ["mg"]),
        ("خذ 500 mg، 3 مرات.", ["mg"]),
        ("الحرارة 38.5 °C (101 °F) الآن.", ["°C"]),
        ("الجرعة 15 mg/kg. 2 في اليوم.", ["mg/kg"]),
        ("خذ 5 mg يوميا و 38.5 °C أو 10–20 mg.", []),
        ("خذ 500 mg كل مرة، 3 مرات.", []),
        ("خذ 500 mg ٣ مرات.", []),
        ("النوع B-cell 2 من 3.", []),
    ],
)
def test_a_unit_that_is_seen_beside_the_next_number_is_found_from_right_to_left(
    tmp_path: Path, body: str, units: list[str]
) -> None:
    found = [one.message for one in remarks(tmp_path, body, HEAD.replace("lang: en-GB", "lang: ar"))]
    assert [message.split("“")[1].split("”")[0] for message in found if "right to left" in message] == units


def test_every_face_of_large_print_counts(tmp_path: Path) -> None:
    found = remarks(tmp_path, "A box ☐, a box ☒, a cross ✘, and a ⋅ b, x ∈ y, ∀ z.")
    assert [remark.message for remark in found if remark.rule == "no-typeface"] == []


def test_a_review_dated_after_today_is_an_error(tmp_path: Path) -> None:
    found = remarks(tmp_path, "Text.", today=date(2024, 1, 30))
    assert [(one.rule, one.severity) for one in found] == [("date-to-come", Severity.ERROR)]


MESSAGES = [
    ("![A cell](my cell.svg)", 0, "Put the name in angle brackets"),
    ("::: {.callout .note title=“Iron”}\nText.\n:::", 0, 'Type straight ones: title="Iron"'),
    ("Say [croeso]{lang=“cy”}.", 0, 'Type straight ones: lang="cy"'),
    ('::: {.easy-read for="iron" tie="new" title="Iron"}\n- [blood]{.picture} Iron.\n:::', 0, "Run publish tie"),
    ("Text.\n\n## What {#what\n\nText.", 2, "close its braces"),
]


@pytest.mark.parametrize(("body", "further", "words"), MESSAGES)
def test_a_message_says_what_to_do(tmp_path: Path, body: str, further: int, words: str) -> None:
    (found,) = remarks(tmp_path, body)
    assert (found.rule, found.line) == ("unreadable", LINE + further)
    assert words in found.message


def test_a_title_with_a_colon_is_given_its_quotation_marks(tmp_path: Path) -> None:
    (found,) = remarks(tmp_path, "Text.", HEAD.replace("title: Iron", 'title: Iron: why "it" is'))
    assert found.line == 2
    assert 'title: "Iron: why \\"it\\" is"' in found.message
    assert not remarks(tmp_path, "Text.", HEAD.replace("title: Iron", 'title: "Iron: why \\"it\\" is"'))


def test_an_image_whose_name_has_a_space_is_read_in_angle_brackets(tmp_path: Path) -> None:
    (tmp_path / "my cell.svg").write_bytes(SVG)
    assert remarks(tmp_path, "![A round cell](<my cell.svg>)") == []


def test_braces_in_a_heading_are_words(tmp_path: Path) -> None:
    assert remarks(tmp_path, "Text.\n\n## What is {this}\n\nText.") == []


def test_a_missing_tie_is_said_and_written(tmp_path: Path) -> None:
    found = remarks(tmp_path, '::: {.easy-read for="iron" title="Iron"}\n- [blood]{.picture} Iron.\n:::')
    stale = next(one for one in found if one.rule == "stale")
    value = re.search(r'tie="([0-9a-f]{8})"', stale.message)
    assert value is not None
    result = CliRunner().invoke(app, ["tie", str(tmp_path / "iron.md")])
    assert (result.exit_code, f'tie="{value[1]}"' in result.output) == (0, True)
    text = (tmp_path / "iron.md").read_text(encoding="utf-8")
    assert f'::: {{.easy-read for="iron" title="Iron" tie="{value[1]}"}}\n' in text
    assert "Every tie is up to date." in CliRunner().invoke(app, ["tie", str(tmp_path / "iron.md")]).output


def test_ties_are_written_without_a_change_to_anything_else(tmp_path: Path) -> None:
    source = tmp_path / "iron.md"
    remarks(tmp_path, '::: {.easy-read for="iron" tie=00000000 title="Iron"}\n- [blood]{.picture} Iron.\n:::')
    dos = b"\xef\xbb\xbf" + source.read_bytes().replace(b"\n", b"\r\n")
    source.write_bytes(dos)
    (tied,) = write_ties(source)
    assert source.read_bytes() == dos.replace(b"tie=00000000", f'tie="{tied.after}"'.encode())


def test_all_errors_of_a_file_are_named_in_one_run(tmp_path: Path) -> None:
    body = "\n\n".join(
        (
            "![](cell.svg)",
            "Some <b>bold</b> words and [x](nowhere).",
            "### Too deep",
            "See [there](#nowhere).",
            "- ![](cell.svg)\n- ![A cell](gone.svg)",
            '::: {.callout title="Iron"}\nText.\n:::',
        )
    )
    head = HEAD.replace("lang: en-GB", "lang: english").replace("2024-01-31", "2024-02-31")
    found = remarks(tmp_path, body, head)
    assert {one.rule for one in found} == {"unreadable"}
    assert [one.line for one in found] == [
        3,
        5,
        LINE,
        *(LINE + 2,) * 3,
        LINE + 4,
        LINE + 6,
        LINE + 8,
        LINE + 9,
        LINE + 11,
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


@pytest.mark.parametrize(
    ("last", "due", "wrong"),
    [
        ("2024-03-27", "2024-03-20", True),
        ("2024-03-20", "2024-03-27", False),
        ("2024-03", "2024-03-20", False),
        ("2024-03-27", "2024-03", False),
        ("2024-03", "2024-02", True),
    ],
)
def test_a_next_review_before_the_last_is_a_slip_and_no_overdue_review(
    tmp_path: Path, last: str, due: str, wrong: bool
) -> None:
    head = HEAD.replace("2024-01-31", last).replace("2027-01", due)
    rules = {remark.rule for remark in remarks(tmp_path, "Text.", head, date(2024, 4, 1))}
    assert rules == ({"date-order"} if wrong else {"review-overdue"})


def test_missing_front_matter_is_named(tmp_path: Path) -> None:
    head = HEAD.replace("last-reviewed: 2024-01-31\n", "").replace("What iron does.", "Summary needed.")
    assert sorted(one.rule for one in remarks(tmp_path, "Text.", head)) == ["placeholder", "review-date"]


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
    assert "glossary.yaml" in result.output
    assert "pictures.yaml" in result.output
    found = lint_one(target, date(2026, 1, 1))
    assert {one.rule for one in found} == {"review-date", "placeholder", "link-needed"}
    assert CliRunner().invoke(app, ["new", "Iron", "-o", str(target)]).exit_code == 2


def test_the_template_explains_every_key(tmp_path: Path) -> None:
    from publish.source.front_matter import FrontMatter

    target = tmp_path / "iron.md"
    CliRunner().invoke(app, ["new", "Iron", "-o", str(target)])
    text = target.read_text(encoding="utf-8")
    keys = [field.alias or name for name, field in FrontMatter.model_fields.items()]
    assert not [key for key in keys if f"\n{key}: " not in text and f"\n# {key}: " not in text]
