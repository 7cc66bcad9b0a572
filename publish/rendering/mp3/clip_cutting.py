"""Some seconds of an edition as a short MP3 of their own, for a person to judge by ear."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from publish.contracts.voice import Mono
from publish.errors import EditionError
from publish.rendering.mp3.encoding import RATE, encoded, info_frame

AROUND_S = 0.5
"""Seconds before and after: a word that begins at once is easily missed."""

_WARM_UP_S = 1.0  # a decoder needs some frames before its first good one


def clip(sound: Path, start_s: float, end_s: float) -> bytes:
    """An MP3 of a span of a sound file, with half a second around it.

    Raises:
        EditionError: there is no sound in the file, or none there.

    """
    first, last = max(0.0, start_s - AROUND_S), end_s + AROUND_S
    try:
        mono = _between(sound, first, last)
    except (av.FFmpegError, OSError, IndexError) as reason:
        raise EditionError(f"{sound}: no clip can be cut from it: {reason}. Build it again with --force.") from None
    if not len(mono):
        raise EditionError(f"{sound}: it ends before {first:.1f} seconds, so no clip can be cut there.")
    frames = encoded(mono)
    return info_frame(frames) + frames


def _between(sound: Path, first_s: float, last_s: float) -> Mono:
    """The samples of a span, decoded from a little before it, at the rate of an edition."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    pieces: list[Mono] = []
    start_s: float | None = None
    with av.open(str(sound), "r") as container:
        stream = container.streams.audio[0]
        begins = stream.start_time or 0
        for packet in container.demux(stream):
            if packet.pts is None or packet.time_base is None:
                continue
            at_s = float((packet.pts - begins) * packet.time_base)
            if at_s < first_s - _WARM_UP_S:
                continue
            if at_s > last_s:
                break
            start_s = at_s if start_s is None else start_s
            for frame in packet.decode():
                assert isinstance(frame, av.AudioFrame), "the stream is one of sound"
                pieces += [piece.to_ndarray().ravel().astype(np.float32) for piece in resampler.resample(frame)]
    if start_s is None or not pieces:
        return np.zeros(0, np.float32)
    samples = np.concatenate(pieces)
    return samples[max(0, round((first_s - start_s) * RATE)) : round((last_s - start_s) * RATE)]
