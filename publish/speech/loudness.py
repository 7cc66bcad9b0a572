"""Loudness: speech at -18 LUFS with peaks of at most -2 dBTP (ITU-R BS.1770-4, EBU R 128).

-18 LUFS is what audiobook and podcast players expect of mono speech. Each chapter is brought there by itself, so that
the sound of a chapter depends on nothing outside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import av
import numpy as np
from av.filter import Graph
from av.filter.context import FilterContext

from publish.contracts.voice import Mono

TARGET_LUFS = -18.0
PEAK_DBTP = -2.0

_CEILING_DBFS = -3.5  # of samples: between samples and through the encoder the peak rises by up to 1.5 dB
_BLOCK_S = 0.001
_REACH = 5  # blocks on either side over which the limiter turns down and up
_PART_BLOCKS = 10_000  # ten seconds

Parts = Callable[[int], Iterator[Mono]]
"""A sound that can be read again and again, in parts of at most so many samples."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Integrated loudness in LUFS and true peak in dBTP; minus infinity is silence."""

    integrated_lufs: float
    peak_dbtp: float


def loudness(mono: Mono, rate: int) -> Loudness:
    """Measure by ITU-R BS.1770-4, gated as EBU R 128 has it."""
    return _measured(_cut(mono, _step(rate)), rate)


def levelled(mono: Mono, rate: int) -> Mono:
    """The same speech at the target loudness, its peaks held below the ceiling. Silence stays as it is."""
    parts = list(levelled_parts(partial(_cut, mono), rate))
    return np.concatenate(parts) if parts else mono


def levelled_parts(sound: Parts, rate: int, measured: Parts | None = None, further_db: float = 0.0) -> Iterator[Mono]:
    """The same of a sound that comes in parts, so that none is held whole.

    Where another sound is `measured`, its loudness decides by how much this speech is raised or lowered; it is raised
    `further_db` above that.
    """
    gain_db = _gain_db(sound if measured is None else measured, rate)
    return sound(_step(rate)) if gain_db is None else _limited(sound, gain_db + further_db, rate)


def too_low_db(parts: Iterable[Mono], rate: int) -> float:
    """By how much speech that was encoded is to be raised, 0 where it is near the target or silent.

    The encoder takes 0.45 dB at 64 kbit/s; of a heading by itself, with few loud moments, that may be more.
    """
    off = TARGET_LUFS - _measured(parts, rate).integrated_lufs
    return round(off, 1) if _NEAR < abs(off) < -_SILENCE_LUFS + TARGET_LUFS else 0.0


def _measured(parts: Iterable[Mono], rate: int) -> Loudness:
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout="mono")
    meter = graph.add("ebur128", "peak=true:metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    measured: dict[str, str] = {}
    position = 0
    for part in parts:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(part, np.float32)[None, :], format="flt", layout="mono")
        frame.sample_rate = rate
        frame.pts = position
        position += len(part)
        source.push(frame)
        measured = _pulled(sink) or measured
    source.push(None)
    measured = _pulled(sink) or measured
    peak = float(measured.get("lavfi.r128.true_peak", 0))
    return Loudness(
        float(measured.get("lavfi.r128.I", "-inf")),
        20 * math.log10(peak) if peak > 0 else -math.inf,
    )


def _pulled(sink: FilterContext) -> dict[str, str]:
    """What the meter says so far; nothing where it waits for more sound."""
    measured: dict[str, str] = {}
    while True:
        try:
            measured = dict(sink.pull().metadata) or measured
        except (EOFError, BlockingIOError):
            return measured


def _gain_db(sound: Parts, rate: int) -> float | None:
    """By how much speech is to be raised or lowered; None for silence.

    Holding the peaks takes loudness away, 0.6 LU of the factsheet's: so it is measured once more behind them. The gain
    is rounded: the last digits of a measure must not decide about bytes.
    """
    now = _measured(sound(_step(rate)), rate).integrated_lufs
    if not math.isfinite(now) or now < _SILENCE_LUFS:
        return None
    first_db = TARGET_LUFS - now
    limited = _measured(_limited(sound, first_db, rate), rate).integrated_lufs
    return round(first_db + TARGET_LUFS - limited, 1)


_SILENCE_LUFS = -60.0
_NEAR = 0.5


def _cut(mono: Mono, longest: int) -> Iterator[Mono]:
    return (mono[start : start + longest] for start in range(0, len(mono), longest))


def _step(rate: int) -> int:
    """The samples of a part: what is worked out for each is not held for an hour of them."""
    return _PART_BLOCKS * _block(rate)


def _block(rate: int) -> int:
    return max(1, int(_BLOCK_S * rate))


def _limited(sound: Parts, gain_db: float, rate: int) -> Iterator[Mono]:
    """The parts of speech, raised, with peaks turned down smoothly, a few milliseconds ahead of them."""
    raised = np.float32(10 ** (gain_db / 20))
    ceiling = np.float32(10 ** (_CEILING_DBFS / 20))
    block = _block(rate)
    highest = [_highest(part * raised, block) for part in sound(_step(rate))]
    if not highest or max(peaks.max() for peaks in highest) <= ceiling:
        yield from (part * raised for part in sound(_step(rate)))
        return
    needed = np.minimum(1.0, ceiling / np.maximum(np.concatenate(highest), 1e-9))
    window = 2 * _REACH + 1
    lowest = np.lib.stride_tricks.sliding_window_view(np.pad(needed, 2 * _REACH, mode="edge"), window).min(axis=1)
    smooth = np.lib.stride_tricks.sliding_window_view(lowest, window).mean(axis=1)
    centres = (np.arange(len(smooth)) + 0.5) * block
    position = 0
    for part in sound(_step(rate)):
        gain = np.interp(np.arange(position, position + len(part)), centres, smooth)
        position += len(part)
        yield np.clip(part * raised * gain.astype(np.float32), -ceiling, ceiling)


def _highest(part: Mono, block: int) -> Mono:
    """The highest sample of each block."""
    peaks: Mono = np.abs(np.pad(part, (0, -len(part) % block))).reshape(-1, block).max(axis=1)
    return peaks
