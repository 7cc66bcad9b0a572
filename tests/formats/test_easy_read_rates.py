"""An amount for a size is one figure, whatever signs or words it is written with, and another size is another dose."""

from __future__ import annotations

from pathlib import Path

import pytest

from formats.easy_read.figures import figures
from tests.formats.test_easy_read_agreement import differences, written

ONE_FIGURE = [
    ["15 mg/kg", "15 mg per kg", "15mg/kg", "15 milligrams for each kilogram", "15 mg·kg⁻¹", "15 mg a kilo"],
    ["15 mg/kg", "15 mg/kg/day", "15 mg per kg per day", "For every kilogram you weigh, have 15 mg"],
    ["120 mg/5 ml", "120 mg in 5 ml", "120 mg per 5ml", "Each 5 ml spoonful contains 120 mg", "5 ml has 120 mg"],
    ["120 mg/5 ml", "120 mg of paracetamol in each 5 ml"],
    ["5 mg/ml", "5 mg in 1 ml", "5 mg per millilitre", "five milligrams in every ml"],
    ["375 mg/m²", "375 mg/m^2", "375 mg/m⁽2⁾", "375 mg per square metre", "375 mg/m2"],
    ["150 × 10⁹/l", "150 x10^9/L", "150 × 10⁽9⁾ per litre"],
    ["200 cells/µl", "200 cells per microlitre", "200 cells/mm³", "200/µl"],
    ["15 micrograms/kg", "15 µg/kg", "15 micrograms per kilogram"],
    ["7.8 mmol/l", "7.8 mmol per litre", "7.8 millimoles in every litre"],
    ["60 ml/min/1.73 m²", "60 ml per minute per 1.73 m²"],
    ["10–15 mg/kg", "10 to 15 mg per kg", "between 10 and 15 mg/kg"],
]


@pytest.mark.parametrize("ways", ONE_FIGURE, ids=lambda ways: ways[0])
def test_all_ways_to_write_an_amount_are_one_figure(ways: list[str]) -> None:
    found = [{(figure.value, figure.unit, figure.per) for figure in figures(way)} for way in ways]
    assert found == [found[0]] * len(ways)
    assert all(per for _, _, per in found[0])


NO_RATE = [
    ("Take 500 mg/125 mg tablets", {("500", "mg"), ("125", "mg")}),
    ("Take 2 tablets/capsules", {("2", "tablet")}),
    ("Take 1 g in 100 ml of water", {("1", "g"), ("100", "ml")}),
    ("Drink half a litre", {("0.5", "l")}),
    ("Call us 24/7", {("24", ""), ("7", "")}),
    ("Take 500 mg or 15 mg/kg", {("500", "mg"), ("15", "mg")}),
    ("Take 2 tablets a day", {("2", "tablet")}),
]


@pytest.mark.parametrize(("text", "found"), NO_RATE)
def test_what_only_stands_beside_a_stroke_stays_a_figure_of_its_own(text: str, found: set[tuple[str, str]]) -> None:
    assert {(figure.value, figure.unit) for figure in figures(text)} == found


CHANGED = [
    ("Give 120 mg/5 ml.", "Have 120 ml."),
    ("Give 120 mg/5 ml.", "Have 120 mg."),
    ("Give 120 mg/5 ml.", "Have 120 mg in each ml."),
    ("Give 120 mg in 5 ml.", "Have 120 mg in 10 ml."),
    ("Give 15 mg/kg.", "Have 15 mg."),
    ("Give 15 mg/kg.", "Have 15."),
    ("Give 15 mg/kg.", "Have 15 mg for each square metre."),
    ("Give 15 mg/kg/day.", "Have 15 mg for each kilogram every hour."),
    ("Give 500 mg/day.", "Have 500 mg a week."),
    ("Give 15 mg/kg/day.", "Have 15 mg for each kilogram."),
    ("It is 150 × 10⁹/l.", "It is 150 × 10⁶ in each litre."),
    ("It is 7.8 mmol/l.", "It is 7.8 mmol/ml."),
    ("Give 100 micrograms/dose.", "Have 100 micrograms per puff."),
]


@pytest.mark.parametrize(("text", "words"), CHANGED)
def test_another_size_is_found(tmp_path: Path, text: str, words: str) -> None:
    assert differences(written(tmp_path, text, words)) != []


KEPT = [
    ("It has 120 mg/5 ml.", "Each 5 ml has 120 mg."),
    ("Have 120 mg/5 ml.", "You have 120 mg in 5 ml."),
    ("Have 15 mg/kg/day.", "Have 15 mg for each kilogram you weigh. Have it every day."),
    ("Have 500 mg/day.", "Have 500 mg each day."),
    ("The count is under 1,000 cells/µl.", "The count is under 1,000 cells in each microlitre."),
    ("The level is 4 to 7 mmol/l.", "The level is 4 to 7 mmol per litre."),
    ("Take 1 g in 100 ml of water.", "Take 1 g in 100 ml of water."),
]


@pytest.mark.parametrize(("text", "words"), KEPT)
def test_other_words_for_the_same_size_are_no_difference(tmp_path: Path, text: str, words: str) -> None:
    assert differences(written(tmp_path, text, words)) == []
