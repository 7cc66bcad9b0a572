"""Sentences of health information told in easy words: what a sound telling may do, and what no telling may."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.test_easy_read_agreement import differences, written

SOUND = [
    ("Keep the cream in the fridge, but do not freeze it.", "Keep the cream in the fridge. Do not freeze it."),
    ("Avoid grapefruit juice while you take this.", "Do not drink grapefruit juice while you take this."),
    ("Children under 12 should not have aspirin.", "Do not give aspirin to children under 12."),
    ("Stop the white tablet, not the blue tablet.", "Stop the white tablet. Do not stop the blue tablet."),
    (
        "Unless your doctor tells you to, do not stop taking the steroids.",
        "Do not stop taking steroids unless your doctor tells you to.",
    ),
    (
        "Take it as soon as you remember, unless it is nearly time for the next dose.",
        "Take it when you remember. Do not take it if it is nearly time for the next dose.",
    ),
    (
        "The clinic is open on Monday and Friday from 9 am to 12 noon.",
        "The clinic is open on Friday and Monday, from 9 am to 12 noon.",
    ),
    ("Have the blood test before breakfast.", "Have your blood test first. Then have breakfast."),
    (
        "Wash your hands, then put on the cream. Then wash your hands again.",
        "Wash your hands and put on the cream. Then wash your hands again.",
    ),
]
"""Each has a sentence of the source, and a telling that says the same."""

WRONG = [
    ("Keep the cream in the fridge, but do not freeze it.", "Do not keep the cream in the fridge. Do not freeze it."),
    ("Avoid grapefruit juice while you take this.", "Drink grapefruit juice while you take this."),
    ("Children under 12 should not have aspirin.", "Do not give aspirin to children over 12."),
    ("Adults take aspirin; children should not have ibuprofen.", "Do not give ibuprofen to adults."),
    ("Do not take aspirin, ibuprofen or naproxen.", "You can take ibuprofen or naproxen."),
    ("Do not take ibuprofen, but take zinc with food.", "Do not take zinc with food."),
    ("Stop the white tablet, not the blue tablet.", "Stop the blue tablet. Do not stop the white tablet."),
    ("You should feel better within two weeks.", "You should feel better after 2 weeks."),
    ("Change the dressing every other day.", "Change the dressing every day."),
    ("Have the blood test before breakfast.", "Have breakfast first. Then have your blood test."),
    ("Have something to eat before you take the tablet.", "Take the tablet. Then eat something."),
    (
        "Hold your breath for ten seconds, then breathe out slowly.",
        "Breathe out slowly for 10 seconds. Then hold your breath.",
    ),
    (
        "Take iron when you remember, unless it is nearly time for the next dose.",
        "Do not take iron when you remember.",
    ),
    (
        "Take iron in the morning on Monday and Friday and zinc on Sunday.",
        "Take iron in the morning on Monday and Sunday. Take zinc on Friday.",
    ),
]
"""Each has a sentence of the source, and a telling that says something else."""


def against(folder: Path, text: str, words: str) -> list[tuple[str, str]]:
    """What the easy-read words say otherwise than their text, without what they leave out."""
    return [(kind, name) for kind, name in differences(written(folder, text, words)) if kind != "missing"]


@pytest.mark.parametrize(("text", "words"), SOUND)
def test_a_sound_telling_is_no_difference(tmp_path: Path, text: str, words: str) -> None:
    assert against(tmp_path, text, words) == []


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_telling_that_says_something_else_is_found(tmp_path: Path, text: str, words: str) -> None:
    assert against(tmp_path, text, words) != []
