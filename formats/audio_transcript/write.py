"""Writes the MP3, the captions and the chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from publish.contracts.voice import Voice
from publish.model.publication import Publication
from publish.rendering.mp3.encoding import info_frame
from publish.rendering.mp3.id3 import Tag, tag_bytes
from publish.rendering.zipping import FixedZip
from publish.speech.script import Script
from publish.speech.spoken_script import SpokenScript

Cue = tuple[float, float, str]
"""When it begins and ends, in seconds, and its words."""


def write_transcript(publication: Publication, spoken: SpokenScript, voice: Voice, target: Path) -> None:
    """Write what was spoken with its words."""
    name = publication.document.metadata.id
    frames = b"".join(part.sound.frames for part in spoken.chapters)
    chapters = [(part.start_s, part.end_s, part.chapter.title) for part in spoken.chapters]
    with FixedZip(target, "w") as package:
        package.writestr(f"{name}.mp3", file_tag(publication, spoken.text, voice.credit) + info_frame(frames) + frames)
        package.writestr(f"{name}.vtt", _vtt(spoken, _sentences(spoken)))
        package.writestr(f"{name}-chapters.vtt", _vtt(spoken, chapters))


def _sentences(spoken: SpokenScript) -> Iterator[Cue]:
    """A cue for every sentence, which stays until the next one begins."""
    for part in spoken.chapters:
        starts = [part.start_s, *(part.start_s + sentence.start_s for sentence in part.sentences[1:]), part.end_s]
        for sentence, (start_s, end_s) in zip(part.sentences, pairwise(starts), strict=False):
            yield start_s, end_s, sentence.sentence.text


def _vtt(spoken: SpokenScript, cues: Iterable[Cue]) -> str:
    blocks = [f"WEBVTT {spoken.text.title}\n\nNOTE Language: {spoken.text.language}"]
    for number, (start_s, end_s, words) in enumerate(cues, 1):
        blocks.append(f"{number}\n{_clock(start_s)} --> {_clock(end_s)}\n{escape(words, quote=False)}")
    return "\n\n".join(blocks) + "\n"


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def file_tag(publication: Publication, text: Script, made_with: str) -> bytes:
    """The tag of the file of sound."""
    metadata = publication.document.metadata
    return tag_bytes(
        Tag(
            title=text.title,
            artist=publication.publisher.name,
            language=text.language,
            date=metadata.updated or metadata.last_reviewed,
            summary=metadata.summary,
            cover=b"",
            chapters=(),
            made_with=made_with,
        )
    )
