"""Where the time of a build went: reading sources, and by edition writing and checking, apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from publish.building.results import BuildResult, EditionResult

_INDENT = " " * 2


def took_lines(result: BuildResult) -> Iterator[str]:
    """How long one document took, in a line; none where nothing was made."""
    made_now = _timed(result)
    if made_now:
        parts = [f"{edition.record.name} {_both(edition)}" for edition in made_now]
        yield f"{_INDENT}took: source {result.reading_s:.2f} s; writing + checking: {', '.join(parts)}."


@dataclass(slots=True)
class Profile:
    """The seconds of all documents together, by the clock: what ran side by side counts each for itself."""

    _sources: int = 0
    _reading_s: float = 0.0
    _editions: dict[str, tuple[int, float, float]] = field(default_factory=dict)  # number, writing, checking

    def add(self, result: BuildResult) -> None:
        """Count one document."""
        made_now = _timed(result)
        self._sources += bool(made_now)
        self._reading_s += result.reading_s if made_now else 0.0
        for edition in made_now:
            number, writing, checking = self._editions.get(edition.record.name, (0, 0.0, 0.0))
            took = edition.took
            self._editions[edition.record.name] = (number + 1, writing + took.writing_s, checking + took.checking_s)

    def lines(self) -> Iterator[str]:
        """A table of the sums."""
        if not self._sources:
            yield "Nothing was made, so no time was taken."
            return
        wide = max(len(name) for name in (*self._editions, "seconds, by the clock"))
        yield ""
        yield f"{'seconds, by the clock':<{wide}}  {'made':>6}  {'writing':>9}  {'checking':>9}"
        yield f"{'sources read':<{wide}}  {self._sources:>6}  {self._reading_s:>9.2f}"
        for name, (number, writing, checking) in self._editions.items():
            yield f"{name:<{wide}}  {number:>6}  {writing:>9.2f}  {checking:>9.2f}"


def took_data(result: BuildResult) -> dict[str, Any]:
    """How long one document took, as JSON data."""
    editions = {edition.record.name: asdict(edition.took) for edition in _timed(result)}
    return {"reading_s": result.reading_s, "editions": editions}


def _timed(result: BuildResult) -> list[EditionResult]:
    return [edition for edition in result.editions if edition.took.writing_s]


def _both(edition: EditionResult) -> str:
    return f"{edition.took.writing_s:.2f} + {edition.took.checking_s:.2f} s"
