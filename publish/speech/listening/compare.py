"""One chapter of the script against its sound: which sentences were heard, which were not, and what else was heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby

from publish.speech.listening.alignment import CLOSE, Alignment, align
from publish.speech.listening.hearing import HeardPiece, Listener, Sound
from publish.speech.listening.hot_words import hot_words
from publish.speech.listening.tokens import Token, tokens
from publish.speech.script import Chapter
from publish.speech.wording import words_of

CERTAIN = 0.8
"""Share of a sentence's words from which on the quick ear is believed without the stricter one."""

HEARD = 0.5
"""Share of a sentence's words below which it is missing: a dropped sentence comes to at most 0.1, one that is there to
more than 0.7."""

FOREIGN = 6
"""Words in a row that the script does not have, from which on they are reported; a recogniser rarely invents more."""

_SHORT = 3  # words


@dataclass(frozen=True, slots=True)
class SentenceHearing:
    """How one sentence was heard.

    `share` is that of its words which were heard, `text` what was heard in its place, `missed` the numbers, negations
    and units of the script that were not, `added` those heard that the script does not have, `at_s` when, in seconds
    from the start of the chapter.
    """

    share: float
    text: str
    missed: tuple[str, ...]
    added: tuple[str, ...]
    at_s: float

    @property
    def present(self) -> bool:
        """Whether the sentence was said."""
        return self.share >= HEARD

    @property
    def true(self) -> bool:
        """Whether it was said with all that must be exact."""
        return self.present and not self.missed and not self.added


@dataclass(frozen=True, slots=True)
class Foreign:
    """A run of words that the script does not have in this place, and when it is said."""

    words: tuple[Token, ...]
    text: str
    at_s: float


