"""The fact ledger: each fact of the source is told by the easy-read lines of its section, waived by a role, or open.

A section's lines are those of all blocks that stand for it. A waiver is one of the source: `facts` of a `.waive` block,
or what an agreement of the block has `settled`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from formats.easy_read.easy_blocks import covered_by, easy_sentences, is_agreed, is_english, waived_sections
from formats.easy_read.facts import NEVER_WAIVED, SourceFact, facts_of
from formats.easy_read.remembered import remembered
from formats.easy_read.sayings import Sentence
from publish.model.nodes import EasyRead, Section, Waiver, walk
from publish.model.publication import Publication
from publish.proof.verdict import Fact, FactState
from publish.source.presented import presented
from publish.source.waivers import tie_of_waiver

_SETTLED = "left out on purpose"


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave to omit a fact: by which words, why, by which role, when.

    `by_agreement`: the role has read all of the block beside its sections, and signed a hash of both.
    """

    words: str
    reason: str
    by: str
    date: str
    by_agreement: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the source, and what has become of it."""

    source: SourceFact
    told_on: int | None
    leave: Leave | None

    @property
    def state(self) -> FactState:
        """Told where a line tells it, whoever waived it."""
        if self.told_on is not None:
            return FactState.TOLD
        return FactState.WAIVED if self.leave is not None else FactState.OPEN

    @property
    def fact(self) -> Fact:
        """The entry as a verdict holds it."""
        leave = self.leave if self.state is FactState.WAIVED else None
        return Fact(
            self.source.section,
            self.source.kind.value,
            self.source.words,
            self.source.line,
            self.state,
            self.told_on or 0,
            *((leave.reason, leave.by, leave.date) if leave is not None else ()),
        )


@remembered
def fact_ledger(publication: Publication, format_name: str) -> tuple[Entry, ...]:
    """All facts of the sections that are not waived as a whole, in source order."""
    waived = {section.id for section in waived_sections(publication, format_name)}
    sections = (each for each in walk(presented(publication.document).sections) if each.id not in waived)
    return tuple(entry for section in sections for entry in _section(publication, section, format_name))


def stale_waivers(publication: Publication, format_name: str) -> tuple[Waiver, ...]:
    """The waivers of single facts whose section has changed since: a role decides anew on each, with all its facts."""
    sections = {section.id: section for section in walk(presented(publication.document).sections)}
    return tuple(
        waiver
        for waiver in publication.document.fact_waivers
        if waiver.format == format_name
        and waiver.section in sections
        and tie_of_waiver(waiver, sections[waiver.section]) != waiver.tie
    )


def unused_leaves(publication: Publication, entries: Iterable[Entry], format_name: str) -> Iterator[tuple[Waiver, str]]:
    """The facts named by waivers that no section has, that the lines tell, or that nobody may waive."""
    waived = {
        (entry.source.section, entry.source.words.casefold()) for entry in entries if entry.state is FactState.WAIVED
    }
    stale = stale_waivers(publication, format_name)
    for waiver in publication.document.fact_waivers:
        if waiver.format == format_name and waiver not in stale:
            for words in waiver.facts:
                if (waiver.section, words.casefold()) not in waived:
                    yield waiver, words


def _section(publication: Publication, section: Section, format_name: str) -> Iterator[Entry]:
    english = is_english(publication)
    blocks = covered_by(publication, section)
    lines = tuple(sentence for block in blocks for sentence in (*_title(block), *easy_sentences(block)))
    leaves = {leave.words.casefold(): leave for leave in _leaves(publication, section, blocks, format_name)}
    for fact in facts_of(section, english=english):
        leave = leaves.get(fact.words.casefold())
        if leave is not None and fact.kind in NEVER_WAIVED and not leave.by_agreement:
            leave = None
        yield Entry(fact, _told_on(fact, lines), leave)


def _title(block: EasyRead) -> tuple[Sentence, ...]:
    """A block's title, which the edition shows: what a heading of the source says, it tells as well."""
    return (Sentence(block.title, block.line),) if block.title else ()


def _told_on(fact: SourceFact, lines: tuple[Sentence, ...]) -> int | None:
    return next((sentence.line for sentence in lines if fact.is_told_by(sentence)), None)


def _leaves(
    publication: Publication, section: Section, blocks: tuple[EasyRead, ...], format_name: str
) -> Iterator[Leave]:
    for waiver in publication.document.fact_waivers:
        is_for_it = (waiver.format, waiver.section) == (format_name, section.id)
        if is_for_it and waiver.tie == tie_of_waiver(waiver, section):
            yield from (Leave(words, waiver.reason, waiver.by, str(waiver.date)) for words in waiver.facts)
    for block in blocks:
        if block.agreed is not None and is_agreed(publication, block):
            signed = block.agreed
            yield from (
                Leave(words, _SETTLED, signed.by, str(signed.date), by_agreement=True) for words in block.settled
            )
