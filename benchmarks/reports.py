"""How long a report and an index take beside a build, how large they are, and how fast a browser opens them.

    python -m benchmarks.reports [FOLDER] [--write]

Builds the factsheet without audio, reports on it, and makes an index over a thousand documents of its size. With
Chromium and puppeteer-core in the folder that NODE_PATH names (tests/judges/node.sh), the pages are opened too. Prints
a table, by the clock and by processor time, beside what is promised; --write puts it into docs/speed.md. Exit code 1
where a promise is not kept. On a machine that does something else, only processor time tells anything.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks import speed_page
from publish.api import default_settings
from publish.building.one_document import build_one
from publish.building.standing_evidence import kept_evidence
from publish.reporting.all_documents import write_index
from publish.reporting.document_report import report, write_report

REPOSITORY = Path(__file__).parent.parent
SOURCE = REPOSITORY / "sources" / "b-cell-all.md"
TEXT_FORMATS = ("epub", "word", "large-print", "easy-read")
DOCUMENTS = 1_000
TODAY = date(2026, 3, 10)
OPENINGS = 5  # of which the fastest counts: what a page takes, without what else the machine did


@dataclass(frozen=True, slots=True)
class Taken:
    """How long something took, in seconds by the clock and of processor time, with all processes that it started."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what was measured, what came out, what is promised, and whether that is kept."""

    what: str
    found: str
    promised: str
    kept: bool


def main() -> int:
    """Print the table; gives the exit code."""
    machine = speed_page.machine()
    folders = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    folder = folders[0] if folders else Path(tempfile.mkdtemp())
    lines = _table(*_pages(folder))
    table = [
        machine,
        "",
        "| the factsheet, its four text editions, and an index over 1,000 of it | takes | promised |",
        "| --- | --- | --- |",
        *(f"| {line.what} | {line.found} | {line.promised}{'' if line.kept else ': **not kept**'} |" for line in lines),
    ]
    print("\n".join(table))
    if "--write" in sys.argv:
        speed_page.put("reports", table)
    return 0 if all(line.kept for line in lines) else 1


def _pages(folder: Path) -> tuple[Taken, Taken, Taken, Taken, Path, Path]:
    """What a build, a report, the same report again and the index take, and the two pages."""
    outputs, settings = folder / "outputs", default_settings()
    build = _taken(lambda: build_one(SOURCE, outputs, settings, TEXT_FORMATS, force=True, today=TODAY))
    report(outputs, "b-cell-all", settings, TODAY)  # what is imported once is imported now
    page = outputs / "b-cell-all" / "report.html"
    page.unlink(missing_ok=True)
    made = _taken(lambda: write_report(outputs, "b-cell-all", settings, TODAY))
    kept = _taken(lambda: write_report(outputs, "b-cell-all", settings, TODAY))
    many = folder / "many"
    _copies(outputs / "b-cell-all" / "manifest.json", many)
    with kept_evidence(settings) as evidence:
        index = _taken(lambda: write_index(many, evidence, TODAY))
    return build, made, kept, index, page, many / "index.html"


def _table(build: Taken, made: Taken, kept: Taken, index: Taken, page: Path, index_page: Path) -> list[Line]:
    each = Taken(index.clock / DOCUMENTS, index.processor / DOCUMENTS)
    return [
        Line("the build", _seconds(build), "", kept=True),
        _beside("its report", made, build),
        _beside("that its report would say the same", kept, build),
        _beside("the index, for each document", each, build),
        _size("the report", page, 5),
        _size("the index", index_page, 5),
        *_opened({"the report": (page, 1), "the index": (index_page, 2)}),
    ]


def _beside(what: str, taken: Taken, build: Taken) -> Line:
    part = taken.processor / build.processor
    return Line(what, f"{_seconds(taken)}: {part:.1%} of the build", "under 10 %", kept=part < 0.1)


def _size(what: str, page: Path, most: int) -> Line:
    size = page.stat().st_size / 1e6
    return Line(f"{what} is large", f"{size:.1f} MB", f"under {most} MB", kept=size < most)


def _opened(pages: dict[str, tuple[Path, int]]) -> list[Line]:
    """How long a browser takes to open each page; nothing where there is none."""
    node = shutil.which("node")
    if node is None or "NODE_PATH" not in os.environ:
        return []
    command = [node, str(Path(__file__).with_name("opening.mjs")), str(OPENINGS)]
    files = [str(page) for page, _ in pages.values()]
    found = subprocess.run([*command, *files], capture_output=True, text=True, check=True).stdout.splitlines()
    lines = []
    for (what, (_, most)), answer in zip(pages.items(), found, strict=True):
        times = json.loads(answer)
        fastest, slowest = times["clock"][0], times["clock"][-1]
        clock = f"{fastest} ms by the clock (the slowest of {OPENINGS} {slowest})"
        said = f"{clock}, {times['processor'][0]} ms of processor time"
        lines.append(Line(f"{what} is opened in Chromium", said, f"under {most} s", kept=fastest < 1000 * most))
    return lines


def _seconds(taken: Taken) -> str:
    return f"{taken.clock:.2f} s by the clock, {taken.processor:.2f} s of processor time"


def _taken(work: Callable[[], object]) -> Taken:
    clock, processor = time.perf_counter(), _processor()
    work()
    return Taken(time.perf_counter() - clock, _processor() - processor)


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _copies(manifest: Path, many: Path) -> None:
    data = json.loads(manifest.read_text(encoding="utf-8"))
    source = (manifest.parent / data["source"]["path"]).resolve()
    for number in range(DOCUMENTS):
        name = f"document-{number:04}"
        home = many / name
        home.mkdir(parents=True, exist_ok=True)
        copy = data | {"id": name, "title": f"{data['title']} {number}"}
        copy["source"] = data["source"] | {"path": os.path.relpath(source, home.resolve())}
        (home / "manifest.json").write_text(json.dumps(copy), encoding="utf-8")
        (home / "report.html").touch()


if __name__ == "__main__":
    sys.exit(main())
