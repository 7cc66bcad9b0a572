"""What a large print edition says, and how it differs on purpose from the source.

Paper cannot be clicked. So after a link its address follows in brackets, where the words do not give it, and after a
link within the document the page: "(page 5)", which must be the page where that heading really is. Two headings are
added: "Contents" before the first section, "Notes" at the end where there are notes. Words in the document's own
language carry no mark. The title of a callout and the line that names a video are paragraphs to a PDF's tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from publish.completeness.compare import Expectation, expectation
from publish.completeness.ledger import OPENING, text_of
from publish.completeness.reading import Reading, Role, Unit
from publish.model import (
    Block,
    Callout,
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
    Row,
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


def large_print_expectation(publication: Publication, reading: Reading) -> Expectation:
    """What the edition must hold.

    Args:
        publication: the source.
        reading: the edition; only the pages of its headings are used, to know what "(page 5)" must be.

    """
    printing = _Printing(_pages(publication, reading))
    wanted = expectation(printing.publication(publication))
    units = [_as_printed(unit, wanted.language) for unit in wanted.units]
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


def _pages(publication: Publication, reading: Reading) -> dict[str, str]:
    """The page of each section's heading in the edition: the n-th of equal headings is the n-th in the source."""
    found: dict[str, list[str]] = {}
    for passage in reading.passages:
        if passage.role is Role.HEADING:
            found.setdefault(passage.text, []).append(passage.where)
    pages = {}
    for section in walk(publication.sections):
        places = found.get(text_of(section.heading), [])
        pages[section.id] = places.pop(0) if places else "page not found"
    return pages


def _as_printed(unit: Unit, language: str) -> Unit:
    foreign = tuple(one for one in unit.languages if one.language.casefold() != language.casefold())
    text = unit.text
    if unit.role is Role.VIDEO:
        text += _bracketed(printed(unit.links[0].target, unit.links[0].text))
    return replace(unit, text=text, languages=foreign)


def _bracketed(words: str) -> str:
    return f" ({words})" if words else ""


class _Printing:
    """Writes after each link what paper needs. `pages` are those of the sections, by id."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = pages

    def publication(self, publication: Publication) -> Publication:
        """The publication with the words that are added to it."""
        document = publication.document
        return replace(
            publication,
            document=replace(
                document,
                opening=self._blocks(document.opening),
                sections=tuple(self._section(section) for section in document.sections),
            ),
            front=self._blocks(publication.front),
            imprint=self._section(publication.imprint),
        )

    def _section(self, section: Section) -> Section:
        return replace(
            section,
            heading=self._inlines(section.heading),
            blocks=self._blocks(section.blocks),
            sections=tuple(self._section(inner) for inner in section.sections),
        )

    def _inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        return tuple(made for inline in inlines for made in self._inline(inline))

    def _inline(self, inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case Link(children, target):
                link = replace(inline, children=self._inlines(children))
                added = _bracketed(self._after(target, text_of(children)))
                return (link, Text(added)) if added else (link,)
            case Styled() | Span():
                return (replace(inline, children=self._inlines(inline.children)),)
            case Note(blocks):
                return (Note(self._blocks(blocks)),)
            case _:
                return (inline,)

    def _after(self, target: str | None, words: str) -> str:
        if target is None:
            return ""
        return self._pages[target[1:]] if target.startswith("#") else printed(target, words)

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, children=self._inlines(block.children))
            case List():
                return replace(block, items=tuple(ListItem(self._blocks(item.blocks)) for item in block.items))
            case DefinitionList():
                return replace(
                    block,
                    items=tuple(
                        Definition(self._inlines(item.term), tuple(self._blocks(one) for one in item.meanings))
                        for item in block.items
                    ),
                )
            case Table():
                return replace(
                    block,
                    caption=self._inlines(block.caption),
                    header_rows=self._rows(block.header_rows),
                    rows=self._rows(block.rows),
                )
            case Figure():
                return replace(block, caption=self._inlines(block.caption))
            case Quote() | Callout():
                return replace(block, blocks=self._blocks(block.blocks))
            case Video():
                return replace(block, description=self._blocks(block.description))
            case _:
                return block

    def _rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(tuple(replace(cell, children=self._inlines(cell.children)) for cell in row) for row in rows)
