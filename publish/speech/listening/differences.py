"""What a hearing of a chapter says otherwise than its script, each difference with the texts between which to choose.

The texts of a difference are those of the pieces of sound that it touches: once with the words that were heard, and
once for every way of writing the script's words in their place. All else is the same in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby

from publish.speech.listening.likeness import same_sound
from publish.speech.listening.tokens import Kind, Token, tokens, tokens_in
from publish.speech.script import Chapter
from publish.speech.wording import words_of

Texts = tuple[tuple[int, str], ...]
"""Pieces by number, each with what it may say."""

_END = re.compile(r"[.!?]$")
_STOP = re.compile(r"[.,;:!?]$")


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the script, those heard in their place, and the texts to choose from.

    `place` is where the words begin and end among the script's tokens. `sentences` are those that it touches.
    `to_the_end` says that it stands at the end of a piece. `as_written` is empty where there is nothing to choose: for
    the length of a whole piece nothing of the script was heard.
    """

    place: tuple[int, int]
    sentences: range
    expected: tuple[Token, ...]
    heard: tuple[Token, ...]
    words: str  # as they were heard
    pieces: range
    as_heard: Texts
    as_written: tuple[Texts, ...]
    to_the_end: bool

    @property
    def exact(self) -> bool:
        """Whether a number, negation, unit or decisive word is at stake."""
        return any(token.exact for token in (*self.expected, *self.heard))


class _Text:
    """A text and its tokens, to be cut between words."""

    def __init__(self, text: str, found: Sequence[Token]) -> None:
        self.text = text
        self._tokens = tuple(found)

    @cached_property
    def cuts(self) -> dict[int, int]:
        """How many tokens stand before a place to cut, and its offset: a cut parts no number, date or abbreviation."""
        places = {0: 0}
        for gap in re.finditer(r"\s+", self.text):
            left = tokens(self.text[: gap.start()])
            if (*left, *tokens(self.text[gap.end() :])) == self._tokens:
                places.setdefault(len(left), gap.start())
        places[len(self._tokens)] = len(self.text)
        return places

    def between(self, first: int, last: int) -> str:
        """The words from one cut to another."""
        return self.text[self.cuts[first] : self.cuts[last]].strip()


