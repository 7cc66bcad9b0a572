"""What an edition of sound holds, whatever it is packed in: its tracks in order, each with its frames."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from publish.readers.mp3.mp3_file import Mp3


@dataclass(frozen=True, slots=True)
class Clip:
    """A span of a track, in seconds from its start, that the edition marks as one phrase.

    `text` are the words that it shows while the phrase is said, None where it shows none.
    """

    start_s: float
    end_s: float
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A chapter: its title, when the edition says that it begins and ends, and the frames of an MP3 file in it.

    `offsets` and `times` are where each frame begins, in bytes and in seconds from the start of the track, with the end
    as last.
    """

    title: str
    start_s: float
    end_s: float
    frames: bytes
    offsets: tuple[int, ...]
    times: tuple[float, ...]
    clips: tuple[Clip, ...] = ()

    @property
    def seconds(self) -> float:
        """How long the sound lasts, from the frames themselves."""
        return self.times[-1]

    def between(self, start_s: float, end_s: float) -> bytes:
        """The frames that begin in a span of time within the track, to the nearest half frame."""
        half = self.times[1] / 2
        first, last = bisect_left(self.times, start_s - half), bisect_left(self.times, end_s - half)
        return self.frames[self.offsets[min(first, len(self.times) - 1)] : self.offsets[min(last, len(self.times) - 1)]]


@dataclass(frozen=True, slots=True)
class Recording:
    """All that an edition of sound holds, and what it says of itself. `language` is BCP 47 where the file gives it."""

    title: str
    language: str
    tracks: tuple[Track, ...]

    @property
    def seconds(self) -> float:
        """How long its tracks last together."""
        return sum(track.seconds for track in self.tracks)


def track_within(mp3: Mp3, title: str, start_s: float, end_s: float) -> Track:
    """A chapter of a file that holds several."""
    half = mp3.times[1] / 2
    first, last = bisect_left(mp3.times, start_s - half), bisect_left(mp3.times, end_s - half)
    first, last = min(first, len(mp3.times) - 1), min(last, len(mp3.times) - 1)
    offsets = tuple(offset - mp3.offsets[first] for offset in mp3.offsets[first : last + 1])
    times = tuple(time - mp3.times[first] for time in mp3.times[first : last + 1])
    if len(times) == 1:  # no frame is there
        offsets, times = (0, 0), (0.0, 0.0)
    return Track(title, start_s, end_s, mp3.sound[mp3.offsets[first] : mp3.offsets[last]], offsets, times)


def played(title: str, start_s: float, clips: Sequence[tuple[Mp3, Clip]]) -> Track:
    """A chapter as a player plays it: clip after clip, each from its file. What no clip holds is never heard."""
    frames: list[bytes] = []
    offsets, times, spans = [0], [0.0], []
    for mp3, clip in clips:
        part = track_within(mp3, title, clip.start_s, clip.end_s)
        before = (offsets[-1], times[-1])
        frames.append(part.frames)
        offsets += [before[0] + offset for offset in part.offsets[1:] if part.frames]
        times += [before[1] + time for time in part.times[1:] if part.frames]
        spans.append(Clip(before[1], times[-1], clip.text))
    if len(times) == 1:
        return Track(title, start_s, start_s, b"", (0, 0), (0.0, 0.0))
    return Track(title, start_s, start_s + times[-1], b"".join(frames), tuple(offsets), tuple(times), tuple(spans))


def whole_track(mp3: Mp3, title: str, start_s: float, clips: tuple[Clip, ...] = ()) -> Track:
    """The chapter of a file that holds just one, as part of an edition where it begins at `start_s`."""
    return Track(title, start_s, start_s + mp3.seconds, mp3.sound, mp3.offsets, mp3.times, clips)
