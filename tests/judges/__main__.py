"""All judges on every edition of every source of `tests/cases/editions`: `python -m tests.judges` prints the counts.

`make proof` runs it. It takes some twenty minutes; `make test` asks Ace on a few of these documents only.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

import publish
from publish.contracts.format import Settings
from tests.judges.judges import ace_program, objections
from tests.judges.test_every_case import CASES, FORMATS


def say(*lines: str) -> None:
    """Write lines at once, since the next come minutes later."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def main() -> int:
    """Print how many files each judge looked at, and all that they object to."""
    asked: Counter[str] = Counter()
    against: Counter[str] = Counter()
    ace = ace_program()
    if ace is None:
        say("Ace is absent: tests/judges/node.sh installs what it needs, for NODE_PATH to name.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copytree(CASES, folder / "sources")
        for source in sorted((folder / "sources").glob("*.md")):
            (result,) = publish.build([source], folder / "outputs", settings=Settings(folder), formats=FORMATS)
            for edition in result.editions:
                file = (result.folder or folder) / str(edition.record.file)
                for judge, found in objections(file, ace, folder / "ace").items() if edition.record.file else ():
                    asked[judge] += 1
                    against[judge] += len(found)
                    say(*(f"{file.name}: {judge}: {each}" for each in found))
    for judge, files in sorted(asked.items()):
        say(f"{judge}: {files} files, {against[judge]} violations")
    return int(ace is None or against.total() > 0)


if __name__ == "__main__":
    sys.exit(main())
