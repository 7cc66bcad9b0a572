"""Damage to easy-read words: each figure, date and "not" changed or taken out, each sentence cut that holds one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from formats.easy_read.easy_blocks import covered, easy_read_blocks
from publish.model.nodes import EasyRead, Text
from publish.model.publication import Publication
from publish.proof.ledger import text_of

MONTHS = tuple(calendar.month_name)[1:]
_FIGURE = re.compile(r"\d[\d ]{5,}\d|\d+(?:[.,]\d+)?")
_NUMBER_TO_CALL = re.compile(r"\d[\d ]{5,}\d")
_DATE = re.compile(rf"\d{{1,2}} ({'|'.join(MONTHS)})(?: \d{{4}})?")
_SENTENCE = re.compile(r"(?<=[.?!]) ")
_NEGATIONS = (
    (re.compile(r"\bcannot\b"), "can"),
    (re.compile(r"\bNobody\b"), "Everybody"),
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\b(?:not|never|no) "), ""),
)


@dataclass(frozen=True, slots=True)
class Damage:
    """One line of a block as it was and as it is now ("" where nothing is left), and what was done."""

    kind: str
    before: str
    after: str
    block: EasyRead


def damages(publication: Publication) -> Iterator[tuple[EasyRead, Damage]]:
    """Each block with each damage to a line of it."""
    for block in easy_read_blocks(publication):
        for number, line in enumerate(block.lines):
            before = text_of(line.children)
            for kind, after in _damaged(before):
                left = (replace(line, children=(Text(after),)),) if after else ()
                lines = (*block.lines[:number], *left, *block.lines[number + 1 :])
                yield block, Damage(kind, before, after, replace(block, lines=lines))


def around(publication: Publication, block: EasyRead, instead: EasyRead | None) -> Publication:
    """The sections of a block alone, with all blocks that speak of them, and another block or none in its place."""
    kept = [
        instead if other is block else other
        for other in easy_read_blocks(publication)
        if set(other.covers) & set(block.covers)
    ]
    sections = tuple(
        replace(
            section,
            sections=(),
            blocks=tuple(inner for inner in section.blocks if not isinstance(inner, EasyRead)),
        )
        for section in covered(publication, block)
    )
    opening = tuple(other for other in kept if other is not None)
    return replace(publication, document=replace(publication.document, opening=opening, sections=sections))


def _damaged(text: str) -> Iterator[tuple[str, str]]:
    for match in _FIGURE.finditer(text):
        last = match[0][-1]
        yield "figure changed", text[: match.end() - 1] + str((int(last) + 1) % 10) + text[match.end() :]
        yield "figure taken out", " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    for match in _NUMBER_TO_CALL.finditer(text):
        for place in range(match.start(), match.end() - 1):
            pair = text[place : place + 2]
            if pair.isdigit() and pair[0] != pair[1]:
                yield "digits exchanged", text[:place] + pair[::-1] + text[place + 2 :]
    for match in _DATE.finditer(text):
        another = MONTHS[MONTHS.index(match[1]) - 1]
        yield "date changed", text[: match.start(1)] + another + text[match.end(1) :]
        yield "date taken out", text[: match.start()] + "that day" + text[match.end() :]
    for pattern, without in _NEGATIONS:
        for match in pattern.finditer(text):
            yield "negation taken out", text[: match.start()] + without + text[match.end() :]
    sentences = _SENTENCE.split(text)
    for number, sentence in enumerate(sentences):
        if _FIGURE.search(sentence) or any(pattern.search(sentence) for pattern, _ in _NEGATIONS):
            yield "sentence cut", " ".join((*sentences[:number], *sentences[number + 1 :]))
