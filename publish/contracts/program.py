"""What this program is: its own files, those of every plugin, and the packages that are installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from publish.contracts.installed import plugins

_OWN = "publish"
_GROUPS = ("publish.formats", "publish.rules", "publish.voices")
_RECORDS = (".dist-info", ".egg-info")


def folders() -> tuple[Path, ...]:
    """The folders of the library and of all that has a format, a rule or a voice; of one module, its file."""
    found = {_OWN, *(point.module.partition(".")[0] for group in _GROUPS for point in plugins(group))}
    specs = [spec for name in sorted(found) if (spec := find_spec(name)) is not None]
    return tuple(
        Path(place)
        for spec in specs
        for place in (spec.submodule_search_locations or ([spec.origin] if spec.origin else []))
    )


def program() -> str:
    """A hash over all of it, taken once a process: what is loaded stays as it was.

    Of an installed package the record is looked at, which bears its version and is written with it: to read what a
    hundred packages say of themselves takes twice as long as all the rest.
    """
    return _hash(tuple(sys.path))


@lru_cache(maxsize=4)
def _hash(path: tuple[str, ...]) -> str:
    told = sha256(sys.version.encode())
    for line in (*_files(), *_installed(path)):
        told.update(line.encode("utf-8", "backslashreplace") + b"\n")
    return told.hexdigest()


def _files() -> Iterator[str]:
    for folder in folders():
        files = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for file in files:
            if file.suffix != ".pyc" and file.is_file():
                yield f"{file} {sha256(file.read_bytes()).hexdigest()}"


def _installed(path: tuple[str, ...]) -> Iterator[str]:
    for folder in filter(os.path.isdir, path):
        with os.scandir(folder) as entries:
            records = sorted(
                (entry.name, entry.stat().st_mtime_ns) for entry in entries if entry.name.endswith(_RECORDS)
            )
        yield from (f"{folder} {name} {changed}" for name, changed in records)
