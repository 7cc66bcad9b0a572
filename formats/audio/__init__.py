"""The audio edition: the publication read aloud, as one MP3 file with chapters."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from formats.audio.summary import summary_of
from publish.contracts.format import Job, Variants, format_section
from publish.contracts.voice import HOUSE
from publish.model.publication import Publication
from publish.speech.chaptered_mp3 import ChapteredMp3
from publish.speech.spoken_format import SpokenOptions, VoiceSection


class AudioOptions(SpokenOptions):
    """The voice that reads, and whether it reads the summary alone."""

    summary: bool = False

    @property
    def variant(self) -> str:
        """The track of the summary stands beside the whole."""
        return "summary" if self.summary else ""


class Audio(ChapteredMp3):
    """MP3 with ID3v2 chapters, one for every heading, proved by listening to it."""

    name: ClassVar[str] = "audio"
    title: ClassVar[str] = "Audio"
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
