"""Rules that the pages of an accessible PDF must keep, each a function from an opened file to findings.

Tags are measured against ISO 14289-1 (PDF/UA-1); type by the figures that a format gives.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from publish.model.colours import Colour
from publish.model.text import plain
from publish.proof.ledger import OPENING
from publish.proof.reading import Entry
from publish.proof.verdict import Finding, FindingKind
from publish.readers.pdf.block_words import WordReader
from publish.readers.pdf.line_rules import Fault, faults, shown
from publish.readers.pdf.link_rules import misled
from publish.readers.pdf.page_order import misplaced
from publish.readers.pdf.reading_order import disorder
from publish.readers.pdf.structure_tree import Element
from publish.readers.pdf.table_headers import misheaded
from publish.readers.pdf.tagged_file import TaggedPdf
from publish.readers.pdf.text_runs import Run
from publish.readers.pdf.visibility import hidden

_TOLERANCE = 0.05  # points
_SMALL = 0.6  # of the figures of a face: those with which it draws ², ₂ and ½
_FIGURE, _FRACTION = 0.64, 1.1  # type sizes: the least height of a figure, and of two with a stroke between them
_SMALL_KINDS = ("<super>", "<sub>", "<fraction>")  # of Unicode's decompositions; ™ is a sign of its own
BLACK: Colour = (0, 0, 0)

CLEAR_FACES = (
    "AtkinsonHyperlegible",
    "FullSizeFigures",
    "IBMPlexSansArabic",
    "Inter",
    "NotoEmoji",
    "NotoSans",
    "PlainNought",
)
"""Without serifs, with letters and figures that are told apart: the beginnings of the names of faces for the eye."""


@dataclass(frozen=True, slots=True)
class Type:
    """What type must be like.

    `size` is the smallest, in points; `faces` are the beginnings of fonts' names; `margin`, in points, stays free at
    the left, the right and the top, and `foot` at the bottom, where the page number stands; `line_distance` is from
    line to line, in type sizes; `colours` are those of the type; pages that are `unnumbered` show
    no number. `head` are the lines above the text of a page.
    """

    size: float
    margin: float
    foot: float
    line_distance: float
    faces: Collection[str] = CLEAR_FACES
    colours: Collection[Colour] = (BLACK,)
    unnumbered: Collection[int] = ()
    head: Collection[str] = ()


def tag_findings(file: TaggedPdf) -> list[Finding]:
    """What breaks PDF/UA-1 and is not seen by comparing words."""
    shuffled = (
        _finding(fault.expected, fault.found, f"page {fault.page}")
        for fault in (*disorder(file), *misplaced(file), *misled(file))
    )
    return [
        *_claims(file),
        *_instead(file),
        *_marked_content(file),
        *_header_cells(file),
        *_formulas(file),
        *_list_labels(file),
        *shuffled,
    ]


def type_findings(file: TaggedPdf, wanted: Type) -> list[Finding]:
    """What makes the pages harder to see than the format promises."""
    lines = faults(file, size=wanted.size, margin=wanted.margin, distance=wanted.line_distance)
    unseen = hidden(file, margin=wanted.margin, foot=wanted.foot, unnumbered=wanted.unnumbered, head=wanted.head)
    placed = _once_a_formula(file, unseen, lines)
    return [
        *_sizes(file, wanted),
        *_faces(file, wanted),
        *(_finding(fault.expected, fault.found, f"page {fault.page}") for fault in placed),
    ]


def _once_a_formula(file: TaggedPdf, *faults_found: Iterable[Fault]) -> Iterator[Fault]:
    """The faults; of a formula that stands in a wrong place one, by the words that the source has for it."""
    formulas = {
        (place.page, place.mark): element.alt
        for element in file.root.descend()
        if element.tag == "Formula" and element.alt is not None
        for place in element.content()
    }
    told: set[tuple[str, int]] = set()
    for fault in chain(*faults_found):
        words = formulas.get((fault.page, fault.mark)) if fault.mark is not None else None
        if words is None:
            yield fault
        elif (words, fault.page) not in told:
            told.add((words, fault.page))
            yield Fault(fault.expected, f"a formula goes beyond it: {words}", fault.page)


def listed(file: TaggedPdf) -> tuple[Entry, ...]:
    """The lines of the contents list (TOC) as the pages show them, with the page number that each shows as target."""
    reader = WordReader(file.marked(), file.language, lambda _: "")
    entries = []
    for element in file.root.descend():
        if element.tag == "TOCI":
            # What stands before the number, "page" in the document's language, is one word.
            words, _, page = reader.read(element.kids).text.rpartition(" ")
            entries.append(Entry(words.rpartition(" ")[0], 0, page))
    return tuple(entries)


def _finding(expected: str, found: str, where: str = "") -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found, where)


def _claims(file: TaggedPdf) -> Iterator[Finding]:
    if file.ua_part != "1":
        yield _finding("the file says that it keeps PDF/UA-1", "it does not say so")
    if not file.says_tagged:
        yield _finding("the file says that it is tagged (MarkInfo)", "it does not say so")
    if not file.shows_title:
        yield _finding("the window shows the title of the document", "it shows the name of the file")


def _instead(file: TaggedPdf) -> Iterator[Finding]:
    """What is heard in place of what is seen, and what acts."""
    for found in file.acts:
        yield _finding("a file of what such files are made of", found)
    for element in file.root.descend():
        if element.instead:
            yield _finding("what is heard is what is seen", f"in its place is said: {element.instead}", _where(element))


def _marked_content(file: TaggedPdf) -> Iterator[Finding]:
    tagged: dict[int, set[int]] = {}
    in_figures: dict[int, set[int]] = {}
    for element in file.root.descend():
        if element.tag == "Figure":
            for content in element.content():
                in_figures.setdefault(content.page, set()).add(content.mark)
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
        if altered := marks.altered - in_figures.get(number, set()):
            text = _text_of(file, number, altered)
            yield _finding("text drawn as it is set", f"blended, moved or squeezed: {text}", where)
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
        for cell, expected in misheaded(table):
            text = plain("".join(run.text for run in _runs(cell, marked)))
            yield _finding(expected, text, _where(cell))


def _list_labels(file: TaggedPdf) -> Iterator[Finding]:
    """Lists whose tags say of their labels otherwise than they are: what is announced as numbered has numbers."""
    marked = file.marked()
    for element in file.root.descend():
        numbering = element.attributes.get("ListNumbering")
        if element.tag == "L" and numbering in ("Circle", "Decimal"):
            labels = [part for item in element.elements() for part in item.elements() if part.tag == "Lbl"]
            texts = ["".join(run.text for run in _runs(label, marked)) for label in labels]
            if any(any(map(str.isdigit, text)) != (numbering == "Decimal") for text in texts):
                yield _finding("a list that is what it is called", f"{numbering}: {', '.join(texts)}", _where(element))


def _formulas(file: TaggedPdf) -> Iterator[Finding]:
    """Digits and letters of a formula must be those of its text alternative, in its order where all are on one line."""
    marked = file.marked()
    for element in file.root.descend():
        if element.tag == "Formula" and element.alt is not None:
            runs = sorted(_runs(element, marked), key=lambda run: run.left)
            drawn, wanted = (plain(text).replace(" ", "") for text in ("".join(run.text for run in runs), element.alt))
            if sorted(drawn) != sorted(wanted):  # it is said with brackets, say, where the page shows a fraction
                drawn, wanted = (
                    "".join(filter(str.isalnum, unicodedata.normalize("NFD", signs))) for signs in (drawn, wanted)
                )
            is_level = len({round(run.y, 1) for run in runs}) == 1 and not any(run.leftwards for run in runs)
            if drawn != wanted if is_level else sorted(drawn) != sorted(wanted):
                yield _finding(f"the formula shows: {element.alt}", f"it shows {drawn}", _where(element))


def _sizes(file: TaggedPdf, wanted: Type) -> Iterator[Finding]:
    for page, unit in file.scaled.items():
        yield _finding("a page measured in points", f"its unit is {unit:g} points (UserUnit)", f"page {page}")
    pictures = {
        (place.page, place.mark): element.alt or ""
        for element in file.root.descend()
        if element.tag == "Figure"
        for place in element.content()
    }
    for picture, group in groupby(shown(file), key=lambda run: pictures.get((run.page, _mark(run)))):
        runs = list(group)
        small = [run for run in runs if _seen_size(run) < wanted.size - _TOLERANCE]
        coloured = [run for run in runs if run.colour not in wanted.colours]
        if picture is not None:  # its letters are one thing to mend: it is drawn anew, or its caption says them
            small, coloured = sorted(small, key=_seen_size)[:1], coloured[:1]
        for run in small:
            found = _lettered(f"{_seen_size(run):.1f} points", run, picture)
            yield _finding(f"type of {wanted.size:g} points or more", found, f"page {run.page}")
        for run in coloured:
            yield _finding("black type", _lettered(f"type of colour {run.colour}", run, picture), f"page {run.page}")


def _seen_size(run: Run) -> float:
    """The size of type as who sees a run takes it: by its ink, where it holds figures that faces draw smaller.

    Those of "m²" and "½" are drawn at six tenths; what they are in one run with tells nothing of how high they are.
    """
    small = [] if run.text.isascii() else [sign for sign in run.text if _is_small(sign)]
    if not small or all(unicodedata.category(sign) != "No" for sign in small):
        return run.size
    if len(small) < len(run.text.strip()):
        return run.size * _SMALL
    high = _FRACTION if any(unicodedata.decomposition(sign).startswith("<fraction>") for sign in small) else _FIGURE
    return min(run.size, (run.top - run.bottom) / high)


def _is_small(sign: str) -> bool:
    return unicodedata.decomposition(sign).startswith(_SMALL_KINDS) and unicodedata.category(sign) != "So"


def _mark(run: Run) -> int:
    return -1 if run.mark is None else run.mark


def _lettered(what: str, run: Run, picture: str | None) -> str:
    return f"{what}: {run.text}" if picture is None else f"a picture has letters, {what}: {picture}"


def _faces(file: TaggedPdf, wanted: Type) -> Iterator[Finding]:
    for name, embedded in sorted(file.fonts.items()):
        if not embedded:
            yield _finding("the file holds all its fonts", f"{name} is not in it")
        if not name.startswith(tuple(wanted.faces)):
            yield _finding("sans serif faces", name)
        if "Italic" in name or "Oblique" in name:
            yield _finding("no italics", name)


def _runs(element: Element, marked: dict[tuple[int, int], list[Run]]) -> Iterator[Run]:
    for content in element.content():
        yield from marked.get((content.page, content.mark), ())


def _where(element: Element) -> str:
    return next((f"page {content.page}" for content in element.content()), "")
