"""All that a document says in runs of words, each with its line."""

from __future__ import annotations

from collections.abc import Iterator

from publish.model.nodes import Document, Inline, walk
from publish.model.traverse import blocks_of, inlines_of


def runs(document: Document) -> Iterator[tuple[int, tuple[Inline, ...]]]:
    """The runs of headings, then those of blocks at all depths, with the line of the heading or block."""
    for section in walk(document.sections):
        yield section.line, section.heading
    for block in blocks_of(document):
        for run in inlines_of(block):
            yield block.line, run
