"""Stars after words, which a note takes up further down: “aspirin*”, “* not for children”."""

from __future__ import annotations

import re

_EMPHASIS = re.compile(r"(?<![\w*])(\*\*?)[^\s*](?:[^*]*[^\s*])?\1(?![\w*])")
_HANGING = re.compile(r"[^\s*|\\]\\?\*(?![\w*])")


def hangs(text: str) -> bool:
    """Whether a word of a text ends in a star that emphasises nothing."""
    return _HANGING.search(_EMPHASIS.sub("", text)) is not None
