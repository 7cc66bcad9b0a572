"""What lint says: one thing to look at, with its place, why it matters and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """An error keeps an edition from being made or being complete; a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at."""

    path: Path
    line: int
    severity: Severity
    rule: str
    message: str


Found = Iterator[tuple[int, Severity, str, str]]
"""Findings of one rule: line, severity, the rule's name, the message."""
