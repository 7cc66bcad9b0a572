"""Whether an M4B is the sound that was spoken, and whether its chapters hold all of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import av
import numpy as np

from formats.m4b.read import Book, sounding
from formats.m4b.write import file_tags
from publish.contracts.format import clock
from publish.contracts.voice import Mono
from publish.model.publication import Publication
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.mp3.recording import Recording
from publish.speech.script import Script
from publish.speech.spoken_script import SpokenScript

_OF_THE_FORM = frozenset({"major_brand", "minor_version", "compatible_brands"})
_VOICE = re.compile(r"Language: [A-Za-z0-9-]+\. Voice: .*\.", re.DOTALL)  # the reader looks at the language
_SOUND_AND_CHAPTERS = ("audio", "data")
_OFF_S = 0.1
_WINDOW_S = 0.1
_UNLIKE = 0.6
"""What is left of a tenth of a second when the same sound, coded anew, is taken from it, as a share of its level.

At most 0.44 in eight chapters read by heart; of other words, or the same words elsewhere, 1.4."""
_QUIET = 0.01
"""Level, of full scale, that may be left of any sound: where it is quiet, coding leaves 0.004."""


def heard_as(book: Book, spoken: SpokenScript) -> Recording:
    """The book with the frames of spoken chapters where its samples are theirs: those may have been heard before."""
    parts = {part.chapter.title: part.sound.frames for part in spoken.chapters}
    known: dict[int, bytes | None] = {}
    for number, mark in enumerate(book.marks):
        frames = parts.get(mark.title)
        if frames and same_sound(book.between(mark.start_s, mark.end_s), _decoded(frames), book.rate):
            known[number] = frames
    return sounding(book, known)


def same_sound(mono: Mono, spoken: Mono, rate: int) -> bool:
    """Whether samples are those of a sound that was coded anew: as many, and alike in each tenth of a second."""
    window = round(_WINDOW_S * rate)
    if abs(len(mono) - len(spoken)) > window:
        return False
    windows = min(len(mono), len(spoken)) // window
    wanted = spoken[: windows * window].reshape(-1, window)
    left = mono[: windows * window].reshape(-1, window) - wanted
    level, rest = (np.sqrt(np.mean(part**2, axis=1)) for part in (wanted, left))
    return bool(np.all(rest <= _UNLIKE * level + _QUIET))


def _decoded(frames: bytes) -> Mono:
    with av.open(io.BytesIO(frames), "r", format="mp3") as container:
        return np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)]).astype(np.float32)


def file_findings(publication: Publication, text: Script, book: Book) -> Iterator[Finding]:
    """Sound that lies in no chapter, or in two: whoever moves by chapters misses it, or hears it twice.

    And what a file says of itself, or holds, besides: players show it.
    """
    house = file_tags(publication, text, "")
    for name in sorted((house.keys() | book.tags.keys()) - _OF_THE_FORM):
        wanted, found = house.get(name), book.tags.get(name)
        if (found or "") != (wanted or "") and not (name == "comment" and _VOICE.fullmatch(found or "")):
            yield Finding(FindingKind.PRESENTATION, OPENING, OPENING, f"{name}: {wanted or 'nothing'}", found)
    if book.kinds != _SOUND_AND_CHAPTERS[: len(book.kinds)]:
        yield Finding(FindingKind.EXTRA, OPENING, OPENING, None, f"more than sound: {', '.join(book.kinds)}")
    edges = [0.0, *(edge for mark in book.marks for edge in (mark.start_s, mark.end_s)), book.seconds]
    for before, after in list(pairwise(edges))[::2]:
        if abs(after - before) > _OFF_S:
            wanted, found = "chapters that follow one another", f"{after - before:.1f} s between two of them"
            yield Finding(FindingKind.PRESENTATION, OPENING, OPENING, wanted, found, clock(before))
