"""Writes a DAISY 2.02 book: ncc.html, master.smil, and for each chapter a SMIL with its MP3."""

from __future__ import annotations

from pathlib import Path

from formats.daisy.ncc import ncc
from formats.daisy.smil import Timing, master, smil
from publish.contracts.voice import Voice
from publish.model.publication import Publication
from publish.rendering.zipping import FixedZip
from publish.speech.spoken_script import SpokenScript


def write_book(publication: Publication, spoken: SpokenScript, voice: Voice, target: Path) -> None:
    """Write what was spoken as a zipped book. An MP3 holds frames alone, so that every time in it is exact."""
    timings = [Timing(number, part) for number, part in enumerate(spoken.chapters, 1)]
    identifier = publication.document.metadata.id
    texts = {timing.smil: smil(timing, spoken.text.title, identifier) for timing in timings}
    texts["master.smil"] = master(timings, spoken, identifier)
    sounds = {timing.mp3: timing.part.sound.frames for timing in timings}
    size = sum(map(len, (*texts.values(), *sounds.values())))
    texts["ncc.html"] = ncc(publication, spoken, timings, voice, size)
    with FixedZip(target, "w") as book:
        for name in sorted(texts, key=lambda name: (name != "ncc.html", name)):
            book.writestr(name, texts[name])
        for name, frames in sounds.items():
            book.writestr(name, frames)
