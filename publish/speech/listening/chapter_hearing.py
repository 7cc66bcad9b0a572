"""One chapter of the script against its sound: which sentences were heard, which were not, and what else was heard."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from operator import attrgetter

from publish.speech.listening.alignment import CLOSE, align
from publish.speech.listening.choice import WORDS_MARGIN, Choice, Dispute, Grade, Wordings
from publish.speech.listening.hearing import HeardPiece, Listener, Sound
from publish.speech.listening.hot_words import another_name, hot_words, ordinary
from publish.speech.listening.tokens import Kind, Token
from publish.speech.listening.trial import FOREIGN, LETTERS, Foreign, Trial, words_to_hear
from publish.speech.script import Chapter

CERTAIN = 0.8
"""Share of a sentence's words from which on the quick ear is believed without the stricter one."""

HEARD = 0.5
"""Share of a sentence's words below which it is missing: a dropped sentence comes to at most 0.1, one that is there to
more than 0.7."""

ANOTHER = 0.3
"""Share of a chapter's words below which, for the quick ear and the stricter one, it says another text."""

_SHORT = 3  # words


@dataclass(frozen=True, slots=True)
class SentenceHearing:
    """How one sentence was heard.

    `share` is that of its words which were heard, `text` what was heard in its place, `missed` the numbers, negations,
    units and decisive words of the script that were not and the words for which nothing was, `added` those heard that
    the script does not have, `at_s` when, in seconds from the start of the chapter. `doubts` are choices within the
    margin.
    """

    share: float
    text: str
    missed: tuple[str, ...]
    added: tuple[str, ...]
    at_s: float
    doubts: tuple[Choice, ...] = ()

    @property
    def present(self) -> bool:
        """Whether the sentence was said."""
        return self.share >= HEARD

    @property
    def true(self) -> bool:
        """Whether it was said with all that must be exact."""
        return self.present and not self.missed and not self.added


@dataclass(frozen=True, slots=True)
class ChapterHearing:
    """How a chapter was heard, sentence by sentence, and what was heard besides."""

    sentences: tuple[SentenceHearing, ...]
    foreign: tuple[Foreign, ...]


def hints_for(chapter: Chapter, known: Collection[str]) -> str:
    """The hot words of a chapter, of the `known` words."""
    return hot_words((sentence.text for sentence in chapter.sentences), known)


def hear_chapter(chapter: Chapter, sound: Sound, listener: Listener, known: Collection[str]) -> ChapterHearing:
    """Listen to a chapter, again with the stricter ear to what is in doubt, and closely to what still is.

    A word counts as heard if any ear heard it; a foreign word, number or negation only if all did. Where that leaves a
    number, negation, unit or decisive word otherwise, or the ears heard different ones, the choice decides. Of the
    `known` words (see `known_words`) the first two ears are told those that occur.
    """
    hints = hints_for(chapter, known)
    heard = listener.hear(sound, hints)
    quick = Trial.of(chapter, heard)
    added = quick.added()
    results = [_hearing(quick, number, added) for number in range(len(chapter.sentences))]
    foreign = quick.foreign()
    trials = [quick]
    ears: tuple[Callable[[tuple[int, ...]], tuple[HeardPiece, ...]], ...] = (
        partial(listener.hear_again, sound, hints),
        partial(listener.hear_closely, sound),
    )
    for again in ears:
        first = len(trials) == 1
        if not first and all(trial.share < ANOTHER for trial in trials):
            break  # two ears agree; a third hearing of every piece would only take minutes
        doubtful = [n for n, result in enumerate(results) if not result.true or (first and result.share < CERTAIN)]
        places = {piece for n in doubtful for piece in trials[-1].pieces(n, len(heard))}
        places |= {n for n, piece in enumerate(heard) for run in foreign if piece.start_s <= run.at_s < piece.end_s}
        if not places:
            break
        numbers = tuple(sorted(places))
        better = dict(zip(numbers, again(numbers), strict=True))
        trial = Trial.of(chapter, [better.get(number, piece) for number, piece in enumerate(heard)])
        # An ear that makes nonsense of a piece is not believed about it: it would acquit a "not" that it did not hear.
        nonsense = {number for number in numbers if len(trial.met_in(number)) < HEARD * len(quick.met_in(number))}
        if nonsense:
            better = {number: piece for number, piece in better.items() if number not in nonsense}
            trial = Trial.of(chapter, [better.get(number, piece) for number, piece in enumerate(heard)])
        added = trial.added()
        trials.append(trial)
        for number in doubtful:
            before, latest = results[number], _hearing(trial, number, added)
            results[number] = _together(trials, number, before, latest)
        foreign = [run for run in trial.foreign() if any(_same_words(run, other) for other in foreign)]
    choices = _choices(chapter, trials, results, sound, listener)
    judged = [
        _judged(result, choices.get(number, ()), reference=chapter.references) for number, result in enumerate(results)
    ]
    return ChapterHearing(tuple(judged), tuple(foreign))


