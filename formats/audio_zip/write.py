"""Writes each chapter as an MP3 file with its number in name and tag."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from publish.contracts.voice import Voice
from publish.model.publication import Publication
from publish.rendering.mp3.encoding import info_frame
from publish.rendering.mp3.id3 import Tag, tag_bytes
from publish.rendering.zipping import FixedZip
from publish.speech.script import Script
from publish.speech.spoken_script import SpokenScript

_LONGEST = 60  # characters of a title in a file's name: players show about as many


def write_files(publication: Publication, spoken: SpokenScript, voice: Voice, target: Path) -> None:
    """Write the zip."""
    count = len(spoken.chapters)
    with FixedZip(target, "w") as package:
        for number, part in enumerate(spoken.chapters, 1):
            name = f"{number:0{max(2, len(str(count)))}} {_in_a_name(part.chapter.title)}.mp3"
            tag = file_tag(publication, spoken.text, part.chapter.title, f"{number}/{count}", voice.credit)
            data = tag + info_frame(part.sound.frames) + part.sound.frames
            package.writestr(name, data)


def file_tag(publication: Publication, text: Script, title: str, track: str, made_with: str) -> bytes:
    """The tag of one file of a zip."""
    metadata = publication.document.metadata
    return tag_bytes(
        Tag(
            title=title,
            album=text.title,
            track=track,
            artist=publication.publisher.name,
            language=text.language,
            date=metadata.updated or metadata.last_reviewed,
            summary="",
            cover=b"",
            chapters=(),
            made_with=made_with,
        )
    )


def _in_a_name(title: str) -> str:
    """A title in signs that every stick and player takes: no accents, no signs that a file system refuses."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9 ,()'-]+", " ", plain).split()
    return " ".join(words)[:_LONGEST].strip() or "Section"
