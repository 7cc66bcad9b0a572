"""The rules of easy read that comparing words does not see: coverage, agreement, hard words, pictures, layout."""

from __future__ import annotations

from collections.abc import Iterator

from formats.easy_read.agreed_words import agreement_findings
from formats.easy_read.booklet_lines import booklet_of
from formats.easy_read.easy_blocks import easy_read_blocks, waived_sections
from formats.easy_read.expectation import hard_words, is_explained
from publish.model.nodes import walk
from publish.model.publication import Publication
from publish.proof.ledger import OPENING, text_of
from publish.proof.verdict import Finding, FindingKind
from publish.readers.pdf import TaggedPdf
from publish.readers.pdf.bidi import language_level
from publish.readers.pdf.structure_tree import Element
from publish.source.identity import tie
from publish.source.waivers import tie_of_waived

_SMALLEST_PICTURE = 28 * 72 / 25.4  # points: the shorter side of a picture's place


def source_findings(publication: Publication, format_name: str, *, short: bool = False) -> list[Finding]:
    """What the source still lacks for a complete easy-read edition, each with its line.

    A short booklet tells what is marked for it, and need not tell every section.
    """
    booklet = booklet_of(publication, short=short)
    told = {block.id for block in easy_read_blocks(booklet)}
    of_blocks = [
        *unwritten_findings(publication),
        *draft_findings(publication),
        *_ties(publication, format_name),
        *agreement_findings(publication),
    ]
    return [
        *(() if short else coverage_findings(publication, format_name)),
        *(finding for finding in of_blocks if not short or finding.unit in told),
        *hard_word_findings(booklet),
        *_pictures(booklet),
    ]


def layout_findings(file: TaggedPdf, logo: str) -> list[Finding]:
    """Where a line runs over two pages, a word stands apart from its meaning, or a picture is small or apart.

    `logo` is the text alternative of the logo on the cover, which stands beside no line; "" where there is none.
    """
    return [*_whole_lines(file), *_whole_entries(file), *_picture_places(file, logo)]


def coverage_findings(publication: Publication, format_name: str) -> Iterator[Finding]:
    """Sections that neither easy-read words nor a waiver answer for."""
    covered = {section for block in easy_read_blocks(publication) if block.lines for section in block.covers}
    covered |= {section.id for section in waived_sections(publication, format_name)}
    for section in walk(publication.document.sections):
        if section.id not in covered:
            wanted = f"easy-read words for “{text_of(section.heading)}”, or a waiver"
            yield Finding(FindingKind.MISSING, section.id, section.id, wanted, None, line=section.line)


def unwritten_findings(publication: Publication) -> Iterator[Finding]:
    """Lines that are still empty, of each block that has others; one without any is a section that is not told."""
    for block in easy_read_blocks(publication):
        if block.lines and block.unwritten:
            number = len(block.unwritten)
            wanted = f"the words of {'an empty line' if number == 1 else f'{number} empty lines'} of “{block.title}”"
            yield Finding(FindingKind.MISSING, block.covers[0], block.id, wanted, None, line=block.unwritten[0])


def draft_findings(publication: Publication) -> Iterator[Finding]:
    """Lines that a machine proposed, and that nobody has made their own."""
    for block in easy_read_blocks(publication):
        for line in block.drafts:
            wanted = f"a person to read the draft “{text_of(line.children)}”"
            yield Finding(FindingKind.MISSING, block.covers[0], block.id, wanted, None, line=line.line)


def _ties(publication: Publication, format_name: str) -> Iterator[Finding]:
    sections = {section.id: section for section in walk(publication.document.sections)}
    found = [
        (
            block.covers[0],
            block.tie,
            tie(sections[name] for name in block.covers if name in sections),
            block.id,
            block.line,
        )
        for block in easy_read_blocks(publication)
        if block.lines
    ]
    found += [
        (waiver.section, waiver.tie, tie_of_waived(sections[waiver.section]), waiver.section, waiver.line)
        for waiver in publication.document.waivers
        if waiver.format == format_name and waiver.section in sections
    ]
    for section, recorded, now, unit, line in found:
        if now != recorded:
            yield Finding(FindingKind.STALE, section, unit, f'tie="{now}"', f'tie="{recorded}"', line=line)


def hard_word_findings(publication: Publication) -> Iterator[Finding]:
    """Bold words that the glossary does not explain."""
    for word, line in hard_words(publication).items():
        if not is_explained(publication, word):
            wanted = f"“{word}” in the glossary"
            yield Finding(FindingKind.MISSING, OPENING, "", wanted, None, line=line.line)


def _pictures(publication: Publication) -> Iterator[Finding]:
    for block in easy_read_blocks(publication):
        for line in block.lines:
            if line.picture not in publication.pictures:
                wanted = f"a picture for “{line.picture or text_of(line.children)}”"
                yield Finding(FindingKind.MISSING, block.covers[0], block.id, wanted, "an empty box", line=line.line)


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
