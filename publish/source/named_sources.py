"""The sources that a command names: files, and folders of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from publish.errors import UsageError
from publish.source.same_id import has_front_matter


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The sources that paths name: a file itself, a folder's `*.md` files with front matter. Raises `UsageError`."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [source for source in sorted(path.glob("*.md")) if has_front_matter(source)]
            if not inside:
                raise UsageError(f"{path}: no source is here (a *.md file that starts with front matter).")
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"{path}: there is no such file or folder.")
    return tuple(dict.fromkeys(found))
