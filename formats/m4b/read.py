"""Reads an M4B back: its tags, its chapters, and its samples as a player hears them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import langcodes
import numpy as np

from publish.contracts.voice import Mono
from publish.errors import UnreadableEdition
from publish.readers.mp3.mp3_file import ChapterMark, mp3_of
from publish.readers.mp3.recording import Recording, Track, whole_track
from publish.readers.once import read_once

_LANGUAGE = re.compile(r"Language: ([A-Za-z0-9-]+)\.")
_MONO = 1


@dataclass(frozen=True, slots=True)
class Book:
    """What a player makes of a file. `language` is BCP 47, "" where its parts do not agree on one.

    `tags` are what it says of itself, `kinds` those of all it holds: sound, and the titles of its chapters.
    """

    title: str
    language: str
    marks: tuple[ChapterMark, ...]
    mono: Mono
    rate: int
    tags: Mapping[str, str]
    kinds: tuple[str, ...]

    @property
    def seconds(self) -> float:
        """How long the sound lasts."""
        return len(self.mono) / self.rate

    def between(self, start_s: float, end_s: float) -> Mono:
        """The samples of a span of time."""
        return self.mono[round(start_s * self.rate) : round(end_s * self.rate)]


@read_once
def read_m4b(path: Path) -> Book:
    """Read a file. Raises `UnreadableEdition` where it is no MPEG-4 with one track of AAC."""
    try:
        with av.open(str(path), "r", format="mp4") as container:
            (stream,) = container.streams.audio
            if stream.codec_context.name != "aac" or stream.channels != _MONO:
                raise UnreadableEdition(f"{path}: its sound is no AAC of one channel. Build the edition again.")
            tags, code = dict(container.metadata), stream.metadata.get("language", "")
            marks = tuple(
                ChapterMark(
                    chapter["metadata"].get("title", ""),
                    float(chapter["start"] * (chapter["time_base"] or 1)),
                    float(chapter["end"] * (chapter["time_base"] or 1)),
                )
                for chapter in container.chapters()
            )
            rate, kinds = stream.rate, tuple(stream.type for stream in container.streams)
            mono = np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(stream)])
    except (av.FFmpegError, OSError, ValueError) as reason:
        raise UnreadableEdition(f"{path}: this is no M4B that can be read: {reason}. Build it again.") from None
    whole = (ChapterMark("", 0.0, len(mono) / rate),)
    return Book(tags.get("title", ""), _language(tags, code), marks or whole, mono, rate, tags, kinds)


def _language(tags: dict[str, str], code: str) -> str:
    """The tag that the comment gives, where the track's code of three letters is that of the same language."""
    match = _LANGUAGE.search(tags.get("comment", ""))
    return match[1] if match and langcodes.get(match[1]).to_alpha3() == code else ""


def sounding(book: Book, known: dict[int, bytes | None]) -> Recording:
    """The chapters as a recording. `known` are the MP3 frames of a chapter's sound; those of None are made here."""
    tracks = []
    for number, mark in enumerate(book.marks):
        frames = known.get(number) or _frames(book.between(mark.start_s, mark.end_s), book.rate)
        if frames:
            track = whole_track(mp3_of(frames, mark.title), mark.title, mark.start_s)
        else:
            track = Track(mark.title, mark.start_s, mark.end_s, b"", (0, 0), (0.0, 0.0))
        tracks.append(track)
    return Recording(book.title, book.language, tuple(tracks))


def _frames(mono: Mono, rate: int) -> bytes:
    """Samples as MP3 frames, in which all sound is proved."""
    if not len(mono):
        return b""
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(mono[None, :], np.float32), "fltp", "mono")
    frame.sample_rate, frame.pts = rate, 0
    sound = io.BytesIO()
    options = {"write_xing": "0", "id3v2_version": "0"}
    with av.open(sound, "w", format="mp3", options=options) as container:
        stream = container.add_stream("libmp3lame", rate=rate, options={"reservoir": "0"})
        stream.bit_rate, stream.layout, stream.format = 128_000, "mono", "fltp"
        _mux(container, stream.encode(frame))
        _mux(container, stream.encode(None))
    return sound.getvalue()


def _mux(container: av.container.OutputContainer, packets: Iterable[av.Packet[Any]]) -> None:
    for packet in packets:
        container.mux(packet)
