"""The easy-read edition as data for its template."""

from __future__ import annotations

import re
from collections.abc import Iterable

from formats.easy_read import added_words as words
from formats.easy_read.added_words import Unlinked
from formats.easy_read.agreed_words import agreement_of
from publish.model.nodes import EasyRead, EasyReadLine, Inline, LineBreak, Style, Styled, Text
from publish.model.publication import GlossaryEntry, Picture, Publication
from publish.model.text import plain
from publish.model.traverse import blocks_of, descend
from publish.proof.ledger import text_of
from publish.rendering.typst.publication_data import Content, added, language_of
from publish.rendering.typst.values import Value

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


def booklet(publication: Publication, faces: Iterable[str]) -> dict[str, Value]:
    """All that the template needs: cover, parts with their lines, the list of words, the imprint and the credits."""
    content = Content()
    metadata = publication.document.metadata
    own = words.easy_words(metadata.language)
    credits_ = dict.fromkeys(words.credit(picture, metadata.language) for picture in _used(publication))
    blocks = easy_read_blocks(publication)
    entries = _explained(publication, blocks)
    cover = words.cover(metadata, publication.publisher, blocks, agreement_of(publication), hard_words=bool(entries))
    parts: list[Value] = [_part(content, publication, block) for block in blocks]
    return {
        "title": words.title(metadata),
        "heading": content.words(words.title(metadata)),
        **language_of(metadata.language),
        "faces": list(faces),
        "publisher": publication.publisher.name,
        "cover": [content.inlines(line) for line in cover],
        "added": added(metadata.language),
        "contents": content.inlines(own.marked(own.contents)),
        "parts": parts,
        "word-list": content.inlines(own.marked(own.word_list)),
        "word-list-id": words.WORD_LIST_ID,
        "words": [{"term": content.words(entry.term), "meaning": content.words(entry.meaning)} for entry in entries],
        "sections": [content.section(publication.imprint)],
        "credits-heading": content.inlines(own.marked(own.credits)),
        "credits-id": words.CREDITS_ID,
        "credits": [content.inlines(line) for line in credits_],
        "images": content.images,
    }


def _used(publication: Publication) -> list[Picture]:
    """The pictures of all lines, in order."""
    names = [line.picture for line in _lines(easy_read_blocks(publication))]
    return [publication.pictures[name] for name in names if name in publication.pictures]


def easy_read_blocks(publication: Publication) -> list[EasyRead]:
    """The authored blocks, in the order of the source."""
    return [block for block in blocks_of(publication.document) if isinstance(block, EasyRead)]


def _lines(blocks: list[EasyRead]) -> list[EasyReadLine]:
    return [line for block in blocks for line in block.lines]


def _part(content: Content, publication: Publication, block: EasyRead) -> Value:
    return {
        "id": block.id,
        "title": block.title,
        "heading": content.words(block.title),
        "covers": list(block.covers),
        "lines": [_line(content, publication, line) for line in block.lines],
    }


def _line(content: Content, publication: Publication, line: EasyReadLine) -> Value:
    picture = publication.pictures.get(line.picture)
    language = publication.document.metadata.language
    image = None
    if picture is not None:
        image = content.image(picture.image)
    return {
        "image": image,
        "alt": "" if picture is None else picture.alt,
        "frame": content.inlines(words.picture_needed(line.picture, language)) if picture is None else [],
        "body": content.inlines(_one_sentence_a_line(Unlinked().inlines(line.children))),
    }


def _one_sentence_a_line(inlines: Iterable[Inline]) -> list[Inline]:
    made: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Text):
            made.append(inline)
            continue
        for number, sentence in enumerate(_SENTENCE_END.split(inline.value)):
            made += [LineBreak(), Text(sentence)] if number else [Text(sentence)]
    return made


def _explained(publication: Publication, blocks: list[EasyRead]) -> list[GlossaryEntry]:
    """The glossary's entries for the bold words of the lines, in the order of the alphabet."""
    forms = {plain(form).casefold(): entry for entry in publication.glossary for form in (entry.term, *entry.also)}
    bold = {
        text_of(inline.children).casefold()
        for line in _lines(blocks)
        for inline in descend(line.children)
        if isinstance(inline, Styled) and inline.style is Style.STRONG
    }
    return words.sorted_entries({forms[word] for word in bold if word in forms})
