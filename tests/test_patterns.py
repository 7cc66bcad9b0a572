"""No pattern of ours blows up on a long run of one sign: a line of a source may have 50,000."""

from __future__ import annotations

import inspect
import re
import signal
import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import formats
import publish

SIGNS = ("1", " ", "\n", "\u00a0", "a", "_", "[", "(", "<", "-", ":", "–", "“", "1 ", "a ", "1.")
LENGTH, SECONDS = 1_500, 3
"""Of processor time. What takes time by the square of the length takes 0.1 to 0.5 here; by its third power, minutes."""

SHORT, AT_ONCE = 500, 0.1
"""What is done with a third of it at once takes less than that with all of it: by the third power, 27 times as much."""


def patterns() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Each pattern with its place, and the verb that its module uses: one that looks everywhere, where it has one."""
    seen = set()
    for package in (publish, formats):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith(("worker", "__main__")):
                continue
            loaded = import_module(module.name)
            source = inspect.getsource(loaded)
            for name, value in vars(loaded).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and value not in seen:
                    seen.add(value)
                    verbs = set(re.findall(rf"\b{name}\.(search|finditer|findall|sub|split|match|fullmatch)\(", source))
                    anchored = verbs and verbs <= {"match", "fullmatch"}
                    yield f"{module.name}.{name}", value, min(verbs) if anchored else "finditer"


class _TooLong(Exception):
    pass


def _too_long(*_signal: object) -> None:
    raise _TooLong


def within(pattern: re.Pattern[str], verb: str, text: str, seconds: float) -> bool:
    """Whether a pattern is done with a text in so many seconds of processor time."""
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        found = getattr(pattern, verb)(text)
        for _ in found if verb == "finditer" else ():
            pass
    except _TooLong:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="no timer of processor time")
def test_no_pattern_takes_long_for_a_long_run_of_one_sign() -> None:
    slow = []
    before = signal.signal(signal.SIGVTALRM, _too_long)
    try:
        for name, pattern, verb in patterns():
            for sign in SIGNS:
                long, short = (f"{(sign * length)[:length]}\x01" for length in (LENGTH, SHORT))
                if not (within(pattern, verb, short, AT_ONCE) or within(pattern, verb, long, SECONDS)):
                    slow.append(f"{name} with {sign!r}: more than {SECONDS} s")
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert not slow, "\n".join(slow)
