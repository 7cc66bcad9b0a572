"""How much memory an hour of audio takes: each process of `publish build` at its highest, and all of them together.

Run it with `.venv/bin/python -m benchmarks.long_audio [--voice NAME] [--listen] [--format NAME]`. The document is made
of factsheets about an allotment; `heart` says it in a minute or two. The aim is 500 MB. With `--listen` the sound is
heard too, which takes some ten times as long.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.factsheets import COMPANIONS, factsheet
from benchmarks.processes import children, megabytes
from publish.rendering.mp3.encoding import BIT_RATE

REPOSITORY = Path(__file__).parent.parent
MOST_MB = 500
_FACTSHEETS = 3
_PAUSE_S = 0.1


def long_document() -> str:
    """Three factsheets in one, 60 minutes of sound and a little more."""
    front, first = _parts(1)
    further = [_parts(number)[1].replace("{#s", f"{{#f{number}-s") for number in range(2, _FACTSHEETS + 1)]
    # The references come last, so those of the first are at its end no more.
    body, _, references = first.partition("\n\n# Sources ")
    bodies = [text.partition("\n\n# Sources ")[0] for text in further]
    return "\n\n".join([front, body, *bodies, f"# Sources {references}"])


def _parts(number: int) -> tuple[str, str]:
    _, front, body = factsheet(number).split("---\n", 2)
    return f"---\n{front}---", body.strip()


def peaks(command: list[str], environment: dict[str, str]) -> tuple[dict[str, float], float]:
    """The highest memory of each process of a build, in megabytes, and the highest that all had at one time.

    A build that ends with 1 has made a draft: without listening none is complete.
    """
    build = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    highest: dict[str, float] = {}
    together = 0.0
    while build.poll() is None:
        tree = _tree(build.pid)
        for process in tree:
            name = f"{process} {_name(process)}"
            highest[name] = max(highest.get(name, 0.0), megabytes(process, highest=True))
        together = max(together, sum(megabytes(process) for process in tree))
        time.sleep(_PAUSE_S)
    if build.returncode not in (0, 1):
        raise SystemExit(f"the build ended with {build.returncode}")
    return highest, together


def _tree(process: int) -> list[int]:
    return [process, *(below for child in children(process) for below in _tree(child))]


def _name(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return "ended"


def main() -> None:
    """Print the table; end with 1 where it is more than the aim."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--voice", default="heart")
    options.add_argument("--format", default="audio")
    options.add_argument("--listen", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for companion in COMPANIONS:
            shutil.copy(REPOSITORY / "sources" / companion, folder)
        (folder / "plot-1.md").write_text(long_document(), encoding="utf-8")
        command = [
            str(Path(sys.executable).with_name("publish")),
            "build",
            str(folder / "plot-1.md"),
            "--voice",
            chosen.voice,
        ]
        command += [
            "--format",
            chosen.format,
            "--outputs",
            str(folder / "outputs"),
            "--listen" if chosen.listen else "--no-listen",
        ]
        environment = {**os.environ, "PUBLISH_CACHE": os.environ.get("PUBLISH_CACHE", str(folder / "cache"))}
        highest, together = peaks(command, environment)
        made = [
            path for path in (folder / "outputs").rglob("plot-1*.*") if path.suffix in (".mp3", ".zip", ".epub", ".m4b")
        ]
        minutes = max(path.stat().st_size for path in made) * 8 / BIT_RATE / 60
    print(f"about {minutes:.0f} minutes of sound")
    for process, most in sorted(highest.items(), key=lambda pair: -pair[1]):
        print(f"{process:<24}{most:6.0f} MB")
    print(f"{'together at one time':<24}{together:6.0f} MB")
    raise SystemExit(together > MOST_MB)


if __name__ == "__main__":
    main()
