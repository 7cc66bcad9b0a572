"""Words of a text that are broken at the end of a line: made whole, and marked where nothing else says how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from publish.contracts.importer import Doubt, Left, Notes, Reason

BROKEN = "\ufdd8"
"""After a hyphen at the end of a line, while lines are joined: a character that no text can hold."""

_BREAK = re.compile(rf"(?<![^\W_])([^\W_]+)-{BROKEN}([^\W_]+)")
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_COMPOUND = frozenset(
    """
    long short self non well high low full part half anti co ex over under one two three follow check
    """.split()  # noqa: SIM905 — a list of words is easier read as words
)
"""First parts of words that keep their hyphen, as in “long-term”."""


@dataclass(slots=True)
class BrokenWords:
    """Makes them whole by the other words of the text."""

    lines: Sequence[str]
    notes: Notes
    _known: set[str] = field(default_factory=set)

    def settled(self, text: str, line: int) -> tuple[str, tuple[int, ...]]:
        """A text with its broken words whole, and the places of those that a person must look at."""
        places: list[int] = []
        while (found := _BREAK.search(text)) is not None:
            whole, sure = self._whole(found[1], found[2])
            if "-" not in whole:
                self.notes.left.append(Left(Reason.JOINED, f"{found[1]} {found[2]}", line))
                self.notes.added.append(whole)
            if not sure:
                what = f"“{whole}” was broken at the end of a line: it may have a hyphen"
                self.notes.doubts.append(Doubt(line, what, whole))
                places.append(found.start())
            text = f"{text[: found.start()]}{whole}{text[found.end() :]}"
        return text.replace(BROKEN, ""), tuple(places)

    def _whole(self, end: str, start: str) -> tuple[str, bool]:
        """A word without or with its hyphen, and whether that is sure."""
        self._known = self._known or {word.casefold() for line in self.lines for word in _WORDS.findall(line)}
        bare, hyphened = f"{end}{start}", f"{end}-{start}"
        if bare.casefold() in self._known:
            return bare, True
        kept = hyphened.casefold() in self._known or not start[0].islower() or not end[-1].isalpha()
        if kept or end.casefold() in _COMPOUND:
            return hyphened, True
        return bare, False
