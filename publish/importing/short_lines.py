"""Short lines below each other that no blank line parts: a label and its dose, or the items of a list without signs.

"Morning" over "5 mg" over "Evening" over "10 mg" as one line may give the dose of another time.
"""

from __future__ import annotations

import re

_MOST_WORDS, _LONGEST = 4, 30  # of such a line; words and characters
_ENDED = re.compile(r"[.!?:;,…\\][\"”’')\]*_]*$")
OPEN_WORD = re.compile(
    r"(?:[,–—-]|\b(?:a|an|and|as|at|be|by|for|from|in|is|are|of|on|or|that|the|their|to|was|were|which|who|with|your))$",
    re.IGNORECASE,
)
"""The end of a line that goes on with the next."""

CARRIES_ON = re.compile(r"(?:and|or|but|nor|with|without|to|of|unless|if|not|than|which|who|that|for|by)\b|[xX×] ?\d")
"""The start of a line that goes on from the one before it."""


def apart(before: str, line: str) -> bool:
    """Whether two lines in a row are so short that somebody ended the first, though no sentence ends there."""
    before, line = before.strip(), line.strip()
    if OPEN_WORD.search(before) or CARRIES_ON.match(line) or _ENDED.search(before):
        return False
    return all(len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS for text in (before, line))
