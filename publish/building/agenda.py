"""What a build of many documents does next: editions to be made ahead, then the documents that put them into place."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publish.building.boundary import Step


@dataclass(frozen=True, slots=True)
class Ahead:
    """Some of a document's editions: those with sound, or whichever no other worker has begun (`all_kinds`).

    `folder` is where they are handed over.
    """

    source: Path
    folder: Path
    all_kinds: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """A document: all of its editions that were not made ahead, and then all put into their place at once.

    `folder` is where those made ahead are, None where there are none; `failed` those that failed, each with the reason.
    """

    source: Path
    folder: Path | None = None
    failed: Mapping[Step, str] = field(default_factory=dict)


class Agenda:
    """The tasks of a build, in the order in which they are begun; a document is due once all is made ahead for it."""

    def __init__(self, sources: Iterable[Path], ahead: Callable[[Path], Iterable[Ahead]]) -> None:
        """Take the sources in their order, and what is made ahead of each."""
        self._coming = deque(sources)
        self._ahead = ahead
        self._due: deque[Ahead | Whole] = deque()
        self._open: dict[Path, int] = {}
        self._failed: dict[Path, dict[Step, str]] = {}

    def take(self) -> Ahead | Whole | None:
        """The next task, None where there is none yet or none any more."""
        if not self._due and self._coming:
            source = self._coming.popleft()
            parts = tuple(self._ahead(source))
            if parts:
                self._open[source], self._failed[source] = len(parts), {}
            self._due.extend(parts or [Whole(source)])
        return self._due.popleft() if self._due else None

    def finished(self, task: Ahead, failed: Mapping[Step, str]) -> None:
        """Tell that a task is done, and which editions failed in it. What is complete goes first from here on."""
        self._failed[task.source].update(failed)
        self._open[task.source] -= 1
        if not self._open[task.source]:
            del self._open[task.source]
            self._due.appendleft(Whole(task.source, task.folder, self._failed.pop(task.source)))
