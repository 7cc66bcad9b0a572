"""Whether the packages that a plugin needs are installed, told without importing it.

The plugin's distribution says what it needs by an extra of the plugin's name: `word = ["python-docx"]` for the format
`word`, and `import-pdf` for the importer `pdf`. So a plugin whose packages are not there is left out, with the reason,
and stops no other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import (
    Distribution,
    EntryPoint,
    PackageNotFoundError,
    distribution,
    entry_points,
    version,
)

from publish.errors import MissingTool

FORMATS = "publish.formats"
"""The entry points of formats."""

_OWN = "accessible-publish"


def plugins(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, by name. What is installed is read once: 100 packages take 12 ms for each group."""
    return _found(group, tuple(sys.path))


@lru_cache(maxsize=16)
def _found(group: str, _path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    return tuple(sorted(entry_points(group=group), key=lambda point: point.name))


@cache
def installed_version(package: str) -> str:
    """The version of an installed package, read once: to read it takes 0.7 ms, and an edition names four."""
    return version(package)


def lacking(point: EntryPoint, extra: str = "") -> str:
    """What to say of a plugin whose packages are not all installed: they, and how to get them. "" where they are.

    `extra` is the one that names them, where it does not bear the plugin's name.
    """
    extra = extra or point.name
    if point.dist is None:
        return ""
    absent = _absent(point.dist, extra)
    if not absent:
        return ""
    return f"{_needs(absent)}. {how_to_get(_told(point.dist)[0], extra)}"


def _needs(absent: tuple[str, ...]) -> str:
    return f"needs {', '.join(absent)}, which {'is' if len(absent) == 1 else 'are'} not installed"


def refuse_without(extra: str) -> None:
    """Raise `MissingTool` where packages of an extra of this library itself are not installed."""
    if absent := _absent(distribution(_OWN), extra):
        is_or_are = "is" if len(absent) == 1 else "are"
        raise MissingTool(
            f"this needs {', '.join(absent)}, which {is_or_are} not installed. {how_to_get(_OWN, extra)}."
        )


def how_to_get(name: str, extra: str) -> str:
    """The command that installs an extra of a distribution."""
    return f"To install: pip install '{name}[{extra}]'"


@cache
def _told(of: Distribution) -> tuple[str, tuple[str, ...]]:
    """The name of a distribution and what it requires, read once: to read them takes 2 ms, and each plugin asks."""
    return of.name, tuple(of.requires or ())


@cache
def _absent(of: Distribution, extra: str) -> tuple[str, ...]:
    """The packages of an extra that are not installed, each once."""
    return tuple(dict.fromkeys(package for package in packages(of, extra) if not _is_installed(package)))


def packages(of: Distribution, extra: str) -> Iterator[str]:
    """The packages that an extra of a distribution adds, those of other extras that it names included."""
    from packaging.requirements import Requirement  # a tenth of what `import publish.plugin` takes
    from packaging.utils import canonicalize_name

    name, requirements = _told(of)
    # What an extra adds names it. To parse all 70 requirements for each of 30 plugins took 0.3 s.
    named = [each for each in requirements if canonicalize_name(extra) in canonicalize_name(each)]
    for requirement in map(Requirement, named):
        marker = requirement.marker
        if marker is None or not marker.evaluate({"extra": extra}) or marker.evaluate({"extra": ""}):
            continue
        if canonicalize_name(requirement.name) != canonicalize_name(name):
            yield requirement.name
            continue
        for other in sorted(requirement.extras):
            yield from packages(of, other)


@cache
def _is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True
