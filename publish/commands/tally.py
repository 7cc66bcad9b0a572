"""What the last lines of a build need of its documents, and no more: of a hundred thousand not all results are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from publish.building.results import BuildResult
from publish.errors import OutputsError, SourceError
from publish.proof.verdict import State
from publish.source.approvals import approvals_file

_INDENT = " " * 2
_MANY = 5  # documents from which those that are not complete are named once more at the end


@dataclass(slots=True)
class Tally:
    """Counts the documents of one build as they come."""

    documents: int = 0
    unread: int = 0  # sources
    unusable: int = 0  # outputs
    failed: int = 0  # for another reason
    authored: int = 0  # editions
    complete: int = 0
    codes: set[int] = field(default_factory=set)
    approved_in: set[Path] = field(default_factory=set)  # folders of sources beside which something was approved
    _bad: list[str] = field(default_factory=list)
    _built: str = ""  # the id of the last document of which editions were made

    def add(self, result: BuildResult) -> None:
        """Count one document."""
        self.codes.add(result.exit_code)
        if approvals_file(result.source).exists():
            self.approved_in.add(result.source.parent)
        if result.withdrawn:
            return
        records = [edition.record for edition in result.editions]
        authored = [record for record in records if record.verdict.state is not State.NOT_AUTHORED]
        self.documents += 1
        self.unread += isinstance(result.error, SourceError)
        self.unusable += isinstance(result.error, OutputsError)
        self.failed += result.error is not None and not isinstance(result.error, SourceError | OutputsError)
        self.authored += len(authored)
        self.complete += sum(record.current and record.verdict.state is State.COMPLETE for record in authored)
        if result.error is not None:
            self._bad.append(f"{result.id}{_INDENT}{result.error}")
            return
        self._built = result.id
        if result.exit_code:
            wanting = [record for record in records if record.reason and not record.current]
            named = ", ".join(f"{record.name} ({record.reason})" for record in wanting)
            self._bad.append(f"{result.id}{_INDENT}{named}")

    def next_line(self, outputs: Path, usual: Path) -> Iterator[str]:
        """What a person who builds one document does next; of many, each has its own way."""
        if self.documents == 1 and self._built:
            place = "" if outputs == usual else f" --outputs {outputs}"
            yield f"Next: publish report {self._built}{place}"

    def lines(self, seconds: float) -> Iterator[str]:
        """The last lines: of many documents once more those that are not complete, then the counts."""
        if self.documents >= _MANY and self._bad:
            yield ""
            yield "Not complete:"
            yield from (f"{_INDENT}{words}" for words in self._bad)
        parts = [
            _count(self.documents, "document"),
            f"{_count(self.complete, 'edition')} complete",
            f"{self.authored - self.complete} not",
        ]
        if self.unread:
            parts.append(f"{_count(self.unread, 'source')} that cannot be read")
        if self.unusable:
            parts.append(f"{_count(self.unusable, 'document')} whose outputs cannot be used")
        if self.failed:
            parts.append(f"{_count(self.failed, 'document')} that could not be built")
        yield f"{', '.join(parts)}. {seconds:.0f} s."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
