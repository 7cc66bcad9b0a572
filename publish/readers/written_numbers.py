"""Whole numbers that a file writes as text: any reader may meet one of 5,000 digits, or in figures of no program."""

from __future__ import annotations

import re

MOST = 10**9
"""What a number of more digits counts as: no page, column or level of a document comes near."""

# Not by `isdigit`, which takes "²": that is no number to `int`.
_NUMBER = re.compile(r"[+-]?0*(\d{0,9})(\d*)", re.ASCII)


def written_number(text: str | None, otherwise: int = 0) -> int:
    """A whole number in the digits 0 to 9, no more than `MOST`; `otherwise` where it is none."""
    text = (text or "").strip()
    found = _NUMBER.fullmatch(text)
    if found is None or not text[-1:].isdecimal():
        return otherwise
    number = MOST if found[2] else int(found[1] or 0)
    return -number if text.startswith("-") else number
