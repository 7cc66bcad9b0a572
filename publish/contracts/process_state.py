"""What of a process its plugins may alter unawares: put back after each of them, so that no other edition meets it."""

from __future__ import annotations

import builtins
import gc
import operator
import os
import signal
import sys
import tempfile
import threading
from _signal import getsignal  # type: ignore[import-not-found]  # `signal` names each answer: 5,000 in a document
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

_CRIPPLED = 1
_SETTINGS: tuple[tuple[Callable[[], Any], Callable[[Any], object]], ...] = (
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (sys.getswitchinterval, sys.setswitchinterval),
    (sys.get_int_max_str_digits, sys.set_int_max_str_digits),
    (sys.gettrace, sys.settrace),
    (sys.getprofile, sys.setprofile),
    (gc.isenabled, lambda enabled: gc.enable() if enabled else gc.disable()),
)
_ATTRIBUTES = (
    (tempfile, "tempdir"),
    (sys, "stdin"),
    (sys, "stdout"),
    (sys, "stderr"),
    (sys, "excepthook"),
    (sys, "unraisablehook"),
    (threading, "excepthook"),
)
_SIGNALS = tuple(signal.valid_signals())  # to name them takes 0.05 ms, and a document asks thirty times
_is_worker = False


def be_worker() -> None:
    """Say that this process is a worker, in whose place another is started where it cannot be put back."""
    global _is_worker
    _is_worker = True


@contextmanager
def put_back() -> Iterator[None]:
    """Leave folder, variables, rights of new files, signals and the like as they were, whatever happened in between.

    It is against faults, as all of the boundary is. What packages set up for themselves, once, stays. A second process
    that comes out of it, as a plugin forked and its child went on, ends here: it would do all that follows once more.
    """
    process, ways = os.getpid(), _ways_back()
    try:
        yield
    finally:
        if os.getpid() != process:
            os._exit(_CRIPPLED)
        for way in ways:
            with suppress(OSError, ValueError):  # the folder may be gone
                way()


def _ways_back() -> list[Callable[[], object]]:
    rights = os.umask(0o077)  # which is told by nothing else
    os.umask(rights)
    ways: list[Callable[[], object]] = [
        *_limits(),
        *_alarms(),
        partial(os.umask, rights),
        partial(_variables, dict(os.environ)),
        *(partial(_setting, now, set_to, now()) for now, set_to in _SETTINGS),
        *(partial(setattr, module, name, getattr(module, name)) for module, name in _ATTRIBUTES),
        *(partial(_same, found, list(found)) for found in (sys.path, sys.meta_path, sys.path_hooks)),
        *(partial(_back_in, names, dict(names)) for names in (sys.modules, vars(builtins))),
        partial(_handlers, {number: getsignal(number) for number in _SIGNALS}),
    ]
    with suppress(OSError):
        ways.append(partial(os.chdir, Path.cwd()))
    return [*ways, _streams]


def _limits() -> list[Callable[[], object]]:
    """How each limit that the system sets to this process comes back, of open files for one."""
    try:
        import resource
    except ImportError:  # Windows has none
        return []
    return [partial(_limit, name, number, resource.getrlimit(number)) for name, number in _limit_numbers()]


@cache
def _limit_numbers() -> list[tuple[str, int]]:
    import resource

    return [(name, getattr(resource, name)) for name in dir(resource) if name.startswith("RLIMIT_")]


def _limit(name: str, number: int, before: tuple[int, int]) -> None:
    import resource

    if resource.getrlimit(number) == before:
        return
    try:
        resource.setrlimit(number, before)
    except (OSError, ValueError):  # lowered for good: nothing that this process did from here on would be right
        if _is_worker:
            with suppress(OSError):  # it may be the limit by which nothing is written
                os.write(2, f"its plugin lowered a limit of the process for good: {name}\n".encode())
            os._exit(_CRIPPLED)


def _alarms() -> list[Callable[[], object]]:
    """How each clock that sends this process a signal is as it was: one left running ends what comes next."""
    if sys.platform == "win32":
        return []
    clocks = (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF)
    ways: list[Callable[[], object]] = [partial(signal.setitimer, clock, *signal.getitimer(clock)) for clock in clocks]
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return [*ways, partial(signal.pthread_sigmask, signal.SIG_SETMASK, blocked)]


def _variables(before: dict[str, str]) -> None:
    if dict(os.environ) != before:
        os.environ.clear()
        os.environ.update(before)


def _same(found: list[Any], before: list[Any]) -> None:
    found[:] = before


def _back_in(names: dict[str, Any], before: dict[str, Any]) -> None:
    """What is new stays; what was removed or put in another's place is back."""
    if all(map(operator.is_, map(names.get, before), before.values())):
        return  # told without a line of Python for each of 1,500 modules, thirty times a document
    for name, value in before.items():
        if names.get(name) is not value:
            names[name] = value


def _handlers(before: dict[int, Any]) -> None:
    """A child of which no signal comes has no exit code: pandoc would seem to fail."""
    for number, handler in before.items():
        if handler is not None and getsignal(number) != handler:  # None: set by something else than Python
            signal.signal(number, handler)  # raises `ValueError` outside the main thread


def _setting(now: Callable[[], Any], set_to: Callable[[Any], object], before: Any) -> None:
    if now() != before:
        set_to(before)


def _streams() -> None:
    """Who closes an input or output of the process leaves its number to the next file that is opened."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it takes the lowest number that is free
