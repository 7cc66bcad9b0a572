"""Settled doubts that no longer hold, as the sentence that somebody listened to is no longer in the source."""

from __future__ import annotations

from collections.abc import Iterator

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.linting.read_aloud import read_aloud
from publish.model.nodes import EasyRead
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import blocks_of
from publish.proof.ledger import text_of
from publish.source.settled import settled_file, text_hash


def _said(publication: Publication) -> Iterator[str]:
    """Every sentence that an edition says: those of the audio edition, and those of the easy-read lines."""
    from publish.speech.sentences import sentences

    yield from (sentence.text for sentence in read_aloud(publication).sentences)
    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead):
            yield block.title
            for line in block.lines:
                yield from sentences(text_of(line.children))
    for entry in publication.glossary:
        yield from sentences(plain(f"{entry.term[:1].upper()}{entry.term[1:]}: {entry.meaning}"))


def void(subject: Subject) -> Places:
    """Settled doubts whose sentence has changed; the lines are those of the file of settled doubts."""
    publication = subject.publication
    if not publication.settlements:
        return
    hashes = {text_hash(text) for text in _said(publication)}
    for settlement in publication.settlements:
        if settlement.text_sha256 not in hashes:
            message = (
                f"the settled doubt at “{settlement.text}” is void since its sentence changed. "
                "Delete it; if the new sentence is in doubt, listen and settle again."
            )
            yield settlement.line, message


RULES = (Rule("void", Severity.WARNING, void, file=settled_file),)
