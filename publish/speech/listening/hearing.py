"""What was heard of a chapter, kept by the samples of its pieces so that what did not change is not heard again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publish.contracts.voice import Mono
from publish.speech import store
from publish.speech.listening.ears import Ear, Question, quick_ear, strict_ear
from publish.speech.listening.pieces import RATE, Piece, decoded, pieces

HEAR = 3
"""The version of what turns frames into heard words; a higher one hears everything again."""

FOLDER = "heard"


@dataclass(frozen=True)
class Sound:
    """The frames of one chapter, taken apart when needed."""

    frames: bytes

    @cached_property
    def mono(self) -> Mono:
        """The samples."""
        return decoded(self.frames)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.mono) / RATE

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The samples in pieces, cut at silences."""
        return pieces(self.mono)


class Listener:
    """Hears pieces with a quick ear, asks a stricter one what is in doubt, and keeps the answers in `cache`."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / FOLDER
        self._quick = quick_ear(cache)
        self._strict = strict_ear(cache)

    @property
    def version(self) -> str:
        """All that shapes what both recognisers hear. Raises `MissingTool`."""
        return f"hear {HEAR}; {self._quick.version}; {self._strict.version}"

    def hear(self, some: Sequence[Piece]) -> list[str]:
        """The words of pieces, by the quick ear."""
        return self._heard(self._quick, some)

    def hear_again(self, some: Sequence[Piece]) -> list[str]:
        """The words of pieces, by the stricter ear."""
        return self._heard(self._strict, some)

    def scores(self, questions: Sequence[Question]) -> list[float]:
        """How likely each text is on its piece, by the stricter ear: the logarithm of its probability."""
        ear = self._strict
        names = [store.key(HEAR, ear.version, one.piece.digest, one.text, one.to_the_end) for one in questions]
        kept = {name: float(json.loads(data)) for name in names if (data := store.get(self._folder, name)) is not None}
        unasked = {name: one for name, one in zip(names, questions, strict=True) if name not in kept}
        for name, score in zip(unasked, ear.scores(list(unasked.values())), strict=True):
            store.put(self._folder, name, json.dumps(score).encode())
            kept[name] = score
        return [kept[name] for name in names]

    def _heard(self, ear: Ear, some: Sequence[Piece]) -> list[str]:
        """The words of pieces: those kept for the same samples, else heard now."""
        names = [store.key(HEAR, ear.version, piece.digest) for piece in some]
        kept = {name: data.decode() for name in names if (data := store.get(self._folder, name)) is not None}
        unheard = {name: piece for name, piece in zip(names, some, strict=True) if name not in kept}
        for name, text in zip(unheard, ear.hear(list(unheard.values())), strict=True):
            store.put(self._folder, name, text.encode())
            kept[name] = text
        return [kept[name] for name in names]
