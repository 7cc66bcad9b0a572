"""Audio with its transcript: one MP3, and all that is said in it by sentence and time (WebVTT), for web pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from formats.audio_transcript.check import transcript_findings
from formats.audio_transcript.read import read_transcript
from formats.audio_transcript.write import file_tag, write_transcript
from publish.contracts.format import Job
from publish.contracts.voice import Voice
from publish.proof.verdict import Finding
from publish.readers.mp3.recording import Recording
from publish.readers.mp3.same_tag import MADE_WITH, tag_findings
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from publish.speech.spoken_script import SpokenScript


class AudioTranscript(SpokenFormat):
    """A zip of an MP3, of captions with a cue for every sentence, and of chapters: the files of an HTML player."""

    name: ClassVar[str] = "audio-transcript"
    title: ClassVar[str] = "Audio with transcript"
    suffix: ClassVar[str] = ".zip"
    media_type: ClassVar[str] = "application/zip"
    stem: ClassVar[str] = "-transcript"

    def pack(self, job: Job[SpokenOptions], spoken: SpokenScript, speaker: Voice, target: Path) -> None:
        """Write the three files."""
        write_transcript(job.publication, spoken, speaker, target)

    def recording(self, path: Path) -> Recording:
        """The sound in the chapters of their file, with the cues of each."""
        return read_transcript(path).recording

    def own_findings(self, job: Job[SpokenOptions], path: Path, recording: Recording) -> Sequence[Finding]:
        """Cues that say other words than the script, or at other times than the sound."""
        text, transcript = self.text(job), read_transcript(path)
        tag = file_tag(job.publication, text, transcript.sound.tags.get(MADE_WITH, ""))
        return (*transcript_findings(text, transcript), *tag_findings(transcript.sound, tag))
