"""Lists that name the page's own headings: tables of contents, key points, lists of what is to come.

A list most of whose items are said again, in their order, as whole lines further down, names those lines as headings.
Nested items name the levels below. Such a list at the top of the page is a table of contents, and navigation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from publish.importing.text_export.line_pieces import Kind, Piece, could_head

_FEWEST = 3  # items of a list that names headings
_MOST_SAID = 0.75  # share of the items that must be said again
_LABEL = re.compile(
    r"(?:(?:table of )?contents|(?:on|in) this (?:page|section|leaflet|booklet|factsheet|guide|article|document)"
    r"|(?:page|quick) (?:contents|links|navigation)|jump to(?: section)?|skip to section|sections?|index)\W*",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:key|main|important) (?:points|facts|messages)|key facts|at a glance|summary|overview|in brief|highlights",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s+")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of a line: `depth` in the list (from 0), and the line where the list starts.

    `contents` says that the list is a table of contents of the page; `beside` that its lines stand beside the heading
    over the list, as those of "Key points" do.
    """

    depth: int
    line: int
    contents: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What lists name, by the number of its line; and the places in the row of what is only navigation."""

    named: dict[int, Listed]
    navigation: frozenset[int]


def is_label(words: str) -> bool:
    """Whether a line introduces a table of contents."""
    return _LABEL.fullmatch(words) is not None


def key(words: str) -> str:
    """What two lines that say the same have in common: no number before, no full stop after, no capitals."""
    line = " ".join(words.split())
    number = _NUMBER.match(line)
    return (line[number.end() if number else 0 :].rstrip(" .:") or words).casefold()


def find(row: Sequence[Piece], plain: Callable[[Piece], str]) -> Contents:
    """The headings that lists name, and the lists that only lead to them."""
    keys = [key(plain(piece)) if piece.kind in {Kind.TEXT, Kind.ITEM} else "" for piece in row]
    ends = _ends(row, keys)
    places: dict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(row):
        if piece.kind is Kind.TEXT:
            places[keys[number]].append(number)
    named: dict[int, Listed] = {}
    navigation: set[int] = set()
    early = True  # no heading has come yet
    start = 0
    while start < len(row):
        stop = ends[start]
        if stop == start:
            words = plain(row[start])
            label = is_label(words) or _BESIDE.fullmatch(words) is not None
            early = early and not (row[start].kind is Kind.TEXT and could_head(words) and not label)
            start += 1
            continue
        matches = _matches(places, keys, start, stop)
        above = plain(row[start - 1]) if start else ""
        ats = [at for at in matches if at is not None]
        if ats and len(ats) >= max(2 if is_label(above) else _FEWEST, _MOST_SAID * len(matches)):
            beside = _BESIDE.fullmatch(above) is not None
            contents = is_label(above) or (early and not beside)
            steps = sorted({piece.indent for piece in row[start:stop]})
            for piece, at in zip(row[start:stop], matches, strict=True):
                if at is not None:
                    depth = steps.index(piece.indent)
                    named.setdefault(row[at].line, Listed(depth, row[start].line, contents, beside))
            sentence = above.endswith(":") and not is_label(above)  # a list that ends a sentence is content
            if contents and not sentence and len(ats) == len(matches):
                navigation.update(range(start - is_label(above), stop))
        start = stop
    return Contents(named, frozenset(navigation))


def _ends(row: Sequence[Piece], keys: Sequence[str]) -> list[int]:
    """Where a list that starts at each place ends; that place itself where none does.

    It is of items, or of lines that are each said again later and none of which says the same as one before it. All
    ends come from one way through the row: a page whose lines all come back would cost the cube of its length.
    """
    after, before = _again(keys)
    ends = list(range(len(row)))
    start = 0
    while start < len(row):
        stop = start
        while stop < len(row) and row[stop].kind is Kind.ITEM:
            stop += 1
        if stop > start:
            ends[start:stop] = [stop] * (stop - start)
            start = stop
            continue
        while stop < len(row) and row[stop].kind is Kind.TEXT and after[stop] < len(row):
            stop += 1
        last = next((place for place in range(stop - 1, start, -1) if before[place] < start), start)
        for place in range(start, stop):
            last = max(last, place)
            ends[place] = last + 1 if last + 1 - place >= _FEWEST else place
            last = after[place] if last < after[place] < stop else last  # no repeat any more in a list after this place
        start = max(stop, start + 1)
    return ends


def _again(keys: Sequence[str]) -> tuple[list[int], list[int]]:
    """For each place the next one that says the same (the number of keys where there is none), and the one before."""
    after, before = [len(keys)] * len(keys), [-1] * len(keys)
    seen: dict[str, int] = {}
    for place, name in enumerate(keys):
        if name in seen:
            before[place] = seen[name]
            after[seen[name]] = place
        seen[name] = place
    return after, before


def _matches(places: Mapping[str, Sequence[int]], keys: Sequence[str], start: int, stop: int) -> list[int | None]:
    """For each item the line further down that says the same; lines come in the order of their items."""
    found: list[int | None] = []
    at = stop
    for name in keys[start:stop]:
        lines = places.get(name, ())
        number = bisect_left(lines, at)
        place = lines[number] if number < len(lines) else None
        found.append(place)
        at = at if place is None else place + 1
    return found
