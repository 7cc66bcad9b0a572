"""What a British reader makes of written English: the phrases of `cases/speech` by kind, and what always holds."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from publish.model.publication import Lexeme
from publish.speech.british import cell_opening, readings, spoken
from publish.speech.british.numbers import cardinal
from publish.speech.listening.tokens import Kind, tokens
from publish.speech.wording import wording, words_of

CASES = Path(__file__).parents[1] / "cases" / "speech"


def phrases(*kinds: str) -> list[tuple[str, str]]:
    """The phrases of some kinds, each with how it is said."""
    files = [CASES / f"{kind}.yaml" for kind in kinds]
    return [pair for file in files for pair in yaml.safe_load(file.read_text(encoding="utf-8")).items()]


IN_CELLS, DOUBTFUL = "table-cells", "doubtful"
KINDS = sorted({file.stem for file in CASES.glob("*.yaml")} - {IN_CELLS})


@pytest.mark.parametrize("kind", KINDS)
def test_every_phrase_is_said_as_a_british_reader_says_it(kind):
    wrong = [
        f"{written}\n  expected: {expected}\n  said:     {said}"
        for written, expected in phrases(kind)
        if (said := spoken(written)) != expected
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_said_again_a_phrase_stays_the_same(kind):
    assert [(said, spoken(said)) for _, said in phrases(kind) if spoken(said) != said] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_spans_of_a_phrase_are_its_text(kind):
    assert all("".join(span.written for span in readings(written)) == written for written, _ in phrases(kind))


def test_a_cell_of_a_table_is_said_behind_its_header():
    cells = phrases(IN_CELLS)
    words = {text: wording(text, (), "Tablets:", cell_opening(text, "Tablets:")) for text, _ in cells}
    assert {text: words_of(words[text]) for text in words} == dict(cells)


@pytest.mark.parametrize(
    ("text", "header", "words"),
    [
        ("I", "Class:", "Class: one."),
        ("IV", "ASA grade:", "A.S.A. grade: four."),
        ("VI", "Class:", "Class: six."),
        ("III–IV", "ASA:", "A.S.A.: three to four."),
        ("IIIA", "FIGO stage:", "F.I.G.O. stage: three A."),
        ("I (not I.V.)", "Grade:", "Grade: one (not I.V.)"),
        ("IV, severe", "Grade:", "Grade: four, severe."),
        ("IV", "Route:", "Route: I.V."),
        ("I think so", "Class:", "Class: I think so."),
        ("0", "Stage:", "Stage: zero."),
    ],
)
def test_numerals_that_begin_a_cell_are_numbers_where_its_column_asks_for_them(text, header, words):
    assert words_of(wording(text, (), header, cell_opening(text, header))) == words


def test_what_may_be_read_in_two_ways_is_reported():
    assert [written for written, _ in phrases(DOUBTFUL) if not any(span.doubt for span in readings(written))] == []


@given(st.text(max_size=60))
@example("٣ ④ ⅷ 1⁄2 ²₂ 5'5 1.2.3.4 00 1,2,3 9e9 -0")
def test_no_digit_is_left_in_what_is_said(text):
    assert not re.search(r"\d", spoken(text))


@given(st.integers(0, 10**9))
def test_a_number_said_is_the_number_written(number):
    heard = "".join(token.text for token in tokens(f"about {spoken(str(number))} cells") if token.kind is Kind.NUMBER)
    assert heard == str(number)


@given(st.integers(0, 10**9))
def test_a_number_with_separators_is_said_like_one_without(number):
    said = spoken(f"{number:,} cells")
    assert said == f"{cardinal(number)} cells"


@given(st.from_regex(r"\A0[1-9][0-9]{2,3} [0-9]{3} [0-9]{3,4}\Z"))
def test_no_digit_of_a_telephone_number_is_lost(number):
    heard = "".join(token.text for token in tokens(spoken(f"Ring {number}.")))
    assert heard == "ring" + number.replace(" ", "")


LEXICON = (
    Lexeme("imatinib", phoneme="ɪˈmætɪnɪb"),
    Lexeme("mg", alias="milligrams"),
    Lexeme("BCR-ABL1", alias="B C R able one"),
    Lexeme("BCR", alias="wrong"),
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("take 5mg of imatinib", "take five milligrams of imatinib."),
        ("Imatinib works", "Imatinib works."),
        ("the BCR-ABL1 gene", "the B C R able one gene."),
        ("omg", "omg."),
    ],
)
def test_the_lexicon_is_applied_to_whole_words_and_the_longest_first(written, said):
    assert words_of(wording(written, LEXICON)) == said


def test_a_pronunciation_goes_to_the_voice_beside_its_word():
    pieces = wording("Imatinib 5 mg daily", LEXICON)
    assert [(piece.text, piece.phoneme) for piece in pieces] == [
        ("Imatinib", "ɪˈmætɪnɪb"),
        ("five milligrams daily.", ""),
    ]


def test_a_text_of_signs_alone_is_still_said():
    assert words_of(wording("–", ())) == "dash."


PIECES = [
    "take",
    "blood",
    "not",
    "in",
    "5 mg",
    "10%",
    "2019",
    "ALL",
    "t(9;22)",
    "(q21;q23)",
    "9am",
    "£5",
    "–",
    "&",
    "to",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_word_is_lost_whatever_stands_beside_it(pieces):
    said = re.findall(r"[a-z]+", spoken(" ".join(pieces)))
    assert all(said.count(word) >= pieces.count(word) for word in ("take", "blood", "not", "in"))


@pytest.mark.parametrize("written", ["CAR‑T", "CAR-T"])
@pytest.mark.parametrize("grapheme", ["CAR‑T", "CAR-T"])
def test_a_word_of_the_lexicon_is_found_whichever_hyphen_it_and_the_text_have(written, grapheme):
    entry = Lexeme(grapheme, alias="car tee")
    assert words_of(wording(f"{written} cells", (entry,))) == "car tee cells."
    assert "".join(span.written for span in readings(f"{written} cells", (entry,))) == f"{written} cells"
