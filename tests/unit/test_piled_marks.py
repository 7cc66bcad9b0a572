"""No letter has more marks than any language writes: each that is too many is named."""

from __future__ import annotations

import pytest

from publish.model.characters import MARKS_ON_A_LETTER, forbidden, without_forbidden


@pytest.mark.parametrize("text", ["ọ́wọ́ " * 50, "ọ\u0301" * 50, "ภาษาไทยที่นี่" * 20, "a" + "\u0301" * MARKS_ON_A_LETTER])
def test_letters_of_people_are_taken(text: str) -> None:
    assert list(forbidden(text)) == []


def test_marks_without_end_are_named() -> None:
    text = "Take a" + "\u0301" * 20_000 + " now"
    found = list(forbidden(text))
    assert len(found) == 20_000 - MARKS_ON_A_LETTER
    assert found[0].at == len("Take a") + MARKS_ON_A_LETTER
    assert "more than 30 marks on one letter" in found[0].why
    assert without_forbidden(text) == "Take a" + "\u0301" * MARKS_ON_A_LETTER + " now"
