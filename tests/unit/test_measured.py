"""Numbers that lines from right to left would show after their units."""

from __future__ import annotations

import pytest

from publish.model.nodes import Link, Note, Span, Style, Styled, Text
from publish.proof.ledger import text_of
from publish.proof.measured import MARK, in_order, measured


@pytest.mark.parametrize(
    "written",
    ["38.5 °C", "25°C", "15 mg/kg", "5–10 mg", "5 – 10 mg", "75 mg/m²", "0.5 × 10⁹/L", "109/L", "≥ 38 °C", "-20 °C",
     "120/80 mmHg", "1,000 IU/day", "۱۵ mg/kg", "4 mmol/L", "10 mL", "5 g/24 hours", "2–3 x 10⁹/L"],
)  # fmt: skip
def test_a_number_with_a_unit_in_latin_letters_is_found_whole(written: str) -> None:
    assert measured(f"ثم {written} الآن") == [3]


@pytest.mark.parametrize("written", ["5%", "08088 010 444", "3 Methotrexate", "B12 g", "٣٨ °C", "5 grapes", "5 ملغ"])
def test_other_numbers_stay_as_they_are(written: str) -> None:
    assert measured(f"ثم {written} الآن") == []


def test_the_mark_stands_before_a_number_wherever_its_unit_is() -> None:
    inlines = (Text("ثم 1.0 × 10"), Styled(Style.SUPERSCRIPT, (Text("9"),)), Text("/L "), Link((Text("5 mg"),), "#a"))
    marked = in_order(inlines, "ur")
    assert marked[0] == Text(f"ثم {MARK}1.0 × 10")
    assert marked[3] == Link((Text(f"{MARK}5 mg"),), "#a")
    assert text_of(marked) == text_of(inlines)


def test_only_a_text_from_right_to_left_has_marks() -> None:
    words = (Text("5 mg"), Note(()), Span((Text("15 mg"),), "ar"), Span((Text("25 mg"),), "en"))
    assert in_order(words, "en") == (*words[:2], Span((Text(f"{MARK}15 mg"),), "ar"), words[3])
    assert in_order(words, "ar")[3] == words[3]


def test_a_number_and_its_unit_may_be_in_spans_of_their_own() -> None:
    """A line is one line, whatever languages its parts are in: only what runs from left to right stands apart."""
    spans = (Text("ثم "), Span((Text("38.5"),), "ar"), Text(" °C "), Span((Text("5"),), "fr"), Text(" mg"))
    assert in_order(spans, "ar") == (spans[0], Span((Text(f"{MARK}38.5"),), "ar"), *spans[2:])
    assert in_order((Span((Text("38.5"),), "ar"), Span((Text(" °C"),), "fa")), "en")[0] == Span(
        (Text(f"{MARK}38.5"),), "ar"
    )
