"""Large print in many sizes, and one on request: time and memory, each build a process of its own.

Run it on a quiet machine: `.venv/bin/python benchmarks/sizes.py`. Five sizes of the factsheet take at most three times
as long as one, from the start of the process to the proof; a size on request, in a process that has made one before, at
most 1.0 s with its proof; and no process more than 300 MB. Times are those of the processor, pandoc's among them.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import publish
from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions, PaperColour
from publish.contracts.format import Job, Settings

FACTSHEET = Path(__file__).parents[1] / "sources" / "b-cell-all.md"
SIZES = (16, 18, 20, 24, 28)
MANY = 3.0  # times one size
WARM = 1.0  # seconds
MEMORY = 300  # megabytes
RUNS = 3  # the shortest counts: whatever else the machine does only adds


def run(sizes: list[int]) -> dict[str, float]:
    """Seconds from the start of the process to the proof of all sizes, and for one more asked for then; megabytes."""
    publication = publish.load(FACTSHEET)
    with tempfile.TemporaryDirectory() as folder:
        edition = LargePrint(Settings(Path(folder)))
        for size in sizes:
            _proved(edition, Job(publication, LargePrintOptions(size=size)), Path(folder) / f"{size}.pdf")
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        whole = time.process_time() + children.ru_utime + children.ru_stime
        asked = time.process_time()
        _proved(edition, Job(publication, LargePrintOptions(size=22, paper=PaperColour.CREAM)), Path(folder) / "22.pdf")
        warm = time.process_time() - asked
    return {"whole": whole, "warm": warm, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}


def _proved(edition: LargePrint, job: Job[LargePrintOptions], target: Path) -> None:
    edition.write(job, target)
    if findings := edition.check(job, target).findings:
        raise SystemExit(f"{target.name}: {findings[0]}")


def quickest(sizes: tuple[int, ...]) -> dict[str, float]:
    """The smallest figures of some runs, each in a process of its own."""
    command = [sys.executable, __file__, *map(str, sizes)]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(RUNS)]
    return {name: min(each[name] for each in runs) for name in runs[0]}


def main() -> None:
    """Print the figures and whether they hold; with sizes, make these once and print the figures of that."""
    if len(sys.argv) > 1:
        print(json.dumps(run([int(size) for size in sys.argv[1:]])))
        return
    single, many = quickest((18,)), quickest(SIZES)
    times = many["whole"] / single["whole"]
    print(f"one size {single['whole']:.2f} s, five sizes {many['whole']:.2f} s: {times:.1f} times (at most {MANY})")
    print(f"a size on request, warm, with proof: {many['warm']:.2f} s (at most {WARM})")
    print(f"memory: {many['megabytes']:.0f} MB (at most {MEMORY})")
    raise SystemExit(times > MANY or many["warm"] > WARM or many["megabytes"] > MEMORY)


if __name__ == "__main__":
    main()
