"""The audio edition: the publication read aloud, as one MP3 file with chapters."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from formats.audio.check import check_audio
from formats.audio.manner_choice import manners
from formats.audio.read import read_audio
from formats.audio.write import write_audio
from publish.contracts.format import (
    EditionOptions,
    Job,
    Kind,
    Locations,
    Needed,
    Part,
    Settings,
    Variants,
    format_section,
)
from publish.contracts.voice import installed, language_name, speaks, voice
from publish.errors import UsageError
from publish.model.publication import Publication
from publish.proof.reading import Reading
from publish.proof.verdict import Verdict
from publish.speech.chapters import made_by
from publish.speech.manners import MANNERS
from publish.speech.script import script

MAKE = "audio 3"
"""The version of this format; a higher one makes every edition again."""


class AudioOptions(EditionOptions):
    """The voice that reads."""

    voice: str = "heart"


class AudioSection(BaseModel):
    """What publisher.yaml, or a request, says to this format: the voice."""

    model_config = ConfigDict(extra="forbid")

    voice: str = "heart"


class Audio:
    """MP3 with ID3v2 chapters, one for every heading, proved by listening to it."""

    name: ClassVar[str] = "audio"
    title: ClassVar[str] = "Audio"
    suffix: ClassVar[str] = ".mp3"
    media_type: ClassVar[str] = "audio/mpeg"
    kind: ClassVar[Kind] = Kind.AUDIO
    edition_type: ClassVar[str] = ""
    orderable: ClassVar[bool] = False
    needs: ClassVar[tuple[Needed, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY, Part.LEXICON})
    stem: ClassVar[str] = ""
    Options: ClassVar[type[AudioOptions]] = AudioOptions

    def __init__(self, settings: Settings) -> None:
        """Keep the settings."""
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """One edition; none where no voice speaks the document's language. Raises `UsageError` for an unknown voice."""
        language = publication.document.metadata.language
        chosen = self._voice_name(publication)
        if speaks(voice(chosen), language):
            return Variants.of([AudioOptions(voice=chosen)])
        return Variants.none(f"no voice for {language_name(language)} is installed")

    def made_with(self, job: Job[AudioOptions]) -> tuple[str, ...]:
        """The voice with all its versions."""
        return (MAKE, *made_by(voice(job.options.voice)))

    def write(self, job: Job[AudioOptions], target: Path) -> Locations:
        """Write the edition; locations are time spans of sections and nodes."""
        chosen = voice(job.options.voice)
        return write_audio(job.publication, chosen, target, self._settings.cache, self._settings.progress)

    def revise(self, job: Job[AudioOptions], target: Path, verdicts: tuple[Verdict, ...]) -> Locations | None:
        """Say what is in doubt, or was heard wrongly, in another manner; None where every manner was tried."""
        if not self._settings.listen or len(verdicts) > len(MANNERS):
            return None
        text = script(job.publication)
        chosen = manners(text, verdicts)
        if chosen == manners(text, verdicts[:-1]):
            return None
        speaker = voice(job.options.voice)
        return write_audio(job.publication, speaker, target, self._settings.cache, self._settings.progress, chosen)

    def read(self, path: Path) -> Reading:
        """Read the tag and the chapters, and listen to what is said where listening is on."""
        return read_audio(path, self._settings)

    def check(self, job: Job[AudioOptions], path: Path) -> Verdict:
        """Listen to the whole edition, or measure its samples where listening is off."""
        return check_audio(job.publication, path, self._settings)

    def _voice_name(self, publication: Publication) -> str:
        """The voice that was requested or chosen, or another one where the publisher's does not speak the language."""
        wanted = format_section(publication, self.name, AudioSection, self._settings).voice
        language = publication.document.metadata.language
        if wanted not in installed():
            voice(wanted)
        if speaks(voice(wanted), language) or "voice" in self._settings.requested.get(self.name, {}):
            return wanted
        return next((name for name in installed() if _offline(name, language)), wanted)


def _offline(name: str, language: str) -> bool:
    """Whether a voice that was not asked for may stand in: it speaks the language and sends no text anywhere."""
    try:
        candidate = voice(name)
    except UsageError:
        return False
    return candidate.offline and speaks(candidate, language)