class Hearing:
    """A chapter's script and one hearing of it, piece by piece, laid side by side."""

    def __init__(self, chapter: Chapter, texts: Sequence[str]) -> None:
        self.chapter = chapter
        self.texts = tuple(texts)
        script = [tokens(words_of(sentence.spoken)) for sentence in chapter.sentences]
        self.expected = tuple(token for sentence in script for token in sentence)
        self.owners = tuple(number for number, sentence in enumerate(script) for _ in sentence)
        found = tokens_in(self.texts)
        self.heard = tuple(token for token, _ in found)
        self._owners = tuple(piece for _, piece in found)
        self._starts = [sum(len(one) for one in script[:number]) for number in range(len(script))]
        self._firsts = [sum(owner < piece for owner in self._owners) for piece in range(len(texts))]
        self._spoken = [_Text(words_of(one.spoken), own) for one, own in zip(chapter.sentences, script, strict=True)]
        self._written = [
            _Text(one.text, own) if tokens(one.text) == own else spoken
            for one, own, spoken in zip(chapter.sentences, script, self._spoken, strict=True)
        ]
        self._pieces = [
            _Text(text, [token for token, owner in found if owner == piece]) for piece, text in enumerate(texts)
        ]
        matcher = SequenceMatcher(None, self.expected, self.heard, autojunk=False)
        self._blocks = [(a, b, size) for a, b, size in matcher.get_matching_blocks() if size]

    @property
    def share(self) -> float:
        """That of the script's words which were heard."""
        return sum(size for _, _, size in self._blocks) / max(1, len(self.expected))

    def place_of(self, sentence: int) -> tuple[int, float]:
        """The piece in which a sentence begins, and after what share of that piece's words."""
        start = self._starts[sentence]
        j = next((b + max(0, start - a) for a, b, size in self._blocks if start < a + size), len(self.heard))
        piece = self._owners[j] if j < len(self._owners) else len(self.texts) - 1
        return piece, (j - self._firsts[piece]) / max(1, max(self._pieces[piece].cuts))

    def differences(self) -> list[Difference]:
        """All differences but those in spelling."""
        return [
            self._difference(a, c, b, d)
            for (a, b), (c, d) in self._gaps()
            if not same_sound(self.expected[a:c], self.heard[b:d])
        ]

    def otherwise(self, other: Difference) -> Difference | None:
        """A difference of another hearing put into this one, which heard the script's words there; else None."""
        a, c = other.place
        for i, j, size in self._blocks:
            if i <= a and c <= i + size and (a < c or i < a < i + size):
                b, d = j + a - i, j + c - i
                piece = self._piece_before(b + 1)
                if piece != self._piece_before(d) or not (self._cuttable(a, b) and self._cuttable(c, d)):
                    return None
                before, after = self._around(piece, b, d)
                return replace(
                    other,
                    pieces=range(piece, piece + 1),
                    as_heard=((piece, _joined(before, other.words, after)),),
                    as_written=(((piece, self.texts[piece]),),),
                    to_the_end=not after,
                )
        return None

    def _gaps(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Where script and hearing differ, widened to places where both can be cut."""
        bounds = [(0, 0)]
        for i, j, size in self._blocks:
            cuts = [(i + step, j + step) for step in range(size + 1)]
            first = next((cut for cut in cuts if self._cuttable(*cut)), None)
            if first:
                last = next(cut for cut in reversed(cuts) if self._cuttable(*cut))
                bounds += [first, last]
        bounds.append((len(self.expected), len(self.heard)))
        return [(left, right) for left, right in zip(bounds[::2], bounds[1::2], strict=True) if left != right]

    def _cuttable(self, i: int, j: int) -> bool:
        """Whether both sides can be cut at a place."""
        if 0 < i < len(self.owners) and self.owners[i - 1] == self.owners[i]:
            owner = self.owners[i]
            if i - self._starts[owner] not in self._spoken[owner].cuts:
                return False
        if 0 < j < len(self.heard) and self._owners[j - 1] == self._owners[j]:
            piece = self._owners[j]
            return j - self._firsts[piece] in self._pieces[piece].cuts
        return True

    def _piece_before(self, j: int) -> int:
        return self._owners[j - 1] if j else 0

    def _around(self, piece: int, b: int, d: int) -> tuple[str, str]:
        """What a piece says before one heard token and from another one on."""
        text, first = self._pieces[piece], self._firsts[piece]
        length = max(text.cuts)
        return text.between(0, min(b - first, length)), text.between(max(0, d - first), length)

    def _difference(self, a: int, c: int, b: int, d: int) -> Difference:
        first = self._piece_before(b)
        last = self._owners[d] if d < len(self.heard) else len(self.texts) - 1
        before, after = self._around(first, b, b)[0], self._around(last, d, d)[1]
        written: list[Texts] = []
        if first == last:
            written = [((first, _joined(before, words, after)),) for words in self._renderings(a, c)]
        elif last == first + 1:
            written = [
                ((first, _joined(before, head)), (last, _joined(tail, after)))
                for cut in self._places_to_part(a, c)
                for head, tail in zip(self._renderings(a, cut), self._renderings(cut, c), strict=True)
            ]
        owners = self.owners[a:c] or [self._owner_of_added(a, before)]
        inside = [self._pieces[piece] for piece in range(first, last + 1)]
        words = " ".join(text.text for text in inside)
        return Difference(
            (a, c),
            range(owners[0], owners[-1] + 1),
            self.expected[a:c],
            self.heard[b:d],
            words[len(before) : len(words) - len(after)].strip(),
            range(first, last + 1),
            tuple((piece, self.texts[piece]) for piece in range(first, last + 1)),
            tuple(dict.fromkeys(written)),
            to_the_end=first != last or not after,
        )

    def _owner_of_added(self, a: int, before: str) -> int:
        """The sentence to which words belong that were only added: after a stop it is the one that follows."""
        follows = a < len(self.owners) and bool(_END.search(before))
        return self.owners[a if follows or not a else a - 1]

    def _renderings(self, a: int, c: int) -> list[str]:
        """The script's words from one token to another: as spoken, as written, with figures, with figures apart."""
        spoken, written = [], []
        for owner, group in groupby(range(a, c), key=lambda i: self.owners[i]):
            inside = [i - self._starts[owner] for i in group]
            first, last = inside[0], inside[-1] + 1
            spoken.append(self._spoken[owner].between(first, last))
            known = {first, last} <= self._written[owner].cuts.keys()
            written.append(self._written[owner].between(first, last) if known else spoken[-1])
        run = self.expected[a:c]
        return [" ".join(spoken), " ".join(written), _in_figures(run, ""), _in_figures(run, " ")]

    def _places_to_part(self, a: int, c: int) -> list[int]:
        """Where the script's words may be parted by a cut of the sound: at both ends, and after stops."""
        places = {a, c}
        for owner in sorted(set(self.owners[a:c])):
            start, text = self._starts[owner], self._spoken[owner]
            stops = {start + count for count, offset in text.cuts.items() if _STOP.search(text.text[:offset])}
            places |= {place for place in {start, *stops} if a < place < c}
        return sorted(places)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _in_figures(run: Sequence[Token], between: str) -> str:
    """Tokens as text, the digits of a number with `between` between them."""
    groups = groupby(run, key=lambda token: token.kind is Kind.NUMBER)
    return " ".join((between if number else " ").join(token.surface for token in group) for number, group in groups)
