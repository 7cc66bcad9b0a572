"""Tables too wide for large type, written row by row.

A word is never broken, so that a table whose longest words do not stand side by side would run over the margin. Such
a table becomes a paragraph with its caption; then for each row a paragraph with the row's headers and a list in which
each cell stands after the headers of its columns: "Morning: 1 mg". A cell that spans rows stands in each of them.
Every word of the table is there; nothing else is added but colons and commas.
"""

from __future__ import annotations

from publish.model.nodes import (
    Block,
    Callout,
    Cell,
    Inline,
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
from publish.rendering.typst.unbroken import shown

_TEXT_WIDTH = 170 * 72 / 25.4  # points
_CHARACTER = 0.64  # of the type size: bold type is no wider on average
_INSETS = 1.1  # type sizes: the free space and lines of one column
_LIST = 2.0  # type sizes: what a list's bullets or numbers take from the width of a line at most
_FRAME = 2.0  # type sizes: what a callout's frame takes; a quotation takes half
_NOTE = 5.0  # type sizes: what "Note 12" takes


def with_readable_tables(publication: Publication, size: float) -> Publication:
    """The publication with each table that does not fit written row by row; `size` of the type is in points."""
    return _Tables(size).publication(publication)


class _Tables(Rewriter):
    def __init__(self, size: float, width: float = _TEXT_WIDTH) -> None:
        self._size = size
        self._width = width

    def within(self, holder: Block | Note) -> Rewriter:
        """The same for narrower lines."""
        taken = {List: _LIST, Callout: _FRAME, Quote: _FRAME / 2}.get(type(holder), 0.0)
        if isinstance(holder, Note):  # stands at the end of the document, wherever its mark is
            return _Tables(self._size, _TEXT_WIDTH - _NOTE * self._size)
        return _Tables(self._size, self._width - taken * self._size)

    def table(self, table: Table) -> tuple[Block, ...]:
        """The table itself where it fits, else its rows one after the other."""
        return (table,) if fits(table, self._size, self._width) else row_by_row(table)


def fits(table: Table, size: float, width: float = _TEXT_WIDTH) -> bool:
    """Whether the longest words of all columns stand side by side in type of `size` on lines of `width`, in points."""
    widths: dict[int, float] = {}
    for row in (*grid(table.header_rows), *grid(table.rows)):
        for column, cell in row:
            text = shown(Content().unparted(cell.children))
            longest = max((stop - start for start, stop in wholes(text)), default=0)
            wanted = longest * _CHARACTER * size / cell.column_span
            for covered in range(column, column + cell.column_span):
                widths[covered] = max(widths.get(covered, 0), wanted)
    return sum(widths.values()) + len(widths) * _INSETS * size <= width


def row_by_row(table: Table) -> tuple[Block, ...]:
    """All that a table says, without columns."""
    blocks: list[Block] = [Paragraph((_strong(table.caption),), id=table.id)] if table.caption else []
    columns = _by_column(table.header_rows)
    width = max((column + cell.column_span for row in grid(table.rows) for column, cell in row), default=0)
    for row in _filled(table.rows):
        if len(row) == 1 and row[0][1].column_span == width > 1:  # heads the rows under it
            blocks.append(Paragraph((_strong(row[0][1].children),)))
            continue
        heads = [cell for column, cell in row if column < table.row_headers]
        corners = [inlines for column in range(table.row_headers) for inlines in columns.get(column, [])]
        if heads:
            title = _joined([*_distinct(corners)], ", ")
            words = _joined([cell.children for cell in heads], ", ")
            blocks.append(Paragraph((_strong((*title, Text(": "), *words) if title else words),)))
        items = []
        for column, cell in row:
            if column >= table.row_headers:
                spanned = range(column, column + cell.column_span)
                above = _distinct([inlines for one in spanned for inlines in columns.get(one, [])])
                title = _joined(above, ", ")
                items.append((*((_strong(title), Text(": ")) if title else ()), *cell.children))
        blocks.append(List(tuple(ListItem((Paragraph(item),)) for item in items)))
    return tuple(blocks)


def _by_column(rows: tuple[Row, ...]) -> dict[int, list[tuple[Inline, ...]]]:
    """The header cells above each column, from the top."""
    found: dict[int, list[tuple[Inline, ...]]] = {}
    for row in grid(rows):
        for column, cell in row:
            for covered in range(column, column + cell.column_span):
                found.setdefault(covered, []).append(cell.children)
    return found


def _filled(rows: tuple[Row, ...]) -> list[list[tuple[int, Cell]]]:
    """Each row's cells with their columns, those that span it from rows above included."""
    filled: list[list[tuple[int, Cell]]] = [[] for _ in rows]
    for number, row in enumerate(grid(rows)):
        for column, cell in row:
            for covered in range(number, min(number + cell.row_span, len(rows))):
                filled[covered].append((column, cell))
    return [sorted(row, key=lambda one: one[0]) for row in filled]


def _distinct(runs: list[tuple[Inline, ...]]) -> list[tuple[Inline, ...]]:
    """Runs that say something, each once."""
    found: dict[str, tuple[Inline, ...]] = {}
    for run in runs:
        if text := text_of(run):
            found.setdefault(text, run)
    return list(found.values())


def _joined(runs: list[tuple[Inline, ...]], between: str) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for number, run in enumerate(runs):
        joined += [Text(between), *run] if number else run
    return tuple(joined)


def _strong(inlines: tuple[Inline, ...]) -> Styled:
    return Styled(Style.STRONG, inlines)
