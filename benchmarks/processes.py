"""What Linux tells of processes: what they have started, whether they are gone, how much memory they have."""

from __future__ import annotations

import time
from pathlib import Path


def children(parent: int) -> list[int]:
    """The processes that a process has started; none where it has ended."""
    found: list[int] = []
    try:
        for thread in Path(f"/proc/{parent}/task").iterdir():  # a worker is the child of the thread that started it
            found += [int(number) for number in (thread / "children").read_text().split()]
    except OSError:
        return []
    return found


def wait_until_gone(processes: list[int], within_s: float) -> None:
    """Wait until processes have ended, but no longer than `within_s`."""
    end = time.monotonic() + within_s
    while time.monotonic() < end and any(Path(f"/proc/{number}").exists() for number in processes):
        time.sleep(0.05)


def megabytes(process: int, *, highest: bool = False) -> float:
    """The memory that a process has now, or its highest so far; 0 where it has ended."""
    name = "VmHWM:" if highest else "VmRSS:"
    try:
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
