"""Whether the memory of a build grows with its documents: each process after 50 of them and after 500, in one run.

Run it with `.venv/bin/python -m benchmarks.memory`. The highest memory so far of the command and of each of its two
workers may grow by a tenth at most.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.factsheets import write
from benchmarks.processes import children, megabytes

REPOSITORY = Path(__file__).parent.parent
MOST_GROWTH = 1.1
_PAUSE_S = 0.2


@dataclass(frozen=True, slots=True)
class Growth:
    """The highest memory of one process, in megabytes, after the early documents and after all."""

    process: str
    early: float
    late: float

    @property
    def times(self) -> float:
        """How many times as much it is at the end."""
        return self.late / self.early


def growth(folder: Path, early: int, documents: int) -> list[Growth]:
    """The growth of each process in one build of EPUB and Word by two workers."""
    write(documents, folder / "sources", REPOSITORY / "sources")
    places = [str(folder / "sources"), "--outputs", str(folder / "outputs")]
    command = [str(Path(sys.executable).with_name("publish")), "build", *places, "--json", "--jobs", "2"]
    build = subprocess.Popen(
        [*command, "--format", "epub", "--format", "word"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PUBLISH_CACHE": str(folder / "cache")},
    )
    counted = [0]
    threading.Thread(target=_count, args=(build, counted), daemon=True).start()
    highest: dict[int, dict[str, float]] = {}
    while build.poll() is None:
        for process in (build.pid, *children(build.pid)):
            when = "early" if counted[0] <= early else "late"
            highest.setdefault(process, {})[when] = megabytes(process, highest=True)
        time.sleep(_PAUSE_S)
    if build.returncode != 0 or counted[0] != documents:
        raise SystemExit(f"the build ended with {build.returncode} after {counted[0]} documents")
    both = {process: found for process, found in highest.items() if {"early", "late"} <= found.keys()}
    names = ("the command", *(f"worker {number}" for number in range(1, len(both))))
    return [Growth(name, found["early"], max(found.values())) for name, found in zip(names, both.values(), strict=True)]


def _count(build: subprocess.Popen[bytes], counted: list[int]) -> None:
    assert build.stdout is not None, "it was asked for"
    for _ in build.stdout:
        counted[0] += 1


def table(early: int, documents: int) -> Iterator[str]:
    """The table of docs/speed.md."""
    yield f"| process | after {early} documents | after {documents} | times |\n| --- | --- | --- | --- |"
    with tempfile.TemporaryDirectory() as name:
        for found in growth(Path(name), early, documents):
            yield f"| {found.process} | {found.early:.0f} MB | {found.late:.0f} MB | {found.times:.2f} |"


def main() -> None:
    """Print the table; end with 1 where a process grew too much."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--early", type=int, default=50)
    options.add_argument("--documents", type=int, default=500)
    chosen = options.parse_args()
    rows = list(table(chosen.early, chosen.documents))
    print("\n".join(rows))
    raise SystemExit(any(float(row.split("|")[4]) > MOST_GROWTH for row in rows[1:]))


if __name__ == "__main__":
    main()
