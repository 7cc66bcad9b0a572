"""The plain form of texts: what is folded, and what must never be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.model.text import FOLDS, plain, superscript


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10⁹", "109"),
        ("m²", "m2"),
        ("−5", "5"),
        ("−5", "-5"),
        ("10–20", "1020"),
        ("not able", "notable"),
        ("5 mg", "5 m g"),
        ("½", "1/2"),
        (f"10{superscript('9')}", "109"),
        ("µg", "mg"),
    ],
)
def test_what_changes_a_meaning_is_never_folded(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don’t", "don't"),
        ("“so”", '"so"'),
        ("5\u00a0mg", "5 mg"),
        ("two\nlines", "two lines"),
        ("e\u0301", "é"),
        ("\ufb01bre", "fibre"),
        ("chemo\u00adtherapy", "chemotherapy"),
    ],
)
def test_what_only_looks_different_is_folded(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_no_digit_or_letter_is_folded_into_another() -> None:
    ligatures = {"\ufb00", "\ufb01", "\ufb02", "\ufb03", "\ufb04"}
    assert not [sign for sign in FOLDS if sign.isalnum() and sign not in ligatures]


@given(st.text())
def test_the_plain_form_of_a_plain_form_is_itself(text: str) -> None:
    assert plain(plain(text)) == plain(text)
