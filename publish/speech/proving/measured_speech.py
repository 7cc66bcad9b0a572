"""The samples of a chapter against its script, without listening: as much speech as the words need, and no holes."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from publish.contracts.voice import Mono
from publish.speech.listening.pieces import RATE, Silence, silences, speech_s
from publish.speech.script import Chapter
from publish.speech.wording import words_of

LONGER_S = 0.8
"""Seconds by which a silence may be longer than the script's longest pause in the chapter."""

SHARE = 0.25
"""Share of a chapter's expected speech by which it may be shorter or longer, beside `SLACK_S`."""

SLACK_S = 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A chapter's speech, measured: how much there is, how much its words need, and silences where speech should be."""

    speech_s: float
    expected_s: float
    silences: tuple[Silence, ...]

    @property
    def plausible(self) -> bool:
        """Whether the length of the speech fits the words."""
        return abs(self.speech_s - self.expected_s) <= SHARE * self.expected_s + SLACK_S


def measured(chapters: Sequence[Chapter], sounds: Sequence[Mono]) -> tuple[Measured, ...]:
    """Measure all chapters; the pace of the voice is that of the file's middle chapter, so no voice need be known."""
    needs = [sum(_weight(words_of(sentence.spoken)) for sentence in chapter.sentences) for chapter in chapters]
    spoken = [speech_s(mono) for mono in sounds]
    paces = [seconds / need for seconds, need in zip(spoken, needs, strict=True) if need]
    pace = statistics.median(paces) if paces else 0.0
    pace = min(max(pace, _FASTEST), _SLOWEST)
    return tuple(
        Measured(seconds, need * pace, _too_long(chapter, mono))
        for chapter, mono, seconds, need in zip(chapters, sounds, spoken, needs, strict=True)
    )


_FASTEST, _SLOWEST = 0.03, 0.12
"""Seconds of speech for a letter: no voice for readers is outside, so a file of silence finds no pace in itself."""


def _weight(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _too_long(chapter: Chapter, mono: Mono) -> tuple[Silence, ...]:
    """The silences that are longer than any pause of the chapter."""
    pauses = [sentence.pause_s for sentence in chapter.sentences]
    end_s = len(mono) / RATE
    inner = max(pauses[:-1], default=0.0) + LONGER_S
    last = (pauses[-1] if pauses else 0.0) + LONGER_S
    return tuple(gap for gap in silences(mono) if gap.seconds > (last if gap.end_s > end_s - _END_S else inner))


_END_S = 0.1
