"""Rules that the pages of an accessible PDF must keep, each a function from an opened file to findings.

Tags are measured against ISO 14289-1 (PDF/UA-1); type by the figures that a format gives.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from publish.completeness.ledger import OPENING
from publish.completeness.reading import Entry
from publish.completeness.tagged_pdf.file import TaggedPdf
from publish.completeness.tagged_pdf.runs import Run
from publish.completeness.tagged_pdf.structure import Content, Element
from publish.completeness.tagged_pdf.words import WordReader
from publish.completeness.text import plain
from publish.completeness.verdict import Finding, FindingKind

_TOLERANCE = 0.05  # points
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
_BLOCKS = frozenset(("P", *_HEADINGS, "LBody", "Lbl", "TH", "TD", "Caption", "BlockQuote", "TOCI"))
_ADDRESS = re.compile(r"\S*(//|www\.|@)\S*|\(?[\w-]+(\.[\w-]+)+[/?]?\S*")
_NUMBER_SPLIT = re.compile(r"\d[\d ]*$")
_NOT_IN_LINE = _BLOCKS | {"Formula", "Figure", "L", "Table"}
_SHIFT = "BaselineShift"
_TELEPHONE = 7  # digits or more
_BLACK = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Type:
    """What type must be like.

    `size` is the smallest, in points; `faces` are the beginnings of fonts' names; `margin`, in points, stays free at
    the left and right; `line_distance` is from line to line, in type sizes.
    """

    size: float
    faces: Collection[str]
    margin: float
    line_distance: float


def tag_findings(file: TaggedPdf) -> list[Finding]:
    """What breaks PDF/UA-1 and is not seen by comparing words."""
    return [*_claims(file), *_marked_content(file), *_header_cells(file), *_formulas(file)]


def type_findings(file: TaggedPdf, wanted: Type) -> list[Finding]:
    """What makes the pages harder to see than the format promises."""
    return [*_sizes(file, wanted), *_faces(file, wanted), *_lines(file, wanted)]


def listed(file: TaggedPdf) -> tuple[Entry, ...]:
    """The lines of the contents list (TOC) as the pages show them, with the page number that each shows as target."""
    reader = WordReader(file.marked(), file.language, lambda _: "")
    entries = []
    for element in file.root.descend():
        if element.tag == "TOCI":
            words, _, page = reader.read(element.kids).text.rpartition(" page ")
            entries.append(Entry(words, 0, page))
    return tuple(entries)


def _finding(expected: str, found: str, where: str = "") -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found, where)


def _claims(file: TaggedPdf) -> Iterator[Finding]:
    if file.ua_part != "1":
        yield _finding("the file says that it keeps PDF/UA-1", "it does not say so")
    if not file.shows_title:
        yield _finding("the window shows the title of the document", "it shows the name of the file")


def _marked_content(file: TaggedPdf) -> Iterator[Finding]:
    tagged: dict[int, set[int]] = {}
    for content in file.root.content():
        tagged.setdefault(content.page, set()).add(content.mark)
    for number, marks in enumerate(file.page_marks, 1):
        where = f"page {number}"
        named = tagged.get(number, set())
        if marks.outside:
            yield _finding("all that is shown is tagged or is decoration", f"{marks.outside} things are neither", where)
        if marks.ids - named:
            text = _text_of(file, number, marks.ids - named)
            yield _finding("all marked content is in the tags", f"not in the tags: {text}", where)
        if named - marks.ids:
            yield _finding("all tags have their content", f"{len(named - marks.ids)} tags have none", where)
        if marks.orphans:
            yield _finding(
                "content leads back to its tag (StructParents)", f"{len(marks.orphans)} pieces do not", where
            )


def _text_of(file: TaggedPdf, page: int, marks: Collection[int]) -> str:
    return plain("".join(run.text for run in file.page_runs[page - 1] if run.mark in marks)) or "a picture"


def _header_cells(file: TaggedPdf) -> Iterator[Finding]:
    marked = file.marked()
    for table in file.root.descend():
        if table.tag != "Table":
            continue
        cells = [cell for cell in table.descend() if cell.tag in ("TH", "TD")]
        if cells and not any(cell.tag == "TH" for cell in cells):
            yield _finding("the table has header cells", "it has none", _where(table))
        for cell in cells:
            if cell.tag == "TH" and cell.attributes.get("Scope") not in ("Row", "Column", "Both"):
                text = plain("".join(run.text for run in _runs(cell, marked)))
                yield _finding("the header cell says what it heads (Scope)", text, _where(cell))


def _formulas(file: TaggedPdf) -> Iterator[Finding]:
    """Digits and letters of a formula must be those of its text alternative, whatever their arrangement."""
    marked = file.marked()
    for element in file.root.descend():
        if element.tag == "Formula" and element.alt is not None:
            shown = sorted(filter(str.isalnum, plain("".join(run.text for run in _runs(element, marked)))))
            said = sorted(filter(str.isalnum, plain(element.alt)))
            if shown != said:
                yield _finding(f"the formula shows {element.alt}", f"it shows {''.join(shown)}", _where(element))


def _sizes(file: TaggedPdf, wanted: Type) -> Iterator[Finding]:
    for run in _shown(file):
        if run.size < wanted.size - _TOLERANCE:
            yield _finding(
                f"type of {wanted.size:g} points or more", f"{run.size:.1f} points: {run.text}", f"page {run.page}"
            )
        if run.colour != _BLACK:
            yield _finding("black type", f"type of colour {run.colour}: {run.text}", f"page {run.page}")


def _faces(file: TaggedPdf, wanted: Type) -> Iterator[Finding]:
    for name, embedded in sorted(file.fonts.items()):
        if not embedded:
            yield _finding("the file holds all its fonts", f"{name} is not in it")
        if not name.startswith(tuple(wanted.faces)):
            yield _finding("sans serif faces", name)
        if "Italic" in name or "Oblique" in name:
            yield _finding("no italics", name)


def _lines(file: TaggedPdf, wanted: Type) -> Iterator[Finding]:
    for run in _shown(file):
        width = file.sizes[run.page - 1][0]
        if run.left < wanted.margin - 1 or run.right > width - wanted.margin + 1:
            yield _finding("text within the margins", run.text, f"page {run.page}")
    marked = file.marked()
    for element in file.root.descend():
        if element.tag not in _BLOCKS:
            continue
        text = ""
        for above, below in pairwise(_lines_of(_own_runs(element, marked))):
            text += _raw(above)
            yield from _line_end(text, _raw(below), f"page {below[0].page}")
        seen = (run for run in _own_runs(element, marked, shifted=False) if run.text.strip())
        for above, below in pairwise(_lines_of(seen)):
            if above[0].page == below[0].page:
                distance = _baseline(above) - _baseline(below)
                size = min(run.size for run in (*above, *below))
                # Headings, set larger, may be closer.
                if size <= wanted.size + _TOLERANCE and 0 < distance < wanted.line_distance * size - _TOLERANCE:
                    yield _finding(
                        f"lines {wanted.line_distance:g} type sizes apart or more",
                        f"{distance / size:.2f}: {_said(below)}",
                        f"page {below[0].page}",
                    )


def _line_end(before: str, after: str, where: str) -> Iterator[Finding]:
    """A word or telephone number that a line's end breaks in two. `before` is all of the block up to that line."""
    if not before.strip() or not after.strip():
        return
    left, right = before.split()[-1], after.split()[0]
    if not before[-1].isspace() and not after[0].isspace() and not _ADDRESS.fullmatch(left + right):
        yield _finding("no word is broken over two lines", f"{left} | {right}", where)
    split = _NUMBER_SPLIT.search(before)
    if split and after[0].isdigit() and len(re.sub(r"\D", "", split[0] + right)) >= _TELEPHONE:
        yield _finding("no telephone number is broken over two lines", f"{split[0].strip()} | {right}", where)