def _choices(
    chapter: Chapter, trials: Sequence[Trial], results: Sequence[SentenceHearing], sound: Sound, listener: Listener
) -> dict[int, list[Choice]]:
    """The choices to be made, by the sentence that they are about: on what one ear or all of them heard otherwise.

    Where an ear heard nothing that can be asked about, in a sentence that is not true, none is made: it stays untrue.
    Nor is one made between a long run of words and a short one, where another ear heard them all: an ear that broke off
    proposes nothing, and of two texts the short one is always likelier.
    """
    wordings = Wordings([(words_to_hear(sentence), sentence.text) for sentence in chapter.sentences])
    disputes: dict[Dispute, int] = {}
    unasked: set[int] = set()
    for trial in trials:
        for gap in trial.spans:
            sentence = trial.owner(gap)
            if sentence is None or not results[sentence].present:
                continue
            said, heard = [trial.expected[i] for i in gap.said], [trial.heard[j].token for j in gap.heard]
            exact = any(token.exact for token in (*said, *heard))
            reference, result = chapter.references, results[sentence]
            lost = {token.text for token in said if not token.exact and token.text in result.missed}
            if not exact and not lost and (reference or not _ordinary_words(said, heard)):
                continue  # names of people and journals are made of ordinary words, and written as a recogniser can
            if result.true and abs(len(said) - len(heard)) >= FOREIGN:
                continue
            # An ear may well leave a month out; another one in its place it hears, or expects, as it does a "not".
            told = _both_have_times(said, heard) or any(token.turns for token in (*said, *heard))
            if exact and result.true and (reference or not told):
                continue
            firm = trial.firm(gap) and all(other.hears_otherwise(gap) for other in trials)
            if not exact and not lost and not firm:
                continue
            found = tuple(wordings.disputes(trial, gap, lost))
            disputes.update(dict.fromkeys(found, sentence))
            if exact and not found and not result.true:
                unasked.add(sentence)
    choices: dict[int, list[Choice]] = defaultdict(list)
    for piece in sorted({dispute.piece for dispute, sentence in disputes.items() if sentence not in unasked}):
        asked = [dispute for dispute in disputes if dispute.piece == piece and disputes[dispute] not in unasked]
        texts = [text for dispute in asked for text in (*dispute.as_script, *dispute.otherwise)]
        likely = listener.likelihoods(sound, piece, texts)
        for dispute in asked:
            script, other = (max(likely[text] for text in side) for side in (dispute.as_script, dispute.otherwise))
            sentence = disputes[dispute]
            choices[sentence].append(Choice(dispute, script - other, _unheard(results[sentence], dispute)))
    return choices


def _ordinary_words(said: Sequence[Token], heard: Sequence[Token]) -> bool:
    """Whether to be asked about words that are neither numbers nor the like: a few ordinary ones, or a single name.

    Recognisers drop articles and part words ("every day"), and rare words they write as they can. Of many words the
    shorter text is always the likelier one.
    """
    if len(said) == len(heard) == 1 and another_name(*said, *heard):
        return True
    said_text, heard_text = (
        "".join(token.text for token in side if token.text not in _ARTICLES) for side in (said, heard)
    )
    return max(len(said), len(heard)) < FOREIGN and said_text != heard_text and all(map(ordinary, said))


def _both_have_times(said: Sequence[Token], heard: Sequence[Token]) -> bool:
    return all(any(token.kind is Kind.TIME for token in side) for side in (said, heard))


_ARTICLES = frozenset({"a", "an", "the"})


def _unheard(result: SentenceHearing, dispute: Dispute) -> bool:
    """Whether no ear heard the number, negation or unit of the script, or each another one.

    Decisive words are often heard in another spelling ("hydose" for "high-dose"): of these the choice alone decides.
    """
    expected, heard = (
        {token.text for token in side if token.exact and token.kind is not Kind.DECISIVE}
        for side in (dispute.expected, dispute.heard)
    )
    return not expected.isdisjoint(result.missed) or not heard.isdisjoint(result.added)


