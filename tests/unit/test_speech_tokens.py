"""The form in which script and heard words are compared."""

import pytest

from publish.speech.listening.alignment import align
from publish.speech.listening.tokens import Kind, rejoined, tokens, tokens_in


def words(text):
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("sixty to eighty per cent", "60 to 80%"),
        ("sixty to eighty per cent", "60 to 80 per send"),
        ("five milligrams on.", "5 mg on."),
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
        ("a higher dose", "a lower dose"),
        ("before meals", "after meals"),
        ("it increases", "it decreases"),
    ],
)
def test_what_must_not_be_confused_stays_different(one, other):
    alignment = align(tokens(one), tokens(other))
    assert any(token.exact and met is None for token, met in zip(tokens(one), alignment.met, strict=True))


def test_digits_negations_and_units_are_exact_and_other_words_are_not():
    kinds = [token.kind for token in tokens("Do not take 5 mg")]
    assert kinds == [Kind.WORD, Kind.NEGATION, Kind.WORD, Kind.NUMBER, Kind.UNIT]


def test_a_drug_name_in_another_spelling_meets_its_word():
    alignment = align(tokens("You are given imatinib daily"), tokens("You are given a matinib daily"))
    assert None not in alignment.met


def test_a_dropped_sentence_leaves_its_words_alone_and_its_neighbours_whole():
    script = tokens("The blood is red. Iron binds oxygen tightly. Then you rest for two days.")
    heard = tokens("The blood is red. Then you rest for 2 days.")
    missed = [token.text for token, met in zip(script, align(script, heard).met, strict=True) if met is None]
    assert missed == ["iron", "binds", "oxygen", "tightly"]


def test_words_that_sound_alike_are_not_held_against_the_sound():
    assert (
        None not in align(tokens("there is no cure for two of them"), tokens("there is know cure for to of them")).met
    )
    assert None not in align(tokens("the answer is no. five"), tokens("The answer is No. 5")).met
    assert None not in align(tokens("charity number five"), tokens("Charity No. 5")).met
    assert None in align(tokens("the answer is no. five"), tokens("the answer is number 5")).met
    assert None in align(tokens("one to two days"), tokens("one to days")).met


def test_a_number_cut_before_and_is_one_number():
    assert [(token.text, text) for token, text in tokens_in(["In 1,200.", "and 50 hospitals", "and 3."])] == [
        *[("in", 0), ("1", 0), ("2", 0), ("5", 0), ("0", 0), ("hospitals", 1), ("and", 2), ("3", 2)]
    ]
    assert [token.text for token, _ in tokens_in(["In 300.", "12 of them"])][1:6] == ["3", "0", "0", "1", "2"]


def test_per_cent_that_is_cut_is_one_unit():
    heard = [(token.text, text) for token, text in tokens_in(["In 5 per", "send of people, per", "day"])]
    assert heard == [("in", 0), ("5", 0), ("percent", 0), ("of", 1), ("people", 1), ("per", 1), ("day", 2)]


@pytest.mark.parametrize(
    ("script", "heard", "whole"),
    [
        ("in one thousand two hundred and fifty hospitals", ("in 1,000", "250 hospitals"), ("in 1,250", " hospitals")),
        ("in one thousand two hundred and fifty hospitals", ("in 1,200.", "and 50"), ("in 1,250", "")),
        ("one thousand, two hundred and fifty", ("1,000", "250"), ("1,000", "250")),
        ("in one thousand two hundred and fifty hospitals", ("in 1,000", "260"), ("in 1,000", "260")),
        ("in one thousand two hundred and fifty", ("in 1,000", "250.5"), ("in 1,000", "250.5")),
        ("a hundred and twelve days", ("a 100", "12 days"), ("a 100", "12 days")),
        ("one hundred and twelve days", ("100", "12 days"), ("112", " days")),
        ("five milligrams", ("5", "mg"), ("5", "mg")),
    ],
)
def test_a_number_of_the_script_that_is_cut_is_one(script, heard, whole):
    assert rejoined(heard, script) == whole


def test_a_slash_parts_numbers_and_is_no_word_that_must_be_heard():
    said = "zero two zero, three zero eight zero slash seven two zero five"
    assert words(said) == words("020 3080-7205") == list("02030807205")
    assert words("yes slash no") == ["yes", "no"]


def test_a_decisive_word_meets_its_misspelling():
    assert align(tokens("Moore"), tokens("more")).met == (0,)
