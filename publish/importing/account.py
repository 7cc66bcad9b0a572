"""What an import tells: what was left out and why, what is uncertain, what is missing, what was made simpler."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.contracts.importer import Imported

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
    imported: Imported
    proof: Proof
    files: tuple[Path, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where every word is accounted for, 1 where some are not."""
        return 0 if self.proof.whole else 1

    def lines(self) -> list[str]:
        """For people."""
        notes, proof = self.imported.notes, self.proof
        said = [f"{self.input} ({self.kind}) → {self.source}"]
        said.append(
            f"  {proof.words_in} words in, {proof.kept} kept" + "".join(f", {n} {why}" for why, n in proof.left.items())
        )
        said += [f"  ✗ lost: {words}" for words in proof.lost]
        said += [f"  ✗ not in the input: {words}" for words in proof.added]
        said += [f"  {self._place(one.line)}: check: {one.what}" for one in notes.doubts]
        said += _most(f"  {self._place(one.line)}: missing: {one.what}" for one in notes.gaps)
        said += _most(f"  simplified: {one}" for one in notes.simplified)
        counts = Counter((one.reason.value, " ".join(one.text.split())[:70]) for one in notes.left)
        said += _most(
            f"  left out ({reason}){f' {n} times' if n > 1 else ''}: {text}"
            for (reason, text), n in counts.items()
            if text
        )
        said += [f"  written: {path}" for path in self.files]
        if not proof.whole:
            said.append(
                "  The words above are missing from the source or strange to it: put them right by hand, and "
                "report the input."
            )
        elif notes.doubts or notes.gaps:
            said.append(f"  Next: publish lint {self.source}")
        return said

    def _place(self, line: int) -> str:
        return f"{self.input}:{line}" if line else str(self.input)

    def data(self) -> dict[str, Any]:
        """For programs."""
        notes, proof, facts = self.imported.notes, self.proof, self.imported.notes.facts
        helpline = facts.helpline
        return {
            "input": str(self.input),
            "kind": self.kind,
            "source": str(self.source),
            "files": [str(path) for path in self.files],
            "words": {"in": proof.words_in, "kept": proof.kept, "left": proof.left},
            "lost": list(proof.lost),
            "added": list(proof.added),
            "doubts": [{"line": one.line, "what": one.what} for one in notes.doubts],
            "gaps": [{"line": one.line, "what": one.what} for one in notes.gaps],
            "simplified": list(notes.simplified),
            "left": [{"reason": one.reason.value, "text": one.text, "line": one.line} for one in notes.left],
            "publisher": {
                "name": facts.name,
                "registrations": [{"label": one.label, "number": one.number} for one in facts.registrations],
                "helpline": {"label": helpline.label, "value": helpline.value, "target": helpline.target}
                if helpline
                else None,
                "address": facts.address,
            },
        }
