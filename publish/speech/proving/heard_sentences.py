"""What listening found, as findings and doubts: sentences lost, altered, moved or added."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from publish.contracts.format import clock
from publish.proof.verdict import Doubt, Finding, FindingKind
from publish.readers.mp3.recording import Track
from publish.speech.listening.alignment import align
from publish.speech.listening.chapter_hearing import ChapterHearing, SentenceHearing
from publish.speech.listening.choice import Choice
from publish.speech.listening.hearing import Sound
from publish.speech.listening.tokens import tokens
from publish.speech.listening.trial import Foreign
from publish.speech.script import Chapter, Script, Sentence
from publish.speech.wording import words_of

_SAME = 0.8  # share of a sentence's words that make foreign words this very sentence
_EQUAL = 0.5  # share of a sentence's words that are heard in the same spelling, if it is heard: quick to count
_FEWEST = 4  # words: shorter sentences are not looked for elsewhere

_ADDRESS = re.compile(
    r"\b(?:https?://|www\.|doi:)\S+|\b[\w.+-]+@[\w.-]+\w|\b[\w-]+(?:\.[\w-]+)+/\S*|\b(?:[\w-]+\.)+(?:uk|org|com|net|info)\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]+/\w+(?:/\w+)+"
)
"""Web and e-mail addresses, postcodes, file numbers: what a listener looks up rather than remembers."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A chapter of the script and the track of the edition that has its title."""

    chapter: Chapter
    track: Track

    @property
    def sound(self) -> Sound:
        """The frames of the track, not yet taken apart: the samples of a chapter go with who asked for them."""
        return Sound(self.track.frames)


@dataclass(frozen=True, slots=True)
class Heard:
    """A chapter of both sides and how it was heard."""

    pair: Pair
    hearing: ChapterHearing

    def sentences(self) -> Iterator[tuple[int, Sentence, SentenceHearing]]:
        """Each sentence of the script with its number and how it was heard."""
        for number, pair in enumerate(zip(self.pair.chapter.sentences, self.hearing.sentences, strict=True)):
            yield number, *pair


def missing(sentence: Sentence, where: str, found: str = "") -> Finding:
    """A sentence that was not said."""
    return Finding(
        FindingKind.MISSING, sentence.section, sentence.node, sentence.text, found or None, where, sentence.line
    )


def findings_of(heard: Heard, elsewhere: list[tuple[Heard, Foreign]]) -> Iterator[tuple[int, Finding]]:
    """The finding of each sentence that is wrong, with its number; one heard elsewhere is taken from `elsewhere`."""
    for number, sentence, result in heard.sentences():
        where = clock(heard.pair.track.start_s + result.at_s)
        kind, found = FindingKind.ALTERED, f"{result.text} ({_why(result)})"
        if not result.present:
            moved = next((pair for pair in elsewhere if _says(pair[1], sentence)), None)
            if moved is None:
                yield number, missing(sentence, where, result.text)
                continue
            elsewhere.remove(moved)
            kind, found = FindingKind.OUT_OF_ORDER, moved[1].text
            where = clock(moved[0].pair.track.start_s + moved[1].at_s)
        elif result.true:
            continue
        yield number, Finding(kind, sentence.section, sentence.node, sentence.text, found, where, sentence.line)


def foreign_finding(text: Script, heard: Heard, foreign: Foreign) -> Finding:
    """Words that the script does not have in this place: a sentence said twice, or something else."""
    section, where = heard.pair.chapter.section, clock(heard.pair.track.start_s + foreign.at_s)
    for sentence in (*heard.pair.chapter.sentences, *text.sentences):
        if _says(foreign, sentence):
            return Finding(
                FindingKind.REPEATED, section, sentence.node, sentence.text, foreign.text, where, sentence.line
            )
    return Finding(FindingKind.EXTRA, section, section, None, foreign.text, where)


def doubts_of(heard: Heard) -> Iterator[Doubt]:
    """The sentences of a chapter of which listening cannot decide, each with the frames in which it is said.

    These are the frames of a whole piece of sound: where it is cut follows from the sound alone, so the doubt has the
    same name on every machine, whatever was heard there.
    """
    sound = heard.pair.sound
    for _, sentence, result in heard.sentences():
        if not result.true or not result.doubts:
            continue
        pieces = [sound.pieces[choice.dispute.piece] for choice in result.doubts]
        track = heard.pair.track
        start_s, end_s = min(piece.start_s for piece in pieces), max(piece.start_s + piece.seconds for piece in pieces)
        yield Doubt(
            section=sentence.section,
            unit=sentence.node,
            text=sentence.text,
            expected="; ".join(choice.dispute.written for choice in result.doubts),
            heard="; ".join(choice.dispute.instead for choice in result.doubts),
            reason="; ".join(_leaning(choice) for choice in result.doubts),
            start_s=round(track.start_s + start_s, 3),
            end_s=round(track.start_s + end_s, 3),
            sound_sha256=hashlib.sha256(track.between(start_s, end_s)).hexdigest(),
            blocks=not heard.pair.chapter.references
            and not all(_in_address(choice, sentence) for choice in result.doubts),
            settleable=not any(choice.lean < 0 for choice in result.doubts),
            line=sentence.line,
        )


def _why(result: SentenceHearing) -> str:
    """Which words were missing or added."""
    missed = [f"no hearing has {_quoted(result.missed)}"] if result.missed else []
    added = [f"{_quoted(result.added)} is not in the script"] if result.added else []
    return "; ".join([*missed, *added])


def _quoted(words: tuple[str, ...]) -> str:
    return f"“{' '.join(words)}”"


def _leaning(choice: Choice) -> str:
    """What was chosen between, and how the choice went."""
    if choice.unheard:
        return (
            f"no hearing has “{choice.dispute.written}”, though on this sound it is likelier than "
            f"“{choice.dispute.instead}”, by {abs(choice.lean):.1f}"
        )
    side = "the latter" if choice.lean < 0 else "the former"
    return (
        f"“{choice.dispute.written}” or “{choice.dispute.instead}”: {side} is likelier "
        f"by {abs(choice.lean):.1f}, and {choice.margin:.1f} would decide"
    )


def _in_address(choice: Choice, sentence: Sentence) -> bool:
    """Whether the words in question are a part of an address."""
    run = tuple(token.text for token in choice.dispute.expected)
    for match in _ADDRESS.finditer(sentence.text):
        address = tuple(token.text for token in tokens(match[0]))
        if any(address[at : at + len(run)] == run for at in range(len(address) - len(run) + 1)):
            return True
    return False


def _says(foreign: Foreign, sentence: Sentence) -> bool:
    """Whether foreign words hold a sentence."""
    wanted = tokens(words_of(sentence.spoken))
    if len(wanted) < _FEWEST or len(foreign.words) < len(wanted) * _SAME:
        return False
    common = Counter(token.text for token in wanted) & Counter(token.text for token in foreign.words)
    if common.total() < len(wanted) * _EQUAL:
        return False
    met = align(wanted, foreign.words).met
    return sum(place is not None for place in met) >= _SAME * len(wanted)
