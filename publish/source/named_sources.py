"""The sources that a command names: files, and folders of them; and names that no file can have."""

from __future__ import annotations

from collections.abc import Iterable
from errno import ENAMETOOLONG
from pathlib import Path

from publish.errors import UsageError
from publish.plain_files import is_there
from publish.source.same_id import may_be_source

_MARKDOWN = frozenset({".md", ".markdown"})


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The sources that paths name: a file itself, a folder's `*.md` files with front matter. Raises `UsageError`."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [source for source in sorted(path.glob("*.md")) if may_be_source(source)]
            if not inside:
                raise UsageError(f"{path}: no source is here (a *.md file that starts with front matter).")
            found += inside
        elif is_there(path):
            found.append(path)
        else:
            raise UsageError(f"{path}: there is no such file or folder.")
    return tuple(dict.fromkeys(found))


def passed_over(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The Markdown files of folders that `find_sources` takes for no sources: a README, or a source that lost its head.

    Markdown by another name (`IRON.MD`, `iron.markdown`) is among them, as a folder's sources are its `*.md` files.
    Hidden files are not.
    """
    inside = (file for path in paths if path.is_dir() for file in sorted(path.iterdir()))
    seen = (file for file in inside if file.suffix.casefold() in _MARKDOWN and not file.name.startswith("."))
    texts = (file for file in seen if file.suffix != ".md" or not may_be_source(file))
    return tuple(dict.fromkeys(file for file in texts if file.is_file()))


def nameable(name: Path | str) -> Path:
    """The path of that name. Raises `UsageError` for one that no file can have: too long, or with a NUL in it."""
    path = Path(name)
    try:
        path.lstat()
    except ValueError as error:
        raise UsageError(f"{name!s}: this is no name of a file: {error}.") from None
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            raise UsageError(f"{str(name)[:60]}…: this is no name of a file: {error.strerror}.") from None
    return path
