"""What an import tells: what was left out and why, what is uncertain, what is missing, what was made simpler."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from publish.model.nodes import Document
from publish.model.publication import Contact, Registration

_SHOWN = 20  # lines of one kind


class Reason(StrEnum):
    """Why words of the input are not in the source."""

    FURNITURE = "furniture"  # repeated at each page break
    REPEATED = "repeated"  # said again beside where it is kept
    NAVIGATION = "navigation"
    SCRIPT = "script"
    FORM = "form"
    HIDDEN = "hidden"
    DECORATION = "decoration"  # an arrow in a button, a bullet sign
    COMMENT = "editor's note"  # a comment beside the text
    AUTHOR = "author"
    DELETED = "deleted"  # a tracked deletion accepted, or a tracked insertion refused
    OUTSIDE = "outside the main content"
    MARKUP = "markup of another system"


@dataclass(frozen=True, slots=True)
class Left:
    """Words that were left out, where they stood in the input (line from 1, 0 where it is not known), and why."""

    reason: Reason
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the import could only guess; it is marked `.check` in the source, at the words `at`."""

    line: int
    what: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the document needs and the input does not have; never invented, shown by lint."""

    line: int
    what: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the furniture says of the publisher, for publisher.yaml."""

    name: str = ""
    registrations: tuple[Registration, ...] = ()
    helpline: Contact | None = None
    address: str = ""  # of the page itself


@dataclass(slots=True)
class Notes:
    """What one import gathers on its way."""

    left: list[Left] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    simplified: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)  # words from attributes, said again, or standing in
    moved: list[str] = field(default_factory=list)  # words taken into the front matter
    images: dict[str, bytes] = field(default_factory=dict)  # files to be put beside the source, by their name there
    facts: Facts = field(default_factory=Facts)
    relative: list[Gap] = field(default_factory=list)  # links relative to a page whose own address is not known


@dataclass(frozen=True, slots=True)
class Imported:
    """A document made from an input; `check` holds the ids of sections whose heading is uncertain."""

    document: Document
    check: frozenset[str]
    notes: Notes


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
