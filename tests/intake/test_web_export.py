"""The plain-text export of a web page becomes a source that agrees with the page."""

from __future__ import annotations

import re
from pathlib import Path

import publish
from publish.completeness.ledger import text_of
from publish.intake.run import import_document
from publish.model import Link, List, Math, Video, walk
from publish.traverse import blocks_of, inlines_in
from tests.conftest import FACTSHEET
from tests.intake.conftest import Import, Run

EDGE = """<https://charity.example.org/iron/>

Blood Charity Registered Charity Number 1234567. Scotland Registered Charity Number SC012345

Helpline: [0800 123 4567](tel:08001234567)
"""

EXPORT = f"""Iron and blood

Iron is a metal that your blood needs. Read what it does.

Summary

SUMMARY - Iron is a metal that your blood needs. Read what it does.

[Order this leaflet →](#)

Video: <https://www.youtube.com/watch?v=abcdefghijk>

What iron does

Iron carries oxygen, which most of your

{EDGE}
cells need. The change is $t(9;22)$ and it costs $5.

- It helps muscles
- It helps the brain and it

{EDGE}
keeps you warm

{EDGE}
- It helps the heart

[Back to top](#)

How iron is measured

Tests include:

Ferritin test

This shows what is stored.

Full blood count

This counts cells. [Ask your team](#) about it.

[Back to top](#)

Treatment

Tablets

Most people take tablets in the morning.

[Back to top](#)

Sources

Smith A, Jones B. Iron in adults. *J Iron* 2019;15(2):67-75.

Iron Society. Guideline. 2021. https://iron.example.org/a_b_c.pdf. Accessed 4 May 2022

Need support?

Call us.

Page last reviewed: 30 June 2023

Updated March 2026

Next review due: 30 June 2026
"""


def outline(made: publish.publication.Publication) -> list[tuple[int, str]]:
    return [(section.level, text_of(section.heading)) for section in walk(made.document.sections)]


def export(run: Run) -> Import:
    return run(EXPORT, "iron.txt")


def test_headings_are_levelled_by_the_structure_of_the_text(run: Run) -> None:
    assert outline(export(run).publication) == [
        (1, "What iron does"),
        (1, "How iron is measured"),
        (2, "Ferritin test"),
        (2, "Full blood count"),
        (1, "Treatment"),
        (2, "Tablets"),
        (1, "Sources"),
        (1, "Need support?"),
    ]


def test_furniture_is_taken_out_of_a_sentence_and_its_halves_joined(run: Run) -> None:
    made = export(run)
    assert "which most of your cells need." in made.text
    assert "It helps the brain and it keeps you warm" in made.text
    assert "1234567" not in made.text and "charity.example.org" not in made.text and "Back to top" not in made.text


def test_a_list_that_furniture_parts_is_one_list(run: Run) -> None:
    lists = [block for block in blocks_of(export(run).publication.document) if isinstance(block, List)]
    assert [len(one.items) for one in lists] == [3, 2]


def test_what_the_furniture_says_is_kept_for_publisher_yaml(tmp_path: Path) -> None:
    (tmp_path / "iron.txt").write_text(EXPORT, encoding="utf-8")
    report = import_document(tmp_path / "iron.txt", tmp_path / "new" / "iron.md")
    publisher = publish.load(report.source).publisher
    assert publisher.name == "Blood Charity"
    assert [(one.label, one.number) for one in publisher.registrations] == [
        ("Registered Charity Number", "1234567"),
        ("Scotland Registered Charity Number", "SC012345"),
    ]
    assert (publisher.helpline.value, publisher.helpline.target) == ("0800 123 4567", "tel:08001234567")


def test_a_publisher_yaml_that_is_there_stays(run: Run, tmp_path: Path) -> None:
    before = (tmp_path / "publisher.yaml").read_bytes()
    export(run)
    assert (tmp_path / "publisher.yaml").read_bytes() == before


def test_title_summary_and_dates_go_to_the_front_matter_once(run: Run) -> None:
    made = export(run)
    about = made.publication.document.metadata
    assert (about.title, about.summary) == (
        "Iron and blood",
        "Iron is a metal that your blood needs. Read what it does.",
    )
    assert [str(one) for one in (about.last_reviewed, about.updated, about.next_review_due)] == [
        "2023-06-30",
        "2026-03",
        "2026-06-30",
    ]
    assert made.text.count("that your blood needs") == 1
    assert "reviewed:" not in made.text.split("---")[2]


def test_videos_buttons_links_and_formulas_are_what_they_are(run: Run) -> None:
    document = export(run).publication.document
    assert [block.address for block in blocks_of(document) if isinstance(block, Video)] == [
        "https://www.youtube.com/watch?v=abcdefghijk"
    ]
    links = {text_of(one.children): one.target for one in inlines_in(document) if isinstance(one, Link)}
    assert links["Order this leaflet"] is None and links["Ask your team"] is None
    assert links["https://iron.example.org/a_b_c.pdf"] == "https://iron.example.org/a_b_c.pdf"
    assert [one.tex for one in inlines_in(document) if isinstance(one, Math)] == ["t(9;22)"]


def test_wrapped_lines_are_joined(run: Run) -> None:
    made = run(
        "Iron\n\nIron is a metal which the body needs to make red cells, and which it\ngets from food.\n\n"
        "Foods\n\nMeat has iron. Beans have it too, and so have many kinds of green leafy\nvegetables.\n",
        "iron.txt",
    )
    assert "and which it gets from food." in made.text
    assert "green leafy vegetables." in made.text


def test_words_that_repeat_in_the_text_are_no_furniture(run: Run) -> None:
    text = "Iron\n\nIntro words stand here.\n\n" + "".join(
        f"Part {name}\n\nThis says something.\n\nTake one tablet\n\nThen rest a while.\n\n"
        for name in ("one", "two", "three")
    )
    assert run(text, "iron.txt").text.count("Take one tablet") == 3


def test_a_guessed_join_is_marked_until_a_person_settles_it(run: Run, tmp_path: Path) -> None:
    text = EXPORT.replace(
        "which most of your\n", "which is carried everywhere by the red cells and by the help of\n"
    ).replace("cells need.", "Haemoglobin alone, it seems.")
    text = text.replace("by the help of", "by what helps them at all times")
    made = run(text, "iron.txt")
    assert any("joined over a page break" in one for one in made.doubts)
    marked = [remark.line for remark in publish.lint(tmp_path / "made.md") if remark.rule == "import-check"]
    assert any("[Haemoglobin]{.check}" in made.text.split("\n")[line - 1] for line in marked)


def test_marks_change_nothing_in_the_editions(run: Run, tmp_path: Path) -> None:
    made = export(run)
    bare = re.sub(r" ?\.check(?=[ }])", "", made.text)
    assert bare != made.text
    (tmp_path / "bare.md").write_text(bare, encoding="utf-8")
    again = publish.load(tmp_path / "bare.md").document
    assert [section.blocks for section in walk(again.sections)] == [
        section.blocks for section in walk(made.publication.document.sections)
    ]


def test_the_outline_of_the_real_export_is_that_of_the_page(inputs: Path, tmp_path: Path) -> None:
    report = import_document(inputs / "b-cell-all-web-export.txt", tmp_path / "b.md")
    assert report.proof.whole
    ours, theirs = outline(publish.load(report.source)), outline(publish.load(FACTSHEET))
    assert [words for _, words in ours] == [words for _, words in theirs]
    same = sum(one == two for one, two in zip(ours, theirs, strict=True))
    assert same >= 0.95 * len(theirs)
