"""Plain text: one line for each piece of text. The smallest format that keeps the whole contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from publish.plugin import (
    EditionOptions,
    Job,
    Kind,
    Locations,
    Part,
    Passage,
    Publication,
    Reading,
    Role,
    Settings,
    Variants,
    Verdict,
    compare,
    descend,
    expectation,
    nodes,
    plain,
    text_of,
)


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
    for section in nodes.walk(publication.sections):
        yield text_of(section.heading)
        yield from _of_blocks(section.blocks)


def _of_blocks(blocks: tuple[nodes.Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case nodes.Paragraph():
                yield from _of_inlines(block.children)
            case nodes.List():
                for item in block.items:
                    yield from _of_blocks(item.blocks)
            case nodes.DefinitionList():
                for definition in block.items:
                    yield from _of_inlines(definition.term)
                    for meaning in definition.meanings:
                        yield from _of_blocks(meaning)
            case nodes.Table():
                yield from _of_inlines(block.caption)
                for row in (*block.header_rows, *block.rows):
                    for cell in row:
                        yield from _of_inlines(cell.children)
            case nodes.Figure():
                yield block.alt
                yield from _of_inlines(block.caption)
            case nodes.Quote():
                yield from _of_blocks(block.blocks)
            case nodes.CodeBlock():
                yield plain(block.text)
            case nodes.MathBlock():
                yield block.math.text
            case nodes.Video():
                yield f"Video: {block.title}"
                yield from _of_blocks(block.description)
            case nodes.Callout():
                yield block.title
                yield from _of_blocks(block.blocks)
            case nodes.EasyRead():
                pass  # only the easy-read edition shows these words


def _of_inlines(inlines: tuple[nodes.Inline, ...]) -> Iterator[str]:
    yield text_of(inlines)
    for inline in descend(inlines):
        if isinstance(inline, nodes.InlineImage):
            yield inline.alt
        elif isinstance(inline, nodes.Note):
            yield from _of_blocks(inline.blocks)
