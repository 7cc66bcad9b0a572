"""Sound that comes again at once: a recogniser leaves a short repetition out, so it is measured."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.contracts.voice import Mono
from publish.rendering.mp3.encoding import RATE as MP3_RATE
from publish.rendering.mp3.encoding import encoded, resampled
from publish.speech.listening.pieces import RATE, decoded
from publish.speech.proving.said_twice import repetitions, said_twice


def sentence(number: int, seconds: float) -> Mono:
    """Sound that no other number has."""
    return np.random.default_rng(number).normal(0, 0.1, round(seconds * RATE)).astype(np.float32)


def pause(seconds: float = 0.3) -> Mono:
    return np.zeros(round(seconds * RATE), np.float32)


def joined(*parts: Mono) -> Mono:
    return np.concatenate([part for sentence_sound in parts for part in (sentence_sound, pause())])


@given(st.floats(1.0, 4.0), st.integers(0, 3))
def test_a_sentence_put_in_twice_is_found_where_it_begins_again(seconds: float, before: int) -> None:
    others = [sentence(number, 1.3) for number in range(before)]
    again = sentence(9, seconds)
    (at_s,) = said_twice(joined(*others, again, again, sentence(10, 1.0)))
    assert at_s == pytest.approx(before * 1.6 + seconds + 0.3, abs=0.05)


def test_two_sentences_said_again_together_are_found() -> None:
    pair = (sentence(1, 1.5), sentence(2, 2.0))
    assert len(said_twice(joined(*pair, *pair))) == 1


def test_other_sentences_as_long_are_not_the_same() -> None:
    assert said_twice(joined(*(sentence(number, 2.0) for number in range(6)))) == ()


def test_a_word_said_again_is_not_looked_at() -> None:
    assert said_twice(joined(sentence(1, 0.5), sentence(1, 0.5))) == ()


def test_it_is_found_in_an_mp3() -> None:
    sound = joined(sentence(1, 1.7), sentence(2, 1.1), sentence(2, 1.1))
    assert len(said_twice(decoded(encoded(resampled(sound, RATE))))) == 1
    assert MP3_RATE != RATE  # else nothing would be resampled here


def test_silence_is_nothing_said() -> None:
    assert said_twice(pause(20)) == ()
    assert said_twice(np.zeros(0, np.float32)) == ()


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("take one tablet", 0),
        ("yes yes", 0),
        ("zero eight zero eight eight zero one zero", 0),
        ("zero eight zero eight eight, zero one zero", 0),
        ("two small tablets, two small tablets once a day", 1),
        ("two small tablets two small tablets once a day", 0),
        ("haematologist. haematologist. haematologist.", 2),
        ("not known; not known; not known.", 3),
        ("a b c a b", 0),
        ("", 0),
    ],
)
def test_what_the_script_itself_says_again(words: str, count: int) -> None:
    assert repetitions(words.split()) == count
