"""Marks in the text of a file for words that a person has to look at, carried through a converter to the page."""

from __future__ import annotations

import re

from publish.importing.html.icons import GUESSED

OPEN, CLOSE = "\ufdd5", "\ufdd6"
"""Around such words: characters that no text can hold."""

UNKNOWN = "\ufddd"
"""Stands for a sign that nobody knows, until a mark for a person takes its place."""

_BETWEEN = re.compile(f"{CLOSE}(\\s*){OPEN}")


def marked_spans(page: str) -> str:
    """The marks in a page as elements."""
    page = page.replace(UNKNOWN, f"{OPEN}?{CLOSE}")
    page = _BETWEEN.sub(r"\1", page)
    return page.replace(OPEN, f'<span {GUESSED}="yes">').replace(CLOSE, "</span>")
