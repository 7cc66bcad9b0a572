"""Words by how often they are used: rare ones that a recogniser is told, ordinary ones that it knows.

It is told only what the publisher has written down as terms or hard to say. So nothing that matters is put in its
mouth, and nothing only because the script wants to hear it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from publish.errors import MissingTool
from publish.model.publication import Publication
from publish.speech.listening.ears import INSTALL
from publish.speech.listening.tokens import Token, tokens

RARE = 3.3  # on the Zipf scale, where 3 is one word in a million and 6 one in a thousand
_MOST = 40
_SHORTEST = 3  # letters
_NAME = 6  # letters: the shortest word that is taken for a name
_ENDING = 2  # letters by which forms of one word differ
_WORD = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]{4,})*")


def known_words(publication: Publication) -> frozenset[str]:
    """The words, in small letters, of the lexicon's and the glossary's entries."""
    terms = [form for entry in publication.glossary for form in (entry.term, *entry.also)]
    written = (*terms, *(lexeme.grapheme for lexeme in publication.lexicon))
    return frozenset(word.casefold() for text in written for word in _WORD.findall(text))


def hot_words(texts: Iterable[str], known: Collection[str]) -> str:
    """The rare words of texts that are known, in their order; never digits, units, negations or common words.

    Args:
        texts: what is to be said.
        known: words in small letters, as `known_words` has them.

    Raises:
        MissingTool: the word list is not installed.

    """
    found: dict[str, None] = {}
    for text in texts:
        for word in _WORD.findall(text):
            rare = word.casefold() in known and _frequency(word) < RARE
            if rare and not any(token.exact for token in tokens(word)):
                found.setdefault(word)
    return ", ".join(list(found)[:_MOST])


def ordinary(token: Token) -> bool:
    """Whether a recogniser that writes another word for this one has heard another one.

    It knows the sound of words that are not rare. Letters it writes as it can, and words of two are hardly said.
    Raises `MissingTool`: the word list is not installed.
    """
    return len(token.surface) >= _SHORTEST and token.surface.islower() and _frequency(token.surface) >= RARE


def another_name(expected: Token, heard: Token) -> bool:
    """Whether a rare word was heard that is another one than was to be said, as of two medicines with one ending.

    Recognisers write a rare word as they can ("warfrign"), and hardly ever as another rare word that there is. Forms of
    one word ("platelet", "platelets") are none. Raises `MissingTool`: the word list is not installed.
    """
    shorter = min(len(expected.text), len(heard.text)) - _ENDING
    return (
        shorter >= _NAME - _ENDING
        and not (expected.exact or heard.exact)
        and expected.text[:shorter] != heard.text[:shorter]
        and heard.surface.islower()
        and 0 < _frequency(heard.surface) < RARE
    )


def _frequency(word: str) -> float:
    try:
        from wordfreq import zipf_frequency
    except ImportError as missing:
        raise MissingTool(f"Listening needs the package wordfreq. {INSTALL}") from missing
    return zipf_frequency(word, "en")
