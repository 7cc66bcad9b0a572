"""Manners: the same words, said otherwise."""

from __future__ import annotations

import pytest

from publish.contracts.voice import Words
from publish.proof.verdict import Doubt, Finding, FindingKind, Verdict
from publish.speech.manner_choice import manners
from publish.speech.manners import MANNERS, PLAIN, Manner
from publish.speech.script import Chapter, Part, Script, Sentence
from publish.speech.wording import wording, words_of

APART = Manner(digits_apart=True)

CODE, OTHER = "Ring 0808 2080 888.", "Rest well."


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ring 0808 2080.", "Ring zero, eight, zero, eight, two, zero, eight, zero."),
        ("Give 3.142 ml.", "Give three point one four two millilitres."),
        (
            "doi.org/10.5772/a.97429",
            "D.O.I. dot org slash one zero dot five, seven, seven, two slash a dot nine, seven, four, two, nine.",
        ),
        ("Take 21 tablets for 5 days.", "Take twenty-one tablets for five days."),
    ],
)
def test_digits_of_a_code_are_set_apart_and_no_number_is(text: str, said: str) -> None:
    assert words_of(APART.words(wording(text, ()))) == said


@pytest.mark.parametrize("manner", MANNERS)
def test_no_manner_changes_a_word(manner: Manner) -> None:
    for text in (
        CODE,
        "Give 3.142 ml, not 38 of t(9;22).",
        "doi.org/10.5772/intechopen.97429",
        "No. 259714, one two three",
    ):
        plainly = wording(text, ())
        assert letters(words_of(manner.words(plainly))) == letters(words_of(plainly))


def test_what_the_lexicon_says_how_to_say_stays_so() -> None:
    sentence = (Words("one two three", "wʌn"), Words("one two three"))
    assert APART.words(sentence) == (Words("one two three", "wʌn"), Words("one, two, three"))


def sentence(text: str) -> Sentence:
    return Sentence(text, wording(text, ()), f"home/{text[:4]}", "home", Part.TEXT, 0.5)


SCRIPT = Script("Care", "en-GB", (Chapter("home", "At home", 2, (sentence(OTHER), sentence(CODE))),))
SURE = Verdict((), ())
DOUBT = Verdict(
    (),
    (),
    doubts=(Doubt("home", "home/Ring", CODE, "eight", "nine", "", 1.0, 2.0, "0" * 64, blocks=True, settleable=False),),
)
WRONG = Verdict((Finding(FindingKind.ALTERED, "home", "home/Ring", CODE, "ring nine"),), ())


@pytest.mark.parametrize(
    ("verdicts", "number"),
    [
        ([], 0),
        ([SURE], 0),
        ([DOUBT], 1),
        ([WRONG], 1),
        ([DOUBT, SURE], 1),
        ([DOUBT, DOUBT], 2),
        ([DOUBT, WRONG, SURE], 2),
        ([DOUBT, DOUBT, DOUBT], 0),
        ([WRONG, DOUBT, WRONG], 1),
        ([WRONG, DOUBT, WRONG, DOUBT], 1),
    ],
    ids=lambda value: value if isinstance(value, int) else len(value),
)
def test_a_sentence_takes_the_next_manner_and_in_the_end_the_best(verdicts: list[Verdict], number: int) -> None:
    wanted = {("home", 1): MANNERS[number]} if MANNERS[number] != PLAIN else {}
    assert manners(SCRIPT, verdicts) == wanted
