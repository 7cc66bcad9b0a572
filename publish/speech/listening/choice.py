"""The choice between two texts: which was heard, the script's, or the same text with some words otherwise.

What a recogniser writes down is what it expects as well as what it hears: it leaves out a "not" that it did not expect.
Asked for the likelihood of two texts on the same sound that differ in nothing else, it tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import groupby

from publish.speech.listening.tokens import Kind, Token, tokens
from publish.speech.listening.trial import Gap, Trial

MARGIN = 2.0
"""Nats by which one text must be likelier than the other before the choice between them counts. Of 45 damaged sentences
("not" in or out, digits, units, other words) the median came to -9.6 and the nearest to -3.1 and -0.8 ("do delay" for
"don't delay", which no ear had otherwise); of sentences said rightly the nearest came to 4.0."""

WORDS_MARGIN = 4.0
"""The same for ordinary words. Of 30 damaged sentences the median came to -12 and the nearest to -4.4 ("take away" for
"take"), which the ears tell alone, and -7.0; of the factsheet, said rightly, the nearest to -0.5 (roots, routes)."""


class Grade(IntEnum):
    """What a choice comes to."""

    HEARD = 0
    IN_DOUBT = 1
    WRONG = 2


@dataclass(frozen=True, slots=True)
class Dispute:
    """Words of the script and others that may have been said in their place, with the texts of one piece of sound.

    `written` and `instead` are these words with whole numbers, `as_script` and `otherwise` ways of writing the piece
    with the one and with the other words, `lost` those of the script for which no ear heard anything.
    """

    expected: tuple[Token, ...]
    heard: tuple[Token, ...]
    written: str
    instead: str
    piece: int
    as_script: tuple[str, ...]
    otherwise: tuple[str, ...]
    lost: frozenset[str] = frozenset()

    @property
    def exact(self) -> bool:
        """Whether it is about a number, a negation, a unit or a decisive word, not about ordinary words alone."""
        return any(token.exact for token in (*self.expected, *self.heard))


@dataclass(frozen=True, slots=True)
class Choice:
    """A dispute, and by how many nats the script's words are likelier than the others (less than 0: less likely).

    `unheard` says that no ear heard the number, negation or unit of the script. Then it is in doubt at best: it may be
    another one still than those that were asked about.
    """

    dispute: Dispute
    lean: float
    unheard: bool

    @property
    def margin(self) -> float:
        """The nats that decide."""
        return MARGIN if self.dispute.exact else WORDS_MARGIN

    @property
    def grade(self) -> Grade:
        """What the choice comes to; of ordinary words, which are often misheard, only what is clear is wrong."""
        if self.unheard:
            return Grade.WRONG if self.lean < 0 else Grade.IN_DOUBT
        if not self.dispute.exact:
            return Grade.WRONG if self.lean <= -self.margin else Grade.HEARD
        if abs(self.lean) < self.margin:
            return Grade.IN_DOUBT
        return Grade.WRONG if self.lean < 0 else Grade.HEARD


_BESIDE = 12  # words: no number, date or abbreviation is longer


@dataclass(frozen=True)
class _Wording:
    """A sentence in one wording, to be cut between its words."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def cuts(self) -> dict[int, int]:
        """How many tokens stand before a place to cut, and its offset: a cut parts no number, date or abbreviation.

        Only the words beside a place are looked at: the whole text at each of them took 26 s for 800 words.
        """
        words = [(word.start(), word.end()) for word in re.finditer(r"\S+", self.text)]
        places, before, start = {0: 0}, 0, 0
        for number in range(1, len(words)):
            offset, middle = words[number - 1][1], words[number][0]
            first, last = words[max(0, number - _BESIDE)][0], words[min(len(words), number + _BESIDE) - 1][1]
            left, right = tokens(self.text[first:offset]), tokens(self.text[middle:last])
            if (*left, *right) == tokens(self.text[first:last]):
                before += len(tokens(self.text[start:offset]))
                places.setdefault(before, offset)
                start = middle
        places[len(self.tokens)] = len(self.text)
        return places

    def between(self, first: int, last: int) -> str:
        """The words from one cut to another."""
        return self.text[self.cuts[first] : self.cuts[last]].strip()


