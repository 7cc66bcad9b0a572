"""Alignment of two sequences of texts, in order and near-linear: the one algorithm behind every comparison.

Patience alignment: keys that occur once on both sides are anchors; the longest run of anchors that is in order on
both sides is kept, and the gaps between them are aligned in the same way. What then remains in a gap is paired by
likeness, so that a changed text meets its original instead of being reported as one loss and one surplus.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Pair = tuple[int, int]

LIKENESS = 0.5
"""Below this share of common words (characters, in short texts) two texts are held to be different texts."""

_SHORT = 60  # characters: shorter texts are compared by character, as they have too few words
_COMMON = 32  # places: a word found in more of them says nothing of which text it belongs to


def increasing(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest run of pairs that rises on both sides (`pairs` are sorted by their first number)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, right) in enumerate(pairs):
        place = bisect_left(tails, right)
        before.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(right)
            at.append(number)
        else:
            tails[place] = right
            at[place] = number
    run: list[Pair] = []
    number = at[-1] if at else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _anchors(left: Sequence[Hashable], right: Sequence[Hashable], span: tuple[int, int, int, int]) -> list[Pair]:
    start, stop, first, last = span
    counts_left = Counter(left[start:stop])
    counts_right = Counter(right[first:last])
    where = {right[j]: j for j in range(first, last) if counts_right[right[j]] == 1}
    return increasing(
        [(i, where[left[i]]) for i in range(start, stop) if counts_left[left[i]] == 1 and left[i] in where]
    )


def same(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[Pair]:
    """Pairs of equal keys, rising on both sides."""
    pairs: list[Pair] = []
    waiting = [(0, len(left), 0, len(right))]
    while waiting:
        start, stop, first, last = waiting.pop()
        while start < stop and first < last and left[start] == right[first]:
            pairs.append((start, first))
            start, first = start + 1, first + 1
        while start < stop and first < last and left[stop - 1] == right[last - 1]:
            stop, last = stop - 1, last - 1
            pairs.append((stop, last))
        if start == stop or first == last:
            continue
        anchors = _anchors(left, right, (start, stop, first, last))
        if not anchors:
            pairs += _repeats(left, right, (start, stop, first, last))
            continue
        edges = [(start - 1, first - 1), *anchors, (stop, last)]
        pairs += anchors
        waiting += [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges)]
    return sorted(pairs)


def _repeats(left: Sequence[Hashable], right: Sequence[Hashable], span: tuple[int, int, int, int]) -> list[Pair]:
    """Pairs in a gap where every common key is repeated: the n-th of a key on one side meets its n-th on the other."""
    start, stop, first, last = span
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in range(last - 1, first - 1, -1):
        places[right[j]].append(j)
    candidates = [(i, places[left[i]].pop()) for i in range(start, stop) if places.get(left[i])]
    return increasing(candidates)


def likeness(left: str, right: str) -> float:
    """How much of two texts is common and in order, 0 to 1."""
    if max(len(left), len(right)) <= _SHORT:
        return SequenceMatcher(None, left, right, autojunk=False).ratio()
    return SequenceMatcher(None, left.split(), right.split(), autojunk=False).ratio()


def alike(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Pairs of texts in two gaps that are most probably versions of each other, rising on both sides."""
    postings: dict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(right):
        for word in set(text.split()):
            postings[word].append(j)
    proposals: list[tuple[float, int, int]] = []
    for i, text in enumerate(left):
        votes: Counter[int] = Counter()
        for word in set(text.split()):
            if len(postings.get(word, ())) <= _COMMON:
                votes.update(postings.get(word, ()))
        candidates = {j for j, _ in votes.most_common(3)}
        if len(left) == len(right):
            candidates.add(i)
        proposals += [(score, i, j) for j in candidates if (score := likeness(text, right[j])) >= LIKENESS]
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    best: list[Pair] = []
    for _, i, j in sorted(proposals, key=lambda proposal: (-proposal[0], proposal[1], proposal[2])):
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            best.append((i, j))
    return increasing(sorted(best))
