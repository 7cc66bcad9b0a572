"""Workers under supervision: what dies, hangs or takes too much memory ends its worker, and a new one goes on."""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from secrets import token_hex
from typing import Any, BinaryIO

from publish.errors import Unforeseen, UsageError
from publish.limits import Limits, limits

_TICK_S = 0.25
_START_S = 120  # in which a worker must have read its modules, on a machine however busy
_LAST_S = 5.0  # in which a worker whose answers have ended has ended itself
_LONGEST = 200  # characters of a worker's last words

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Died:
    """A worker ended before its task did: at which step (None: before the first), why, and whether by a signal."""

    step: Any
    reason: str
    killed: bool = False


class Worker:
    """One worker process, started when there is something to do and again after each death. For one thread.

    Its temporary files are in a folder of its own, which goes with it: a process that is killed cleans up nothing. It
    makes that folder itself, so that none is left of a worker that was killed before it began.
    """

    def __init__(self) -> None:
        self.path = tuple(sys.path)
        self.busy = False
        self._limits = Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[Any] = SimpleQueue()
        self._words: BinaryIO | None = None
        self._scratch = ""
        self._life: BinaryIO | None = None

    def run(self, task: Callable[..., Any], *arguments: Any, progress: Progress) -> Any:
        """What a task gives, or `Died`. Raises what it raises, and `UsageError` for limits that are no numbers."""
        try:
            self._limits = limits()
        except ValueError as error:
            raise UsageError(str(error)) from None
        self.busy = True
        try:
            self._ask(task, arguments)
        except OSError:  # it has ended while it had nothing to do
            self.close()
            self._ask(task, arguments)
        try:
            return self._outcome(progress)
        finally:
            self.busy = False

    def _outcome(self, progress: Progress) -> Any:
        step, alive, patience = None, time.monotonic(), max(_START_S, self._limits.seconds)
        while True:
            try:
                answer = self._answers.get(timeout=_TICK_S)
            except Empty:
                if time.monotonic() - alive > patience:
                    self.close()
                    return Died(step, f"it did nothing for {patience:.0f} seconds and was stopped")
                continue
            alive, patience = time.monotonic(), self._limits.seconds
            if answer is None:
                reason, code = self._cause()
                return Died(step, reason, killed=code < 0)
            kind, value = answer
            if kind == "step":
                step = value
            elif kind == "progress":
                try:
                    progress(*value)
                except BaseException:  # whoever listens has had enough, and the worker is still at work
                    self.close()
                    raise
            elif kind == "error":
                raise value
            elif kind == "result":
                return value

    def close(self) -> None:
        """End the process, with all that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, self._words, self._life):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def start(self, module: str = "") -> None:
        """Start the process before there is a task, and have it read the module of its first one meanwhile."""
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 — open as long as the process
        self._scratch = str(Path(tempfile.gettempdir(), f"publish-{token_hex(8)}").absolute())
        self._answers = SimpleQueue()
        pipe: tuple[int, ...] = ()
        if os.name == "posix":
            reading, writing = os.pipe()
            self._life = os.fdopen(writing, "wb")  # never written to: that it ends tells that this process has
            pipe = (reading,)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "publish.building.task_worker", self._scratch, *map(str, pipe)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._words,
                pass_fds=pipe,
                start_new_session=True,  # so that it ends with all its children, and Ctrl-C reaches this process alone
            )
        finally:
            for reading in pipe:
                os.close(reading)
        threading.Thread(target=_receive, args=(self._process.stdout, self._answers), daemon=True).start()
        self._send((list(self.path), module))

    def _ask(self, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        if self._process is None:
            self.start()
        variables = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._scratch)}
        self._send((str(Path.cwd()), variables, self._limits, task, arguments))

    def _send(self, request: Any) -> None:
        assert self._process is not None and self._process.stdin is not None, "it has just been started"
        self._process.stdin.write(pickle.dumps(request))
        self._process.stdin.flush()

    def _cause(self) -> tuple[str, int]:
        """Why the process ended, with its last words, and its exit code: below 0 for a signal."""
        process, words = self._process, self._words
        assert process is not None and words is not None, "a process has just ended"
        try:
            code = process.wait(_LAST_S)
        except subprocess.TimeoutExpired:  # it is at work, and waits for somebody to take the rest of its answer
            self.close()
            return "its process gave an answer that cannot be read", 0
        words.seek(0)
        lines = words.read()[-4_000:].decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")[:_LONGEST]
        self.close()
        how = f"was ended by the signal {_signal(-code)}" if code < 0 else f"ended with the exit code {code}"
        return f"its process {how}{f' ({last})' if last else ''}", code


def start_ahead(number: int, module: str) -> None:
    """Start workers that are about to be needed: they read `module` while this process still reads its own.

    A build of one factsheet so begins 0.4 s earlier. What goes wrong here goes wrong again with their first task, which
    says so.
    """
    for _ in range(min(number, _MOST_IDLE) - len(_idle)):
        worker = Worker()
        with contextlib.suppress(OSError):
            worker.start(module)
        _idle.append(worker)


_idle: list[Worker] = []
_MOST_IDLE = os.cpu_count() or 1


def hired() -> Worker:
    """A worker that has nothing to do and has read its modules already, else a new one."""
    while _idle:
        worker = _idle.pop()
        if worker.path == tuple(sys.path):
            return worker
        worker.close()
    return Worker()


def dismissed(worker: Worker) -> None:
    """Keep a worker for the next build of this process; one that is still at work is ended."""
    if worker.busy or len(_idle) >= _MOST_IDLE:
        worker.close()
    else:
        _idle.append(worker)


def supervised(task: Callable[..., Any], *arguments: Any) -> Any:
    """What one task gives, done by a worker. Raises what it raises, and `Unforeseen` where its worker died or hung."""
    worker = hired()
    try:
        outcome = worker.run(task, *arguments, progress=lambda _message, _share: None)
    finally:
        dismissed(worker)
    if isinstance(outcome, Died):
        raise Unforeseen(outcome.reason)
    return outcome


@atexit.register
def _close_idle() -> None:
    while _idle:
        _idle.pop().close()


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _receive(answers: BinaryIO, queue: SimpleQueue[Any]) -> None:
    """Hand on what a worker says; None when it says no more."""
    try:
        while True:
            queue.put(pickle.load(answers))  # noqa: S301 — from the process that was started here
    except Exception:  # noqa: BLE001 — the end of the process, in the middle of an answer or after it
        queue.put(None)
