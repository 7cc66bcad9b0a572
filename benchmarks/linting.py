"""What `publish lint` of the factsheet costs, with the parser of grammar and without: seconds of CPU, and as ratios.

Run it on a quiet machine: `.venv/bin/python -m benchmarks.linting`. Each row is the median of some processes, user and
system time together, as a ratio to what reading the source takes. The aims: 3 s with the parser, 0.5 s without.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from benchmarks.start_up import cpu_s

RUNS = 5
SOURCE = Path(__file__).parent.parent / "sources" / "b-cell-all.md"
_READ = f"from pathlib import Path; from publish.source.load import load; load(Path({str(SOURCE)!r}))"
_WITHOUT = f"""
from pathlib import Path
from publish.contracts.rule import rules
from publish.linting import runner
runner.rules = lambda: tuple(rule for rule in rules() if not rule.id.startswith("easy-read-grammar"))
runner.lint_one(Path({str(SOURCE)!r}))
"""
COMMANDS = {
    "the source is read": [sys.executable, "-c", _READ],
    "all rules but those that parse": [sys.executable, "-c", _WITHOUT],
    "publish lint": [str(Path(sys.executable).with_name("publish")), "lint", str(SOURCE)],
}


def main() -> None:
    """Print the table."""
    rows = {name: statistics.median(cpu_s(command) for _ in range(RUNS)) for name, command in COMMANDS.items()}
    base = rows["the source is read"]
    for name, seconds in rows.items():
        print(f"{name:<34}{seconds:>7.2f} s{seconds / base:>7.1f} x")


if __name__ == "__main__":
    main()
