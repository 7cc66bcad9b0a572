"""Editions that are one MP3 with ID3v2 chapters, one for every heading: for any telephone, computer or speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from publish.contracts.format import Job, clock
from publish.contracts.voice import Voice
from publish.model.stock_code import sku
from publish.proof.ledger import OPENING
from publish.proof.reading import Reading
from publish.proof.verdict import Finding, FindingKind
from publish.readers.mp3.chaptered import read_recording
from publish.readers.mp3.mp3_file import Mp3, open_mp3
from publish.readers.mp3.recording import Recording
from publish.readers.mp3.same_tag import MADE_WITH, tag_findings
from publish.rendering.cover import WIDTH, cover_svg
from publish.rendering.mp3.encoding import info_frame
from publish.rendering.mp3.id3 import Mark, Tag, tag_bytes
from publish.rendering.raster import png
from publish.speech.script import Script
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from publish.speech.spoken_script import SpokenScript

_COVER = 600  # pixels: the side of the picture that players show


class ChapteredMp3(SpokenFormat):
    """One MP3 with its tag; a format of its own says what is said in it."""

    suffix: ClassVar[str] = ".mp3"
    media_type: ClassVar[str] = "audio/mpeg"

    def pack(self, job: Job[SpokenOptions], spoken: SpokenScript, speaker: Voice, target: Path) -> None:
        """Join the chapters into one MP3 with its tag."""
        frames = b"".join(part.sound.frames for part in spoken.chapters)
        marks = [
            Mark(part.chapter.title, round(part.start_s * 1000), round(part.end_s * 1000)) for part in spoken.chapters
        ]
        tag = _tag(job, spoken.text, marks, speaker.credit, self.name)
        with target.open("wb") as file:  # an hour is 29 MB: not held twice
            file.writelines((tag, info_frame(frames), frames))

    def recording(self, path: Path) -> Recording:
        """The chapters by the tag of the file."""
        return read_recording(path)

    def read(self, path: Path) -> Reading:
        """A file without chapters is heard all the same, and has no contents."""
        reading = super().read(path)
        return reading if open_mp3(path).chapters else replace(reading, contents=())

    def own_findings(self, job: Job[SpokenOptions], path: Path, recording: Recording) -> Sequence[Finding]:
        """A file that is shorter than it says, or says another thing of itself than the house does."""
        mp3, said = open_mp3(path), self.said(job)
        marks = [Mark(mark.title, round(mark.start_s * 1000), round(mark.end_s * 1000)) for mark in mp3.chapters]
        text = replace(self.text(job), language=mp3.tags.get("TXXX:LANGUAGE", ""))  # which is compared by itself
        tag = _tag(replace(job, publication=said), text, marks, mp3.tags.get(MADE_WITH, ""), self.name)
        return (*_not_whole(mp3), *tag_findings(mp3, tag))


def _tag(job: Job[SpokenOptions], text: Script, marks: Sequence[Mark], made_with: str, name: str) -> bytes:
    metadata, house = job.publication.document.metadata, job.publication.publisher
    code = sku(metadata.id, name, job.options.variant)
    return tag_bytes(
        Tag(
            title=text.title,
            artist=house.name,
            language=text.language,
            details=(("VERSION", metadata.version), ("SKU", code)) if metadata.version else (),
            date=metadata.updated or metadata.last_reviewed,
            summary=metadata.summary,
            cover=png(
                cover_svg(text.title, house.name, house.look, WIDTH),
                width_px=_COVER,
            ),
            chapters=marks,
            made_with=made_with,
        )
    )


def _not_whole(mp3: Mp3) -> Iterator[Finding]:
    """A file that is shorter than it says, or has bytes that are no sound."""
    there = len(mp3.times) - 1
    ends = max((mark.end_s for mark in mp3.chapters), default=0.0)
    if (mp3.promised or there) != there or mp3.broken or ends > mp3.seconds + mp3.times[1]:
        whole = max(ends, (mp3.promised or there) * mp3.times[1])
        wanted = f"{clock(whole)} of sound without a gap"
        found = f"{clock(mp3.seconds)} of sound, {mp3.broken} bytes that are none"
        yield Finding(FindingKind.PRESENTATION, OPENING, OPENING, wanted, found, clock(mp3.seconds))
