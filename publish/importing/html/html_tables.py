"""The tables of a page: headers, spans and captions kept; those that only lay out are taken apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import html

from publish.contracts.importer import Doubt, Gap, Notes
from publish.importing.html.content import Element, words_of
from publish.importing.html.inline_content import blank
from publish.importing.html.keys_and_values import holds_keys
from publish.importing.marks import CHECK, doubtful
from publish.importing.raised import flat_words
from publish.importing.table_captions import TYPED
from publish.model.nodes import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    Inline,
    Paragraph,
    Row,
    Style,
    Styled,
    Table,
    Text,
)

FIRST_COLUMN, FIRST_ROW = "data-first-column", "data-first-row"
"""The attributes of a table whose first column or row is a header only by the look of the table ("guessed")."""

WIDEST = 100  # columns that one cell may be joined over; more is no span but a way to say "all"
_FEWEST_CELLS = 2  # with words; a table of fewer puts something beside a picture
_TAKEN_APART = "data-taken-apart"  # of a table that only lays out: what stands in its cells stands in none
LONGEST_SPAN = 1000  # rows that one cell may be joined over

Words = Callable[[Element], tuple[Inline, ...]]
Blocks = Callable[[Element], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell at its place in the grid."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int

    @property
    def head(self) -> bool:
        return self.element.tag == "th" or self.element.get("scope") in {"row", "rowgroup", "col", "colgroup"}


def rows_of(table: Element) -> tuple[list[Element], int]:
    """The rows of a table itself, not of tables inside it, with `tfoot` last; and how many stand in `thead`."""
    head: list[Element] = []
    body: list[Element] = []
    foot: list[Element] = []
    for child in table:
        if child.tag == "tr":
            body.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            place = {"thead": head, "tbody": body, "tfoot": foot}[child.tag]
            place += [row for row in child if row.tag == "tr"]
    return [*head, *body, *foot], len(head)


def _number(element: Element, key: str, most: int) -> int:
    value = (element.get(key) or "1").strip()
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 7 else 1


def _grid(rows: list[Element], heads: int) -> list[list[_Slot]]:
    """Each row's cells at their places; spans are cut where they leave their part of the table or meet a cell."""
    taken: dict[int, set[int]] = {}
    most = max((sum(cell.tag in {"td", "th"} for cell in row) for row in rows), default=1)
    grid: list[list[_Slot]] = []
    for y, row in enumerate(rows):
        last = heads if y < heads else len(rows)
        x = 0
        line: list[_Slot] = []
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while x in taken.get(y, ()):
                x += 1
            written = (cell.get("rowspan") or "1").strip()
            down = last - y if written == "0" else min(_number(cell, "rowspan", LONGEST_SPAN), last - y)
            right = _number(cell, "colspan", WIDEST + 1)
            right = right if right <= WIDEST else most
            while any(column in taken.get(y, ()) for column in range(x, x + right)):
                right -= 1
            for covered in range(y, y + down):
                taken.setdefault(covered, set()).update(range(x, x + right))
            line.append(_Slot(cell, y, x, down, right))
            x += right
        grid.append(line)
    return grid


