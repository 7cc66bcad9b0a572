"""What was heard of a chapter, kept by the samples of its pieces so that what did not change is not heard again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from publish.contracts.voice import Mono
from publish.speech import store
from publish.speech.listening.ears import Ear, quick_ear, strict_ear
from publish.speech.listening.pieces import PARAGRAPH_S, Piece, decoded, pieces
from publish.speech.listening.recogniser import Question

HEAR = 3
"""The version of what turns frames into heard words; a higher one hears everything again."""

FOLDER = "heard"

_CLOSE_S = 4.0


@dataclass(frozen=True, slots=True)
class HeardPiece:
    """The words of one piece, and when it begins and ends in seconds from the start of its chapter."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Sound:
    """The frames of one chapter, taken apart when needed."""

    frames: bytes

    @cached_property
    def digest(self) -> str:
        """A name for these frames."""
        return hashlib.sha256(self.frames).hexdigest()

    @cached_property
    def mono(self) -> Mono:
        """The samples."""
        return decoded(self.frames)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The samples in pieces, cut at silences."""
        return pieces(self.mono)


class Listener:
    """Hears chapters with a quick ear, single pieces again with a stricter one, and keeps what it heard in `cache`.

    `alive` is called after each piece: ten minutes of sound take a slow machine longer than a task may be silent.
    """

    def __init__(self, cache: Path, alive: Callable[[], None] = lambda: None) -> None:
        self._cache = cache
        self._alive = alive
        self._known: dict[str, str] = {}
        self._quick = quick_ear(cache)
        self._strict = strict_ear(cache)

    @property
    def version(self) -> str:
        """Both recognisers. Raises `MissingTool`."""
        return f"{self._quick.version}; {self._strict.version}"

    def hear_ahead(self, sounds: Sequence[tuple[Sound, str]], told: Callable[[float], None]) -> None:
        """Hear all pieces of several chapters, each with its hot words, by the quick ear: together they take less time.

        What was heard is at hand when its chapter is asked for. `told` is called with the share heard so far.
        """
        questions = [Question(piece, hot_words) for sound, hot_words in sounds for piece in sound.pieces]
        self._texts(questions, self._quick, told)

    def hear(self, sound: Sound, hot_words: str) -> tuple[HeardPiece, ...]:
        """All pieces of a chapter, by the quick ear."""
        return self._heard(sound, self._quick, hot_words, None)

    def hear_again(self, sound: Sound, hot_words: str, numbers: tuple[int, ...]) -> tuple[HeardPiece, ...]:
        """Some pieces of a chapter, by the stricter ear."""
        return self._heard(sound, self._strict, hot_words, numbers)

    def hear_closely(self, sound: Sound, numbers: tuple[int, ...]) -> tuple[HeardPiece, ...]:
        """Some pieces of a chapter once more, in short cuts, every paragraph by itself, and without hot words.

        A recogniser that has run into a loop, or has taken two equal sentences for one, hears them so.
        """
        chosen = [sound.pieces[number] for number in numbers]
        cuts = [pieces(piece.mono, _CLOSE_S, PARAGRAPH_S) for piece in chosen]
        texts = iter(self._texts([Question(cut) for parts in cuts for cut in parts], self._strict))
        return tuple(
            _placed(piece, " ".join(islice(texts, len(parts)))) for piece, parts in zip(chosen, cuts, strict=True)
        )

    def likelihoods(self, sound: Sound, number: int, texts: Sequence[str]) -> dict[str, float]:
        """How likely each text is on a piece of a chapter, by the stricter ear: the logarithm of its probability."""
        folder, piece = self._cache / FOLDER, sound.pieces[number]
        names = {
            text: store.key(HEAR, self._strict.version, piece.digest, "likelihood to the end", text) for text in texts
        }
        likely = {text: float(kept) for text, name in names.items() if (kept := store.get(folder, name)) is not None}
        unasked = [text for text in names if text not in likely]
        for text, likelihood in zip(unasked, self._strict.likelihood(piece, unasked), strict=True):
            store.put(folder, names[text], str(likelihood).encode())
            likely[text] = likelihood
        self._alive()
        return likely

    def heard_before(self, sound: Sound) -> tuple[HeardPiece, ...] | None:
        """What the quick ear heard of these frames with whatever hot words, None where it has not heard them."""
        kept = store.get(self._cache / FOLDER, self._last(sound))
        if kept is None:
            return None
        return tuple(HeardPiece(text, start, end) for text, start, end in json.loads(kept))

    def _last(self, sound: Sound) -> str:
        return store.key(HEAR, self._quick.version, sound.digest, "last")

    def _heard(self, sound: Sound, ear: Ear, hot_words: str, numbers: tuple[int, ...] | None) -> tuple[HeardPiece, ...]:
        chosen = sound.pieces if numbers is None else tuple(sound.pieces[number] for number in numbers)
        texts = self._texts([Question(piece, hot_words) for piece in chosen], ear)
        heard = tuple(_placed(piece, text) for piece, text in zip(chosen, texts, strict=True))
        if numbers is None:
            listed = json.dumps([[piece.text, piece.start_s, piece.end_s] for piece in heard])
            store.put(self._cache / FOLDER, self._last(sound), listed.encode())
        return heard

    def _texts(
        self, questions: Sequence[Question], ear: Ear, told: Callable[[float], None] = lambda _: None
    ) -> list[str]:
        """The words of pieces: those kept for the same samples and hot words, else heard now."""
        names = [store.key(HEAR, ear.version, question.piece.digest, question.hot_words) for question in questions]
        folder = self._cache / FOLDER
        for name in names:
            if name not in self._known and (kept := store.get(folder, name)) is not None:
                self._known[name] = kept.decode()
        unheard = {name: question for name, question in zip(names, questions, strict=True) if name not in self._known}
        keys = tuple(unheard)
        for count, (number, text) in enumerate(ear.hear(tuple(unheard.values())), 1):
            store.put(folder, keys[number], text.encode())
            self._known[keys[number]] = text
            self._alive()
            told(count / len(keys))
        return [self._known[name] for name in names]


def _placed(piece: Piece, text: str) -> HeardPiece:
    return HeardPiece(text, round(piece.start_s, 3), round(piece.start_s + piece.seconds, 3))
