"""Sources that give themselves one id: each would write over the other's editions, so both are refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from publish.errors import PublishError, SourceError
from publish.source.files import text_of_file
from publish.source.front_matter import is_identifier, split


def has_front_matter(path: Path) -> bool:
    """Whether a file begins as a source does."""
    with path.open("rb") as file:
        return file.read(8).removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def siblings(sources: Iterable[Path]) -> tuple[Path, ...]:
    """All sources in the folders of sources, they themselves included."""
    folders = dict.fromkeys(source.parent for source in sources)
    return tuple(
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.glob("*.md"))
        if path.is_file() and has_front_matter(path)
    )


def identifier(source: Path) -> str:
    """The id that a source gives itself, "" where it gives none that can be used; the rest of it may be wrong."""
    try:
        data = yaml.safe_load(split(source, text_of_file(source)).yaml)
    except (PublishError, yaml.YAMLError, ValueError):
        return ""
    named = data.get("id") if isinstance(data, dict) else None
    found = str(named) if named is not None else source.stem
    return found if is_identifier(found) else ""


def with_same_id(sources: Iterable[Path]) -> dict[Path, SourceError]:
    """For each source that shares its id with another, by its whole path, the error that names both."""
    by_id: dict[str, dict[Path, Path]] = {}
    for source in sources:
        if name := identifier(source):
            by_id.setdefault(name, {}).setdefault(source.resolve(), source)
    found: dict[Path, SourceError] = {}
    for name, same in by_id.items():
        for whole, source in same.items():
            others = [str(other) for place, other in same.items() if place != whole]
            if others:
                message = (
                    f"the id “{name}” is also that of {' and '.join(others)}, and the editions of one would write over "
                    "those of the other. Give one of them another id: in its front matter."
                )
                found[whole] = SourceError(source, 1, message)
    return found
