"""Damage to where a page shows things: two change places, and their tags stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pikepdf

from publish.readers.pdf import open_tagged_pdf
from publish.readers.pdf.page_objects import Box
from publish.readers.pdf.structure_tree import Content, Element
from publish.readers.pdf.tagged_file import TaggedPdf
from tests.mutants.kinds import Kind
from tests.mutants.package import Mutant
from tests.mutants.sight import Instructions, moved, piece_of

Pair = tuple[list[Content], list[Content]]
Pairs = Callable[[TaggedPdf, Element], Iterator[Pair]]


def mutants(path: Path, kind: Kind) -> list[Mutant]:
    """A mutant for each two neighbours of a kind on one page; none with a link, which can be clicked where it was."""
    file = open_tagged_pdf(path)
    if kind is Kind.PICTURES_EXCHANGED:
        return list(_pictures(path, file))
    boxes = _boxes(file)
    linked = {
        (place.page, place.mark)
        for element in file.root.descend()
        if element.tag == "Link"
        for place in element.content()
    }
    found: list[Mutant] = []
    for first, second in (pair for element in file.root.descend() for pair in PAIRS[kind](file, element)):
        places = [(place.page, place.mark) for place in (*first, *second)]
        on_one_page = len({page for page, _ in places}) == 1
        if first and second and on_one_page and all(place in boxes for place in places) and linked.isdisjoint(places):
            one, other = (_around([boxes[place.page, place.mark] for place in some]) for some in (first, second))
            found.append(partial(_exchanged, path, first, second, one, other))
    return found


def _boxes(file: TaggedPdf) -> dict[tuple[int, int], Box]:
    """The boxes of all marked content with ink."""
    found: dict[tuple[int, int], Box] = {}
    for page, (runs, shapes) in enumerate(zip(file.page_runs, file.page_shapes, strict=True), 1):
        inked = [(run.mark, run.box) for run in runs if run.text.strip() and not run.in_drawing]
        for mark, box in (*inked, *((shape.mark, shape.box) for shape in shapes)):
            if mark is not None:
                found[page, mark] = found[page, mark].around(box) if (page, mark) in found else box
    return found


def _around(boxes: list[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.around(box)
    return whole


def _siblings(tag: str, _: TaggedPdf, element: Element) -> Iterator[Pair]:
    """Two elements of a tag that follow one another."""
    for first, second in pairwise(element.elements()):
        if first.tag == second.tag == tag:
            yield list(first.content()), list(second.content())


def _cells(_: TaggedPdf, element: Element) -> Iterator[Pair]:
    """Two cells of a column, one under the other."""
    for first, second in pairwise(kid for kid in element.elements() if kid.tag == "TR"):
        rows = [list(first.elements()), list(second.elements())]
        if len(rows[0]) == len(rows[1]):
            yield from ((list(upper.content()), list(lower.content())) for upper, lower in zip(*rows, strict=True))


def _lines(file: TaggedPdf, element: Element) -> Iterator[Pair]:
    """Two lines of a paragraph."""
    if element.tag in ("P", "TD", "LBody"):
        levels: dict[tuple[int, float], list[Content]] = {}
        marked = file.marked()
        for place in element.content():
            for run in marked.get((place.page, place.mark), ())[:1]:
                levels.setdefault((place.page, round(run.y)), []).append(place)
        yield from pairwise(levels.values())


def _words(file: TaggedPdf, element: Element) -> Iterator[Pair]:
    """Two pieces of a line that follow one another."""
    if element.tag in ("P", "TD", "LBody"):
        marked = file.marked()
        for first, second in pairwise(element.content()):
            runs = [marked.get((place.page, place.mark), []) for place in (first, second)]
            if all(runs) and runs[0][0].y == runs[1][0].y and runs[0][0].text.strip() != runs[1][0].text.strip():
                yield [first], [second]


def _pictures(path: Path, file: TaggedPdf) -> Iterator[Mutant]:
    """Two pictures of the file that follow one another and are not the same."""
    figures = [element for element in file.root.descend() if element.tag == "Figure" and element.alt]
    for first, second in pairwise(figures):
        one, other = ((next(figure.content()), _box(figure)) for figure in (first, second))
        shapes = [file.page_shapes[place.page - 1] for place, _ in (one, other)]
        colours = [
            [shape.colour for shape in drawn if shape.mark == place.mark]
            for drawn, (place, _) in zip(shapes, (one, other), strict=True)
        ]
        if first.alt != second.alt and colours[0] != colours[1]:
            yield partial(_redrawn, path, one, other)


def _box(figure: Element) -> Box:
    given = figure.attributes["BBox"]
    assert isinstance(given, list)
    return Box(*map(float, given))


def _redrawn(path: Path, first: tuple[Content, Box], second: tuple[Content, Box], target: Path) -> None:
    """Each of two pictures as a drawing of its own, drawn in the place of the other."""
    with pikepdf.open(path) as pdf:
        drawn = []
        for place, box in (first, second):
            page = pdf.pages[place.page - 1]
            content: Instructions = list(pikepdf.parse_content_stream(page))
            start, stop = piece_of(content, place.mark)
            form = pdf.make_stream(pikepdf.unparse_content_stream(content[start + 1 : stop - 1]))
            form.Type, form.Subtype, form.Resources = pikepdf.Name.XObject, pikepdf.Name.Form, page.obj.Resources
            form.BBox = pikepdf.Array([box.left - 1, box.bottom - 1, box.right + 1, box.top + 1])
            drawn.append((form, box))
        for (place, box), (form, own), name in zip(
            (first, second), reversed(drawn), ("/Other1", "/Other2"), strict=True
        ):
            page = pdf.pages[place.page - 1]
            content = list(pikepdf.parse_content_stream(page))
            start, stop = piece_of(content, place.mark)
            page.obj.Resources = pdf.make_indirect(pikepdf.Dictionary(dict(page.obj.Resources)))
            others = page.obj.Resources.get("/XObject", pikepdf.Dictionary())
            page.obj.Resources.XObject = pikepdf.Dictionary(dict(others))
            page.obj.Resources.XObject[name] = form
            wide, high = box.width / own.width, box.height / own.height
            placed = _step("cm", wide, 0, 0, high, box.left - wide * own.left, box.bottom - high * own.bottom)
            content[start + 1 : stop - 1] = [_step("q"), placed, _step("Do", pikepdf.Name(name)), _step("Q")]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
        pdf.save(target)


def _step(name: str, *operands: pikepdf.Object | float) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(name))


PAIRS: dict[Kind, Pairs] = {
    Kind.PARAGRAPHS_EXCHANGED: partial(_siblings, "P"),
    Kind.ITEMS_EXCHANGED: partial(_siblings, "LI"),
    Kind.ROWS_EXCHANGED: partial(_siblings, "TR"),
    Kind.CELLS_EXCHANGED: _cells,
    Kind.LINES_EXCHANGED: _lines,
    Kind.WORDS_EXCHANGED: _words,
    Kind.BESIDE_EXCHANGED: partial(_siblings, "Div"),
}
"""The neighbours of each kind in an element."""

KINDS = frozenset({*PAIRS, Kind.PICTURES_EXCHANGED})
"""All kinds of this module."""


def _exchanged(path: Path, first: list[Content], second: list[Content], one: Box, other: Box, target: Path) -> None:
    with pikepdf.open(path) as pdf:
        page = pdf.pages[first[0].page - 1]
        content: Instructions = list(pikepdf.parse_content_stream(page))
        is_level = min(one.top, other.top) - max(one.bottom, other.bottom) > 0
        left, right = (one, other) if one.left < other.left else (other, one)
        for places, box, its in ((first, one, other), (second, other, one)):
            if is_level:  # on one line: the left one ends where the right one ended
                across = right.right - box.right if box is left else left.left - box.left
                upwards = 0.0
            else:
                across, upwards = 0.0, its.bottom - box.bottom if box.bottom > its.bottom else its.top - box.top
            for place in places:
                start, stop = piece_of(content, place.mark)
                content[start:stop] = moved(content[start:stop], across, upwards)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
        pdf.save(target)
