"""How much two wordings sound alike: a recogniser writes names it does not know, and homophones, as it likes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any

from publish.errors import MissingTool
from publish.speech.listening.ears import INSTALL
from publish.speech.listening.thresholds import NEARLY, SAME, SLIPS
from publish.speech.listening.tokens import Kind, Token

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def likeness(left: Iterable[Token], right: Iterable[Token]) -> float:
    """How much two runs of words sound alike, from 0 to 1."""
    return SequenceMatcher(None, _phones(_text(left)), _phones(_text(right)), autojunk=False).ratio()


def same_sound(expected: tuple[Token, ...], heard: tuple[Token, ...]) -> bool:
    """Whether what was heard is another spelling of the words: it sounds the same, or nearly so and is no English word.

    Where a number, negation, unit or decisive word is at stake only the very same sound will do: "two" and "to". In a
    long run, too, no more than a few sounds may differ.
    """
    left, right = _phones(_text(expected)), _phones(_text(heard))
    if any(token.exact for token in (*expected, *heard)):
        return left == right
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    slips = max(len(left), len(right)) - sum(block.size for block in matcher.get_matching_blocks())
    known = all(_is_word(token.surface) for token in heard)
    return slips <= SLIPS and matcher.ratio() >= (SAME if known else NEARLY)


def sounds(text: str) -> int:
    """How many sounds a text has."""
    return len(_phones(text))


def _text(run: Iterable[Token]) -> str:
    return " ".join(_DIGITS[int(token.text)] if token.kind is Kind.NUMBER else token.surface for token in run)


@lru_cache(maxsize=65_536)
def _phones(text: str) -> str:
    """The sounds of some words, all vowels alike: by the phonemiser of the voice, which knows rare words too."""
    sounds = re.sub(r"[^\w]|[ˈˌːˑʰ]", "", _phonemiser()(text, normalize_text=False)) if text else ""
    return re.sub(f"[{_VOWELS}]+", "ə", sounds.translate(_CONSONANTS))


_VOWELS = "ᵊᵻaAɑæɐəɛeɜiIɪɔOoʊuUʌWYQɒ"  # diphthongs have a letter of their own
_CONSONANTS = str.maketrans("ŋTɾ", "ntt")


@cache
def _phonemiser() -> Any:
    from hibari.g2p import G2P  # loaded at first use: it takes a second

    return G2P()


@lru_cache(maxsize=65_536)
def _is_word(word: str) -> bool:
    try:
        from wordfreq import zipf_frequency
    except ImportError as missing:
        raise MissingTool(f"Listening needs the package wordfreq. {INSTALL}") from missing
    return bool(zipf_frequency(word, "en") > 0)
