"""Are the editions still the same, byte for byte? `python -m tests.byte_comparison [COMMIT]`, the last one by default.

Writes the factsheet and the specimen in every format without sound, by the code of a commit and by that of the working
tree, each from its own sources, and names every file that differs; of a package, the parts. Ends with 1 where any does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from tests.conftest import REPOSITORY

FORMATS = ("easy-read", "epub", "large-print", "word")

# Run by the code of either state, so it uses nothing but what both have.
WRITE = """
import sys
from pathlib import Path
import publish
from publish.contracts.format import Job, Part, Settings
from publish.source.waivers import without_waived
from tests.specimen import specimen

target, names = Path(sys.argv[1]), sys.argv[2:]
for publication in (publish.load(Path("sources/b-cell-all.md")), specimen()):
    for name, plugin in publish.formats(Settings(target / "cache", listen=False)).items():
        if name in names:
            shown = without_waived(publication, name, easy_read=Part.EASY_READ in plugin.uses).publication
            for options in plugin.variants(shown).options:
                variant = f"-{options.variant}" if options.variant else ""
                file = f"{publication.document.metadata.id}{plugin.stem or '-' + name}{variant}{plugin.suffix}"
                plugin.write(Job(shown, options), target / file)
"""


def written(tree: Path, target: Path) -> dict[str, bytes]:
    """The editions that the code of a tree writes, by their file names."""
    target.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    subprocess.run([sys.executable, "-c", WRITE, str(target), *FORMATS], cwd=tree, env=environment, check=True)
    return {path.name: path.read_bytes() for path in sorted(target.iterdir()) if path.is_file()}


def checked_out(commit: str, folder: Path) -> Path:
    """The tree of a commit, unpacked into a folder."""
    packed = subprocess.run(["git", "archive", commit], cwd=REPOSITORY, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def differences(before: dict[str, bytes], now: dict[str, bytes]) -> Iterator[str]:
    """A line for each file, and for each part of a package, that is not the same."""
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) == now.get(name):
            continue
        parts = [parts_of(files[name]) for files in (before, now) if name in files]
        changed = sorted(part for part in parts[0] | parts[-1] if parts[0].get(part) != parts[-1].get(part))
        yield f"{name}: {', '.join(changed) or 'differs'}" if len(parts) == 2 else f"{name}: is there once only"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by their names; none of any other file."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return {}
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def main() -> None:
    """Compare, and print."""
    commit = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = written(checked_out(commit, folder / "tree"), folder / "before")
        now = written(REPOSITORY, folder / "now")
    found = list(differences(before, now))
    print(*found, f"{len(now) - len(found)} of {len(now)} editions are the same as at {commit}.", sep="\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
