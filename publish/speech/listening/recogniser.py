"""A loaded recogniser: the words that it hears in pieces of sound, and how likely it finds a text on one of them.

Whisper hears 30 seconds at a time, whatever there is in them, and reads its whole model for each word that it writes.
So it is given windows that end soon after the piece, and it writes several pieces side by side. Of the factsheet's 30
minutes the quick ear took 92 s of a processor so in place of 158, and misheard 36 words in a thousand in place of 45.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from publish.speech.listening.pieces import Piece
from publish.speech.runtime import without_telemetry

_WORKERS = 2
_FRAMES_A_SECOND = 100
_WHOLE_S = 30  # the longest window that a recogniser takes
_STEP_S = 5  # lengths of windows: those of one length are heard together
_AFTER_S = 2.5  # at least, from a piece's end to its window's: with 0.5 three pieces of a hundred ran into loops
_TOGETHER = 8  # pieces: 16 take a tenth less, and are a long time without a sign of life
_TOKENS_A_SECOND = 12  # more than anybody says: letters and digits one by one come to six
_FEW_TOKENS = 20
_REPETITIVE = 2.4  # by how much a text can be compressed: Whisper's own measure of a loop
_SILENT, _UNLIKELY = 0.6, -1.0  # Whisper's own measures of a window in which nothing is said
_MOST_TOKENS = 220  # of a text that is asked about: half of what it can write of one window
_LEAST = 1e-9  # probability of a token: what is less likely is no more telling


@dataclass(frozen=True, slots=True)
class Question:
    """A piece of sound to be heard, and the rare words that may occur in it."""

    piece: Piece
    hot_words: str = ""


class Recogniser:
    """A model of Whisper in memory.

    `tokens` is the number of which a prompt with hot words is given a multiple, by saying them again: only prompts of
    one length are heard together. The larger model takes words said again for a loop, and is given 1.
    """

    def __init__(self, model: Path, compute_type: str, tokens: int) -> None:
        without_telemetry()
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._whisper: Any = WhisperModel(
            str(model),
            device="cpu",
            compute_type=compute_type,
            cpu_threads=1,
            num_workers=_WORKERS,
            local_files_only=True,
        )
        self._tokenizer = Tokenizer(
            self._whisper.hf_tokenizer, self._whisper.model.is_multilingual, task="transcribe", language="en"
        )
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])
        self._tokens = tokens

    def hear(self, questions: Sequence[Question], beam: int) -> Iterator[tuple[int, str]]:
        """The words of each piece as they are written by the recogniser, with the piece's number, as soon as heard.

        Which pieces are heard side by side changes the arithmetic no more than another processor does.
        """
        prompts = [self._prompt(question.hot_words) for question in questions]
        pool = ThreadPoolExecutor(_WORKERS)
        try:
            batches = [
                pool.submit(self._heard, numbers, questions, prompts, window, beam)
                for window, numbers in _batches(questions, prompts)
            ]
            for batch in as_completed(batches):
                yield from batch.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def likelihood(self, piece: Piece, texts: Sequence[str]) -> list[float]:
        """For each text the logarithm of its probability on that piece, and of the piece's ending there."""
        encoded = self._encoded(piece, _WHOLE_S)  # the margins of the choice were measured so
        frames = max(2, round(piece.seconds * _FRAMES_A_SECOND))

        def likelihood(text: str) -> float:
            ids = [*self._tokenizer.encode(f" {text}")[:_MOST_TOKENS], self._tokenizer.eot]
            (result,) = self._whisper.model.align(_stored([encoded]), self._tokenizer.sot_sequence, [ids], frames)
            return sum(math.log(max(share, _LEAST)) for share in result.text_token_probs)

        with ThreadPoolExecutor(_WORKERS) as pool:
            return list(pool.map(likelihood, texts))

    def _prompt(self, hot_words: str) -> list[int]:
        start: list[int] = self._whisper.get_prompt(
            self._tokenizer, [], without_timestamps=True, hotwords=hot_words or None
        )
        if not hot_words:
            return start
        place = start.index(self._tokenizer.sot)
        hot = start[1:place]
        length = math.ceil(len(hot) / self._tokens) * self._tokens
        again = [*hot, *self._tokenizer.encode(",")] * (length // len(hot))
        return [start[0], *[*again, *hot][-length:], *start[place:]]

    def _heard(
        self,
        numbers: Sequence[int],
        questions: Sequence[Question],
        prompts: Sequence[list[int]],
        window: float,
        beam: int,
    ) -> list[tuple[int, str]]:
        """The words of pieces with one length of window and of prompt; what ran into a loop is heard in a whole one."""
        encoded = [self._encoded(questions[number].piece, window) for number in numbers]
        most = len(prompts[numbers[0]]) + round(window * _TOKENS_A_SECOND) + _FEW_TOKENS
        results = self._whisper.model.generate(
            _stored(encoded),
            [prompts[number] for number in numbers],
            beam_size=beam,
            max_length=min(most, self._whisper.max_length),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
        )
        heard = []
        for number, result in zip(numbers, results, strict=True):
            text = self._words(result)
            if window < _WHOLE_S and _loops(text):
                ((_, text),) = self._heard([number], questions, prompts, _WHOLE_S, beam)
            heard.append((number, text))
        return heard

    def _words(self, result: Any) -> str:
        (ids,), (score,) = result.sequences_ids, result.scores
        likely = score * len(ids) / (len(ids) + 1)
        if result.no_speech_prob > _SILENT and likely < _UNLIKELY:
            return ""
        return str(self._tokenizer.decode([token for token in ids if token < self._tokenizer.eot])).strip()

    def _encoded(self, piece: Piece, window: float) -> Any:
        """What a recogniser makes of a piece in a window of some seconds."""
        frames = round(window * _FRAMES_A_SECOND)
        features = self._whisper.feature_extractor(piece.mono)[..., :frames]
        padded = np.pad(features, ((0, 0), (0, frames - features.shape[-1])))
        return np.asarray(self._whisper.encode(padded))


def _stored(encoded: Sequence[Any]) -> Any:
    from ctranslate2 import StorageView  # type: ignore[import-untyped]

    return StorageView.from_array(np.concatenate(encoded))


def _loops(text: str) -> bool:
    from faster_whisper.transcribe import get_compression_ratio

    return bool(text) and get_compression_ratio(text) > _REPETITIVE


def _window(piece: Piece) -> float:
    """The seconds of the window in which a piece is heard."""
    return min(_WHOLE_S, math.ceil((piece.seconds + _AFTER_S) / _STEP_S) * _STEP_S)


def _batches(questions: Sequence[Question], prompts: Sequence[list[int]]) -> list[tuple[float, list[int]]]:
    """Numbers of questions to be heard together, the longest first, each with its window in seconds."""
    alike: dict[tuple[float, int], list[int]] = defaultdict(list)
    for number in sorted(range(len(questions)), key=lambda number: questions[number].piece.seconds):
        alike[_window(questions[number].piece), len(prompts[number])].append(number)
    largest = min(_TOGETHER, math.ceil(len(questions) / _WORKERS))
    batches = [
        (window, numbers[start : start + largest])
        for (window, _), numbers in alike.items()
        for start in range(0, len(numbers), largest)
    ]
    return sorted(batches, key=lambda batch: (batch[0] * len(batch[1]), batch[1]), reverse=True)
