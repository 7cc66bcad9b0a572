"""One chapter of the script against its sound: each sentence is heard, in doubt, or wrong.

A quick recogniser hears everything and proposes: where it hears what the script says, that is heard. Where it hears
something else, a stricter one hears that piece of sound too, and is then asked for every difference that either of them
proposed: which of the two texts did you hear, the script's or this other one? All else in the two texts is the same,
and the script's words may be written in the ways in which a recogniser writes them. What is likelier by a margin
decides; within the margin the sentence is in doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from publish.speech.british import spoken
from publish.speech.listening.differences import Difference, Hearing, Texts
from publish.speech.listening.ears import Question
from publish.speech.listening.hearing import Listener, Sound
from publish.speech.listening.likeness import likeness, sounds
from publish.speech.listening.pieces import pieces, silences, speech_s
from publish.speech.listening.thresholds import (
    ANOTHER,
    CLEARLY,
    CUT_PAUSE_S,
    CUT_S,
    FOREIGN,
    HEARD,
    MARGIN,
    MORE,
    MORE_S,
    NEARLY,
    PACE_S,
)
from publish.speech.listening.tokens import tokens
from publish.speech.script import Chapter


class Grade(IntEnum):
    """How sure it is that a sentence was said as written."""

    HEARD = 0
    IN_DOUBT = 1
    WRONG = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """A difference, who proposed it, and how far the script's words are likelier than it (nats)."""

    difference: Difference
    proposed_by: str
    lean: float

    @property
    def grade(self) -> Grade:
        """What the choice comes to."""
        difference = self.difference
        needed, allowed = MARGIN, -MARGIN
        if not difference.exact and likeness(difference.expected, difference.heard) >= NEARLY:
            needed, allowed = 0.0, -CLEARLY
        if self.lean >= needed:
            return Grade.HEARD
        return Grade.WRONG if self.lean <= allowed else Grade.IN_DOUBT

    @property
    def foreign(self) -> bool:
        """Whether many more words were heard than the script has here."""
        return len(self.difference.heard) - len(self.difference.expected) >= FOREIGN

    @property
    def added(self) -> bool:
        """Whether they stand between words of the script, which lacks none."""
        return self.foreign and not self.difference.expected


@dataclass(frozen=True, slots=True)
class SentenceHearing:
    """How one sentence was heard: its grade, the share of its words that were, and the choices that went against it.

    It is said from `start_s` to `end_s`, in seconds from the start of the chapter and with some silence on both sides.
    """

    grade: Grade
    share: float
    against: tuple[Choice, ...]
    start_s: float
    end_s: float

    @property
    def present(self) -> bool:
        """Whether the sentence was said, rightly or not."""
        return self.share >= HEARD


@dataclass(frozen=True, slots=True)
class Foreign:
    """A run of words that the script does not have in this place, and about when it is said."""

    choice: Choice
    at_s: float


@dataclass(frozen=True, slots=True)
class ChapterHearing:
    """How a chapter was heard, sentence by sentence, and what was heard besides."""

    sentences: tuple[SentenceHearing, ...]
    foreign: tuple[Foreign, ...]


def hear_chapter(chapter: Chapter, sound: Sound, listener: Listener) -> ChapterHearing:
    """Listen to a chapter."""
    texts, in_short_cuts = _heard(sound, listener)
    quick = Hearing(chapter, texts)
    proposed = quick.differences()
    doubtful = {piece for difference in proposed for piece in difference.pieces}
    choices: list[Choice] = []
    if doubtful:
        strict = _heard_again(quick, sound, listener, doubtful)
        if max(quick.share, strict.share) < ANOTHER:
            choices = [Choice(one, "both hearings", -float("inf")) for one in strict.differences()]
        else:
            by_quick = [strict.otherwise(one) for one in proposed if one.exact]
            asked = [(one, "the strict hearing") for one in strict.differences() if doubtful & set(one.pieces)]
            asked += [(one, "the quick hearing") for one in by_quick if one]
            choices = [_witnessed(choice, proposed) for choice in _chosen(asked, sound, listener)]
            closely = [Choice(one, "the quick hearing, in short cuts,", -MARGIN) for one in proposed]
            choices += [
                one
                for one in closely
                if one.added
                and in_short_cuts & set(one.difference.pieces)
                and not any(other.foreign for other in choices)
            ]
    return _graded(quick, choices, sound)


