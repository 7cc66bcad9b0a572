"""How well a recogniser understands a voice: the figure by which voices, lexicon and hot words are judged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from publish.speech.listening.alignment import align
from publish.speech.listening.hearing import Listener, Sound
from publish.speech.listening.hot_words import hot_words
from publish.speech.listening.tokens import tokens
from publish.speech.script import Chapter
from publish.speech.wording import words_of


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Words of the script, how many were heard in another form or not at all, and how many were heard besides."""

    words: int
    wrong: int
    added: int
    mistaken: tuple[tuple[str, str], ...]  # words said, words heard

    @property
    def error_rate(self) -> float:
        """Word error rate: wrong and added words for each word said."""
        return (self.wrong + self.added) / self.words if self.words else 0.0


def accuracy(
    chapters: Sequence[Chapter], sounds: Sequence[Sound], listener: Listener, known: Collection[str]
) -> Accuracy:
    """Listen to chapters with the quick ear and count exactly: spelling is an error.

    Of the `known` words it is told those that occur; without any it has no hot words.
    """
    words = wrong = added = 0
    mistaken: list[tuple[str, str]] = []
    for chapter, sound in zip(chapters, sounds, strict=True):
        hints = hot_words((sentence.text for sentence in chapter.sentences), known)
        said = tokens(" ".join(words_of(sentence.spoken) for sentence in chapter.sentences))
        heard = tokens(" ".join(piece.text for piece in listener.hear(sound, hints)))
        alignment = align(said, heard)
        words += len(said)
        added += len(alignment.surplus)
        for token, place in zip(said, alignment.met, strict=True):
            if place is None or heard[place].text != token.text:
                wrong += 1
                mistaken.append((token.text, "" if place is None else heard[place].text))
    return Accuracy(words, wrong, added, tuple(mistaken))
