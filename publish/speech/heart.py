"""The voice "heart": a small neural voice that speaks offline, its model inside the package `hibari-tts`."""

from __future__ import annotations

import importlib.util
import re
from functools import cached_property
from importlib.metadata import version
from typing import Any, ClassVar

from publish.contracts.voice import Samples, Spoken
from publish.speech.neural import (
    LONGEST,
    STRESS,
    at_words,
    clauses,
    guessed,
    refuse_unknown_signs,
    trimmed,
    with_phonemes,
)
from publish.speech.runtime import without_telemetry

_PHONES = {
    "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "əʊ": "O", "oʊ": "O", "dʒ": "ʤ", "d͡ʒ": "ʤ", "tʃ": "ʧ", "t͡ʃ": "ʧ",
    "ɪə": "ɪɹ", "eə": "ɛɹ", "ʊə": "ʊɹ", "ɜː": "ɜɹ", "ɑː": "ɑ", "ɔː": "ɔ", "iː": "i", "uː": "u", "ɒ": "ɑ",
    "e": "ɛ", "r": "ɹ", "g": "ɡ", "ː": "", ".": "", "'": "ˈ", "ɚ": "əɹ", "i̯": "i", "a": "æ",
}  # fmt: skip
"""From IPA to the alphabet of the model, which has one letter for a diphthong and American vowels."""

_PHONE = re.compile("|".join(re.escape(one) for one in sorted(_PHONES, key=len, reverse=True)))
_REVISION = "heart 7"  # to be raised when this module makes other sounds of the same words


def phones(ipa: str) -> str:
    """IPA in the alphabet of the model."""
    return STRESS.sub(r"\2\1", _PHONE.sub(lambda match: _PHONES[match[0]], ipa))


class Heart:
    """An American woman's voice that speaks British texts, once their numbers and abbreviations are in words."""

    name: ClassVar[str] = "heart"
    title: ClassVar[str] = "Heart (neural, offline)"
    languages: ClassVar[tuple[str, ...]] = ("en",)
    licence: ClassVar[str] = "Apache-2.0"
    credit: ClassVar[str] = "hibari-tts, distilled from the voice af_heart of Kokoro-82M"
    offline: ClassVar[bool] = True
    sounds: ClassVar[str] = "an American woman"
    pace: ClassVar[float] = 50

    @property
    def version(self) -> str:
        """The package, its runtime, and the transform it uses: SciPy's is another one than NumPy's."""
        transform = "scipy" if importlib.util.find_spec("scipy") else "numpy"
        packages = ("hibari-tts", "onnxruntime", "numpy")
        return " ".join([_REVISION, *(f"{one}=={version(one)}" for one in packages), transform])

    @cached_property
    def _model(self) -> Any:
        without_telemetry()
        from hibari import Hibari  # loaded at first use: it takes half a second

        return Hibari(voice="heart", threads=1)  # one thread: sums in another order are other samples

    def unknown(self, sentence: Spoken) -> tuple[str, ...]:
        """The words that the lexicon inside the package does not have; a small network guesses how those are said."""
        return guessed(sentence, british=False)

    def speak(self, sentence: Spoken, speed: float = 1.0) -> Samples:
        """Say one sentence."""
        import numpy as np

        model = self._model
        refuse_unknown_signs(sentence, phones, model.vocab, self.name)
        text = with_phonemes(sentence, phones, model.g2p)
        # The engine would turn what it takes for abbreviations into other words: "no." into "number".
        phonemes = model.g2p(text, normalize_text=False)
        runs = [run for clause in clauses(phonemes) for run in _bounded(clause)]
        pieces = [model.from_phonemes(run, speed=speed, seed=0) for run in runs]
        joined = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
        return Samples(trimmed(joined, model.sample_rate), model.sample_rate)


def _bounded(clause: str) -> list[str]:
    """A clause as it is, or cut between words: the model's memory grows with what it says at a time."""
    return [clause] if len(clause) <= LONGEST else at_words(clause, LONGEST)
