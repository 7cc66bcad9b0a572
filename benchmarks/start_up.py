"""What starting costs: seconds of CPU of `publish --help` and of imports, as ratios to `python -c pass`.

Run it on a quiet machine: `.venv/bin/python benchmarks/start_up.py`. Each row is the median of some processes, user and
system time together. The aims: `publish --help` under 0.25 s and `import publish.plugin` under 0.3 s on a machine that
needs 0.02 s for `python -c pass`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

RUNS = 15
PUBLISH = str(Path(sys.executable).with_name("publish"))
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import publish": [sys.executable, "-c", "import publish"],
    "import publish.plugin": [sys.executable, "-c", "import publish.plugin"],
    "the formats epub and word": [sys.executable, "-c", "import formats.epub, formats.word"],
    "publish --help": [PUBLISH, "--help"],
    "publish formats": [PUBLISH, "formats"],
}


def cpu_s(command: list[str]) -> float:
    """The seconds of CPU that a process takes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print the table."""
    rows = {name: statistics.median(cpu_s(command) for _ in range(RUNS)) for name, command in COMMANDS.items()}
    base = rows["python -c pass"]
    for name, seconds in rows.items():
        print(f"{name:<28}{seconds:>7.3f} s{seconds / base:>7.1f} x")


if __name__ == "__main__":
    main()
