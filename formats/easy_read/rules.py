"""The rules of easy read that comparing words does not see: coverage, agreement, hard words, pictures, layout."""

from __future__ import annotations

from collections.abc import Iterator

from formats.easy_read.agreed_words import agreement_findings
from formats.easy_read.expectation import hard_words, is_explained
from publish.model.nodes import EasyRead, Section, walk
from publish.model.publication import Publication
from publish.model.traverse import blocks_of
from publish.proof.ledger import OPENING, text_of
from publish.proof.verdict import Finding, FindingKind
from publish.readers.pdf import TaggedPdf
from publish.readers.pdf.bidi import language_level
from publish.readers.pdf.structure_tree import Element
from publish.source.identity import tie

_SMALLEST_PICTURE = 28 * 72 / 25.4  # points: the shorter side of a picture's place


def source_findings(publication: Publication, format_name: str) -> list[Finding]:
    """What the source still lacks for a complete easy-read edition, each with its line."""
    return [
        *coverage_findings(publication, format_name),
        *_ties(publication, format_name),
        *agreement_findings(publication),
        *hard_word_findings(publication),
        *_pictures(publication),
    ]


def layout_findings(file: TaggedPdf) -> list[Finding]:
    """Where a line runs over two pages, a word stands apart from its meaning, or a picture is small or apart."""
    return [*_whole_lines(file), *_whole_entries(file), *_picture_places(file)]


def waived_sections(publication: Publication, format_name: str) -> list[Section]:
    """The sections that the source leaves out of the format on purpose, by waivers that still hold."""
    sections = {section.id: section for section in walk(publication.document.sections)}
    return [
        sections[waiver.section]
        for waiver in publication.document.waivers
        if waiver.format == format_name
        and waiver.section in sections
        and waiver.tie == tie((sections[waiver.section],))
    ]


def _blocks(publication: Publication) -> Iterator[EasyRead]:
    return (block for block in blocks_of(publication.document) if isinstance(block, EasyRead))


def coverage_findings(publication: Publication, format_name: str) -> Iterator[Finding]:
    """Sections that neither easy-read words nor a waiver answer for."""
    covered = {section for block in _blocks(publication) for section in block.covers}
    covered |= {section.id for section in waived_sections(publication, format_name)}
    for section in walk(publication.document.sections):
        if section.id not in covered:
            wanted = f"easy-read words for “{text_of(section.heading)}”, or a waiver"
            yield Finding(FindingKind.MISSING, section.id, section.id, wanted, None, line=section.line)


def _ties(publication: Publication, format_name: str) -> Iterator[Finding]:
    sections = {section.id: section for section in walk(publication.document.sections)}
    agreements = [(block.covers, block.tie, block.id, block.line) for block in _blocks(publication)]
    agreements += [
        ((waiver.section,), waiver.tie, waiver.section, waiver.line)
        for waiver in publication.document.waivers
        if waiver.format == format_name and waiver.section in sections
    ]
    for names, recorded, unit, line in agreements:
        now = tie(sections[name] for name in names if name in sections)
        if now != recorded:
            yield Finding(FindingKind.STALE, names[0], unit, f'tie="{now}"', f'tie="{recorded}"', line=line)


def hard_word_findings(publication: Publication) -> Iterator[Finding]:
    """Bold words that the glossary does not explain."""
    for word, line in hard_words(publication).items():
        if not is_explained(publication, word):
            wanted = f"“{word}” in the glossary"
            yield Finding(FindingKind.MISSING, OPENING, "", wanted, None, line=line.line)


def _pictures(publication: Publication) -> Iterator[Finding]:
    for block in _blocks(publication):
        for line in block.lines:
            if line.picture not in publication.pictures:
                wanted = f"a picture for “{line.picture}”"
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


def _picture_places(file: TaggedPdf) -> Iterator[Finding]:
    """Each picture is big, where lines start, and on the page of the words that follow it in the tags."""
    marked = file.marked()
    side = "right" if language_level(file.language) else "left"
    elements = list(file.root.descend())
    for number, element in enumerate(elements):
        if element.tag != "Figure":
            continue
        where = next((content.page for content in element.content()), 0)
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
