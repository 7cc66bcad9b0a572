"""Words that stand for what somebody has still to write: those of `publish new`, and those that people use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from operator import contains

from publish.model.publication import Publication, Publisher
from publish.model.text import plain
from publish.proof.ledger import ledger
from publish.source.companions import PUBLISHER

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

_LATER = re.compile(
    r"\b(?:TODO|TBC|TBD|FIXME)\b|^to do:|\blorem ipsum\b|\?{3,}|\{\{[^}\n]*\}\}"
    r"|\[\s*(?:insert|add|enter)\b[^\]\n]*\]"
    r"|\[[^\]\n]*\bto be (?:confirmed|added|written|decided|completed)\b[^\]\n]*\]"
    r"|(?<!\[)\[(?:(?:your|their|his|her|the|our|patient|patient’s|full) )*"
    r"(?:name|date|time|place|address|e-?mail(?: address)?|(?:tele)?phone(?: number)?|"
    r"number|hospital|ward|clinic|doctor|nurse|consultant|team|link|url|web ?site|logo)\]"
    r"|\b(?:xx|XX)[/.-](?:xx|\d\d)[/.-](?:\d{2,4}|x{2,4})\b|\bxx(?= (?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december)\b)"
    r"|\[(?:your |their )?(?:name|date|time|place|address|e-?mail|(?:tele)?phone(?: number)?|number) of [^\]\n]*\]"
    r"|\bx{4,}\b(?:[ -]x+\b)*|\bx{3}(?:[ -]x{3,})+\b"
    # "X mg every Y hours", and neither "2 X tablets" nor factor X.
    r"|(?-i:(?<!\d )(?<![Ff]actor )\b(?:X{1,3}|Y{1,2}) ?"
    r"(?:mg|mcg|micrograms?|ml|g|units?|tablets?|times|minutes?|hours?|days?|weeks?|months?|years?|per cent|%)(?!\w))"
    r"|^(?:add|insert|write|enter) (?:an? |the |your )?(?:summary|title|text) here\.?$",
    re.IGNORECASE,
)
_ZEROS = re.compile(r"(?<![\d.,])(?<!\d[ -])0(?:[ -]?0){3,}(?![ -]?\d|[.,]\d)")
# 0800 000 0000: a number with seven noughts or more after the code of a place or kind.
_NO_NUMBER = re.compile(
    r"(?<![\d.,])(?<!\d[ -])(?:\+44[ -]?(?:\(0\)[ -]?)?|0)(?:\d{2,4}[ -]0(?:[ -]?0){6,}|[1-9]\d?0{8,})"
    r"(?![ -]?\d|[.,]\d)"
)
_BLANK = re.compile(r"_{3,}")
# A line to write on follows what it asks for, and nothing but the next question follows it: “Name: ____ Date: ____”.
_ASKED = re.compile(r"[:?)]\s*$")
_NEXT = re.compile(r"[\s.]*(?:$|(?:\(?[^\W\d_][\w’'/)-]*+\s*+){1,6}[:?])")
_BRACKETED = re.compile(r"\[([A-Z][A-Z0-9 ,.'’/&-]*[A-Z0-9])\]")
# One word in capitals within brackets may be a citation, as [NICE]: then it stands in the text without them, too.
_FEWEST = 4  # letters of such a word


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Words that are not the text yet, and where: a line of the source, or a key of its front matter (`line` 0).

    `file` is "" in the source, else the name of the file beside it, of which `key` is a place.
    """

    words: str
    line: int
    file: str = ""
    key: tuple[str | int, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        if self.file:
            return self.file
        return f"line {self.line}" if self.line else f"{self.key[0]} in the front matter"


def placeholders(publication: Publication) -> tuple[Placeholder, ...]:
    """Every placeholder that would reach a reader, in order."""
    document = publication.document
    head = {"title": document.metadata.title, "summary": document.metadata.summary}
    own = [unit for unit in ledger(publication)[1:] if unit.section != publication.imprint.id]
    front = {block.id for block in publication.front}
    texts = [(unit.line, unit.text) for unit in own if unit.id not in front]
    everything = " ".join(_BRACKETED.sub(" ", text) for text in (*head.values(), *(text for _, text in texts)))
    found = [Placeholder(words, 0, key=(key,)) for key, text in head.items() for words in _in(text, everything)]
    found += [Placeholder(words, line) for line, text in texts for words in _in(text, everything)]
    for key, value in _publisher_values(publication.publisher):
        found += [Placeholder(words, 0, PUBLISHER, key) for words in _in(value, "")]
    return tuple(dict.fromkeys(found))


def _publisher_values(publisher: Publisher) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What publisher.yaml says of a publisher, each with its place there."""
    yield ("name",), publisher.name
    for number, registration in enumerate(publisher.registrations):
        yield ("registrations", number, "number"), registration.number
    yield ("helpline", "value"), publisher.helpline.value
    for number, contact in enumerate(publisher.contacts):
        yield ("contacts", number, "value"), contact.value


def _in(text: str, everything: str) -> Iterator[str]:
    text = plain(text)
    if any(map(contains, repeat(text), _TEMPLATE)):
        yield from (words for words in _TEMPLATE if words in text)
    for pattern in (_LATER, _ZEROS, _NO_NUMBER):
        yield from (match[0] for match in pattern.finditer(text))
    for match in _BLANK.finditer(text):
        if not (_ASKED.search(text[: match.start()]) and _NEXT.match(text[match.end() :])):
            yield match[0]
    for match in _BRACKETED.finditer(text):
        words = match[1]
        elsewhere = re.search(rf"\b{re.escape(words)}\b", everything) is not None
        if " " in words or (len(words) >= _FEWEST and not elsewhere):
            yield match[0]
