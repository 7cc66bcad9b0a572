"""Where a sentence ends, and where it only seems to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.model.text import plain
from publish.speech.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "It is t(9;22) in 3.5% of patients.",
        "Symptoms, e.g. Fever, may come.",
        "Smith A, et al. Real outcomes.",
        "See Dr. Jones at 9 a.m. daily.",
        "Aldoss I, Forman S. J. Acute leukaemia.",
        "J. Clin. Oncol. 2017;35(9):975.",
        "Use no. 5 first.",
        "Take 30mg o.d. 30 minutes before breakfast.",
        "Quote NI no. AB 12 34 56 C.",
        "The clinic (est. 1998) is near.",
        "See Rt Hon. A. Jones or M.-A. Smith.",
        "Ask (your doctor.) about it",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text):
    assert sentences(text) == (text,)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("Is it? Yes! “No.” And so on…", 4),
        ('He said "Stop." Then he left.', 2),
        ("I say no. Then I go.", 2),
        ("Ring 0800 123 4567. Ask for help.", 2),
        ("It costs £5. £6 is too much.", 2),
    ],
)
def test_a_sentence_ends_where_a_reader_would_pause(text, count):
    assert len(sentences(plain(text))) == count


@given(st.text(alphabet='ab. AB!?1”"()', max_size=80))
def test_no_character_is_lost_between_sentences(text):
    assert " ".join(sentences(plain(text))) == plain(text)
