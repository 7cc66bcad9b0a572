"""The samples of a chapter against its script, without listening: as much speech as the words need, and no holes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.contracts.voice import Mono
from publish.speech.listening.pieces import RATE, Silence, silences, speech_s
from publish.speech.loudness import Loudness, loudness
from publish.speech.pace import length
from publish.speech.proving.said_twice import repetitions, said_twice
from publish.speech.script import Chapter
from publish.speech.wording import words_of

LONGER_S = 0.8
"""Seconds by which a silence may be longer than the script's longest pause in the chapter."""

SHARE = 0.25
"""Share of a chapter's expected speech by which it may be shorter or longer, beside `SLACK_S`."""

SLACK_S = 1.0


@dataclass(frozen=True, slots=True)
class Samples:
    """What the samples of a chapter tell: their length, seconds of speech, silences that are too long, loudness.

    `again_s` is when something is said at once again, empty where the script itself says as much twice.
    """

    seconds: float
    speech_s: float
    silences: tuple[Silence, ...]
    loudness: Loudness
    again_s: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What the samples of a chapter tell, and the seconds of speech that its words need."""

    samples: Samples
    expected_s: float

    @property
    def plausible(self) -> bool:
        """Whether the length of the speech fits the words."""
        return abs(self.samples.speech_s - self.expected_s) <= SHARE * self.expected_s + SLACK_S


def sampled(chapter: Chapter, mono: Mono) -> Samples:
    """Look at the samples of a chapter once: those of an hour would take 230 MB if all were kept."""
    return Samples(
        len(mono) / RATE, speech_s(mono), _too_long(chapter, mono), loudness(mono, RATE), _again(chapter, mono)
    )


def _again(chapter: Chapter, mono: Mono) -> tuple[float, ...]:
    found = said_twice(mono)
    words = [word.casefold() for sentence in chapter.sentences for word in words_of(sentence.spoken).split()]
    return found if found and len(found) > repetitions(words) else ()


def measured(chapters: Sequence[Chapter], samples: Sequence[Samples]) -> tuple[Measured, ...]:
    """Measure all chapters; the pace of the voice is that in the middle of what is said, so no voice need be known."""
    needs = [sum(length(words_of(sentence.spoken)) for sentence in chapter.sentences) for chapter in chapters]
    pace = _middle(sorted((told.speech_s / need, need) for told, need in zip(samples, needs, strict=True) if need))
    pace = min(max(pace, _FASTEST), _SLOWEST)
    return tuple(Measured(told, need * pace) for told, need in zip(samples, needs, strict=True))


_FASTEST, _SLOWEST = 0.03, 0.12
"""Seconds of speech for a letter: no voice for readers is outside, so a file of silence finds no pace in itself."""


def _middle(paces: Sequence[tuple[float, float]]) -> float:
    """Of rising paces, each with how much is said at it, the one at which half is said."""
    half = sum(need for _, need in paces) / 2
    before = 0.0
    for pace, need in paces:
        before += need
        if before >= half:
            return pace
    return 0.0


def _too_long(chapter: Chapter, mono: Mono) -> tuple[Silence, ...]:
    """The silences that are longer than any pause of the chapter."""
    pauses = [sentence.pause_s for sentence in chapter.sentences]
    end_s = len(mono) / RATE
    inner = max(pauses[:-1], default=0.0) + LONGER_S
    last = (pauses[-1] if pauses else 0.0) + LONGER_S
    return tuple(gap for gap in silences(mono) if gap.seconds > (last if gap.end_s > end_s - _END_S else inner))


_END_S = 0.1
