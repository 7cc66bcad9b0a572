"""What a language tag (BCP 47) says: its language, its script, and how text in it is written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

COMMON: Mapping[str, str] = {
    tag: tag.partition("-")[0]
    for tag in ("en", "en-GB", "en-US", "en-IE", "cy", "ga", "gd", "fr", "de", "es", "it", "pl", "pt", "la")
}
"""Tags that are right as they stand, all of languages in Latin letters, each with its language.

What has no other needs no table of all languages, which takes 0.04 s to load: a tenth of what it takes to start.
"""

_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"})  # ISO 15924


@lru_cache(maxsize=256)  # each run of a Word document asks
def language_and_script(tag: str) -> tuple[str, str] | None:
    """The language of a tag, and its script (ISO 15924), "" where it has none; None for what is no tag."""
    if tag in COMMON:
        return COMMON[tag], "Latn"
    import langcodes  # here, not above: see `COMMON`

    if not langcodes.tag_is_valid(tag):
        return None
    found = langcodes.get(tag)
    return str(found.language), found.maximize().script or ""


def script_of(language: str) -> str:
    """The script (ISO 15924) of a language (BCP 47 tag), "" where it has none and for what is no tag."""
    found = language_and_script(language)
    return found[1] if found is not None else ""


def direction(language: str) -> str:
    """Return "rtl" where the language (BCP 47 tag) is written from right to left, else "ltr"; so for what is no tag."""
    return "rtl" if script_of(language) in _RIGHT_TO_LEFT else "ltr"
