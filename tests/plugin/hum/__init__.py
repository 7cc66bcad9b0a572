"""A voice: it hums each letter at a pitch of its own."""

from __future__ import annotations

import numpy as np

from publish.plugin import Samples, Spoken, Voice

RATE, LETTER_S = 24_000, 0.05


class Hum(Voice):
    """Nobody understands it, but it keeps every promise of a voice."""

    name, title, languages = "hum", "Humming", ("en", "cy")
    licence, credit, offline, version = "MIT", "Hummed by a loop", True, "hum 1"

    def speak(self, sentence: Spoken, speed: float = 1.0) -> Samples:
        letters = " ".join(words.text for words in sentence)
        seconds = np.arange(round(RATE * LETTER_S / speed)) / RATE
        tones = [np.sin(2 * np.pi * (200 + ord(letter) % 800) * seconds) for letter in letters]
        return Samples((np.concatenate(tones) * 0.1).astype(np.float32), RATE)
