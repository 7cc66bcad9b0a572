"""Words of a text that a recogniser should expect: rare ones only, so that nothing that matters is put in its mouth."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.errors import MissingTool
from publish.speech.listening.ears import INSTALL
from publish.speech.listening.tokens import tokens

RARE = 3.3  # on the Zipf scale, where 3 is one word in a million and 6 one in a thousand
_MOST = 40
_WORD = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]{4,})*")


def hot_words(texts: Iterable[str]) -> str:
    """The rare words of texts in their order; never digits, units, negations or common words.

    Raises:
        MissingTool: the word list is not installed.

    """
    try:
        from wordfreq import zipf_frequency
    except ImportError as missing:
        raise MissingTool(f"Listening needs the package wordfreq. {INSTALL}") from missing
    found: dict[str, None] = {}
    for text in texts:
        for word in _WORD.findall(text):
            if zipf_frequency(word, "en") < RARE and not any(token.exact for token in tokens(word)):
                found.setdefault(word)
    return ", ".join(list(found)[:_MOST])
