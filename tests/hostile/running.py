"""Runs one hostile input in a process of its own, and looks at what it left: words, time, memory, files elsewhere."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.building import checking, crew
from publish.building.task_worker import Report
from tests.conftest import REPOSITORY
from tests.hostile.inputs import Hostile

SECONDS = 30.0
"""Of processor time; the time by the clock is cut off at four times that, as the machine may be busy."""

MEGABYTES = 1_500
CODES = frozenset(range(7))  # that docs/cli.md explains
SAMPLED = 40  # each so many inputs goes through the command line as a person runs it, workers and all

Tree = dict[str, tuple[int, int, int, str]]


@dataclass(frozen=True)
class Outcome:
    """What became of one input; `fault` is "" where all is as it must be."""

    number: int
    kind: str
    code: int
    seconds: float
    megabytes: float
    fault: str
    unforeseen: str
    words: str


class Direct:
    """In a worker's place: tasks are done in this very process, so that nothing stands between them and the limits."""

    def run(self, task: Callable[..., Any], *arguments: Any, progress: Callable[[str, float], None]) -> Any:
        """What the task gives."""
        return task(Report(lambda kind, value: progress(*value) if kind == "progress" else None), *arguments)


def sources_of_every_node(folder: Path) -> Path:
    """A source that holds every node, laid into a folder with what goes with it, and free of what keeps one in.

    Words struck out are an error of lint: with one, no build finds that there is nothing to do, and nobody can approve.
    """
    shutil.copytree(REPOSITORY / "tests" / "cases" / "every-node", folder)
    source = folder / "source.md"
    source.write_text(source.read_text(encoding="utf-8").replace("~~struck~~, ", ""), encoding="utf-8")
    return source


SHORT = "---\ntitle: Iron\nlang: en-GB\nsummary: What it does.\n---\n\n# Iron {#iron}\n\nIt helps your blood.\n"


def short_source(folder: Path) -> Path:
    """A source of one sentence, which is soon said and heard, laid into a folder."""
    folder.mkdir()
    shutil.copy(REPOSITORY / "tests" / "cases" / "editions" / "publisher.yaml", folder)
    source = folder / "short.md"
    source.write_text(SHORT, encoding="utf-8")
    return source


def tree_of(folder: Path) -> Tree:
    """Every file, folder and link of a tree, with mode, size, time and hash."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        facts = path.lstat()
        if path.is_symlink():
            content = str(path.readlink())
        else:
            content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = (facts.st_mode, 0 if path.is_dir() else facts.st_size, facts.st_mtime_ns, content)
    return found


def files_of(user: int, base: Path, *, places: Iterable[str] = ("/",)) -> frozenset[str]:
    """The files of a user anywhere but in a throw-away folder, as far as they can be seen from here."""
    hidden = ["-path", "/proc", "-o", "-path", "/sys", "-o", "-path", str(base)]
    command = ["find", *places, "-xdev", "(", *hidden, ")", "-prune", "-o", "-uid", str(user), "-print"]
    return frozenset(subprocess.run(command, capture_output=True, check=False, text=True).stdout.splitlines())


def met(number: int, hostile: Hostile, folder: Path) -> Outcome:
    """Let the command line meet an input."""
    words = folder / "words.txt"
    start = time.monotonic()
    child = os.fork()
    if not child:
        _child(hostile.arguments, folder, words, sampled=number % SAMPLED == 0)
    status, usage = _waited(child, start)
    seconds = usage.ru_utime + usage.ru_stime
    megabytes = usage.ru_maxrss / 1_000
    said = words.read_text(encoding="utf-8", errors="replace") if words.exists() else ""
    code = os.waitstatus_to_exitcode(status)
    unforeseen = next(
        (line for line in said.splitlines() if "something unexpected" in line or "cannot be imported" in line), ""
    )
    fault = _fault(code, said, seconds, megabytes)
    return Outcome(number, hostile.kind, code, seconds, megabytes, fault, unforeseen, said[-2_000:])


def _fault(code: int, said: str, seconds: float, megabytes: float) -> str:
    if "Traceback (most recent call last)" in said or "panicked at" in said:
        return "traceback"
    if code not in CODES:
        return f"ended with {code}"
    if seconds > SECONDS:
        return f"took {seconds:.0f} s"
    return f"took {megabytes:.0f} MB" if megabytes > MEGABYTES else ""


def _waited(child: int, start: float) -> tuple[int, Any]:
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            return status, usage
        if time.monotonic() - start > 4 * SECONDS:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)


def _child(arguments: tuple[str, ...], folder: Path, words: Path, *, sampled: bool) -> None:
    """Run the command in this forked process, and never come back."""
    os.setsid()
    output = os.open(words, os.O_WRONLY | os.O_CREAT)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(folder)
    os.environ |= {"PUBLISH_CACHE": str(folder / "cache"), "TMPDIR": str(folder)}
    code = 99
    try:
        if sampled:
            command = [sys.executable, "-m", "publish.commands.cli", *arguments]
            code = subprocess.run(command, check=False).returncode
        else:
            code = _in_process(arguments)
    except BaseException:  # noqa: BLE001 — what is counted as a fault
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code & 0xFF)


def _in_process(arguments: tuple[str, ...]) -> int:
    from publish.commands.cli import app

    for module in (checking, crew):
        module.hired = Direct  # type: ignore[attr-defined]
        module.dismissed = lambda _worker: None  # type: ignore[attr-defined]
    try:
        app(list(arguments))
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0
