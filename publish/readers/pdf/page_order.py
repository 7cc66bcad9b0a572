"""Whether the pages show everything in the order of the tags: who sees them reads what who hears them is told.

Lines follow one another from top to bottom, and pieces of a line from its start. So do blocks, but for what stands
beside: a label and what it labels, a picture and its words, the cells of a table, a second column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publish.model.text import plain
from publish.proof.wholes import OBJECT
from publish.readers.pdf.bidi import language_level
from publish.readers.pdf.line_content import Piece, is_on_one_line, pieces_of, stands
from publish.readers.pdf.line_rules import Fault
from publish.readers.pdf.page_objects import Box
from publish.readers.pdf.structure_tree import Content, Element, Target
from publish.readers.pdf.table_headers import PlacedCell, placed_cells
from publish.readers.pdf.tagged_file import TaggedPdf
from publish.readers.pdf.text_runs import Run

EXPECTED = "what is seen stands where it is read"

_HIGH = 0.4  # of the type size above the line: what counts of a letter, so that those of two lines never meet
_NEAR = 1.0  # points: what rounding and the slant of a letter may take
_RAISED = 1.5  # type sizes by which a formula's first sign, or a picture, may stand above or below its line
_LONGEST = 60  # characters by which a block is named
_IN_LINES = frozenset(["Span", "Strong", "Em", "Link", "Reference", "Quote", "Annot", "Sub", "Ruby", "BibEntry"])
_OF_LINES = frozenset(["P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "TH", "TD", "Lbl", "TOCI"])
_LINES = "Caption"  # is all in lines: so is called what stands directly in a block

Extent = dict[int, Box]
"""Where something is seen: the box of it on each page."""

_Cells = list[tuple[PlacedCell, Extent]]
_Edge = Callable[[Extent], tuple[int, float]]
"""Where something begins or ends: the page, and how far down or along."""


def misplaced(file: TaggedPdf) -> list[Fault]:
    """What the pages show elsewhere than where it is read."""
    order = _Order(file, turned=language_level(file.language) == 1)
    order.place(file.root)
    return order.faults


@dataclass(slots=True)
class _Flow:
    """What stands on one page so far: on the level of the last block, everywhere, and first in the last column."""

    level: Box
    boxes: list[Box]
    column: Box | None = None


class _Order:
    def __init__(self, file: TaggedPdf, *, turned: bool) -> None:
        self.faults: list[Fault] = []
        self._papers = file.boxes
        self._turned = turned  # lines start at the right
        # Along such lines words are looked for letter by letter: see `reading_order`.
        self._both_ways = turned or any(run.leftwards for page in file.page_runs for run in page)
        self._marked = file.marked()
        self._shapes: dict[tuple[int, int], list[Box]] = {}
        for page, shapes in enumerate(file.page_shapes, 1):
            for shape in shapes:
                if shape.mark is not None:
                    self._shapes.setdefault((page, shape.mark), []).append(shape.box)

    def place(self, element: Element) -> Extent:
        """Where an element is seen; notes what of it is elsewhere than where it is read."""
        if element.tag in ("Figure", "Formula"):
            return self._drawn(element)
        if element.tag == _LINES:
            return self._lines(element)
        if element.tag == "Table":
            return self._table(element)
        return self._follow([(part, self.place(part)) for part in _parts(element)])

    def _drawn(self, element: Element) -> Extent:
        """Where all is that is drawn for an element."""
        found: Extent = {}
        for place in element.content():
            key = (place.page, place.mark)
            letters = (_band(run) for run in self._marked.get(key, ()) if run.text.strip() and not run.in_drawing)
            for box in (*letters, *self._shapes.get(key, ())):
                found[place.page] = found[place.page].around(box) if place.page in found else box
        return found

    # --- lines --------------------------------------------------------------------------------------------------------

    def _lines(self, element: Element) -> Extent:
        last: Piece | None = None
        for piece in pieces_of(element, self._marked):
            if piece.place is None or not stands(piece):
                continue
            if last is not None and not self._goes_on(last, piece):
                self._fault(piece.text, last.text, piece.place.page)
            last = piece
        return self._drawn(element)

    def _goes_on(self, last: Piece, piece: Piece) -> bool:
        """Whether a piece stands further along the line of the last, or on a lower one."""
        before, here = last.place, piece.place
        if before is None or here is None or before.page != here.page:
            return before is None or here is None or before.page < here.page
        further = self._both_ways or (
            last.left < piece.left + _NEAR and last.left + last.width / 2 < piece.left + piece.width / 2
        )
        if OBJECT in (last.text, piece.text):
            return here.y < before.y or (
                further and here.y - before.y < _RAISED * max(here.size, before.size, last.width)
            )
        if is_on_one_line(before, here):
            return further or _stacked(last, piece)
        return here.y < before.y

    # --- blocks -------------------------------------------------------------------------------------------------------

    def _follow(self, parts: list[tuple[Element, Extent]]) -> Extent:
        """Where blocks are that follow one another."""
        found: Extent = {}
        flows: dict[int, _Flow] = {}
        before: tuple[Element, Extent] | None = None
        for part, extent in parts:
            if not extent:
                continue
            beside = before is not None and _may_stand_beside(before[0], part)
            earliest = 0 if before is None else min(before[1]) if beside else max(before[1])
            wrong = {min(extent)} if min(extent) < earliest else set()
            for page, box in extent.items():
                if page not in flows:
                    flows[page] = _Flow(box, [box])
                elif not self._stands_after(flows[page], box, page, beside=beside):
                    wrong.add(page)
                found[page] = found[page].around(box) if page in found else box
            if wrong and before is not None:
                self._fault(self._text(part), self._text(before[0]), min(wrong))
            before = part, extent
        return found

    def _stands_after(self, flow: _Flow, box: Box, page: int, *, beside: bool) -> bool:
        """Whether a block stands below the last, beside it where it may, or at the top of the next column."""
        flow.boxes.append(box)
        is_level = box.top > flow.level.bottom and box.bottom < flow.level.top
        if box.top <= flow.level.bottom + _NEAR and (flow.column is None or not self._is_beyond(flow.column, box)):
            flow.level = box
        elif beside and is_level and self._is_beyond(box, flow.level):
            flow.level = flow.level.around(box)
        elif self._begins_column(box, [other for other in flow.boxes[:-1] if other.bottom < box.top - _NEAR], page):
            flow.level = flow.column = box
        else:
            return False
        return True

    def _is_beyond(self, box: Box, other: Box) -> bool:
        """Whether a box stands further along the line than all of another."""
        return box.right <= other.left + _NEAR if self._turned else box.left >= other.right - _NEAR

    def _begins_column(self, box: Box, level: list[Box], page: int) -> bool:
        paper = self._papers[page - 1]
        middle = (paper.left + paper.right) / 2
        in_second_half = box.right < middle if self._turned else box.left > middle
        return in_second_half and all(self._is_beyond(box, other) for other in level)

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Extent:
        captions = [(part, self.place(part)) for part in table.elements() if part.tag == "Caption"]
        cells = [(cell, extent) for cell in placed_cells(table) if (extent := self.place(cell.element))]
        self._in_order(cells, lambda cell: cell.rows, _top, _bottom)
        self._in_order(cells, lambda cell: cell.columns, self._near_side, self._far_side)
        whole: Extent = {}
        for _, extent in cells:
            for page, box in extent.items():
                whole[page] = whole[page].around(box) if page in whole else box
        return self._follow([*captions, (Element("TBody", [cell.element for cell, _ in cells]), whole)])

    def _in_order(self, cells: _Cells, span: Callable[[PlacedCell], range], start: _Edge, end: _Edge) -> None:
        """Each cell starts after all cells that end before its row, or its column."""
        ordered = sorted(cells, key=lambda placed: span(placed[0]).stop)
        stops = [span(cell).stop for cell, _ in ordered]
        last: list[tuple[PlacedCell, Extent]] = []
        for placed in ordered:
            last.append(max((*last[-1:], placed), key=lambda cell: end(cell[1])))
        for cell, extent in cells:
            at = bisect_right(stops, span(cell).start)
            if not at:
                continue
            before, where = last[at - 1]
            page, edge = end(where)
            if start(extent) < (page, edge - _NEAR):
                self._fault(self._text(cell.element), self._text(before.element), min(extent))

    def _near_side(self, extent: Extent) -> tuple[int, float]:
        return 0, min(-box.right if self._turned else box.left for box in extent.values())

    def _far_side(self, extent: Extent) -> tuple[int, float]:
        return 0, max(-box.left if self._turned else box.right for box in extent.values())

    # --- faults -------------------------------------------------------------------------------------------------------

    def _fault(self, text: str, before: str, page: int) -> None:
        self.faults.append(Fault(f"{EXPECTED}: after “{before}”", f"it stands elsewhere: {text}", page))

    def _text(self, element: Element) -> str:
        runs = (run for place in element.content() for run in self._marked.get((place.page, place.mark), ()))
        return plain("".join(run.text for run in runs))[:_LONGEST] or element.alt or "a picture"


def _top(extent: Extent) -> tuple[int, float]:
    return min(extent), -extent[min(extent)].top


def _bottom(extent: Extent) -> tuple[int, float]:
    return max(extent), -extent[max(extent)].bottom


def _band(run: Run) -> Box:
    return Box(run.left, run.y, run.right, run.y + _HIGH * run.size)


def _stacked(last: Piece, piece: Piece) -> bool:
    """Whether two are drawn over one another, as the letters of a Bengali conjunct are."""
    shared = min(last.left + last.width, piece.left + piece.width) - max(last.left, piece.left)
    return shared > min(last.width, piece.width) / 2


def _may_stand_beside(first: Element, other: Element) -> bool:
    """Whether two that follow one another may stand on one level.

    A label and what it labels, two halves of a row, and a list that is all of an item: its tag follows that item's.
    """
    return first.tag == "Lbl" or (first.tag == other.tag == "Div") or (first.tag, other.tag) == ("LI", "L")


def _parts(element: Element) -> Iterator[Element]:
    """The blocks in an element, and as one what stands directly between them; a caption after its picture."""
    own: list[Element | Content | Target] = []
    captions: list[Element] = []
    pictured = any(kid.tag == "Caption" for kid in element.elements()) and any(
        inner.tag == "Figure" for inner in element.descend()
    )
    for kid in element.kids:
        if not isinstance(kid, Element) or _is_in_lines(kid, element):
            own.append(kid)
            continue
        if own:
            yield Element(_LINES, own)
            own = []
        if pictured and kid.tag == "Caption":
            captions.append(kid)
        else:
            yield kid
    if own:
        yield Element(_LINES, own)
    yield from captions


def _is_in_lines(kid: Element, element: Element) -> bool:
    if element.tag == "Caption" or kid.tag in _IN_LINES:
        return True
    if kid.tag == "Figure":
        return element.tag in _OF_LINES
    return kid.tag in ("Code", "Formula") and kid.attributes.get("Placement") != "Block"
