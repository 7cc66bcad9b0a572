"""Sentences of a slow voice, kept: what was said once is taken again, in whatever section or document it stands."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from publish.contracts.voice import Samples, Spoken, Voice
from publish.speech import store

FOLDER = "sentences"

_FULL_SCALE = 32_767


class KeptSentences:
    """Says what a voice says, in samples of 16 bits whether they come from the voice or from the store."""

    def __init__(self, voice: Voice, cache: Path) -> None:
        """Keep what the voice says in a folder of the cache."""
        self._voice = voice
        self._folder = cache / FOLDER

    def speak(self, sentence: Spoken, speed: float = 1.0) -> Samples:
        """Say one sentence, or fetch it. Raises `VoiceUnavailable`; the store then holds nothing of it."""
        words = [[one.text, one.phoneme] for one in sentence]
        name = store.key(self._voice.name, self._voice.version, words, speed)
        kept = store.get(self._folder, name)
        if kept is None:
            said = self._voice.speak(sentence, speed)
            numbers = np.rint(np.clip(said.mono, -1, 1) * _FULL_SCALE).astype("<i2")
            kept = said.rate.to_bytes(4, "little") + numbers.tobytes()
            store.put(self._folder, name, kept)
        mono = np.frombuffer(kept, "<i2", offset=4).astype(np.float32) / np.float32(_FULL_SCALE)
        return Samples(mono, int.from_bytes(kept[:4], "little"))
