"""W3C Audiobook: a manifest that says what there is to hear, its MP3 files, and contents to read (LPF)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from formats.audiobook.check import package_findings
from formats.audiobook.read import read_package
from formats.audiobook.write import write_package
from publish.contracts.format import Job
from publish.contracts.voice import Voice
from publish.proof.verdict import Finding
from publish.readers.mp3.recording import Recording
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from publish.speech.spoken_script import SpokenScript


class Audiobook(SpokenFormat):
    """A publication by W3C Audiobooks (2020) in the Lightweight Packaging Format: an MP3 for every heading."""

    name: ClassVar[str] = "audiobook"
    title: ClassVar[str] = "W3C Audiobook"
    suffix: ClassVar[str] = ".lpf"
    media_type: ClassVar[str] = "application/lpf+zip"

    def pack(self, job: Job[SpokenOptions], spoken: SpokenScript, speaker: Voice, target: Path) -> None:
        """Write the package."""
        write_package(job.publication, spoken, speaker, target)

    def recording(self, path: Path) -> Recording:
        """The files in the reading order of the manifest, as a player plays them."""
        return read_package(path).recording

    def own_findings(self, job: Job[SpokenOptions], path: Path, recording: Recording) -> Sequence[Finding]:
        """Times, titles and contents of the manifest that are not those of the sound, and what it must say."""
        return tuple(package_findings(job.publication, read_package(path)))
