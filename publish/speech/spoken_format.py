"""What all formats of sound share: the voice that is chosen, speaking, saying again what is in doubt, and the proof.

A format of sound is a container. It packs what was spoken, and takes it out again with a reader of its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from publish.contracts.format import (
    EditionOptions,
    Job,
    Kind,
    Locations,
    Needed,
    NothingToChoose,
    Part,
    Settings,
    Variants,
    format_section,
)
from publish.contracts.voice import HOUSE, USUAL, Voice, installed, language_name, speaks, voice
from publish.contracts.voice_files import Fetching
from publish.errors import EditionError, UsageError, VoiceUnavailable
from publish.model.publication import Publication
from publish.proof.reading import Reading
from publish.proof.verdict import Finding, Verdict
from publish.readers.mp3.recording import Recording
from publish.speech.chapters import made_by
from publish.speech.manner_choice import Manners, manners
from publish.speech.manners import MANNERS
from publish.speech.pace import FASTEST, SLOWEST, USUAL_RATE
from publish.speech.proving.hearing_read import heard_reading
from publish.speech.proving.spoken_verdict import spoken_verdict
from publish.speech.script import Script, script
from publish.speech.spoken_script import SpokenScript, spoken_script
from publish.speech.voice_folder import absent


class SpokenOptions(EditionOptions):
    """The voice that reads, and how fast, in words a minute."""

    voice: str = USUAL
    rate: int = USUAL_RATE


class VoiceSection(BaseModel):
    """What publisher.yaml, or a request, says to formats of sound: the voice, its rate, whether there is a summary."""

    model_config = ConfigDict(extra="forbid")

    voice: str = USUAL
    rate: int = Field(USUAL_RATE, ge=SLOWEST, le=FASTEST)
    summary: bool = False


class SpokenFormat(ABC):
    """A container of sound; a format of its own says what it is called, packs the sound and takes it out again."""

    name: ClassVar[str]
    title: ClassVar[str]
    suffix: ClassVar[str]
    media_type: ClassVar[str]
    kind: ClassVar[Kind] = Kind.AUDIO
    edition_type: ClassVar[str] = ""
    orderable: ClassVar[bool] = False
    needs: ClassVar[tuple[Needed, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY, Part.LEXICON})
    stem: ClassVar[str] = ""
    on_request: ClassVar[bool] = True
    Options: ClassVar[type[SpokenOptions]] = SpokenOptions
    Section: ClassVar[type[BaseModel]] = NothingToChoose

    def __init__(self, settings: Settings) -> None:
        """Keep the settings."""
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """One edition; none where no voice speaks the document's language. Raises `UsageError` for an unknown voice."""
        language = publication.document.metadata.language
        if self.name != HOUSE:
            format_section(publication, self.name, self.Section, self._settings)
        chosen = self._voice_name(publication)
        if speaks(voice(chosen), language):
            section = format_section(publication, HOUSE, VoiceSection, self._settings)
            return Variants.of([self.Options(voice=chosen, rate=section.rate)])
        return Variants.none(f"no voice for {language_name(language)} is installed")

    def made_with(self, job: Job[SpokenOptions]) -> tuple[str, ...]:
        """The voice with all its versions."""
        return made_by(voice(job.options.voice))

    def write(self, job: Job[SpokenOptions], target: Path) -> Locations:
        """Write the edition; locations are time spans of sections and nodes."""
        return self._written(job, target, {})

    def revise(self, job: Job[SpokenOptions], target: Path, verdicts: tuple[Verdict, ...]) -> Locations | None:
        """Say what is in doubt, or was heard wrongly, in another manner; None where every manner was tried."""
        if not self._settings.listen or len(verdicts) > len(MANNERS):
            return None
        text = self.text(job)
        chosen = manners(text, verdicts)
        if chosen == manners(text, verdicts[:-1]):
            return None
        return self._written(job, target, chosen)

    def read(self, path: Path) -> Reading:
        """Read what the file says of itself, and listen to what is said in it where listening is on."""
        return heard_reading(self.recording(path), self._settings)

    def check(self, job: Job[SpokenOptions], path: Path) -> Verdict:
        """Listen to the whole edition, or measure its samples where listening is off."""
        recording = self.recording(path)
        own = self.own_findings(job, path, recording)
        return spoken_verdict(self.said(job), self.text(job), recording, self._settings, own)

    @abstractmethod
    def recording(self, path: Path) -> Recording:
        """Take the sound out of a file, sharing no code with `pack`. Raises `UnreadableEdition`."""

    @abstractmethod
    def own_findings(self, job: Job[SpokenOptions], path: Path, recording: Recording) -> Sequence[Finding]:
        """What is wrong with the container itself."""

    @abstractmethod
    def pack(self, job: Job[SpokenOptions], spoken: SpokenScript, speaker: Voice, target: Path) -> None:
        """Write the container of what was spoken; the publication of the job is what is said."""

    def said(self, job: Job[SpokenOptions]) -> Publication:
        """What is said: all of the publication, unless a format has editions that say less."""
        return job.publication

    def text(self, job: Job[SpokenOptions]) -> Script:
        """What is said, sentence by sentence, with the pauses of its rate."""
        return script(self.said(job), job.options.rate)

    def _written(self, job: Job[SpokenOptions], target: Path, chosen: Manners) -> Locations:
        speaker = voice(job.options.voice)
        said = replace(job, publication=self.said(job))
        keeping = (self._settings.cache, self._settings.progress)
        try:
            spoken = spoken_script(self.text(job), speaker, *keeping, chosen, job.options.rate)
            self.pack(said, spoken, speaker, target)
        except OSError as reason:
            raise EditionError(f"{target}: the {self.title} edition could not be written: {reason}.") from reason
        return spoken.locations

    def _voice_name(self, publication: Publication) -> str:
        """The voice that was requested or chosen, or another one where the publisher's does not speak the language."""
        wanted = format_section(publication, HOUSE, VoiceSection, self._settings).voice
        language = publication.document.metadata.language
        if wanted not in installed():
            voice(wanted)
        if speaks(voice(wanted), language) or "voice" in self._settings.requested.get(HOUSE, {}):
            return wanted
        return next((name for name in (USUAL, *installed()) if _offline(name, language)), wanted)


def _offline(name: str, language: str) -> bool:
    """Whether a voice that was not asked for may stand in: it is there, speaks the language and sends no text away."""
    try:
        candidate = voice(name)
    except (UsageError, VoiceUnavailable):
        return False
    is_there = not (isinstance(candidate, Fetching) and absent(candidate))
    return is_there and candidate.offline and speaks(candidate, language)
