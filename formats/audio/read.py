"""What an audio edition says, from the file alone: its tag, its chapters, and the words heard in them."""

from __future__ import annotations

from pathlib import Path

from publish.contracts.format import Settings, clock
from publish.model.text import plain
from publish.proof.reading import Entry, Passage, Reading, Role
from publish.readers.mp3.mp3_file import ChapterMark, Mp3, open_mp3
from publish.speech.listening.hearing import Listener, Sound


def chapters(mp3: Mp3) -> tuple[ChapterMark, ...]:
    """The chapters of a file, in the order of its contents; a file without any is one chapter without a title."""
    return mp3.chapters or (ChapterMark("", 0.0, mp3.seconds),)


def language(mp3: Mp3) -> str:
    """The language by the tag, as BCP 47 where the file gives it."""
    return mp3.tags.get("TXXX:LANGUAGE") or mp3.tags.get("TLAN", "")


def understands(tag: str) -> bool:
    """Whether the recognisers know a language: both hear English only."""
    return tag.casefold().split("-")[0] in {"en", "eng"}


def read_audio(path: Path, settings: Settings) -> Reading:
    """Read an edition back.

    The passages are the titles of the chapters as headings, each followed by what is heard in it where listening is on.
    What was heard of the same sound before is not heard again.

    Raises:
        UnreadableEdition: the file is no MP3.
        MissingTool: listening is on and a recogniser is not installed.

    """
    mp3 = open_mp3(path)
    listener = Listener(settings.cache) if settings.listen and understands(language(mp3)) else None
    passages: list[Passage] = []
    marks = chapters(mp3)
    for number, mark in enumerate(marks):
        passages.append(
            Passage(Role.HEADING, plain(mark.title), level=1 if not number else 2, where=clock(mark.start_s))
        )
        if listener:
            settings.progress(f"listening: {mark.title}", number / len(marks))
            sound = Sound(mp3.between(mark.start_s, mark.end_s))
            heard = listener.heard_before(sound)
            heard = listener.hear(sound, "") if heard is None else heard
            passages += [
                Passage(Role.PARAGRAPH, plain(piece.text), where=clock(mark.start_s + piece.start_s)) for piece in heard
            ]
    return Reading(
        tuple(passage for passage in passages if passage.text),
        title=plain(mp3.tags.get("TIT2", "")),
        language=language(mp3),
        contents=tuple(Entry(plain(mark.title), 1 if not number else 2) for number, mark in enumerate(mp3.chapters)),
        duration_s=round(mp3.seconds, 3),
    )
