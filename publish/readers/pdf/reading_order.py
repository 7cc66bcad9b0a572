"""Whether text with words from right to left is read in the order in which it is seen.

The tags say in which order a text is read. By that order, and by the ways in which its characters run (UAX #9), each
piece has its place on the line: there the page must show it. Text in a language that runs against the document's is
taken as embedded, code as text from left to right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from publish.model.text import plain
from publish.readers.pdf.bidi import as_shown, in_display_order, language_level, levels
from publish.readers.pdf.line_content import BLOCKS, MEANT, Piece, lines_of, pieces_of, stands
from publish.readers.pdf.line_rules import Fault
from publish.readers.pdf.structure_tree import Element
from publish.readers.pdf.tagged_file import TaggedPdf
from publish.readers.pdf.text_runs import Run

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")

_Line = list[Piece]


def disorder(file: TaggedPdf) -> Iterator[Fault]:
    """Where a page shows something else than what is read, or shows it elsewhere on the line."""
    base = language_level(file.language)
    runs = [run for page in file.page_runs for run in page]
    if not base and not any(run.leftwards for run in runs):
        return
    marked = file.marked()
    for element in file.root.descend():
        if element.tag == "Formula":
            shown = [run for place in element.content() for run in marked.get((place.page, place.mark), ())]
            yield from _formula(sorted(shown, key=lambda run: run.left))
    for element, code in _blocks(file.root):
        lines = lines_of(pieces_of(element, marked, code=code))
        yield from _block([line for line in lines if any(piece.place for piece in line)], 0 if code else base)


def _formula(runs: list[Run]) -> Iterator[Fault]:
    """Where a formula's brackets are turned round: it runs from left to right wherever it stands.

    A bracket may be closed on a further line, where a formula is longer than one.
    """
    waiting = 0
    for page, depth in sorted({(run.page, -round(run.y, 1)) for run in runs}):
        line = (run for run in runs if (run.page, -round(run.y, 1)) == (page, depth))
        text = "".join(run.text if run.seen is None else run.seen for run in line)
        for character in text:
            waiting += (character in _OPENING) - (character in _CLOSING)
            if waiting < 0:
                yield Fault("the brackets of a formula face each other", text, page)
                waiting = 0
                break


def _blocks(element: Element, *, code: bool = False) -> Iterator[tuple[Element, bool]]:
    """The elements that have lines, and whether they are code."""
    code = code or (element.tag == "Code" and element.attributes.get("Placement") == "Block")
    if element.tag in (*BLOCKS, "TOCI") or (code and element.tag == "Code"):
        yield element, code
    if element.tag == "Caption":
        return  # its code is part of its lines
    for kid in element.elements():
        yield from _blocks(kid, code=code)


def _block(lines: list[_Line], base: int) -> Iterator[Fault]:
    embedded = [level for line in lines for level in (*_embedding(line, base), base)]
    found = levels(_paragraph(lines), base, embedded)
    at = 0
    for line in lines:
        length = sum(len(piece.text) for piece in line)
        yield from _line(line, found[at : at + length])
        at += length + 1


def _paragraph(lines: list[_Line]) -> str:
    """The text of a block. Where a line ends, a line break if it is meant, else a sign without width, passed over."""
    texts = ["".join(piece.text for piece in line) for line in lines]
    return "".join(text + ("\n" if text.endswith(MEANT) else "\u200b") for text in texts)


def _embedding(line: _Line, base: int) -> Iterator[int]:
    for piece in line:
        own = language_level(piece.language) if piece.language else base
        # Code is embedded as text from left to right wherever it stands.
        yield from [2 if piece.code else base if own == base else base + 1] * len(piece.text)


def _line(line: _Line, found: list[int]) -> Iterator[Fault]:
    owners = [number for number, piece in enumerate(line) for _ in piece.text]
    expected: list[int] = []
    for place in in_display_order(found):
        number = owners[place]
        if stands(line[number]) and number not in expected[-1:]:
            expected.append(number)
    standing = [number for number, piece in enumerate(line) if stands(piece)]
    standing.sort(key=lambda number: line[number].left + line[number].width / 2)
    if expected != standing:
        page = next(piece.place.page for piece in line if piece.place)
        yield Fault(f"from left to right: {_said(line, expected)}", _said(line, standing), page)
    at = 0
    for piece in line:
        own = found[at : at + len(piece.text)]
        at += len(piece.text)
        if piece.run is not None:
            yield from _word(piece.run, own)


def _word(run: Run, own: list[int]) -> Iterator[Fault]:
    """Where a run shows other characters than it says, or shows them the other way round."""
    wanted = plain("".join(map(as_shown, run.text, own)))
    seen = plain(run.text if run.seen is None else run.seen)
    if seen != wanted:
        yield Fault(f"the page shows what is read: {wanted}", seen, run.page)
    spacing = (unicodedata.bidirectional(letter) not in ("NSM", "BN") for letter in run.text)
    letters = [level for level, has_width in zip(own, spacing, strict=True) if has_width]
    if len(letters) > 1 and any(level % 2 != run.leftwards for level in letters):
        yield Fault("each word is drawn the way in which it runs", run.text, run.page)


def _said(line: _Line, order: list[int]) -> str:
    return " | ".join(line[number].text for number in order)
