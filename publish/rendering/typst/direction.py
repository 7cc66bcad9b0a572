"""Which languages a paged edition can be made of, and proved complete."""

from __future__ import annotations

_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})

UNPROVED = "text that runs from right to left cannot yet be read back from a PDF, so that nothing would be proved"


def right_to_left(tag: str) -> bool:
    """Whether text in a language (BCP 47 tag) runs from right to left."""
    language, *rest = tag.casefold().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return script in _SCRIPTS if script else language in _LANGUAGES
