"""A stretch of sound that comes again at once, which recognisers take for one: they leave a short repetition out.

A voice says the same sentence with the same samples, so this is measured, not heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from publish.contracts.voice import Mono
from publish.speech.listening.pieces import RATE, silences

SAME = 0.8
"""Correlation of two stretches from which on they are the same. Sentences put in twice came to 0.99 in a 64 kbit/s MP3,
no two others of the factsheet, in two voices, to more than 0.31."""

_LEAST_S, _MOST_S = 0.8, 10.0  # a shorter stretch is a word or two; a longer one the recognisers do hear twice
_INNER = 12  # silences within a stretch
_OFF_S = 0.075  # by which the lengths of the two may differ: silences are found in windows of 24 ms
_LAG_S = 0.05
_MOST_WORDS = 60  # of a repetition in the script; nobody says more in ten seconds
_LETTERS = 8  # of a repetition in the script that takes long enough: "Not needed." takes 0.7 to 0.9 seconds
_STOPS = ".,;:!?"


def said_twice(mono: Mono) -> tuple[float, ...]:
    """When a stretch begins that is the same as that before it, in seconds from the start.

    Stretches stand between silences.
    """
    gaps = silences(mono)
    edges = [0.0, *(edge for gap in gaps for edge in (gap.start_s, gap.end_s)), len(mono) / RATE]
    spoken = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
    found = []
    for first, (start, _) in enumerate(spoken):
        for (_, end), (again, _) in pairwise(spoken[first : first + _INNER]):
            if end - start > _MOST_S:
                break
            ends = (other for _, other in spoken[first + 1 : first + 2 * _INNER] if other > again)
            fits = end - start >= _LEAST_S and any(abs(other - again - (end - start)) <= _OFF_S for other in ends)
            if fits and _likeness(mono, start, again, end - start) >= SAME:
                found.append(again)
                break
    return tuple(found)


def _likeness(mono: Mono, start_s: float, again_s: float, seconds: float) -> float:
    """The highest correlation of two stretches that are laid over each other with a little lag."""
    length, lag = round(seconds * RATE), round(_LAG_S * RATE)
    left, right = (mono[round(at * RATE) : round(at * RATE) + length] for at in (start_s, again_s))
    size = 1 << (len(left) + len(right)).bit_length()
    crossed = np.fft.irfft(np.fft.rfft(right, size) * np.conj(np.fft.rfft(left, size)), size)
    power = float(np.sqrt((left @ left) * (right @ right)))
    return float(max(crossed[:lag].max(), crossed[-lag:].max())) / power if power else 0.0


def repetitions(words: Sequence[str]) -> int:
    """From how many words on a script at once says the same words again after a pause, as in two equal items.

    Of what it says three times there are many: whichever word the first stretch begins with, the second follows it.
    Stretches that take less than the shortest one do not count.
    """
    bare = [word.strip(_STOPS) for word in words]
    starts: set[int] = set()
    for length in range(1, min(_MOST_WORDS, len(words) // 2) + 1):
        equal, run = 0, set[int]()
        for place in range(len(words) - length - 1, -2, -1):
            equal = equal + 1 if place >= 0 and bare[place] == bare[place + length] else 0
            if equal >= length:
                run.add(place)
            elif run:
                long_enough = sum(map(len, bare[max(run) : max(run) + length])) >= _LETTERS
                if long_enough and any(words[start + length - 1][-1] in _STOPS for start in run):
                    starts |= run
                run = set()
    return len(starts)