def table(
    element: Element, words: Words, blocks: Blocks, above: str, caption: tuple[Inline, ...], notes: Notes
) -> tuple[Block, ...]:
    """A table as the model has it, or its content where it is no table of data.

    `words` gives a cell as inlines, `blocks` its content as blocks; `above` is the heading that it stands under.
    """
    line_number = element.sourceline or 0
    caption = caption if flat_words(caption) else ()  # one that is struck as a whole is none
    caption = (*_title(element, words, has_caption=bool(caption)), *caption)
    rows, thead = _rows(element)
    grid = _grid(rows, thead)
    width = _width(grid)
    if _lays_out(element, grid, width):
        notes.simplified.append(f"a table without data (line {line_number}) is taken apart into its text")
        element.set(_TAKEN_APART, "yes")
        return (*_over(caption), *(block for line in grid for slot in line for block in blocks(slot.element)))
    marked = _before_group(grid, thead, width) or _leading_heads(grid, width)
    heads = min(_whole_heads(grid, marked), len(grid) - 1)
    beside = _row_headers(grid[heads:], width)
    if not heads and width == 2 and all(len(line) == 2 for line in grid) and (beside or holds_keys(_pairs(grid))):
        return (*_over(caption), _definitions(grid, words, line_number, notes, sure=bool(beside)))
    assumed = 0 if heads or beside or not _says_nothing(grid[0][0].element) else _row_headers(grid[1:], width)
    second = _second_header(grid, max(heads, 1), width)
    if second:
        lower = html.Element("table")
        lower.extend(rows[second:])
        notes.added.append(flat_words(caption))
        return (
            *table(element, words, blocks, above, caption, notes),
            *table(lower, words, blocks, above, caption, notes),
        )
    doubts = _unsure(grid, 1, 1, assumed) if assumed else _unsure(grid, heads, marked, beside)
    if assumed:
        doubts.append("a table says nowhere which cells are headers; its first row is taken as such")
        heads, beside = 1, assumed
    elif not heads and (beside or _spans_all(grid[0], width)):
        grid, heads = _grid([_empty_row(width), *rows], 1), 1
    elif not heads:
        whole = _whole_heads(grid, 1)
        heads = whole if whole < len(grid) else 1
    if element.get(FIRST_ROW) == "guessed" and not assumed:
        doubts.append("the first row of a table is taken for the headers of its columns, as the look of the table says")
    if element.get(FIRST_COLUMN) == "guessed" and beside:
        doubts.append("the first column of a table is taken for the headers of its rows, as the look of the table says")
    check = _tell(doubts, element, caption, above, notes) or (CHECK if element.get(TYPED) else "")
    cells = _filled(_cut(grid, heads), width, words)
    header = tuple(tuple(replace(cell, children=_unbold(cell.children)) for cell in row) for row in cells[:heads])
    body = tuple(_plain_group(row, width) for row in cells[heads:])
    if within_cell(
        element
    ):  # becomes a line of the cell, in which only what is sure to be a header stands before a cell
        return (Table(caption, header if marked else (), body if marked else (*header, *body)),)
    return (Table(caption or (Text(above),), header, body, beside, id=check, line=line_number),)


def _plain_group(row: Row, width: int) -> Row:
    """A row; the heading of a group in it is not strong on top."""
    if len(row) == 1 and row[0].column_span == width:
        return (replace(row[0], children=_unbold(row[0].children)),)
    return row


def _rows(element: Element) -> tuple[list[Element], int]:
    """The rows of a table that have cells, and how many of them its head has."""
    rows, thead = rows_of(element)
    rows = [row for row in rows if any(cell.tag in {"td", "th"} for cell in row)]
    return rows, min(thead, len(rows))


def _title(element: Element, words: Words, *, has_caption: bool) -> tuple[Inline, ...]:
    """The title that a table has in its first row, which is taken out of it; before a caption, with a colon."""
    rows, thead = _rows(element)
    grid = _grid(rows, thead)
    title = None if _lays_out(element, grid, _width(grid)) else _title_row(grid, has_caption=has_caption)
    if title is None:
        return ()
    children = words(title)
    above = rows[0].getparent()
    assert above is not None
    above.remove(rows[0])
    return (*children, Text(": ")) if has_caption else children


def _tell(doubts: list[str], element: Element, caption: tuple[Inline, ...], above: str, notes: Notes) -> str:
    """Note what is guessed of a table, and that its caption is missing; return its mark."""
    if within_cell(element):
        return ""  # becomes a line of the cell that it stands in
    line_number = element.sourceline or 0
    at = f'caption="{flat_words(caption) or above}"'
    if not caption:
        notes.gaps.append(Gap(line_number, f"the caption of a table; the heading above it stands in (“{above}”)", at))
        notes.added.append(above)
    notes.doubts += [Doubt(line_number, doubt, at) for doubt in doubts]
    return CHECK if doubts or not caption else ""


def within_cell(element: Element) -> bool:
    """Whether an element is a cell of a table or stands in one; not of a table that is taken apart."""
    cells = (element, *element.iterancestors("td", "th"))
    return any(cell.tag in {"td", "th"} and _TAKEN_APART not in _table_of(cell).attrib for cell in cells)


