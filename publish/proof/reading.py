"""What an edition says, as its format's independent reader finds it, and the words shared with the ledger.

A `Passage` is what a reader finds, a `Unit` is what the ledger expects: the same fields, plus where it belongs in
the source. Both hold text in the plain form of `publish.model.text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from publish.model.text import plain


class Role(StrEnum):
    """What a piece of text is, by the innermost thing that holds it.

    ITEM is the first paragraph of a list item; what follows in the item is PARAGRAPH. QUOTE is a paragraph directly
    in a quotation. NOTE is any paragraph of a footnote. DEFINITION is the first paragraph of a meaning. VIDEO is the
    line that names a video; its description is PARAGRAPH. CALLOUT is a callout's title; its body keeps its own roles.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    TERM = "term"
    DEFINITION = "definition"
    HEADER_CELL = "header cell"
    CELL = "table cell"
    CAPTION = "caption"
    ALT = "alt text"
    NOTE = "note"
    QUOTE = "quotation"
    CODE = "code"
    MATH = "formula"
    VIDEO = "video"
    CALLOUT = "callout title"


@dataclass(frozen=True, slots=True)
class LinkText:
    """A link: its words and where it leads.

    A link inside the document has as target "#" and the plain text of the heading it lands on: whatever names the
    edition's anchors have, following the link must bring the reader there.
    """

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class LanguageText:
    """Words marked as being in another language than the document's."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class StruckText:
    """Words that are struck out, and how many characters of their passage or unit stand before them."""

    text: str
    start: int


Span = tuple[int, int]
"""A stretch of a text: how many of its letters and digits stand before it, and before what follows it."""


def place_in(before: str) -> int:
    """The place of what stands after some words: how many letters and digits they have.

    Signs and white space are not counted: editions set them in their own ways.
    """
    return sum(map(str.isalnum, plain(before)))


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text in an edition.

    `level`: of a heading, 1 for the title and 2 for a top-level section; of a list item, its depth from 1.
    `ordinal`: the number of an item in an ordered list, else 0. `headers`: of a table cell, the texts of the column
    headers above it, then of the row headers before it. `where`: a place for people ("page 5", "section-2.xhtml",
    "00:01:20"). `notes`: how many letters and digits stand before the mark of each note. `stressed` is what is set in
    bold type or said to be stressed, `boxed` whether a box is drawn around it; None where a reader cannot tell.
    `turns`: where it goes on to another page, how many letters and digits stand before that, and the page.
    """

    role: Role
    text: str
    level: int = 0
    ordinal: int = 0
    headers: tuple[str, ...] = ()
    links: tuple[LinkText, ...] = ()
    languages: tuple[LanguageText, ...] = ()
    where: str = ""
    struck: tuple[StruckText, ...] = ()
    notes: tuple[int, ...] = ()
    stressed: tuple[Span, ...] | None = None
    boxed: bool | None = None
    turns: tuple[tuple[int, int], ...] = ()

    @property
    def in_force(self) -> str:
        """The text without the words that are struck out."""
        return _struck_as("", self.text, self.struck)


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a cell stands: its table's caption, its row and column, counted from 1, and what heads both.

    A row without a header is known by its first cell; a label is "" where there is none.
    """

    table: str
    row: int
    column: int
    row_label: str = ""
    column_label: str = ""

    @property
    def in_words(self) -> str:
        """The place as people say it: row and column by what heads them, else by their numbers."""
        row = f"“{self.row_label}”" if self.row_label else str(self.row)
        column = f"“{self.column_label}”" if self.column_label else str(self.column)
        return f"table “{self.table}”, row {row}, column {column}"


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of text that the source says, with its section, its node and its line there.

    `beside` says in words what is no word of the text and changes what it says: that it is a warning, where in it a
    note or a picture stands. `notes`: how many letters and digits stand before the mark of each note. `stressed` is
    what is emphasised or strong; `boxed` whether it stands in a callout.
    """

    role: Role
    text: str
    section: str
    id: str = ""
    level: int = 0
    ordinal: int = 0
    headers: tuple[str, ...] = ()
    links: tuple[LinkText, ...] = ()
    languages: tuple[LanguageText, ...] = ()
    line: int = 0
    cell: TablePlace | None = None
    struck: tuple[StruckText, ...] = ()
    beside: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    stressed: tuple[Span, ...] = ()
    boxed: bool = False

    @property
    def in_force(self) -> str:
        """The text without the words that are struck out."""
        return self.struck_as("")

    def struck_as(self, written: str) -> str:
        """The text with `written` for words that are struck out, in which {} stands for them."""
        return _struck_as(written, self.text, self.struck)


def _struck_as(written: str, text: str, struck: tuple[StruckText, ...]) -> str:
    for words in reversed(struck):
        at = text.find(words.text, words.start)
        text = f"{text[:at]}{written.format(words.text)}{text[at + len(words.text) :]}" if at >= 0 else text
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an edition's own contents: nav, bookmark, chapter. `level` as for headings; `target` as in LinkText."""

    text: str
    level: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that an edition says. `accessibility` are the claims that the file itself makes, by their own names."""

    passages: tuple[Passage, ...]
    title: str
    language: str
    contents: tuple[Entry, ...] = ()
    pages: int | None = None
    duration_s: float | None = None
    accessibility: Mapping[str, str | list[str]] = field(default_factory=dict)
