"""How well the quick recogniser understands a voice: the figure by which voices and lexicon are judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from publish.speech.listening.hearing import Listener, Sound
from publish.speech.listening.tokens import tokens, tokens_in
from publish.speech.script import Chapter
from publish.speech.wording import words_of


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Words of the script, how many were not heard as such, and how many were heard besides."""

    words: int
    wrong: int
    added: int

    @property
    def error_rate(self) -> float:
        """Word error rate: wrong and added words for each word said."""
        return (self.wrong + self.added) / self.words if self.words else 0.0


def accuracy(chapters: Sequence[Chapter], sounds: Sequence[Sound], listener: Listener) -> Accuracy:
    """Listen to chapters with the quick ear and count exactly: spelling is an error."""
    words = wrong = added = 0
    for chapter, sound in zip(chapters, sounds, strict=True):
        said = tokens(" ".join(words_of(sentence.spoken) for sentence in chapter.sentences))
        heard = [token for token, _ in tokens_in(listener.hear(sound.pieces))]
        same = sum(block.size for block in SequenceMatcher(None, said, heard, autojunk=False).get_matching_blocks())
        words += len(said)
        wrong += len(said) - same
        added += max(0, len(heard) - len(said))
    return Accuracy(words, wrong, added)
