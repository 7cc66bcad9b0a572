"""What `publish lint` of the factsheet costs, with the parser of grammar and without: seconds of CPU, and as ratios.

Run it on a quiet machine: `.venv/bin/python -m benchmarks.linting`. Each row is the median of some processes, user and
system time together, as a ratio to `python -c pass`, which takes 0.02 s there. The first time, nothing is in the cache;
again, all that lint keeps of sentences. The aims: 3 s with the parser, 0.5 s without.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.start_up import cpu_s
from publish.building.task_worker import YOUNGEST

RUNS = 3
SOURCE = Path(__file__).parent.parent / "sources" / "b-cell-all.md"
_READ = f"from pathlib import Path; from publish.source.load import load; load(Path({str(SOURCE)!r}))"
_WITHOUT = f"""
import gc
gc.set_threshold({YOUNGEST})  # as in the worker that looks at a source
from pathlib import Path
from publish.contracts.rule import rules
from publish.linting import runner
from publish.outputs.cache_place import cache_folder
runner.rules = lambda: tuple(rule for rule in rules() if not rule.id.startswith("easy-read-grammar"))
runner.lint_alone(Path({str(SOURCE)!r}), None, None, cache_folder())
"""
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "the source is read": [sys.executable, "-c", _READ],
    "all rules but those that parse": [sys.executable, "-c", _WITHOUT],
    "publish lint": [str(Path(sys.executable).with_name("publish")), "lint", str(SOURCE)],
}


def main() -> None:
    """Print the table."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            with TemporaryDirectory() as cache:
                os.environ["PUBLISH_CACHE"] = cache
                found[name].append((cpu_s(command), cpu_s(command)))
    rows = {name: [statistics.median(times) for times in zip(*pairs, strict=True)] for name, pairs in found.items()}
    base = rows["python -c pass"][0]
    print(f"{'':<34}{'the first time':>20}{'again':>20}")
    for name, times in rows.items():
        print(f"{name:<34}" + "".join(f"{seconds:>10.2f} s{seconds / base:>6.0f} x" for seconds in times))


if __name__ == "__main__":
    main()
