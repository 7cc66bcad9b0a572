"""The plain-text export of a web page becomes a source that agrees with the page."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

import publish
from publish.importing.run import import_document
from publish.model.nodes import Link, List, Math, Video, walk
from publish.model.traverse import blocks_of, inlines_in
from publish.proof.ledger import text_of
from tests.conftest import FACTSHEET
from tests.importing.conftest import Run
from tests.importing.web_exports import EXPORT, LEAFLET, export, leaflet, outline


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


def test_menus_before_the_title_and_questions_after_the_text_are_left_out(run: Run) -> None:
    made = run(
        "Skip to main content\n\nMenu\n\nHome\n\nConditions\n\n"
        + LEAFLET.format(contents="Share this page\n\n")
        + "\nWas this page helpful?\n\nYes\n\nNo\n\n© 2024 Blood Charity. All rights reserved.\n",
        "marrow.txt",
    )
    assert made.publication.document.metadata.title == "Having a bone marrow test"
    assert outline(made.publication) == outline(leaflet(run).publication)
    gone = ("Skip to", "Menu", "Home", "Conditions", "Share this", "helpful", "Yes", "©")
    assert not [words for words in gone if words in made.text.split("---")[2]]


PAGE_EDGES = {
    "a printed address and a copyright": (
        "https://www.blood.example/marrow  {n}/3",
        "© 2024 Blood Charity. Charity in England and Wales (1234567)",
    ),
    "ways to get in touch and a page number": ("Blood Charity | 020 7946 0018 | info@blood.example", "Page {n} of 3"),
    "the stamp of a browser": ("24/11/2026, 09:12    Having a bone marrow test", "https://www.blood.example/marrow"),
    "words without any sign, in the middle of a sentence": ("Blood Charity patient information", "Printed in England"),
}


@pytest.mark.parametrize("edge", PAGE_EDGES.values(), ids=PAGE_EDGES)
def test_page_edges_of_any_publisher_are_taken_out_and_sentences_are_whole(run: Run, edge: tuple[str, ...]) -> None:
    pages = ["\n".join(edge).format(n=n) for n in (1, 2, 3)]
    text = (
        LEAFLET.format(contents="")
        .replace("There is no need", f"There is\n\n{pages[0]}\n\nno need")
        .replace("You lie on", f"You lie as you like it best, and mostly on\n\n{pages[1]}\n\n")
        .replace("Keep the wound dry.", f"Keep the wound dry.\n\n{pages[2]}")
    )
    made = run(text, "marrow.txt")
    assert "There is no need to fast." in made.text and "mostly on your side." in made.text
    assert not [line for page in pages for line in page.split("\n") if line in made.text.split("---")[2]]


def test_a_line_that_comes_back_without_a_sign_of_furniture_is_kept_and_marked(run: Run) -> None:
    again = "\nFor patients and families\n"
    made = leaflet(run, f"Rest\n\nSleep well. Eat well.\n{again}\nWork\n\nWait for two days. Then begin.\n{again}\n")
    assert made.text.count("For patients and families") == 2
    assert any("comes back" in doubt for doubt in made.doubts)


WRAPPED = (
    "Iron\n\nIron is a metal. The body needs it.\n\nWhat iron does\n\n"
    "Iron carries oxygen in the red cells of the blood, and it does so all day and all night long without a rest, "
    "until the cell is old - such as after four months - and is taken apart in the spleen.\n\n{list}\n\n"
    "How iron is lost\n\nIron is lost with blood. That is the usual way.\n"
)


@pytest.mark.parametrize("width", [72, 80, 100])
@pytest.mark.parametrize("sign", ["-", "*", "•", "–", "o", "1."])
def test_lists_and_wrapped_lines_are_read_at_any_width_with_any_bullet(run: Run, width: int, sign: str) -> None:
    item = "it helps muscles to work, and it helps the heart to beat, and it helps the brain to think as it should"
    items = "\n".join(
        textwrap.fill(f"{sign if sign != '1.' else f'{n}.'} {item}", width, subsequent_indent="  ") for n in (1, 2)
    )
    text = "\n\n".join(
        part if part.startswith(sign) else textwrap.fill(part, width, break_on_hyphens=False)
        for part in WRAPPED.format(list=items).split("\n\n")
    )
    made = run(("\ufeff" + text).replace("\n", "\r\n").encode(), "iron.txt")
    lists = [block for block in blocks_of(made.publication.document) if isinstance(block, List)]
    assert [len(one.items) for one in lists] == [2]
    assert made.text.count(item) == 2 and "four months - and is taken apart" in made.text
    assert [words for _, words in outline(made.publication)] == ["What iron does", "How iron is lost"]


def test_an_export_without_blank_lines_has_a_paragraph_a_line(run: Run) -> None:
    tight = run(re.sub(r"\n+", "\n", LEAFLET.format(contents="")), "marrow.txt")
    assert outline(tight.publication) == outline(leaflet(run).publication)
    again = re.sub(r"\n+", "\n", LEAFLET.format(contents="Risks\n\nLook for:\n\n- a bruise\n- a lump\n\nTell us.\n\n"))
    assert "- a bruise\n- a lump\n\nTell us." in run(again, "marrow.txt").text


def test_numbers_of_a_list_that_do_not_count_on_stay_as_they_are(run: Run) -> None:
    made = leaflet(run, "Steps\n\nDo these, in this order. Then rest:\n\n1. Wash.\n2. Dry.\n4. Dress.\n\n")
    lists = [block for block in blocks_of(made.publication.document) if isinstance(block, List)]
    assert [(one.start, len(one.items)) for one in lists] == [(1, 2), (4, 1)]
