"""What changed between two versions: nothing is missed, and what harms when it is wrong comes first."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publish.commands.release_lines import change_lines
from publish.comparing.changes import ChangeKind, changes, in_order
from publish.comparing.document_text import DocumentText, document_text
from publish.comparing.released_text import Comparison
from publish.comparing.text_unit import TextUnit
from publish.comparing.tracked_changes import tracked_changes
from publish.comparing.word_marks import Mark, marked, weighed, weights
from publish.source.load import load
from tests.conftest import REPOSITORY
from tests.releasing import EDITIONS, Desk

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def version(*texts: str | tuple[str, str], section: str = "iron") -> DocumentText:
    pairs = [text if isinstance(text, tuple) else (section, text) for text in texts]
    units = tuple(TextUnit(role="paragraph", text=text, section=name, place=name) for name, text in pairs)
    return DocumentText(id="iron", version="1.0", title="Iron", language="en-GB", units=units)


def described(before: DocumentText, after: DocumentText) -> list[tuple[str, str | None, str | None, bool]]:
    return [
        (each.kind.value, each.before.text if each.before else None, each.after.text if each.after else None,
         each.weighty)
        for each in changes(before, after)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It lasts 2 years.", "It lasts 3 years."),
        ("Take 2 tablets every 8 hours.", "Take 8 tablets every 2 hours."),
        ("Take 5 mg.", "Take 5 g."),
        ("It is -5 degrees.", "It is 5 degrees."),
        ("Do not drive.", "Drive."),
        ("You can't drive.", "You can drive."),
        ("Take it with food.", "Take it without food."),
        ("One in four.", "One in five."),
        ("Take it once a day.", "Take it twice a day."),
        ("It has CD19.", "It has CD20."),
        ("Between 60-80%.", "Between 60 80%."),
        ("Wait 2 days.", "Wait 2 weeks."),
        ("Take it before food.", "Take it after food."),
        ("Take at least 2 tablets.", "Take up to 2 tablets."),
        ("Drink more water.", "Drink less water."),
        ("Put it in your left eye.", "Put it in your right eye."),
        ("10⁽9⁾/L", "10⁽6⁾/L"),
        ("Take 15 mg/kg.", "Take 15 mg/dose."),
        ("Take 15 mg per tablet.", "Take 15 mg per dose."),
        ("It is 5 g/dl.", "It is 5 g/l."),
    ],
)
def test_a_changed_number_unit_or_negation_carries_weight(before: str, after: str) -> None:
    assert described(version("A.", before), version("A.", after)) == [("changed", before, after, True)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Iron helps your blood.", "Iron helps the blood."),
        ("The 2 drugs help – and work.", "The 2 medicines help, and work."),
        ("You do not need iron.", "You do not want iron."),
    ],
)
def test_other_words_carry_none(before: str, after: str) -> None:
    assert described(version("A.", before), version("A.", after)) == [("changed", before, after, False)]


def test_what_carries_weight_comes_first_and_all_else_in_the_order_of_the_document() -> None:
    before = version("First words.", "Second words stay.", "It lasts 2 years.", "Gone words.")
    after = version("First new words.", "Second words stay.", "It lasts 3 years.", "Wholly other sentence here.")
    kinds = [(kind, weighty) for kind, _, _, weighty in described(before, after)]
    assert kinds == [("changed", True), ("changed", False), ("removed", False), ("added", False)]


def test_numbers_come_before_pictures_wherever_they_stand() -> None:
    def with_picture(image: str, words: str) -> DocumentText:
        picture = TextUnit(role="picture", text="A cell", section="iron", place="iron", image=image * 64)
        return version(words).model_copy(update={"units": (picture, *version(words).units), "beside": ()})

    found = changes(with_picture("a", "It lasts 2 years."), with_picture("b", "It lasts 3 years."))
    assert [(change.unit.role, change.weighty) for change in found] == [("paragraph", True), ("picture", True)]


def test_what_is_new_gone_or_moved_is_told_apart() -> None:
    before = version("Alpha stays here.", "Beta goes elsewhere.", "Gamma is gone soon.", "Delta stays.")
    after = version("Alpha stays here.", "Delta stays.", "Beta goes elsewhere.", "An entirely new line of text.")
    assert described(before, after) == [
        ("removed", "Gamma is gone soon.", None, False),
        ("moved", "Beta goes elsewhere.", "Beta goes elsewhere.", False),
        ("added", None, "An entirely new line of text.", False),
    ]


def test_the_same_words_under_another_heading_have_moved_and_a_number_among_them_carries_weight() -> None:
    for text, weighty in (("Take 2.", True), ("Take it.", False)):
        before, after = version(("adults", text)), version(("children", text))
        assert described(before, after) == [("moved", text, text, weighty)]


def test_a_figure_under_another_header_carries_weight() -> None:
    cell = TextUnit(role="table cell", text="5 mg", section="iron", place="Iron", headers=("Adults",))
    before = version("A.").model_copy(update={"units": (cell,)})
    after = version("A.").model_copy(update={"units": (cell.model_copy(update={"headers": ("Children",)}),)})
    assert described(before, after) == [("changed", "5 mg", "5 mg", True)]


def test_a_link_that_leads_elsewhere_is_a_change() -> None:
    link = TextUnit(role="paragraph", text="See this.", section="a", place="A", links=(("this", "https://a.org/"),))
    before = version("A.").model_copy(update={"units": (link,)})
    after = before.model_copy(update={"units": (link.model_copy(update={"links": (("this", "https://b.org/"),)}),)})
    (change,) = changes(before, after)
    assert change.details == ("“this” leads to https://a.org/", "“this” leads to https://b.org/")


def test_what_differs_beside_the_words_is_told_without_what_stayed() -> None:
    step = TextUnit(role="list item", text="Hold your breath.", section="a", place="A", ordinal=4, level=1)
    before = version("A.").model_copy(update={"units": (step,)})
    after = before.model_copy(update={"units": (step.model_copy(update={"ordinal": 3}),)})
    (change,) = changes(before, after)
    assert change.details == ("number 4", "number 3"), "its level is as it was"


def test_a_step_that_moved_among_others_carries_weight() -> None:
    def steps(*texts: str) -> DocumentText:
        units = (
            TextUnit(role="list item", text=text, section="use", place="Use", level=1, ordinal=number)
            for number, text in enumerate(texts, start=1)
        )
        return version().model_copy(update={"units": tuple(units)})

    found = changes(steps("Shake it.", "Breathe out.", "Press it."), steps("Shake it.", "Press it.", "Breathe out."))
    assert (found[0].kind, found[0].weighty) == (ChangeKind.MOVED, True)


DOSES = """---
title: Doses
lang: en-GB
summary: How much to take.
---

