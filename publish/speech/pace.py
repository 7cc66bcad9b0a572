"""How fast an edition is read: in words a minute, pauses included."""

from __future__ import annotations

USUAL_RATE = 150
"""The rate at which the voices speak by themselves: the factsheet, read by heart, comes to 153 words a minute."""

SLOWEST, FASTEST = 110, 190
"""People who read to others stay within these; a player goes further. At both, all is heard as at 150."""


def pace(rate: int) -> float:
    """How many times as fast as by themselves the voices are to speak, and how many times shorter pauses are."""
    return rate / USUAL_RATE
