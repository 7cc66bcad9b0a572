"""Sees which files a process opens to read, and what they hold then: what was told from them holds while they do.

Python tells of each file that it opens, whoever asks for it, a plugin's rule too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest
from importlib.util import source_from_cache
from pathlib import Path
from sysconfig import get_path
from typing import Any

from publish.contracts.program import folders

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_FOLDERS = frozenset({"os.listdir", "os.scandir"})
_STARTS = frozenset({"subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"})
_PACKAGES = frozenset({"site-packages", "dist-packages"})
_TEMPORARY = frozenset({"tempfile.mkdtemp", "tempfile.mkstemp"})
_BEYOND = frozenset({"os.system", "socket.connect"})
"""What leads out to where nobody sees what is read."""


def state_of(path: str) -> str | None:
    """What stands under a path, links followed: the hash of a file, the names in a folder; None where neither does."""
    try:
        if os.path.isdir(path):  # noqa: PTH112 — as fast as can be: this is asked of a hundred files
            return "\n".join(sorted(os.listdir(path)))  # noqa: PTH208
        if not os.path.isfile(path):  # noqa: PTH113
            return None  # a pipe may have no end
        with open(path, "rb") as file:  # noqa: PTH123
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


class Witness:
    """The files that were opened, and the folders that were listed, each as it was just before."""

    def __init__(self, passed_over: tuple[str, ...]) -> None:
        """`passed_over` are the folders of which nothing is noted."""
        self.seen: dict[str, str | None] = {}
        self.all_seen = True
        self._passed_over = passed_over

    def told(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note what Python tells."""
        if event == "open" and len(arguments) == 3:  # whoever likes may tell of events, too
            path, mode, flags = arguments
            if not (isinstance(flags, int) and flags & _WRITES) and not (
                isinstance(mode, str) and set(mode) & set("wax+")
            ):
                self.note(path)
        elif event in _FOLDERS and str(arguments[0]) not in sys.path:  # where Python looks for modules
            self.note(arguments[0])
        elif event in _BEYOND or (event in _STARTS and not self._is_passed_over(_path(arguments[0]) or "")):
            self.all_seen = False

    def note(self, named: object) -> None:
        """Note a file or folder as it is now, if it was not noted before."""
        path = _path(named)
        if path is None:
            return
        path = _compiled_from(path)
        if path in self.seen or self._is_passed_over(path):
            return
        self.seen[path] = None  # to look at it opens it, too
        self.seen[path] = state_of(path)

    def _is_passed_over(self, path: str) -> bool:
        return any(path == place or path.startswith(f"{place}{os.sep}") for place in (*self._passed_over, *_made))

    def unchanged(self) -> Mapping[str, str | None] | None:
        """All that was seen; None where any of it has changed since, or something was read that cannot be seen."""
        seen = dict(self.seen)
        return seen if self.all_seen and all(state_of(path) == state for path, state in seen.items()) else None


def _path(named: object) -> str | None:
    """A path as text from the root; None for the number of a file that is open already."""
    try:
        return os.path.abspath(os.fsdecode(named))  # type: ignore[arg-type]  # noqa: PTH100 — links stay
    except (TypeError, OSError):  # nor where the folder that it starts from is gone
        return None


def _compiled_from(path: str) -> str:
    """The module whose compiled form this is, which any process that imports it may write anew; else the path."""
    try:
        return source_from_cache(path) if path.endswith(".pyc") else path
    except ValueError:
        return path


_now: list[Witness] = []
_made: list[str] = []  # temporary files and folders: what is in them was put there by this process
_hooked: list[bool] = []


@contextmanager
def witnessed(cache: Path) -> Iterator[Witness]:
    """A witness of what is opened meanwhile, but for the cache, this program's own files and the packages installed."""
    witness = Witness((*map(str, folders()), *_packages(), os.path.abspath(cache)))  # noqa: PTH100
    if not _hooked:
        sys.addaudithook(_tell)  # which stays as long as the process
        _hooked.append(True)
    _now.append(witness)
    try:
        yield witness
    finally:
        _now.remove(witness)


def _packages() -> Iterator[str]:
    """Where Python and its packages are. Not all below its prefix: that may be /usr, and sources lie in /usr/src."""
    yield from (get_path(name) for name in ("stdlib", "platstdlib", "scripts"))
    yield from (folder for folder in sys.path if Path(folder).name in _PACKAGES)


def _tell(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _TEMPORARY:
        _made.append(str(arguments[0]))
    for witness in _now:
        witness.told(event, arguments)