# Doses {#doses}

::: {.table caption="Puffs" row-headers=1}
| Age    | Usual | In an attack |
| ------ | ----- | ------------ |
| Adults | 1     | 10           |
| Babies | 1     | 6            |
:::

::: {.table caption="Times"}
| When  | How many |
| ----- | -------- |
| Today | 8        |
:::
"""


def test_a_cell_is_told_with_its_row_and_column_in_terminal_report_and_word_file(tmp_path: Path) -> None:
    source = tmp_path / "doses.md"
    source.with_name("publisher.yaml").write_bytes((EDITIONS / "publisher.yaml").read_bytes())

    def text(*words: tuple[str, str]) -> DocumentText:
        body = DOSES
        for old, new in words:
            body = body.replace(old, new)
        source.write_text(body, encoding="utf-8")
        return document_text(load(source))

    before, after = (
        text(),
        text(("| 10           |", "| 12           |"), ("| 8        |", "| 9        |")),
    )
    found = Comparison(before, after, changes(before, after))
    assert [line for line in change_lines(found) if line.startswith("  Doses")] == [
        "  Doses, table “Puffs”, row “Adults”, column “In an attack” (table cell, changed)",
        "  Doses, table “Times”, row “Today”, column “How many” (table cell, changed)",
    ]
    (head,) = (unit.cell for unit in before.units if unit.text == "Babies")
    assert head == "table “Puffs”, row “Babies”, column “Age”"
    with zipfile.ZipFile(io.BytesIO(tracked_changes(found))) as package:
        document = package.read("word/document.xml").decode()
    assert "[table “Puffs”, row “Adults”, column “In an attack”] " in document


def test_a_cell_of_a_release_that_kept_no_rows_is_told_by_its_headers() -> None:
    cell = TextUnit(role="table cell", text="5 mg", section="iron", place="Iron", headers=("Dose", "Adults"))
    assert cell.where == "Iron, under Dose, Adults"


def test_a_number_is_one_word() -> None:
    runs = [(run.mark, run.text) for run in marked("Take 2.5 mg now.", "Take 25 mg now.")]
    assert runs == [
        (Mark.KEPT, "Take "), (Mark.REMOVED, "2.5"), (Mark.ADDED, "25"), (Mark.KEPT, " mg now."),
    ]  # fmt: skip


TEXTS = st.lists(
    st.sampled_from(["Iron", "not", "2", "3.5", "mg", "blood", "–", "you", "can't", "²", "é", "(", "%"]), max_size=12
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_marks_hold_both_wordings_whole(before: str, after: str) -> None:
    runs = marked(before, after)
    assert "".join(run.text for run in runs if run.mark is not Mark.ADDED) == before
    assert "".join(run.text for run in runs if run.mark is not Mark.REMOVED) == after
    assert "".join(run.text for run in weighed(before)) == before


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS.filter(bool), max_size=8), st.lists(TEXTS.filter(bool), max_size=8))
def test_every_unit_of_both_versions_is_accounted_for(before: list[str], after: list[str]) -> None:
    old, new = version(*before), version(*after)
    every = tuple(in_order(old, new))
    assert [each.after.text for each in every if each.after] == after
    assert sorted(each.before.text for each in every if each.before) == sorted(before)
    if sorted(weights(" ".join(before))) != sorted(weights(" ".join(after))):
        assert any(each.weighty for each in every)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS.filter(bool), max_size=6), st.lists(TEXTS.filter(bool), max_size=6))
def test_a_word_file_with_its_changes_accepted_is_the_later_version_and_rejected_the_earlier(
    before: list[str], after: list[str]
) -> None:
    old, new = version(*before), version(*after)
    data = tracked_changes(Comparison(old, new, changes(old, new)))
    assert paragraphs(data, dropped="del") == after
    assert sorted(paragraphs(data, dropped="ins")) == sorted(before)
    assert tracked_changes(Comparison(old, new, changes(old, new))) == data


def test_the_word_file_has_no_schema_error(tmp_path: Path) -> None:
    old, new = version("It lasts 2 years.", "Gone."), version("It lasts 3 years.", "New.")
    path = tmp_path / "changes.docx"
    path.write_bytes(tracked_changes(Comparison(old, new, changes(old, new))))
    judge = Path(sys.executable).with_name("openxml-audit")
    command = [str(judge), "-f", "microsoft365", "-m", "0", "-o", "json", str(path)]
    assert b"w:date" not in text_part_of(path), "on which day a word was changed nobody has recorded"
    (report,) = json.loads(subprocess.run(command, capture_output=True, check=False, text=True).stdout)
    assert (report["valid"], report["errors"]) == (True, [])


def text_part_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml")


def paragraphs(data: bytes, dropped: str) -> list[str]:
    """The paragraphs of a Word file with all insertions, or all deletions, taken out as Word does."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found = []
    for paragraph in root.iter(f"{W}p"):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{dropped}") is not None:
            continue
        texts = (
            node.text or "" for node in paragraph.iter(f"{W}t", f"{W}delText")
            if not any(parent.tag == f"{W}{dropped}" for parent in node.iterancestors())
        )  # fmt: skip
        found.append("".join(texts))
    return found


