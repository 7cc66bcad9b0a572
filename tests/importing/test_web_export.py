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
from tests.importing.conftest import Import, Run

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


def outline(made: publish.model.publication.Publication) -> list[tuple[int, str]]:
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


# Where headings are, and how sure that is.

LEAFLET = """Having a bone marrow test

A bone marrow test looks at the cells where blood is made.

{contents}Before the test

Eat and drink as you always do. There is no need to fast.

Your medicines

Tell the nurse if you take warfarin or apixaban. Bring a list.

During the test

It takes about 20 minutes. You lie on your side.

The numbing injection

It stings for a few seconds. After that you feel only pressure.

After the test

Lie on your back for a quarter of an hour. Keep the wound dry.
"""


def checked(made: Import) -> set[str]:
    """The headings, and the first words of paragraphs, that lint shows until a person settles them."""
    return set(re.findall(r"^#+ (.*?) \{#[^}]* \.check\}$", made.text, re.MULTILINE)) | set(
        re.findall(r"^\[(.*?)\]\{\.check\}", made.text, re.MULTILINE)
    )


def leaflet(run: Run, contents: str = "") -> Import:
    return run(LEAFLET.format(contents=contents), "marrow.txt")


def test_a_table_of_contents_settles_levels_and_is_left_out(run: Run) -> None:
    made = leaflet(run, "On this page\n\n- [Before the test](#)\n- [During the test](#)\n- [After the test](#)\n\n")
    assert outline(made.publication) == [
        (1, "Before the test"),
        (2, "Your medicines"),
        (1, "During the test"),
        (2, "The numbing injection"),
        (1, "After the test"),
    ]
    assert not checked(made) & {"Before the test", "During the test", "After the test"}
    assert ("navigation", "On this page") in made.left
    assert made.publication.document.metadata.summary.startswith("A bone marrow test looks")


def test_without_any_sign_of_parts_every_level_but_the_first_is_marked(run: Run) -> None:
    made = leaflet(run)
    headings = [words for _, words in outline(made.publication)]
    assert len(headings) == 5 and checked(made) >= set(headings[1:])


def test_a_list_that_ends_a_sentence_is_content_even_where_it_names_the_headings(run: Run) -> None:
    made = leaflet(run, "This leaflet is in three parts:\n\n- Before the test\n- During the test\n- After the test\n\n")
    assert "- Before the test\n- During the test\n- After the test" in made.text


def test_numbers_settle_levels(run: Run) -> None:
    made = run(
        "Warfarin\n\nWarfarin keeps blood from clotting. It is a tablet.\n\n"
        "1. About warfarin\n\nIt has been used for many years. It works well.\n\n"
        "1.1 Key facts\n\nYou need blood tests. They are done often.\n\n"
        "1.2 Who can take it\n\nMost adults can. Some cannot.\n\n"
        "2. Side effects\n\nBleeding is the main one. It can be serious.\n",
        "warfarin.txt",
    )
    assert outline(made.publication) == [
        (1, "1. About warfarin"),
        (2, "1.1 Key facts"),
        (2, "1.2 Who can take it"),
        (1, "2. Side effects"),
    ]
    assert not checked(made)


def test_headings_that_are_sentences_are_found_by_a_list_of_key_points(run: Run) -> None:
    points = ("Iron is taken up from food.", "Tea can stop iron from being taken up.", "Tests show how much there is.")
    made = run(
        "Iron\n\nIron is a metal. The body needs it.\n\nIron in the body\n\nKey points\n\n"
        + "".join(f"- {point}\n" for point in points)
        + "".join(f"\n{point}\n\nThis is what the section says. It says it twice.\n" for point in points)
        + "\n[Back to top](#)\n\nMore about iron\n\nRead our other pages. There are many.\n",
        "iron.txt",
    )
    assert [words for _, words in outline(made.publication)] == [
        "Iron in the body",
        "Key points",
        *points,
        "More about iron",
    ]
    assert len({level for level, words in outline(made.publication) if words in {"Key points", *points}}) == 1
    assert f"- {points[0]}\n- {points[1]}\n- {points[2]}" in made.text


def test_a_short_sentence_alone_stays_text_and_is_marked(run: Run) -> None:
    made = leaflet(
        run, "Rest\n\nYour body needs time.\n\nGo to bed early, and do no sport for two days. Then begin.\n\n"
    )
    assert "Your body needs time." not in [words for _, words in outline(made.publication)]
    assert "Your" in checked(made)


def test_an_order_to_call_is_a_heading_that_is_marked(run: Run) -> None:
    made = leaflet(
        run, "Emergencies\n\nMost are rare. Some are not.\n\nCall 999 if you have:\n\n- chest pain\n- a seizure\n\n"
    )
    assert (1, "Call 999 if you have:") in outline(made.publication) and "Call 999 if you have:" in checked(made)


def test_a_lead_in_to_a_list_is_no_heading_and_not_marked(run: Run) -> None:
    made = leaflet(run, "Risks\n\nRisks are low. They include:\n\n- bleeding\n- infection\n\n")
    assert "Risks are low. They include:" in made.text
    assert not any("They include" in doubt for doubt in made.doubts)


def test_the_lines_of_an_address_are_no_headings(run: Run) -> None:
    made = leaflet(
        run,
        "Where to find us\n\nDay Unit\n\nSecond Floor\n\nTelephone: 020 7946 0321\n\nMonday to Friday, 9am to 5pm\n\n",
    )
    words = [words for _, words in outline(made.publication)]
    assert "Where to find us" in words
    assert not {"Telephone: 020 7946 0321", "Monday to Friday, 9am to 5pm"} & set(words)
    assert not {"Day Unit", "Second Floor"} & set(words) or {"Day Unit", "Second Floor"} & checked(made)


def test_what_counts_on_stands_beside_the_one_before(run: Run) -> None:
    stages = "".join(f"\nStage {n}\n\nThis says what stage {n} is. It says it again.\n" for n in ("I", "II", "III"))
    made = run(
        f"Stages\n\nThere are stages. They differ.\n\nWhat the stages are\n{stages}\n[Back to top](#)\n\n"
        "Treatment\n\nIt depends. Ask your doctor.\n",
        "stages.txt",
    )
    assert outline(made.publication) == [
        (1, "What the stages are"),
        (2, "Stage I"),
        (2, "Stage II"),
        (2, "Stage III"),
        (1, "Treatment"),
    ]


def test_a_level_below_a_guessed_one_is_a_guess_too(run: Run) -> None:
    made = export(run)
    guessed = checked(made)
    for one in walk(made.publication.document.sections):
        if one.level > 1 and text_of(one.heading) in guessed:
            assert all(text_of(below.heading) in guessed for below in one.sections)


# What is furniture.


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


# How lines are set.

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
