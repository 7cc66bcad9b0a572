"""Words that stand for what somebody has still to write: those of `publish new`, and those that people use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.ledger import ledger

_TEMPLATE = (
    "Name of the charity",
    "Summary needed",
    "Title needed",
    "Write here what comes before the first heading",
    "A heading with one # opens a section",
    "A list item starts with a hyphen",
    "Leave a blank line before and after a list",
    "The page you mean",
    "is a link whose address is still to be found",
    "A link that has one looks like this",
    "Name here what the text is based on",
)
"""Sentences of the template of `publish new`; a test holds the two together."""

_LATER = re.compile(r"\b(?:TODO|TBC)\b|\[\s*(?:insert|add|enter)\b[^\]\n]*\]|\blorem ipsum\b", re.IGNORECASE)
_ZEROS = re.compile(r"(?<![\d.,])(?<!\d[ -])0(?:[ -]?0){3,}(?![ -]?\d|[.,]\d)")
_BRACKETED = re.compile(r"\[([A-Z][A-Z0-9 ,.'’/&-]*[A-Z0-9])\]")
# One word in capitals within brackets may be a citation, as [NICE]: then it stands in the text without them, too.
_FEWEST = 4  # letters of such a word


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Words that are not the text yet. `file` is "" in the source, else the name of the file beside it."""

    words: str
    line: int
    file: str = ""


def placeholders(publication: Publication) -> tuple[Placeholder, ...]:
    """Every placeholder that would reach a reader, in order."""
    document = publication.document
    texts: list[tuple[int, str]] = [(1, document.metadata.title), (1, document.metadata.summary)]
    own = [unit for unit in ledger(publication)[1:] if unit.section != publication.imprint.id]
    front = {block.id for block in publication.front}
    texts += [(unit.line, unit.text) for unit in own if unit.id not in front]
    everything = " ".join(_BRACKETED.sub(" ", text) for _, text in texts)
    found = [Placeholder(words, line) for line, text in texts for words in _in(text, everything)]
    publisher = publication.publisher
    for value in (
        publisher.name,
        *(registration.number for registration in publisher.registrations),
        *(contact.value for contact in (publisher.helpline, *publisher.contacts)),
    ):
        found += [Placeholder(words, 0, "publisher.yaml") for words in _in(value, "")]
    return tuple(dict.fromkeys(found))


def _in(text: str, everything: str) -> Iterator[str]:
    text = plain(text)
    yield from (words for words in _TEMPLATE if words in text)
    for pattern in (_LATER, _ZEROS):
        yield from (match[0] for match in pattern.finditer(text))
    for match in _BRACKETED.finditer(text):
        words = match[1]
        elsewhere = re.search(rf"\b{re.escape(words)}\b", everything) is not None
        if " " in words or (len(words) >= _FEWEST and not elsewhere):
            yield match[0]
