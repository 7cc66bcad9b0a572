"""Easy-read words and waivers that were agreed for an earlier text, and pictures that easy read lacks."""

from __future__ import annotations

from publish.linting.remarks import Found, Severity
from publish.model.nodes import EasyRead, Section, walk
from publish.model.publication import Publication
from publish.model.traverse import blocks_of
from publish.source.identity import tie
from publish.source.waivers import tie_of_waived


def ties(publication: Publication) -> Found:
    """Easy-read words and waivers whose text has changed since."""
    sections = {section.id: section for section in walk(publication.sections)}

    def named(names: tuple[str, ...]) -> tuple[Section, ...]:
        return tuple(sections[name] for name in names)

    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead) and (now := tie(named(block.covers))) != block.tie:
            message = (
                f"the text that these easy-read words stand for has changed ({', '.join(block.covers)}). "
                f'Read them again beside it, then put tie="{now}".'
            )
            yield block.line, Severity.ERROR, "stale", message
    for waiver in publication.document.waivers:
        if (now := tie_of_waived(sections[waiver.section])) != waiver.tie:
            message = (
                f"the section {waiver.section} has changed since it was waived for {waiver.format}. "
                f'Decide again, then put tie="{now}".'
            )
            yield waiver.line, Severity.ERROR, "stale", message


def pictures(publication: Publication) -> Found:
    """Concepts of easy-read lines that pictures.yaml does not have."""
    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead):
            for line in block.lines:
                if line.picture not in publication.pictures:
                    message = f"there is no picture for “{line.picture}”. Add it to pictures.yaml, or name another."
                    yield line.line, Severity.ERROR, "picture-needed", message
