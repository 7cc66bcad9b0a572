"""A worker: a process of its own that does one task after the other, so that a plugin's death is only its own.

Run by `publish.building.supervision` with `python -m`. Its arguments are the folder to make for its temporary files,
and the number of a pipe that ends with its supervisor (none on Windows). Tasks come in on standard input, steps,
progress and results go out on what was standard output; whatever a plugin prints goes to standard error.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, NoReturn

from publish.contracts.process_state import be_worker, put_back
from publish.limits import MEGABYTE, Limits
from publish.logs import log_to_file

YOUNGEST = 50_000
"""New objects after which rubbish is looked for: with Python's 700, a factsheet's tree costs a seventh of its time."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a task tells its supervisor where it is: `step` before whatever may kill it, `progress` as a sign of life."""

    send: Callable[[str, Any], None]

    def step(self, step: Any) -> None:
        """Say what is begun now."""
        self.send("step", step)

    def progress(self, message: str, share: float) -> None:
        """Say how far it is."""
        self.send("progress", (message, share))


def main() -> None:
    """Do tasks until there are no more, or until the supervisor is gone."""
    log_to_file()
    be_worker()
    scratch = sys.argv[1]
    Path(scratch).mkdir(mode=0o700)
    if len(sys.argv) > 2:
        _watch(int(sys.argv[2]), scratch)
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)  # where it cannot send to a supervisor that is gone
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sending = threading.Lock()

    def send(kind: str, value: Any) -> None:
        with sending:
            pickle.dump((kind, value), answers)
            answers.flush()

    tasks: SimpleQueue[Any] = SimpleQueue()
    try:
        sys.path[:], module = pickle.load(requests)  # noqa: S301 — before tasks, whose modules are found by it
    except (EOFError, OSError, pickle.UnpicklingError):
        _end(scratch)
    threading.Thread(target=_receive, args=(requests, tasks, scratch), daemon=True).start()
    report = Report(send)
    gc.set_threshold(YOUNGEST)
    if module:
        with suppress(Exception):  # whoever needs it meets the reason
            import_module(module)
    while True:
        folder, variables, limits, function, arguments = tasks.get()
        send("begun", None)
        os.environ.clear()
        os.environ.update(variables)
        try:
            os.chdir(folder)
            _bound(limits)
            with put_back():  # and a child that a plugin left behind in a task ends with it
                answer: tuple[str, Any] = "result", function(report, *arguments)
        except Exception as error:  # noqa: BLE001 — the supervisor decides what becomes of it
            answer = "error", error
        send(*answer)  # what cannot be sent ends this process, and its task alone is named
        gc.collect(1)  # a Word file's parts refer to each other, and are megabytes that the collector does not count


def _watch(pipe: int, scratch: str) -> None:
    """Have a process of its own wait for the end of the supervisor, then end all that was started here.

    A thread of this one comes too late: a parser at work on a large file lets no other run. Linux can signal the end of
    the thread that started a worker, but not of its command, and macOS neither.
    """
    if os.fork():
        os.close(pipe)
        return
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(0, 1)
    os.dup2(0, 2)
    os.read(pipe, 1)  # nothing is ever written
    _end(scratch)


def _receive(requests: BinaryIO, tasks: SimpleQueue[Any], scratch: str) -> None:
    """Take in tasks; end at once when the supervisor is gone, with all that was started here.

    `scratch` is the folder for this worker's temporary files alone.
    """
    try:
        while True:
            tasks.put(pickle.load(requests))  # noqa: S301 — from the process that started this one
    except (EOFError, OSError, pickle.UnpicklingError):
        _end(scratch)
    except Exception as error:  # noqa: BLE001 — a task of a module that is not found here: nobody may wait for it
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        _end(scratch)


def _end(scratch: str) -> NoReturn:
    """End with all that was started here, and leave no temporary file."""
    shutil.rmtree(scratch, ignore_errors=True)
    if os.name == "posix":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _bound(limits: Limits) -> None:
    """Let the system refuse memory beyond the limit, where it can, and keep no image of a crash."""
    try:
        import resource
    except ImportError:  # Windows: the limit of memory does not hold there, and docs/limits.md says so
        return
    _, hardest = resource.getrlimit(resource.RLIMIT_DATA)
    most = limits.megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most if hardest < 0 else min(most, hardest), hardest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