@dataclass(frozen=True, slots=True)
class ChapterHearing:
    """How a chapter was heard, sentence by sentence, and what was heard besides."""

    sentences: tuple[SentenceHearing, ...]
    foreign: tuple[Foreign, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A heard token and the piece that it comes from."""

    token: Token
    written: str
    piece: int
    at_s: float


@dataclass(frozen=True)
class _Trial:
    """One alignment of a chapter's tokens with one hearing of it."""

    owners: tuple[int, ...]  # the sentence of each expected token
    expected: tuple[Token, ...]
    heard: tuple[_Word, ...]
    alignment: Alignment

    def unmet(self, sentence: int) -> set[int]:
        """The expected tokens of a sentence that were not heard."""
        return {i for i, owner in enumerate(self.owners) if owner == sentence and self.alignment.met[i] is None}

    def met_in(self, piece: int) -> int:
        """How many words of the script were heard in a piece."""
        return sum(j is not None and self.heard[j].piece == piece for j in self.alignment.met)

    def region(self, sentence: int) -> tuple[int, int]:
        """The heard tokens between the last one met before a sentence and the first one met after it."""
        before = [j for i, j in enumerate(self.alignment.met) if j is not None and self.owners[i] < sentence]
        after = [j for i, j in enumerate(self.alignment.met) if j is not None and self.owners[i] > sentence]
        return (before[-1] + 1 if before else 0), (after[0] if after else len(self.heard))

    def pieces(self, sentence: int, count: int) -> range:
        """The pieces in which a sentence should be, of `count` in all."""
        first, last = self.region(sentence)
        start = self.heard[first - 1].piece if first else 0
        stop = self.heard[last].piece if last < len(self.heard) else count - 1
        return range(start, stop + 1)

    def added(self) -> dict[int, list[Token]]:
        """Numbers, negations and units that met nothing, by the sentence in which they were heard.

        Between two sentences a token belongs to the one that lacks words there, else to the one whose words are nearer.
        Those in a foreign run are a part of that.
        """
        by_sentence: dict[int, list[Token]] = {}
        met = {j: i for i, j in enumerate(self.alignment.met) if j is not None}
        foreign = {j for run in self._foreign_runs() for j in run}
        for j in self.alignment.surplus:
            if not self.heard[j].token.exact or j in foreign:
                continue
            left = next((k for k in range(j - 1, -1, -1) if k in met), None)
            right = next((k for k in range(j + 1, len(self.heard)) if k in met), None)
            first = 0 if left is None else met[left] + 1
            last = len(self.expected) if right is None else met[right]
            if first < last:
                owner = self.owners[first]
            elif right is not None and (left is None or right - j < j - left):
                owner = self.owners[met[right]]
            elif left is not None:
                owner = self.owners[met[left]]
            else:
                continue
            by_sentence.setdefault(owner, []).append(self.heard[j].token)
        return by_sentence

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
            before = max((i for i, j in enumerate(self.alignment.met) if j is not None and j < run[0]), default=-1)
            after = next((i for i, j in enumerate(self.alignment.met) if j is not None and j > run[-1]), None)
            unmet = (after if after is not None else len(self.expected)) - before - 1
            if len(run) - unmet >= FOREIGN:
                found.append(run)
        return found

    def text(self, first: int, last: int) -> str:
        """The heard words of a run of tokens, as they were compared."""
        return " ".join(word.written for word in self.heard[first:last])


def hear_chapter(chapter: Chapter, sound: Sound, listener: Listener) -> ChapterHearing:
    """Listen to a chapter, again with the stricter ear to what is in doubt, and closely to what still is.

    A word counts as heard if any ear heard it; a foreign word, number or negation only if all did.
    """
    hints = hot_words(sentence.text for sentence in chapter.sentences)
    heard = listener.hear(sound, hints)
    quick = _trial(chapter, heard)
    added = quick.added()
    results = [_hearing(quick, number, added) for number in range(len(chapter.sentences))]
    foreign = quick.foreign()
    trials = [quick]
    settled: set[int] = set()
    ears: tuple[Callable[[tuple[int, ...]], tuple[HeardPiece, ...]], ...] = (
        partial(listener.hear_again, sound, hints),
        partial(listener.hear_closely, sound),
    )
    for again in ears:
        first = len(trials) == 1
        doubtful = [
            n for n, one in enumerate(results) if (not one.true or (first and one.share < CERTAIN)) and n not in settled
        ]
        places = {piece for n in doubtful for piece in trials[-1].pieces(n, len(heard))}
        places |= {n for n, piece in enumerate(heard) for one in foreign if piece.start_s <= one.at_s < piece.end_s}
        if not places:
            break
        numbers = tuple(sorted(places))
        better = dict(zip(numbers, again(numbers), strict=True))
        trial = _trial(chapter, [better.get(number, piece) for number, piece in enumerate(heard)])
        # An ear that makes nonsense of a piece is not believed about it: it would acquit a "not" that it did not hear.
        nonsense = {number for number in numbers if trial.met_in(number) < HEARD * quick.met_in(number)}
        if nonsense:
            better = {number: piece for number, piece in better.items() if number not in nonsense}
            trial = _trial(chapter, [better.get(number, piece) for number, piece in enumerate(heard)])
        added = trial.added()
        trials.append(trial)
        for number in doubtful:
            before, latest = results[number], _hearing(trial, number, added)
            results[number] = _together(trials, number, before, latest)
            # A "not" that two ears have heard, a third one does not take back: it might only have missed it.
            if results[number].present and results[number].added:
                settled.add(number)
        foreign = [one for one in trial.foreign() if any(_same_words(one, other) for other in foreign)]
    return ChapterHearing(tuple(results), tuple(foreign))


def _trial(chapter: Chapter, heard: Sequence[HeardPiece]) -> _Trial:
    owners: list[int] = []
    expected: list[Token] = []
    for number, sentence in enumerate(chapter.sentences):
        made = tokens(words_of(sentence.spoken))
        owners += [number] * len(made)
        expected += made
    words: list[_Word] = []
    for number, piece in enumerate(heard):
        found = tokens(piece.text)
        step = (piece.end_s - piece.start_s) / max(1, len(found))
        words += [_Word(one, one.text, number, piece.start_s + step * place) for place, one in enumerate(found)]
    return _Trial(tuple(owners), tuple(expected), tuple(words), align(expected, [word.token for word in words]))


def _hearing(trial: _Trial, sentence: int, added: dict[int, list[Token]]) -> SentenceHearing:
    unmet = trial.unmet(sentence)
    length = trial.owners.count(sentence)
    first, last = trial.region(sentence)
    before = trial.heard[first - 1].at_s if first else 0.0
    share = 1 - len(unmet) / length if length else 1.0
    if share < HEARD and length <= _SHORT and _alike(trial, sentence, first, last):
        share = HEARD
    return SentenceHearing(
        share=share,
        text=trial.text(first, last),
        missed=tuple(trial.expected[i].text for i in sorted(unmet) if trial.expected[i].exact),
        added=tuple(token.text for token in added.get(sentence, ())),
        at_s=trial.heard[first].at_s if first < last else before,
    )


def _alike(trial: _Trial, sentence: int, first: int, last: int) -> bool:
    """Whether a very short sentence, such as "Tea", and what was heard in its place ("T") have half their letters."""
    said = [token for token, owner in zip(trial.expected, trial.owners, strict=True) if owner == sentence]
    heard = [word.token for word in trial.heard[first:last]]
    if not heard or len(heard) > len(said) + 1 or any(token.exact for token in said):
        return False
    left, right = "".join(token.text for token in said), "".join(token.text for token in heard)
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= HEARD


def _same_words(one: Foreign, other: Foreign) -> bool:
    """Whether two ears heard the same foreign words: what is misheard differs from ear to ear."""
    met = sum(place is not None for place in align(one.words, other.words).met)
    return met >= CLOSE * min(len(one.words), len(other.words))


def _together(
    trials: Sequence[_Trial], sentence: int, before: SentenceHearing, latest: SentenceHearing
) -> SentenceHearing:
    """How a sentence was heard by several ears: a word that one of them heard was said; what only one adds was not."""
    unmet = set.intersection(*(trial.unmet(sentence) for trial in trials))
    expected, length = trials[0].expected, trials[0].owners.count(sentence)
    share = 1 - len(unmet) / length if length else 1.0
    added = Counter(before.added) & Counter(latest.added)
    return replace(
        latest,
        share=max(share, before.share, latest.share),
        missed=tuple(expected[i].text for i in sorted(unmet) if expected[i].exact),
        added=tuple(added.elements()),
    )
