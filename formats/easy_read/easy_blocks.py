"""The easy-read blocks of a publication: the sections that they stand for, their sentences, who agreed them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formats.easy_read.remembered import remembered
from formats.easy_read.sayings import Sentence, pointed_to
from publish.model.nodes import EasyRead, Section, walk
from publish.model.publication import Publication
from publish.model.traverse import blocks_of
from publish.proof.ledger import text_of
from publish.source.identity import agreement_tie
from publish.source.waivers import tie_of_waived

_ENDS = re.compile(r"(?<=[.?!])\s+")


@remembered
def easy_read_blocks(publication: Publication) -> tuple[EasyRead, ...]:
    """All easy-read blocks, in order."""
    return tuple(block for block in blocks_of(publication.document) if isinstance(block, EasyRead))


def is_english(publication: Publication) -> bool:
    """Whether sentences can be compared: the words that negate, warn and order are known in English alone."""
    return publication.document.metadata.language.casefold().startswith("en")


def covered(publication: Publication, block: EasyRead) -> tuple[Section, ...]:
    """The sections that a block stands for."""
    sections = {section.id: section for section in walk(publication.sections)}
    return tuple(sections[name] for name in block.covers if name in sections)


def covered_by(publication: Publication, section: Section) -> tuple[EasyRead, ...]:
    """The blocks that stand for a section."""
    return tuple(block for block in easy_read_blocks(publication) if section.id in block.covers)


def easy_sentences(block: EasyRead) -> Iterator[Sentence]:
    """The sentences of a block, each with its line; what one says of "it" may stand in the line before."""
    said: Sentence | None = None
    for line in block.lines:
        text = text_of(line.children)
        for part in filter(None, map(str.strip, _ENDS.split(text))):
            said = Sentence(part, line.line or block.line, around=text, before=pointed_to(part, said))
            yield said


def is_agreed(publication: Publication, block: EasyRead) -> bool:
    """Whether a role has agreed a block's words beside the sections as both are now."""
    return block.agreed is not None and block.agreed.tie == agreement_tie(block, covered(publication, block))


def waived_sections(publication: Publication, format_name: str) -> list[Section]:
    """The sections that the source leaves out of the format on purpose, by waivers that still hold, with all inside."""
    sections = {section.id: section for section in walk(publication.document.sections)}
    waived = {
        inner.id: inner
        for waiver in publication.document.waivers
        if waiver.format == format_name
        and waiver.section in sections
        and waiver.tie == tie_of_waived(sections[waiver.section])
        for inner in walk((sections[waiver.section],))
    }
    return list(waived.values())