def _judged(result: SentenceHearing, choices: Sequence[Choice], *, reference: bool) -> SentenceHearing:
    """How a sentence was heard after the choices: what was chosen against is wrong, what no choice was about stays.

    Words for which nothing was heard stay too, unless the choice about them is clearly for the script; in a reference
    they are in doubt where it is within the margin, as names are said and heard as they come.
    """
    missed, added = Counter(result.missed), Counter(result.added)
    for choice in choices:
        missed -= Counter(token.text for token in choice.dispute.expected if token.exact)
        added -= Counter(token.text for token in choice.dispute.heard if token.exact)
    lost = _about_lost_words(choices)
    for word, choice in lost.items():
        if choice.lean >= WORDS_MARGIN or (reference and choice.lean > -WORDS_MARGIN):
            del missed[word]
    for choice in choices:
        if choice.grade is Grade.WRONG and choice.dispute.lost.isdisjoint(lost.keys() - missed.keys()):
            expected, heard = (
                Counter(token.text for token in side) for side in (choice.dispute.expected, choice.dispute.heard)
            )
            if expected == heard:  # the same digits or words in another order: 12 and 21
                expected, heard = Counter([choice.dispute.written]), Counter([choice.dispute.instead])
            missed |= expected - heard
            added |= heard - expected
    doubts = [choice for choice in choices if choice.grade is Grade.IN_DOUBT]
    doubts += [choice for choice in lost.values() if reference and abs(choice.lean) < WORDS_MARGIN]
    return replace(
        result,
        missed=tuple(missed.elements()),
        added=tuple(added.elements()),
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _about_lost_words(choices: Sequence[Choice]) -> dict[str, Choice]:
    """The choice that counts for each word of which no ear heard anything.

    Of those in one piece it is the one most against the script, of two pieces that may hold the word the one most for
    it.
    """
    in_pieces: dict[str, dict[int, Choice]] = defaultdict(dict)
    for choice in sorted(choices, key=attrgetter("lean"), reverse=True):
        for word in choice.dispute.lost:
            in_pieces[word][choice.dispute.piece] = choice
    return {word: max(by_piece.values(), key=attrgetter("lean")) for word, by_piece in in_pieces.items()}


def _hearing(trial: Trial, sentence: int, added: dict[int, list[Token]]) -> SentenceHearing:
    unmet = trial.unmet(sentence)
    length = len(trial.tokens_of(sentence))
    first, last = trial.region(sentence)
    before = trial.heard[first - 1].at_s if first else 0.0
    share = 1 - len(unmet) / length if length else 1.0
    if share < HEARD and length <= _SHORT and _alike(trial, sentence, first, last):
        share = HEARD
    return SentenceHearing(
        share=share,
        text=trial.text(first, last),
        missed=_missed(trial.expected, unmet, trial.unsaid),
        added=tuple(token.text for token in added.get(sentence, ())),
        at_s=trial.heard[first].at_s if first < last else before,
    )


def _missed(expected: Sequence[Token], unmet: set[int], unsaid: frozenset[int]) -> tuple[str, ...]:
    """Of the unmet tokens those that must be exact, and those for which nothing was heard where these make a word."""
    words = [i for i in sorted(unmet & unsaid) if not expected[i].exact]
    lost = set(words) if sum(len(expected[i].text) for i in words) >= LETTERS else set()
    return tuple(expected[i].text for i in sorted(unmet) if expected[i].exact or i in lost)


def _alike(trial: Trial, sentence: int, first: int, last: int) -> bool:
    """Whether a very short sentence, such as "Tea", and what was heard in its place ("T") have half their letters."""
    said = [trial.expected[i] for i in trial.tokens_of(sentence)]
    heard = [word.token for word in trial.heard[first:last]]
    if not heard or len(heard) > len(said) + 1 or any(token.exact for token in said):
        return False
    left, right = "".join(token.text for token in said), "".join(token.text for token in heard)
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= HEARD


def _same_words(run: Foreign, other: Foreign) -> bool:
    """Whether two ears heard the same foreign words: what is misheard differs from ear to ear.

    Of a sentence said twice one ear may take the first half for foreign, another one the second: order is no matter.
    """
    in_order = sum(place is not None for place in align(run.words, other.words).met)
    common = Counter(token.text for token in run.words) & Counter(token.text for token in other.words)
    return max(in_order, common.total()) >= CLOSE * min(len(run.words), len(other.words))


def _together(
    trials: Sequence[Trial], sentence: int, before: SentenceHearing, latest: SentenceHearing
) -> SentenceHearing:
    """How a sentence was heard by several ears: a word that one of them heard was said; what only one adds was not."""
    unmet = set.intersection(*(trial.unmet(sentence) for trial in trials))
    expected, length = trials[0].expected, len(trials[0].tokens_of(sentence))
    share = 1 - len(unmet) / length if length else 1.0
    unsaid = frozenset.intersection(*(trial.unsaid for trial in trials))
    added = Counter(before.added) & Counter(latest.added)
    return replace(
        latest,
        share=max(share, before.share, latest.share),
        missed=_missed(expected, unmet, unsaid),
        added=tuple(added.elements()),
    )
