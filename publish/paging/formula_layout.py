"""Whether the parts of a formula stand where its tree has them: numerators over their line, powers raised.

Words, tags and alternative text of a formula stay as they are when its numerator and denominator change places. So the
glyphs, in the order in which they are drawn, are laid on the tree of the source, and the places of its parts compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

from publish.model.colours import WHITE, contrast
from publish.model.mathml import INVISIBLE, Fraction, Grid, Kind, Node, Root, Row, Script, Space, Token
from publish.readers.pdf.page_objects import Box, Paint, Shape
from publish.readers.pdf.text_runs import Run

_LEVEL = 0.12  # of the type size: parts of a row stand as level; a fraction's place is told by its line
_AXIS = 0.25  # of the type size: how high the line of a fraction is over the words beside it
_SHIFT = 0.08  # of the type size: the least by which powers are raised and indices lowered; 0.12 was the least drawn
_NEXT_LINE = 0.8  # of the type size: what is as far down is in the next line of a long formula
_NEAR = 0.5  # points
_THIN = 0.15  # of the type size: the line of a fraction
_FREE = 0.1  # of a line's length, which something may cover
_SEEN = 3.0  # to 1: the contrast that lines need (WCAG 2.2, 1.4.11)
_FAR = 100_000.0  # points: more than any page is high


class _Otherwise(Exception):
    """The glyphs are not those of the tree, one after the other."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a formula: its ink, and the line that it stands on (None: it is as high as many)."""

    box: Box
    line: float | None
    size: float


def layout_fault(tree: Node, runs: Sequence[Run], shapes: Iterable[tuple[int, Shape]]) -> str:
    """What stands elsewhere in a formula than it should; "" for nothing.

    Args:
        tree: the formula of the source.
        runs: what an edition shows of it, in the order in which it is drawn.
        shapes: what else its pages draw, with the page.

    """
    signs = [(sign, run) for run in runs for sign in run.text.translate(INVISIBLE) if not sign.isspace()]
    lowered = [replace(shape, box=_on_one_page(shape.box, page)) for page, shape in shapes]
    for form in (tree, Row(tuple(_in_one_line(tree)))):
        reading = _Reading(signs, lowered)
        try:
            reading.whole(form)
        except _Otherwise:
            continue
        return next(iter(reading.faults), "")
    return "its signs are in another order"


def _on_one_page(box: Box, page: int) -> Box:
    """A place on a page, as on one long page of all."""
    return Box(box.left, box.bottom - page * _FAR, box.right, box.top - page * _FAR)


