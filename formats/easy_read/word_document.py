"""The easy-read lines as a document of their own, which is written as any other is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from formats.easy_read import added_words as words
from formats.easy_read.agreed_words import agreement_of
from formats.easy_read.booklet import Explained, explained_entries, one_sentence_a_line
from formats.easy_read.cover_lines import cover_lines
from formats.easy_read.easy_blocks import easy_read_blocks
from publish.model.nodes import (
    Block,
    Definition,
    DefinitionList,
    EasyRead,
    Figure,
    Inline,
    List,
    ListItem,
    Paragraph,
    Section,
    Text,
)
from publish.model.publication import Publication


def word_document(publication: Publication, *, short: bool) -> Publication:
    """A publication of the lines to be shown: a section for each block, the list of words, the credits, the imprint."""
    document, metadata = publication.document, publication.document.metadata
    own = words.easy_words(metadata.language)
    blocks = easy_read_blocks(publication)
    entries = explained_entries(publication, blocks)
    lines = cover_lines(
        metadata,
        publication.publisher,
        blocks,
        agreement_of(publication),
        hard_words=bool(entries),
        short=short,
    )
    explained = Explained(publication.glossary)
    sections = [_section(block.id, (Text(block.title),), _pairs(publication, block, explained)) for block in blocks]
    if entries:
        listed = tuple(Definition((Text(entry.term),), ((Paragraph((Text(entry.meaning),)),),)) for entry in entries)
        sections.append(_section(words.WORD_LIST_ID, own.marked(own.word_list), [DefinitionList(listed)]))
    shown = (line.picture for block in blocks for line in block.lines)
    pictures = (publication.pictures[name] for name in shown if name in publication.pictures)
    credits_ = dict.fromkeys(words.credit(picture, metadata.language) for picture in pictures)
    if credits_:
        items = tuple(ListItem((Paragraph(credit),)) for credit in credits_)
        sections.append(_section(words.CREDITS_ID, own.marked(own.credits), [List(items)]))
    return replace(
        publication,
        front=tuple(Paragraph(line) for line in (*lines.what, lines.helpline, *lines.checks)),
        document=replace(
            document,
            metadata=replace(metadata, title=words.title(metadata)),
            opening=(Paragraph(lines.hard_words),) if lines.hard_words else (),
            sections=tuple(sections),
        ),
    )


def _section(name: str, heading: tuple[Inline, ...], blocks: list[Block]) -> Section:
    return Section(name, 1, heading, tuple(blocks))


def _pairs(publication: Publication, block: EasyRead, explained: Explained) -> list[Block]:
    def pairs() -> Iterator[Block]:
        for line in block.lines:
            picture = publication.pictures.get(line.picture)
            if picture is not None:
                yield Figure(picture.image, picture.alt)
            else:
                yield Paragraph(words.picture_needed(line.picture, publication.document.metadata.language))
            yield Paragraph(tuple(one_sentence_a_line(words.Unlinked().inlines(line.children))))
            yield from (Paragraph(meaning) for meaning in explained.new(line))

    return list(pairs())
