"""Talking EPUB: the text of the EPUB, and the sound of the audio edition in time with it (EPUB 3.3, 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from formats.talking_epub.check import book_findings
from formats.talking_epub.read import read_book
from formats.talking_epub.write import write_book
from publish.contracts.format import Job, Kind, Needed
from publish.contracts.installed import installed_version
from publish.contracts.voice import Voice
from publish.proof.reading import Reading
from publish.proof.verdict import Finding
from publish.readers.epub.epub_reading import read_epub
from publish.readers.mp3.recording import Recording
from publish.rendering.epub.page_breaks import PRINT, printed_pages
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from publish.speech.spoken_script import SpokenScript


class TalkingEpub(SpokenFormat):
    """An EPUB with media overlays: each sentence is marked while it is read aloud, and can be started from.

    Where there is a print edition its pages are marked and listed, as in the EPUB.
    """

    name: ClassVar[str] = "talking-epub"
    title: ClassVar[str] = "Talking EPUB"
    suffix: ClassVar[str] = ".epub"
    media_type: ClassVar[str] = "application/epub+zip"
    kind: ClassVar[Kind] = Kind.REFLOWABLE
    needs: ClassVar[tuple[Needed, ...]] = (Needed(PRINT, required=False),)
    stem: ClassVar[str] = "-talking"

    def made_with(self, job: Job[SpokenOptions]) -> tuple[str, ...]:
        """What the sound is made with, and versions of ebooklib, and of resvg, which draws the cover."""
        return (*super().made_with(job), *(f"{name} {installed_version(name)}" for name in ("ebooklib", "resvg-py")))

    def pack(self, job: Job[SpokenOptions], spoken: SpokenScript, speaker: Voice, target: Path) -> None:
        """Write the book."""
        write_book(job.publication, printed_pages(job.publication, job.needed), spoken, speaker, target)

    def recording(self, path: Path) -> Recording:
        """What a reading system plays from the first page to the last, in chapters by the contents."""
        return read_book(path).recording

    def read(self, path: Path) -> Reading:
        """The words that the pages show, and how long the sound lasts."""
        return replace(read_epub(path), duration_s=round(self.recording(path).seconds, 3))

    def own_findings(self, job: Job[SpokenOptions], path: Path, recording: Recording) -> Sequence[Finding]:
        """Words of the text that are missing, as in an EPUB; words that are not said while they are marked."""
        return tuple(book_findings(job, self.text(job), path))
