"""A source's text in two: front matter and body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from publish.errors import SourceError

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """A source's text in two: the YAML with its first line, and the body on the very lines that it has in the file."""

    yaml: str
    body: str


def split(path: Path, text: str) -> Split:
    """Part front matter and body. Raises `SourceError` where there is no front matter or it does not end."""
    if not text.strip():
        raise SourceError(path, 0, "the file is empty. A source starts with front matter between two lines of ---.")
    opening = _FENCE.match(text)
    if opening is None:
        raise SourceError(
            path, 1, "there is no front matter. Start the file with --- and give title, lang and summary."
        )
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        raise SourceError(path, 1, "the front matter does not end. Close it with a line of ---.")
    lines = text.count("\n", 0, closing.end())
    return Split(text[opening.end() + 1 : closing.start()], "\n" * lines + text[closing.end() :])
