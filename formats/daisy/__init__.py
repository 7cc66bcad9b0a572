"""DAISY 2.02: a talking book for DAISY players, with headings to move by and every sentence a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from formats.daisy.check import book_findings
from formats.daisy.read import read_book
from formats.daisy.write import write_book
from publish.contracts.format import Job
from publish.contracts.voice import Voice
from publish.proof.verdict import Finding
from publish.readers.mp3.recording import Recording
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from publish.speech.spoken_script import SpokenScript


class Daisy(SpokenFormat):
    """A DAISY 2.02 book of the type audioNcc, zipped: an NCC, and for every heading a SMIL and an MP3."""

    name: ClassVar[str] = "daisy"
    title: ClassVar[str] = "DAISY talking book"
    suffix: ClassVar[str] = ".zip"
    media_type: ClassVar[str] = "application/zip"
    stem: ClassVar[str] = "-daisy"

    def pack(self, job: Job[SpokenOptions], spoken: SpokenScript, speaker: Voice, target: Path) -> None:
        """Write the book."""
        write_book(job.publication, spoken, speaker, target)

    def recording(self, path: Path) -> Recording:
        """What a player plays: the phrases of every SMIL, in the order of the NCC."""
        return read_book(path).recording

    def own_findings(self, job: Job[SpokenOptions], path: Path, recording: Recording) -> Sequence[Finding]:
        """Levels of headings, times and totals that are not those of the sound, phrases that are no sentences."""
        return tuple(book_findings(job.publication, self.text(job), read_book(path)))
