"""M4B: one audiobook file with chapters (AAC in MPEG-4), for the audiobook players of telephones and computers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from formats.m4b.check import file_findings, heard_as
from formats.m4b.read import read_m4b, sounding
from formats.m4b.write import write_m4b
from publish.contracts.format import Job
from publish.contracts.voice import Voice, voice
from publish.errors import VoiceUnavailable
from publish.model.text import plain
from publish.proof.reading import Entry, Reading
from publish.proof.verdict import Finding, Verdict
from publish.readers.mp3.recording import Recording
from publish.speech.proving.spoken_verdict import spoken_verdict
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from publish.speech.spoken_script import SpokenScript, spoken_script


class M4b(SpokenFormat):
    """The sound of the audio edition in another coding, with a chapter for every heading."""

    name: ClassVar[str] = "m4b"
    title: ClassVar[str] = "M4B audiobook"
    suffix: ClassVar[str] = ".m4b"
    media_type: ClassVar[str] = "audio/mp4"

    def pack(self, job: Job[SpokenOptions], spoken: SpokenScript, speaker: Voice, target: Path) -> None:
        """Write the file."""
        write_m4b(job.publication, spoken, speaker, target)

    def recording(self, path: Path) -> Recording:
        """The sound of the file in its chapters, coded as the ears take it."""
        book = read_m4b(path)
        return sounding(book, dict.fromkeys(range(len(book.marks))))

    def read(self, path: Path) -> Reading:
        """What the file says of itself; its words are heard when it is checked."""
        book = read_m4b(path)
        return Reading(
            (),
            title=plain(book.title),
            language=book.language,
            contents=tuple(Entry(plain(mark.title), 2 if number else 1) for number, mark in enumerate(book.marks)),
            duration_s=round(book.seconds, 3),
        )

    def check(self, job: Job[SpokenOptions], path: Path) -> Verdict:
        """Listen to the edition; a chapter whose samples are those of the script, spoken, is heard as that."""
        book = read_m4b(path)
        try:
            speaker = voice(job.options.voice)
            keeping = (self._settings.cache, self._settings.progress)
            spoken = spoken_script(self.text(job), speaker, *keeping, {}, job.options.rate)
            recording = heard_as(book, spoken)
        except VoiceUnavailable:
            recording = self.recording(path)
        own = self.own_findings(job, path, recording)
        return spoken_verdict(job.publication, self.text(job), recording, self._settings, own)

    def own_findings(self, job: Job[SpokenOptions], path: Path, recording: Recording) -> Sequence[Finding]:
        """Chapters that leave out some of the sound, or say some of it twice."""
        return tuple(file_findings(job.publication, self.text(job), read_m4b(path)))
