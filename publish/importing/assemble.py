"""Headings and blocks in a row to a document of nested sections."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from publish.contracts.importer import Doubt, Imported, Notes, Reason
from publish.importing.canonical.fit import DEEPEST
from publish.model.nodes import Block, Document, Inline, Metadata, Section, Text
from publish.proof.ledger import OPENING, text_of
from publish.source.imprint import IMPRINT

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 60  # characters


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a row of blocks. `name` is the id that the input gives it; `check` says that a person must look."""

    level: int
    children: tuple[Inline, ...]
    line: int = 0
    name: str = ""
    check: bool = False


Part = Heading | Block


@dataclass(slots=True)
class _Open:
    name: str
    level: int
    heading: tuple[Inline, ...]
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def closed(self) -> Section:
        return Section(self.name, self.level, self.heading, tuple(self.blocks), tuple(self.sections))


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document, the ids of uncertain headings, and the section that each id of the input became."""

    document: Document
    check: frozenset[str]
    names: dict[str, str]


def slug(words: str) -> str:
    """An id from words: small letters, digits, hyphens; "" where there are no Latin letters."""
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    name = _NOT_IN_ID.sub("-", ascii_words.casefold()).strip("-")
    return name if len(name) <= _LONGEST_ID else name[:_LONGEST_ID].rsplit("-", 1)[0]


def assemble(metadata: Metadata, parts: Iterable[Part], notes: Notes) -> Assembled:
    """Nest what comes in a row; levels that are skipped are closed up, and that is said."""
    row = list(parts)
    lowest = min((part.level for part in row if isinstance(part, Heading)), default=1)
    opening: list[Block] = []
    top: list[Section] = []
    stack: list[_Open] = []
    given: list[tuple[int, int]] = []  # the input's levels and those made of them, of the open sections
    taken: set[str] = {OPENING, IMPRINT}
    check: set[str] = set()
    names: dict[str, str] = {}

    def close(level: int) -> None:
        while stack and stack[-1].level >= level:
            section = stack.pop().closed()
            (stack[-1].sections if stack else top).append(section)

    for part in row:
        if not isinstance(part, Heading):
            (stack[-1].blocks if stack else opening).append(part)
            continue
        words = text_of(part.children)
        if not words:
            continue
        while given and given[-1][0] >= part.level:
            given.pop()
        level = min(given[-1][1] + 1 if given else 1, DEEPEST)
        skipped = part.level - (given[-1][0] if given else lowest - 1) - 1
        if skipped > 0:
            notes.simplified.append(
                f"the heading “{words}” skipped {skipped} level{'s' * (skipped > 1)}, and is now of level {level}"
            )
        if given and given[-1][1] == DEEPEST:
            notes.simplified.append(f"the heading “{words}” is moved up to level {DEEPEST}, the deepest there is")
        given.append((part.level, level))
        name = _free(slug(words) or slug(part.name) or "section", taken)
        names.setdefault(part.name, name)
        close(level)
        stack.append(_Open(name, level, part.children))
        if part.check:
            check.add(name)
    close(0)
    if not top:
        name = _free(slug(metadata.title) or "section", taken)
        notes.doubts.append(Doubt(1, "the input has no heading; its title is used as the heading of all of it"))
        top = [Section(name, 1, (Text(metadata.title),), tuple(opening))]
        opening = []
        check.add(name)
        notes.added.append(metadata.title)
    names.pop("", None)
    return Assembled(Document(metadata, tuple(top), tuple(opening)), frozenset(check), names)


def _free(name: str, taken: set[str]) -> str:
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def without_lines(imported: Imported) -> Imported:
    """Forget lines that are not the input's own, but those of the page that it was turned into on the way."""
    notes = imported.notes
    notes.doubts[:] = [replace(doubt, line=0) for doubt in notes.doubts]
    notes.gaps[:] = [replace(gap, line=0) for gap in notes.gaps]
    notes.left[:] = [left if left.reason is Reason.MARKUP else replace(left, line=0) for left in notes.left]
    return imported
