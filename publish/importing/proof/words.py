"""What counts as a word in the proof: runs of letters and digits, and the signs that change what a number says."""

from __future__ import annotations

import re
from unicodedata import normalize

from publish.model.characters import without_forbidden

_WORD = re.compile(r"[^\W_]+|[−≥≤±%£€°×÷]")
_SAME = str.maketrans({"\u00ad": "", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})


def words(text: str) -> list[str]:
    """The words of a text in order, in composed form."""
    return _WORD.findall(normalize("NFC", without_forbidden(text, kept="\x1e\x1f")).translate(_SAME))
