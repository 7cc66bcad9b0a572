"""The rules of the easy-read page: a line on one page, a word beside its meaning, a picture big and in its place."""

from __future__ import annotations

from collections.abc import Iterator

from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.pdf import TaggedPdf
from publish.readers.pdf.bidi import language_level
from publish.readers.pdf.structure_tree import Element

_SMALLEST_PICTURE = 28 * 72 / 25.4  # points: the shorter side of a picture's place


def layout_findings(file: TaggedPdf, logo: str) -> list[Finding]:
    """Where a line runs over two pages, a word stands apart from its meaning, or a picture is small or apart.

    `logo` is the text alternative of the logo on the cover, which stands beside no line; "" where there is none.
    """
    return [*_whole_lines(file), *_whole_entries(file), *_picture_places(file, logo)]


def _whole_lines(file: TaggedPdf) -> Iterator[Finding]:
    for element in file.root.descend():
        pages = sorted({content.page for content in element.content()}) if element.tag == "P" else []
        if len(pages) > 1:
            said = f"it runs over pages {pages[0]} and {pages[-1]}"
            yield Finding(FindingKind.PRESENTATION, OPENING, "", "a line stays on one page", said, f"page {pages[0]}")


def _whole_entries(file: TaggedPdf) -> Iterator[Finding]:
    """A list's labels, among them hard words, each on the page on which what it labels begins."""
    for item in file.root.descend():
        pages = (
            [next((content.page for content in part.content()), 0) for part in item.elements()]
            if item.tag == "LI"
            else []
        )
        if len(set(pages)) > 1:
            said = f"they are on pages {pages[0]} and {pages[-1]}"
            yield _wrong("a word and its meaning stand on one page", said, pages[0])


def _picture_places(file: TaggedPdf, logo: str) -> Iterator[Finding]:
    """Each picture is big, where lines start, and on the page of the words that follow it in the tags."""
    marked = file.marked()
    side = "right" if language_level(file.language) else "left"
    elements = list(file.root.descend())
    for number, element in enumerate(elements):
        if element.tag != "Figure":
            continue
        where = next((content.page for content in element.content()), 0)
        if where == 1 and logo and element.alt == logo:
            continue
        left, bottom, right, top = _box(element)
        if min(right - left, top - bottom) < _SMALLEST_PICTURE and max(right - left, top - bottom) < _SMALLEST_PICTURE:
            yield _wrong("a big picture", f"{right - left:.0f} by {top - bottom:.0f} points", where)
        words = next((element for element in elements[number:] if element.tag == "P"), None)
        runs = [
            run
            for content in (words.content() if words else ())
            for run in marked.get((content.page, content.mark), ())
        ]
        over = (run.right > left if side == "right" else run.left < right for run in runs)
        if any(run.page != where for run in runs) or any(over):
            yield _wrong(f"a picture on the {side} of its words", element.alt or "", where)


def _wrong(expected: str, found: str, page: int) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found, f"page {page}")


def _box(element: Element) -> tuple[float, float, float, float]:
    """The place of a picture as its tag gives it (BBox), in points; all 0 where it gives none."""
    given = element.attributes.get("BBox")
    if not isinstance(given, list) or len(given) != 4:
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (float(one) for one in given)
    return left, bottom, right, top
