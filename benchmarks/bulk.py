"""How many factsheets an hour: beside pandoc and calibre, with one worker and two, with nothing changed; its memory.

Run it on a quiet machine: `.venv/bin/python -m benchmarks.bulk --write` takes some twelve minutes and puts its tables
into docs/speed.md. `--documents 200 --all-formats 200 --many 10000 --runs 5` takes a day and tells it more exactly.
`benchmarks.kills` and `benchmarks.many_tasks` fill the rest of that page.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pypandoc

from benchmarks import memory, speed_page
from benchmarks.factsheets import LONG, write
from publish.proof.second_reader import refuse_unless_whole
from publish.source.halves import split
from publish.source.load import load

REPOSITORY = Path(__file__).parent.parent
PUBLISH = Path(sys.executable).with_name("publish")
JOBS = 2
EPUB_AND_WORD = ("epub", "word")
TEXT = ("epub", "word", "large-print", "print")
SHORT = 2  # sections of the factsheets that are only looked at
_FOR_CALIBRE = 20


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(works: Iterable[Callable[[], object]], runs: int) -> list[float]:
    """The median of each work's seconds; they take turns, so that what else the machine does hits all of them."""
    works = list(works)
    taken = [[seconds(work) for work in works] for _ in range(runs)]
    return [statistics.median(each) for each in zip(*taken, strict=True)]


class Place:
    """A folder with factsheets, outputs and a cache of its own."""

    def __init__(self, folder: Path, documents: int, sections: int = LONG) -> None:
        """Write the factsheets."""
        self.folder, self.sources, self.outputs = folder, folder / "sources", folder / "outputs"
        write(documents, self.sources, REPOSITORY / "sources", sections)

    def build(self, formats: Iterable[str], *arguments: str) -> str:
        """Run `publish build`; it must end well. What it printed."""
        chosen = [part for name in formats for part in ("--format", name)]
        command = [str(PUBLISH), "build", str(self.sources), "--outputs", str(self.outputs), *chosen, *arguments]
        environment = {**os.environ, "PUBLISH_CACHE": str(self.folder / "cache")}
        return subprocess.run(command, check=True, capture_output=True, env=environment, text=True).stdout

    def converted(self, command: Callable[[Path, Path], list[str]], documents: int | None = None) -> None:
        """Make EPUB and Word of factsheets by another program, two at a time."""
        targets = self.folder / "converted"
        targets.mkdir(exist_ok=True)

        def convert(source: Path, kind: str) -> None:
            subprocess.run(command(source, targets / f"{source.stem}.{kind}"), check=True, capture_output=True)

        sources = sorted(self.sources.glob("*.md"))[:documents]
        with ThreadPoolExecutor(JOBS) as pool:
            list(pool.map(lambda pair: convert(*pair), [(s, kind) for s in sources for kind in ("epub", "docx")]))


def pandoc(source: Path, target: Path) -> list[str]:
    """The command by which pandoc makes a file."""
    return [pypandoc.get_pandoc_path(), str(source), "-o", str(target)]


def calibre(source: Path, target: Path) -> list[str]:
    """The command by which calibre makes a file."""
    return ["ebook-convert", str(source), str(target), "--formatting-type", "markdown"]


def beside_others(place: Place, documents: int, runs: int) -> Iterator[str]:
    """EPUB and Word with proof, beside pandoc and calibre making both."""
    build = partial(place.build, EPUB_AND_WORD, "--jobs", str(JOBS), "--force")
    ours, theirs = in_turn([build, partial(place.converted, pandoc)], runs)
    told = [json.loads(line)["took"] for line in build("--profile", "--json").splitlines()]
    writing = sum(each["reading_s"] + sum(took["writing_s"] for took in each["editions"].values()) for each in told)
    checking = sum(took["checking_s"] for each in told for took in each["editions"].values())
    unproved = ours * (writing - _second_readings_s(place) * documents) / (writing + checking)
    yield f"| {documents} factsheets, {JOBS} at a time | median of {runs} | documents a minute | times pandoc |"
    yield "| --- | --- | --- | --- |"
    for name, taken in (
        ("EPUB and Word, proved", ours),
        ("the same without its proof, reckoned from `--profile` and the second reader's time", unproved),
        ("pandoc, EPUB and DOCX, nothing proved", theirs),
    ):
        yield f"| {name} | {taken:.1f} s | {documents * 60 / taken:.0f} | {theirs / taken:.2f} |"
    if shutil.which("ebook-convert") is None:
        yield "| calibre's `ebook-convert` | not installed there | | |"
        return
    few = min(documents, _FOR_CALIBRE)
    taken = seconds(lambda: place.converted(calibre, few))
    ratio = theirs / documents * few / taken
    yield f"| calibre, EPUB and DOCX, {few} of them, once | {taken:.1f} s | {few * 60 / taken:.0f} | {ratio:.2f} |"


