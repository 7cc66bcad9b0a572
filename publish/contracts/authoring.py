"""What a format may do for those who write the words that it alone shows: put them a place to write, show a preview.

A format need not do this: most show the text as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from publish.contracts.format import Job
from publish.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Beginning:
    """A block to be written: the sections that it is for, its lines of Markdown, and the line it comes before.

    `before` is a line of the source, 0 where the block comes at its end. `drafts` is how many of the lines are proposed
    by rules and marked as drafts: a person has to read them.
    """

    sections: tuple[str, ...]
    lines: tuple[str, ...]
    before: int
    drafts: int = 0


@runtime_checkable
class Authoring(Protocol):
    """What a format may do besides: help people to write its words."""

    def begin(self, publication: Publication) -> tuple[Beginning, ...]:
        """The blocks that still lack, in the order of the source; none where all have been begun."""

    def preview(self, job: Job[Any], target: Path) -> tuple[str, ...]:
        """Write what is there so far, marked as a draft, and say what is missing; never an edition.

        Raises `EditionError` where nothing has been written yet.
        """