def _table_of(cell: Element) -> Element:
    return next(cell.iterancestors("table"), cell)


def _unbold(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A header is strong by being one."""
    visible = [child for child in children if not blank(child)]
    only = visible[0] if len(visible) == 1 else None
    return only.children if isinstance(only, Styled) and only.style is Style.STRONG else children


def _width(grid: list[list[_Slot]]) -> int:
    return max((slot.column + slot.columns for line in grid for slot in line), default=0)


def _spans_all(line: list[_Slot], width: int) -> bool:
    """Whether a row is one cell with words over the full width."""
    return len(line) == 1 and line[0].columns >= width > 1 and bool(words_of(line[0].element))


def _title_row(grid: list[list[_Slot]], *, has_caption: bool) -> Element | None:
    """The cell over the full width of the first row, which is the title of the table, not the header of each column."""
    if len(grid) < 3 or not _spans_all(grid[0], _width(grid)) or grid[0][0].rows > 1:
        return None
    title = grid[0][0].element
    groups = [line[0].element.tag for line in grid[1:] if _spans_all(line, _width(grid))]
    headed_below = any(slot.head for slot in grid[1])
    if title.tag in groups and not headed_below and not has_caption:
        return None  # the first of several groups in a table without headers
    return title


def _second_header(grid: list[list[_Slot]], heads: int, width: int) -> int:
    """The first row in the body from which other headers hold for the columns; 0 where there is none."""
    for y, line in enumerate(grid):
        if y <= heads or y + 1 >= len(grid) or len(line) < 2 or not all(slot.head for slot in line):
            continue
        whole = sum(slot.columns for slot in line) == width
        crossed = any(slot.row < y < slot.row + slot.rows for above in grid[:y] for slot in above)
        if whole and not crossed and any(not slot.head for slot in grid[y + 1]):
            return y
    return 0


def _empty_row(width: int) -> Element:
    row = html.Element("tr")
    for _ in range(width):
        row.append(html.Element("th"))
    return row


def _unsure(grid: list[list[_Slot]], heads: int, marked: int, beside: int) -> list[str]:
    """What is no sure thing about the headers and cells of a table."""
    width = _width(grid)
    body = grid[heads:]
    doubts: list[str] = []
    if any(slot.head and slot.column >= beside and not _spans_all(line, width) for line in body for slot in line):
        doubts.append("some cells of a table are headers, but not all of their column, and are left as cells")
    if any(slot.element.find(".//table") is not None for line in body for slot in line):
        doubts.append("a table stands in the cell of another one, and is written in one line")
    elif any(next(slot.element.iter("ul", "ol"), None) is not None for line in body for slot in line):
        doubts.append("a list stands in the cell of a table, and is written in one line")
    if heads > marked:
        doubts.append("a header cell reaches down into the rows under it, which become header rows")
    if not heads and beside:
        doubts.append("a table has headers of its rows alone; those of its columns are left empty")
    elif not heads and _spans_all(grid[0], width):
        doubts.append("a table in groups says nowhere what its columns are; their headers are left empty")
    elif not heads:
        doubts.append("a table says nowhere which cells are headers; its first row is taken as such")
    elif any(slot.columns > 1 for slot in grid[heads - 1]):
        doubts.append("a header stands over several columns, and the row under it may hold the headers of each")
    return doubts


def _pairs(grid: list[list[_Slot]]) -> list[tuple[Element, Element]]:
    return [(key.element, value.element) for key, value in grid]


def _definitions(grid: list[list[_Slot]], words: Words, line: int, notes: Notes, *, sure: bool) -> DefinitionList:
    """Rows of a header and a value as terms with their meanings; the first term is marked where nothing says so."""
    terms = [_unbold(words(term.element)) for term, _ in grid]
    if not sure:
        at = flat_words(terms[0])
        what = f"the first column of a table, from “{at}”, is taken for the headers of its rows"
        notes.doubts.append(Doubt(line, what, at))
        terms[0] = (doubtful(terms[0]),)
    meanings = ((Paragraph(words(meaning.element)),) for _, meaning in grid)
    items = (Definition(term, (meaning,)) for term, meaning in zip(terms, meanings, strict=True))
    return DefinitionList(tuple(items), line=line)


def _over(caption: tuple[Inline, ...]) -> tuple[Block, ...]:
    """The caption of what has become no table."""
    return (Paragraph((Styled(Style.STRONG, caption),)),) if caption else ()


def _lays_out(element: Element, grid: list[list[_Slot]], width: int) -> bool:
    """Whether a table holds no data: it says so, has one row or column, or holds headings or other tables."""
    if element.get("role") in {"presentation", "none"} or len(grid) < 2 or width < 2:
        return True
    if sum(bool(words_of(slot.element)) for line in grid for slot in line) < _FEWEST_CELLS:
        return True
    holds = element.xpath(".//td//table | .//td//h1 | .//td//h2 | .//td//h3 | .//td//h4 | .//td//figure")
    return bool(holds) and not any(slot.head for line in grid for slot in line)


def _before_group(grid: list[list[_Slot]], thead: int, width: int) -> int:
    """The rows of the head (`thead`) before one over the full width: that heads the first rows of the body."""
    return next((y for y in range(1, thead) if _spans_all(grid[y], width)), thead)


def _leading_heads(grid: list[list[_Slot]], width: int) -> int:
    """How many rows at the start are headers; a header over the full width heads the rows under it instead."""
    heads = 0
    for line in grid:
        all_heads = bool(line) and all(slot.head or _says_nothing(slot.element) for slot in line)
        if not all_heads or not any(slot.head and (slot.column or not heads) for slot in line):
            break  # below the first row, a header in the first column alone heads a row that is still to be filled in
        if _spans_all(line, width) and (heads or any(_spans_all(later, width) for later in grid[1:])):
            break
        heads += 1
    return heads


def _says_nothing(cell: Element) -> bool:
    """Whether a cell has neither words nor a picture."""
    return not words_of(cell) and next(cell.iter("img", "svg"), None) is None


def _whole_heads(grid: list[list[_Slot]], heads: int) -> int:
    """As many header rows as the cells that begin in them reach down, so that none is cut."""
    while (lowest := max((_foot(slot) for line in grid[:heads] for slot in line), default=0)) > heads:
        heads = lowest
    return heads


def _foot(slot: _Slot) -> int:
    """The row under a cell; one without words, which only keeps two parts of a table apart, is cut instead."""
    return slot.row + (slot.rows if words_of(slot.element) else 1)


def _cut(grid: list[list[_Slot]], heads: int) -> list[list[_Slot]]:
    """No cell over the border between header and body; the places under a cut one become empty cells."""
    return [
        [replace(slot, rows=min(slot.rows, heads - slot.row)) if slot.row < heads else slot for slot in line]
        for line in grid
    ]


def _row_headers(body: list[list[_Slot]], width: int) -> int:
    """How many columns at the start head every row of the body; groups, and rows without words, do not count."""
    rows = [
        line for line in body if line and not _spans_all(line, width) and any(words_of(slot.element) for slot in line)
    ]
    cells: dict[tuple[int, int], _Slot] = {}
    for line in rows:
        for slot in line:
            places = {
                (slot.row + down, slot.column + right) for down in range(slot.rows) for right in range(slot.columns)
            }
            cells |= dict.fromkeys(places, slot)
    count = 0
    while count < width - 1 and rows:
        column = [cells.get((line[0].row, count)) for line in rows]
        if not all(slot is not None and slot.head and slot.column + slot.columns <= width - 1 for slot in column):
            break
        count += 1
    return count


def _filled(grid: list[list[_Slot]], width: int, words: Words) -> tuple[Row, ...]:
    """Rows in which every place is covered: what a row lacks at its end is an empty cell."""
    covered = {
        (slot.row + down, slot.column + right)
        for line in grid
        for slot in line
        for down in range(slot.rows)
        for right in range(slot.columns)
    }
    rows: list[Row] = []
    for y, line in enumerate(grid):
        placed = {
            slot.column: replace(Cell(words(slot.element)), row_span=slot.rows, column_span=slot.columns)
            for slot in line
        }
        placed |= {x: Cell(()) for x in range(width) if (y, x) not in covered}
        rows.append(tuple(placed[x] for x in sorted(placed)))
    return tuple(rows)
