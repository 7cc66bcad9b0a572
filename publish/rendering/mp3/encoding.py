"""Sound into MP3 frames (ISO/IEC 13818-3, Layer III), and frames into one stream.

Every chapter has its own encoder, a constant bit rate and no bit reservoir: its frames depend on its samples alone and
stand unchanged in the stream whatever comes before or after them.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator
from itertools import chain

import av
import numpy as np

from publish.contracts.voice import Mono

RATE = 24_000  # samples a second
BIT_RATE = 64_000
FRAME_SAMPLES = 576  # MPEG-2, Layer III
FRAME_BYTES = 72 * BIT_RATE // RATE
FRAME_S = FRAME_SAMPLES / RATE

_CODEC_DELAY = 1105  # samples of encoder and decoder together
_CUT_FRAMES = 2  # from the start of every chapter, where nothing is but that delay
DELAY_SAMPLES = FRAME_SAMPLES // 2
"""Between the start of a chapter and that of its samples.

Not none: a player that leaves out the delay of codecs in general would take something of the first word. And not the
whole of that delay: a chapter's mark is then 0.05 seconds before its first word, as those within it are.
"""
_LEAD = np.zeros(_CUT_FRAMES * FRAME_SAMPLES + DELAY_SAMPLES - _CODEC_DELAY, np.float32)

_MUXER = {"write_xing": "0", "id3v2_version": "0", "write_id3v1": "0"}
_ENCODER = {"reservoir": "0", "compression_level": "7"}


def resampled(mono: Mono, rate: int) -> Mono:
    """The samples at the rate of the edition."""
    if rate == RATE or not len(mono):
        return mono
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(mono)[None, :], format="flt", layout="mono")
    frame.sample_rate = rate
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([frame.to_ndarray().ravel() for frame in frames]).astype(np.float32)


def encoded(mono: Mono) -> bytes:
    """The frames of one chapter, a whole number of them."""
    return encoded_parts([mono])


def encoded_parts(parts: Iterable[Mono]) -> bytes:
    """The frames of a chapter whose samples come in parts."""
    sound, position = io.BytesIO(), 0
    with av.open(sound, "w", format="mp3", options=_MUXER) as container:
        stream = container.add_stream("libmp3lame", rate=RATE, options=_ENCODER)
        stream.bit_rate = BIT_RATE
        stream.layout = "mono"
        stream.format = "s16p"
        for part in chain([_LEAD], parts):
            pulses = np.rint(np.clip(part, -1, 1) * 32767).astype("<i2")
            frame = av.AudioFrame.from_ndarray(pulses[None, :], format="s16p", layout="mono")
            frame.sample_rate = RATE
            frame.pts = position
            position += len(part)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return sound.getvalue()[_CUT_FRAMES * FRAME_BYTES :]


def decoded_parts(frames: bytes) -> Iterator[Mono]:
    """The samples of a chapter's frames as a player has them."""
    with av.open(io.BytesIO(frames), "r", format="mp3") as container:
        for frame in container.decode(audio=0):
            yield frame.to_ndarray().ravel().astype(np.float32, copy=False)


def info_frame(frames: bytes) -> bytes:
    """The silent first frame that tells a player how long the stream is, so that it need not guess ("Info" header)."""
    count = len(frames) // FRAME_BYTES
    table = bytes(position * 256 // 100 for position in range(100))
    side_information = 9  # bytes, MPEG-2 mono
    body = b"Info" + struct.pack(">III", 0b111, count, len(frames) + FRAME_BYTES) + table
    return (frames[:4] + bytes(side_information) + body).ljust(FRAME_BYTES, b"\0")
