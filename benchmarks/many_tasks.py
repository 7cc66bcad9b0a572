"""100,000 documents through Dask's scheduler, in windows as a build sends them: its memory, and what a task costs.

Run it with `.venv/bin/python -m benchmarks.many_tasks`; it takes some minutes. The bodies of the tasks are a stub, as
the real ones would take a day: each sleeps for the time that a real document took here just before, divided by 50, and
gives back that document's real result. All else is real: the scheduler of `dask scheduler` and two `dask worker` as
docs/bulk.md starts them, each a process of its own, and the agenda and the windows of a build.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks import speed_page
from benchmarks.factsheets import write
from benchmarks.processes import megabytes
from publish.building import cluster as clusters
from publish.building.agenda import Agenda, Ahead, Whole
from publish.building.many_documents import build
from publish.building.results import BuildResult
from publish.contracts.format import Settings

REPOSITORY = Path(__file__).parent.parent
QUICKER = 50
THREADS = 50  # of each of two workers: as many as fifty machines of two cores have
_SHARES = (0.01, 0.1, 0.5, 1.0)


def stub(
    _task: Callable[..., Any], _item: Any, arguments: tuple[float, str], _variables: dict[str, str]
) -> BuildResult:
    """Sleep as long as is said, and give a document's result, which was kept in a file."""
    time.sleep(arguments[0])
    return kept_result(arguments[1])


@lru_cache(maxsize=1)
def kept_result(path: str) -> BuildResult:
    """The result in a file, which this program has just written."""
    found: BuildResult = pickle.loads(Path(path).read_bytes())
    return found


def measured(folder: Path) -> tuple[float, BuildResult]:
    """The seconds that a document takes with EPUB and Word, once all modules are read, and its result."""
    write(3, folder / "sources", REPOSITORY / "sources")
    moments = [time.monotonic()]
    results = []
    for result in build([folder / "sources"], folder / "outputs", settings=Settings(folder / "cache"), formats=FORMATS):
        moments.append(time.monotonic())
        results.append(result)
    return moments[-1] - moments[-2], results[-1]


FORMATS = ("epub", "word")


@contextmanager
def scheduler_and_workers(folder: Path) -> Iterator[tuple[int, str]]:
    """Start a scheduler and two workers, as docs/bulk.md says: the scheduler's process, and a file with its address."""
    dask, file = str(Path(sys.executable).with_name("dask")), folder / "scheduler.json"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    place = ["--scheduler-file", str(file), "--no-dashboard"]
    with ExitStack() as started:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(
                [dask, *arguments, *place], env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, **quiet
            )
            started.callback(process.wait)
            started.callback(process.terminate)
            return process

        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0")
        while not file.exists():
            time.sleep(0.1)
        for _ in range(2):
            start("worker", "--nthreads", str(THREADS), "--no-nanny")
        yield scheduler.pid, str(file)


def simulated(documents: int, folder: Path) -> Iterator[str]:
    """The rows of the table in docs/speed.md."""
    from distributed import Client

    seconds, result = measured(folder)
    kept = folder / "result.pickle"
    kept.write_bytes(pickle.dumps(result))
    clusters.on_a_worker = importlib.import_module("benchmarks.many_tasks").stub  # by that name workers find it
    sources = [folder / f"document-{number}.md" for number in range(documents)]
    agenda = Agenda(sources, lambda _source: ())
    with scheduler_and_workers(folder) as (scheduler, file), Client(scheduler_file=file) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(2)
        workers = clusters.Cluster(client)
        warm = Agenda(sources[: 4 * THREADS], lambda _source: ())  # workers read their modules with their first tasks
        for _ in workers.each(print, warm.take, seconds / QUICKER, str(kept), progress=_unsaid):
            pass
        marks = {max(1, round(documents * share)) for share in _SHARES}
        start = time.monotonic()
        done: Iterator[tuple[Ahead | Whole, Any]] = workers.each(
            print, agenda.take, seconds / QUICKER, str(kept), progress=_unsaid
        )
        for number, _ in enumerate(done, 1):
            if number in marks:
                own, theirs = megabytes(os.getpid()), megabytes(scheduler)
                yield f"| {number:,} | {time.monotonic() - start:.0f} s | {theirs:.0f} MB | {own:.0f} MB |"
        taken = time.monotonic() - start
    bodies = seconds / QUICKER * documents / (2 * THREADS)
    yield ""
    yield (
        f"A document took {seconds:.2f} s here, its stub {1000 * seconds / QUICKER:.0f} ms, on {2 * THREADS} threads: "
        f"{bodies:.0f} s of the {taken:.0f} s are their bodies. The rest, {1000 * (taken - bodies) / documents:.1f} ms "
        "a task, is what scheduler, workers and this command need for it."
    )


def _unsaid(_item: object, _message: str, _share: float) -> None:
    """Say nothing."""


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--write", action="store_true", help="put the table into docs/speed.md")
    chosen = options.parse_args()
    lines = [
        speed_page.machine(),
        "",
        "| documents done | after | scheduler | this command |",
        "| --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as name:
        for line in simulated(chosen.documents, Path(name)):
            print(line, flush=True)
            lines.append(line)
    if chosen.write:
        speed_page.put("tasks", lines)


if __name__ == "__main__":
    main()
