"""What the neural voices share: how words are given to the phonemiser, long sentences, and silence at the ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache
from typing import Any

from publish.contracts.voice import Mono, Spoken
from publish.errors import VoiceUnavailable

LONGEST = 400
"""Phonemes that a model is given at a time: Kokoro takes 510 signs, and both were made with shorter sentences."""

STRESS = re.compile(r"([ˈˌ])([^ˈˌ aAɑæɐəɛeɜiIɪɔOɒoQʊuUʌWYQᵊᵻ]+)")
"""A stress mark before its syllable, as IPA has it; the models have it before its vowel."""

_PLURAL = re.compile(r"\b((?:[A-Z]\.){2,})s\b")
_PLURALS = {"F": "s", "H": "ɪz", "S": "ɪz", "X": "ɪz"}

_CLAUSE = re.compile(r"(?<=[,;:—]) ")
_QUIETEST = 0.005  # of full scale: below it, the ends of a sentence are silence
_MARGIN_S = 0.03


def with_phonemes(sentence: Spoken, alphabet: Callable[[str], str], phonemiser: Any) -> str:
    """A sentence for the phonemiser: the pronunciations of the lexicon in the model's `alphabet`, in their places.

    An abbreviation of letters in the plural has its pronunciation too: left to the phonemiser, "T.K.I.s" is T, K, I, S.
    """

    def plural(letters: re.Match[str]) -> str:
        one = phonemiser(letters[1], normalize_text=False)
        return f"[{letters[0]}](/{one}{_PLURALS.get(letters[1][-2], 'z')}/)"

    text = " ".join(
        f"[{words.text}](/{alphabet(words.phoneme)}/)" if words.phoneme else _PLURAL.sub(plural, words.text)
        for words in sentence
    )
    return re.sub(r" ([.,;:!?])", r"\1", text)


def refuse_unknown_signs(sentence: Spoken, alphabet: Callable[[str], str], known: Container[str], voice: str) -> None:
    """Raise `VoiceUnavailable` for a pronunciation with a sign that a model does not know: it would leave it out."""
    for words in sentence:
        strange = sorted({sign for sign in alphabet(words.phoneme) if sign not in known})
        if strange:
            raise VoiceUnavailable(
                f"the voice {voice} lacks the sign {', '.join(strange)} in /{words.phoneme}/, which lexicon.pls "
                f"has for “{words.text}”. Write it there in the IPA of British English."
            )


def clauses(phonemes: str) -> list[str]:
    """Phonemes in runs that a model takes, cut at clauses. One clause stays whole, however long: see `at_words`."""
    runs: list[str] = []
    for clause in _CLAUSE.split(phonemes):
        if runs and len(runs[-1]) + len(clause) < LONGEST:
            runs[-1] += f" {clause}"
        else:
            runs.append(clause)
    return [run for run in runs if run.strip()]


def at_words(phonemes: str, longest: int) -> list[str]:
    """A clause in runs of at most `longest` signs, cut between words; a word that is longer is cut too."""
    runs: list[str] = []
    for word in phonemes.split():
        for start in range(0, len(word), longest):
            piece = word[start : start + longest]
            if runs and len(runs[-1]) + 1 + len(piece) <= longest:
                runs[-1] += f" {piece}"
            else:
                runs.append(piece)
    return runs


def trimmed(mono: Mono, rate: int) -> Mono:
    """Without the silence at both ends, so that pauses are as long as the script has them."""
    import numpy as np  # here, not above: lint asks for words alone, and it takes a tenth of a second

    loud = np.flatnonzero(np.abs(mono) > _QUIETEST)
    if not len(loud):
        return mono[:0]
    margin = int(_MARGIN_S * rate)
    return mono[max(0, loud[0] - margin) : loud[-1] + margin]


def guessed(sentence: Spoken, *, british: bool) -> tuple[str, ...]:
    """The words that no lexicon of the phonemiser has; a small network guesses how those are said."""
    dictionary, found = _dictionary(british=british)
    found.clear()
    for words in sentence:
        if not words.phoneme:
            dictionary(words.text, normalize_text=False)
    return tuple(found)


@lru_cache(maxsize=2)
def _dictionary(*, british: bool) -> tuple[Any, list[str]]:
    from hibari.g2p import G2P  # loaded at first use: it takes half a second

    found: list[str] = []

    def guess(word: str, *_others: object) -> str:
        found.append(word)
        return ""

    return G2P(oov=guess, british=british), found
