"""The form in which script and heard words are compared."""

import pytest

from publish.speech.listening.likeness import same_sound
from publish.speech.listening.tokens import Kind, tokens, tokens_in


def words(text):
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("sixty to eighty per cent", "60 to 80%"),
        ("one thousand two hundred and fifty pounds", "£1,250"),
        ("twenty nineteen", "2019"),
        ("two thousand and nineteen", "2019"),
        ("nineteen oh five", "1905"),
        ("zero eight zero zero, one two three", "0800 123"),
        ("zero eight zero eight, two zero eight zero, eight eight eight", "0808, 2080, 888"),
        ("a hundred and five", "105"),
        ("one thousand two hundred and fifty", "1,200, and 50"),
        ("the thirtieth of June twenty twenty-three", "30th June 2023"),
        ("t nine twenty-two", "T922"),
        ("B-cell A.L.L. and C.D. nineteen", "B cell ALL and CD19"),
        ("five milligrams per litre", "5 mg per liter"),
        ("you cannot", "you can't"),
        ("two point five million", "2.5 million"),
        ("haematologists and tumours", "hematologists and tumors"),
    ],
)
def test_what_is_said_and_what_a_recogniser_writes_for_it_are_one(said, written):
    assert words(said) == words(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thirty-eight", "39"),
        ("it is not safe", "it is now safe"),
        ("five milligrams", "5 micrograms"),
        ("twenty-one days", "21 weeks"),
        ("one hundred and five", "one hundred and fifteen"),
        ("never", "ever"),
    ],
)
def test_what_must_not_be_confused_stays_different(one, other):
    assert words(one) != words(other)
    assert not same_sound(tokens(one), tokens(other))


def test_digits_negations_and_units_are_exact_and_other_words_are_not():
    kinds = [token.kind for token in tokens("Do not take 5 mg")]
    assert kinds == [Kind.WORD, Kind.NEGATION, Kind.WORD, Kind.NUMBER, Kind.UNIT]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("imatinib", "a matinib"),
        ("WhatsApp", "What's app"),
        ("high dose", "hydose"),
        ("See a G.P. if", "C. A. GPF"),
        ("know", "no"),
        ("two", "to"),
    ],
)
def test_words_that_sound_the_same_are_the_same_however_they_are_spelt(said, written):
    assert same_sound(tokens(said), tokens(written))


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("increase", "decrease"),
        ("hypothyroidism", "hyperthyroidism"),
        ("doctor", "garden"),
        ("three", "five"),
        ("on a chromosome a gene", "an acromasome"),
        ("take it", "take"),
    ],
)
def test_words_that_sound_otherwise_or_turn_the_meaning_are_other_words(said, heard):
    assert not same_sound(tokens(said), tokens(heard))


def test_a_number_cut_before_and_is_one_number():
    assert [(token.text, text) for token, text in tokens_in(["In 1,200.", "and 50 hospitals", "and 3."])] == [
        *[("in", 0), ("1", 0), ("2", 0), ("5", 0), ("0", 0), ("hospitals", 1), ("and", 2), ("3", 2)]
    ]
    assert [token.text for token, _ in tokens_in(["In 300.", "12 of them"])][1:6] == ["3", "0", "0", "1", "2"]


def test_a_slash_between_numbers_only_parts_them():
    said = "zero two zero, three zero eight zero slash seven two zero five"
    assert words(said) == words("020 3080-7205") == list("02030807205")
    assert words("yes slash no") == ["yes", "slash", "no"]
