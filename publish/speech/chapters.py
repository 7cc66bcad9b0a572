"""A chapter of the script, spoken and encoded; one that was made before is taken from the cache."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import av
import numpy as np

from publish.contracts.voice import Mono, Samples, Spoken, Voice, is_slow
from publish.rendering.mp3.encoding import (
    BIT_RATE,
    DELAY_SAMPLES,
    FRAME_BYTES,
    FRAME_S,
    FRAME_SAMPLES,
    RATE,
    decoded_parts,
    encoded_parts,
    resampled,
)
from publish.speech import store
from publish.speech.held_sound import HeldSound
from publish.speech.kept_sentences import KeptSentences
from publish.speech.loudness import levelled_parts, too_low_db
from publish.speech.manners import PLAIN, Manner
from publish.speech.pace import USUAL_RATE
from publish.speech.script import Chapter, Sentence
from publish.speech.stretching import at_rate

MAKE = 4
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


class Speaker(Protocol):
    """What says a sentence: a voice, or what keeps what a voice said."""

    def speak(self, sentence: Spoken, speed: float = 1.0) -> Samples:
        """Say one sentence."""


def made_by(voice: Voice) -> tuple[str, ...]:
    """All that shapes the sound besides the words."""
    return (f"speech {MAKE}", voice.name, voice.version, f"av=={av.__version__}", f"{RATE} {BIT_RATE}")


def spoken_chapter(
    chapter: Chapter,
    voice: Voice,
    cache: Path,
    manners: Mapping[int, Manner] = MappingProxyType({}),
    rate: int = USUAL_RATE,
    alive: Callable[[], None] = lambda: None,
) -> SpokenChapter:
    """Say a chapter, or fetch it; `manners` are those of its sentences, by number, that are not said plainly.

    `rate` is in words a minute, as the pauses of the chapter are of it. `alive` is called after each sentence.

    Raises `VoiceUnavailable`; the cache then holds nothing of it.
    """
    words = [[[[one.text, one.phoneme] for one in sentence.spoken], sentence.pause_s] for sentence in chapter.sentences]
    otherwise = [[number, *astuple(manner)] for number, manner in sorted(manners.items())]
    further = [*([otherwise] if otherwise else ()), *([rate] if rate != USUAL_RATE else ())]
    folder, name = cache / FOLDER, store.key(made_by(voice), words, *further)
    kept = store.get(folder, name)
    if kept is not None:
        header, _, frames = kept.partition(b"\n")
        return SpokenChapter(frames, tuple((start, end) for start, end in json.loads(header)))
    speaker = KeptSentences(voice, cache) if is_slow(voice) else voice
    spoken = say_chapter(chapter, speaker, manners, rate, alive)
    store.put(folder, name, json.dumps(spoken.spans).encode() + b"\n" + spoken.frames)
    return spoken


def say_chapter(
    chapter: Chapter,
    voice: Speaker,
    manners: Mapping[int, Manner] = MappingProxyType({}),
    rate: int = USUAL_RATE,
    alive: Callable[[], None] = lambda: None,
) -> SpokenChapter:
    """Speak and encode a chapter, whatever the cache holds.

    A sentence in another manner lasts longer than plainly by whole frames, and the chapter is as loud as it is when all
    of it is said plainly. So the frames of all other sentences stay the same, and what was heard of them holds.
    """
    with HeldSound() as sound, HeldSound() as plainly:
        spans = []
        for number, sentence in enumerate(chapter.sentences):
            plain = slot = _slot(sentence, voice, PLAIN, rate)
            if number in manners:
                slot = _slot(sentence, voice, manners[number], rate)
                over = (plain.samples - slot.samples) % FRAME_SAMPLES
                slot = replace(slot, after=np.concatenate([slot.after, np.zeros(over, np.float32)]))
            start = sound.samples + len(slot.before)
            spans.append(tuple(round((at + DELAY_SAMPLES) / RATE, 4) for at in (start, start + len(slot.mono))))
            sound.add(slot.joined)
            if manners:
                plainly.add(plain.joined)
            alive()
        if not sound.samples:
            return SpokenChapter(b"", ())
        frames = _encoded(sound, plainly if manners else sound)
        return SpokenChapter(frames, tuple((start, end) for start, end in spans))


def _encoded(sound: HeldSound, plainly: HeldSound) -> bytes:
    """The frames at the target loudness; what is said plainly decides by how much all of it is raised."""
    plain = encoded_parts(levelled_parts(plainly.parts, RATE))
    low_db = too_low_db(decoded_parts(plain), RATE)
    if sound is plainly and not low_db:
        return plain
    return encoded_parts(levelled_parts(sound.parts, RATE, plainly.parts, low_db))


@dataclass(frozen=True, slots=True)
class _Slot:
    """A sentence between two silences."""

    before: Mono
    mono: Mono
    after: Mono

    @property
    def samples(self) -> int:
        return len(self.before) + len(self.mono) + len(self.after)

    @property
    def joined(self) -> Mono:
        return np.concatenate([self.before, self.mono, self.after], dtype=np.float32)


def _slot(sentence: Sentence, voice: Speaker, manner: Manner, rate: int) -> _Slot:
    said = voice.speak(manner.words(sentence.spoken), manner.speed)
    after_s = sentence.pause_s + manner.around_s
    mono = at_rate(resampled(said.mono, said.rate), RATE, rate)
    return _Slot(_silence(manner.around_s), mono, _silence(after_s))


def _silence(seconds: float) -> Mono:
    return np.zeros(round(seconds * RATE), np.float32)
