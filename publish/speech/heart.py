"""The voice "heart": a small neural voice that speaks offline, its model inside the package `hibari-tts`."""

from __future__ import annotations

import importlib.util
import re
from functools import cached_property
from importlib.metadata import version
from typing import Any, ClassVar

import numpy as np

from publish.contracts.voice import Mono, Samples, Spoken
from publish.speech.runtime import without_telemetry

_PHONES = {
    "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "əʊ": "O", "oʊ": "O", "dʒ": "ʤ", "d͡ʒ": "ʤ", "tʃ": "ʧ", "t͡ʃ": "ʧ",
    "ɪə": "ɪɹ", "eə": "ɛɹ", "ʊə": "ʊɹ", "ɜː": "ɜɹ", "ɑː": "ɑ", "ɔː": "ɔ", "iː": "i", "uː": "u", "ɒ": "ɑ",
    "e": "ɛ", "r": "ɹ", "g": "ɡ", "ː": "", ".": "", "'": "ˈ", "ɚ": "əɹ", "i̯": "i", "a": "æ",
}  # fmt: skip
"""From IPA to the alphabet of the model, which has one letter for a diphthong and American vowels."""

# IPA sets a stress mark before its syllable, the model before its vowel; elsewhere it is said as a vowel of its own.
_STRESS = re.compile(r"([ˈˌ])([^ˈˌ aAɑæɐəɛeɜiIɪɔOoʊuUʌWYQᵊᵻ]+)")
_PHONE = re.compile("|".join(re.escape(one) for one in sorted(_PHONES, key=len, reverse=True)))
_REVISION = "heart 5"  # to be raised when this module makes other sounds of the same words
_CLAUSE = re.compile(r"(?<=[,;:—]) ")
_LONGEST = 400  # phonemes that the model takes at a time
_QUIETEST = 0.005  # of full scale: below it, the ends of a sentence are silence
_MARGIN_S = 0.03


def phones(ipa: str) -> str:
    """IPA in the alphabet of the model."""
    return _STRESS.sub(r"\2\1", _PHONE.sub(lambda match: _PHONES[match[0]], ipa))


class Heart:
    """An American woman's voice that speaks British texts, once their numbers and abbreviations are in words."""

    name: ClassVar[str] = "heart"
    title: ClassVar[str] = "Heart (neural, offline)"
    languages: ClassVar[tuple[str, ...]] = ("en",)
    licence: ClassVar[str] = "Apache-2.0"
    credit: ClassVar[str] = "hibari-tts, distilled from the voice af_heart of Kokoro-82M"
    offline: ClassVar[bool] = True

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

    def speak(self, sentence: Spoken, speed: float = 1.0) -> Samples:
        """Say one sentence."""
        text = " ".join(
            f"[{words.text}](/{phones(words.phoneme)}/)" if words.phoneme else words.text for words in sentence
        )
        text = re.sub(r" ([.,;:!?])", r"\1", text)
        model = self._model
        # The engine would turn what it takes for abbreviations into other words: "no." into "number".
        phonemes = model.g2p(text, normalize_text=False)
        pieces = [model.from_phonemes(piece, speed=speed, seed=0) for piece in _pieces(phonemes)]
        joined = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
        return Samples(_trimmed(joined, model.sample_rate), model.sample_rate)


def _pieces(phonemes: str) -> list[str]:
    """Phonemes in runs that the model takes, cut at clauses."""
    runs: list[str] = []
    for clause in _CLAUSE.split(phonemes):
        if runs and len(runs[-1]) + len(clause) < _LONGEST:
            runs[-1] += f" {clause}"
        else:
            runs.append(clause)
    return [run for run in runs if run.strip()]


def _trimmed(mono: Mono, rate: int) -> Mono:
    """Without the silence at both ends, so that pauses are as long as the script has them."""
    loud = np.flatnonzero(np.abs(mono) > _QUIETEST)
    if not len(loud):
        return mono[:0]
    margin = int(_MARGIN_S * rate)
    return mono[max(0, loud[0] - margin) : loud[-1] + margin]
