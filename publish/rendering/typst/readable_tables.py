"""Tables too wide or too tall for a page's type, written row by row.

A word is never broken, so that a table whose longest words do not stand side by side would run over the margin; and a
row that fills a page leaves its reader without the other cells beside it; so does one that a cell joins to others when
they run over a page's end, or a header too high to be repeated there. Such a table becomes a paragraph with its
caption; then for each row a paragraph with the row's headers and a list in which each cell stands after the headers of
its columns: "Morning: 1 mg". A cell that spans rows stands in each of them. Every word of the table is there; nothing
else is added but colons and commas. Where words are said again, their notes and links are not. The template keeps a
row's headers and its list on one page; a row too high for that says its headers again, so that no page begins with
doses of a medicine that it does not name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from publish.model.nodes import (
    Block,
    Callout,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Row,
    Style,
    Styled,
    Table,
    Text,
)
from publish.model.publication import Publication
from publish.model.traverse import grid
from publish.proof.ledger import text_of
from publish.proof.wholes import wholes
from publish.rendering.typst.publication_data import Content
from publish.rendering.typst.rewriting import Rewriter
from publish.rendering.typst.type_area import TypeArea
from publish.rendering.typst.unbroken import shown

_TALL = 0.7  # of the height of the text: a higher row is read better as a list
_FULL = 0.85  # of the height of the text: what stands together on a page, with what the estimate may lack
_REPEATED = 0.25  # of the height of the text: the template repeats no header that is higher than a third
_CHARACTER = 0.64  # of the type size: bold type is no wider on average
_COMMON = 0.55  # of the type size: an average character, with what stays free at the ends of lines
_LINE = 1.5  # type sizes
_INSETS = 1.1  # type sizes: the free space and lines of one column
_LIST = 2.0  # type sizes: what a list's bullets or numbers take from the width of a line at most
_FRAME = 2.0  # type sizes: what a callout's frame takes; a quotation takes half
_NOTE = 7.0  # type sizes: what "Przypis 12" takes
_ITEM_GAP = 0.4  # type sizes: what is free between two items beside the distance of their lines
_BULLET = 1.0  # type sizes
_HEADING = 8.0  # type sizes: what a heading of two lines and a caption take over the first row


def with_readable_tables(publication: Publication, area: TypeArea) -> Publication:
    """The publication with each table that does not fit into the type area written row by row."""
    return _Tables(area, area.width).publication(publication)


class _Tables(Rewriter):
    """Tables on lines of a width in points: that of the type area, or what a list or a frame leaves of it."""

    def __init__(self, area: TypeArea, width: float) -> None:
        self._area = area
        self._size = area.size
        self._width = width

    def within(self, holder: Block | Note) -> Rewriter:
        """The same for narrower lines."""
        taken = {List: _LIST, Callout: _FRAME, Quote: _FRAME / 2}.get(type(holder), 0.0)
        if isinstance(holder, Note):  # stands at the end of the document, wherever its mark is
            return _Tables(self._area, self._area.width - _NOTE * self._size)
        return _Tables(self._area, self._width - taken * self._size)

    def table(self, table: Table) -> tuple[Block, ...]:
        """The table itself where it fits, else its rows one after the other."""
        return (table,) if fits(table, self._area, self._width) else row_by_row(table, self._area, self._width)


def fits(table: Table, area: TypeArea, width: float) -> bool:
    """Whether a table on lines of `width`, in points, is narrow and low enough for a page."""
    if not _fits_in_width(table, area.size, width):
        return False
    header, rows = _heights(table, area.size, width)
    if any(height > _TALL * area.height for height in (header, *_joined_heights(table, rows))):
        return False
    return header <= _REPEATED * area.height or header + sum(rows) <= _TALL * area.height


def _fits_in_width(table: Table, size: float, width: float) -> bool:
    """Whether the longest words of all columns stand side by side."""
    widths: dict[int, float] = {}
    for row in (*grid(table.header_rows), *grid(table.rows)):
        for column, cell in row:
            text = shown(Content().unparted(cell.children))
            longest = max((stop - start for start, stop in wholes(text)), default=0)
            wanted = longest * _CHARACTER * size / cell.column_span
            for covered in range(column, column + cell.column_span):
                widths[covered] = max(widths.get(covered, 0), wanted)
    return sum(widths.values()) + len(widths) * _INSETS * size <= width


def _heights(table: Table, size: float, width: float) -> tuple[float, list[float]]:
    """About how high the header is, and each row. Columns that want more than their share divide what is left."""
    lines = [*grid(table.header_rows), *grid(table.rows)]
    lengths = [
        [(column, cell, len(shown(Content().unparted(cell.children))) * _COMMON * size) for column, cell in line]
        for line in lines
    ]
    wanted: dict[int, float] = {}
    for column, cell, length in (placed for line in lengths for placed in line):
        for covered in range(column, column + cell.column_span):
            wanted[covered] = max(wanted.get(covered, 0.0), length / cell.column_span + _INSETS * size)
    given: dict[int, float] = {}
    for number, column in enumerate(sorted(wanted, key=lambda place: wanted[place])):
        given[column] = min(wanted[column], (width - sum(given.values())) / (len(wanted) - number))
    heights = [0.0] * len(lines)
    for number, line in enumerate(lengths):
        for column, cell, length in line:
            free = sum(given[covered] for covered in range(column, column + cell.column_span)) - _INSETS * size
            height = (ceil(length / max(free, size)) * _LINE + _INSETS) * size / cell.row_span
            for covered in range(number, min(number + cell.row_span, len(lines))):
                heights[covered] = max(heights[covered], height)
    heads = len(table.header_rows)
    return sum(heights[:heads]), heights[heads:]


def _joined_heights(table: Table, heights: list[float]) -> Iterator[float]:
    """How high rows are together with all that cells join to them."""
    joined, last = 0.0, 0
    for number, (row, height) in enumerate(zip(table.rows, heights, strict=True)):
        joined += height
        last = max(last, *(number + cell.row_span - 1 for cell in row), number)
        if number >= last:
            yield joined
            joined = 0.0


@dataclass(slots=True)
class _Words:
    """The words of one cell, which may have to be said more than once."""

    inlines: tuple[Inline, ...]
    repeated: bool = False

    @property
    def shows(self) -> bool:
        """Whether there is anything in the cell."""
        return any(not isinstance(inline, Text) or inline.value.strip() for inline in self.inlines)

    def say(self) -> tuple[Inline, ...]:
        """The words; after the first time without notes and links, which would be repeated with them."""
        words = _Bare().inlines(self.inlines) if self.repeated else self.inlines
        self.repeated = True
        return words


class _Bare(Rewriter):
    """Takes out notes, and leaves of links their words."""

    def link(self, link: Link) -> tuple[Inline, ...]:
        """The words of the link alone."""
        return link.children

    def note(self, note: Note) -> tuple[Inline, ...]:
        """Nothing."""
        return ()


def row_by_row(table: Table, area: TypeArea, width: float) -> tuple[Block, ...]:
    """All that a table says, without columns, on lines of `width` in points."""
    blocks: list[Block] = [Paragraph((_strong(table.caption),), id=table.id)] if table.caption else []
    columns = _by_column(table.header_rows)
    count = max((column + cell.column_span for row in grid(table.rows) for column, cell in row), default=0)
    for row in _filled(table.rows):
        if len(row) == 1 and row[0][2] == count > 1:  # heads the rows under it
            blocks.append(Paragraph((_strong(row[0][1].say()),)))
            continue
        heads = [words for column, words, _ in row if column < table.row_headers]
        corners = [words for column in range(table.row_headers) for words in columns.get(column, [])]
        items = []
        for column, words_of_cell, span in row:
            if column >= table.row_headers:
                above = [words for covered in range(column, column + span) for words in columns.get(covered, [])]
                title = _joined(_distinct(above))
                if title or words_of_cell.shows:
                    items.append((*((_strong(title), Text(": ")) if title else ()), *words_of_cell.say()))
        under_heading = _HEADING * area.size if len(blocks) <= 1 else 0.0
        parts = _page_by_page(items, area.size, width, _FULL * area.height, under_heading)
        for part in parts if heads else [items]:
            if heads:
                blocks.append(Paragraph((_strong(_headers(corners, heads)),)))
            if part:
                blocks.append(List(tuple(ListItem((Paragraph(item),)) for item in part)))
    if unsaid := _unsaid([words for column in columns.values() for words in column]):
        blocks.insert(1 if table.caption else 0, Paragraph((_strong(_joined(unsaid)),)))
    return tuple(blocks)


def _headers(corners: list[_Words], heads: list[_Words]) -> tuple[Inline, ...]:
    """What a row is about: "Medicine: Iron"."""
    title = _joined(_distinct(corners))
    words = _joined(heads)
    return (*title, Text(": "), *words) if title else words


def _page_by_page(
    items: list[tuple[Inline, ...]], size: float, width: float, room: float, taken_above: float
) -> Iterator[list[tuple[Inline, ...]]]:
    """The items of a row, in as many parts as it takes that each stands in a `room` under the row's headers.

    `taken_above` is what else stands over the first part. All are in points.
    """
    part: list[tuple[Inline, ...]] = []
    height = _LINE + taken_above / size
    for item in items:
        length = len(shown(Content().unparted(item))) * _COMMON * size
        taken = ceil(length / (width - _BULLET * size)) * _LINE + _ITEM_GAP
        if part and (height + taken) * size > room:
            yield part
            part, height = [], _LINE
        part.append(item)
        height += taken
    yield part


def _by_column(rows: tuple[Row, ...]) -> dict[int, list[_Words]]:
    """The header cells above each column, from the top."""
    found: dict[int, list[_Words]] = {}
    for row in grid(rows):
        for column, cell in row:
            words = _Words(cell.children)
            for covered in range(column, column + cell.column_span):
                found.setdefault(covered, []).append(words)
    return found


def _filled(rows: tuple[Row, ...]) -> list[list[tuple[int, _Words, int]]]:
    """Each row's cells with their columns and how many they span, those from rows above included."""
    filled: list[list[tuple[int, _Words, int]]] = [[] for _ in rows]
    for number, row in enumerate(grid(rows)):
        for column, cell in row:
            words = _Words(cell.children)
            for covered in range(number, min(number + cell.row_span, len(rows))):
                filled[covered].append((column, words, cell.column_span))
    return [sorted(row, key=lambda placed: placed[0]) for row in filled]


def _unsaid(headers: list[_Words]) -> list[_Words]:
    """The headers that no cell stands under, as where each row is one cell over all columns."""
    shown_before = {text_of(words.inlines) for words in headers if words.repeated}
    return [words for words in _distinct(headers) if text_of(words.inlines) not in shown_before]


def _distinct(cells: list[_Words]) -> list[_Words]:
    """Cells that say something, the words of each once."""
    found: dict[str, _Words] = {}
    for cell in cells:
        if text := text_of(cell.inlines):
            found.setdefault(text, cell)
    return list(found.values())


def _joined(cells: list[_Words]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for number, cell in enumerate(cells):
        joined += [Text(", "), *cell.say()] if number else cell.say()
    return tuple(joined)


def _strong(inlines: tuple[Inline, ...]) -> Styled:
    return Styled(Style.STRONG, inlines)
