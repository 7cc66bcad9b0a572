"""The easy-read edition as data for its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from formats.easy_read import added_words as words
from formats.easy_read.added_words import Unlinked
from formats.easy_read.agreed_words import agreement_of
from formats.easy_read.cover_lines import cover_lines
from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.easy_lines import SENTENCE_END
from publish.model.nodes import EasyRead, EasyReadLine, Inline, LineBreak, Style, Styled, Text
from publish.model.publication import GlossaryEntry, Look, Picture, Publication
from publish.model.text import plain
from publish.model.traverse import descend
from publish.proof.ledger import text_of
from publish.rendering.raster import size
from publish.rendering.typst.publication_data import Content, added, language_of
from publish.rendering.typst.values import Value

_LOGO_WIDTH, _LOGO_HEIGHT = 80, 16  # millimetres at most


def booklet(publication: Publication, faces: Iterable[str], *, short: bool) -> dict[str, Value]:
    """All that the template needs: cover, parts with their lines, the list of words, the imprint and the credits.

    `short` is whether the publication holds the lines of the short booklet alone, which its cover then says.
    """
    content = Content()
    metadata = publication.document.metadata
    own = words.easy_words(metadata.language)
    credits_ = dict.fromkeys(words.credit(picture, metadata.language) for picture in _used(publication))
    blocks = easy_read_blocks(publication)
    entries = explained_entries(publication, blocks)
    agreement = agreement_of(publication)
    cover = cover_lines(metadata, publication.publisher, blocks, agreement, hard_words=bool(entries), short=short)
    explained = Explained(publication.glossary)
    parts: list[Value] = [_part(content, publication, block, explained) for block in blocks]
    return {
        "title": words.title(metadata),
        "short": short,
        "heading": content.words(words.title(metadata)),
        **language_of(metadata.language),
        "faces": list(faces),
        "publisher": publication.publisher.name,
        "house": publication.publisher.look.colour,
        "logo": _logo(content, publication.publisher.look),
        "what": [content.inlines(line) for line in cover.what],
        "helpline": content.inlines(cover.helpline),
        "checks": [content.inlines(line) for line in cover.checks],
        "hard-words": content.inlines(cover.hard_words) if cover.hard_words else None,
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


def _logo(content: Content, look: Look) -> Value:
    if look.logo is None:
        return None
    across, down = size(look.logo.data, look.logo.media_type)
    scale = min(_LOGO_WIDTH / across, _LOGO_HEIGHT / down)
    return {"image": content.image(look.logo), "alt": look.logo_alt, "width": across * scale, "height": down * scale}


def _used(publication: Publication) -> list[Picture]:
    """The pictures of all lines, in order."""
    names = [line.picture for line in _lines(easy_read_blocks(publication))]
    return [publication.pictures[name] for name in names if name in publication.pictures]


def _lines(blocks: Sequence[EasyRead]) -> list[EasyReadLine]:
    return [line for block in blocks for line in block.lines]


def _part(content: Content, publication: Publication, block: EasyRead, explained: Explained) -> Value:
    return {
        "id": block.id,
        "title": block.title,
        "heading": content.words(block.title),
        "covers": list(block.covers),
        "lines": [_line(content, publication, line, explained) for line in block.lines],
    }


def _line(content: Content, publication: Publication, line: EasyReadLine, explained: Explained) -> Value:
    picture = publication.pictures.get(line.picture)
    language = publication.document.metadata.language
    image = None
    if picture is not None:
        image = content.image(picture.image)
    return {
        "image": image,
        "alt": "" if picture is None else picture.alt,
        "frame": content.inlines(words.picture_needed(line.picture, language)) if picture is None else [],
        "body": content.inlines(one_sentence_a_line(Unlinked().inlines(line.children))),
        "meanings": [content.inlines(meaning) for meaning in explained.new(line)],
    }


def one_sentence_a_line(inlines: Iterable[Inline]) -> list[Inline]:
    """Inlines with a break after each sentence."""
    broken: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Text):
            broken.append(inline)
            continue
        for number, sentence in enumerate(SENTENCE_END.split(inline.value)):
            broken += [LineBreak(), Text(sentence)] if number else [Text(sentence)]
    return broken


class Explained:
    """Keeps which hard words earlier lines have explained."""

    def __init__(self, glossary: Iterable[GlossaryEntry]) -> None:
        self._forms = forms(glossary)
        self._seen: set[GlossaryEntry] = set()

    def new(self, line: EasyReadLine) -> Iterator[tuple[Inline, ...]]:
        """The meanings of the bold words that stand in this line for the first time, in its order."""
        for word in _bold([line]):
            entry = self._forms.get(word.casefold())
            if entry is not None and entry not in self._seen:
                self._seen.add(entry)
                yield words.meaning(entry)


def forms(glossary: Iterable[GlossaryEntry]) -> dict[str, GlossaryEntry]:
    """The entries by each form of their terms, in small letters."""
    return {plain(form).casefold(): entry for entry in glossary for form in (entry.term, *entry.also)}


def _bold(lines: Iterable[EasyReadLine]) -> Iterator[str]:
    for line in lines:
        for inline in descend(line.children):
            if isinstance(inline, Styled) and inline.style is Style.STRONG:
                yield text_of(inline.children)


def explained_entries(publication: Publication, blocks: Sequence[EasyRead]) -> list[GlossaryEntry]:
    """The glossary's entries for the bold words of the lines, in the order of the alphabet."""
    known = forms(publication.glossary)
    bold = {word.casefold() for word in _bold(_lines(blocks))}
    return words.sorted_entries({known[word] for word in bold if word in known})