class _Reading:
    """Takes glyphs for the parts of a tree, one after the other, and notes what stands elsewhere."""

    def __init__(self, signs: Sequence[tuple[str, Run]], shapes: Sequence[Shape]) -> None:
        self.faults: list[str] = []
        self._signs: Iterator[tuple[str, Run]] = iter(signs)
        self._shapes = shapes

    def whole(self, tree: Node) -> None:
        """Lay all glyphs on a tree, whose outermost row may go on in further lines."""
        if isinstance(tree, Row):
            self._row(tree.children, may_end=True)
        else:
            self._part(tree)
        if next(self._signs, None) is not None:
            raise _Otherwise

    def _part(self, node: Node) -> _Part | None:
        match node:
            case Token(_, text):
                return self._token(text)
            case Space():
                return None
            case Row(children):
                return self._row(children)
            case Script():
                return self._script(node)
            case Fraction(numerator, denominator):
                return self._fraction(self._part(numerator), self._part(denominator))
            case Root(radicand, index):
                sign = _sign("√") if index is None else Script(_sign("√"), None, index)
                return self._row((sign, _sign("("), radicand, _sign(")")))
            case Grid(rows):
                return self._grid(rows)

    def _token(self, text: str) -> _Part | None:
        runs = []
        for wanted in text.translate(INVISIBLE):
            if wanted.isspace():
                continue
            sign, run = next(self._signs, ("", None))
            if sign != wanted or run is None:
                raise _Otherwise
            runs.append(run)
        if not runs:
            return None
        parts = [_Part(_on_one_page(run.box, run.page), run.y - run.page * _FAR, run.size) for run in runs]
        self._beside(parts, text)
        return _joined(parts)

    def _row(self, children: Sequence[Node], *, may_end: bool = False) -> _Part | None:
        parts = [part for child in children if (part := self._part(child)) is not None]
        self._beside(parts, "a row", may_end=may_end)
        return _joined(parts)

    def _beside(self, parts: Sequence[_Part], what: str, *, may_end: bool = False) -> None:
        """Parts of a row stand from the left to the right, on one line."""
        for first, second in pairwise(parts):
            if may_end and first.box.bottom > second.box.top - _NEAR and second.box.left < first.box.right:
                continue
            if second.box.left < first.box.left - _NEAR:
                self._note(f"the parts of {what} are in another order")
            if (
                first.line is not None
                and second.line is not None
                and abs(first.line - second.line) > _LEVEL * first.size
            ):
                self._note(f"the parts of {what} are not on one line")

    def _script(self, node: Script) -> _Part | None:
        base = self._part(node.base)
        above = self._part(node.above) if node.above is not None else None
        below = self._part(node.below) if node.below is not None else None
        if base is not None and base.line is not None:
            least = _SHIFT * base.size
            if above is not None and above.line is not None and above.line < base.line + least:
                self._note("what is raised stands on the line")
            if below is not None and below.line is not None and below.line > base.line - least:
                self._note("what is lowered stands on the line")
            is_root = isinstance(node.base, Token) and node.base.text == "√"
            for part in (above, below):
                if part is not None and not node.limits and (part.box.left < base.box.left - _NEAR) != is_root:
                    self._note("what is raised or lowered stands on the other side")
        around = _joined([part for part in (base, above, below) if part is not None])
        return None if around is None else replace(around, line=None if base is None else base.line)

    def _fraction(self, above: _Part | None, below: _Part | None) -> _Part | None:
        if above is None or below is None:
            return above or below
        both = above.box.around(below.box)
        lines = [shape for shape in self._shapes if _is_between(shape.box, above, below)]
        if above.box.bottom < below.box.top:
            self._note("the numerator stands under the denominator")
        elif not any(self._shows(shape) for shape in lines):
            self._note("there is no line between the numerator and the denominator")
        else:
            box = lines[0].box
            return _Part(both.around(box), (box.bottom + box.top) / 2 - _AXIS * above.size, above.size)
        return _Part(both, None, above.size)

    def _shows(self, line: Shape) -> bool:
        later = (shape for shape in self._shapes if shape.order > line.order and shape.paint is not Paint.LINE)
        is_free = all(_shared_width(shape.box, line.box) <= _FREE * line.box.width for shape in later)
        return is_free and contrast(line.colour, WHITE) >= _SEEN

    def _grid(self, rows: Sequence[Sequence[Node]]) -> _Part | None:
        """Typst draws a grid column by column."""
        columns = max(map(len, rows), default=0)
        cells = [[self._part(row[column]) if column < len(row) else None for row in rows] for column in range(columns)]
        for column in cells:
            shown = [part for part in column if part is not None]
            if any(lower.box.top > upper.box.top - _NEAR for upper, lower in pairwise(shown)):
                self._note("the rows are in another order")
        for across in zip(*cells, strict=True):
            self._beside([part for part in across if part is not None], "a row")
        whole = _joined([part for column in cells for part in column if part is not None])
        return None if whole is None else replace(whole, line=None)

    def _note(self, fault: str) -> None:
        self.faults.append(fault)


def _joined(parts: Sequence[_Part]) -> _Part | None:
    """All parts as one, on the line of the first that has one."""
    if not parts:
        return None
    line = next((part.line for part in parts if part.line is not None), None)
    return _Part(reduce(Box.around, (part.box for part in parts)), line, parts[0].size)


def _is_between(line: Box, above: _Part, below: _Part) -> bool:
    """Whether something is a line as long as both, under the one and over the other."""
    both, middle = above.box.around(below.box), (line.bottom + line.top) / 2
    is_long = line.left <= both.left + _NEAR and line.right >= both.right - _NEAR
    is_thin = line.height < _THIN * above.size
    return is_long and is_thin and below.box.top - _NEAR <= middle <= above.box.bottom + _NEAR


def _shared_width(box: Box, line: Box) -> float:
    shared = box.shared(line)
    return shared.width if shared.height > 0 else 0.0


def _sign(text: str) -> Token:
    return Token(Kind.OPERATOR, text)


def _in_one_line(node: Node) -> Iterator[Node]:
    """A formula that is too wide for a line is set with a stroke in place of the lines of its fractions."""
    match node:
        case Row(children):
            for child in children:
                yield from _in_one_line(child)
        case Fraction(numerator, denominator):
            yield from _operand(numerator)
            yield _sign("/")
            yield from _operand(denominator)
        case Root(radicand, None):
            yield from (_sign("√"), _sign("("), *_in_one_line(radicand), _sign(")"))
        case _:
            yield node


def _operand(node: Node) -> Iterable[Node]:
    parts = list(_in_one_line(node))
    return [_sign("("), *parts, _sign(")")] if len(parts) > 1 else parts
