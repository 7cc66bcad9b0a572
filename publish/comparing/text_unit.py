"""One piece of what a version says or shows: the unit of every comparison of two versions."""

from __future__ import annotations

import re
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

_CELL = re.compile(r"(table “.*”), row (“.*”|\d+), column (“.*”|\d+)", re.DOTALL)


class CellPlace(NamedTuple):
    """Where a cell stands, each in the words in which a record keeps it: table “Doses”, row “Adults”, column 2."""

    table: str
    row: str
    column: str


class TextUnit(BaseModel):
    """One piece of text: what it is, where it stands (`section` is an id, `place` are headings), and what it says.

    `shown` is what an edition shows with it, as the picture of an easy-read line; `image` is the hash of a picture;
    `cell` is the row and column of a cell in words, "" in a release of an earlier time, which kept none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: str
    text: str
    section: str
    place: str
    level: int = 0
    ordinal: int = 0
    headers: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    shown: tuple[str, ...] = ()
    image: str = ""
    cell: str = ""

    @property
    def where(self) -> str:
        """Where it stands, as people look it up: under which headings, of a cell in which row and column."""
        cell = self.cell or (f"under {', '.join(self.headers)}" if self.headers else "")
        return f"{self.place}, {cell}" if cell else self.place

    @property
    def cell_place(self) -> CellPlace | None:
        """The table, row and column of a cell; None of what is none, or was kept without them."""
        found = _CELL.fullmatch(self.cell)
        return CellPlace(*found.groups()) if found else None

    @property
    def details(self) -> tuple[str, ...]:
        """What is said of the text and is not its words: the headers of a cell, where its links lead, and the like."""
        facts = [f"number {self.ordinal}"] if self.ordinal else []
        facts += [f"level {self.level}"] if self.level else []
        facts += [f"under {', '.join(self.headers)}"] if self.headers else []
        facts += [f"“{words}” leads to {target}" for words, target in self.links]
        facts += [f"“{words}” in {language}" for words, language in self.languages]
        return (*facts, *self.shown)
