"""The tables of a page: those with lines around their cells, and those whose words only stand below each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.importing.html.icons import GUESSED
from publish.importing.pdf.page_lines import Line, Links, Word, html_of, rows_of, within

_FEWEST_ROWS = 3
_MANY_COLUMNS = 3  # of which two rows are enough
_LONGEST_CELL = 40  # characters; columns of prose have more
_USUAL_CELL = 20  # characters that cells have on average at most; a line of two columns of prose has 40 and more
_NEXT_LINE = 1.6  # times the size of the type: lines of one cell are no further apart
_ALIGNED = 0.6  # of the type size: how far apart the edges of a column's cells may be


@dataclass(frozen=True, slots=True)
class Block:
    """A table or a picture, as HTML, at its place."""

    html: str
    page: int
    top: float
    bottom: float
    left: float
    right: float


def ruled(
    table: Any, words: Sequence[Word], links: Links, number: int, colours: Mapping[tuple[int, int], str]
) -> Block:
    """A table that pdfplumber found by its lines; cells over several rows or columns keep their spans.

    `colours` are the names of those that say something by themselves, by row and place in it.
    """
    boxes = [cell for row in table.rows for cell in row.cells if cell is not None]
    lefts, tops = ({round(float(box[side])) for box in boxes} for side in (0, 1))
    lines = []
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(table.rows):
        cells = []
        for x, cell in enumerate(row.cells):
            if (y, x) in covered:
                continue
            if cell is None:
                cells.append("<td></td>")
                continue
            wide = sum(round(float(cell[0])) <= left < round(float(cell[2])) - 1 for left in lefts) or 1
            high = sum(round(float(cell[1])) <= top < round(float(cell[3])) - 1 for top in tops) or 1
            covered |= {(y + down, x + right) for down in range(high) for right in range(wide)}
            cell_lines = rows_of(word for word in words if within(word, cell))
            text = " ".join(html_of(line, links) for line in cell_lines)
            text = text or colours.get((y, x), "")
            # What has several lines is one text, or what cells said before they were one.
            if (len(cell_lines) > 1 and max(wide, high) > 1) or (y, x) in colours:
                text = f'<span {GUESSED}="yes">{text}</span>'
            spans = f"{f' colspan={wide}' if wide > 1 else ''}{f' rowspan={high}' if high > 1 else ''}"
            cells.append(f"<td{spans}>{text}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    left, top, right, bottom = (float(edge) for edge in table.bbox)
    return Block(f"<table>{''.join(lines)}</table>", number, top, bottom, left, right)


def unruled(lines: Sequence[Line]) -> tuple[list[Line], list[Block]]:
    """Lines of a page without those that stand in columns as a table does, and these tables."""
    rows = _rows(lines)
    rest: list[Line] = []
    tables: list[Block] = []
    place = 0
    while place < len(rows):
        end = place + 1
        first = rows[place]
        while (
            end < len(rows)
            and len(first) > 1
            and (
                _below(first, rows[end])
                or _goes_on(first, *rows[end - 1 : end + 1])
                or (end + 1 < len(rows) and _heads_group(first, *rows[end : end + 2]))
            )
        ):
            end += 1
        group = rows[place:end]
        if _is_table(group):
            tables.append(_table(group))
        else:
            end = place + 1
            rest += rows[place]
        place = end
    return rest, tables


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand beside each other."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        if rows and rows[-1][0].top - 1 <= line.top <= rows[-1][0].top + line.size / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _below(first: Sequence[Line], row: Sequence[Line]) -> bool:
    """Whether each piece of a row begins, ends or stands in the middle where the one of the first row does."""
    return len(row) == len(first) and all(
        min(abs(a.left - b.left), abs(a.right - b.right), abs(a.left + a.right - b.left - b.right) / 2)
        <= _ALIGNED * a.size
        for a, b in zip(first, row, strict=True)
    )


def _goes_on(first: Sequence[Line], before: Sequence[Line], row: Sequence[Line]) -> bool:
    """Whether a row holds what goes on from cells of the row before it, below where these columns begin."""
    lefts = [line.left for line in first[1:]]
    under = all(any(abs(line.left - left) <= _ALIGNED * line.size for left in lefts) for line in row)
    return under and len(row) < len(first) and row[0].top - before[0].top <= _NEXT_LINE * row[0].size


def _heads_group(first: Sequence[Line], row: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether a row is a short line alone under the first column, with another row of the table below it."""
    alone = len(row) == 1 and abs(row[0].left - first[0].left) <= _ALIGNED * row[0].size
    return alone and len(row[0].text) <= _USUAL_CELL and _below(first, after)


def _is_table(rows: Sequence[Sequence[Line]]) -> bool:
    lengths = [len(line.text) for row in rows for line in row]
    whole = [row for row in rows if len(row) == len(rows[0])]
    fewest = _FEWEST_ROWS if len(rows[0]) < _MANY_COLUMNS else _FEWEST_ROWS - 1
    return len(whole) >= fewest and max(lengths) <= _LONGEST_CELL and sum(lengths) <= _USUAL_CELL * len(lengths)


def _table(rows: Sequence[Sequence[Line]]) -> Block:
    cells: list[list[str]] = []
    for row in rows:
        if len(row) == len(rows[0]):
            cells.append([line.html for line in row])
            continue
        if abs(row[0].left - rows[0][0].left) <= _ALIGNED * row[0].size:
            cells.append([row[0].html])
            continue
        for line in row:
            away = [abs(column.left - line.left) for column in rows[0]]
            cells[-1][away.index(min(away))] += f" {line.html}"
    heads = f' colspan="{len(rows[0])}"'  # of a cell alone, which heads the rows under it
    lines = ("".join(f"<td{heads * (len(row) == 1)}>{cell}</td>" for cell in row) for row in cells)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    every = [line for row in rows for line in row]
    return Block(
        f"<table>{body}</table>",
        every[0].page,
        min(line.top for line in every),
        max(line.bottom for line in every),
        min(line.left for line in every),
        max(line.right for line in every),
    )
