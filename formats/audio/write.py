"""The audio edition as a file: every chapter spoken, joined into one MP3 with its tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import MappingProxyType

from formats.audio.manner_choice import Manners
from publish.contracts.format import Locations, TimeSpan, sentence_id
from publish.contracts.voice import Voice
from publish.errors import EditionError
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.rendering.cover import WIDTH, cover_svg
from publish.rendering.mp3.encoding import info_frame
from publish.rendering.mp3.id3 import Mark, Tag, tag_bytes
from publish.rendering.raster import png
from publish.speech.chapters import SpokenChapter, spoken_chapter
from publish.speech.script import Part, Script, script

Progress = Callable[[str, float], None]

_COVER = 600  # pixels: the side of the picture that players show


def write_audio(
    publication: Publication,
    voice: Voice,
    target: Path,
    cache: Path,
    progress: Progress,
    manners: Manners = MappingProxyType({}),
) -> Locations:
    """Speak a publication into an MP3 file, some sentences in a manner of their own.

    Returns:
        The time span of every section (its own text, without sub-sections) and of every node.

    Raises:
        VoiceUnavailable: the voice cannot speak; nothing is written.
        EditionError: the file cannot be written.

    """
    text = script(publication)
    spoken = []
    for number, chapter in enumerate(text.chapters):
        progress(f"speaking: {chapter.title}", number / len(text.chapters))
        own = {sentence: manner for (section, sentence), manner in manners.items() if section == chapter.section}
        spoken.append(spoken_chapter(chapter, voice, cache, own))
    starts = [sum(earlier.seconds for earlier in spoken[:number]) for number in range(len(spoken))]
    frames = b"".join(sound.frames for sound in spoken)
    try:
        target.write_bytes(_tag(publication, voice, text, spoken, starts) + info_frame(frames) + frames)
    except OSError as reason:
        raise EditionError(f"{target}: the audio edition could not be written: {reason}.") from reason
    return _locations(text, spoken, starts)


def _tag(
    publication: Publication, voice: Voice, text: Script, spoken: Sequence[SpokenChapter], starts: Sequence[float]
) -> bytes:
    metadata = publication.document.metadata
    marks = [
        Mark(chapter.title, round(start * 1000), round((start + sound.seconds) * 1000))
        for chapter, sound, start in zip(text.chapters, spoken, starts, strict=True)
    ]
    return tag_bytes(
        Tag(
            title=text.title,
            artist=publication.publisher.name,
            language=text.language,
            details=(("VERSION", metadata.version), ("SKU", sku(metadata.id, "audio", ""))) if metadata.version else (),
            date=metadata.updated or metadata.last_reviewed,
            summary=metadata.summary,
            cover=png(cover_svg(text.title, publication.publisher.name, WIDTH), width_px=_COVER),
            chapters=marks,
            made_with=voice.credit,
        )
    )


def _locations(text: Script, spoken: Sequence[SpokenChapter], starts: Sequence[float]) -> Locations:
    spans: dict[str, TimeSpan] = {}
    sentences: Counter[str] = Counter()
    for chapter, sound, start in zip(text.chapters, spoken, starts, strict=True):
        spans[chapter.section] = TimeSpan(round(start, 3), round(start + sound.seconds, 3))
        for sentence, (begins, ends) in zip(chapter.sentences, sound.spans, strict=True):
            if sentence.part is Part.ANNOUNCEMENT or sentence.node in {"", chapter.section}:
                continue
            sentences[sentence.node] += 1
            own = TimeSpan(round(start + begins, 3), round(start + ends, 3))
            spans[sentence_id(sentence.node, sentences[sentence.node])] = own
            spans[sentence.node] = TimeSpan(spans.get(sentence.node, own).start_s, own.end_s)
    return spans
