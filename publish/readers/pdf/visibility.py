"""What cannot be seen is not there: whether all that a page says is within it, bare, whole, and in contrast.

The words of a page are in its file wherever it draws them: off the paper, under a picture, cut off by a clip, white on
white. Here each run of text, and each picture, is looked for where a person would look for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from itertools import chain, takewhile
from unicodedata import bidirectional

from publish.model.colours import ENOUGH, WHITE, Colour, contrast
from publish.model.edition_words import added_words
from publish.model.languages import direction
from publish.model.text import plain
from publish.readers.pdf.line_rules import Fault, shown
from publish.readers.pdf.page_objects import Box, Paint, Shape
from publish.readers.pdf.structure_tree import Element
from publish.readers.pdf.tagged_file import TaggedPdf
from publish.readers.pdf.text_runs import Run

_EDGE = 10.0  # points: what printers leave white at the edge of a page
_OVERHANG = 0.6  # of the type size: marks above a line (Arabic fathatan), and tails below it, may reach into a margin
_OVER = 0.5  # of the type size: a letter's overhang and the marks on it may reach into its neighbour
_RISE, _FALL = 0.6, 0.1  # of the type size above and below the line: where most of each letter is
_TOUCHED = 0.15  # of the type size: what covers no more in one of its measures leaves a letter to be read
_MOST = 0.8  # the same as a share of the ink, for what is as small as a full stop
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
_SEEN = 0.1  # of the longer side of its place, which Typst gives too large (0.17 seen) for the last thing of a page
_HIDDEN = 0.1  # of a picture's place
_WHOLE = 0.9  # of a picture's width and height: what its own drawing may cut off
_FAINT = 1.2  # to 1: a picture must have something darker than the paper


def hidden(
    file: TaggedPdf, *, margin: float, foot: float, unnumbered: Collection[int] = (), head: Collection[str] = ()
) -> Iterator[Fault]:
    """All that a page says and a person could not see, or not well.

    Args:
        file: what to look at.
        margin: what stays free at the left, the right and the top, in points.
        foot: what stays free at the bottom, but for the page number.
        unnumbered: pages that show no number, and no other words as decoration.
        head: the lines above the text of a page, which are decoration.

    """
    if not file.upright:
        yield Fault("pages stand upright", "a page is turned", 1)
    for addition in file.additions:
        yield Fault("nothing is laid over a page", addition, int(addition.rpartition(" ")[2]))
    for number, expected, found in file.torn:
        yield Fault(expected, found, number)
    in_figures, beside = _within(file, "Figure"), _within(file, "Formula", "TOC")
    repeated = [*map(plain, head), *_headers(file)]
    added, from_right = added_words(file.language), direction(file.language) == "rtl"
    words: dict[int, list[Run]] = {}
    for run in shown(file):
        if (run.page, run.mark) not in in_figures:
            words.setdefault(run.page, []).append(run)
    for page, box in enumerate(file.boxes, 1):
        runs, shapes = words.get(page, []), file.page_shapes[page - 1]
        inside = Box(box.left + margin, box.bottom + foot, box.right - margin, box.top - margin)
        if page in unnumbered:
            yield from _decoration(page, (run for run in runs if run.mark is None))
        else:
            untagged = [run for run in runs if run.mark is None]
            yield from _page_number(page, added.page, [run for run in untagged if run.y < inside.bottom])
            empty = len(untagged) == len(runs)  # a page of lines to write on
            usual = [*repeated, plain(added.own_notes)] if empty else repeated
            above = (run for run in untagged if run.y >= inside.bottom)
            yield from _decoration(page, (run for run in above if not _is_repeated(run, usual, from_right=from_right)))
        yield from _places(runs, box, inside)
        yield from _overprints(runs)
        for run in runs:
            yield from _under_or_on(run, shapes)
    yield from _struck(chain.from_iterable(words.values()), beside)
    yield from _in_pictures(file, in_figures)
    for figure in _tagged(file, "Figure"):
        yield from _picture(figure, file, margin, foot)


def _tagged(file: TaggedPdf, *tags: str) -> list[Element]:
    return [element for element in file.root.descend() if element.tag in tags]


def _within(file: TaggedPdf, *tags: str) -> set[tuple[int, int]]:
    """The pages and marks of all that has one of some tags."""
    return {(place.page, place.mark) for element in _tagged(file, *tags) for place in element.content()}


def _headers(file: TaggedPdf) -> list[str]:
    """The words of header cells: a table that goes on over a page says them again, for the eye alone."""
    marked = file.marked()
    return [
        plain("".join(run.text for place in cell.content() for run in marked.get((place.page, place.mark), ())))
        for cell in _tagged(file, "TH")
    ]


def _is_repeated(run: Run, repeated: Iterable[str], *, from_right: bool) -> bool:
    text = plain(run.text)
    if not from_right and not any(bidirectional(letter) in ("R", "AL") for letter in text):
        return any(text in words for words in repeated)
    # It is told as it is drawn, from left to right, but for letters that one glyph draws together.
    letters = Counter(filter(str.isalnum, text))
    return any(not letters - Counter(words) for words in repeated)


def _page_number(page: int, word: str, at_foot: Iterable[Run]) -> Iterator[Fault]:
    # Where text runs from right to left each digit may be drawn by itself, at either side of the others.
    text = "".join(run.text.strip() for run in at_foot)
    if sorted(filter(str.isalnum, text.casefold())) != sorted(filter(str.isalnum, f"{word}{page}".casefold())):
        yield Fault("the page shows its number", text or "no number", page)


def _decoration(page: int, runs: Iterable[Run]) -> Iterator[Fault]:
    """Words that are decoration where there is no number that might be: nobody who hears the page would have them."""
    text = " ".join(run.text.strip() for run in runs)
    if text:
        yield Fault("all words are tagged", f"decoration says: {text}", page)


def _places(runs: Iterable[Run], page: Box, inside: Box) -> Iterator[Fault]:
    """Text off the page, or in the margin above or below; `line_rules` has the margins beside it."""
    for run in runs:
        hang = _OVERHANG * run.size
        if run.unseen:
            yield Fault("text that can be seen", f"{run.unseen}: {run.text}", run.page)
        if not page.grown(-_EDGE).holds(run.box):
            yield Fault("text within the page", run.text, run.page, run.mark)
        elif run.mark is not None and (run.top > inside.top + hang or run.bottom < inside.bottom - hang):
            yield Fault("text within the margins", run.text, run.page, run.mark)


def _overprints(runs: Iterable[Run]) -> Iterator[Fault]:
    """Text over other text; the parts of a formula, which share a mark, stand close."""
    level = sorted(runs, key=lambda run: run.y)
    for number, run in enumerate(level):
        reach = run.y + _RISE * run.size
        above = takewhile(lambda other, reach=reach: other.y - _FALL * other.size < reach, level[number + 1 :])  # type: ignore[misc]
        for other in above:
            shared = min(run.right, other.right) - max(run.left, other.left)
            if shared > _OVER * max(run.size, other.size) and (run.mark is None or run.mark != other.mark):
                first, second = sorted((run, other), key=lambda side: side.left)
                yield Fault("no text stands over other text", f"{first.text} | {second.text}", run.page)


def _under_or_on(run: Run, shapes: Iterable[Shape]) -> Iterator[Fault]:
    """What covers a run, what runs through it, and what it stands on."""
    ground: Colour | None = WHITE
    grounds: list[Colour | None] = []
    for shape in shapes:
        shared = shape.box.shared(run.box)
        if shared.width <= 0 or shared.height <= 0:
            continue
        thick = min(shared.width, shared.height) > min(_TOUCHED * run.size, _MOST * min(run.box.width, run.box.height))
        upright = shape.paint is Paint.LINE and shape.box.height > shape.box.width
        if shape.order > run.order and thick:
            yield Fault("nothing covers the text", f"{shape.paint.value} covers: {run.text}", run.page)
        elif upright and shared.height > _OVER * run.size and run.left + 1 < shape.box.left < run.right - 1:
            yield Fault("no line runs through the text", run.text, run.page)
        elif thick:
            colour = shape.colour if shape.paint is Paint.AREA and shape.solid else None
            if shape.box.holds(run.box):
                ground, grounds = colour, []
            else:
                grounds.append(colour)
    for behind in (ground, *grounds):
        if behind is None:
            yield Fault("text on a plain ground", f"it stands on a picture: {run.text}", run.page)
        elif contrast(run.colour, behind) < ENOUGH:
            shown = f"{contrast(run.colour, behind):.1f}: {run.text}"
            yield Fault(f"a contrast of {ENOUGH:g} to 1 or more", shown, run.page)


def _struck(runs: Iterable[Run], beside: set[tuple[int, int]]) -> Iterator[Fault]:
    """Lines through what no comparison reads word by word: formulas, the contents list, decoration."""
    struck = [run for run in runs if run.struck]
    apart = [run.mark is None or (run.page, run.mark) in beside for run in struck]
    in_text = {run.text for run, is_apart in zip(struck, apart, strict=True) if not is_apart}
    for run, is_apart in zip(struck, apart, strict=True):
        if is_apart and not _is_one_of(run.text, in_text):
            yield Fault("no line runs through the text", run.text, run.page)


def _is_one_of(text: str, struck: set[str]) -> bool:
    """Whether struck words repeat some: those from right to left, which stand in parts, are drawn in another order."""
    if text in struck or not any(bidirectional(sign) in ("R", "AL") for sign in text):
        return text in struck
    return not Counter(text) - Counter("".join(sorted(struck)))


def _in_pictures(file: TaggedPdf, in_figures: set[tuple[int, int]]) -> Iterator[Fault]:
    """Words that a page's tags give as text and that stand in a picture, in type of any size."""
    for runs in file.page_runs:
        for run in runs:
            if run.in_drawing and run.mark is not None and (run.page, run.mark) not in in_figures and run.text.strip():
                yield Fault("text is drawn as text", f"it is part of a drawing: {run.text}", run.page)


