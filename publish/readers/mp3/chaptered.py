"""What one MP3 with chapters holds, from the file alone: its tag and its chapters."""

from __future__ import annotations

from pathlib import Path

from publish.readers.mp3.mp3_file import ChapterMark, Mp3, open_mp3
from publish.readers.mp3.recording import Recording, track_within


def chapters(mp3: Mp3) -> tuple[ChapterMark, ...]:
    """The chapters of a file, in the order of its contents; a file without any is one chapter without a title."""
    return mp3.chapters or (ChapterMark("", 0.0, mp3.seconds),)


def read_recording(path: Path) -> Recording:
    """The file as a recording: a track for each chapter. Raises `UnreadableEdition` where it is no MP3."""
    mp3 = open_mp3(path)
    language = mp3.tags.get("TXXX:LANGUAGE") or mp3.tags.get("TLAN", "")  # as BCP 47 where the file gives it
    tracks = (track_within(mp3, mark.title, mark.start_s, mark.end_s) for mark in chapters(mp3))
    return Recording(mp3.tags.get("TIT2", ""), language, tuple(tracks))
