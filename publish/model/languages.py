"""What a language tag says of how text is written."""

from __future__ import annotations

from functools import lru_cache

import langcodes

_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"})  # ISO 15924


@lru_cache(maxsize=256)  # each run of a Word document asks
def script_of(language: str) -> str:
    """The script (ISO 15924) of a language (BCP 47 tag), "" where it has none and for what is no tag."""
    return langcodes.get(language).maximize().script or "" if langcodes.tag_is_valid(language) else ""


def direction(language: str) -> str:
    """Return "rtl" where the language (BCP 47 tag) is written from right to left, else "ltr"; so for what is no tag."""
    return "rtl" if script_of(language) in _RIGHT_TO_LEFT else "ltr"
