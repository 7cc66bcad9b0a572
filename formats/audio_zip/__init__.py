"""Numbered MP3 files, one for every heading, in a zip: for memory sticks and for players that know no chapters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from formats.audio_zip.check import file_findings
from formats.audio_zip.read import read_files
from formats.audio_zip.write import write_files
from publish.contracts.format import Job
from publish.contracts.voice import Voice
from publish.proof.verdict import Finding
from publish.readers.mp3.recording import Recording
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from publish.speech.spoken_script import SpokenScript


class AudioZip(SpokenFormat):
    """A zip of MP3 files whose names and track numbers keep them in order wherever they are copied to."""

    name: ClassVar[str] = "audio-zip"
    title: ClassVar[str] = "Numbered MP3 files"
    suffix: ClassVar[str] = ".zip"
    media_type: ClassVar[str] = "application/zip"
    stem: ClassVar[str] = "-mp3"

    def pack(self, job: Job[SpokenOptions], spoken: SpokenScript, speaker: Voice, target: Path) -> None:
        """Write a file for each chapter."""
        write_files(job.publication, spoken, speaker, target)

    def recording(self, path: Path) -> Recording:
        """The files in the order of their names, as a player plays them."""
        return read_files(path).recording

    def own_findings(self, job: Job[SpokenOptions], path: Path, recording: Recording) -> Sequence[Finding]:
        """Track numbers that would play the files in another order, and files that are not whole."""
        return tuple(file_findings(job.publication, self.text(job), read_files(path)))
