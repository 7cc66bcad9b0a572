"""The easy-read booklet as a publication to be read aloud: a section for each topic, a paragraph for each line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from formats.easy_read import added_words as words
from formats.easy_read.agreed_words import agreement_of
from formats.easy_read.booklet import Explained, explained_entries
from formats.easy_read.booklet_lines import booklet_of
from formats.easy_read.cover_lines import cover_lines
from formats.easy_read.easy_blocks import easy_read_blocks
from publish.model.nodes import EasyRead, Inline, Paragraph, Section, Text
from publish.model.publication import Publication
from publish.source.identity import identified


def spoken_booklet(source: Publication, *, short: bool) -> Publication:
    """What is said: the cover, each topic with what its hard words mean, and the list of words.

    A picture shows what its line says, so it is not said once more, and without pictures there are no credits. The
    helpline is said by the script of every audio edition, at the beginning and at the end.
    """
    publication = booklet_of(source, short=short)
    metadata, blocks = publication.document.metadata, easy_read_blocks(publication)
    agreement = agreement_of(publication)
    cover = cover_lines(metadata, publication.publisher, blocks, agreement, hard_words=False, short=short)
    explained = Explained(publication.glossary)
    topics = [_topic(block, explained) for block in blocks]
    document = replace(
        publication.document,
        metadata=replace(metadata, title=words.title(metadata), next_review_due=None),  # the last section says it
        opening=_paragraphs(cover.checks),
        sections=(*topics, *_word_list(publication, blocks)),
        waivers=(),
        fact_waivers=(),
    )
    return replace(publication, document=identified(document), front=_paragraphs(cover.what))


def _topic(block: EasyRead, explained: Explained) -> Section:
    said: list[tuple[Inline, ...]] = []
    for line in block.lines:
        said += [tuple(words.Unlinked().inlines(line.children)), *explained.new(line)]
    lines = _paragraphs(said)
    return Section(block.id, 1, (Text(block.title),), lines, line=block.line)


def _word_list(publication: Publication, blocks: tuple[EasyRead, ...]) -> tuple[Section, ...]:
    meanings = [words.meaning(entry) for entry in explained_entries(publication, blocks)]
    heading = words.easy_words(publication.document.metadata.language)
    if not meanings:
        return ()
    return (Section(words.WORD_LIST_ID, 1, heading.marked(heading.word_list), _paragraphs(meanings)),)


def _paragraphs(lines: Iterable[tuple[Inline, ...]]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line) for line in lines)
