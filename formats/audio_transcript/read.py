"""Reads the MP3 and its WebVTT files back: chapters with the cues that are shown while they are played."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from publish.errors import UnreadableEdition
from publish.readers.archives import whole_archive
from publish.readers.mp3.mp3_file import Mp3, mp3_of
from publish.readers.mp3.recording import Clip, Recording, track_within
from publish.readers.once import read_once

_TIMES = re.compile(r"(?:(\d{2,}):)?(\d{2}):(\d{2}\.\d{3}) --> (?:(\d{2,}):)?(\d{2}):(\d{2}\.\d{3})(?:[ \t].*)?")
_PLAIN = re.compile(
    r"WEBVTT (?P<title>[^\n]*)\n\nNOTE Language: [A-Za-z0-9-]+"
    r"(?:\n\n[0-9]+\n[0-9]{2,}(?::[0-9]{2}){2}\.[0-9]{3} --> [0-9]{2,}(?::[0-9]{2}){2}\.[0-9]{3}\n[^\n<]+)*\n"
)
"""A file without styles, regions, settings or tags, by which cues are shown otherwise, elsewhere or not at all."""
_NEAR_S = 0.002  # times are given in milliseconds


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a player makes of the files: the sound in chapters with their cues, and the cues that are in no chapter."""

    recording: Recording
    sound: Mp3
    stray: tuple[Clip, ...]
    language: str  # as the captions say it
    titles: tuple[str, ...]  # as the captions and the chapters say it; "" where they are not plain
    beside: tuple[str, ...]  # other files


@read_once
def read_transcript(path: Path) -> Transcript:
    """Read a zip. Raises `UnreadableEdition` where it does not hold one MP3, its captions and its chapters."""
    try:
        with zipfile.ZipFile(path) as archive:
            whole_archive(path, archive)
            files = {name: archive.read(name) for name in archive.namelist()}
        (sound_name,) = [name for name in files if name.endswith(".mp3")]
        stem = sound_name.removesuffix(".mp3")
        sound = mp3_of(files[sound_name], f"{path}: {sound_name}")
        language, cues = webvtt(files[f"{stem}.vtt"].decode())
        _, chapters = webvtt(files[f"{stem}-chapters.vtt"].decode())
        texts = [f"{stem}.vtt", f"{stem}-chapters.vtt"]
        plain = [_PLAIN.fullmatch(files[name].decode()) for name in texts]
        titles = tuple("" if found is None else found["title"] for found in plain)
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as reason:
        raise UnreadableEdition(f"{path}: this is no zip that can be read: {reason}.") from reason
    except (KeyError, ValueError) as reason:
        wanted = "an MP3, its captions and its chapters as WebVTT"
        raise UnreadableEdition(f"{path}: it does not hold {wanted}: {reason}. Build it again.") from None
    tracks, used = [], set()
    for chapter in chapters:
        own = [
            number
            for number, cue in enumerate(cues)
            if chapter.start_s - _NEAR_S <= cue.start_s and cue.end_s <= chapter.end_s + _NEAR_S
        ]
        used |= set(own)
        clips = tuple(
            Clip(cues[number].start_s - chapter.start_s, cues[number].end_s - chapter.start_s, cues[number].text)
            for number in own
        )
        track = track_within(sound, chapter.text or "", chapter.start_s, chapter.end_s)
        tracks.append(replace(track, clips=clips))
    stray = tuple(cue for number, cue in enumerate(cues) if number not in used)
    recording = Recording(sound.tags.get("TIT2", ""), sound.tags.get("TXXX:LANGUAGE", ""), tuple(tracks))
    return Transcript(recording, sound, stray, language, titles, tuple(sorted(files.keys() - {sound_name, *texts})))


def webvtt(text: str) -> tuple[str, tuple[Clip, ...]]:
    """The language that a file notes, and its cues (WebVTT, 4.1). Raises `ValueError` where it is none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    head, *blocks = re.split(r"\n{2,}", lines.strip("\n"))
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", head):
        raise ValueError("no WEBVTT")
    language, cues = "", []
    for block in blocks:
        if block.startswith("NOTE"):
            language = block.partition("Language: ")[2].strip() or language
            continue
        name, _, rest = block.partition("\n")
        times, _, words = (block if "-->" in name else rest).partition("\n")
        match = _TIMES.fullmatch(times)
        if match is None:
            raise ValueError(f"{times[:40]!r} is no time of a cue")
        start, end = match.groups()[:3], match.groups()[3:]
        cues.append(Clip(_seconds(*start), _seconds(*end), unescape(re.sub(r"<[^>]*>", "", words))))
    return language, tuple(cues)


def _seconds(hours: str | None, minutes: str | None, rest: str | None) -> float:
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest or 0)
