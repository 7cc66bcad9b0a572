"""The rules of easy read that comparing words does not see: coverage, agreement, hard words, pictures."""

from __future__ import annotations

from collections.abc import Iterator

from formats.easy_read.agreed_words import agreement_findings, stale_waiver_findings
from formats.easy_read.booklet_lines import booklet_of
from formats.easy_read.easy_blocks import easy_read_blocks, waived_sections
from formats.easy_read.expectation import hard_words, is_explained
from publish.model.nodes import walk
from publish.model.publication import Publication
from publish.proof.ledger import OPENING, text_of
from publish.proof.verdict import Finding, FindingKind
from publish.source.identity import tie
from publish.source.waivers import tie_of_waived


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
        *stale_waiver_findings(publication),
    ]
    return [
        *(() if short else coverage_findings(publication, format_name)),
        *(finding for finding in of_blocks if not short or finding.unit in told),
        *hard_word_findings(booklet),
        *_pictures(booklet),
    ]


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
