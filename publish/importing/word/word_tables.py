"""The tables of a Word file made plain: cells at their places, headers only where the file says so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree, html

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.html.content import words_of
from publish.importing.html.html_tables import FIRST_COLUMN, FIRST_ROW
from publish.importing.marked_text import OPEN
from publish.importing.table_captions import SIGN, names_picture
from publish.importing.word.styles import Styles, value_of
from publish.importing.word.xml_parts import W, on, properties_of, words

HEADS_ROW = "\ufde2"
"""At the start of the first cell of a row: it heads the row. A character that no text can hold."""
GUESSED = "\ufde3"
"""The same where only the look of the table says so, which Word turns on for every new table."""

UNHEADED = "\ufde6"
"""At the start of a table whose first row nothing calls a header; pandoc makes a header of every first row."""

GUESSED_HEADER = "\ufde9"
"""The same where the look of the table says so, which Word turns on for every new table, and nothing else."""

_WORD = re.compile(r"\w+")
_FIRST_ROW = 0x0020
_FIRST_COLUMN = 0x0080  # of the bits of tblLook (ISO/IEC 29500-1, 17.4.55)
_COLUMN = "1000"  # the width of a column that says none, in twentieths of a point
_WIDEST = 63  # columns that a table of Word can have


def settle_tables(root: etree._Element, styles: Styles, notes: Notes) -> None:
    """Bring every cell of a part to its place, and mark the cells that head their rows."""
    for table in list(root.iter(f"{W}tbl")):
        _measure(table)
        width = max((_columns(row) for row in table.findall(f"{W}tr")), default=0)
        leading = True
        for row in table.findall(f"{W}tr"):
            leading = _header(row) and leading
            _fill(row, width)
            _merge(row)
            if not leading:
                _header_within(row)
        _first_column(table, styles)
        _first_row(table, styles)
        captioned = _caption(table, styles, notes)
        _description(table, notes, captioned=captioned)


def _caption(table: etree._Element, styles: Styles, notes: Notes) -> bool:
    """Mark the caption that stands as a paragraph beside a table; its title says the same once more.

    Returns whether the table has a caption or a title.
    """
    for paragraph in (table.getprevious(), table.getnext()):
        if paragraph is None or paragraph.tag != f"{W}p" or not words(paragraph):
            continue
        name = styles.of(paragraph).name
        if name not in {"caption", "table caption"} or names_picture(words(paragraph)):
            continue
        _mark(paragraph, SIGN)
        for reference in paragraph.findall(f"{W}pPr/{W}pStyle"):  # pandoc would give it to a picture just before
            reference.getparent().remove(reference)  # type: ignore[union-attr]
        for title in table.findall(f"{W}tblPr/{W}tblCaption"):
            notes.left.append(Left(Reason.REPEATED, value_of(title)))
            title.getparent().remove(title)  # type: ignore[union-attr]
        return True
    return table.find(f"{W}tblPr/{W}tblCaption") is not None


def _description(table: etree._Element, notes: Notes, *, captioned: bool) -> None:
    """Take a table's description, which Word does not show, for its caption where it says more than the table does.

    pandoc takes it for one in any case.
    """
    for description in table.findall(f"{W}tblPr/{W}tblDescription"):
        text = value_of(description)
        shown = set(_WORD.findall(" ".join(words(paragraph) for paragraph in table.iter(f"{W}p"))))
        repeated = shown.issuperset(_WORD.findall(text))
        if text and not captioned and not repeated:
            notes.doubts.append(Doubt(0, "the description of a table is taken for its caption", text))
            continue
        notes.left.append(Left(Reason.REPEATED if repeated else Reason.HIDDEN, text))
        description.getparent().remove(description)  # type: ignore[union-attr]


def _header(row: etree._Element) -> bool:
    """Whether a row is a header. One that is turned off is none; pandoc takes it for one."""
    marks = row.findall(f"{W}trPr/{W}tblHeader")
    for mark in marks:
        if not on(mark):
            mark.getparent().remove(mark)  # type: ignore[union-attr]
    return any(on(mark) for mark in marks)


def _header_within(row: etree._Element) -> None:
    """A header row after rows of data heads those under it; pandoc brings it to the top of the table."""
    for mark in row.findall(f"{W}trPr/{W}tblHeader"):
        mark.getparent().remove(mark)  # type: ignore[union-attr]
        for cell in row.findall(f"{W}tc"):
            paragraph = cell.find(f"{W}p")
            if paragraph is not None and words(cell):
                _mark(paragraph, HEADS_ROW)


def _measure(table: etree._Element) -> None:
    """Give every column a width: pandoc counts the columns by them, and drops the cells of those that have none."""
    grid = table.find(f"{W}tblGrid")
    columns = [] if grid is None else grid.findall(f"{W}gridCol")
    for column in columns:
        if not column.get(f"{W}w"):
            column.set(f"{W}w", _COLUMN)
    if grid is None or not columns:
        most = max((_columns(row) for row in table.findall(f"{W}tr")), default=0)
        grid = etree.Element(f"{W}tblGrid") if grid is None else grid
        for _ in range(most):
            etree.SubElement(grid, f"{W}gridCol", {f"{W}w": _COLUMN})
        properties = table.find(f"{W}tblPr")
        table.insert(0 if properties is None else table.index(properties) + 1, grid)


def _columns(row: etree._Element) -> int:
    spans = (value_of(cell.find(f"{W}tcPr/{W}gridSpan")) for cell in row.findall(f"{W}tc"))
    wide = sum(min(int(span), _WIDEST) if span.isdecimal() else 1 for span in spans)
    return min(wide + _skips(row), _WIDEST)


def _skips(row: etree._Element) -> int:
    """The columns that a row leaves out at its start and its end by its own word."""
    beside = (value_of(row.find(f"{W}trPr/{W}{tag}")) for tag in ("gridBefore", "gridAfter"))
    return sum(min(int(skipped), _WIDEST) for skipped in beside if skipped.isdecimal())


def _widen(cell: etree._Element, width: int) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    for span in properties.findall(f"{W}gridSpan"):
        properties.remove(span)
    etree.SubElement(properties, f"{W}gridSpan", {f"{W}val": str(width)})


def _fill(row: etree._Element, width: int) -> None:
    """Empty cells for the columns that a row leaves out at its start and its end; pandoc drops them in all rows."""
    short = width - _columns(row)
    cells = row.findall(f"{W}tc")
    if short and len(cells) == 1 and not _skips(row):  # a title or the heading of a group
        _widen(cells[0], width)
        return
    for tag in ("gridBefore", "gridAfter"):
        written = value_of(row.find(f"{W}trPr/{W}{tag}"))
        skipped = min(int(written), _WIDEST) if written.isdecimal() else 0
        for _ in range(skipped + (short if tag == "gridAfter" else 0)):
            cell = etree.Element(f"{W}tc")
            etree.SubElement(cell, f"{W}tcPr")
            etree.SubElement(cell, f"{W}p")
            cells = row.findall(f"{W}tc")
            if tag == "gridBefore" and cells:
                cells[0].addprevious(cell)
            else:
                row.append(cell)


def _merge(row: etree._Element) -> None:
    """Cells that are merged in the old way (`hMerge`), as one cell over their columns."""
    first: etree._Element | None = None
    for cell in row.findall(f"{W}tc"):
        mark = cell.find(f"{W}tcPr/{W}hMerge")
        if mark is None:
            first = None
            continue
        if mark.get(f"{W}val") == "restart" or first is None:
            first = cell
        else:
            span = first.find(f"{W}tcPr/{W}gridSpan")
            if span is None:
                properties = first.find(f"{W}tcPr")
                assert properties is not None
                span = etree.SubElement(properties, f"{W}gridSpan", {f"{W}val": "1"})
            own = value_of(cell.find(f"{W}tcPr/{W}gridSpan")) or "1"
            span.set(f"{W}val", str(int(span.get(f"{W}val", "1")) + int(own)))
            for paragraph in cell.findall(f"{W}p"):
                if words(paragraph):
                    first.append(paragraph)
            row.remove(cell)
        mark.getparent().remove(mark)  # type: ignore[union-attr]


def _first_column(table: etree._Element, styles: Styles) -> None:
    """Mark the cells of the first column where the look of the table makes it the header of the rows."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    rows = table.findall(f"{W}tr")
    if look is None or len(rows) < 2 or not _looks(look, "firstColumn", _FIRST_COLUMN):
        return
    drawn = _drawn(table, styles, "firstCol")
    firsts = [cell for row in rows if (cell := row.find(f"{W}tc")) is not None]
    named = [words(cell) for cell in firsts]
    body = [text for text in named[1:] if text]
    if not body or sum(not any(sign.isalpha() for sign in text) for text in body) > len(body) / 2:
        return  # numbers, which head no row
    bold = all(_bold(cell) for cell in firsts[1:] if words(cell))
    sure = bold or (drawn and not named[0]) or not named[0]
    for cell in firsts:
        paragraph = cell.find(f"{W}p")
        if paragraph is not None and words(cell):
            _mark(paragraph, HEADS_ROW if sure else GUESSED)


