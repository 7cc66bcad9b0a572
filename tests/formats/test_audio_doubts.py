"""Doubts of listening: what names them, what they hold back, and who may settle them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from publish.proof.verdict import Doubt
from publish.readers.mp3.recording import Track
from publish.rendering.mp3.encoding import FRAME_BYTES, FRAME_S, RATE, encoded
from publish.speech.listening.chapter_hearing import ChapterHearing, SentenceHearing
from publish.speech.listening.choice import Choice, Dispute
from publish.speech.listening.tokens import tokens
from publish.speech.proving.heard_sentences import Heard, Pair, doubts_of, findings_of
from publish.speech.script import Chapter, Part, Sentence
from publish.speech.wording import wording


def tones(*seconds: float) -> bytes:
    """The frames of tones with a pause after each."""
    parts = [
        part
        for number, length in enumerate(seconds)
        for part in (
            np.sin(np.arange(int(length * RATE)) * 2 * math.pi * 200 * (number + 1) / RATE) * 0.3,
            np.zeros(int(0.5 * RATE)),
        )
    ]
    return encoded(np.concatenate(parts).astype(np.float32))


FRAMES = tones(16.0, 16.0)


REFERENCES = "references"
NUMBERS = range(len(FRAMES) // FRAME_BYTES + 1)
TRACK = Track("Care", 0.0, 33.0, FRAMES, tuple(n * FRAME_BYTES for n in NUMBERS), tuple(n * FRAME_S for n in NUMBERS))


def choice(expected: str, heard: str, lean: float, *, piece: int = 0, unheard: bool = False) -> Choice:
    dispute = Dispute(tokens(expected), tokens(heard), expected, heard, piece, (), ())
    return Choice(dispute, lean, unheard)


def heard(text: str, *choices: Choice, section: str = "care", at_s: float = 0.0, missed: tuple[str, ...] = ()) -> Heard:
    """A chapter of one sentence and how it was heard."""
    sentence = Sentence(text, wording(text, ()), "n", section, Part.TEXT, 0.3, 7)
    pair = Pair(Chapter(section, "Care", 2, (sentence,), section == REFERENCES), TRACK)
    return Heard(pair, ChapterHearing((SentenceHearing(0.9, "take nine tablets", missed, (), at_s, choices),), ()))


def doubt(text: str, *choices: Choice, section: str = "care", at_s: float = 0.0) -> Doubt:
    (found,) = doubts_of(heard(text, *choices, section=section, at_s=at_s))
    return found


def test_a_doubt_is_named_by_its_piece_of_sound_wherever_its_words_were_heard():
    hardly = choice("5", "9", 1.0)
    assert doubt("Take 5 tablets.", hardly, at_s=1.0) == doubt("Take 5 tablets.", hardly, at_s=9.0)
    other = doubt("Take 5 tablets.", choice("5", "9", 1.0, piece=1))
    assert other.sound_sha256 != doubt("Take 5 tablets.", hardly).sound_sha256
    assert 16.0 < other.start_s < 16.6


def test_a_doubt_says_between_what_was_chosen_and_how_it_leans():
    found = doubt("Take 5 tablets.", choice("5", "9", 1.2))
    assert (found.expected, found.heard, found.line) == ("5", "9", 7)
    assert found.reason == "“5” or “9”: the former is likelier by 1.2, and 2.0 would decide"


def test_a_doubt_about_what_no_hearing_has_says_so_however_likely_it_is():
    found = doubt("Take 5 tablets.", replace(choice("5", "9", 5.5), unheard=True))
    assert found.reason == "no hearing has “5”, though on this sound it is likelier than “9”, by 5.5"


@pytest.mark.parametrize(("lean", "settleable"), [(0.5, True), (-0.5, False)])
def test_what_leans_to_the_other_side_nobody_may_settle(lean, settleable):
    assert doubt("Take 5 tablets.", choice("5", "9", lean)).settleable == settleable


@pytest.mark.parametrize(
    ("text", "section", "blocks"),
    [
        ("Take 5 tablets.", "care", True),
        ("Smith 2005, page 5.", REFERENCES, False),
        ("See www.care5.org.uk for more.", "care", False),
        ("Take 5, see www.care.org.uk.", "care", True),
    ],
    ids=["a dose", "a reference", "an address", "a dose beside an address"],
)
def test_doubts_in_references_and_addresses_hold_nothing_back(text, section, blocks):
    assert doubt(text, choice("5", "9", 1.0), section=section).blocks == blocks


def test_a_finding_says_which_words_are_missing():
    ((number, finding),) = findings_of(heard("Take 5 tablets.", missed=("5",)), [])
    assert (number, finding.found) == (0, "take nine tablets (no hearing has “5”)")
    assert list(doubts_of(heard("Take 5 tablets.", choice("5", "9", 1.0), missed=("5",)))) == []
