"""The audio edition as a file: every chapter joined into one MP3 with its tag."""

from __future__ import annotations

from pathlib import Path

from publish.contracts.format import Job
from publish.contracts.voice import Voice
from publish.model.stock_code import sku
from publish.rendering.cover import WIDTH, cover_svg
from publish.rendering.mp3.encoding import info_frame
from publish.rendering.mp3.id3 import Mark, Tag, tag_bytes
from publish.rendering.raster import png
from publish.speech.spoken_format import SpokenOptions
from publish.speech.spoken_script import SpokenScript

_COVER = 600  # pixels: the side of the picture that players show


def write_audio(job: Job[SpokenOptions], spoken: SpokenScript, voice: Voice, target: Path) -> None:
    """Write what was spoken as one MP3 file."""
    frames = b"".join(part.sound.frames for part in spoken.chapters)
    with target.open("wb") as file:
        file.writelines((_tag(job, voice, spoken), info_frame(frames), frames))  # an hour is 29 MB: not held twice


def _tag(job: Job[SpokenOptions], voice: Voice, spoken: SpokenScript) -> bytes:
    metadata, house = job.publication.document.metadata, job.publication.publisher
    code = sku(metadata.id, "audio", job.options.variant)
    marks = [Mark(part.chapter.title, round(part.start_s * 1000), round(part.end_s * 1000)) for part in spoken.chapters]
    return tag_bytes(
        Tag(
            title=spoken.text.title,
            artist=house.name,
            language=spoken.text.language,
            details=(("VERSION", metadata.version), ("SKU", code)) if metadata.version else (),
            date=metadata.updated or metadata.last_reviewed,
            summary=metadata.summary,
            cover=png(
                cover_svg(spoken.text.title, house.name, house.look, WIDTH),
                width_px=_COVER,
            ),
            chapters=marks,
            made_with=voice.credit,
        )
    )
