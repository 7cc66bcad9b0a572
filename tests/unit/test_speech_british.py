"""What a British reader makes of written English: one line of a table for each rule."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publish.model.publication import Lexeme
from publish.speech.british import spoken
from publish.speech.british.numbers import cardinal
from publish.speech.listening.tokens import Kind, tokens
from publish.speech.wording import wording, words_of

SPOKEN = {
    "numbers": {
        "21": "twenty-one",
        "105 people": "one hundred and five people",
        "1,250": "one thousand two hundred and fifty",
        "2000 people": "two thousand people",
        "0.05": "zero point zero five",
        "3.75": "three point seven five",
        "1,234.5": "one thousand two hundred and thirty-four point five",
        "007": "zero zero seven",
        "1st, 22nd and 113th": "first, twenty-second and one hundred and thirteenth",
        "1 in 5": "one in five",
        "Version 1.2.3": "Version one point two point three",
        "1:4": "one to four",
        "−5": "minus five",
        "10 − 5": "ten minus five",
    },
    "ranges": {
        "60-80% of patients": "sixty to eighty per cent of patients",
        "10–20 mg": "ten to twenty milligrams",
        "10% - 20%": "ten per cent to twenty per cent",
        "2-3 weeks": "two to three weeks",
        "a 28-day cycle": "a twenty-eight-day cycle",
    },
    "fractions": {
        "1/2": "one half",
        "3/4": "three quarters",
        "2½ tablets": "two and a half tablets",
        "½": "one half",
        "120/80": "one hundred and twenty over eighty",
        "24/7": "twenty-four seven",
    },
    "dates": {
        "2026-03-04": "the fourth of March twenty twenty-six",
        "12/03/2025": "the twelfth of March twenty twenty-five",
        "30 June 2023": "the thirtieth of June twenty twenty-three",
        "June 30, 2023": "the thirtieth of June twenty twenty-three",
        "1st May": "the first of May",
        "5–7 May 2024": "the fifth to the seventh of May twenty twenty-four",
        "March 2026": "March twenty twenty-six",
        "in 1905": "in nineteen oh five",
        "between 1990 and 1995": "between nineteen ninety and nineteen ninety-five",
        "(2016-2018)": "(twenty sixteen to twenty eighteen)",
        "in the 1990s": "in the nineteen nineties",
    },
    "times": {
        "9am": "nine a.m.",
        "9.30am-5pm": "nine thirty a.m. to five p.m.",
        "9am to 5pm": "nine a.m. to five p.m.",
        "17:05": "seventeen oh five",
    },
    "telephones": {
        "Charity No. 123": "Charity Number one two three",
        "The answer is no. 5 people asked": "The answer is no. five people asked",
        "08088 010 444": "zero eight zero eight eight, zero one zero, four four four",
        "0800 123 4567": "zero eight zero zero, one two three, four five six seven",
        "0800 123 4567/8": "zero eight zero zero, one two three, four five six seven slash eight",
        "0800 123 4567/0800 123 456": "zero eight zero zero, one two three, four five six seven slash "
        "zero eight zero zero, one two three, four five six",
        "0800 123 4567 ext. 720": "zero eight zero zero, one two three, four five six seven extension seven two zero",
        "0800 123 4567 or 4568.": "zero eight zero zero, one two three, four five six seven or four five six eight.",
        "0800 123 4567 or 50 mg": "zero eight zero zero, one two three, four five six seven or fifty milligrams",
        "+44 20 7946 0000": "plus four four, two zero, seven nine four six, zero zero zero zero",
        "Call 999 or 111": "Call nine nine nine or one one one",
        "999 patients": "nine hundred and ninety-nine patients",
    },
    "codes": {
        "Registered Charity Number 1183890": "Registered Charity Number one one eight three eight nine zero",
        "SC049802": "S.C. zero four nine eight zero two",
    },
    "money": {
        "£3.50": "three pounds fifty",
        "£1": "one pound",
        "£1,250": "one thousand two hundred and fifty pounds",
        "£2m": "two million pounds",
        "£5-£10": "five to ten pounds",
        "50p": "fifty pence",
    },
    "units": {
        "5 mg": "five milligrams",
        "5mg": "five milligrams",
        "1 mg": "one milligram",
        "5 μg": "five micrograms",
        "5 µg": "five micrograms",
        "2 mg/kg": "two milligrams per kilogram",
        "2 mg/m²": "two milligrams per square metre",
        "10⁹/L": "ten to the power of nine per litre",
        "10^9^/L": "ten to the power of nine per litre",
        "10⁽9⁾/L": "ten to the power of nine per litre",
        "1.5 x 10⁹/L": "one point five times ten to the power of nine per litre",
        "m²": "square metres",
        "38 °C": "thirty-eight degrees Celsius",
        "5 mg/day": "five milligrams per day",
        "x⁽2⁾": "x squared",
        "H₍2₎O": "H two O",
    },
    "addresses": {
        "help@leukaemiacare.org.uk": "help at leukaemiacare dot org dot U.K.",
        "www.nhs.uk/conditions/a-b": "W.W.W. dot N.H.S. dot U.K. slash conditions slash a hyphen b",
        "https://example.org/": "example dot org",
    },
    "medicine": {
        "t(9;22)": "t nine twenty-two",
        "t(4;11) (q21;q23)": "t four eleven, q twenty-one, q twenty-three",
        "CD19": "C.D. nineteen",
        "L4": "L four",
        "B-cell ALL": "B-cell A.L.L.",
        "TKIs": "T.K.I.s",
        "type II": "type two",
        "stage IVb": "stage four b",
        "del(17p), add(1q) and del(13q14)": "deletion seventeen p, addition one q and deletion thirteen q fourteen",
        "loss of chromosome 8q or 17p": "loss of chromosome eight q or seventeen p",
        "1p/19q; 5q- syndrome": "one p slash nineteen q; five q minus syndrome",
        "20p each": "twenty pence each",
        "7+3": "seven plus three",
        "IgG, eGFR, HbA1c": "I.G.G., E.G.F.R., H.B.A. one c",
        "At this stage I felt well, a phase I know": "At this stage I felt well, a phase I know",
        "a phase I study; stage I'm at": "a phase one study; stage I'm at",
        "0800 123 4567 / 24 hours": "zero eight zero zero, one two three, four five six seven slash twenty-four hours",
        "Monitor to Saturate; the Sun, 2 hours": "Monitor to Saturate; the Sun, two hours",
        "Mon–Fri 9.00–17.30": "Monday to Friday nine o'clock to seventeen thirty",
        "Sat 9am–1pm; the Sun": "Saturday nine a.m. to one p.m.; the Sun",
        "09:00-17:30": "nine hundred hours to seventeen thirty",
        ".5 mg": "zero point five milligrams",
        "mg/m², mcg/kg/min, U/L": "milligrams per square metre, micrograms per kilogram per minute, units per litre",
        "60 mL/min/1.73m²": "sixty millilitres per minute per one point seven three square metres",
        "a 6-8-week course": "a six to eight-week course",
        "N/A": "not applicable",
        "stages IIA, IIIB, and IIIC2": "stages two A., three B, and three C two",
        "stage II–IV, type I and I": "stage two to four, type one and I",
        "factor VIIIa, part X-ray": "factor eight A., part X-ray",
        "Binet stage A or B": "Binet stage A. or B",
        "What Is A Doctor": "What Is A Doctor",
        "CA 19-9": "C.A. nineteen nine",
        "cells/mcL": "cells per microlitre",
        "HER2 and a PET-CT": "Her two and a Pet-C.T.",
    },
    "references": {
        "2019;15(2):67-75": "twenty nineteen, volume fifteen, issue two, pages sixty-seven to seventy-five",
        "2015;121:415": "twenty fifteen, volume one hundred and twenty-one, page four hundred and fifteen",
        "2016 Jul 28;128(4):504-7": (
            "twenty sixteen the twenty-eighth of July, volume one hundred and twenty-eight, issue four, "
            "pages five hundred and four to seven"
        ),
        "Smith J, et al. Real": "Smith J, and others. Real",
    },
    "signs": {
        "A & B": "A and B",
        "≥ 18": "greater than or equal to eighteen",
        "and/or": "and or",
        "he/she": "he slash she",
        "Quality – that is": "Quality, that is",
        "well-known": "well-known",
        "✓": "check mark",
        "e.g. fever": "for example fever",
    },
}


@pytest.mark.parametrize(
    ("written", "said"), [pair for table in SPOKEN.values() for pair in table.items()], ids=lambda value: value[:30]
)
def test_written_text_is_said_as_a_british_reader_says_it(written, said):
    assert spoken(written) == said


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
