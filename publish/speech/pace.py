"""How fast an edition is read: in words a minute, pauses included."""

from __future__ import annotations

import re

USUAL_RATE = 150
"""The rate at which the voices speak by themselves: the factsheet, read by heart, comes to 153 words a minute."""

SLOWEST, FASTEST = 110, 190
"""People who read to others stay within these; a player goes further. At both, all is heard as at 150."""


def pace(rate: int) -> float:
    """How many times as fast as by themselves the voices are to speak, and how many times shorter pauses are."""
    return rate / USUAL_RATE


_NAME_OF_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]\.")
_AS_LONG_AS = 3
"""Letters of a word that last as long as the name of one: heart says 13 names in 2.6 s, 53 letters in 3.0 s."""


def length(words: str) -> int:
    """How long words are to say, in letters: "D.N.A." is three words, not three letters."""
    names = len(_NAME_OF_LETTER.findall(words))
    return sum(sign.isalnum() for sign in words) + names * (_AS_LONG_AS - 1)
