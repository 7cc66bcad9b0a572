"""What a recording says: the titles of its tracks, and the words that are heard in them."""

from __future__ import annotations

from collections.abc import Sequence

from publish.contracts.format import Settings, Told, clock
from publish.model.text import plain
from publish.proof.reading import Entry, Passage, Reading, Role
from publish.readers.mp3.recording import Recording
from publish.speech.listening.hearing import HeardPiece, Listener, Sound
from publish.speech.proving.spoken_verdict import understands


def heard_reading(recording: Recording, settings: Settings) -> Reading:
    """Read a recording: each title as a heading, followed by what is heard in its track where listening is on.

    What was heard of the same sound before is not heard again. Raises `MissingTool` where listening is on and a
    recogniser is not installed.
    """
    told = Told(settings.progress)
    listener = Listener(settings.cache, told.again) if settings.listen and understands(recording.language) else None
    sounds = [Sound(track.frames) for track in recording.tracks] if listener else []
    heard = _heard(listener, sounds, told) if listener else [()] * len(recording.tracks)
    passages: list[Passage] = []
    for number, (track, pieces) in enumerate(zip(recording.tracks, heard, strict=True)):
        passages.append(Passage(Role.HEADING, plain(track.title), level=_level(number), where=clock(track.start_s)))
        passages += [
            Passage(Role.PARAGRAPH, plain(piece.text), where=clock(track.start_s + piece.start_s)) for piece in pieces
        ]
    return Reading(
        tuple(passage for passage in passages if passage.text),
        title=plain(recording.title),
        language=recording.language,
        contents=tuple(Entry(plain(track.title), _level(number)) for number, track in enumerate(recording.tracks)),
        duration_s=round(recording.seconds, 3),
    )


def _heard(listener: Listener, sounds: Sequence[Sound], told: Told) -> list[tuple[HeardPiece, ...]]:
    """What is heard in each track."""
    before = [listener.heard_before(sound) for sound in sounds]
    new = [(sound, "") for sound, heard in zip(sounds, before, strict=True) if heard is None]
    listener.hear_ahead(new, lambda share: told("listening", share))
    return [listener.hear(sound, "") if heard is None else heard for sound, heard in zip(sounds, before, strict=True)]


def _level(number: int) -> int:
    return 1 if not number else 2
