"""What checking costs beside writing, and how it grows with the length of a document.

Run it on a quiet machine: `.venv/bin/python benchmarks/checking.py`. For EPUB, Word and large print together, checking
should cost at most half of what writing costs; a document ten times as long at most fifteen times as much to check.

Each run is a process of its own, as a build is: the typesetter remembers what it has set before, so that a second
writing of the same document in one process would look far cheaper than it ever is.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import publish
from publish.contracts.format import Job, Settings
from publish.model.nodes import Section
from publish.model.publication import Publication

FORMATS = ("epub", "word", "large-print")
RUNS = 5


def longer(publication: Publication, times: int) -> Publication:
    """The publication with its sections said several times, each time under other ids."""

    def renamed(section: Section, number: int) -> Section:
        inner = tuple(renamed(one, number) for one in section.sections)
        return replace(section, id=f"{section.id}-{number}", sections=inner)

    sections = tuple(renamed(one, number) for number in range(times) for one in publication.document.sections)
    return replace(publication, document=replace(publication.document, sections=sections))


def run(times: int) -> dict[str, tuple[float, float]]:
    """Seconds to write and to check each format, once, of the factsheet made longer."""
    publication = publish.load(Path("sources") / "b-cell-all.md")
    publication = longer(publication, times) if times > 1 else publication
    seconds = {}
    with tempfile.TemporaryDirectory() as name:
        for edition, one in publish.formats(Settings(Path(name))).items():
            if edition in FORMATS:
                (options,) = one.variants(publication).options
                target = Path(name) / f"edition{one.suffix}"
                start = time.perf_counter()
                one.write(Job(publication, options), target)
                middle = time.perf_counter()
                one.check(Job(publication, options), target)
                seconds[edition] = (middle - start, time.perf_counter() - middle)
    return seconds


def medians(times: int) -> dict[str, tuple[float, float]]:
    """The medians of some runs."""
    command = [sys.executable, __file__, str(times)]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(RUNS)]
    return {
        edition: (
            statistics.median(one[edition][0] for one in runs),
            statistics.median(one[edition][1] for one in runs),
        )
        for edition in FORMATS
    }


def main() -> None:
    """Print the table; with a number, do one run at that length and print its figures."""
    if len(sys.argv) > 1:
        print(json.dumps(run(int(sys.argv[1]))))
        return
    short, long_ = medians(1), medians(10)
    rows = {name: (*short[name], long_[name][1]) for name in FORMATS}
    rows["together"] = tuple(sum(row[column] for row in rows.values()) for column in range(3))  # type: ignore[assignment]
    print(f"{'':<14}{'write':>9}{'check':>9}{'ratio':>8}{'10 x long':>11}{'ratio':>8}")
    for name, (write, check, long) in rows.items():
        print(f"{name:<14}{write:>8.3f}s{check:>8.3f}s{check / write:>8.2f}{long:>10.3f}s{long / check:>8.1f}")


if __name__ == "__main__":
    main()
