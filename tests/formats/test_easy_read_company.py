"""Each figure of easy-read words keeps the company that it has in the source: places that were swapped are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from formats.easy_read.contradictions import points
from formats.easy_read.easy_blocks import easy_read_blocks
from publish.source.load import load
from tests.conftest import FACTSHEET
from tests.formats.test_easy_read_agreement import differences, lint, written

TABLE = """::: {.table caption="Doses" row-headers=1}
| | Morning | Night |
| --- | --- | --- |
| Adults | 2 tablets | 1 tablet |
| Children | 4 drops | 3 drops |
:::
"""
ITEMS = "- Morning: 2 tablets\n- Night: 1 tablet\n"

SWAPPED = [
    ("Take 2 tablets in the morning, 1 at night.", "Take 1 tablet in the morning. Take 2 at night."),
    ("Take 2 tablets in the morning and 1 at night.", "Take 1 tablet in the morning. Take 2 tablets at night."),
    ("Take two tablets in the morning and one at night.", "Take 1 tablet in the morning. Take 2 tablets at night."),
    ("In the morning, take 2 tablets, and at night, take 1.", "At night, take 2 tablets. In the morning, take 1."),
    ("Take 2 tablets before food and 1 after food.", "Take 1 tablet before food. Take 2 tablets after food."),
    ("Take at least 2 and up to 4 tablets a day.", "Take up to 2 tablets a day. Take at least 4 tablets a day."),
    ("Take at least 2 tablets a day. Take up to 4 tablets.", "Take up to 2 tablets a day. Take at least 4 tablets."),
    ("It is more than 5 in adults, less than 3 in babies.", "It is less than 5 in adults, more than 3 in babies."),
    ("It is over 38 in the ear and under 36 in the arm.", "It is under 38 in the ear. It is over 36 in the arm."),
    ("Adults take 4 tablets, children 2.", "Adults take 2 tablets. Children take 4 tablets."),
    ("The dose is 4 tablets for adults, 2 for children.", "Adults take 2 tablets. Children take 4 tablets."),
    ("Put 3 drops in the left eye and 1 in the right eye.", "Put 1 drop in the left eye. Put 3 in the right eye."),
    ("Take 5 mg of prednisolone and 10 mg of folic acid.", "Take 10 mg of prednisolone and 5 mg of folic acid."),
    ("A scan takes 30 minutes, a blood test 5.", "A scan takes 5 minutes. A blood test takes 30 minutes."),
    ("Have 4 tablets in week 1 and 2 in week 3.", "In week 1, have 2 tablets. In week 3, have 4 tablets."),
    ("Men drink 3 litres; women drink 2 litres.", "Men drink 2 litres. Women drink 3 litres."),
    ("Phone 0800 123 456 or text 0700 123 456.", "Phone 0700 123 456. Text 0800 123 456."),
    ("Take one tablet once a day, or two on Monday.", "Take 1 tablet once a day. Take 1 tablet on Monday."),
    ("Of 100 men 60% live, of women 80%.", "60 in every 100 women live. 80 in every 100 men live."),
    ("Girls have it for 2 years and boys for 3 years.", "Boys have it for 2 years. Girls have it for 3 years."),
    ("Take 10 mg for 5 days, then 5 mg for 10 days.", "Take 5 mg for 5 days. Then take 10 mg for 10 days."),
    ("Take 10 mg for 5 days, then 5 mg for 9 days.", "Take 5 mg for 9 days. Then take 10 mg for 5 days."),
    (
        TABLE,
        "Adults take 1 tablet in the morning and 2 tablets at night. Children have 4 drops, then 3 drops at night.",
    ),
    (ITEMS, "Take 1 tablet in the morning. Take 2 tablets at night."),
    (
        "Call 111 if it is above 38; call 999 if it is below 36.",
        "Call 999 if it is above 38. Call 111 if it is below 36.",
    ),
    ("If it is above 38, call 111; if it is below 36, call 999.", "Call 999 if it is above 38. Call 111 if below 36."),
    ("Take iron on Monday and zinc on Friday.", "Take iron on Friday. Take zinc on Monday."),
    ("Iron is taken 3 times a day, zinc 2 times.", "Zinc is taken 3 times a day. Iron is taken 2 times a day."),
    (
        "1 in 100 get a mild rash and 1 in 1,000 a severe rash.",
        "1 in 1,000 get a mild rash. 1 in 100 get a severe rash.",
    ),
    (
        "Take:\n\n- 2 tablets before food\n- 1 tablet after food\n",
        "Take 1 tablet before food. Take 2 tablets after food.",
    ),
]


WITHIN_ONE_PART = [
    ("The clinic is open from 3 pm to 5 pm.", "The clinic is open from 5 pm to 3 pm."),
    ("Start at 5 mg and go up to 10 mg.", "Start at 10 mg and go up to 5 mg."),
    ("Your blood pressure should be under 140 over 90.", "Your blood pressure should be under 90 over 140."),
    ("It lasts 3–5 days.", "It lasts 5 to 3 days."),
    ("The chance falls from 20% to 5%.", "The chance falls from 5% to 20%."),
    ("Stop the white tablet, not the blue tablet.", "Stop the blue tablet, not the white tablet."),
    ("Use the spray rather than the tablet.", "Use the tablet rather than the spray."),
    ("Use the spray instead of the cream.", "Use the cream instead of the spray."),
    ("Wash your hands before you touch the tube.", "Touch the tube before you wash your hands."),
    ("Bleeding is worse than bruising.", "Bruising is worse than bleeding."),
    (
        "Use the brown inhaler every day and the blue inhaler only when you are wheezy.",
        "Use the blue inhaler every day. Only use the brown inhaler when you are wheezy.",
    ),
    ("Keep the cream in a cupboard, and the liquid in a bag.", "Keep the liquid in a cupboard. The cream in a bag."),
]


@pytest.mark.parametrize(("text", "words"), WITHIN_ONE_PART)
def test_what_changes_places_within_one_part_is_found(tmp_path: Path, text: str, words: str) -> None:
    assert "altered" in {kind for kind, _ in differences(written(tmp_path, text, words))}


STILL_THE_SAME = [
    ("Take 10 mg (2 tablets).", "Take 2 tablets (10 mg)."),
    ("Call 111 or 999.", "Call 999 or 111."),
    ("Take 2 tablets 3 times a day.", "3 times a day, take 2 tablets."),
    ("About 5 in 100 people get it within 2 years.", "Within 2 years, about 5 in 100 people get it."),
    ("Wash your hands before you touch the tube.", "Before you touch the tube, wash your hands."),
    ("You have a blood test before each treatment.", "Before each treatment you have a blood test."),
    (
        "The clinic is open on Monday and Friday from 9 am.",
        "The clinic is open on Friday and Monday. It opens at 9 am.",
    ),
    ("Keep the cream in a cupboard, and the liquid in a bag.", "Keep the liquid in a bag. The cream in a cupboard."),
    ("Stop the white tablet, not the blue tablet.", "Stop the white tablet. Do not stop the blue tablet."),
    ("You may have pain and swelling in your arm.", "You may have pain in your arm. You may have swelling."),
]


@pytest.mark.parametrize(("text", "words"), STILL_THE_SAME)
def test_another_order_of_the_same_is_no_difference(tmp_path: Path, text: str, words: str) -> None:
    assert "altered" not in {kind for kind, _ in differences(written(tmp_path, text, words))}


def test_a_message_cites_the_source_as_it_stands(tmp_path: Path) -> None:
    """A sentence is compared part by part; its other words stood missing in the message."""
    text = "Take iron before food and aspirin after food."
    said = lint(written(tmp_path, text, "Take aspirin before food. Take iron after food."))
    assert f"“{text}”" in said


TURNED = [
    ("Stop aspirin but continue ibuprofen.", "Stop ibuprofen. Continue aspirin."),
    ("Take iron before food and aspirin after food.", "Take aspirin before food. Take iron after food."),
    ("Use the left arm for drips and the right arm for tests.", "Drip: use the right arm. Test: use the left arm."),
    ("Adults have tablets and children have drops.", "Children have tablets. Adults have drops."),
    ("Have iron in the morning; have aspirin at night.", "Have iron at night. Have aspirin in the morning."),
    ("Keep iron in the fridge and aspirin in the freezer.", "Keep aspirin in the fridge. Keep iron in the freezer."),
]


@pytest.mark.parametrize(("text", "words"), TURNED)
def test_words_of_a_pair_in_each_others_place_are_found(tmp_path: Path, text: str, words: str) -> None:
    assert "altered" in {kind for kind, _ in differences(written(tmp_path, text, words))}


@pytest.mark.parametrize(("text", "words"), SWAPPED)
def test_a_figure_in_the_place_of_another_is_found(tmp_path: Path, text: str, words: str) -> None:
    source = written(tmp_path, text, words)
    assert "altered" in {kind for kind, _ in differences(source)}
    assert "[easy-read-differs]" in lint(source)


KEPT = [
    ("Take 2 tablets in the morning, 1 at night.", "Take 2 tablets in the morning. Take 1 tablet at night."),
    ("Take 2 tablets in the morning, 1 at night.", "Take 1 tablet at night. Take 2 in the morning."),
    ("Take two tablets in the morning and one at night.", "Take 2 tablets in the morning. Take 1 tablet at night."),
    ("In the morning, take 2 tablets, and at night, take 1.", "Take 1 tablet at night and 2 in the morning."),
    ("Drink 2 bottles of water in the morning, 1 at night.", "Drink 1 bottle of water at night. Drink 2 at 9am."),
    ("Take at least 2 and up to 4 tablets a day.", "Take at least 2 tablets a day. Take up to 4 tablets a day."),
    ("Adults take 4 tablets, children 2.", "Children take 2 tablets. Adults take 4 tablets."),
    ("A scan takes 30 minutes, but can take up to 45.", "A scan can take up to 45 minutes. It takes 30 minutes."),
    ("Girls have it for 2 years and boys for 3 years.", "Boys and girls have it for 2 to 3 years."),
    ("Use 4 drops a day for the first week, then 2.", "Use 4 drops a day in the first week. Then use 2 drops a day."),
    ("Phone 0800 123 456 or text 0700 123 456.", "You can text 0700 123 456. Or phone 0800 123 456."),
    ("Take 10 mg for 5 days, then 5 mg for 9 days.", "Take 10 mg for 5 days. Then take 5 mg for 9 days."),
    ("Take 5 mg. In winter take 10 mg.", "In winter take 10 mg. Take 5 mg at other times."),
    ("It can last 2 to 3 years in men and 4 in women.", "Men: it can last for 2 to 3 years. Women: 4 years."),
    (
        TABLE,
        "Adults take 2 tablets in the morning and 1 tablet at night. Children have 4 drops, then 3 drops at night.",
    ),
    ("Stop aspirin but continue ibuprofen.", "Continue ibuprofen. Stop aspirin."),
    ("Use the left arm for drips and the right arm for tests.", "Drip: use the left arm. Test: use the right arm."),
    ("Adults have tablets and children have drops.", "Adults have tablets. Children have drops."),
    ("Wash before meals and after using the toilet.", "Wash before meals. Wash after you use the toilet."),
    ("If it is above 38, call 111; if it is below 36, call 999.", "Call 111 if it is above 38. Call 999 if below 36."),
    ("Take iron on Monday and zinc on Friday.", "Take zinc on Friday. Take iron on Monday."),
    ("Iron is taken 3 times a day, zinc 2 times.", "Iron is taken 3 times a day. Zinc is taken 2 times a day."),
    (
        "1 in 100 get a mild rash and 1 in 1,000 a severe rash.",
        "1 in 100 get a mild rash. 1 in 1,000 get a severe rash.",
    ),
    (ITEMS, "Take 1 tablet at night. Take 2 tablets in the morning."),
]


@pytest.mark.parametrize(("text", "words"), KEPT)
def test_figures_that_keep_their_company_are_no_difference(tmp_path: Path, text: str, words: str) -> None:
    publication = load(written(tmp_path, text, words))
    assert [point.words for block in easy_read_blocks(publication) for point in points(publication, block)] in (
        [],
        ["9am"],
    )


def test_the_lines_of_the_factsheet_keep_all_company() -> None:
    publication = load(FACTSHEET)
    assert [point for block in easy_read_blocks(publication) for point in points(publication, block)] == []
