"""The contract of a lint rule, and the rules that are installed (entry points in the group `publish.rules`).

An entry point names a tuple of `Rule`. The library's own rules are found in the same way as a format's, which knows
what its faces, pages and readers ask of a source.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING

from publish.contracts.installed import FORMATS, lacking, plugins
from publish.contracts.process_state import put_back
from publish.errors import MissingTool, described

if TYPE_CHECKING:
    from publish.model.publication import Publication  # a tenth of a second, of which the rules need nothing

GROUP = "publish.rules"


class Severity(StrEnum):
    """An error keeps an edition from being made, complete or orderable; a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: a publication that could be read, its text as written, and the day of the looking.

    `cache` is a folder for what a rule found out and may ask again (`publish.outputs.known_answers`), if there is one.
    """

    publication: Publication
    yaml: str  # of its front matter, which starts on line 2
    body: str  # of the source, on the very lines that it has in the file
    today: date
    cache: Path | None = None


Places = Iterator[tuple[int, str]]
"""What a rule found: the line in its file (1 for the front matter), and why it matters and how to mend it."""


def _itself(source: Path) -> Path:
    return source


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that lint looks for. `id` is printed behind each of its messages.

    `file` tells the file in which it finds its lines, by the source: a rule may look at a file beside it.
    `stops_release` says that its errors keep the whole document from being approved and released. Not those that are
    stopped elsewhere, by the proof of an edition or by what is unfinished or overdue, nor those that are only found
    where an extra is installed: what goes out is the same on every machine.
    """

    id: str
    severity: Severity
    find: Callable[[Subject], Places]
    file: Callable[[Path], Path] = _itself
    stops_release: bool = True


def rules() -> tuple[Rule, ...]:
    """All installed rules; one that only says so for each plugin whose rules cannot be loaded.

    The rules of a format whose packages are not installed are left out with it.
    """
    found: list[Rule] = []
    for point in plugins(GROUP):
        if lacking(point):
            continue
        try:
            found += _loaded(point, tuple(sys.path))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 — the boundary of a plugin: other rules look all the same
            found.append(_unusable(point, error))
    return tuple(found)


@lru_cache(maxsize=1_000)  # of those that fail none is kept
def _loaded(point: EntryPoint, _path: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of a plugin, taken once a process: to put back what each of twenty may alter takes 5 ms a document."""
    with put_back():
        loaded = tuple(point.load())
    if not all(isinstance(rule, Rule) for rule in loaded):
        raise TypeError("it names something that is not a rule")
    return loaded


def left_out() -> tuple[str, ...]:
    """What to say of each plugin whose rules do not look because packages are not installed, and how to get them.

    Rules of a format that is not installed itself are not named: they are left out with it.
    """
    absent = tuple(point.module for point in plugins(FORMATS) if lacking(point))
    return tuple(
        f"Lint left out {_named(point)}: {point.name} {reason}."
        for point in plugins(GROUP)
        if (reason := lacking(point)) and not _is_of(point, absent)
    )


def _named(point: EntryPoint) -> str:
    """The ids of a plugin's rules, where its module can be loaded without the packages that it lacks."""
    try:
        return ", ".join(rule.id for rule in point.load())
    except Exception:  # noqa: BLE001 — the boundary of a plugin
        return f"the rules of {point.value}"


def _is_of(point: EntryPoint, formats: tuple[str, ...]) -> bool:
    """Whether rules stand in the same package as one of the formats, told by the modules of these."""
    package, _, _ = point.module.rpartition(".")
    return bool(package) and any(module == package or module.startswith(f"{package}.") for module in formats)


def _unusable(point: EntryPoint, error: BaseException) -> Rule:
    """A rule that says of every source why the rules of a plugin did not look."""

    def find(_subject: Subject) -> Places:
        raise MissingTool(f"the lint rules of the plugin {point.value} cannot be loaded: {described(error)}.")

    return Rule(point.name, Severity.ERROR, find)
