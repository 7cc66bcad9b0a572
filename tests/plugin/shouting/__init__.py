"""A lint rule: words in capitals, which screen readers may spell out and which are hard to read."""

from __future__ import annotations

import re

from publish.plugin import Places, Rule, Severity, Subject, blocks_of, nodes, text_of

SHOUTED = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,})+\b")


def shouted_words(subject: Subject) -> Places:
    """Several words in capitals, one after the other; a single one may be an abbreviation."""
    for block in blocks_of(subject.publication.document):
        if isinstance(block, nodes.Paragraph):
            for words in SHOUTED.findall(text_of(block.children)):
                yield (
                    block.line,
                    f"“{words}” is in capitals, which are hard to read. Write small letters.",
                )


RULES = (Rule("shouting", Severity.WARNING, shouted_words),)
