"""Where easy-read words say what the sections that they stand for do not say, or the opposite, point by point.

A point is a figure, an instruction not to do something, or a word that warns, which only the easy-read words have; a
figure that the source has of something else, or in another place; the other word of a pair of opposites; or a
sentence that says yes where the source says no. (What easy-read words leave out is in the fact ledger.) A role
decides whether a point does harm, and the source records it (`agreed`, `settled`). Nobody settles a yes for a no: the
words have to be mended. Sentences are compared in English only; figures in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from formats.easy_read.company import exchanges
from formats.easy_read.easy_blocks import covered, easy_sentences, is_english
from formats.easy_read.facts import name
from formats.easy_read.figures import TIMES, Figure, alone, counted_each, figures, in_words
from formats.easy_read.opposites import opposites
from formats.easy_read.remembered import remembered
from formats.easy_read.sayings import Forbidden, Sentence, cautions, excluded, forbidden, sentences
from formats.easy_read.turned_round import changed_places
from publish.model.nodes import EasyRead
from publish.model.publication import Publication
from publish.proof.ledger import section_units
from publish.proof.opposite_words import words_in
from publish.proof.verdict import FindingKind

_OTHERS = re.compile(r"\b(?:other|others|else|instead|different)\b", re.IGNORECASE)
_FORBIDDEN_VERB = re.compile(r"\b(?:not|never|don[’']t)\s+(\w+)", re.IGNORECASE)
_FEWEST = 2  # words that two sentences share, before one can contradict the other
_ALIKE = 0.75  # of a sentence's words: then both speak of the same


@dataclass(frozen=True, slots=True)
class Point:
    """One difference: what `settled` names it by, what the source says (None: nothing), what the easy-read words say.

    `words` is what differs, `source_words` what stands in its place in the source, "" where that is a whole sentence.
    `line` is that of the easy-read words, `source_line` that of the source.
    """

    words: str
    source: str | None
    easy: str
    section: str
    line: int
    source_words: str = ""
    source_line: int = 0
    may_be_settled: bool = True

    @property
    def kind(self) -> FindingKind:
        """Missing from the source, or said otherwise in it."""
        return FindingKind.EXTRA if self.source is None else FindingKind.ALTERED


@remembered
def points(publication: Publication, block: EasyRead) -> tuple[Point, ...]:
    """All that a block says otherwise than its sections."""
    source = [sentence for section in covered(publication, block) for sentence in sentences(section_units(section))]
    own = list(easy_sentences(block))
    english = is_english(publication)
    found = [*_figures(source, own, english=english), *(_said(source, own) if english else ())]
    by_name: dict[tuple[str, int, bool], Point] = {}
    for difference in found:
        point = difference.point(block.covers[0])
        by_name.setdefault((point.words, point.line, point.source is None), point)
    return tuple(by_name.values())


@dataclass(frozen=True, slots=True)
class _Difference:
    """Words of an easy-read sentence, and the sentence of the source that they contradict, None where none has them."""

    words: str
    source: Sentence | None
    easy: Sentence
    source_words: str = ""
    may_be_settled: bool = True

    def point(self, section: str) -> Point:
        source, line = (self.source.text, self.source.line) if self.source is not None else (None, 0)
        return Point(
            name(self.words),
            source,
            self.easy.text,
            section,
            self.easy.line,
            self.source_words,
            line,
            self.may_be_settled,
        )


_Found = Iterator[_Difference]


def _all_figures(held: Iterable[Sentence]) -> frozenset[Figure]:
    return frozenset(
        figure
        for sentence in held
        for figure in (*figures(sentence.text), *(figure for figure, _ in alone(sentence.text)))
    )


def _figures(source: list[Sentence], own: list[Sentence], *, english: bool) -> _Found:
    in_source = _all_figures(source)
    spelled = {value for sentence in source for value in in_words(sentence.text)}
    for sentence in own:
        for figure in sorted(figures(sentence.text), key=lambda each: (sentence.text.find(each.text), each.text)):
            if (not figure.unit and figure.value in spelled) or _is_each(figure, source):
                continue  # the source has it as a word: "its three types", "each tablet"
            if not figure.is_said_by(in_source):
                yield _Difference(figure.text, None, sentence)
            elif not _is_about_the_same(sentence, figure, source):
                holder = next(held for held in source if figure.is_said_by(_all_figures([held])))
                yield _Difference(figure.text, holder, sentence)
    for exchange in exchanges(source, own) if english else ():
        yield _Difference(exchange.figure.text, exchange.source, exchange.easy)


def _is_each(figure: Figure, source: list[Sentence]) -> bool:
    """Whether the source says of each what the easy-read words say of one: "1 tablet has 5 mg of iron in it"."""
    is_one = figure.value == "1" and bool(figure.unit) and figure.unit not in TIMES
    return is_one and any(figure.unit in counted_each(sentence.text) for sentence in source)


def _is_about_the_same(sentence: Sentence, figure: Figure, source: list[Sentence]) -> bool:
    """Whether a source sentence with the figure is as near to an easy-read sentence as any other with figures."""
    with_figures = [(one, held) for one in source if (held := _all_figures([one]))]
    shared = [
        (len(other.subject & sentence.subject), len(other.subject & sentence.topic), figure.is_said_by(held))
        for other, held in with_figures
    ]
    nearest = max(by_sentence for by_sentence, _, _ in shared)
    elsewhere = max((by_line for _, by_line, has_it in shared if not has_it), default=0)
    return any(by_sentence == nearest or by_line > elsewhere for by_sentence, by_line, has_it in shared if has_it)


def _said(source: list[Sentence], own: list[Sentence]) -> _Found:
    yield from _forbidden(source, own)
    yield from _warned(source, own)
    yield from _reversed(source, own)
    for changed in changed_places(source, own):
        yield _Difference(changed.words, changed.source, changed.easy)
    for opposite in opposites(source, own):
        yield _Difference(opposite.easy_word, opposite.source, opposite.easy, opposite.source_word)


def _forbidden(source: list[Sentence], own: list[Sentence]) -> _Found:
    in_source = [order for sentence in source for order in forbidden(sentence)]
    beside = [order for sentence in source for order in excluded(sentence)]
    for order in in_source:
        for sentence in own:
            if sentence.allows and order.keys and order.keys <= sentence.keys:
                is_another = _speaks_of_others(sentence) or _is_of_another(sentence, order, source)
                yield _Difference(sentence.text, order.sentence, sentence, may_be_settled=is_another)
    for sentence in own:
        for order in forbidden(sentence):
            if not any(order.is_said_by(other) for other in (*in_source, *beside)):
                yield _Difference(order.text, None, sentence)


def _is_of_another(sentence: Sentence, order: Forbidden, source: list[Sentence]) -> bool:
    """Whether a sentence allows something else of what an order is about: "You may go home with a cannula".

    It lacks the verb that is forbidden ("Never use the cannula"), and shares more with another sentence of the source.
    """
    verb = _FORBIDDEN_VERB.search(order.text)
    has_verb = verb is None or verb[1].casefold() in words_in(sentence.text)
    shared = max((len(held.keys & sentence.keys) for held in source if not held.is_negative), default=0)
    return not has_verb and shared > len(order.keys)


def _speaks_of_others(sentence: Sentence) -> bool:
    """Whether a sentence allows something else than what is forbidden: "You can eat other fruit"."""
    return _OTHERS.search(sentence.text) is not None


def _warned(source: list[Sentence], own: list[Sentence]) -> _Found:
    for sentence in own:
        for caution in cautions(sentence):
            if not any(caution.is_said_by(other) for other in source):
                yield _Difference(caution.text, None, sentence)


def _reversed(source: list[Sentence], own: list[Sentence]) -> _Found:
    """Sentences that say yes where all that the source has of the same says no, or the other way round."""
    for sentence in own:
        alike = [held for held in source if _is_alike(held, sentence) and not _has_its_limit(held, sentence)]
        if alike and not any(_polarities(held, sentence) & _polarities(sentence, held) for held in alike):
            yield _Difference(sentence.text, alike[0], sentence, may_be_settled=_speaks_of_others(sentence))


def _has_its_limit(sentence: Sentence, other: Sentence) -> bool:
    """Whether two sentences set the same limit, one of them by a "not": "up to 4 a day", "not more than 4 a day"."""
    limits = [{order.limit for order in (*forbidden(each), *excluded(each))} - {""} for each in (sentence, other)]
    return bool(limits[0] & limits[1])


def _polarities(sentence: Sentence, other: Sentence) -> set[bool]:
    """Whether a sentence says no: as a whole, and without the conditions that the other does not have."""
    if sentence.is_negative and any(_is_alike(clause, other) for clause in sentence.assurances):
        return {False}  # the other is about a clause that says yes: "Keep it in the fridge, but do not freeze it"
    exception = {True} if sentence.has_exception else {False} if sentence.denies_twice else set()
    return {sentence.is_negative, sentence.beside(other).is_negative} | exception


def _is_alike(held: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence is about most of what another one is about."""
    own = _content(sentence)
    return len(_content(held) & own) >= max(_FEWEST, _ALIKE * len(own))


def _content(sentence: Sentence) -> frozenset[str]:
    """What a sentence is about, its figures among it."""
    return sentence.keys | {figure.value for figure in figures(sentence.text)}
