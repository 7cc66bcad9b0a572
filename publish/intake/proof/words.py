"""What counts as a word in the proof: runs of letters and digits, and the signs that change what a number says."""

from __future__ import annotations

import re
from unicodedata import normalize

_WORD = re.compile(r"[^\W_]+|[−≥≤±%£€°×÷]")


def words(text: str) -> list[str]:
    """The words of a text in order, in composed form."""
    return _WORD.findall(normalize("NFC", text).replace("\u00ad", ""))