class Wordings:
    """The words of a chapter's sentences as they are said and as they are written, to be cut between words."""

    def __init__(self, sentences: Sequence[tuple[str, str]]) -> None:
        self._said = [_Wording(said, tokens(said)) for said, _ in sentences]
        self._written = [
            _Wording(text, own.tokens) if tokens(text) == own.tokens else own
            for (_, text), own in zip(sentences, self._said, strict=True)
        ]
        lengths = [len(wording.tokens) for wording in self._said]
        self._starts = [sum(lengths[:number]) for number in range(len(lengths))]
        self._owners = [number for number, length in enumerate(lengths) for _ in range(length)]

    def disputes(self, trial: Trial, gap: Gap, lost: Collection[str] = ()) -> Iterator[Dispute]:
        """What is to be asked about a gap in a piece: all of it otherwise, and each negation in it or not in it.

        Of `lost` words, for which no ear heard anything, also whether just these are missing; where they may stand at
        the end of one piece or at the beginning of the next, it is asked of both.
        """
        pieces = trial.pieces_of(gap)
        if len(pieces) == 1 or (lost and not gap.heard):
            for piece in pieces:
                yield from self._disputes_in(piece, trial, gap, lost)

    def _disputes_in(self, piece: int, trial: Trial, gap: Gap, lost: Collection[str]) -> Iterator[Dispute]:
        first, last = self._widened(*trial.script_of(piece, gap))
        a, c = self._widened(gap.start, gap.start + len(gap.said))
        before, after = self._text(first, a), self._text(c, last)
        lead, tail = trial.expected[a : gap.start], trial.expected[gap.start + len(gap.said) : c]
        as_script = tuple(_joined(before, words, after) for words in self._renderings(trial, a, c))
        expected = trial.expected[gap.start : gap.start + len(gap.said)]
        heard = tuple(trial.heard[j].token for j in gap.heard)
        own = frozenset(token.text for token in expected if token.text in lost)
        for other in _others(expected, heard, own):
            run = (*lead, *other, *tail)
            otherwise = tuple(_joined(before, words, after) for words in (_in_figures(run, ""), _in_figures(run, " ")))
            written, instead = _in_figures(trial.expected[a:c], ""), _in_figures(run, "")
            yield Dispute(expected, other, written, instead, piece, as_script, otherwise, own)

    def _widened(self, a: int, c: int) -> tuple[int, int]:
        """A run of the script's tokens widened to where its text can be cut."""
        while not self._cuttable(a):
            a -= 1
        while not self._cuttable(c):
            c += 1
        return a, c

    def _cuttable(self, i: int) -> bool:
        if i >= len(self._owners) or i == self._starts[self._owners[i]]:
            return True
        owner = self._owners[i]
        place = i - self._starts[owner]
        return place in self._said[owner].cuts

    def _renderings(self, trial: Trial, a: int, c: int) -> tuple[str, ...]:
        """The script's words from one token to another: as written, as said, in figures, in figures apart."""
        run = trial.expected[a:c]
        return self._text(a, c), self._text(a, c, said=True), _in_figures(run, ""), _in_figures(run, " ")

    def _text(self, a: int, c: int, *, said: bool = False) -> str:
        parts = []
        for owner, group in groupby(range(a, c), key=lambda i: self._owners[i]):
            inside = [i - self._starts[owner] for i in group]
            first, last = inside[0], inside[-1] + 1
            written = self._written[owner]
            wording = self._said[owner] if said or not {first, last} <= written.cuts.keys() else written
            parts.append(wording.between(first, last))
        return _joined(*parts)


def _others(
    expected: tuple[Token, ...], heard: tuple[Token, ...], lost: Collection[str]
) -> Iterator[tuple[Token, ...]]:
    """What may have been said instead: what was heard, all but what nobody heard, a negation less or more."""
    others = [heard, tuple(token for token in expected if token.text not in lost)]
    if len(expected) != len(heard):
        others += [expected[:i] + expected[i + 1 :] for i, token in enumerate(expected) if token.turns]
        for negation in (token for token in heard if token.turns and token not in expected):
            others += [(negation, *expected), (*expected, negation)]
    yield from dict.fromkeys(other for other in others if other != expected)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _in_figures(run: Sequence[Token], between: str) -> str:
    """Tokens as text, the digits of a number with `between` between them."""
    groups = groupby(run, key=lambda token: token.kind is Kind.NUMBER)
    return " ".join((between if number else " ").join(token.surface for token in group) for number, group in groups)
