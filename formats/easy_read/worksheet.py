"""Blocks to be written: lines for each section that no easy-read words tell yet, and what must be told there.

A line is empty, or a draft where a rule is sure of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from formats.easy_read.drafting import drafts, small_words
from formats.easy_read.easy_blocks import is_english, waived_sections
from formats.easy_read.facts import FactKind, SourceFact, facts_of
from formats.easy_read.sayings import Sentence, sentences
from publish.contracts.authoring import Beginning
from publish.model.nodes import EasyRead, Section, walk
from publish.model.publication import Publication
from publish.model.traverse import blocks_of
from publish.proof.ledger import section_units, text_of

_EMPTY = "- []{.picture}"
_ABOUT_LINES = (
    "A line is a picture and one or two short sentences: - [blood]{.picture} Words. "
    "To see the pictures and their names, run publish pictures. Take out lines that you do not need."
)
_ABOUT_DRAFTS = (
    "Rules proposed the lines with .draft. Read each beside its text, then take .draft out, or write it anew."
)
_MOST_LINES = 10  # two pages: more are easier to read as two topics

_ASKED = {
    FactKind.FIGURE: "the number {}",
    FactKind.DOSE: "how much: {}",
    FactKind.DURATION: "how long: {}",
    FactKind.DATE: "when: {}",
    FactKind.TELEPHONE: "the telephone number {}",
    FactKind.NEGATION: "what is not so, or not to be done",
    FactKind.CONDITION: "when this is so (if, when, until)",
    FactKind.INSTRUCTION: "what to do",
    FactKind.WARNING: "the word of warning “{}”",
    FactKind.DIRECTION: "“{}”, not its opposite",
}
"""What a line is asked to tell of each kind of fact, in words for those who write it."""
_HOW_OFTEN = "how often: {}"
_FREQUENCY = re.compile(r"^(?:an?|every|each|per|on alternate)\b|^(?:dai|week|month|year|hour)ly$", re.IGNORECASE)
_NOTHING = (
    "Nothing here must be told. A role may leave the section out by a waiver in place of this block, "
    'with format="easy-read" section="{section}" (docs/source.md).'
)


def beginnings(publication: Publication, format_name: str) -> tuple[Beginning, ...]:
    """A block for each section that has neither easy-read words, nor the empty lines for some, nor a waiver.

    A section that is only a heading over others is told with the first of them.
    """
    begun = {name for block in blocks_of(publication.document) if isinstance(block, EasyRead) for name in block.covers}
    left_out = {section.id for section in waived_sections(publication, format_name)}
    sections = list(walk(publication.document.sections))
    above_each = dict(_with_those_above(publication.document.sections))
    small = small_words(publication) if is_english(publication) else None
    found: list[Beginning] = []
    above: tuple[Section, ...] = ()
    for number, section in enumerate(sections):
        if section.id in begun | left_out:
            continue
        inner = sections[number + 1 : number + 2]
        if not section_units(section)[1:] and section.sections and inner[0].id not in begun | left_out:
            above = (*above, section)
            continue
        written = _lines(section, above_each[section.id], small)
        found.append(
            _beginning((*above, section), written, before=inner[0].line if inner else 0, english=small is not None)
        )
        above = ()
    return tuple(found)


def _with_those_above(
    sections: Iterable[Section], above: tuple[Section, ...] = ()
) -> Iterator[tuple[str, tuple[Section, ...]]]:
    for section in sections:
        yield section.id, above
        yield from _with_those_above(section.sections, (*above, section))


def _lines(section: Section, above: tuple[Section, ...], small: frozenset[str] | None) -> list[str]:
    """A line for each sentence: empty, or its draft. `small` is None where no rule knows the language."""
    if small is None:
        return [_EMPTY for _ in sentences(section_units(section)[1:])]
    return [
        _EMPTY if draft is None else f"- []{{.picture .draft}} {draft.line}"
        for _, draft in drafts(section, above, small)
    ]


def _beginning(sections: tuple[Section, ...], written: list[str], before: int, *, english: bool) -> Beginning:
    names = tuple(section.id for section in sections)
    title = re.sub(r"[{}]", "", text_of(sections[-1].heading)).replace('"', "”")
    kept = written[:_MOST_LINES] or [_EMPTY]
    proposed = sum(line != _EMPTY for line in kept)
    lines = (
        f'::: {{.easy-read for="{" ".join(names)}" title="{title}"}}',
        "<!--",
        _ABOUT_LINES,
        *([_ABOUT_DRAFTS] if proposed else []),
        *_note(names[-1], [fact for section in sections for fact in facts_of(section, english=english)]),
        "-->",
        *kept,
        ":::",
    )
    return Beginning(names, lines, before, drafts=proposed)


def _asked(fact: SourceFact) -> str:
    asked = _HOW_OFTEN if fact.kind is FactKind.DIRECTION and _FREQUENCY.search(fact.words) else _ASKED[fact.kind]
    return asked.format(fact.words)


def _note(section: str, facts: list[SourceFact]) -> Iterator[str]:
    by_sentence: dict[Sentence, list[str]] = {}
    for fact in facts:
        by_sentence.setdefault(fact.sentence, []).append(_asked(fact))
    if by_sentence:
        yield "Tell these, or have a role settle that they are left out (docs/easy-read.md):"
    else:
        yield _NOTHING.format(section=section)
    for sentence, names in by_sentence.items():
        text = " ".join(sentence.text.split()).replace("-->", "-- >")
        yield f"- {'; '.join(dict.fromkeys(names))}: “{text}”"
