"""Kills a build of many documents at random moments, its parent or a worker, and looks for what was lost.

Run it with `.venv/bin/python -m benchmarks.kills`: 50 kills of a build of 12 factsheets. `tests/test_kills.py` does
five of a smaller one in every run of the tests. After each kill every file in the outputs must be what its manifest or
its journal says; the same command, given once more, must end well, and leave no staging folder and nothing in the
temporary folder. A build whose worker was killed must itself end well.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks import speed_page
from benchmarks.factsheets import write
from benchmarks.processes import children, wait_until_gone
from publish.outputs import journal
from publish.outputs.lock import LOCK
from publish.outputs.manifest import NAME, read_manifest

REPOSITORY = Path(__file__).parent.parent
_GONE_S = 60  # in which the workers of a killed build end, on a machine however busy


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: of whom, after how many seconds, and what was wrong afterwards."""

    victim: str
    after_s: float
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources with outputs, a cache and a temporary folder of their own, built by two workers."""

    folder: Path
    documents: int
    formats: tuple[str, ...] = ("epub", "word")

    def prepare(self) -> float:
        """Write the sources and build them once; the seconds that takes."""
        write(self.documents, self.folder / "sources", REPOSITORY / "sources")
        (self.folder / "temporary").mkdir()
        start = time.monotonic()
        if self.start().wait() != 0:
            raise SystemExit("the factsheets do not build, killed or not")
        return time.monotonic() - start

    def start(self, *more: str) -> subprocess.Popen[bytes]:
        """Start a build."""
        chosen = [part for name in self.formats for part in ("--format", name)]
        places = [str(self.folder / "sources"), "--outputs", str(self.folder / "outputs")]
        command = [str(Path(sys.executable).with_name("publish")), "build", *places, "--jobs", "2", *chosen, *more]
        own = {"PUBLISH_CACHE": str(self.folder / "cache"), "TMPDIR": str(self.folder / "temporary")}
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ, **own})

    def kill(self, draw: Random, within_s: float) -> Kill:
        """Build everything again, kill somebody at a random moment, and look; then build once more, and look again."""
        build = self.start("--force")
        moment = draw.uniform(0, within_s)
        time.sleep(moment)
        workers = children(build.pid)
        victim = draw.choice(workers) if workers and draw.random() < 0.5 else build.pid
        wrong: list[str] = []
        with suppress(ProcessLookupError):  # it had just ended
            os.kill(victim, signal.SIGKILL)
        if victim == build.pid:
            build.wait()
            wait_until_gone(workers, _GONE_S)
            wrong += self.torn()
        elif (code := build.wait()) != 0:
            wrong.append(f"the build whose worker was killed ended with {code}")
        if (code := self.start().wait()) != 0:
            wrong.append(f"the next build ended with {code}")
        wrong += self.torn()
        wrong += [f"{path} was left" for path in self.left_over()]
        return Kill("parent" if victim == build.pid else "worker", moment, tuple(wrong))

    def torn(self) -> Iterator[str]:
        """Each file that is neither what its manifest nor what its journal says, is missing, or is nobody's."""
        for number in range(1, self.documents + 1):
            folder = self.folder / "outputs" / f"plot-{number}"
            manifests = [read_manifest(folder / name) for name in (NAME, journal.NEXT)]
            told = [manifest for manifest in manifests if manifest is not None]
            if not told:
                yield f"{folder}: no manifest"
                continue
            expected = {placed.file: placed.sha256 for placed in told[-1].placed}
            for name, digest in expected.items():
                if digest not in (journal.hash_of(folder / name), journal.hash_of(folder / journal.STAGING / name)):
                    yield f"{folder / name}: not what its record says"
            for path in folder.iterdir():
                if path.is_file() and path.name not in (*expected, NAME, journal.NEXT, LOCK):
                    yield f"{path}: nobody's"

    def left_over(self) -> Iterator[Path]:
        """What should not be there after a build that ended well."""
        yield from (self.folder / "outputs").glob(f"*/{journal.STAGING}")
        yield from (self.folder / "outputs").glob(f"*/{journal.NEXT}")
        yield from (self.folder / "cache" / "ahead").glob("*")
        yield from (self.folder / "temporary").iterdir()


def main() -> None:
    """Print each kill, and how many lost something."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--documents", type=int, default=12)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--write", action="store_true", help="put the outcome into docs/speed.md")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        batch, draw = Batch(Path(name), chosen.documents), Random(chosen.seed)
        within = batch.prepare()
        kills = []
        for number in range(1, chosen.kills + 1):
            kill = batch.kill(draw, within)
            kills.append(kill)
            outcome = "; ".join(kill.wrong) or "nothing lost"
            print(f"{number:>3}  {kill.victim:<7} {kill.after_s:5.1f} s  {outcome}", flush=True)
    bad = [kill for kill in kills if kill.wrong]
    workers = sum(kill.victim == "worker" for kill in kills)
    outcome = f"{len(kills)} kills of a build of {chosen.documents} documents, {workers} of workers: {len(bad)} losses."
    print(outcome)
    if chosen.write:
        speed_page.put("kills", [outcome])
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
