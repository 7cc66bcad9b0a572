"""A sentence said faster or more slowly at the same pitch, whatever voice said it.

Samples are stretched or drawn together by waveform similarity. So every voice bears every rate, exactly, and what a
slow voice once said need not be said again for another rate. (Voices that are asked for a speed keep to it roughly:
`heart` speaks at 0.85 hardly more slowly than at 1.)
"""

from __future__ import annotations

import av
import numpy as np
from av.filter import Graph

from publish.contracts.voice import Mono
from publish.speech.neural import trimmed
from publish.speech.pace import USUAL_RATE, pace


def at_rate(mono: Mono, samples_a_second: int, rate: int) -> Mono:
    """A sentence at a rate in words a minute, with as short a silence at both ends as before."""
    if rate == USUAL_RATE or not len(mono):
        return mono
    graph = Graph()
    source = graph.add_abuffer(sample_rate=samples_a_second, format="flt", layout="mono")
    stretching = graph.add("atempo", f"{pace(rate):.4f}")
    sink = graph.add("abuffersink")
    source.link_to(stretching)
    stretching.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(mono, np.float32)[None, :], format="flt", layout="mono")
    frame.sample_rate, frame.pts = samples_a_second, 0
    source.push(frame)
    source.push(None)
    stretched: list[Mono] = []
    while True:
        try:
            part = sink.pull()
        except (EOFError, BlockingIOError):
            return trimmed(np.concatenate(stretched), samples_a_second) if stretched else mono
        assert isinstance(part, av.AudioFrame), "the graph is one of sound"
        stretched.append(part.to_ndarray().ravel().astype(np.float32, copy=False))
