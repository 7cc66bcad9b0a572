"""The closed set of document nodes: plain data between the source reader and the formats.

Every format handles every node of this module and nothing else; a test proves it. A node holds what the
source says and never how an edition looks. `id` is derived by `publish.source.identity`; `line` is the
node's first line in the source file, for messages (0 where a node was not read from a file).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that belongs to the source, read whole: an image. `name` is its path as the source writes it."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


# --- inlines ---------------------------------------------------------------------------------------------------------


class Style(StrEnum):
    """The ways in which text can be set apart."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    STRIKE = "strike"
    SMALL_CAPITALS = "small-capitals"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters, as the source has them."""

    value: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Text in one style; styles nest."""

    style: Style
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address, to a section of this document ("#id"), or to nowhere yet (None: `.link-needed`)."""

    children: tuple[Inline, ...]
    target: str | None


@dataclass(frozen=True, slots=True)
class Code:
    """Characters to be typed or read exactly."""

    value: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: TeX as written, the same as Presentation MathML, and as one line of text for every reader aloud."""

    tex: str
    mathml: str
    text: str


@dataclass(frozen=True, slots=True)
class InlineImage:
    """An image inside a line. `alt` is "" only where it is `decorative`."""

    image: Asset
    alt: str
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, at the place of its mark."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that carries meaning, as in an address or a poem."""


@dataclass(frozen=True, slots=True)
class Span:
    """Text in another language (BCP 47 tag)."""

    children: tuple[Inline, ...]
    language: str


Inline = Text | Styled | Link | Code | Math | InlineImage | Note | LineBreak | Span


# --- blocks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    children: tuple[Inline, ...]
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: its first paragraph and all that stands under it."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list, ordered (numbered from `start`) or not."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means; each meaning is a run of blocks."""

    term: tuple[Inline, ...]
    meanings: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their meanings (HTML `dl`)."""

    items: tuple[Definition, ...]
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; spans count rows and columns from its own place."""

    children: tuple[Inline, ...]
    row_span: int = 1
    column_span: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A data table. The first `row_headers` columns of `rows` head their rows (HTML `th scope="row"`)."""

    caption: tuple[Inline, ...]
    header_rows: tuple[Row, ...]
    rows: tuple[Row, ...]
    row_headers: int = 0
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """An image that carries meaning, with its text alternative.

    HTML `figure`, DOCX `docPr@descr`, PDF `/Figure /Alt`.
    """

    image: Asset
    alt: str  # "" only where `decorative`
    caption: tuple[Inline, ...] = ()
    decorative: bool = False
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words."""

    blocks: tuple[Block, ...]
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines to be kept exactly."""

    text: str
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class MathBlock:
    """A formula on its own line."""

    math: Math
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Video:
    """A video elsewhere: its address, its title, and a description or transcript for who cannot see or hear it.

    `label` says what it is, in the words of the document's language.
    """

    address: str
    title: str
    description: tuple[Block, ...] = ()
    id: str = ""
    line: int = 0
    label: tuple[Inline, ...] = (Text("Video:"),)


class CalloutKind(StrEnum):
    """What a callout is for."""

    NOTE = "note"
    IMPORTANT = "important"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Callout:
    """A passage that must stand out, with its title."""

    kind: CalloutKind
    title: str
    blocks: tuple[Block, ...]
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class EasyReadLine:
    """One picture (a concept of pictures.yaml, "" where none is chosen yet) and the sentence or two beside it.

    `short` is whether the line belongs to the short booklet, too.
    """

    picture: str
    children: tuple[Inline, ...]
    line: int = 0
    short: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """That a role has read easy-read words beside their section on a date, and stands for what they leave out or add.

    `tie` is the hash of both texts then, "" where it has still to be written: a change in either makes it stale.
    """

    by: str
    date: PartialDate
    tie: str = ""


@dataclass(frozen=True, slots=True)
class EasyRead:
    """The easy-read words for the sections named in `covers`; only the easy-read edition shows them.

    `tie` is the hash of the covered sections when the words were written; see `publish.source.identity.tie`.
    `settled` are the differences from the sections that `agreed` stands for. `unwritten` are the numbers of the
    source's lines that are still empty; a block may have no other. `drafts` are lines that a machine proposed and that
    nobody has read yet: no edition shows them, and they tell nothing.
    """

    title: str
    covers: tuple[str, ...]
    tie: str
    lines: tuple[EasyReadLine, ...]
    agreed: Agreement | None = None
    settled: tuple[str, ...] = ()
    unwritten: tuple[int, ...] = ()
    drafts: tuple[EasyReadLine, ...] = ()
    id: str = ""
    line: int = 0


Block = Paragraph | List | DefinitionList | Table | Figure | Quote | CodeBlock | MathBlock | Video | Callout | EasyRead


# --- the document ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. `level` is 1 for a top-level section; the title is no section."""

    id: str
    level: int
    heading: tuple[Inline, ...]
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date that may lack its day: "2026-03" stays a month. ISO 8601-1, 5.2.2."""

    year: int
    month: int
    day: int | None = None

    def __str__(self) -> str:
        """The date in ISO form."""
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave to omit `section` from the editions of `format`, given by a role on a date, for a reason.

    Where it names `facts`, only these are left out, and the section itself is told. `tie` is the hash of the section
    when the leave was given; a changed section makes it stale.
    """

    format: str
    section: str
    reason: str
    by: str
    date: PartialDate
    tie: str
    line: int = 0
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the front matter says of the document."""

    id: str
    title: str
    language: str  # BCP 47
    summary: str
    last_reviewed: PartialDate | None = None
    updated: PartialDate | None = None
    next_review_due: PartialDate | None = None
    version: str = ""  # "1.2": the name of its next release, "" where it has none yet
    short_title: str = ""  # what stands above the pages of large print, "" where that is the title
    easy_read_title: str = ""
    easy_read_checked_by: str = ""  # the role of the reader with a learning disability who checked it, "" if nobody has
    accessibility_checked_by: str = ""  # the role that certifies the editions' accessibility, "" if nobody has
    accessibility_checked: PartialDate | None = None  # the day on which it did
    subject: tuple[str, ...] = ()  # what it is about, in the words of a catalogue
    audience: str = ""  # whom it is for, "" for everybody


@dataclass(frozen=True, slots=True)
class Document:
    """One subject: what is said of it, what comes before the first heading, and its sections."""

    metadata: Metadata
    sections: tuple[Section, ...]
    opening: tuple[Block, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    fact_waivers: tuple[Waiver, ...] = ()


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """All sections in reading order, each before its sub-sections."""
    for section in sections:
        yield section
        yield from walk(section.sections)