def test_all_that_a_document_says_is_compared() -> None:
    publication = load(REPOSITORY / "tests" / "cases" / "every-node" / "source.md")
    text = document_text(publication)
    roles = {unit.role for unit in text.units}
    assert {"heading", "table cell", "alt text", "note", "video", "formula", "easy-read line", "caption"} <= roles
    assert not changes(text, text)
    assert DocumentText.model_validate_json(text.data()) == text
    assert all(each.kind is ChangeKind.KEPT for each in in_order(text, text))


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    from publish.comparing.tracked_changes import write_tracked_changes
    from publish.errors import UsageError

    old = version("A.")
    with pytest.raises(UsageError, match=r"ends in \.docx"):
        write_tracked_changes(Comparison(old, old, ()), tmp_path / "x.txt")


def withdrawn_second_version(at: Desk) -> Desk:
    """A desk whose second version said something else, and was withdrawn."""
    at.change("version: 1.0", "version: 1.1")
    at.change("carry oxygen", "carry much oxygen")
    at.sign_off()
    for answer in (at.release(), at.withdraw("1.1", reason="Not so much")):
        assert answer[0] == 0, answer[1]
    return at


def test_a_document_is_compared_with_the_last_version_that_stands(released_desk: Desk) -> None:
    said = withdrawn_second_version(released_desk).ask("diff", "iron")[1]
    assert "note: version 1.1 was withdrawn on " in said
    assert ": Not so much" in said
    assert "since version 1.0" in said
    assert "carry{+ much+} oxygen" in said


def test_a_withdrawn_version_that_is_named_is_compared_with_and_said_to_be_withdrawn(released_desk: Desk) -> None:
    made = withdrawn_second_version(released_desk)
    said = made.ask("diff", "iron", "--from", "1.1")[1]
    assert "iron says what version 1.1 says.\nnote: version 1.1 was withdrawn on " in said
    said = made.ask("diff", "iron", "--from", "1.0")[1]
    assert "version 1.0 was withdrawn" not in said
    assert "note: these are word for word the words of version 1.1, withdrawn on " in said, (
        "whatever it is compared with"
    )