def _heard(sound: Sound, listener: Listener) -> tuple[list[str], set[int]]:
    """What the quick ear hears; where a piece has more speech than these words need, what it hears in short cuts.

    A recogniser takes a sentence that is said twice for one. The second result is the pieces of which that is so.
    """
    texts, in_short_cuts = listener.hear(sound.pieces), set()
    for number, (piece, text) in enumerate(zip(sound.pieces, texts, strict=True)):
        needed = sounds(spoken(text)) * PACE_S
        if speech_s(piece.mono) - needed > max(MORE_S, (MORE - 1) * needed):
            closely = " ".join(listener.hear(pieces(piece.mono, CUT_S, CUT_PAUSE_S)))
            if len(tokens(closely)) - len(tokens(text)) >= _REPEATED:
                texts[number] = closely
                in_short_cuts.add(number)
    return texts, in_short_cuts


_REPEATED = 3  # words: fewer are no sentence


def _witnessed(choice: Choice, proposed: Sequence[Difference]) -> Choice:
    """A choice on many added words: where both ears heard them they are there, even if they repeat what stands there.

    A recogniser finds any text likely that has just been said.
    """
    place = choice.difference.place
    near = [one for one in proposed if one.place[0] <= place[1] + FOREIGN and place[0] <= one.place[1] + FOREIGN]
    both = any(len(one.heard) - len(one.expected) >= FOREIGN for one in near)
    if choice.foreign and both:
        return replace(choice, proposed_by="both hearings", lean=min(choice.lean, -MARGIN))
    return choice


def _heard_again(quick: Hearing, sound: Sound, listener: Listener, doubtful: set[int]) -> Hearing:
    """The chapter with some pieces heard by the stricter ear."""
    numbers = sorted(doubtful)
    again = dict(zip(numbers, listener.hear_again([sound.pieces[number] for number in numbers]), strict=True))
    return Hearing(quick.chapter, tuple(again.get(number, text) for number, text in enumerate(quick.texts)))


def _chosen(proposed: Sequence[tuple[Difference, str]], sound: Sound, listener: Listener) -> list[Choice]:
    """The choice on every difference, all questions asked at once."""
    questions: dict[tuple[int, str, bool], Question] = {}
    for difference, _ in proposed:
        for texts in (difference.as_heard, *difference.as_written):
            for piece, text in texts:
                name = (piece, text, difference.to_the_end)
                questions.setdefault(name, Question(sound.pieces[piece], text, difference.to_the_end))
    scores = dict(zip(questions, listener.scores(list(questions.values())), strict=True))

    def score(texts: Texts, difference: Difference) -> float:
        return sum(scores[piece, text, difference.to_the_end] for piece, text in texts)

    choices = []
    for difference, by in proposed:
        written = max((score(texts, difference) for texts in difference.as_written), default=-float("inf"))
        choices.append(Choice(difference, by, written - score(difference.as_heard, difference)))
    return choices


def _graded(quick: Hearing, choices: Iterable[Choice], sound: Sound) -> ChapterHearing:
    against = [choice for choice in choices if choice.grade is not Grade.HEARD]
    starts = [*_starts(quick, sound), sound.seconds]
    quiet = [gap.middle_s for gap in silences(sound.mono)]
    sentences = []
    for number in range(len(quick.chapter.sentences)):
        own = [one for one in against if number in one.difference.sentences and not one.added]
        sentences.append(
            SentenceHearing(
                max((one.grade for one in own), default=Grade.HEARD),
                _share(quick, number, own),
                tuple(own),
                max((at for at in quiet if at < starts[number] + _LOOSE_S), default=0.0),
                min((at for at in quiet if at > starts[number + 1] - _LOOSE_S), default=sound.seconds),
            )
        )
    foreign = [Foreign(one, starts[one.difference.sentences[-1] + 1]) for one in against if one.foreign]
    return ChapterHearing(tuple(sentences), tuple(foreign))


_LOOSE_S = 0.4  # by which the place of a word, reckoned from its place in the text of its piece, may be wrong


def _share(quick: Hearing, sentence: int, against: Iterable[Choice]) -> float:
    """That of a sentence's words which were heard, whatever their order."""
    length = quick.owners.count(sentence)
    lost = 0
    for choice in against:
        first, last = choice.difference.place
        own = Counter(quick.expected[i].text for i in range(first, last) if quick.owners[i] == sentence)
        lost = max(lost, (own - Counter(token.text for token in choice.difference.heard)).total())
    return 1 - lost / length if length else 1.0


def _starts(quick: Hearing, sound: Sound) -> list[float]:
    """About when each sentence begins."""
    starts = []
    for number in range(len(quick.chapter.sentences)):
        piece, share = quick.place_of(number)
        starts.append(sound.pieces[piece].start_s + share * sound.pieces[piece].seconds if sound.pieces else 0.0)
    return starts