def _shown(file: TaggedPdf) -> Iterator[Run]:
    return (run for runs in file.page_runs for run in runs if not run.in_drawing and run.text.strip())


def _own_runs(element: Element, marked: dict[tuple[int, int], list[Run]], *, shifted: bool = True) -> Iterator[Run]:
    """The runs of a block without those of blocks and formulas inside it; raised and lowered ones where `shifted`."""
    for kid in element.kids:
        if isinstance(kid, Content):
            yield from (run for run in marked.get((kid.page, kid.mark), ()) if not run.in_drawing)
        elif isinstance(kid, Element) and kid.tag not in _NOT_IN_LINE and (shifted or not kid.attributes.get(_SHIFT)):
            yield from _own_runs(kid, marked, shifted=shifted)


def _runs(element: Element, marked: dict[tuple[int, int], list[Run]]) -> Iterator[Run]:
    for content in element.content():
        yield from marked.get((content.page, content.mark), ())


def _lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for run in runs:
        last = lines[-1][-1] if lines else None
        same = last is not None and last.page == run.page and abs(last.y - run.y) < 0.75 * max(last.size, run.size)
        if same:
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def _baseline(line: list[Run]) -> float:
    """Where most of a line's characters stand."""
    heights: dict[float, int] = {}
    for run in line:
        heights[round(run.y, 1)] = heights.get(round(run.y, 1), 0) + len(run.text)
    return max(heights, key=lambda height: heights[height])


def _raw(line: list[Run]) -> str:
    return "".join(run.text for run in line)


def _said(line: list[Run]) -> str:
    return plain(_raw(line))


def _where(element: Element) -> str:
    return next((f"page {content.page}" for content in element.content()), "")
