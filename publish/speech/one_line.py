"""A line of text as sound: said as an edition would say it, for a person to judge by ear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from publish.contracts.voice import Spoken, Voice
from publish.errors import UsageError, VoiceUnavailable
from publish.model.publication import Lexeme
from publish.model.text import plain
from publish.rendering.mp3.encoding import info_frame
from publish.speech.chapters import say_chapter
from publish.speech.script import PAUSES, Chapter, Part, Sentence
from publish.speech.sentences import sentences
from publish.speech.wording import wording, words_of

_LONGEST = 1_000  # characters; of this much a voice makes a minute of sound


def spoken_line(text: str, speaker: Voice, lexicon: Sequence[Lexeme]) -> tuple[str, bytes]:
    """The words as they are said, and an MP3 of them.

    Raises `UsageError` where there is nothing to say or too much, and `VoiceUnavailable`.
    """
    if len(text) > _LONGEST:
        raise UsageError(f"this is longer than {_LONGEST:,} characters. Say a sentence or two at a time.")
    spoken = [(part, words) for part in sentences(plain(text)) if (words := wording(part, lexicon))]
    if not spoken:
        raise UsageError("there is nothing to say in this text. Write some words.")
    _refuse_other_letters(spoken, speaker)
    said_in_turn = tuple(Sentence(part, words, "line", "line", Part.TEXT, PAUSES["sentence"]) for part, words in spoken)
    frames = say_chapter(Chapter("line", "", 1, said_in_turn), speaker).frames
    return " ".join(words_of(words) for _, words in spoken), info_frame(frames) + frames


def _refuse_other_letters(spoken: Sequence[tuple[str, Spoken]], speaker: Voice) -> None:
    """Raise `VoiceUnavailable` for a word in letters that a voice of English leaves out or guesses."""
    if set(speaker.languages) != {"en"}:
        return
    texts = (piece.text for _, words in spoken for piece in words if not piece.phoneme)
    for word in (word for text in texts for word in re.findall(r"[^\W\d_]+", text)):
        if not all(unicodedata.name(letter, "").startswith("LATIN") for letter in word):
            raise VoiceUnavailable(
                f"the voice {speaker.name} cannot say “{word}”: it knows Latin letters only. Say in lexicon.pls how it "
                "is read, or write something else."
            )
