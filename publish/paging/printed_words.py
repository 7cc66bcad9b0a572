"""On which page of a printed edition each word of an edition for the screen stands, read from both files.

The printed one says more: where links lead, and what is on its cover and its back. It may say a table row by row; then
nothing is known of the words of that table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.paging.marked_passages import MarkedPassage
from publish.proof.align import same
from publish.proof.reading import Passage, Role
from publish.readers.pdf import read_tagged_pdf

_ADDED = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")  # "(page 4)", "(nhs.uk/flu)"
_IN_TABLE = frozenset({Role.CELL, Role.HEADER_CELL, Role.CAPTION})


@dataclass(frozen=True, slots=True)
class _Words:
    """The letters and digits of a passage, word by word; whether it is a cell or a caption."""

    in_table: bool
    words: tuple[str, ...]


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(letters for word in text.split() if (letters := "".join(filter(str.isalnum, word))))


def pages_of(passages: Sequence[MarkedPassage], printed: Path) -> list[tuple[int, ...]]:
    """For each passage the page on which each of its words ends, () where that is not known.

    Words that are read in one are on the page on which the last of them ends.

    Raises `UnreadableEdition`.
    """
    on_paper = [passage for passage in read_tagged_pdf(printed).passages if passage.role is not Role.NOTE]
    papers = [_Words(passage.role in _IN_TABLE, _words_of(passage.text)) for passage in on_paper]
    screens = [_Words(passage.role in _IN_TABLE, passage.words) for passage in passages]
    found: list[tuple[int, ...]] = [()] * len(passages)
    for place, paper in _pairs(screens, papers, [passage.text for passage in on_paper]):
        pages = list(_pages(on_paper[paper]))
        each = [pages[at] for at in _within(screens[place].words, papers[paper].words) or ()]
        for start, stop in passages[place].whole:
            each[start:stop] = each[stop - 1 : stop] * (stop - start)
        found[place] = tuple(each)
    return found


def _pairs(passages: Sequence[_Words], papers: Sequence[_Words], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Passages of the same words; in the gaps between them, those to which paper added something in brackets."""
    exact = same(passages, papers)
    yield from exact
    start = first = 0
    for stop, last in (*exact, (len(passages), len(papers))):
        for place in range(start, stop):
            for paper in range(first, last):
                if _says(passages[place], papers[paper], texts[paper]):
                    yield place, paper
                    first = paper + 1
                    break
        start, first = stop + 1, last + 1


def _says(passage: _Words, paper: _Words, text: str) -> bool:
    without = _words_of(_ADDED.sub("", text))
    return (
        passage.in_table == paper.in_table
        and _within(passage.words, paper.words) is not None
        and _within(without, passage.words) is not None
    )


def _within(words: Sequence[str], others: Sequence[str]) -> list[int] | None:
    """Where the words stand among others, in order; None where they do not."""
    found: list[int] = []
    at = 0
    for word in words:
        while at < len(others) and others[at] != word:
            at += 1
        if at == len(others):
            return None
        found.append(at)
        at += 1
    return found


def _pages(passage: Passage) -> Iterator[int]:
    """The page on which each word of a printed passage ends; a heading is on the one on which it begins."""
    turns = list(passage.turns) if passage.role is not Role.HEADING else []
    page, letters = int(passage.where.removeprefix("page ") or 0), 0
    for word in _words_of(passage.text):
        letters += len(word)
        while turns and turns[0][0] < letters:
            page = turns.pop(0)[1]
        yield page
