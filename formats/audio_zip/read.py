"""Reads numbered MP3 files back: in the order of their names, each with what its tag says."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from publish.errors import UnreadableEdition
from publish.readers.archives import whole_archive
from publish.readers.mp3.mp3_file import Mp3, mp3_of
from publish.readers.mp3.recording import Recording, whole_track
from publish.readers.once import read_once


@dataclass(frozen=True, slots=True)
class NumberedFiles:
    """The files of a zip with their names, in the order in which a player takes them, and as a recording."""

    names: tuple[str, ...]
    sounds: tuple[Mp3, ...]
    recording: Recording


@read_once
def read_files(path: Path) -> NumberedFiles:
    """Read a zip. Raises `UnreadableEdition` where it is none, or holds anything but MP3 files."""
    try:
        with zipfile.ZipFile(path) as archive:
            whole_archive(path, archive)
            names = tuple(sorted(archive.namelist()))
            sounds = tuple(mp3_of(archive.read(name), f"{path}: {name}") for name in names)
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as reason:
        raise UnreadableEdition(f"{path}: this is no zip of MP3 files that can be read: {reason}.") from reason
    tracks, start_s = [], 0.0
    for sound in sounds:
        tracks.append(whole_track(sound, sound.tags.get("TIT2", ""), start_s))
        start_s += sound.seconds
    albums = {sound.tags.get("TALB", "") for sound in sounds}
    languages = {sound.tags.get("TXXX:LANGUAGE", "") for sound in sounds}
    recording = Recording(_only(albums), _only(languages), tuple(tracks))
    return NumberedFiles(names, sounds, recording)


def _only(values: set[str]) -> str:
    """What all files say alike, "" where they do not."""
    return next(iter(values)) if len(values) == 1 else ""
