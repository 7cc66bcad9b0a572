"""Loggers: what the library tells those who look for a fault. They are silent until a program listens to them.

The command line and its workers write them to the file that PUBLISH_LOG names; a program that uses the library sets up
the logger `publish`.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path


def log_to_file() -> None:
    """Append the log of this process to the file that PUBLISH_LOG names; a file that cannot be written has none."""
    named = os.environ.get("PUBLISH_LOG")
    if not named:
        return
    try:
        handler = logging.FileHandler(Path(named), encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(name)s: %(message)s"))
    logger = logging.getLogger("publish")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
