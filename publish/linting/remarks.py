"""What lint says: one thing to look at, with its place, why it matters and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publish.contracts.rule import Severity

UNREADABLE = "unreadable"
"""The rule's name in remarks on what keeps a source from being read at all."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at."""

    path: Path
    line: int
    severity: Severity
    rule: str
    message: str
