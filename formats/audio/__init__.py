"""The audio edition: the publication read aloud, as one MP3 file with chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from formats.audio.check import not_whole
from formats.audio.read import read_recording
from formats.audio.summary import summary_of
from formats.audio.write import write_audio
from publish.contracts.format import Job, Variants, format_section
from publish.contracts.voice import HOUSE, Voice
from publish.model.publication import Publication
from publish.proof.reading import Reading
from publish.proof.verdict import Finding
from publish.readers.mp3.mp3_file import open_mp3
from publish.readers.mp3.recording import Recording
from publish.speech.spoken_format import SpokenFormat, SpokenOptions, VoiceSection
from publish.speech.spoken_script import SpokenScript


class AudioOptions(SpokenOptions):
    """The voice that reads, and whether it reads the summary alone."""

    summary: bool = False

    @property
    def variant(self) -> str:
        """The track of the summary stands beside the whole."""
        return "summary" if self.summary else ""


class Audio(SpokenFormat):
    """MP3 with ID3v2 chapters, one for every heading, proved by listening to it."""

    name: ClassVar[str] = "audio"
    title: ClassVar[str] = "Audio"
    suffix: ClassVar[str] = ".mp3"
    media_type: ClassVar[str] = "audio/mpeg"
    on_request: ClassVar[bool] = False
    Options: ClassVar[type[SpokenOptions]] = AudioOptions

    def variants(self, publication: Publication) -> Variants:
        """The whole; and the summary alone, where the house wants it."""
        whole = super().variants(publication)
        wanted = format_section(publication, HOUSE, VoiceSection, self._settings).summary
        summaries = [options.model_copy(update={"summary": True}) for options in whole.options if wanted]
        return replace(whole, options=(*whole.options, *summaries))

    def said(self, job: Job[SpokenOptions]) -> Publication:
        """The whole, or the summary alone."""
        return summary_of(job.publication) if job.options.variant else job.publication

    def pack(self, job: Job[SpokenOptions], spoken: SpokenScript, speaker: Voice, target: Path) -> None:
        """Join the chapters into one MP3 with its tag."""
        write_audio(job, spoken, speaker, target)

    def recording(self, path: Path) -> Recording:
        """The chapters by the tag of the file."""
        return read_recording(path)

    def read(self, path: Path) -> Reading:
        """A file without chapters is heard all the same, and has no contents."""
        reading = super().read(path)
        return reading if open_mp3(path).chapters else replace(reading, contents=())

    def own_findings(self, job: Job[SpokenOptions], path: Path, recording: Recording) -> Sequence[Finding]:
        """A file that is shorter than it says."""
        return tuple(not_whole(open_mp3(path)))
