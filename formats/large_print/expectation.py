"""What a large print edition says, and how it differs on purpose from the source.

Paper cannot be clicked. So after a link its address follows in brackets, where the words do not give it, and after a
link within the document the page: "(page 5)", which must be the page where that heading really is. Two headings are
added: "Contents" before the first section, "Notes" at the end where there are notes. Words in the document's own
language carry no mark. The title of a callout and the line that names a video are paragraphs to a PDF's tags.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from publish.completeness.compare import Expectation, expectation
from publish.completeness.ledger import OPENING, text_of
from publish.completeness.reading import Reading, Role, Unit
from publish.completeness.text import plain
from publish.model import (
    Block,
    Callout,
    Cell,
    Definition,
    DefinitionList,
    Figure,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Section,
    Span,
    Styled,
    Table,
    Text,
    Video,
    walk,
)
from publish.publication import Publication
from publish.rendering.typst.address import printed

CONTENTS = "Contents"
NOTES = "Notes"


def large_print_expectation(publication: Publication, format_name: str, reading: Reading) -> Expectation:
    """What the edition must hold. Of `reading` only the pages of the headings are used, to know what "(page 5)" must be."""
    printing = _Printing(_pages(publication, reading))
    wanted = expectation(printing.publication(publication))
    language = wanted.language.casefold()
    videos = {video.id: video for section in walk(publication.sections) for video in _videos(section.blocks)}
    units = [_as_printed(unit, videos, language) for unit in wanted.units]
    contents = Unit(Role.HEADING, CONTENTS, OPENING, level=2)
    first = next((number for number, unit in enumerate(units) if unit.section != OPENING), len(units))
    units.insert(first, contents)
    listed = [contents, *wanted.contents]
    if any(unit.role is Role.NOTE for unit in units):
        notes = Unit(Role.HEADING, NOTES, units[-1].section, level=2)
        units.append(notes)
        listed.append(notes)
    return replace(
        wanted,
        units=tuple(units),
        contents=tuple(listed),
        alike={Role.CALLOUT: Role.PARAGRAPH, Role.VIDEO: Role.PARAGRAPH},
    )
