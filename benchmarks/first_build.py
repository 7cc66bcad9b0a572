"""How long a build of the factsheet takes: first, without listening, and with nothing changed.

Run it on a quiet machine: `.venv/bin/python benchmarks/first_build.py`. It uses a fresh cache and fresh outputs, and
prints seconds and each build's ratio to the first. The aims: under 240 s with listening and under 60 s without on two
cores, and under 2 s with nothing changed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PUBLISH = Path(sys.executable).with_name("publish")


def build(outputs: Path, cache: Path, *options: str) -> float:
    """Build the factsheet; the seconds that the whole process took."""
    start = time.perf_counter()
    command = [str(PUBLISH), "build", "sources/b-cell-all.md", "--outputs", str(outputs), *options]
    environment = {**os.environ, "PUBLISH_CACHE": str(cache)}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = {
            "first build, with listening": build(folder / "a", folder / "cache-a"),
            "nothing changed": build(folder / "a", folder / "cache-a"),
            "everything again, speech from the cache": build(folder / "a", folder / "cache-a", "--force"),
            "first build, --no-listen": build(folder / "b", folder / "cache-b", "--no-listen"),
        }
    first = rows["first build, with listening"]
    for label, seconds in rows.items():
        print(f"{label:<42}{seconds:8.1f} s{seconds / first:8.2f}")


if __name__ == "__main__":
    main()
