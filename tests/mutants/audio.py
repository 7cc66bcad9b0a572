"""Damage to MP3 files: to the frames of the sound, to the chapters of the tag, or by speaking a damaged publication."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

import mutagen.id3
import numpy as np

from publish.contracts.format import Format, Job, TimeSpan
from publish.contracts.voice import voice
from publish.model.nodes import Paragraph
from publish.model.publication import Publication
from publish.model.traverse import blocks_of
from publish.rendering.mp3.encoding import FRAME_BYTES, FRAME_S, RATE, encoded
from publish.speech.chaptered_mp3 import ChapteredMp3
from publish.speech.loudness import levelled
from publish.speech.spoken_format import SpokenOptions
from publish.speech.wording import wording
from tests.mutants import rewriting
from tests.mutants.kinds import Kind
from tests.mutants.package import Mutant

_LONG_ENOUGH = 1.5  # seconds: a shorter paragraph is a word or two, and cutting it leaves nothing to tell apart
_SHIFT_MS = 6000
_FASTER = 1.15


def mutants(
    path: Path, kind: Kind, one: ChapteredMp3, publication: Publication, options: SpokenOptions
) -> list[Mutant]:
    """A mutant for each place where an audio edition can suffer a kind of damage."""
    spans = _spans(one, Job(publication, options), path)
    match kind:
        case Kind.SPAN_CUT:
            return [partial(_put, path, span, b"") for span in spans]
        case Kind.SPAN_SILENCED:
            return [partial(_put, path, span, _silence(span)) for span in spans]
        case Kind.SPANS_SWAPPED:
            return [partial(_swapped, path, a, b) for a, b in zip(spans[::2], spans[1::2], strict=False)]
        case Kind.ANOTHER_SPEAKER:
            return [partial(_put, path, TimeSpan(span.end_s, span.end_s), _another_speaker()) for span in spans]
        case Kind.CHAPTER_RENAMED:
            return _chapters(path, lambda tag, name: setattr(tag[name].sub_frames["TIT2"], "text", ["Something else"]))
        case Kind.CHAPTER_REMOVED:
            return _chapters(path, _without_chapter)
        case Kind.CHAPTER_SHIFTED:
            return _chapters(path, _shifted)
        case _:
            makes = rewriting.mutants(publication, kind, easy_read=one.name == "easy-read-audio")
            return [partial(_spoken, one, options, make) for make in makes]


def _spoken(one: Format, options: SpokenOptions, make: Callable[[], Publication], target: Path) -> None:
    one.write(Job(make(), options), target)


def _spans(one: ChapteredMp3, job: Job[SpokenOptions], path: Path) -> list[TimeSpan]:
    """Where the paragraphs are in the sound: an easy-read edition itself tells the places of its topics alone."""
    locations = ChapteredMp3.write(one, job, path.with_name(f"placed-{path.name}"))
    paragraphs = [block for block in blocks_of(one.said(job).document) if isinstance(block, Paragraph)]
    places = [locations[one.id] for one in paragraphs if one.id in locations]
    return [place for place in places if isinstance(place, TimeSpan) and place.end_s - place.start_s >= _LONG_ENOUGH]


def _frames(path: Path) -> tuple[bytes, int]:
    """The file, and where its first sounding frame begins: after the tag and the header frame."""
    return path.read_bytes(), mutagen.id3.ID3(path).size + FRAME_BYTES


def _bounds(sound: int, span: TimeSpan) -> tuple[int, int]:
    return sound + round(span.start_s / FRAME_S) * FRAME_BYTES, sound + round(span.end_s / FRAME_S) * FRAME_BYTES


def _put(path: Path, span: TimeSpan, frames: bytes, target: Path) -> None:
    data, sound = _frames(path)
    first, last = _bounds(sound, span)
    target.write_bytes(data[:first] + frames + data[last:])


def _silence(span: TimeSpan) -> bytes:
    frames = encoded(np.zeros(int((span.end_s - span.start_s + 1) * RATE), np.float32))
    return frames[: round((span.end_s - span.start_s) / FRAME_S) * FRAME_BYTES]


@cache
def _another_speaker() -> bytes:
    """A sentence in the frames of a higher and faster voice."""
    said = voice("heart").speak(wording("I never liked that programme very much.", ()))
    at = np.arange(0, len(said.mono), _FASTER)
    return encoded(levelled(np.interp(at, np.arange(len(said.mono)), said.mono).astype(np.float32), RATE))


def _swapped(path: Path, before: TimeSpan, after: TimeSpan, target: Path) -> None:
    data, sound = _frames(path)
    (a, b), (c, d) = _bounds(sound, before), _bounds(sound, after)
    target.write_bytes(data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:])


def _chapters(path: Path, damage: Callable[[mutagen.id3.ID3, str], object]) -> list[Mutant]:
    names = sorted(name for name in mutagen.id3.ID3(path) if name.startswith("CHAP:"))

    def mutant(name: str, target: Path) -> None:
        shutil.copy(path, target)
        tag = mutagen.id3.ID3(target)
        damage(tag, name)
        tag.save(target)

    return [partial(mutant, name) for name in names]


def rename_chapters(path: Path, titles: Sequence[str]) -> None:
    """Give the chapters of a file, in the order of its contents, other titles."""
    tag = mutagen.id3.ID3(path)
    (contents,) = tag.getall("CTOC")
    for child, title in zip(contents.child_element_ids, titles, strict=True):
        tag[f"CHAP:{child}"].sub_frames["TIT2"].text = [title]
    tag.save(path)


def _without_chapter(tag: mutagen.id3.ID3, name: str) -> None:
    identifier = name.removeprefix("CHAP:")
    del tag[name]
    for contents in tag.getall("CTOC"):
        contents.child_element_ids = [child for child in contents.child_element_ids if child != identifier]


def _shifted(tag: mutagen.id3.ID3, name: str) -> None:
    tag[name].start_time += _SHIFT_MS
    tag[name].end_time += _SHIFT_MS
