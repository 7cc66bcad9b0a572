"""Checks, lints and three builds at once: `python -m tests.hostile.together FOLDER --seconds 300`.

One document is made again and again from the same source, by two builds; a third build has a document of its own, whose
source it changes before each. Nothing that a check or lint says meanwhile may be wrong: the first document is always
complete, lint always says the same, and a build makes everything or says that another is at work.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.running import sources_of_every_node

PUBLISH = [sys.executable, "-m", "publish.commands.cli"]
FORMATS = ["--format", "epub", "--format", "word", "--no-listen"]
AT_WORK = 5  # the exit code of a build that finds another one at work


@dataclass
class Together:
    """The folder, what was run how often, and every wrong result."""

    folder: Path
    end: float
    runs: Counter[str] = field(default_factory=Counter)
    first_lint: tuple[int, str] = (0, "")
    waited: int = 0
    wrong: list[str] = field(default_factory=list)

    def run(self, *arguments: str) -> tuple[int, str]:
        """One command line, as a person would run it."""
        done = subprocess.run([*PUBLISH, *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        self.runs[arguments[0]] += 1
        if "Traceback" in said:
            self.wrong.append(said)
        return done.returncode, said

    def build(self, source: str) -> None:
        """Make everything again, or find another build at work."""
        code, said = self.run("build", f"sources/{source}.md", "--force", *FORMATS)
        busy = code == AT_WORK and "another command is at work on this document" in said
        self.waited += busy
        if not busy and (code or f"{source}  epub ✓  word ✓" not in said):
            self.wrong.append(f"build {source}: {code}: {said}")

    def build_changed(self) -> None:
        """Change a source, and build it."""
        path = self.folder / "sources" / "changing.md"
        before, number, after = path.read_text(encoding="utf-8").rpartition("says ")
        figure, unit, rest = after.partition(" mg")
        path.write_text(f"{before}{number}{int(figure) + 1}{unit}{rest}", encoding="utf-8")
        self.build("changing")

    def check(self) -> None:
        """Both editions of the first document are complete."""
        code, said = self.run("check", "outputs/steady")
        if code or said.count("✓ complete") != 2:
            self.wrong.append(f"check: {code}: {said}")

    def lint(self) -> None:
        """What lint says of the first document never changes."""
        result = self.run("lint", "sources/steady.md")
        if result != self.first_lint:
            self.wrong.append(f"lint: {result}")

    def until_the_end(self, step: Callable[[], None]) -> None:
        """One command after the other."""
        while time.monotonic() < self.end and not self.wrong:
            step()


def together(folder: Path, seconds: float) -> Together:
    """Run it all in a folder for so long."""
    source = sources_of_every_node(folder / "sources")
    for name in ("steady", "changing"):
        shutil.copy(source, source.with_stem(name))
    source.unlink()
    os.environ |= {"PUBLISH_CACHE": str(folder / "cache")}
    state = Together(folder, time.monotonic() + seconds)
    for name in ("steady", "changing"):
        state.build(name)
    state.first_lint = state.run("lint", "sources/steady.md")
    steps = [lambda: state.build("steady"), lambda: state.build("steady"), state.build_changed, state.check, state.lint]
    state.end = time.monotonic() + seconds
    threads = [threading.Thread(target=state.until_the_end, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not state.wrong:
        state.build("changing")
        code, said = state.run("check", "outputs")
        if code or said.count("✓ complete") != 4:
            state.wrong.append(f"at the end: {code}: {said}")
    return state


def main() -> None:
    """Run it, and say what was seen."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="a throw-away folder of this user")
    options.add_argument("--seconds", type=float, default=300)
    chosen = options.parse_args()
    if os.geteuid() == 0:
        sys.exit("This is run by an unprivileged user, never by root: tests/hostile/unprivileged.sh.")
    state = together(chosen.folder.resolve() / "together", chosen.seconds)
    counts = ", ".join(f"{number} {name}s" for name, number in sorted(state.runs.items()))
    said = f"{chosen.seconds:.0f} s: {counts}, of which {state.waited} found another at work; {len(state.wrong)} wrong."
    sys.stdout.write("\n".join([said, *state.wrong[:3], ""]))
    sys.exit(bool(state.wrong))


if __name__ == "__main__":
    main()
