"""What an import tells: what was left out and why, what is uncertain, what is missing, what was made simpler."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.contracts.importer import Notes
from publish.errors import UsageError
from publish.importing.source_lines import SourceLines
from publish.plain_files import write_whole

_SHOWN = 20  # lines of one kind


@dataclass(frozen=True, slots=True)
class Proof:
    """The words of the input against those of the source.

    `lost` are words that the source lacks without a reason, `added` those that it has without the input having them:
    each with some words around.
    """

    words_in: int
    kept: int
    left: dict[str, int]
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every word is accounted for."""
        return not self.lost and not self.added


def _most(lines: Iterable[str]) -> list[str]:
    """As many lines as a person reads."""
    every = list(lines)
    rest = len(every) - _SHOWN
    return every if rest <= 1 else [*every[:_SHOWN], f"  … and {rest} more of these; --json names all"]


@dataclass(frozen=True, slots=True)
class Report:
    """One import, for people and programs."""

    input: Path
    kind: str
    source: Path
    notes: Notes
    proof: Proof
    files: tuple[Path, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where every word is accounted for, 1 where some are not."""
        return 0 if self.proof.whole else 1

    def lines(self) -> list[str]:
        """For people."""
        notes, proof = self.notes, self.proof
        left = "".join(f", {count} {reason}" for reason, count in proof.left.items())
        shown = [
            f"{self.input} ({self.kind}) → {self.source}",
            f"  {proof.words_in} words in, {proof.kept} kept{left}",
            *(f"  ✗ lost: {words}" for words in proof.lost),
            *(f"  ✗ not in the input: {words}" for words in proof.added),
            *(f"  {self._place(doubt.line)}: check: {doubt.what}" for doubt in notes.doubts),
        ]
        shown += _most(f"  {self._place(gap.line)}: missing: {gap.what}" for gap in notes.gaps)
        shown += _most(f"  simplified: {what}" for what in notes.simplified)
        counts = Counter((left.reason.value, " ".join(left.text.split())[:70]) for left in notes.left)
        shown += _most(
            f"  left out ({reason}){f' {count} times' if count > 1 else ''}: {text}"
            for (reason, text), count in counts.items()
            if text
        )
        shown += [f"  written: {path}" for path in self.files]
        if not proof.whole:
            shown.append(
                "  The words above are missing from the source or strange to it: put them right by hand, and "
                "report the input."
            )
        elif notes.doubts or notes.gaps:
            shown.append(f"  Next: publish lint {self.source}")
        return shown

    def _place(self, line: int) -> str:
        return f"{self.input}:{line}" if line else str(self.input)

    def _source_lines(self) -> tuple[list[int], list[int]]:
        """The lines of the source at which its guesses and its gaps stand, in their order."""
        find = SourceLines(self.source.read_text(encoding="utf-8")).line_of
        notes = self.notes
        return [find(doubt.at, doubt.what) for doubt in notes.doubts], [find(gap.at, gap.what) for gap in notes.gaps]

    def markdown(self) -> str:
        """The whole report as a page of Markdown, each guess and gap with its line in the source."""
        notes, proof = self.notes, self.proof
        doubts, gaps = self._source_lines()
        left = (f"- {left.reason.value}: {' '.join(left.text.split())}" for left in notes.left if left.text.strip())
        parts = {
            "Words lost": [f"- {words}" for words in proof.lost],
            "Words that the input does not have": [f"- {words}" for words in proof.added],
            "Guesses": [
                f"- {self.source}:{line or 1}: {doubt.what}" for line, doubt in zip(doubts, notes.doubts, strict=True)
            ],
            "Missing": [f"- {self.source}:{line or 1}: {gap.what}" for line, gap in zip(gaps, notes.gaps, strict=True)],
            "Made simpler": [f"- {what}" for what in notes.simplified],
            "Left out": list(left),
        }
        head = (
            f"# Import of {self.input}\n\n{self.kind} to {self.source}: {proof.words_in} words in, {proof.kept} kept.\n"
        )
        sections = (f"\n## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in parts.items() if lines)
        return head + "".join(sections)

    def data(self) -> dict[str, Any]:
        """For programs."""
        notes, proof, facts = self.notes, self.proof, self.notes.facts
        helpline = facts.helpline
        doubts, gaps = self._source_lines()
        return {
            "input": str(self.input),
            "kind": self.kind,
            "source": str(self.source),
            "files": [str(path) for path in self.files],
            "words": {"in": proof.words_in, "kept": proof.kept, "left": proof.left},
            "lost": list(proof.lost),
            "added": list(proof.added),
            "doubts": [
                {"line": doubt.line, "source_line": line, "what": doubt.what}
                for line, doubt in zip(doubts, notes.doubts, strict=True)
            ],
            "gaps": [
                {"line": gap.line, "source_line": line, "what": gap.what}
                for line, gap in zip(gaps, notes.gaps, strict=True)
            ],
            "simplified": list(notes.simplified),
            "left": [{"reason": left.reason.value, "text": left.text, "line": left.line} for left in notes.left],
            "publisher": {
                "name": facts.name,
                "registrations": [{"label": entry.label, "number": entry.number} for entry in facts.registrations],
                "helpline": {"label": helpline.label, "value": helpline.value, "target": helpline.target}
                if helpline
                else None,
                "address": facts.address,
            },
        }


def write_report(report: Report, folder: Path) -> Path:
    """Write the whole report of an import into a folder. Raises `UsageError`."""
    target = folder / f"{report.source.stem}.import.md"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(target, report.markdown())
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}.") from None
    return target
