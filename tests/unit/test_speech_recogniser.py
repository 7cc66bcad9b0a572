"""Recognisers: windows that fit, pieces side by side, and what becomes of a loop."""

import numpy as np
import pytest

from publish.contracts.voice import voice
from publish.speech.chapters import say_chapter
from publish.speech.listening import recogniser
from publish.speech.listening.ears import quick_ear, strict_ear
from publish.speech.listening.pieces import RATE, Piece, decoded
from publish.speech.listening.recogniser import Question, Recogniser
from tests.unit.test_speech_sound import chapter

SHORT = "Rest as much as you can."
MIDDLE = "Eat small meals, drink plenty of water, and walk for ten minutes every afternoon with a friend."
LONG = f"{MIDDLE} Ask your nurse about the tablets before you leave the ward on Friday morning."
WORDS = {SHORT: "rest", MIDDLE: "afternoon", LONG: "nurse"}


@pytest.fixture(scope="module")
def said() -> dict[str, Piece]:
    """Each sentence as a piece of sound."""
    heart = voice("heart")
    return {text: Piece(decoded(say_chapter(chapter(text), heart).frames), 0.0) for text in WORDS}


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The windows in which pieces were heard."""
    taken: list[float] = []
    encoded = Recogniser._encoded

    def noted(self: Recogniser, piece: Piece, window: float) -> object:
        taken.append(window)
        return encoded(self, piece, window)

    monkeypatch.setattr(Recogniser, "_encoded", noted)
    return taken


@pytest.mark.parametrize("hot_words", ["", "neutrophil", "neutrophil, blinatumomab, methotrexate, leukaemia"])
@pytest.mark.parametrize("ear", [quick_ear, strict_ear])
def test_what_is_heard_comes_with_the_number_of_its_piece_whatever_is_heard_beside_it(ear, hot_words, said, cache):
    order = [MIDDLE, SHORT, LONG, SHORT, MIDDLE]
    heard = dict(ear(cache).hear([Question(said[text], hot_words) for text in order]))
    assert sorted(heard) == [0, 1, 2, 3, 4]
    for number, text in enumerate(order):
        assert WORDS[text] in heard[number].casefold()
    assert "nurse" not in heard[0].casefold() and "meals" not in heard[1].casefold()


def test_nothing_is_heard_of_nothing(cache):
    assert not list(quick_ear(cache).hear([]))


@pytest.mark.parametrize(("seconds", "window"), [(0.5, 5), (2.5, 5), (2.6, 10), (12.5, 15), (22.6, 30), (25.0, 30)])
def test_a_window_ends_soon_after_its_piece(seconds, window, cache, windows):
    silence = Piece(np.zeros(round(seconds * RATE), np.float32), 0.0)
    ((number, _),) = quick_ear(cache).hear([Question(silence)])
    assert number == 0
    assert windows[0] == window


def test_a_piece_that_runs_into_a_loop_is_heard_again_in_a_whole_window(said, cache, windows, monkeypatch):
    monkeypatch.setattr(recogniser, "_loops", lambda text: "nurse" in text)
    heard = dict(quick_ear(cache).hear([Question(said[SHORT]), Question(said[LONG])]))
    assert sorted(windows) == [5, 15, 30]
    assert "nurse" in heard[1]


def test_words_said_again_and_again_are_a_loop() -> None:
    assert recogniser._loops("It is rarely done. " * 9)
    assert not recogniser._loops(LONG)
    assert not recogniser._loops("")


def test_pieces_are_heard_together_where_window_and_prompt_are_as_long() -> None:
    def question(seconds: float) -> Question:
        return Question(Piece(np.zeros(round(seconds * RATE), np.float32), 0.0))

    questions = [question(seconds) for seconds in (3, 11, 4, 12, 20, 3.5)]
    prompts = [[1], [1], [1], [1, 2], [1], [1]]
    assert recogniser._batches(questions, prompts) == [(10, [0, 5, 2]), (25, [4]), (15, [3]), (15, [1])]
    many = recogniser._batches([question(3)] * 40, [[1]] * 40)
    assert [len(numbers) for _, numbers in many] == [8] * 5
    assert [len(numbers) for _, numbers in recogniser._batches([question(3)] * 4, [[1]] * 4)] == [2, 2]
