"""A PDF read by a process of its own, within bounds of time and memory: a file may be made to take both without end."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

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


_ALONE = Lock()  # both readers of an import ask at once, and a cache alone would start two processes for one file


def extracted(path: Path, data: bytes) -> Extracted:
    """The content of a PDF. Raises `SourceError` where it cannot be read, or not within the bounds."""
    with _ALONE:
        found = _extracted(path, data)
    if isinstance(found, str):
        raise SourceError(path, 0, found)
    return found


@lru_cache(maxsize=1)
def _extracted(path: Path, data: bytes) -> Extracted | str:
    """The content, or why there is none: both are kept, so that the second reader need not wait for either again."""
    del data  # stands among the arguments so that a file that has changed is read anew
    command = [sys.executable, "-P", "-m", "publish.importing.pdf.worker", str(path)]
    try:
        completed = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        answer = json.loads(completed.stdout)
    except subprocess.TimeoutExpired:
        return f"this PDF could not be read within {SECONDS} seconds. Save it in parts."
    except ValueError:
        return "this PDF is damaged, or takes more memory than any document needs. Save it again, or in parts."
    if "refused" in answer:
        return str(answer["refused"])
    lists = (tuple(answer[name]) for name in ("furniture", "parted", "joined", "glued", "doubts"))
    return Extracted(answer["page"], answer["words"], answer["tagged"], *lists)
