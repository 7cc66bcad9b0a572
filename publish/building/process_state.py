"""What of a process its plugins may alter unawares: put back after each of them, so that no other edition meets it."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any


@contextmanager
def put_back() -> Iterator[None]:
    """Leave folder, variables, rights of new files, signals and the like as they were, whatever happened in between.

    It is against faults, as all of the boundary is. What packages set up for themselves, once, stays.
    """
    ways = _ways_back()
    try:
        yield
    finally:
        for way in ways:
            with suppress(OSError, ValueError):  # the folder may be gone
                way()


def _ways_back() -> list[Callable[[], object]]:
    rights = os.umask(0o077)  # which is told by nothing else
    os.umask(rights)
    ways: list[Callable[[], object]] = [
        partial(os.umask, rights),
        partial(_variables, dict(os.environ)),
        partial(sys.setrecursionlimit, sys.getrecursionlimit()),
        partial(setattr, tempfile, "tempdir", tempfile.tempdir),
        partial(_streams, sys.stdout, sys.stderr),
        partial(_modules, list(sys.path)),
        partial(_handlers, {number: signal.getsignal(number) for number in signal.valid_signals()}),
    ]
    with suppress(OSError):
        ways.append(partial(os.chdir, Path.cwd()))
    return ways


def _variables(before: dict[str, str]) -> None:
    if dict(os.environ) != before:
        os.environ.clear()
        os.environ.update(before)


def _modules(before: list[str]) -> None:
    sys.path[:] = before


def _handlers(before: dict[int, Any]) -> None:
    """A child of which no signal comes has no exit code: pandoc would seem to fail."""
    for number, handler in before.items():
        if handler is not None and signal.getsignal(number) != handler:  # None: set by something else than Python
            signal.signal(number, handler)  # raises `ValueError` outside the main thread


def _streams(out: Any, err: Any) -> None:
    sys.stdout, sys.stderr = out, err
