"""What became of a build: of one edition, and of all editions of one source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publish.errors import PublishError
from publish.outputs.manifest import EditionRecord
from publish.proof.verdict import State


@dataclass(frozen=True, slots=True)
class EditionResult:
    """What became of one edition: its record, whether and why it was made now, and a draft where it was not proved."""

    record: EditionRecord
    made: bool
    draft: EditionRecord | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one source's editions, or the error that kept it from being read.

    `notes` are what a person is to know of the document besides. `withdrawn` says why the editions have no source any
    more, "" where they have; `removed` are their files where they were pruned. `unchanged` says that there was nothing
    to do, so that the source was not even parsed.
    """

    source: Path
    id: str
    folder: Path | None
    editions: tuple[EditionResult, ...]
    headings: Mapping[str, str] = field(default_factory=dict)  # of each section by id, with those above it
    error: PublishError | None = None
    notes: tuple[str, ...] = ()
    withdrawn: str = ""
    removed: tuple[str, ...] = ()
    unchanged: bool = False

    @property
    def exit_code(self) -> int:
        """0 where all is complete, not authored or withdrawn; 1 where an edition is not; or the error's."""
        if self.error is not None:
            return self.error.exit_code
        if self.withdrawn:
            return 0
        good = (State.COMPLETE, State.NOT_AUTHORED)
        return int(
            any(not edition.record.current or edition.record.verdict.state not in good for edition in self.editions)
        )
