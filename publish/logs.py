"""Loggers: what the library tells those who look for a fault. They are silent until a program listens to them.

The command line and its workers write them to the file that PUBLISH_LOG names; a program that uses the library sets up
the logger `publish`.
"""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from pathlib import Path

_UNWAITED = getattr(os, "O_NONBLOCK", 0)


class _LogFile(logging.FileHandler):
    """A file that stops nothing: a pipe is not waited for, and a full disk has no traceback printed for each line."""

    def _open(self) -> TextIOWrapper:
        # What a message quotes of a source or a name may hold half a character.
        return open(self.baseFilename, "a", encoding="utf-8", errors="backslashreplace", opener=_opened)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 — its name in `logging`
        """Go on without a line that cannot be written."""


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | _UNWAITED, 0o666)


def log_to_file() -> None:
    """Append the log of this process to the file that PUBLISH_LOG names; a file that cannot be written has none."""
    named = os.environ.get("PUBLISH_LOG")
    if not named:
        return
    try:
        handler = _LogFile(Path(named))
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(name)s: %(message)s"))
    logger = logging.getLogger("publish")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
