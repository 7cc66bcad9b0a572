"""Where easy-read words and the sections that they stand for do not say the same, point by point.

A point is a figure, an instruction not to do something, or a word that warns, which only one of the two has; or a
sentence that says yes where the other says no. A machine cannot tell whether leaving something out does harm: a role
decides, and the source records it (`agreed`, `settled`). Nobody settles a yes for a no: the words have to be mended.
Sentences are compared in English only; figures in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from formats.easy_read.figures import Figure, figures
from formats.easy_read.sayings import Sentence, cautions, forbidden, sentences
from publish.model.nodes import EasyRead, Section, walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import blocks_of
from publish.proof.ledger import section_units, text_of
from publish.proof.verdict import FindingKind

_FEWEST = 2  # words that two sentences share, before one can contradict the other
_ALIKE = 0.75  # of a sentence's words: then both speak of the same


@dataclass(frozen=True, slots=True)
class Point:
    """One difference: what `settled` names it by, what the source says, what the easy-read words say, and the line."""

    words: str
    source: str | None
    easy: str | None
    section: str
    line: int

    @property
    def may_be_settled(self) -> bool:
        """Whether a role can stand for it: not for a sentence that says the opposite."""
        return self.kind is not FindingKind.ALTERED or self.words != _name(self.easy or "")

    @property
    def kind(self) -> FindingKind:
        """Missing from the easy-read words, or from the source, or said otherwise."""
        if self.easy is None:
            return FindingKind.MISSING
        return FindingKind.EXTRA if self.source is None else FindingKind.ALTERED


def easy_read_blocks(publication: Publication) -> tuple[EasyRead, ...]:
    """All easy-read blocks, in order."""
    return tuple(block for block in blocks_of(publication.document) if isinstance(block, EasyRead))


def covered(publication: Publication, block: EasyRead) -> tuple[Section, ...]:
    """The sections that a block stands for."""
    sections = {section.id: section for section in walk(publication.sections)}
    return tuple(sections[name] for name in block.covers if name in sections)


def points(publication: Publication, block: EasyRead) -> tuple[Point, ...]:
    """All differences between a block and its sections. What another block says of the same section is not missing."""
    sections = covered(publication, block)
    others = [
        other for other in easy_read_blocks(publication) if other is not block and set(other.covers) & set(block.covers)
    ]
    source = [sentence for section in sections for sentence in sentences(section_units(section))]
    own = [sentence for line in block.lines for sentence in _sentences_of(text_of(line.children), line.line)]
    along = [
        sentence
        for other in others
        for line in other.lines
        for sentence in _sentences_of(text_of(line.children), line.line)
    ]
    english = publication.document.metadata.language.casefold().startswith("en")
    found = [*_figures(source, own, along), *(_said(source, own, along) if english else ())]
    section = block.covers[0]
    by_name: dict[tuple[str, bool, bool], Point] = {}
    for name, before, after, line in found:
        point = Point(_name(name), before, after, section, line or block.line)
        by_name.setdefault((point.words, before is None, after is None), point)
    return tuple(by_name.values())


_Found = Iterator[tuple[str, str | None, str | None, int]]


def _name(words: str) -> str:
    """How an attribute of the source can name a point: in plain signs, and without what parts one name from another."""
    return " ".join(plain(words).replace('"', "'").replace(";", ",").split())


def _sentences_of(text: str, line: int) -> Iterator[Sentence]:
    for part in text.replace("? ", "?\n").replace("! ", "!\n").replace(". ", ".\n").split("\n"):
        if part.strip():
            yield Sentence(part.strip(), line)


def _all_figures(held: Iterable[Sentence]) -> frozenset[Figure]:
    return frozenset(figure for sentence in held for figure in figures(sentence.text))


def _figures(source: list[Sentence], own: list[Sentence], along: list[Sentence]) -> _Found:
    in_source, in_easy = _all_figures(source), _all_figures((*own, *along))
    for sentence in source:
        for figure in sorted(figures(sentence.text), key=lambda one: sentence.text.find(one.text)):
            if not figure.is_said_by(in_easy):
                yield figure.text, sentence.text, None, 0
    for sentence in own:
        for figure in sorted(figures(sentence.text), key=lambda one: sentence.text.find(one.text)):
            if not figure.is_said_by(in_source):
                yield figure.text, None, sentence.text, sentence.line
            elif not _is_about_the_same(sentence, figure, source):
                holder = next(one for one in source if figure.is_said_by(figures(one.text)))
                yield figure.text, holder.text, sentence.text, sentence.line


def _is_about_the_same(sentence: Sentence, figure: Figure, source: list[Sentence]) -> bool:
    """Whether a source sentence with the figure is as near to an easy-read sentence as any other with figures."""
    with_figures = [one for one in source if figures(one.text)]
    nearest = max(len(other.keys & sentence.keys) for other in with_figures)
    return any(
        len(other.keys & sentence.keys) == nearest for other in with_figures if figure.is_said_by(figures(other.text))
    )


def _said(source: list[Sentence], own: list[Sentence], along: list[Sentence]) -> _Found:
    yield from _forbidden(source, own, along)
    yield from _warned(source, own, along)
    yield from _reversed(source, own)


def _forbidden(source: list[Sentence], own: list[Sentence], along: list[Sentence]) -> _Found:
    in_source = [order for sentence in source for order in forbidden(sentence)]
    in_easy = [order for sentence in own for order in forbidden(sentence)]
    also = [order for sentence in along for order in forbidden(sentence)]
    for one in in_source:
        if not any(one.is_said_by(other) for other in (*in_easy, *also)):
            yield one.text, one.sentence.text, None, 0
        for sentence in own:
            if sentence.allows and one.keys and one.keys <= sentence.keys:
                yield sentence.text, one.sentence.text, sentence.text, sentence.line
    for one in in_easy:
        if not any(one.is_said_by(other) for other in in_source):
            yield one.text, None, one.sentence.text, one.sentence.line


def _warned(source: list[Sentence], own: list[Sentence], along: list[Sentence]) -> _Found:
    for sentence in source:
        for caution in cautions(sentence):
            if not any(caution.is_said_by(other) for other in (*own, *along)):
                yield caution.text, sentence.text, None, 0
    for sentence in own:
        for caution in cautions(sentence):
            if not any(caution.is_said_by(other) for other in source):
                yield caution.text, None, sentence.text, sentence.line


def _reversed(source: list[Sentence], own: list[Sentence]) -> _Found:
    """Sentences that say yes where all that the source has of the same says no, or the other way round."""
    for sentence in own:
        alike = [one for one in source if len(one.keys & sentence.keys) >= max(_FEWEST, _ALIKE * len(sentence.keys))]
        if alike and not any(_polarities(one, sentence) & _polarities(sentence, one) for one in alike):
            yield sentence.text, alike[0].text, sentence.text, sentence.line


def _polarities(sentence: Sentence, other: Sentence) -> set[bool]:
    """Whether a sentence says no: as a whole, and without the conditions that the other does not have."""
    return {sentence.is_negative, sentence.beside(other).is_negative}
