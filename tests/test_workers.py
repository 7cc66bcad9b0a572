"""A worker ends with the command that started it, whatever it is at."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publish.building.supervision import supervised
from tests.conftest import REPOSITORY

SUPERVISOR = (
    "from publish.building.supervision import supervised; from tests.test_workers import holds_on; "
    "import sys; supervised(holds_on, sys.argv[1])"
)


def holds_on(_report: object, note: str) -> None:
    """Say who this is, then let no other thread run for long, as a parser in C does."""
    Path(note).write_text(str(os.getpid()), encoding="ascii")
    ctypes.PyDLL(None).sleep(300)


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name != "posix", reason="on Windows a thread of the worker sees it")
def test_a_worker_that_lets_no_thread_run_ends_with_a_command_that_is_killed(tmp_path: Path) -> None:
    note, scratch = tmp_path / "note", tmp_path / "scratch"
    scratch.mkdir()
    environment = {**os.environ, "TMPDIR": str(scratch)}
    command = subprocess.Popen([sys.executable, "-c", SUPERVISOR, str(note)], cwd=REPOSITORY, env=environment)
    end = time.monotonic() + 120
    while not (note.exists() and note.read_text(encoding="ascii")) and time.monotonic() < end:
        time.sleep(0.05)
    worker = int(note.read_text(encoding="ascii"))
    os.kill(command.pid, signal.SIGKILL)
    command.wait()
    end = time.monotonic() + 30
    while (runs(worker) or list(scratch.iterdir())) and time.monotonic() < end:
        time.sleep(0.05)
    gone = not runs(worker)
    if not gone:
        os.kill(worker, signal.SIGKILL)
    assert gone
    assert not list(scratch.iterdir()), "and takes its temporary files with it"


def answers(_report: object) -> int:
    return os.getpid()


def test_a_command_that_is_killed_before_its_worker_begins_leaves_no_temporary_file(tmp_path: Path) -> None:
    program = (
        "import os, signal, subprocess\n"
        "from publish.building.supervision import Worker\n"
        "subprocess.Popen = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
        "Worker().start()\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not list(tmp_path.iterdir())


def test_a_worker_outlives_the_thread_that_started_it() -> None:
    """It is kept for what comes next; Linux would end it with that thread, where it is asked to end it by itself."""
    from threading import Thread

    found: list[int] = []
    for _ in range(2):
        thread = Thread(target=lambda: found.append(supervised(answers)))
        thread.start()
        thread.join()
    assert found[0] == found[1]
