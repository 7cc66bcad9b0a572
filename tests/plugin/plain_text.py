"""Plain text: one line for each piece of text. The smallest format that keeps the whole contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from publish.contracts.format import EditionOptions, Job, Kind, Locations, Part, Settings, Variants
from publish.model.nodes import (
    Block,
    Callout,
    CodeBlock,
    DefinitionList,
    EasyRead,
    Figure,
    Inline,
    InlineImage,
    List,
    MathBlock,
    Note,
    Paragraph,
    Quote,
    Table,
    Video,
    walk,
)
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import descend
from publish.proof.compare import compare, expectation
from publish.proof.ledger import text_of
from publish.proof.reading import Passage, Reading, Role
from publish.proof.verdict import Verdict


class PlainText:
    """A text file with a line for each heading, paragraph, item, cell, caption and text alternative."""

    name: ClassVar[str] = "plain-text"
    title: ClassVar[str] = "Plain text"
    suffix: ClassVar[str] = ".txt"
    media_type: ClassVar[str] = "text/plain"
    kind: ClassVar[Kind] = Kind.REFLOWABLE
    edition_type: ClassVar[str] = ""
    orderable: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY})
    stem: ClassVar[str] = ""
    Options: ClassVar[type[EditionOptions]] = EditionOptions

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def variants(self, publication: Publication) -> Variants:
        return Variants.single()

    def made_with(self, job: Job[EditionOptions]) -> tuple[str, ...]:
        return ("plain-text 1",)

    def write(self, job: Job[EditionOptions], target: Path) -> Locations:
        target.write_text("".join(f"{line}\n" for line in _lines(job.publication) if line), encoding="utf-8")
        return {}

    def read(self, path: Path) -> Reading:
        lines = [plain(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return Reading(
            tuple(Passage(Role.PARAGRAPH, line) for line in lines), title=lines[0] if lines else "", language=""
        )

    def check(self, job: Job[EditionOptions], path: Path) -> Verdict:
        # Plain text can say words, in order, and nothing about what they are.
        expected = replace(
            expectation(job.publication),
            alike=dict.fromkeys(Role, Role.PARAGRAPH),
            contents=(),
            language="",
            levels=False,
            ordinals=False,
            headers=False,
            links=False,
            languages=False,
        )
        return compare(expected, self.read(path))


def _lines(publication: Publication) -> Iterator[str]:
    yield publication.document.metadata.title
    yield from _of_blocks((*publication.front, *publication.document.opening))
    for section in walk(publication.sections):
        yield text_of(section.heading)
        yield from _of_blocks(section.blocks)


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from _of_inlines(block.children)
            case List():
                for item in block.items:
                    yield from _of_blocks(item.blocks)
            case DefinitionList():
                for definition in block.items:
                    yield from _of_inlines(definition.term)
                    for meaning in definition.meanings:
                        yield from _of_blocks(meaning)
            case Table():
                yield from _of_inlines(block.caption)
                for row in (*block.header_rows, *block.rows):
                    for cell in row:
                        yield from _of_inlines(cell.children)
            case Figure():
                yield block.alt
                yield from _of_inlines(block.caption)
            case Quote():
                yield from _of_blocks(block.blocks)
            case CodeBlock():
                yield plain(block.text)
            case MathBlock():
                yield block.math.text
            case Video():
                yield f"Video: {block.title}"
                yield from _of_blocks(block.description)
            case Callout():
                yield block.title
                yield from _of_blocks(block.blocks)
            case EasyRead():
                pass  # only the easy-read edition shows these words


def _of_inlines(inlines: tuple[Inline, ...]) -> Iterator[str]:
    yield text_of(inlines)
    for inline in descend(inlines):
        if isinstance(inline, InlineImage):
            yield inline.alt
        elif isinstance(inline, Note):
            yield from _of_blocks(inline.blocks)
