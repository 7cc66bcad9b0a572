"""Writes ties into a source where easy-read words and waivers have none or an old one: a person has read them again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.errors import SourceError
from publish.model.nodes import EasyRead, walk
from publish.model.publication import Publication
from publish.model.traverse import blocks_of
from publish.source.identity import agreement_tie, tie
from publish.source.load import load
from publish.source.source_file import save
from publish.source.waivers import tie_of_waiver

_TIE = re.compile(r'(?<![\w-])tie=(?:"[^"]*"|[^\s}]*)')
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_AGREED = re.compile(r'(?<![\w-])agreed="(?P<signed>[^"]*)"')


@dataclass(frozen=True, slots=True)
class Tied:
    """One tie that was written: the line, what it was ("" where there was none), what it is now."""

    line: int
    before: str
    after: str


def write_ties(source: Path) -> tuple[Tied, ...]:
    """Write every missing or old tie of a source in place, and those that new agreements lack.

    An agreement made for earlier words is left as it is: only the role that made it can renew it. Raises `SourceError`
    where the source cannot be read, or where a block's head does not stand on one line.
    """
    publication = load(source)
    lines = _LINE.findall(source.read_bytes().decode("utf-8"))  # with their ends, and the byte order mark
    written: list[Tied] = []
    for line, before, after in _wanted(publication):
        changed = _with_tie(lines[line - 1], after)
        if changed is None:
            raise SourceError(source, line, "no block starts on this line. Put its whole head on one line.")
        lines[line - 1] = changed
        written.append(Tied(line, before, after))
    for line, signed, after in _agreements(publication):
        lines[line - 1] = _AGREED.sub(f'agreed="{signed}, {after}"', lines[line - 1], count=1)
        written.append(Tied(line, "", after))
    if written:
        save(source, "".join(lines))
    return tuple(sorted(written, key=lambda change: change.line))


def _wanted(publication: Publication) -> Iterator[tuple[int, str, str]]:
    """Each tie that is missing or old: its line, what it is, what it must be."""
    sections = {section.id: section for section in walk(publication.sections)}
    for block in blocks_of(publication.document):
        if not isinstance(block, EasyRead) or not block.lines:
            continue  # words that are still to be written have not been read beside the text
        if (now := tie(sections[name] for name in block.covers)) != block.tie:
            yield block.line, block.tie, now
    for waiver in (*publication.document.waivers, *publication.document.fact_waivers):
        if (now := tie_of_waiver(waiver, sections[waiver.section])) != waiver.tie:
            yield waiver.line, waiver.tie, now


def _agreements(publication: Publication) -> Iterator[tuple[int, str, str]]:
    """Each agreement without a tie: its line, who signed it when, and the tie."""
    sections = {section.id: section for section in walk(publication.sections)}
    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead) and block.agreed is not None and not block.agreed.tie:
            covered = [sections[name] for name in block.covers]
            yield block.line, f"{block.agreed.by}, {block.agreed.date}", agreement_tie(block, covered)


def _with_tie(head: str, value: str) -> str | None:
    """A block's first line with its tie; None where it is no such line."""
    if ":::" not in head or "}" not in head:
        return None
    if _TIE.search(head):
        return _TIE.sub(f'tie="{value}"', head, count=1)
    place = head.rindex("}")
    return f'{head[:place].rstrip()} tie="{value}"{head[place:]}'
