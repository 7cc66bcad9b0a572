"""One hearing of a chapter laid beside its script: what met, what did not, and what else was heard."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter

from publish.speech.listening.alignment import Alignment, align, alike
from publish.speech.listening.hearing import HeardPiece
from publish.speech.listening.hot_words import another_name, ordinary
from publish.speech.listening.tokens import Kind, Token, rejoined, tokens, tokens_in
from publish.speech.script import Chapter, Sentence
from publish.speech.wording import wording, words_of

FOREIGN = 6
"""Words in a row that the script does not have, from which on they are reported; a recogniser rarely invents more."""

LETTERS = 4
"""Letters by which words in a row must be longer than what stands in their place on the other side to count as lost or
added; fewer are articles and the like, which recognisers drop."""

MUCH = 2 / 3
"""Share of the letters from which on words in another spelling are the same words."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A run of words that the script does not have in this place, and when it is said."""

    words: tuple[Token, ...]
    text: str
    at_s: float


@dataclass(frozen=True, slots=True)
class Word:
    """A heard token and the piece that it comes from."""

    token: Token
    piece: int
    at_s: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Expected and heard tokens between two pairs that met, the former from the token `start` on.

    `lost` says that clearly less was heard than was to be said, `new` that clearly more was.
    """

    start: int
    said: tuple[int, ...]
    heard: tuple[int, ...]
    lost: bool
    new: bool


@dataclass(frozen=True)
class Trial:
    """One alignment of a chapter's tokens with one hearing of it."""

    owners: tuple[int, ...]  # the sentence of each expected token
    expected: tuple[Token, ...]
    heard: tuple[Word, ...]
    alignment: Alignment

    @classmethod
    def of(cls, chapter: Chapter, heard: Sequence[HeardPiece]) -> Trial:
        """Align a chapter with the pieces that an ear heard of it."""
        owners: list[int] = []
        expected: list[Token] = []
        script = [words_to_hear(sentence) for sentence in chapter.sentences]
        for number, sentence in enumerate(script):
            own = tokens(sentence)
            owners += [number] * len(own)
            expected += own
        texts = rejoined([piece.text for piece in heard], " ".join(script))
        words: list[Word] = []
        for number, group in groupby(tokens_in(texts), key=lambda pair: pair[1]):
            found, piece = [token for token, _ in group], heard[number]
            step = (piece.end_s - piece.start_s) / len(found)
            words += [Word(token, number, piece.start_s + step * place) for place, token in enumerate(found)]
        return cls(tuple(owners), tuple(expected), tuple(words), align(expected, [word.token for word in words]))

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Expected and heard tokens that met, in order, between one before both beginnings and one behind both ends."""
        met = ((i, j) for i, j in enumerate(self.alignment.met) if j is not None)
        return (-1, -1), *met, (len(self.expected), len(self.heard))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What stands between words that met, at both ends too."""
        surplus = set(self.alignment.surplus)
        gaps = []
        for (a, b), (c, d) in pairwise(self.pairs):
            said, heard = range(a + 1, c), [j for j in range(b + 1, d) if j in surplus]
            # "high dose" heard as "hydose": what was said in the gap may have been heard in the word beside it.
            beside = [
                len(self.heard[j].token.text) - len(self.expected[i].text)
                for i, j in ((a, b), (c, d))
                if 0 <= i < len(self.expected)
            ]
            in_words = sum(len(self.expected[i].text) for i in said)
            in_sound = sum(len(self.heard[j].token.text) for j in heard)
            lost = _clearly_less(in_sound + sum(n for n in beside if n > 0), in_words)
            new = _clearly_less(in_words - sum(n for n in beside if n < 0), in_sound)
            gaps.append(Gap(a + 1, tuple(said), tuple(heard), lost=lost, new=new))
        return tuple(gaps)

    @cached_property
    def spans(self) -> tuple[Gap, ...]:
        """The gaps widened to whole numbers and to words that are not the same.

        Of 11 and 13 one digit meets one, and yet they are two numbers; "cure" may be "cause" in another spelling.
        """
        first, *met, last = self.pairs
        bounds = [first, *(pair for pair in met if not self._two_words(*pair)), last]
        inside = range(1, len(bounds) - 1)
        spans: dict[Gap, None] = {}
        for left, right in pairwise(range(len(bounds))):
            (a, b), (c, d) = bounds[left], bounds[right]
            words = [*self.expected[a + 1 : c], *(word.token for word in self.heard[b + 1 : d])]
            if any(token.kind is Kind.NUMBER for token in words):
                while left in inside and self.expected[bounds[left][0]].kind is Kind.NUMBER:
                    left -= 1
                while right in inside and self.expected[bounds[right][0]].kind is Kind.NUMBER:
                    right += 1
            if words:
                (a, b), (c, d) = bounds[left], bounds[right]
                spans[Gap(a + 1, tuple(range(a + 1, c)), tuple(range(b + 1, d)), lost=False, new=False)] = None
        return tuple(spans)

    def _two_words(self, i: int, j: int) -> bool:
        """Whether an expected and a heard word that met are two ordinary words or names, not one in two spellings."""
        expected, heard = self.expected[i], self.heard[j].token
        if expected == heard:
            return False
        ordinary_words = not alike(expected.text, heard.text) and ordinary(expected) and ordinary(heard)
        return ordinary_words or another_name(expected, heard)

    def hears_otherwise(self, gap: Gap) -> bool:
        """Whether anything else was heard in the place of a gap, which may be one of another hearing."""
        return not self._places.isdisjoint(range(gap.start, gap.start + len(gap.said) + 1))

    def firm(self, gap: Gap) -> bool:
        """Whether the words on both sides of a gap are the script's: a part of a rare word may stray into a gap."""
        first, last = self._between(gap.start, gap.start + len(gap.said))
        sides = ((gap.start - 1, first - 1), (gap.start + len(gap.said), last))
        return all(
            self.expected[i] == self.heard[j].token
            for i, j in sides
            if 0 <= i < len(self.expected) and 0 <= j < len(self.heard)
        )

    @cached_property
    def _places(self) -> frozenset[int]:
        """The places between expected words at which something else was heard: 0 is before the first one."""
        return frozenset(place for span in self.spans for place in range(span.start, span.start + len(span.said) + 1))

    @cached_property
    def unsaid(self) -> frozenset[int]:
        """The expected words for which nothing was heard, in whatever spelling."""
        return frozenset(i for gap in self.gaps if gap.lost for i in gap.said)

    @property
    def share(self) -> float:
        """That of the chapter's words which were heard."""
        return sum(place is not None for place in self.alignment.met) / max(1, len(self.expected))

    def tokens_of(self, sentence: int) -> range:
        """The expected tokens of a sentence."""
        return range(bisect_left(self.owners, sentence), bisect_right(self.owners, sentence))

    def unmet(self, sentence: int) -> set[int]:
        """The expected tokens of a sentence that were not heard."""
        return {i for i in self.tokens_of(sentence) if self.alignment.met[i] is None}

    def met_in(self, piece: int) -> list[int]:
        """The words of the script that were heard in a piece."""
        return [i for i, j in self.pairs[1:-1] if self.heard[j].piece == piece]

    def script_of(self, piece: int, gap: Gap) -> tuple[int, int]:
        """The expected tokens from the first one heard in a piece to the last one, those of a gap in it among them."""
        met, stop = self.met_in(piece), gap.start + len(gap.said)
        return min([*met, gap.start]), max([i + 1 for i in met] + [stop])

    def pieces_of(self, gap: Gap) -> tuple[int, ...]:
        """The pieces in which the words of a gap were heard, else those of the words beside it."""
        first, last = self._between(gap.start, gap.start + len(gap.said))
        beside = (j for j in (first - 1, last) if 0 <= j < len(self.heard))
        return tuple(sorted({self.heard[j].piece for j in gap.heard or beside}))

    def region(self, sentence: int) -> tuple[int, int]:
        """The heard tokens between the last one met before a sentence and the first one met after it."""
        own = self.tokens_of(sentence)
        return self._between(own.start, own.stop)

    def _between(self, start: int, stop: int) -> tuple[int, int]:
        """The heard tokens between the last one met before some expected tokens and the first one met after them."""
        before, after = (bisect_left(self.pairs, (i,)) for i in (start, stop))
        return self.pairs[before - 1][1] + 1, self.pairs[after][1]

    def pieces(self, sentence: int, count: int) -> range:
        """The pieces in which a sentence should be, of `count` in all.

        Of equal words in a row any may be those that were not heard: the pieces of all of them are among these.
        """
        first, last = self.region(sentence)
        for gap in self.gaps:
            if any(self.owners[i] == sentence for i in gap.said):
                start, stop = self._between(*self._anywhere(gap.said[0], gap.said[-1] + 1))
                first, last = min(first, start), max(last, stop)
        start = self.heard[first - 1].piece if first else 0
        stop = self.heard[last].piece if last < len(self.heard) else count - 1
        return range(start, stop + 1)

    def _anywhere(self, start: int, stop: int) -> tuple[int, int]:
        """The expected tokens among which a run of unmet ones can be moved and leave the same words met."""
        length = stop - start
        while start and self.expected[start - 1] == self.expected[start - 1 + length]:
            start -= 1
        while stop < len(self.expected) and self.expected[stop] == self.expected[stop - length]:
            stop += 1
        return start, stop

    def added(self) -> dict[int, list[Token]]:
        """Numbers, negations, units and unasked words that met nothing, by the sentence in which they were heard.

        Between two sentences they belong to the one that lacks words there, else to the one whose words are nearer.
        Those in a foreign run are a part of that.
        """
        by_sentence: dict[int, list[Token]] = {}
        foreign = {j for run in self._foreign_runs() for j in run}
        for gap in self.gaps:
            exact = [j for j in gap.heard if self.heard[j].token.exact]
            run = [j for j in (gap.heard if gap.new else exact) if j not in foreign]
            owner = self.owner(gap, (exact or run)[0]) if run else None
            if owner is not None:
                by_sentence.setdefault(owner, []).extend(self.heard[j].token for j in run)
        return by_sentence

    def owner(self, gap: Gap, heard: int | None = None) -> int | None:
        """The sentence to which a heard token in a gap belongs, None where nothing of the chapter was heard."""
        if gap.said:
            return self.owners[gap.said[0]]
        if heard is None and not gap.heard:
            return None
        place = gap.heard[0] if heard is None else heard
        (i, left), (k, right) = self._beside(place, place)
        nearer = k if i < 0 or (k < len(self.expected) and right - place < place - left) else i
        return self.owners[nearer] if nearer < len(self.owners) else None

    def _beside(self, first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The last pair before a run of heard tokens and the first pair behind it."""
        before = bisect_left(self.pairs, first, key=itemgetter(1))
        after = bisect_right(self.pairs, last, key=itemgetter(1))
        return self.pairs[before - 1], self.pairs[after]

    def foreign(self) -> list[Foreign]:
        """Long runs of heard tokens that stand where the script has nothing of that length."""
        return [
            Foreign(tuple(self.heard[j].token for j in run), self.text(run[0], run[-1] + 1), self.heard[run[0]].at_s)
            for run in self._foreign_runs()
        ]

    def _foreign_runs(self) -> list[list[int]]:
        found = []
        for _, group in groupby(enumerate(self.alignment.surplus), key=lambda pair: pair[1] - pair[0]):
            run = [j for _, j in group]
            (before, _), (after, _) = self._beside(run[0], run[-1])
            unmet = after - before - 1
            if len(run) - unmet >= FOREIGN:
                found.append(run)
        return found

    def text(self, first: int, last: int) -> str:
        """The heard words of a run of tokens, as they were compared."""
        return " ".join(word.token.text for word in self.heard[first:last])


def words_to_hear(sentence: Sentence) -> str:
    """The script's words, or those of the source without the lexicon where it takes or changes a number or the like."""
    said, unchanged = words_of(sentence.spoken), words_of(wording(sentence.text, ()))
    if said == unchanged:
        return said
    exact, wanted = ([token for token in tokens(text) if token.exact] for text in (said, unchanged))
    digits, own_digits = ([token for token in run if token.kind is Kind.NUMBER] for run in (exact, wanted))
    # More than the source's words may well be said: a cell with only a dash is "none given".
    return unchanged if Counter(wanted) - Counter(exact) or digits != own_digits else said


def _clearly_less(some: int, others: int) -> bool:
    """Whether some letters are too few to be others in another spelling."""
    return others - some >= LETTERS and some < MUCH * others
