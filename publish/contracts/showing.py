"""What a format wants shown to the people who judge its editions: pages at a glance, chapters to hear, pairs to read.

A format need not do this: the report then shows the pages of a PDF and the chapters that the manifest has places for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from publish.contracts.format import Job


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture of a part of an edition, and what it is of: "Page 3"."""

    label: str
    media_type: str
    image: bytes


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of an edition that is heard, in seconds from its start."""

    title: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the source, and those that stand for them in an edition: easy-read lines beside their section."""

    title: str
    source: tuple[str, ...]
    edition: tuple[str, ...]
    remark: str = ""  # who agreed them, what they leave out on purpose


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a format wants shown of one edition."""

    thumbnails: tuple[Thumbnail, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    pairs: tuple[Pair, ...] = ()


@runtime_checkable
class Showing(Protocol):
    """What a format may do besides: say what a report shows of its editions."""

    def shown(self, job: Job[Any], path: Path, default: Shown) -> Shown:
        """What to show of an edition; `default` is what the report would show of it without this method."""
