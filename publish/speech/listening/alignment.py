"""What was to be said laid beside what was heard, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from publish.proof.align import same
from publish.speech.listening.tokens import NO_OR_NUMBER, Kind, Token

CLOSE = 0.6
"""From this likeness of letters on, a heard word is the expected one in another spelling."""

ALIKE = 0.75
"""From this likeness of letters on, no other word was heard, however ordinary both are. "Cure" and "cause" come to
0.67; "an" and "and", which sound the same before a vowel, to 0.8."""

_LARGEST = 60_000  # cells of the table for one gap; in a larger gap only equal words are paired


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each expected token the heard one that it met (None: none), and the heard tokens that met none."""

    met: tuple[int | None, ...]
    surplus: tuple[int, ...]


@lru_cache(maxsize=65_536)
def _likeness(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def close(left: str, right: str) -> bool:
    """Whether two words are spellings of one."""
    return left == right or _likeness(left, right) >= CLOSE


def alike(left: str, right: str) -> bool:
    """Whether two words may well be said for one another: "an" and "and", "ward" and "word", "targets" and "target"."""
    return left == right or _likeness(left, right) >= ALIKE


def align(expected: Sequence[Token], heard: Sequence[Token]) -> Alignment:
    """The best pairing of two runs of tokens in order.

    Words of three letters and more that occur once on both sides are fixed first; between them every gap is aligned
    exactly. Numbers, negations and units meet only their equals.
    """
    met: list[int | None] = [None] * len(expected)
    used: set[int] = set()
    anchors = _anchors(expected, heard)
    for (a, b), (c, d) in pairwise([(-1, -1), *anchors, (len(expected), len(heard))]):
        for i, j in _gap(expected[a + 1 : c], heard[b + 1 : d]):
            met[a + 1 + i] = b + 1 + j
            used.add(b + 1 + j)
        if c < len(expected):
            met[c] = d
            used.add(d)
    return Alignment(tuple(met), tuple(j for j in range(len(heard)) if j not in used))


_RUN = 3  # words


def _anchors(expected: Sequence[Token], heard: Sequence[Token]) -> list[tuple[int, int]]:
    """Pairs of words in the middle of equal runs of three: a single equal word may have strayed there."""
    pairs = same([token.text for token in expected], [token.text for token in heard])
    kept = set(pairs)
    return [(i, j) for i, j in pairs if (i - 1, j - 1) in kept and (i + 1, j + 1) in kept]


def _gap(expected: Sequence[Token], heard: Sequence[Token]) -> list[tuple[int, int]]:
    """The pairs in one gap, by dynamic programming; two words may meet one that is both together."""
    rows, columns = len(expected), len(heard)
    if not rows or not columns:
        return []
    if rows * columns > _LARGEST:
        return same([token.text for token in expected], [token.text for token in heard])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            options = [(best[i + 1][j], (1, 0)), (best[i][j + 1], (0, 1))]
            options += [
                (gain + best[i + down][j + right], (down, right))
                for down, right in ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3))
                if i + down <= rows
                and j + right <= columns
                and (gain := _gain(expected[i : i + down], heard[j : j + right]))
            ]
            best[i][j], step[i][j] = max(options, key=lambda option: option[0])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        down, right = step[i][j]
        if down and right:
            pairs += [(i + min(k, down - 1), j + min(k, right - 1)) for k in range(max(down, right))]
        i, j = i + down, j + right
    return pairs


def _gain(expected: Sequence[Token], heard: Sequence[Token]) -> float:
    """What a pairing is worth: equal words 2 each, likely spellings 1."""
    if len(expected) == len(heard) == 1:
        left, right = expected[0], heard[0]
        if left == right:
            return 2.0
        if (left.text, right.text) in _SOUND_ALIKE:
            return 1.0
        if left.exact and right.exact:
            return 0.0
        # "microleiter" is a misspelt unit, "Moore" is a way to write "more"; digits and negations are never misspelt.
        if Kind.WORD in {left.kind, right.kind} and not {left.kind, right.kind}.isdisjoint(_MISSPELT):
            return 1.0 if _likeness(left.text, right.text) >= _CLOSE_TOGETHER else 0.0
        return 1.0 if not left.exact and not right.exact and close(left.text, right.text) else 0.0
    if any(token.exact for token in (*expected, *heard)):
        return 0.0
    left_text, right_text = "".join(token.text for token in expected), "".join(token.text for token in heard)
    if left_text == right_text:
        return 2.0 * len(expected)
    return 1.0 * len(expected) if _likeness(left_text, right_text) >= _CLOSE_TOGETHER else 0.0


_CLOSE_TOGETHER = 0.8
_MISSPELT = frozenset({Kind.UNIT, Kind.DECISIVE})

_SOUND_ALIKE = frozenset(
    {
        ("no", NO_OR_NUMBER),
        ("number", NO_OR_NUMBER),
        ("no", "know"),
        ("not", "knot"),
        ("1", "won"),
        ("2", "to"),
        ("2", "too"),
        ("4", "for"),
        ("8", "ate"),
    }
)
"""What was to be said and what a recogniser may write for the very same sound."""
