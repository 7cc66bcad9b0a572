"""A source file and its companions to a Publication, proved against a second reading of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from publish.errors import SourceError
from publish.model.nodes import Document, EasyRead
from publish.model.publication import GlossaryEntry, Lexeme, Publication
from publish.model.traverse import blocks_of
from publish.proof.second_reader import refuse_unless_whole
from publish.source import companions
from publish.source.document import document
from publish.source.files import text_of_file
from publish.source.front_matter import metadata, split
from publish.source.imprint import front, imprint

_WORD = re.compile(r"\w+")


def vocabulary(*texts: str) -> frozenset[str]:
    """The case-folded words of texts."""
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))


def occurs(term: str, words: frozenset[str]) -> bool:
    """Whether every word of a term is in a vocabulary."""
    return vocabulary(term) <= words


def relevant_glossary(entries: Iterable[GlossaryEntry], words: frozenset[str]) -> tuple[GlossaryEntry, ...]:
    """The entries of which some form occurs."""
    return tuple(entry for entry in entries if any(occurs(form, words) for form in (entry.term, *entry.also)))


def relevant_lexicon(lexemes: Iterable[Lexeme], words: frozenset[str]) -> tuple[Lexeme, ...]:
    """The lexemes whose written form occurs."""
    return tuple(lexeme for lexeme in lexemes if occurs(lexeme.grapheme, words))


def easy_read_blocks(made: Document) -> tuple[EasyRead, ...]:
    """All easy-read blocks, in order."""
    return tuple(block for block in blocks_of(made) if isinstance(block, EasyRead))


def load(path: Path | str) -> Publication:
    """Read a source with all that goes with it.

    The files beside it (publisher.yaml, glossary.yaml, lexicon.pls, pictures.yaml) are looked for in its folder.
    Raises `SourceError` with file and line where anything cannot be read, or where a second reader of the file finds
    words that did not arrive.
    """
    path = Path(path)
    try:
        return _loaded(path)
    except RecursionError:
        raise SourceError(path, 0, "something here stands within itself too deeply. Write it more plainly.") from None


def _loaded(path: Path) -> Publication:
    text = text_of_file(path)
    parts = split(path, text)
    about = metadata(path, parts.yaml)
    made = document(path, parts.body, about)
    publisher = companions.publisher(path.parent)
    publisher_text = text_of_file(path.parent / companions.PUBLISHER)
    words = vocabulary(text, publisher_text)
    wanted = frozenset(line.picture for block in easy_read_blocks(made) for line in block.lines)
    publication = Publication(
        document=made,
        publisher=publisher,
        front=front(about, publisher),
        imprint=imprint(about, publisher),
        glossary=relevant_glossary(companions.glossary(path.parent), words),
        lexicon=relevant_lexicon(companions.lexicon(path.parent), words),
        pictures=companions.pictures(path.parent, wanted),
        source=path,
        source_sha256=sha256(path.read_bytes()).hexdigest(),
        vocabulary=words,
    )
    refuse_unless_whole(path, parts.body, publication)
    return publication
