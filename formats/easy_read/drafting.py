"""Drafts of easy-read lines for the sentences of a section and the items of its lists, where a rule is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from formats.easy_read.safe_rules import Draft, draft, draft_of_item
from formats.easy_read.sayings import Sentence, sentences
from publish.model.nodes import Section, walk
from publish.model.publication import Publication
from publish.proof.ledger import section_units, text_of
from publish.proof.reading import Role, Unit

_TURNS = re.compile(
    r"\b(?:if|unless|until|when)\W*$"
    r"|\b(?:not|never|no|avoid|stop|if|unless|until|when)\b.*:$"
    r"|^(?:do\s+not|don['’]t|never|avoid|stop|no|not|if|when|unless|until|who|myths?)\b"
    r"|\b(?:not|never)\s+to\b|\bshould\s+not\b|\bshouldn['’]t\b",
    re.IGNORECASE,
)
"""A heading that turns round what stands under it, or ties it to a condition: "See a doctor if", "Do not take"."""
_SMALL_WORD = re.compile(r"(?<![\w.’'-])[a-z][a-z-]*")

Drafted = tuple[Sentence, Draft | None]


def small_words(publication: Publication) -> frozenset[str]:
    """The words that a document has in small letters: at the start of an item none of them is a name."""
    units = (unit for section in walk(publication.sections) for unit in section_units(section))
    return frozenset(word for unit in units for word in _SMALL_WORD.findall(unit.text))


def drafts(section: Section, above: Sequence[Section], words: frozenset[str]) -> Iterator[Drafted]:
    """Each sentence of a section's own text, with its draft or None.

    `above` are the sections that it stands in, `words` those of `small_words`.
    """
    units = section_units(section)[1:]
    titles = [unit.text for unit in units if unit.role is Role.CALLOUT]
    is_turned = any(_TURNS.search(title) for title in (*(text_of(each.heading) for each in (*above, section)), *titles))
    lead = ""
    for is_item, group in groupby(units, key=lambda unit: unit.role is Role.ITEM):
        together = list(group)
        drafted = list(_items(lead, together, words) if is_item else _paragraphs(together))
        yield from ((sentence, None) for sentence, _ in drafted) if is_turned else drafted
        lead = drafted[-1][0].text if drafted and together[-1].role is Role.PARAGRAPH else ""


def _paragraphs(units: Sequence[Unit]) -> Iterator[Drafted]:
    before = ""
    for unit in units:
        for sentence in sentences([unit]):
            is_apart = unit.role is Role.PARAGRAPH and not before.endswith(":")
            yield sentence, draft(sentence.text) if is_apart else None
        before = unit.text


def _items(lead: str, items: Sequence[Unit], words: frozenset[str]) -> Iterator[Drafted]:
    """The items of a list: sentences of their own where nothing leads to them, else what its lead says of each."""
    are_all = not any(item.text.endswith((" and", " or", "; and", "; or")) for item in items)
    for item in items:
        found = list(sentences([item]))
        if lead.endswith(":") and len(found) == 1:
            whole = Sentence(f"{lead} {item.text}", item.line)
            yield whole, draft_of_item(lead, item.text, words) if item.level == 1 and are_all else None
        else:
            is_apart = item.level == 1 and not lead
            yield from ((sentence, draft(sentence.text) if is_apart else None) for sentence in found)
