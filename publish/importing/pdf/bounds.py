"""A PDF read by a process of its own, within bounds of time and memory: a file may be made to take both without end."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from publish.errors import SourceError

SECONDS = 120
"""How long a file may take; the 200 pages of a handbook take a quarter of it."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a PDF holds: its content as a page, and its words by another reader.

    `furniture` are lines that stand on every page; `parted` are the two parts of words broken at the ends of lines, and
    `joined` those words whole; `glued` are the marks of notes that the other
    reader takes for a part of the word before; `doubts` is what a person has to look at.
    """

    page: str
    words: str
    tagged: bool
    furniture: tuple[str, ...]
    parted: tuple[str, ...]
    joined: tuple[str, ...]
    glued: tuple[str, ...]
    doubts: tuple[str, ...]


@lru_cache(maxsize=1)
def extracted(path: Path, data: bytes) -> Extracted:
    """The content of a PDF. Raises `SourceError` where it cannot be read, or not within the bounds."""
    del data  # stands among the arguments so that a file that has changed is read anew
    command = [sys.executable, "-m", "publish.importing.pdf.worker", str(path)]
    try:
        completed = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise SourceError(path, 0, f"this PDF could not be read within {SECONDS} seconds. Save it in parts.") from None
    try:
        answer = json.loads(completed.stdout)
    except ValueError:
        raise SourceError(path, 0, "this PDF is damaged, or takes more memory than any document needs.") from None
    if "refused" in answer:
        raise SourceError(path, 0, answer["refused"])
    return Extracted(
        answer["page"],
        answer["words"],
        answer["tagged"],
        tuple(answer["furniture"]),
        tuple(answer["parted"]),
        tuple(answer["joined"]),
        tuple(answer["glued"]),
        tuple(answer["doubts"]),
    )
