"""Sound cut into pieces that a recogniser takes, at silences found in the sound itself."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

import av
import numpy as np

from publish.contracts.voice import Mono

RATE = 16_000  # samples a second, as recognisers want them
LONGEST_S = 25.0
_WINDOW_S = 0.024  # an MPEG-2 Layer III frame at 24 kHz: frames cut out or put in move what follows by whole windows
_TOGETHER = 1 << 18  # samples
_WINDOWS = 10_000  # looked at together, four minutes
_QUIET_DB = -45.0  # below full scale
_PAUSE_S = 0.12  # the shortest silence that is a place to cut
_MOMENT = 2  # windows: 48 ms, as between the digits of a number said without a pause

PARAGRAPH_S = 0.4
"""The shortest silence between two paragraphs, or items of a list; between sentences it is shorter."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some seconds of sound and when they begin, in seconds from the start of the chapter."""

    mono: Mono
    start_s: float

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.mono) / RATE

    @property
    def digest(self) -> str:
        """A name for these samples, at 16 bits: the same wherever in whatever chapter they stand."""
        return hashlib.sha256((self.mono * 32_767).astype(np.int16).tobytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Silence:
    """A span of time, in seconds, in which nothing is said."""

    start_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end_s - self.start_s

    @property
    def middle_s(self) -> float:
        """Where it is cut."""
        return (self.start_s + self.end_s) / 2


def decoded(frames: bytes) -> Mono:
    """The samples of some MP3 frames."""
    if not frames:
        return np.zeros(0, np.float32)
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    heard = bytearray()  # it grows in one place: an hour of samples is 230 MB, and is held once
    with av.open(io.BytesIO(frames), "r", format="mp3") as container:
        for frame in chain(_joined(container.decode(audio=0)), [None]):
            for part in resampler.resample(frame):
                heard += part.to_ndarray().astype(np.float32, copy=False).tobytes()
    return np.frombuffer(heard, np.float32)


def _joined(frames: Iterable[av.AudioFrame]) -> Iterator[av.AudioFrame]:
    """Frames of some seconds made of frames of 24 ms: each is resampled by itself, which took twice the decoding."""
    waiting = av.AudioFifo()
    for frame in frames:
        frame.pts = None
        waiting.write(frame)
        if waiting.samples >= _TOGETHER and (joined := waiting.read()) is not None:
            yield joined
    if (rest := waiting.read()) is not None:
        yield rest


def silences(mono: Mono, shortest_s: float = _PAUSE_S) -> tuple[Silence, ...]:
    """All silences that last at least `shortest_s`."""
    window = int(_WINDOW_S * RATE)
    whole = len(mono) // window * window
    if not whole:
        return ()
    step = _WINDOWS * window
    powers = [_powers(mono[at : min(at + step, whole)]) for at in range(0, whole, step)]
    quiet = np.sqrt(np.concatenate(powers)) < 10 ** (_QUIET_DB / 20)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], quiet, [False])).astype(np.int8)))
    spans = edges.reshape(-1, 2) * _WINDOW_S
    return tuple(
        Silence(round(float(start), 3), round(float(end), 3)) for start, end in spans if end - start >= shortest_s
    )


def _powers(mono: Mono) -> Mono:
    """The mean power of each whole window."""
    window = int(_WINDOW_S * RATE)
    return np.asarray(np.mean(mono[: len(mono) // window * window].reshape(-1, window) ** 2, axis=1))


def _quietest_s(mono: Mono, first_s: float, last_s: float) -> float:
    """The middle of the quietest moment between two times: where there is no silence, it is most likely no word's."""
    first = round(first_s * RATE)
    powers = np.convolve(_powers(mono[first : round(last_s * RATE)]), np.ones(_MOMENT), "valid")
    return first_s + (int(powers.argmin()) + _MOMENT / 2) * _WINDOW_S


def speech_s(mono: Mono) -> float:
    """The seconds in which something is said, short silences between words included."""
    quiet = sum(silence.seconds for silence in silences(mono))
    return max(0.0, len(mono) / RATE - quiet)


def pieces(mono: Mono, longest_s: float = LONGEST_S, pause_s: float = math.inf) -> tuple[Piece, ...]:
    """The sound in pieces of at most `longest_s` seconds, each cut in the middle of a silence where there is one.

    Every silence of `pause_s` and more is cut. Else, within the reach of a piece, the longest silence of its second
    half is chosen: long silences stand between sentences, short ones between words; and where there is none, the
    quietest moment of that half. What is silent from end to end is left out.
    """
    gaps = silences(mono)
    total = len(mono) / RATE
    cuts = [0.0]
    for stop in [*(gap.middle_s for gap in gaps if gap.seconds >= pause_s), total]:
        while stop - cuts[-1] > longest_s:
            start = cuts[-1]
            inside = [gap for gap in gaps if start + longest_s / 2 <= gap.middle_s <= min(stop, start + longest_s)]
            best = max(inside, key=lambda gap: (gap.seconds, gap.start_s), default=None)
            cuts.append(best.middle_s if best else _quietest_s(mono, start + longest_s / 2, start + longest_s))
        cuts.append(stop)
    cut = [Piece(mono[round(a * RATE) : round(b * RATE)], a) for a, b in pairwise(cuts)]
    return tuple(piece for piece in cut if piece.seconds and speech_s(piece.mono) > _WINDOW_S)
