"""What a language tag says of how text runs."""

from __future__ import annotations

import langcodes

_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"})  # ISO 15924


def direction(language: str) -> str:
    """Return "rtl" where the language (BCP 47 tag) is written from right to left, else "ltr"; so for what is no tag."""
    if not langcodes.tag_is_valid(language):
        return "ltr"
    script = langcodes.get(language).maximize().script
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
