"""Codes what was spoken as AAC in one MPEG-4 file with chapters."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import av
import langcodes
import numpy as np

from publish.contracts.voice import Mono, Voice
from publish.model.publication import Publication
from publish.rendering.mp3.encoding import RATE
from publish.speech.spoken_script import SpokenScript

_BIT_RATE = 64_000
_FRAME = 1024  # samples of an AAC frame
_AUDIOBOOK = "2"  # the kind of media, by which players put it among the books
_TICK = Fraction(1, RATE)
# The encoder begins 1,024 samples early. Only with an edit list do players leave those out, and begin chapters in time.
_MUXER = {"fflags": "+bitexact", "movflags": "+faststart", "avoid_negative_ts": "disabled", "use_editlist": "1"}
# Noise in place of what sounds like noise saves a little, and is no longer the sound that was heard.
_ENCODER = {"aac_pns": "0"}


def write_m4b(publication: Publication, spoken: SpokenScript, voice: Voice, target: Path) -> None:
    """Write the file; its chapters are those of the MP3, to the sample."""
    about = publication.document.metadata
    date = about.updated or about.last_reviewed
    with av.open(str(target), "w", format="ipod", options=_MUXER) as container:
        stream = container.add_stream("aac", rate=RATE, options=_ENCODER)
        stream.bit_rate = _BIT_RATE
        stream.layout = "mono"
        stream.metadata["language"] = langcodes.get(spoken.text.language).to_alpha3()
        container.metadata.update(
            {
                "title": spoken.text.title,
                "album": spoken.text.title,
                "artist": publication.publisher.name,
                "description": about.summary,
                "comment": f"Language: {spoken.text.language}. Voice: {voice.credit}.",
                "genre": "Speech",
                "media_type": _AUDIOBOOK,
                **({"date": str(date.year)} if date is not None else {}),
            }
        )
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": round(part.start_s * RATE),
                    "end": round(part.end_s * RATE),
                    "time_base": _TICK,
                    "metadata": {"title": part.chapter.title},
                }
                for number, part in enumerate(spoken.chapters)
            ]
        )
        mono = np.concatenate([_decoded(part.sound.frames) for part in spoken.chapters])
        for start in range(0, len(mono), _FRAME):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(mono[None, start : start + _FRAME]), "fltp", "mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, _TICK
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _decoded(frames: bytes) -> Mono:
    """The samples of MP3 frames, as many as they last."""
    if not frames:
        return np.zeros(0, np.float32)
    with av.open(io.BytesIO(frames), "r", format="mp3") as container:
        return np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)]).astype(np.float32)
