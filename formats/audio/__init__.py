"""The audio edition: the publication read aloud, as one MP3 file with chapters."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from formats.audio.check import check_audio
from formats.audio.read import read_audio
from formats.audio.write import write_audio
from publish.completeness.reading import Reading
from publish.completeness.verdict import Verdict
from publish.errors import UsageError
from publish.format import Editions, Kind, Locations, Part, Settings, Variants
from publish.publication import Publication
from publish.speech.chapters import made_by
from publish.speech.voices import installed, language_name, speaks, voice

MAKE = "audio 3"
"""The version of this format; a higher one makes every edition again."""


class Audio:
    """MP3 with ID3v2 chapters, one for every heading, proved by listening to it."""

    name: ClassVar[str] = "audio"
    title: ClassVar[str] = "Audio"
    suffix: ClassVar[str] = ".mp3"
    media_type: ClassVar[str] = "audio/mpeg"
    kind: ClassVar[Kind] = Kind.AUDIO
    edition_type: ClassVar[str] = ""
    orderable: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY, Part.LEXICON})
    stem: ClassVar[str] = ""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings."""
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """One edition; none where no voice speaks the document's language. Raises `UsageError` for an unknown voice."""
        language = publication.document.metadata.language
        if speaks(voice(self._voice_name(publication)), language):
            return Variants.single()
        return Variants.none(f"no voice for {language_name(language)} is installed")

    def made_with(self, publication: Publication) -> tuple[str, ...]:
        """The voice with all its versions."""
        return (MAKE, *made_by(voice(self._voice_name(publication))))

    def write(self, publication: Publication, variant: str, target: Path, needed: Editions) -> Locations:
        """Write the edition; locations are time spans of sections and nodes."""
        chosen = voice(self._voice_name(publication))
        return write_audio(publication, chosen, target, self._settings.cache, self._settings.progress)

    def read(self, path: Path) -> Reading:
        """Read the tag and the chapters, and listen to what is said where listening is on."""
        return read_audio(path, self._settings)

    def check(self, publication: Publication, path: Path) -> Verdict:
        """Listen to the whole edition, or measure its samples where listening is off."""
        return check_audio(publication, path, self._settings)

    def _voice_name(self, publication: Publication) -> str:
        """The chosen voice, or one that speaks the language where the publisher's does not."""
        if self._settings.voice:
            return self._settings.voice
        wanted = publication.publisher.voice
        language = publication.document.metadata.language
        if wanted not in installed():
            voice(wanted)
        if speaks(voice(wanted), language):
            return wanted
        return next((name for name in installed() if _offline(name, language)), wanted)


def _offline(name: str, language: str) -> bool:
    """Whether a voice that was not asked for may stand in: it speaks the language and sends no text anywhere."""
    try:
        one = voice(name)
    except UsageError:
        return False
    return one.offline and speaks(one, language)
