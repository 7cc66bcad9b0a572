"""Text exports: where headings are, which level they have, and how sure that is."""

from __future__ import annotations

from publish.model.nodes import walk
from publish.proof.ledger import text_of
from tests.importing.conftest import Run
from tests.importing.web_exports import checked, export, leaflet, outline


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
