"""How many factsheets an hour: beside pandoc's command line, with one worker and with two, and when nothing changed.

Run it on a quiet machine: `.venv/bin/python -m benchmarks.bulk`. It prints the table of docs/speed.md, each time the
median of five in one run; `--documents` and `--runs` make it smaller for a try.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pypandoc

from benchmarks.factsheets import write

REPOSITORY = Path(__file__).parent.parent
PUBLISH = Path(sys.executable).with_name("publish")
JOBS = 2


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Place:
    """A folder with factsheets, outputs and a cache of its own."""

    def __init__(self, folder: Path, documents: int) -> None:
        self.folder, self.sources, self.outputs = folder, folder / "sources", folder / "outputs"
        write(documents, self.sources, REPOSITORY / "sources")

    def build(self, *arguments: str) -> None:
        """Run `publish build`; it must end well."""
        command = [str(PUBLISH), "build", str(self.sources), "--outputs", str(self.outputs), *arguments]
        environment = {**os.environ, "PUBLISH_CACHE": str(self.folder / "cache")}
        subprocess.run(command, check=True, capture_output=True, env=environment)

    def pandoc(self) -> None:
        """Make EPUB and Word of every factsheet by pandoc's command line, two at a time."""
        (self.folder / "pandoc").mkdir(exist_ok=True)

        def convert(source: Path, kind: str) -> None:
            target = self.folder / "pandoc" / f"{source.stem}.{kind}"
            subprocess.run(
                [pypandoc.get_pandoc_path(), str(source), "-o", str(target)], check=True, capture_output=True
            )

        with ThreadPoolExecutor(JOBS) as pool:
            list(
                pool.map(
                    lambda each: convert(*each), [(s, k) for s in self.sources.glob("*.md") for k in ("epub", "docx")]
                )
            )


def beside_pandoc(place: Place, documents: int, runs: int) -> Iterator[str]:
    """EPUB and Word with proof, beside pandoc making both."""
    ours = statistics.median(
        seconds(lambda: place.build("--format", "epub", "--format", "word", "--jobs", str(JOBS), "--force"))
        for _ in range(runs)
    )
    theirs = statistics.median(seconds(place.pandoc) for _ in range(runs))
    yield f"| EPUB and Word with proof, {JOBS} jobs | {ours:.1f} s | {documents * 60 / ours:.0f} |"
    yield f"| pandoc, EPUB and DOCX, {JOBS} at a time | {theirs:.1f} s | {documents * 60 / theirs:.0f} |"
    yield f"| ratio of documents a minute | {theirs / ours:.2f} | |"


def two_workers(place: Place, documents: int, runs: int) -> Iterator[str]:
    """All text formats with one worker and with two."""
    formats = [part for name in ("epub", "word", "large-print") for part in ("--format", name)]
    alone, together = (
        statistics.median(seconds(partial(place.build, *formats, "--jobs", str(jobs), "--force")) for _ in range(runs))
        for jobs in (1, JOBS)
    )
    for jobs, taken in ((1, alone), (JOBS, together)):
        yield f"| EPUB, Word and large print, jobs: {jobs} | {taken:.1f} s | {documents * 60 / taken:.0f} |"
    yield f"| ratio | {alone / together:.2f} | |"


def nothing_changed(place: Place, documents: int, runs: int) -> Iterator[str]:
    """A build that has nothing to do, one document alone, and one changed among all."""
    arguments = ("--format", "epub", "--jobs", str(JOBS))
    place.build(*arguments)
    time.sleep(3)  # what has just been written is not yet trusted by its time
    place.build(*arguments)
    idle = statistics.median(seconds(lambda: place.build(*arguments)) for _ in range(runs))
    source = place.sources / "plot-1.md"

    def changed() -> None:
        source.write_text(source.read_text(encoding="utf-8") + "\nOne word more.\n", encoding="utf-8")
        place.build(*arguments)

    one = statistics.median(seconds(changed) for _ in range(runs))
    yield f"| nothing changed in {documents:,} | {idle:.2f} s | |"
    yield f"| one changed in {documents:,} | {one:.2f} s | |"


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--many", type=int, default=1_000)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    print("| what | median | documents a minute |\n| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name), chosen.documents)
        for table in (beside_pandoc, two_workers):
            for line in table(place, chosen.documents, chosen.runs):
                print(line, flush=True)
    with tempfile.TemporaryDirectory() as name:
        for line in nothing_changed(Place(Path(name), chosen.many), chosen.many, chosen.runs):
            print(line, flush=True)


if __name__ == "__main__":
    main()