def _second_readings_s(place: Place) -> float:
    """How long the second reader takes for a source, in seconds: it is a part of the proof, timed with the reading."""
    (path, *_) = sorted(place.sources.glob("*.md"))
    publication, body = load(path), split(path, path.read_text(encoding="utf-8")).body
    return statistics.median(seconds(lambda: refuse_unless_whole(path, body, publication)) for _ in range(10))


def two_workers(place: Place, documents: int, runs: int) -> Iterator[str]:
    """All text formats with one worker and with two; and one document alone, whose editions two workers share."""

    def build(jobs: int) -> str:
        return place.build(TEXT, "--jobs", str(jobs), "--force")

    alone, together = in_turn([partial(build, 1), partial(build, JOBS)], runs)
    yield f"| all text formats | jobs: 1 | jobs: {JOBS} | ratio |\n| --- | --- | --- | --- |"
    yield f"| {documents} factsheets, median of {runs} | {alone:.1f} s | {together:.1f} s | {alone / together:.2f} |"
    for path in sorted(place.sources.glob("*.md"))[1:]:
        path.unlink()
    alone, together = in_turn([partial(build, 1), partial(build, JOBS)], runs)
    yield f"| one factsheet | {alone:.1f} s | {together:.1f} s | {alone / together:.2f} |"


def nothing_changed(place: Place, documents: int, runs: int) -> Iterator[str]:
    """A build that has nothing to do, one document alone, and one changed among all."""
    build = partial(place.build, ("epub",), "--jobs", str(JOBS))
    build()
    time.sleep(3)  # what has just been written is not yet trusted by its time
    build()
    source = place.sources / "plot-1.md"

    def changed() -> None:
        source.write_text(source.read_text(encoding="utf-8") + "\nOne word more.\n", encoding="utf-8")
        build()

    idle, one_changed = in_turn([build, changed], runs)
    with tempfile.TemporaryDirectory() as name:
        alone = seconds(partial(Place(Path(name), 1, SHORT).build, ("epub",)))
    yield f"| {documents:,} short factsheets | median of {runs} |\n| --- | --- |"
    yield f"| nothing changed | {idle:.2f} s |"
    yield f"| one changed | {one_changed:.2f} s, of which {alone:.2f} s are for that one alone |"


def tables(chosen: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    """Each table, by its name in docs/speed.md."""
    yield "machine", [speed_page.machine()]
    for name, table, documents, sections in (
        ("others", beside_others, chosen.documents, LONG),
        ("workers", two_workers, chosen.all_formats, LONG),
        ("unchanged", nothing_changed, chosen.many, SHORT),
    ):
        with tempfile.TemporaryDirectory() as folder:
            yield name, list(table(Place(Path(folder), documents, sections), documents, chosen.runs))
    yield "memory", list(memory.table(chosen.early, chosen.memory))


def main() -> None:
    """Print the tables, and put them into docs/speed.md where that is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=60, help="beside pandoc")
    options.add_argument("--all-formats", type=int, default=8, help="with all text formats")
    options.add_argument("--many", type=int, default=1_000, help="of which none or one is changed")
    options.add_argument("--early", type=int, default=50, help="after which memory is looked at")
    options.add_argument("--memory", type=int, default=500, help="in which memory shall not grow")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--write", action="store_true", help="put the tables into docs/speed.md")
    chosen = options.parse_args()
    for name, lines in tables(chosen):
        print("\n".join(lines), flush=True)
        if chosen.write:
            speed_page.put(name, lines)


if __name__ == "__main__":
    main()
