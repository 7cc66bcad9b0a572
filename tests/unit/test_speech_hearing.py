"""What several ears come to, when they do not agree."""

import pytest

from publish.speech.listening.chapter_hearing import hear_chapter
from publish.speech.listening.hearing import HeardPiece, Listener, Sound
from publish.speech.listening.hot_words import hot_words
from publish.speech.listening.trial import Trial
from publish.speech.script import Chapter, Part, Sentence
from publish.speech.wording import wording

TEXTS = ("The dose is 38 mg.", "It will be given in this way.", "Rest as well as you can.", "Rest as well as you can.")
RIGHT = "The dose is 38 mg. It will be given in this way. Rest as well as you can. Rest as well as you can."


class Ears(Listener):
    """A quick, a strict and a close ear that have heard these words."""

    def __init__(self, *heard):
        self._texts = heard

    def hear(self, sound, hot_words):
        return (HeardPiece(self._texts[0], 0.0, 10.0),)

    def hear_again(self, sound, hot_words, numbers):
        return (HeardPiece(self._texts[1], 0.0, 10.0),)

    def hear_closely(self, sound, numbers):
        return (HeardPiece(self._texts[2], 0.0, 10.0),)


def chapter(*texts):
    return Chapter("a", "A", 2, tuple(Sentence(one, wording(one, ()), "n", "a", Part.TEXT, 0.3) for one in texts))


def untrue(*heard):
    result = hear_chapter(chapter(*TEXTS), Sound(b""), Ears(*heard), ())
    return [number for number, one in enumerate(result.sentences) if not one.true], len(result.foreign)


NUMBER = RIGHT.replace("38", "39")
NOT = RIGHT.replace("will be", "will not be")
ONCE = RIGHT.removesuffix(" Rest as well as you can.")
EXTRA = RIGHT.replace("Rest", "Children may come to the library every Saturday. Rest", 1)
OTHER_EXTRA = RIGHT.replace("Rest", "Chilly men sank below lively eerie batter pay. Rest", 1)
SHORTER = RIGHT.replace(" in this way", "")
RESPELT = RIGHT.replace(" in this way", " endless whey")
DOUBLED = RIGHT.replace("given", "given given")
RUN_TOGETHER = RIGHT.replace("Rest as well", "Restaswell")
TWICE = RIGHT.replace("It will", "It will be given in this way. It will")
MISHEARD_TWICE = RIGHT.replace("It will be given", "It will be given in this way. We will be live in")
NONSENSE = "Thank you for watching."


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        ((RIGHT, NONSENSE, NONSENSE), ([], 0)),
        ((NUMBER, RIGHT, NONSENSE), ([], 0)),
        ((NUMBER, NUMBER, NUMBER), ([0], 0)),
        ((NOT, RIGHT, RIGHT), ([], 0)),
        ((NOT, NOT, RIGHT), ([1], 0)),
        ((NOT, NONSENSE, NOT), ([1], 0)),
        ((NOT, NONSENSE, RIGHT), ([], 0)),
        ((ONCE, ONCE, RIGHT), ([], 0)),
        ((ONCE, ONCE, ONCE), ([3], 0)),
        ((SHORTER, SHORTER, SHORTER), ([1], 0)),
        ((SHORTER, SHORTER, RIGHT), ([], 0)),
        ((SHORTER, RESPELT, SHORTER), ([], 0)),
        ((DOUBLED, DOUBLED, DOUBLED), ([1], 0)),
        ((DOUBLED, RIGHT, RIGHT), ([], 0)),
        ((RUN_TOGETHER, RUN_TOGETHER, RUN_TOGETHER), ([], 0)),
        ((TWICE, MISHEARD_TWICE, TWICE), ([], 1)),
        ((EXTRA, EXTRA, EXTRA), ([], 1)),
        ((EXTRA, NONSENSE, EXTRA), ([], 1)),
        ((EXTRA, OTHER_EXTRA, RIGHT), ([], 0)),
    ],
    ids=[
        "what the quick ear hears right is believed",
        "a number that one ear hears right is right",
        "a number that no ear hears right is wrong",
        "a negation that only the quick ear hears is none",
        "a negation that two ears hear is there",
        "an ear that hears nonsense acquits nobody",
        "an ear that hears nonsense is no second witness",
        "a repetition that the close ear hears is there",
        "a repetition that no ear hears is missing",
        "words for which no ear hears anything are missing",
        "words that one ear hears are there",
        "words that one ear hears in another spelling are there",
        "a word that all ears hear twice is said twice",
        "a word that only the quick ear hears twice is said once",
        "words that run together are there",
        "a sentence said twice is there twice, whichever of the two an ear takes for the foreign one",
        "foreign words that all ears hear are there",
        "foreign words are not acquitted by nonsense",
        "foreign words that every ear hears otherwise are misheard",
    ],
)
def test_ears_that_disagree_come_to_one_result(heard, found):
    result = untrue(*heard)
    assert result[1] == found[1]
    assert result[0] == found[0] or (found[0] == [3] and result[0] == [2]), "which of two equal sentences is no matter"


def test_of_equal_sentences_in_a_row_any_may_be_the_one_to_hear_again():
    again = "Rest as well as you can."
    trial = Trial.of(
        chapter("Blood is red.", again, again, again, "Sleep well."),
        [HeardPiece(f"Blood is red. {again}", 0.0, 10.0), HeardPiece(f"{again} Sleep well.", 10.0, 20.0)],
    )
    missed = [sentence for sentence in range(5) if trial.unmet(sentence)]
    assert missed
    assert {trial.pieces(sentence, 2) for sentence in missed} == {range(2)}


def test_the_ears_are_told_only_rare_words_that_the_publisher_knows():
    texts = ["Vincristine or daunorubicin, not 5 milligrams of blood each month."]
    known = frozenset({"vincristine", "not", "blood", "month", "milligrams"})
    assert hot_words(texts, known) == "Vincristine"
    assert hot_words(texts, frozenset()) == ""
