"""What the neural voices share: how words are given to the phonemiser, long sentences, and silence at the ends."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Container
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
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
_ALONE = "hibari_phonemiser"


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
    found: list[str] = []

    def guess(word: str, *_others: object) -> str:
        found.append(word)
        return ""

    return _phonemiser_alone().G2P(oov=guess, british=british), found


@cache
def _phonemiser_alone() -> ModuleType:
    """The phonemiser of the package `hibari` without the rest of it, which loads NumPy for 0.1 s: lint asks for words.

    It stands in a folder of its own that needs nothing of the others, and so is loaded as a package of its own.
    """
    package = find_spec("hibari")
    assert package is not None and package.submodule_search_locations, "the voice is only asked where it is installed"
    folder = Path(package.submodule_search_locations[0], "g2p")
    spec = spec_from_file_location(_ALONE, folder / "__init__.py", submodule_search_locations=[str(folder)])
    assert spec is not None and spec.loader is not None, "it is a file of Python"
    module = module_from_spec(spec)
    sys.modules[_ALONE] = module  # where its own parts look for each other
    spec.loader.exec_module(module)
    return module
