"""What `publish lint` of the factsheet costs, with the parser of grammar and without: seconds of CPU, and as ratios.

Run it on a quiet machine: `.venv/bin/python -m benchmarks.linting`. Each row is the median of some processes, user and
system time together, as a ratio to `python -c pass`, which takes 0.02 s there. The aims: 3 s with the parser, 0.5 s
without.

- The first time: nothing is in the cache. Every rule looks at every sentence.
- After a change: a paragraph of the source is new since. The rules look again; kept is what the parser and the voice
  say of sentences and words that they met before.
- Again: neither the source nor anything that goes with it has changed. No rule looks; what was found is kept, and told
  once more after all files have been read and seen to be as they were.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.start_up import cpu_s
from publish.building.task_worker import YOUNGEST

RUNS = 3
TIMES = ("the first time", "after a change", "again")
SOURCES = Path(__file__).parent.parent / "sources"
NAME = "b-cell-all.md"
_READ = "from pathlib import Path; from publish.source.load import load; load(Path({source!r}))"
_WITHOUT = """
import gc
gc.set_threshold({youngest})  # as in the worker that looks at a source
from pathlib import Path
from publish.contracts import rule
installed = rule.looking
rule.looking = lambda: tuple(point for point in installed() if point.name != "easy")
from publish.linting.kept_remarks import found_and_kept, kept_remarks, question
from publish.outputs.cache_place import cache_folder
asked = question(Path({source!r}), None, None, cache_folder())
if kept_remarks(asked) is None:
    found_and_kept(asked)
"""


def commands(source: str) -> dict[str, list[str]]:
    """What is run, by the names of the rows."""
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "the source is read": [sys.executable, "-c", _READ.format(source=source)],
        "all rules but those that parse": [sys.executable, "-c", _WITHOUT.format(source=source, youngest=YOUNGEST)],
        "publish lint": [str(Path(sys.executable).with_name("publish")), "lint", source],
    }


def three_times(name: str) -> tuple[float, ...]:
    """The seconds that a row takes at each of the times."""
    with TemporaryDirectory() as folder:
        os.environ["PUBLISH_CACHE"] = str(Path(folder, "cache"))
        shutil.copytree(SOURCES, Path(folder, "sources"))
        source = Path(folder, "sources", NAME)
        command = commands(str(source))[name]
        first = cpu_s(command)
        with source.open("a", encoding="utf-8") as file:
            file.write("\nAsk your team about the date of your next visit.\n")
        return first, cpu_s(command), cpu_s(command)


def main() -> None:
    """Print the table."""
    found: dict[str, list[tuple[float, ...]]] = {name: [] for name in commands("")}
    for _ in range(RUNS):
        for name, times in found.items():
            times.append(three_times(name))
    rows = {name: [statistics.median(each) for each in zip(*times, strict=True)] for name, times in found.items()}
    base = rows["python -c pass"][0]
    print(f"{'':<34}" + "".join(f"{name:>20}" for name in TIMES))
    for name, medians in rows.items():
        print(f"{name:<34}" + "".join(f"{seconds:>10.2f} s{seconds / base:>6.0f} x" for seconds in medians))


if __name__ == "__main__":
    main()
