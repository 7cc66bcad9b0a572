"""A `.table` block: a pipe table with caption, header rows, row headers and joined cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from publish.errors import SourceError
from publish.model.nodes import Cell, Inline, Row, Table, Text
from publish.source.context import Attributes, Context, unwrapped

Words = Callable[[Context, Any, int], tuple[Inline, ...]]

_PIPE = re.compile(r"(?<!\\)\|")
_IN_QUOTATION = re.compile(r"^(?:\s*>)+(?=\s*(?:\||:::))")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_LEFT, _UP = "<", "^"
_FEWEST_ROWS = 2  # a header row and what it heads


def table(context: Context, line: int, attributes: Attributes, raw: Any, words: Words) -> Table:
    """The table of a `.table` block. Raises `SourceError` where it is not one whole pipe table."""
    context.only(attributes, line, "a table", classes="table check", keys="caption row-headers header-rows")
    inside = unwrapped(raw)
    if len(inside) != 1 or inside[0][1]["t"] != "Table":
        context.fail(line, "this .table block does not hold one pipe table. Give it a header row and a line of dashes.")
    caption = " ".join(attributes.values.get("caption", "").split())
    if not caption:
        context.fail(line, 'the table has no caption. Add caption="…", which says what it shows.')
    refuse_note(context, line, caption, "table")
    _, _, _, head, bodies, _ = inside[0][1]["c"]
    rows = [_cells(context, row, line, words) for row in (*head[1], *(row for body in bodies for row in body[3]))]
    width = len(rows[0])
    marks = _marks(context, line, width)
    if len(rows) < _FEWEST_ROWS:
        context.fail(line, "the table has only its header row. Add the rows under it, or write it as text.")
    headers = _count(context, line, attributes, "header-rows", 1, len(rows) - 1)
    row_headers = _count(context, line, attributes, "row-headers", 0, width - 1)
    return Table(
        (Text(caption),),
        _joined(context, line, rows[:headers], marks[:headers]),
        _joined(context, line, rows[headers:], marks[headers:]),
        row_headers,
        line=line,
    )


def refuse_note(context: Context, line: int, caption: str, what: str) -> None:
    """Raise `SourceError` where a caption, which is plain words, has the mark of a footnote of the source."""
    mark = _NOTE_MARK.search(caption)
    if mark is not None and any(text.startswith(f"{mark[0]}:") for text in context.lines):
        context.fail(
            line,
            f"the caption of this {what} has the footnote {mark[0]}, and captions hold plain words. "
            "Put the mark into the text before it, or say it in the caption.",
        )


def _count(context: Context, line: int, attributes: Attributes, key: str, default: int, most: int) -> int:
    value = attributes.values.get(key, str(default))
    if not value.isdecimal() or not default <= int(value) <= most:
        fitting = f"a number from {default} to {most}" if most > default else str(default)
        context.fail(line, f"{key}={value} does not fit this table. Give {fitting}.")
    return int(value)


def _cells(context: Context, row: Any, line: int, words: Words) -> list[tuple[Inline, ...]]:
    return [words(context, [node for _, block in unwrapped(cell[4]) for node in block["c"]], line) for cell in row[1]]


def _marks(context: Context, line: int, width: int) -> list[list[str]]:
    """The join mark of each cell as the source writes it, or "" (an escaped mark is a character, not a mark).

    Refuses a row with too many or too few cells on the way: pandoc drops the surplus without a word.
    """
    marks: list[list[str]] = []
    uneven: list[SourceError] = []
    for number, text in enumerate(context.lines[line:], line + 1):
        row = _IN_QUOTATION.sub("", text).strip()
        if row.startswith(":::"):
            break
        if "|" not in row:
            continue
        cells = [cell.strip() for cell in _PIPE.split(row.removeprefix("|").removesuffix("|"))]
        if len(cells) != width:
            message = f"this row has {len(cells)} cells, but the table has {width} columns. Make them equal."
            uneven.append(SourceError(context.path, number, message))
        marks.append([cell if cell in {_LEFT, _UP} else "" for cell in cells])
    if uneven:
        first, *others = uneven
        raise SourceError(first.path, first.line, first.message, tuple(others))
    return marks[:1] + marks[2:]


def _joined(
    context: Context, line: int, rows: list[list[tuple[Inline, ...]]], marks: list[list[str]]
) -> tuple[Row, ...]:
    """Rows of cells, with each join mark taken into the cell it points to."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    places_held: dict[tuple[int, int], set[tuple[int, int]]] = {}  # the places of each cell
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for y, row in enumerate(rows):
        for x, _ in enumerate(row):
            mark = marks[y][x]
            step = {"": (0, 0), _LEFT: (0, -1), _UP: (-1, 0)}[mark]
            owner = owners.get((y + step[0], x + step[1])) if mark else (y, x)
            if owner is None:
                context.fail(
                    line, f"a cell is just {mark} and there is no cell to join. Write \\{mark} for the character."
                )
            owners[y, x] = owner
            places_held.setdefault(owner, set()).add((y, x))
            spans[owner] = (y - owner[0] + 1, x - owner[1] + 1)
    for (top, left), (height, width) in spans.items():
        covered = {(y, x) for y in range(top, top + height) for x in range(left, left + width)}
        if places_held[top, left] != covered:
            context.fail(line, "joined cells of the table do not make a rectangle. Check its < and ^ marks.")
    return tuple(
        tuple(
            replace(Cell(children), row_span=spans[y, x][0], column_span=spans[y, x][1])
            for x, children in enumerate(row)
            if owners[y, x] == (y, x)
        )
        for y, row in enumerate(rows)
    )
