"""A source file and its companions to a Publication, proved against a second reading of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from publish.errors import SourceError
from publish.model.approval import Approval
from publish.model.nodes import Document, EasyRead, Metadata
from publish.model.publication import GlossaryEntry, Lexeme, Picture, Publication, Settlement
from publish.model.traverse import blocks_of
from publish.proof.second_reader import refuse_unless_whole
from publish.source import companions, concept_pictures
from publish.source.approvals import approvals, with_approvals
from publish.source.document import document
from publish.source.files import bytes_of_file, text_of_bytes, text_of_file
from publish.source.front_matter import metadata
from publish.source.halves import split
from publish.source.imprint import front, imprint
from publish.source.presented import links_needed
from publish.source.problems import Problems
from publish.source.settled import settlements
from publish.source.source_file import refuse_unrecordable
from publish.source.unsettled_marks import number_of_marks

_WORD = re.compile(r"\w+")


def vocabulary(*texts: str) -> frozenset[str]:
    """The case-folded words of texts."""
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))


def occurs(term: str, words: frozenset[str]) -> bool:
    """Whether every word of a term is in a vocabulary."""
    return _words_of(term) <= words


@lru_cache(maxsize=10_000)  # the terms of one glossary and lexicon are asked for with every source
def _words_of(term: str) -> frozenset[str]:
    return vocabulary(term)


def relevant_glossary(entries: Iterable[GlossaryEntry], words: frozenset[str]) -> tuple[GlossaryEntry, ...]:
    """The entries of which some form occurs."""
    return tuple(entry for entry in entries if any(occurs(form, words) for form in (entry.term, *entry.also)))


def relevant_lexicon(lexemes: Iterable[Lexeme], words: frozenset[str]) -> tuple[Lexeme, ...]:
    """The lexemes whose written form occurs."""
    return tuple(lexeme for lexeme in lexemes if occurs(lexeme.grapheme, words))


def easy_read_blocks(document_: Document) -> tuple[EasyRead, ...]:
    """All easy-read blocks, in order."""
    return tuple(block for block in blocks_of(document_) if isinstance(block, EasyRead))


def load(path: Path | str) -> Publication:
    """Read a source with all that goes with it.

    The files beside it (publisher.yaml, glossary.yaml, lexicon.pls, pictures.yaml, its settled doubts and its
    approvals) are looked for in its folder. Raises `SourceError` with the file and line of all that cannot be read, or
    of the first words that a second reader of the file finds and that did not arrive.
    """
    path = Path(path)
    try:
        return _loaded(path)
    except RecursionError:
        raise SourceError(path, 0, "something here stands within itself too deeply. Write it more plainly.") from None


def _loaded(path: Path) -> Publication:
    refuse_unrecordable(path, path.name)
    data = bytes_of_file(path)
    text = text_of_bytes(path, data)
    parts = split(path, text)
    problems = Problems()
    about, publisher = _UNREAD, None
    read_document = Document(about, ())
    glossary: tuple[GlossaryEntry, ...] = ()
    lexicon: tuple[Lexeme, ...] = ()
    pictures: dict[str, Picture] = {}
    settled: tuple[Settlement, ...] = ()
    approved: tuple[Approval, ...] = ()
    with problems.gathered():
        about = metadata(path, parts.yaml)
    with problems.gathered():
        read_document = document(path, parts.body, about)
    wanted = frozenset(line.picture for block in easy_read_blocks(read_document) for line in block.lines)
    with problems.gathered():
        publisher = companions.publisher(path.parent)
    with problems.gathered():
        glossary = companions.glossary(path.parent)
    with problems.gathered():
        lexicon = companions.lexicon(path.parent)
    with problems.gathered():
        pictures = concept_pictures.pictures(path.parent, wanted)
    with problems.gathered():
        settled = settlements(path)
    with problems.gathered():
        approved = approvals(path)
    problems.refuse()
    assert publisher is not None, "it was read, or the source was refused"
    words = vocabulary(text, text_of_file(path.parent / companions.PUBLISHER))
    publication = Publication(
        document=read_document,
        publisher=publisher,
        front=front(about, publisher),
        imprint=imprint(about, publisher),
        glossary=relevant_glossary(glossary, words),
        lexicon=relevant_lexicon(lexicon, words),
        pictures=pictures,
        source=path,
        source_sha256=sha256(data).hexdigest(),
        vocabulary=words,
        settlements=settled,
        links_needed=tuple(links_needed(read_document)),
        unsettled=number_of_marks(parts.yaml, parts.body),
    )
    refuse_unless_whole(path, parts.body, publication)
    return replace(publication, approvals=with_approvals(publication, approved)) if approved else publication


_UNREAD = Metadata("", "", "und", "")
"""Stands for front matter that cannot be read while the rest of the source is looked at."""
