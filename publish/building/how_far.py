"""How far a build of many documents is, in words: how many are done, how long the rest takes, what is being made."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

_PAUSE_S = 1.0  # between two messages about many documents: a log is to be read
_ENOUGH = 3  # documents built before anything is said of the rest


class HowFar:
    """Counts the documents of one build and hands what their workers report on, with the count before it."""

    def __init__(self, total: int, progress: Callable[[str, float], None]) -> None:
        """Take the number of documents, and whom to tell."""
        self._total = total
        self._progress = progress
        self._found = 0
        self._built = 0
        self._start = time.monotonic()
        self._last = 0.0
        self._lock = threading.Lock()

    def found(self) -> None:
        """Count a document that had nothing to do."""
        self._found += 1
        self._start = time.monotonic()  # the rest are built from here on

    def built(self) -> None:
        """Count a document that was built."""
        self._built += 1

    def making(self, source: Path, message: str, share: float) -> None:
        """Tell what is being made of a source. For any thread."""
        with self._lock:
            if self._total == 1:
                self._progress(message, share)
                return
            if time.monotonic() - self._last < _PAUSE_S:
                return
            self._last = time.monotonic()
            done = self._found + self._built
            words = f"{done} of {self._total} documents{self._left(done)}: {source.stem}: {message}"
            self._progress(words, done / self._total)

    def _left(self, done: int) -> str:
        if self._built < _ENOUGH:
            return ""
        seconds = (time.monotonic() - self._start) / self._built * (self._total - done)
        return f", {seconds / 60:.0f} min left" if seconds >= 90 else f", {seconds:.0f} s left"