def test_where_all_are_withdrawn_the_latest_is_compared_with(released_desk: Desk) -> None:
    assert released_desk.withdraw("1.0")[0] == 0
    said = released_desk.ask("diff", "iron")[1]
    assert "iron says what version 1.0 says.\nnote: version 1.0 was withdrawn on " in said


TABLE = """---
title: Doses
id: doses
lang: en-GB
summary: What to take.
version: 1.0
---

# Doses {#doses}

::: {.table caption="Puffs"}

| Age    | Each day | In an attack |
|--------|----------|--------------|
| Adults | 2        | 10           |
| Babies | 1        | 3            |

:::
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "| Babies | 1        | 3            |\n",
            "| Babies | 1        | 3            |\n| Teens  | 2        | 8            |\n",
            [("added", "table row", "table “Puffs”, row “Teens”", "Age: Teens; Each day: 2; In an attack: 8")],
        ),
        (
            "| Babies | 1        | 3            |\n",
            "",
            [("removed", "table row", "table “Puffs”, row “Babies”", "Age: Babies; Each day: 1; In an attack: 3")],
        ),
        (
            "| Babies | 1        |",
            "| Babies | 4        |",
            [("changed", "table cell", "table “Puffs”, row “Babies”, column “Each day”", "4")],
        ),
    ],
)
def test_a_row_that_was_added_or_taken_out_is_one_change(
    tmp_path: Path, old: str, new: str, told: list[tuple[str, str, str, str]]
) -> None:
    found = changes(table(tmp_path, TABLE), table(tmp_path, TABLE.replace(old, new)))
    assert [(each.kind.value, each.unit.role, each.unit.cell, each.unit.text) for each in found] == told
    assert all(each.weighty for each in found)


def test_a_column_that_was_added_is_one_change(tmp_path: Path) -> None:
    wider = TABLE.replace("| In an attack |", "| In an attack | Test |")
    wider = wider.replace("|--------------|", "|--------------|------|")
    wider = wider.replace("| 10           |", "| 10           | weekly |").replace(
        "| 3            |", "| 3 | monthly |"
    )
    found = changes(table(tmp_path, TABLE), table(tmp_path, wider))
    assert [(each.kind.value, each.unit.role, each.unit.cell, each.unit.text) for each in found] == [
        ("added", "table column", "table “Puffs”, column “Test”", "Adults: weekly; Babies: monthly")
    ]


def table(folder: Path, text: str) -> DocumentText:
    source = folder / "doses.md"
    source.with_name("publisher.yaml").write_bytes((EDITIONS / "publisher.yaml").read_bytes())
    source.write_text(text, encoding="utf-8")
    return document_text(load(source))


MOVED = """---
title: Doses
id: doses
lang: en-GB
summary: What to take.
version: 1.0
---

# Take it {#take}

Take 2 puffs. Do not take more.

1. Breathe out.
2. Press once.

# Keep it {#keep}

Keep it below 30 degrees.

# Ask us {#ask}

Phone us.
"""


def sections_exchanged() -> str:
    first, second = MOVED.index("# Take it"), MOVED.index("# Keep it")
    third = MOVED.index("# Ask us")
    return MOVED[:first] + MOVED[second:third] + MOVED[first:second] + MOVED[third:]


def test_a_section_that_stands_elsewhere_is_one_change(tmp_path: Path) -> None:
    (change,) = changes(table(tmp_path, MOVED), table(tmp_path, sections_exchanged()))
    assert (change.kind.value, change.unit.role) == ("moved", "section")
    told = (change.unit.text, change.details)
    assert told == ("Take it", ("after “Doses”", "after “Keep it”"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2 puffs", "4 puffs", [("changed", "paragraph", True)]),
        ("# Keep it {#keep}", "# Store it {#keep}", [("changed", "heading", False)]),
        (
            "1. Breathe out.\n2. Press once.",
            "1. Press once.\n2. Breathe out.",
            [("moved", "list item", True), ("changed", "list item", False)],
        ),
        ("Keep it below 30 degrees.\n", "", [("removed", "paragraph", True)]),
    ],
)
def test_what_changed_in_a_section_that_moved_is_told_besides(
    tmp_path: Path, old: str, new: str, told: list[tuple[str, str, bool]]
) -> None:
    found = changes(table(tmp_path, MOVED), table(tmp_path, sections_exchanged().replace(old, new)))
    assert [(each.kind.value, each.unit.role, each.weighty) for each in found if each.unit.role != "section"] == told
    assert len(found) == len(told) + 1