def _drawn(table: etree._Element, styles: Styles, part_name: str) -> bool:
    """Whether the style of a table draws a part of it in a way of its own."""
    style = value_of(table.find(f"{W}tblPr/{W}tblStyle"))
    return any(
        part.get(f"{W}type") == part_name
        for style_of_table in styles.chain(style).styles
        for part in style_of_table.findall(f"{W}tblStylePr")
    )


def _stands_out(table: etree._Element) -> bool:
    """Whether all words of the first row are bold, or all its cells shaded as those under them are not."""
    first, *rest = table.findall(f"{W}tr")
    cells = first.findall(f"{W}tc")
    shades = {_shade(cell) for cell in cells}
    below = {_shade(cell) for row in rest for cell in row.findall(f"{W}tc")}
    return all(_bold(cell) for cell in cells if words(cell)) or ("" not in shades and not shades & below)


def _shade(cell: etree._Element) -> str:
    shade = cell.find(f"{W}tcPr/{W}shd")
    fill = shade.get(f"{W}fill", "auto") if shade is not None else "auto"
    return "" if fill in {"auto", "FFFFFF"} else fill


def _first_row(table: etree._Element, styles: Styles) -> None:
    """Mark a table in which nothing says that the first row is a header."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    first = table.find(f"{W}tr")
    if first is None or first.find(f"{W}trPr/{W}tblHeader") is not None:
        return
    nested = next(table.iterancestors(f"{W}tbl"), None) is not None  # Word gives the look to all tables
    looks = look is not None and _looks(look, "firstRow", _FIRST_ROW) and not nested
    if looks and (_drawn(table, styles, "firstRow") or _stands_out(table)):
        return
    keyed = (
        words(first).lstrip(HEADS_ROW + GUESSED).startswith(OPEN)
    )  # a colour, as all of the column has them: no header
    paragraph = first.find(f"{W}tc/{W}p")
    if paragraph is not None:
        _mark(paragraph, GUESSED_HEADER if looks and not keyed else UNHEADED)


def _looks(look: etree._Element, name: str, bit: int) -> bool:
    """Whether the look of a table names a part of it, by its own attribute or by a bit of them all."""
    written = look.get(f"{W}{name}")
    if written is not None:
        return written not in {"0", "false", "off"}
    bits = look.get(f"{W}val", "0")
    return bool(int(bits, 16) & bit) if re.fullmatch(r"[0-9a-fA-F]{1,8}", bits) else False


def _bold(cell: etree._Element) -> bool:
    runs = [run for run in cell.iter(f"{W}r") if words(run)]
    return bool(runs) and all(on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _mark(paragraph: etree._Element, sign: str) -> None:
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = sign
    paragraph.insert(paragraph.index(properties_of(paragraph)) + 1, run)


def head_rows(tree: html.HtmlElement) -> None:
    """Make the marked cells of a page header cells, and take the marks away."""
    for cell in list(tree.iter("td", "th")):
        text = "" if cell[:1] and cell[0].tag == "table" else words_of(cell)  # the sign is then one of the inner table
        if text.startswith(UNHEADED):
            text = text.removeprefix(UNHEADED)
            _behead(cell)
        if text.startswith(GUESSED_HEADER):
            text = text.removeprefix(GUESSED_HEADER)
            next(cell.iterancestors("table")).set(FIRST_ROW, "guessed")
        guessed = text.startswith(GUESSED)
        if not guessed and not text.startswith(HEADS_ROW):
            continue
        cell.tag = "th"
        if guessed:
            table = next(cell.iterancestors("table"))
            table.set(FIRST_COLUMN, "guessed")
    _strip(tree, {HEADS_ROW: "", GUESSED: "", UNHEADED: "", GUESSED_HEADER: ""})


def _behead(cell: html.HtmlElement) -> None:
    """Make the header row that a cell stands in an ordinary one."""
    row = next(cell.iterancestors("tr"))
    for cell_of_row in row:
        cell_of_row.tag = "td"
    group = row.getparent()
    if group is not None and group.tag == "thead":
        group.tag = "tbody"


def _strip(tree: html.HtmlElement, signs: Mapping[str, str]) -> None:
    table = str.maketrans(dict(signs))
    for element in tree.iter():
        if element.text:
            element.text = element.text.translate(table)
        if element.tail:
            element.tail = element.tail.translate(table)
