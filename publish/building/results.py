"""What became of a build: of one edition, and of all editions of one source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publish.errors import PublishError
from publish.outputs.manifest import EditionRecord
from publish.proof.verdict import State


@dataclass(frozen=True, slots=True)
class Took:
    """How long an edition took, in seconds by the clock: to be written, and to be read back and checked."""

    writing_s: float = 0.0
    checking_s: float = 0.0


@dataclass(frozen=True, slots=True)
class EditionResult:
    """What became of one edition: its record, whether and why it was built now, and a draft where it was not proved."""

    record: EditionRecord
    built_now: bool
    draft: EditionRecord | None = None
    why: str = ""
    took: Took = Took()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one source's editions, or the error that kept it from being read.

    `notes` are what a person is to know of the document besides. `withdrawn` says why the editions have no source any
    more, "" where they have; `removed` are their files where they were pruned. `unchanged` says that there was nothing
    to do, so that the source was not even parsed. `reading_s` is how long reading the source took, with the proof that
    it was read whole.
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
    reading_s: float = 0.0

    @property
    def exit_code(self) -> int:
        """0 where all is complete, not authored or withdrawn; 1 where an edition is not; or the error's."""
        if self.error is not None:
            return self.error.exit_code
        if self.withdrawn:
            return 0
        good_states = (State.COMPLETE, State.NOT_AUTHORED)
        return int(
            any(
                not edition.record.current or edition.record.verdict.state not in good_states
                for edition in self.editions
            )
        )
