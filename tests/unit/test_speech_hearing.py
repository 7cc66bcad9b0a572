"""What two ears come to: what they propose otherwise is decided by the choice between two texts."""

import numpy as np
import pytest

from publish.speech.listening.hearing import Listener, Sound
from publish.speech.listening.judge import Grade, hear_chapter
from publish.speech.listening.pieces import RATE, Piece
from publish.speech.script import Chapter, Part, Sentence
from publish.speech.wording import wording

TEXTS = ("The dose is 38 mg.", "It will be given in this way.", "Rest as well as you can.")
RIGHT = " ".join(TEXTS)
NUMBER = RIGHT.replace("38", "39")
NOT = RIGHT.replace("will be", "will not be")
SHORTER = RIGHT.replace(" in this way", "")
SPELT = RIGHT.replace("way", "weigh")
EXTRA = RIGHT.replace("Rest", "Children may come to the library every Saturday. Rest")


class Said(Sound):
    """Ten seconds of silence in one piece, whatever is heard in it."""

    mono = np.zeros(10 * RATE, np.float32)
    pieces = (Piece(mono, 0.0),)


class Ears(Listener):
    """A quick and a strict ear that have heard these words, and to whom one text is likelier than all others."""

    def __init__(self, quick, strict, likeliest, by=10.0):
        self._texts = quick, strict
        self._likeliest, self._by = likeliest, by
        self.asked = []

    def hear(self, some):
        return [self._texts[0] for _ in some]

    def hear_again(self, some):
        return [self._texts[1] for _ in some]

    def scores(self, questions):
        self.asked += [question.text for question in questions]
        return [0.0 if question.text == self._likeliest else -self._by for question in questions]


CHAPTER = Chapter("a", "A", 2, tuple(Sentence(text, wording(text, ()), "n", "a", Part.TEXT, 0.3) for text in TEXTS))


def grades(ears):
    heard = hear_chapter(CHAPTER, Said(b""), ears)
    return [sentence.grade for sentence in heard.sentences], len(heard.foreign)


H, D, W = Grade.HEARD, Grade.IN_DOUBT, Grade.WRONG


@pytest.mark.parametrize(
    ("quick", "strict", "likeliest", "by", "expected"),
    [
        (RIGHT, NUMBER, NUMBER, 10, ([H, H, H], 0)),
        (NUMBER, NUMBER, RIGHT, 10, ([H, H, H], 0)),
        (NUMBER, NUMBER, NUMBER, 10, ([W, H, H], 0)),
        (NUMBER, RIGHT, NUMBER, 10, ([W, H, H], 0)),
        (NUMBER, NUMBER, RIGHT, 1, ([D, H, H], 0)),
        (NUMBER, NUMBER, NUMBER, 1, ([D, H, H], 0)),
        (NOT, NOT, NOT, 10, ([H, W, H], 0)),
        (NOT, RIGHT, RIGHT, 10, ([H, H, H], 0)),
        (SHORTER, SHORTER, SHORTER, 10, ([H, W, H], 0)),
        (SHORTER, RIGHT, SHORTER, 10, ([H, H, H], 0)),
        (SPELT, SPELT, SPELT, 10, ([H, H, H], 0)),
        (EXTRA, EXTRA, RIGHT, 10, ([H, H, H], 1)),
        (RIGHT, EXTRA, EXTRA, 10, ([H, H, H], 0)),
    ],
    ids=[
        "what the quick ear hears right is believed",
        "a number that both ears mishear is right where the script's is likelier",
        "a number that is likelier otherwise is wrong",
        "a number that only the quick ear hears otherwise is asked for all the same",
        "a number that is hardly likelier is in doubt",
        "a number that is hardly less likely is in doubt",
        "a negation that is likelier is there",
        "a negation that is less likely is not",
        "words that are likelier to be lost are lost",
        "words that the strict ear hears are there",
        "another spelling is no difference",
        "foreign words that both ears hear are there, however likely the text is without them",
        "where the quick ear hears nothing otherwise the strict one is not asked",
    ],
)
def test_differences_are_decided_by_the_choice(quick, strict, likeliest, by, expected):
    assert grades(Ears(quick, strict, likeliest, by)) == expected


AS_WRITTEN = ("thirty-eight milligrams.", "38 mg.", "38 milligrams", "3 8 milligrams")


def test_the_script_is_offered_as_spoken_as_written_and_in_figures():
    ears = Ears(NUMBER, NUMBER, NUMBER)
    grades(ears)
    rest = " It will be given in this way. Rest as well as you can."
    assert {f"The dose is {words}{rest}" for words in AS_WRITTEN} <= set(ears.asked)


def test_a_choice_says_who_proposed_what_and_by_how_much_it_leans():
    heard = hear_chapter(CHAPTER, Said(b""), Ears(NUMBER, NUMBER, NUMBER))
    (choice,) = heard.sentences[0].against
    assert (choice.proposed_by, choice.difference.words, choice.lean) == ("the strict hearing", "39 mg.", -10.0)
