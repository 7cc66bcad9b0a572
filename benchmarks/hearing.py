"""How long it takes to hear the factsheet: first, again with nothing changed, and with another revision of the program.

`.venv/bin/python benchmarks/hearing.py [FOLDER]` prints seconds and their ratio to the first. FOLDER is a checkout of
another revision, run with this environment's packages; the aim is that hearing takes no longer than there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
SOURCE = REPOSITORY / "sources" / "b-cell-all.md"

SETTINGS = """
import sys, publish
from pathlib import Path
try:
    from publish.contracts.format import Settings
except ImportError:  # in older revisions
    from publish.format import Settings
source, target, cache = map(Path, sys.argv[1:])
"""
SPEAK = f"""{SETTINGS}
list(publish.build([source], target.parent, settings=Settings(cache, listen=False), formats=["audio"]))
next(target.parent.glob("*/drafts/*.mp3")).replace(target)
"""
HEAR = f"""{SETTINGS}
(result,) = publish.check([target], source, settings=Settings(cache), format_name="audio")
print(result.verdict.state, len(result.verdict.findings), "findings")
"""


def run(code: str, revision: Path, *paths: Path) -> float:
    """Run some code with the packages of a revision; the seconds that the whole process took."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(revision)}
    subprocess.run([sys.executable, "-c", code, *map(str, paths)], env=environment, cwd=revision, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        recording = folder / "recording.mp3"
        run(SPEAK, REPOSITORY, SOURCE, recording, folder / "cache")
        rows = {
            "heard first": run(HEAR, REPOSITORY, SOURCE, recording, folder / "cache"),
            "heard again, nothing changed": run(HEAR, REPOSITORY, SOURCE, recording, folder / "cache"),
        }
        if len(sys.argv) > 1:
            other = Path(sys.argv[1]).resolve()
            rows["heard first by the other revision"] = run(HEAR, other, SOURCE, recording, folder / "other-cache")
    first = rows["heard first"]
    for label, seconds in rows.items():
        print(f"{label:<42}{seconds:8.1f} s{seconds / first:8.2f}")


if __name__ == "__main__":
    main()
