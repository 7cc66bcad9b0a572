"""The ways in which text runs, against another implementation of UAX #9."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.readers.pdf.bidi import as_shown, in_display_order, language_level, levels

ALPHABET = "abcאבגدهو٣12 .,%-+()[]:/$!«»\u00a0\u064e\u05b8"


def displayed(text: str, base: int) -> str:
    found = levels(text, base, [base] * len(text))
    for at in range(len(text.rstrip(" ")), len(text)):  # rule L1: the end of a line
        found[at] = base
    return "".join(text[at] for at in in_display_order(found))


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(st.text(ALPHABET, min_size=1, max_size=14))
def test_another_implementation_puts_text_into_the_same_order(text: str) -> None:
    for base, name in enumerate("LR"):
        assert displayed(text, base) == get_display(text, base_dir=name)


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("ثم 500 mg", 1, "mg 500 مث"),
        ("ثم ALL (B-cell)", 1, "ALL (B-cell) مث"),
        ("08088\u00a0010\u00a0444", 1, "08088\u00a0010\u00a0444"),
        ("see שלום, עולם now", 0, "see םלוע ,םולש now"),
    ],
)
def test_numbers_and_latin_words_keep_their_order_among_words_from_right_to_left(
    text: str, base: int, shown: str
) -> None:
    assert displayed(text, base) == shown


def test_an_embedded_stretch_has_its_own_order() -> None:
    text = "Say !مرحبا"
    inside = levels(text, 0, [0] * 4 + [1] * 6)
    assert "".join(text[at] for at in in_display_order(inside)) == "Say ابحرم!"


def test_a_line_break_that_is_meant_starts_a_paragraph() -> None:
    assert levels("د\n1", 0, [0, 0, 0])[2] == 0
    assert levels("د\u200b1", 0, [0, 0, 0])[2] == 2


def test_brackets_are_turned_round_where_text_runs_from_right_to_left() -> None:
    assert [as_shown("(", level) for level in (0, 1, 2)] == ["(", ")", "("]


@pytest.mark.parametrize(("tag", "level"), [("ar", 1), ("he-IL", 1), ("pa", 0), ("pa-Arab", 1), ("en-GB", 0), ("", 0)])
def test_a_language_says_where_its_lines_start(tag: str, level: int) -> None:
    assert language_level(tag) == level
