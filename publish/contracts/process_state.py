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

_CRIPPLED = 1
_SIGNALS = tuple(signal.valid_signals())  # to name them takes 0.05 ms, and a document asks thirty times
_is_worker = False


def be_worker() -> None:
    """Say that this process is a worker, in whose place another is started where it cannot be put back."""
    global _is_worker
    _is_worker = True


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
        *_limits(),
        partial(os.umask, rights),
        partial(_variables, dict(os.environ)),
        partial(sys.setrecursionlimit, sys.getrecursionlimit()),
        partial(setattr, tempfile, "tempdir", tempfile.tempdir),
        partial(_streams, sys.stdout, sys.stderr),
        partial(_modules, list(sys.path)),
        partial(_handlers, {number: signal.getsignal(number) for number in _SIGNALS}),
    ]
    with suppress(OSError):
        ways.append(partial(os.chdir, Path.cwd()))
    return ways


def _limits() -> list[Callable[[], object]]:
    """How each limit that the system sets to this process comes back, of open files for one."""
    try:
        import resource
    except ImportError:  # Windows has none
        return []
    names = [name for name in dir(resource) if name.startswith("RLIMIT_")]
    return [partial(_limit, name, resource.getrlimit(getattr(resource, name))) for name in names]


def _limit(name: str, before: tuple[int, int]) -> None:
    import resource

    number = getattr(resource, name)
    if resource.getrlimit(number) == before:
        return
    try:
        resource.setrlimit(number, before)
    except (OSError, ValueError):  # lowered for good: nothing that this process did from here on would be right
        if _is_worker:
            with suppress(OSError):  # it may be the limit by which nothing is written
                os.write(2, f"its plugin lowered a limit of the process for good: {name}\n".encode())
            os._exit(_CRIPPLED)


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
