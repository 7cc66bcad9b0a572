"""A chapter of the script, spoken and encoded; one that was made before is taken from the cache."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from types import MappingProxyType

import av
import numpy as np

from publish.speech import store
from publish.speech.encoding import (
    BIT_RATE,
    DELAY_SAMPLES,
    FRAME_BYTES,
    FRAME_S,
    FRAME_SAMPLES,
    RATE,
    encoded,
    resampled,
)
from publish.speech.loudness import levelled
from publish.speech.manners import PLAIN, Manner
from publish.speech.script import Chapter, Sentence
from publish.speech.voices import Mono, Voice

MAKE = 1
"""The version of what turns words into frames; a higher one makes every chapter again."""

FOLDER = "speech"


@dataclass(frozen=True, slots=True)
class SpokenChapter:
    """A chapter's frames, and when each of its sentences is said, in seconds from the chapter's start."""

    frames: bytes
    spans: tuple[tuple[float, float], ...]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.frames) // FRAME_BYTES * FRAME_S


def made_by(voice: Voice) -> tuple[str, ...]:
    """All that shapes the sound besides the words."""
    return (f"speech {MAKE}", voice.name, voice.version, f"av=={av.__version__}", f"{RATE} {BIT_RATE}")


def spoken_chapter(
    chapter: Chapter, voice: Voice, cache: Path, manners: Mapping[int, Manner] = MappingProxyType({})
) -> SpokenChapter:
    """Say a chapter, or fetch it; `manners` are those of its sentences, by number, that are not said plainly.

    Raises `VoiceUnavailable`; the cache then holds nothing of it.
    """
    words = [[[[one.text, one.phoneme] for one in sentence.spoken], sentence.pause_s] for sentence in chapter.sentences]
    otherwise = [[number, *astuple(manner)] for number, manner in sorted(manners.items())]
    folder, name = cache / FOLDER, store.key(made_by(voice), words, *([otherwise] if otherwise else ()))
    kept = store.get(folder, name)
    if kept is not None:
        header, _, frames = kept.partition(b"\n")
        return SpokenChapter(frames, tuple((start, end) for start, end in json.loads(header)))
    made = _say(chapter, voice, manners)
    store.put(folder, name, json.dumps(made.spans).encode() + b"\n" + made.frames)
    return made


def _slot(sentence: Sentence, voice: Voice, manner: Manner) -> tuple[Mono, Mono, Mono]:
    """A sentence between the silences before and after it.

    In another manner it lasts longer than plainly by whole frames. So the frames of what follows are the same as
    before, and what was heard of them holds.
    """
    mono = _spoken(sentence, voice, manner)
    before, after = _silence(manner.around_s), _silence(sentence.pause_s + manner.around_s)
    if manner != PLAIN:
        plainly = sum(len(part) for part in _slot(sentence, voice, PLAIN))
        over = plainly - len(before) - len(mono) - len(after)
        after = np.concatenate([after, np.zeros(over % FRAME_SAMPLES, np.float32)])
    return before, mono, after


def _spoken(sentence: Sentence, voice: Voice, manner: Manner) -> Mono:
    said = voice.speak(manner.words(sentence.spoken), manner.speed)
    return resampled(said.mono, said.rate)


def _silence(seconds: float) -> Mono:
    return np.zeros(round(seconds * RATE), np.float32)


def _say(chapter: Chapter, voice: Voice, manners: Mapping[int, Manner]) -> SpokenChapter:
    sounds: list[Mono] = []
    places: list[tuple[int, int]] = []
    position = 0
    for number, sentence in enumerate(chapter.sentences):
        before, mono, after = _slot(sentence, voice, manners.get(number, PLAIN))
        start = position + len(before)
        places.append((start, start + len(mono)))
        sounds += [before, mono, after]
        position = start + len(mono) + len(after)
    frames = encoded(levelled(np.concatenate(sounds), RATE)) if position else b""
    spans = tuple(
        (round((start + DELAY_SAMPLES) / RATE, 4), round((end + DELAY_SAMPLES) / RATE, 4)) for start, end in places
    )
    return SpokenChapter(frames, spans)