def _picture(figure: Element, file: TaggedPdf, margin: float, foot: float) -> Iterator[Fault]:
    """A picture off the page, in the margins, cut, empty, or under something else."""
    marks = {(place.page, place.mark) for place in figure.content()}
    for page in sorted({page for page, _ in marks}):
        paper, alt = file.boxes[page - 1], figure.alt or ""
        own = [shape for shape in file.page_shapes[page - 1] if (page, shape.mark) in marks]
        runs = [run for run in file.page_runs[page - 1] if (page, run.mark) in marks and run.text.strip()]
        place = _place(figure) or _around([shape.whole for shape in own])
        whole = _around([*(shape.whole for shape in own), *(run.box for run in runs)]).shared(place.grown(1.0))
        seen = _around([*(shape.box for shape in own), *(run.box for run in runs)]).shared(place.grown(1.0))
        inside = Box(paper.left + margin, paper.bottom + foot, paper.right - margin, paper.top - margin)
        if _is_too_small(seen, place) or _is_cut(seen, whole):
            yield Fault("a picture that can be seen", f"most of it does not show: {alt}", page)
        elif not inside.grown(1.0).holds(seen):
            yield Fault("a picture within the margins", alt, page)
        if not runs and all(_is_faint(shape) for shape in own):
            yield Fault("a picture that can be seen", f"it is as light as the paper: {alt}", page)
        last = max((shape.order for shape in own), default=0)
        for shape in file.page_shapes[page - 1]:
            if shape.order > last and _share(shape.box, seen) > _HIDDEN:
                yield Fault("nothing covers a picture", f"{shape.paint.value} covers: {alt}", page)


def _is_too_small(seen: Box, place: Box) -> bool:
    return min(seen.width, seen.height) <= 0 or max(seen.width, seen.height) < _SEEN * max(place.width, place.height)


def _is_cut(seen: Box, whole: Box) -> bool:
    return seen.width < _WHOLE * whole.width or seen.height < _WHOLE * whole.height


def _is_faint(shape: Shape) -> bool:
    return shape.paint is not Paint.PICTURE and contrast(shape.colour, WHITE) < _FAINT


def _share(box: Box, of: Box) -> float:
    """How much of a box another takes up."""
    shared = box.shared(of)
    return shared.width * shared.height / (of.width * of.height) if min(shared.width, shared.height) > 0 else 0.0


def _around(boxes: list[Box]) -> Box:
    """The box around all that are not empty."""
    drawn = [box for box in boxes if min(box.width, box.height) > 0] or [_NOWHERE]
    return reduce(Box.around, drawn)


def _place(figure: Element) -> Box | None:
    """Where a picture's tag says that it is (BBox), if it does."""
    given = figure.attributes.get("BBox")
    if not isinstance(given, list) or len(given) != 4:
        return None
    left, bottom, right, top = (float(value) for value in given)
    return Box(left, bottom, right, top)
